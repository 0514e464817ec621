#include "samples_internal.h"

#include <assay/session/text_pattern.h>
#include <assay/tui/sample_cell.h>

#include <string.h>

/* How a field stands in the table; the order is that of the columns. */
static const struct {
    enum sample_field_index field;
    const char *title;
    short least, most;
    enum grid_align align;
    unsigned char priority;
} looks[] = {
    {SAMPLE_ID, "id", 4, 40, GRID_LEFT, 0},
    {SAMPLE_OUTCOME, "ok", 2, 2, GRID_LEFT, 0},
    {SAMPLE_TRUTH, "truth", 5, 20, GRID_LEFT, 0},
    {SAMPLE_PRED, "prediction", 10, 20, GRID_LEFT, 0},
    {SAMPLE_SCORE, "score", 6, 10, GRID_RIGHT, 1},
    {SAMPLE_ERROR, "error", 5, 28, GRID_LEFT, 1},
    {SAMPLE_LAYER, "layer", 5, 5, GRID_RIGHT, 1},
    {SAMPLE_TESTS_PASSED, "passed", 6, 6, GRID_RIGHT, 2},
    {SAMPLE_TESTS, "tests", 5, 5, GRID_RIGHT, 2},
    {SAMPLE_DIFFICULTY, "difficulty", 6, 10, GRID_LEFT, 4},
    {SAMPLE_TOKENS, "tokens", 6, 8, GRID_RIGHT, 3},
    {SAMPLE_SECONDS, "seconds", 7, 9, GRID_RIGHT, 5},
    {SAMPLE_SPLIT, "split", 5, 12, GRID_LEFT, 5},
    {SAMPLE_GROUP, "group", 5, 24, GRID_LEFT, 6},
    {SAMPLE_ATTEMPT, "attempt", 7, 7, GRID_RIGHT, 6},
    {SAMPLE_FOLD, "fold", 4, 4, GRID_RIGHT, 7},
    {SAMPLE_CONFLICT, "conflict", 8, 8, GRID_LEFT, 7},
    {SAMPLE_RAW, "raw answer", 10, 60, GRID_LEFT, 2},
};

enum { LOOK_COUNT = sizeof(looks) / sizeof(looks[0]) };

/* ---- the table ---- */

static struct str outcome_glyph(enum outcome outcome)
{
    return outcome == OUTCOME_PASS ? STR("✓") : outcome == OUTCOME_FAIL ? STR("✗") : STR("–");
}

/* What is right needs no colour: the eye shall find what is not, and every colour costs bytes. */
static unsigned outcome_style(enum outcome outcome)
{
    return outcome == OUTCOME_PASS   ? ROLE_TEXT
           : outcome == OUTCOME_FAIL ? ROLE_WRONG
                                     : ROLE_UNSCORED;
}

static void fill_tag(const struct samples_data *data, size_t row, struct grid_cell *cell)
{
    const struct tag *tag = data->rows.tags ? tags_get(data->rows.tags, data->rows.set, row) : NULL;

    if (tag)
        cell->text = str_of(tag_kind_name(tag->kind));
    cell->style = ROLE_TAG;
}

static void fill_cell(const void *arg, size_t row, size_t column, struct arena *scratch,
                      struct grid_cell *cell)
{
    const struct samples_data *data = arg;
    int field = data->fields[column];
    enum outcome outcome = sample_outcome(data->samples, row);

    if (field == TAG_COLUMN) {
        fill_tag(data, row, cell);
        return;
    }
    if (field == SAMPLE_OUTCOME) {
        cell->text = outcome_glyph(outcome);
        cell->style = outcome_style(outcome);
        return;
    }
    cell->text = sample_cell_text(data->rows.run, data->samples, field, row, scratch);
    if (field == SAMPLE_PRED)
        cell->style = data->samples->prediction && data->samples->prediction[row] == LABEL_INVALID
                          ? ROLE_INVALID
                          : outcome_style(outcome);
    else if (sample_filter_fields[field].kind != FILTER_TEXT)
        cell->number = sample_field_number(data->samples, (size_t)field, row);
}

const char *samples_sort_text(const struct samples_data *data, const struct grid_state *grid,
                              struct arena *scratch)
{
    int column = grid->sort_column - 1;

    if (column < 0 || column >= (int)data->source.column_count ||
        data->fields[column] == TAG_COLUMN)
        return "";
    return arena_printf(scratch, "%s%s", grid->descending ? "-" : "",
                        sample_fields[data->fields[column]].name);
}

static size_t search_rows(const void *arg, const uint32_t *rows, size_t count, const char *text,
                          size_t from, bool forward)
{
    const struct samples_data *data = arg;
    struct text_pattern pattern;
    size_t found = SIZE_MAX, at = from;

    text_pattern_set(&pattern, TEXT_CONTAINS, str_of(text), NULL);
    for (size_t i = 0; i < count && found == SIZE_MAX; i++) {
        char room[SAMPLE_ID_ROOM];

        at = forward ? (at + 1) % count : (at + count - 1) % count;
        if (text_pattern_match(&pattern, samples_id(data->samples, rows[at], room)))
            found = at;
    }
    text_pattern_release(&pattern);
    return found;
}

static bool has_field(const struct samples *samples, enum sample_field_index field)
{
    /* A table without outcome column still has right and wrong answers. */
    if (field == SAMPLE_OUTCOME)
        return samples->outcome || (samples->truth && samples->prediction);
    return sample_fields[field].present(samples);
}

static void add_column(struct samples_data *data, int field, const char *key, const char *title,
                       size_t look)
{
    size_t n = data->source.column_count++;

    data->fields[n] = field;
    data->columns[n] = (struct grid_column){.key = key, .title = title, .least = 13, .most = 14};
    if (field == TAG_COLUMN)
        return;
    data->columns[n].least = looks[look].least;
    data->columns[n].most = looks[look].most;
    data->columns[n].align = looks[look].align;
    data->columns[n].priority = looks[look].priority;
}

void samples_source_begin(const struct view_context *context, struct samples_data *data, size_t set)
{
    data->samples = run_samples(context->run, set);
    data->source = (struct grid_source){.arg = data,
                                        .columns = data->columns,
                                        .row_count = data->samples->count,
                                        .cell = fill_cell,
                                        .search = search_rows,
                                        .ordered = true};
    for (size_t i = 0; i < LOOK_COUNT; i++)
        if (has_field(data->samples, looks[i].field))
            add_column(data, (int)looks[i].field, sample_fields[looks[i].field].name,
                       looks[i].title, i);
    add_column(data, TAG_COLUMN, "tag", "tag", 0);
}
