#include "flips_internal.h"

#include <assay/base/fmt.h>
#include <assay/session/text_pattern.h>
#include <assay/tui/sample_cell.h>

#include <math.h>

/* How a column stands in the table. A code sample answers with tests passed, others with a label.
 */
static const struct look {
    const char *key, *title, *sort, *sort_code;
    short least, most;
    enum grid_align align;
    unsigned char priority;
} looks[FLIPS_COLUMNS] = {
    [FLIPS_ID] = {"id", "id", "id", NULL, 4, 40, GRID_LEFT, 0},
    [FLIPS_KIND] = {"flip", "flip", NULL, NULL, 10, 10, GRID_LEFT, 1},
    [FLIPS_TRUTH] = {"truth", "truth", "truth", NULL, 5, 20, GRID_LEFT, 0},
    [FLIPS_A] = {"a", "A", "a.pred", "a.tests_passed", 6, 20, GRID_LEFT, 0},
    [FLIPS_B] = {"b", "B", "pred", "tests_passed", 6, 20, GRID_LEFT, 0},
    [FLIPS_ERROR_A] = {"a.error", "A error", "a.error", NULL, 7, 24, GRID_LEFT, 2},
    [FLIPS_ERROR_B] = {"error", "B error", "error", NULL, 7, 24, GRID_LEFT, 1},
    [FLIPS_SCORE_A] = {"a.score", "A score", "a.score", NULL, 7, 10, GRID_RIGHT, 3},
    [FLIPS_SCORE_B] = {"score", "B score", "score", NULL, 7, 10, GRID_RIGHT, 3},
    [FLIPS_DELTA] = {"delta-score", "Δ score", "delta-score", NULL, 7, 10, GRID_RIGHT, 2},
    [FLIPS_LAYER] = {"layer", "layer", "layer", NULL, 5, 5, GRID_RIGHT, 1},
    [FLIPS_ATTEMPT] = {"attempt", "attempt", "attempt", NULL, 7, 7, GRID_RIGHT, 6},
    [FLIPS_SPLIT] = {"split", "split", "split", NULL, 5, 12, GRID_LEFT, 4},
    [FLIPS_GROUP] = {"group", "group", "group", NULL, 5, 24, GRID_LEFT, 5},
    [FLIPS_FOLD] = {"fold", "fold", "fold", NULL, 4, 4, GRID_RIGHT, 7},
    [FLIPS_EXCERPT] = {"text", NULL, NULL, NULL, 24, 0, GRID_LEFT, 9},
    [FLIPS_TAG] = {"tag", "tag", NULL, NULL, 13, 14, GRID_LEFT, 6},
};

/* Fields shown as they are; SAMPLE_FIELD_COUNT: something of our own. */
static const enum sample_field_index fields[FLIPS_COLUMNS] = {
    [FLIPS_ID] = SAMPLE_FIELD_COUNT,  [FLIPS_KIND] = SAMPLE_FIELD_COUNT,
    [FLIPS_TRUTH] = SAMPLE_TRUTH,     [FLIPS_A] = SAMPLE_FIELD_COUNT,
    [FLIPS_B] = SAMPLE_FIELD_COUNT,   [FLIPS_ERROR_A] = SAMPLE_ERROR,
    [FLIPS_ERROR_B] = SAMPLE_ERROR,   [FLIPS_SCORE_A] = SAMPLE_SCORE,
    [FLIPS_SCORE_B] = SAMPLE_SCORE,   [FLIPS_DELTA] = SAMPLE_FIELD_COUNT,
    [FLIPS_LAYER] = SAMPLE_LAYER,     [FLIPS_ATTEMPT] = SAMPLE_ATTEMPT,
    [FLIPS_SPLIT] = SAMPLE_SPLIT,     [FLIPS_GROUP] = SAMPLE_GROUP,
    [FLIPS_FOLD] = SAMPLE_FOLD,       [FLIPS_EXCERPT] = SAMPLE_FIELD_COUNT,
    [FLIPS_TAG] = SAMPLE_FIELD_COUNT,
};

static bool is_of_a(enum flips_column column)
{
    return column == FLIPS_A || column == FLIPS_ERROR_A || column == FLIPS_SCORE_A;
}

/* A sample of either side. */
struct cell_sample {
    const struct run *run;
    const struct samples *samples;
    size_t row;
};

static struct cell_sample sample_of(const struct pair_scope *scope, size_t row, bool of_a)
{
    return of_a ? (struct cell_sample){scope->run_a, scope->set->a, pair_scope_a(scope, row)}
                : (struct cell_sample){scope->run_b, scope->set->b, pair_scope_b(scope, row)};
}

