#include "confusion_internal.h"

#include <assay/base/fmt.h>
#include <assay/metrics/classification.h>
#include <assay/session/sample_field.h>

#include <math.h>
#include <string.h>

/* ---- what is under the cursor ---- */

uint64_t confusion_count(const struct confusion_data *data, uint16_t truth, uint16_t prediction)
{
    const struct confusion *cm = data->cm;
    bool row = truth < data->labels, column = prediction < data->labels;

    if (row && column)
        return confusion_at(cm, truth, prediction);
    if (row)
        return prediction == LABEL_INVALID ? confusion_invalid(cm, truth)
                                           : confusion_support(cm, truth);
    if (column)
        return confusion_predicted(cm, prediction);
    return prediction == LABEL_INVALID ? confusion_invalid_total(cm) : data->total;
}

struct cell_query confusion_query(const struct confusion_data *data, uint16_t truth,
                                  uint16_t prediction)
{
    bool edge = prediction == EDGE_TOTAL || prediction == EDGE_RATE;

    return (struct cell_query){
        .samples = data->slice->samples,
        .reading = data->reading,
        .truth = truth < data->labels ? truth : CELL_ANY,
        .prediction = edge ? CELL_ANY : prediction,
        .split = data->slice->split,
        .layer = data->slice->layer,
    };
}

static const char *name_of(const struct confusion_data *data, uint16_t code)
{
    if (code < data->labels)
        return data->slice->labels.names[code];
    return code == LABEL_INVALID ? "outside the labels" : NULL;
}

static struct quantity edge_quantity(const struct confusion_state *state,
                                     const struct confusion_data *data)
{
    const char *truth = name_of(data, state->at.truth),
               *answer = name_of(data, state->at.prediction);

    if (truth)
        return slice_quantity(data->slice, state->at.prediction == EDGE_RATE ? "recall" : "support",
                              truth);
    if (answer && state->at.prediction != LABEL_INVALID)
        return slice_quantity(data->slice,
                              state->at.truth == EDGE_RATE ? "precision" : "column_total", answer);
    if (state->at.prediction == LABEL_INVALID)
        return slice_quantity(data->slice, "invalid_answers", NULL);
    return slice_quantity(data->slice, state->at.prediction == EDGE_RATE ? "accuracy" : "samples",
                          NULL);
}

struct quantity confusion_quantity(const struct confusion_state *state,
                                   const struct confusion_data *data, struct arena *arena)
{
    const char *truth = name_of(data, state->at.truth),
               *answer = name_of(data, state->at.prediction);

    if (!truth || !answer || state->at.prediction == LABEL_INVALID)
        return edge_quantity(state, data);
    return slice_quantity(data->slice, "confusion_cell",
                          arena_printf(arena, "%s>%s", truth, answer));
}

/* ---- its samples ---- */

static struct cell_rows *oldest(struct confusion_data *data)
{
    struct cell_rows *found = &data->cache[0];

    for (int i = 0; i < CELL_CACHE; i++) {
        if (!data->cache[i].filled)
            return &data->cache[i];
        if (data->cache[i].used < found->used)
            found = &data->cache[i];
    }
    return found;
}

static struct cell_rows *rows_of(struct confusion_data *data, uint16_t truth, uint16_t prediction)
{
    struct cell_rows *rows;
    struct cell_query query = confusion_query(data, truth, prediction);
    uint64_t count = confusion_count(data, truth, prediction);

    for (int i = 0; i < CELL_CACHE; i++)
        if (data->cache[i].filled && data->cache[i].truth == truth &&
            data->cache[i].prediction == prediction)
            return &data->cache[i];
    rows = oldest(data);
    rows->filled = true;
    rows->truth = truth;
    rows->prediction = prediction;
    rows->count =
        cell_samples(&query, 0, rows->rows, (size_t)(count < CELL_ROWS ? count : CELL_ROWS));
    return rows;
}

enum { COLUMN_ID, COLUMN_SCORE, COLUMN_ANSWER, COLUMN_SPLIT };

