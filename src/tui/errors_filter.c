#include "errors_internal.h"

#include <assay/session/cell_samples.h>
#include <assay/session/filter_print.h>

size_t errors_row(const struct errors_state *state, const struct errors_data *data)
{
    size_t row;

    if (!data->made || !data->layouts[state->pane].source || !data->present[state->pane])
        return SIZE_MAX;
    row = grid_row(&state->grids[state->pane], &data->layouts[state->pane]);
    return row < errors_row_count(data, state->pane) ? row : SIZE_MAX;
}

static void add_term(struct buf *out, const char *term)
{
    if (out->len && term[0])
        buf_add_char(out, ' ');
    buf_add_c(out, term);
}

static void add_part(const struct errors_data *data, struct buf *out)
{
    const struct error_part *part = data->part;

    if (part->split_name)
        filter_add_equal(out, "split", str_of(part->split_name));
    if (part->layer != UINT16_MAX)
        buf_addf(out, "%slayer=%u", out->len ? " " : "", part->layer);
}

static void filter_pair(const struct errors_data *data, size_t row, struct buf *out)
{
    const struct confused_pair *pair = &data->pairs[row];
    struct cell_query query = {data->part->samples, data->reading,     pair->truth,
                               pair->prediction,    data->part->split, data->part->layer};

    cell_filter(&query, data->part->split_name, out);
}

static void filter_kind(const struct errors_data *data, size_t row, struct buf *out)
{
    enum error_kind kind = data->kinds[row].kind;

    if (kind != ERROR_KIND_NONE)
        filter_add_equal(out, "error", str_of(error_kind_name(kind)));
    add_term(out, kind == ERROR_KIND_NONE ? "is:fail -has:error" : "is:fail");
    add_part(data, out);
}

/*
 * What the reading does not take for wrong: an answer outside the label set that stands for the
 * truth, or that is left out.
 */
static void add_reading(const struct errors_data *data, struct buf *out)
{
    const struct matrix_slice *slice = data->part->slice;
    uint16_t label = data->reading.label;

    if (!slice)
        return;
    if (data->reading.kind == READING_KIND_DROP && confusion_invalid_total(slice->strict))
        add_term(out, "-is:invalid");
    if (data->reading.kind == READING_KIND_FALLBACK && label < slice->labels.count &&
        confusion_invalid(slice->strict, label)) {
        add_term(out, "-(is:invalid");
        filter_add_equal(out, "truth", str_of(slice->labels.names[label]));
        buf_add_char(out, ')');
    }
}

static bool filter_cohort(const struct errors_data *data, size_t row, struct buf *out)
{
    const struct cohort *cohort = &data->cohorts->rows[row];

    if (!cohort->filter)
        return false;
    buf_add_c(out, cohort->filter);
    add_term(out, "is:fail");
    if (data->cohorts->by != COHORT_BY_COUNT) {
        add_reading(data, out);
        add_part(data, out);
    }
    return true;
}

static void filter_answer(const struct errors_data *data, size_t row, struct buf *out)
{
    struct str text = data->answers[row].text;

    if (text.len == 0)
        buf_add_c(out, "is:invalid -has:raw");
    else
        filter_add_equal(out, "raw", text);
    add_part(data, out);
}

bool errors_filter(const struct errors_state *state, const struct errors_data *data, size_t row,
                   struct buf *out)
{
    switch (state->pane) {
    case PANE_PAIRS:
        filter_pair(data, row, out);
        return true;
    case PANE_KINDS:
        filter_kind(data, row, out);
        return true;
    case PANE_COHORTS:
        return filter_cohort(data, row, out);
    default:
        filter_answer(data, row, out);
        return true;
    }
}

size_t errors_set(const struct errors_state *state, const struct errors_data *data, size_t row)
{
    if (state->pane == PANE_COHORTS && data->cohorts->by == COHORT_BY_COUNT)
        return data->cohorts->rows[row].set;
    return data->part->set;
}