static struct str text_of(const struct cell_sample *sample, enum sample_field_index field,
                          struct arena *scratch)
{
    if (!sample_fields[field].present(sample->samples))
        return STR("");
    return sample_cell_text(sample->run, sample->samples, (int)field, sample->row, scratch);
}

/* ---- cells ---- */

/* "✗ 2/3", "✓ happy". */
static void fill_answer(const struct cell_sample *sample, struct arena *scratch,
                        struct grid_cell *cell)
{
    enum outcome outcome = sample_outcome(sample->samples, sample->row);
    struct str passed = text_of(sample, SAMPLE_TESTS_PASSED, scratch);
    struct str tests = text_of(sample, SAMPLE_TESTS, scratch);
    struct str answer = text_of(sample, SAMPLE_PRED, scratch), glyph = flip_glyph(outcome);

    if (passed.len && tests.len)
        answer = str_of(arena_printf(scratch, "%.*s/%.*s", (int)passed.len, passed.ptr,
                                     (int)tests.len, tests.ptr));
    cell->text = str_of(
        arena_printf(scratch, "%s %.*s", glyph.ptr, (int)answer.len, answer.len ? answer.ptr : ""));
    cell->style = flip_style(outcome);
}

static void fill_kind(const struct flips_data *data, size_t row, struct grid_cell *cell)
{
    enum pair_kind kind = pair_scope_kind(data->rows.scope, row);

    cell->text = str_of(pair_kind_name(kind));
    cell->style = flip_kind_style(kind);
}

static void fill_delta(const struct flips_data *data, size_t row, struct arena *scratch,
                       struct grid_cell *cell)
{
    double delta = pair_scope_number(data->rows.scope, PAIR_FIELD_DELTA_SCORE, row);

    cell->number = delta;
    if (isnan(delta))
        return;
    cell->text = str_of(fmt_delta(scratch, delta, 4));
    cell->style = delta > 0 ? ROLE_POSITIVE : delta < 0 ? ROLE_NEGATIVE : ROLE_TEXT;
}

static void fill_tag(const struct flips_data *data, size_t row, struct grid_cell *cell)
{
    size_t b = pair_scope_b(data->rows.scope, row);
    const struct tag *tag =
        data->tags && b != SIZE_MAX ? tags_get(data->tags, data->rows.scope->set->set_b, b) : NULL;

    if (tag)
        cell->text = str_of(tag_kind_name(tag->kind));
    cell->style = ROLE_TAG;
}

static void fill_field(const struct flips_data *data, enum flips_column column, size_t row,
                       struct arena *scratch, struct grid_cell *cell)
{
    struct cell_sample sample = sample_of(data->rows.scope, row, is_of_a(column));

    /* What is of the item and not of an answer is told of whichever side has it. */
    if (sample.row == SIZE_MAX && !is_of_a(column) && column != FLIPS_ERROR_B &&
        column != FLIPS_SCORE_B)
        sample = sample_of(data->rows.scope, row, true);
    if (sample.row == SIZE_MAX || !sample_fields[fields[column]].present(sample.samples))
        return;
    cell->text = text_of(&sample, fields[column], scratch);
    if (sample_filter_fields[fields[column]].kind != FILTER_TEXT)
        cell->number = sample_field_number(sample.samples, (size_t)fields[column], sample.row);
}

/* A truth that changed is why a pair is not scored, so both are told. */
static void fill_truth(const struct flips_data *data, size_t row, struct arena *scratch,
                       struct grid_cell *cell)
{
    struct cell_sample a = sample_of(data->rows.scope, row, true);
    struct str truth;

    fill_field(data, FLIPS_TRUTH, row, scratch, cell);
    if (a.row == SIZE_MAX || pair_scope_b(data->rows.scope, row) == SIZE_MAX)
        return;
    truth = text_of(&a, SAMPLE_TRUTH, scratch);
    if (str_eq(truth, cell->text))
        return;
    cell->text = str_of(arena_printf(scratch, "%.*s → %.*s", (int)truth.len, truth.ptr,
                                     (int)cell->text.len, cell->text.ptr));
    cell->style = ROLE_WARNING;
}

static void fill_cell(const void *arg, size_t row, size_t index, struct arena *scratch,
                      struct grid_cell *cell)
{
    const struct flips_data *data = arg;
    enum flips_column column = data->shows[index];
    struct cell_sample sample;