static const struct grid_column columns[] = {
    {.key = "id", .title = "sample", .stretches = true},
    {.key = "score", .title = "score", .align = GRID_RIGHT, .priority = 1},
    {.key = "raw", .title = "answer", .most = 20, .priority = 2},
    {.key = "split", .title = "split", .priority = 3},
};

static void sample_cell(const void *arg, size_t row, size_t column, struct arena *scratch,
                        struct grid_cell *cell)
{
    static const char *const fields[] = {"id", "score", "raw", "split"};
    const struct confusion_data *data = arg;
    const struct sample_field *field = sample_field_find(str_of(fields[column]));
    const struct samples *samples = data->slice->samples;
    size_t index = data->cell->rows[row];
    char room[SAMPLE_FIELD_ROOM];
    struct str text;

    if (column == COLUMN_SCORE && samples->score) {
        cell->number = samples->score[index];
        cell->text = str_of(fmt_share(scratch, cell->number));
        return;
    }
    text = field->text(data->run, samples, index, room);
    cell->text = (struct str){arena_strndup(scratch, text.ptr ? text.ptr : "", text.len), text.len};
    cell->style = column == COLUMN_ID ? ROLE_TEXT : ROLE_DIM;
}

/* Columns that tell nothing here are hidden. */
static uint64_t hidden_columns(const struct confusion_state *state,
                               const struct confusion_data *data)
{
    const struct samples *samples = data->slice->samples;
    uint64_t hidden = 0;

    if (!samples->score)
        hidden |= (uint64_t)1 << COLUMN_SCORE;
    if (!samples->raw || state->at.prediction != LABEL_INVALID)
        hidden |= (uint64_t)1 << COLUMN_ANSWER;
    if (!samples->split || data->slice->split != UINT16_MAX)
        hidden |= (uint64_t)1 << COLUMN_SPLIT;
    return hidden;
}

/* Lines above the list: names, figures, a blank. */
static int words_above(const struct matrix_shape *shape)
{
    if (shape->beside)
        return 6;
    return shape->cell.height >= 6 ? 2 : 1;
}

void confusion_cell_prepare(const struct view_context *context, struct confusion_state *state,
                            struct confusion_data *data)
{
    const struct rect *rect = &data->shape.cell;
    struct cell_rows *rows;

    if (!data->slice->samples || rect->height == 0) {
        data->cell = NULL;
        data->layout.source = NULL;
        return;
    }
    rows = rows_of(data, state->at.truth, state->at.prediction);
    rows->used = ++data->clock;
    if (data->cell != rows || data->layout.made_for.row_count != rows->count) {
        grid_layout_release(&data->layout);
        state->list.cursor = state->list.top = data->cell ? 0 : state->list.cursor;
    }
    data->cell = rows;
    data->run = context->run;
    data->source = (struct grid_source){
        .arg = data,
        .row_count = rows->count,
        .columns = columns,
        .column_count = sizeof(columns) / sizeof(columns[0]),
        .cell = sample_cell,
    };
    state->list.hidden = hidden_columns(state, data);
    grid_prepare(&state->list, &data->layout, &data->source,
                 rect->height - words_above(&data->shape), rect->width, context->scratch);
}

/* ---- drawing ---- */

static const char *title_of(const struct confusion_state *state, const struct confusion_data *data,
                            struct arena *scratch)
{
    const char *truth = name_of(data, state->at.truth),
               *answer = name_of(data, state->at.prediction);

    if (truth && answer)
        return arena_printf(scratch, "%s → %s", truth, answer);
    if (truth)
        return arena_printf(scratch, "%s → any", truth);
    return answer ? arena_printf(scratch, "any → %s", answer) : "all samples";
}

static const char *percent(struct arena *arena, uint64_t part, uint64_t whole)
{
    return whole ? fmt_percent(arena, (double)part / (double)whole, 1) : "–";
}

/* Up to three sentences on the count under the cursor. */
struct words {
    const char *texts[4];
    size_t count;
};

static void add_words(struct words *words, const char *text)
{
    words->texts[words->count++] = text;
}

static void words_of_cell(const struct confusion_state *state, const struct confusion_data *data,
                          struct arena *a, struct words *words)
{
    const char *truth = name_of(data, state->at.truth),
               *answer = name_of(data, state->at.prediction);
    uint64_t count = confusion_count(data, state->at.truth, state->at.prediction);
    uint64_t row = confusion_count(data, state->at.truth, EDGE_TOTAL);
    uint64_t column = confusion_count(data, EDGE_TOTAL, state->at.prediction);

    add_words(words, arena_printf(a, "%s of %s (%s)", fmt_count(a, count), fmt_count(a, row),
                                  percent(a, count, row)));
    if (truth && answer && state->at.truth == state->at.prediction && column == 0)
        add_words(words, arena_printf(a, "%s was never the answer", answer));
    else if (truth && answer && state->at.truth == state->at.prediction)
        add_words(words,
                  arena_printf(a, "%s of the answers %s", percent(a, count, column), answer));
    else if (truth && answer)
        add_words(words, arena_printf(a, "%s of all errors",
                                      percent(a, count, data->total - data->correct)));
}

static void words_of_edge(const struct confusion_state *state, const struct confusion_data *data,
                          struct arena *a, struct words *words)
{
    uint64_t count = confusion_count(data, state->at.truth, state->at.prediction);
    bool row = state->at.truth < data->labels, column = state->at.prediction < data->labels;
    struct prf prf = {NAN, NAN, NAN};

    add_words(words, arena_printf(a, "%s of %s (%s)", fmt_count(a, count),
                                  fmt_count(a, data->total), percent(a, count, data->total)));
    if (!row && !column)
        return;
    prf = classification_label(data->cm, row ? state->at.truth : state->at.prediction);
    add_words(words, arena_printf(a, "recall %s  precision %s", fmt_share(a, prf.recall),
                                  fmt_share(a, prf.precision)));
    add_words(words, arena_printf(a, "F1 %s", fmt_share(a, prf.f1)));
}

static struct words words_of(const struct view_context *context,
                             const struct confusion_state *state, const struct confusion_data *data)
{
    bool cell = name_of(data, state->at.truth) && name_of(data, state->at.prediction);
    struct words words = {.count = 0};

    if (cell)
        words_of_cell(state, data, context->scratch, &words);
    else
        words_of_edge(state, data, context->scratch, &words);
    return words;
}

static void draw_words(const struct surface *surface, bool beside, const char *title,
                       const struct words *words, struct arena *scratch)
{
    const char *line = words->texts[0];
    int at;

    if (beside) {
        draw_c(surface, 0, 2, ROLE_HEAD, title);
        for (size_t i = 0; i < words->count; i++)
            draw_c(surface, 2 + (int)i, 2, ROLE_TEXT, words->texts[i]);
        return;
    }
    at = 2 + draw_c(surface, 0, 2, ROLE_HEAD, title) + 3;
    for (size_t i = 1; i < words->count; i++)
        line = arena_printf(scratch, "%s, %s", line, words->texts[i]);
    draw_c(surface, 0, at, ROLE_TEXT, line);
}

void confusion_cell_draw(const struct view_context *context, const struct confusion_state *state,
                         const struct confusion_data *data, const struct surface *surface)
{
    struct words words = words_of(context, state, data);
    int above = words_above(&data->shape);
    struct surface list = *surface;

    draw_words(surface, data->shape.beside, title_of(state, data, context->scratch), &words,
               context->scratch);
    surface_take_top(&list, above, SURFACE_PLAIN);
    if (!data->slice->samples)
        draw_c(&list, 0, 2, ROLE_DIM, "a matrix as given: no samples behind it");
    else if (data->cell && data->cell->count)
        grid_draw(&state->list, &data->layout, &list, context->focused && state->pane == PANE_CELL,
                  context->scratch);
    else if (data->cell)
        draw_c(&list, 0, 2, ROLE_DIM, "no samples");
}