    switch (column) {
    case FLIPS_ID:
        cell->text = flip_id(data->rows.scope, row, arena_alloc(scratch, SAMPLE_ID_ROOM));
        break;
    case FLIPS_KIND:
        fill_kind(data, row, cell);
        break;
    case FLIPS_TRUTH:
        fill_truth(data, row, scratch, cell);
        break;
    case FLIPS_A:
    case FLIPS_B:
        sample = sample_of(data->rows.scope, row, column == FLIPS_A);
        if (sample.row != SIZE_MAX)
            fill_answer(&sample, scratch, cell);
        break;
    case FLIPS_DELTA:
        fill_delta(data, row, scratch, cell);
        break;
    case FLIPS_EXCERPT:
        cell->text = flips_excerpt(data, row);
        cell->style = ROLE_DIM;
        break;
    case FLIPS_TAG:
        fill_tag(data, row, cell);
        break;
    default:
        fill_field(data, column, row, scratch, cell);
    }
}

static const char *head_of(const void *arg, size_t row, struct arena *scratch)
{
    const struct flips_data *data = arg;
    const struct pair_scope *scope = data->rows.scope;
    enum pair_kind kind = pair_scope_kind(scope, row);

    if (row != scope->first[kind])
        return NULL;
    return arena_printf(scratch, "%s  %s", pair_kind_name(kind),
                        fmt_count(scratch, pair_scope_tally(scope, kind)));
}

static size_t search_rows(const void *arg, const uint32_t *rows, size_t count, const char *text,
                          size_t from, bool forward)
{
    const struct flips_data *data = arg;
    struct text_pattern pattern;
    size_t found = SIZE_MAX, at = from;

    text_pattern_set(&pattern, TEXT_CONTAINS, str_of(text), NULL);
    for (size_t i = 0; i < count && found == SIZE_MAX; i++) {
        char room[SAMPLE_ID_ROOM];

        at = forward ? (at + 1) % count : (at + count - 1) % count;
        if (text_pattern_match(&pattern, flip_id(data->rows.scope, rows[at], room)))
            found = at;
    }
    text_pattern_release(&pattern);
    return found;
}

/* ---- columns ---- */

static bool has(const struct compare_set *set, enum sample_field_index field)
{
    return sample_fields[field].present(set->a) || sample_fields[field].present(set->b);
}

static bool is_shown(const struct compare_set *set, enum flips_column column)
{
    if (is_of_a(column) && fields[column] != SAMPLE_FIELD_COUNT)
        return sample_fields[fields[column]].present(set->a);
    if (column == FLIPS_SCORE_B || column == FLIPS_ERROR_B)
        return sample_fields[fields[column]].present(set->b);
    if (fields[column] != SAMPLE_FIELD_COUNT)
        return has(set, fields[column]);
    return column != FLIPS_DELTA || (sample_fields[SAMPLE_SCORE].present(set->a) &&
                                     sample_fields[SAMPLE_SCORE].present(set->b));
}

static void add_column(struct flips_data *data, enum flips_column column, const char *excerpt)
{
    const struct look *look = &looks[column];
    size_t n = data->source.column_count++;
    bool code = has(data->rows.scope->set, SAMPLE_TESTS_PASSED);

    data->shows[n] = column;
    data->sorts[n] = code && look->sort_code ? look->sort_code : look->sort;
    data->columns[n] = (struct grid_column){.key = look->key,
                                            .title = look->title,
                                            .least = look->least,
                                            .most = look->most,
                                            .align = look->align,
                                            .stretches = column == FLIPS_EXCERPT,
                                            .priority = look->priority};
    if (column == FLIPS_EXCERPT)
        data->columns[n].title = excerpt;
}

void flips_source_begin(struct flips_data *data)
{
    const char *excerpt = flips_excerpt_begin(data);

    data->source = (struct grid_source){.arg = data,
                                        .columns = data->columns,
                                        .row_count = data->rows.scope->count,
                                        .version = data->source.version + 1,
                                        .cell = fill_cell,
                                        .head = head_of,
                                        .search = search_rows,
                                        .ordered = true};
    for (int column = 0; column < FLIPS_COLUMNS; column++)
        if (column == FLIPS_EXCERPT ? excerpt != NULL
            : column == FLIPS_TAG   ? data->tagged
                                    : is_shown(data->rows.scope->set, (enum flips_column)column))
            add_column(data, (enum flips_column)column, excerpt);
}

const char *flips_sort_text(const struct flips_data *data, const struct grid_state *grid,
                            struct arena *scratch)
{
    int column = grid->sort_column - 1;

    if (column < 0 || column >= (int)data->source.column_count || !data->sorts[column])
        return "";
    return arena_printf(scratch, "%s%s", grid->descending ? "-" : "", data->sorts[column]);
}
