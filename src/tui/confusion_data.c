#include "confusion_internal.h"

#include <assay/base/err.h>
#include <assay/tui/classes_open.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- sorting of labels ---- */

struct sorted_label {
    double key; /* NAN comes last */
    const char *name;
    uint16_t code;
};

static int by_key(const void *a, const void *b)
{
    const struct sorted_label *x = a, *y = b;

    if (isnan(x->key) != isnan(y->key))
        return isnan(x->key) ? 1 : -1;
    if (x->key < y->key || x->key > y->key)
        return x->key < y->key ? -1 : 1;
    return (x->code > y->code) - (x->code < y->code);
}

static int by_key_down(const void *a, const void *b)
{
    const struct sorted_label *x = a, *y = b;

    if (isnan(x->key) || isnan(y->key) || !(x->key < y->key || x->key > y->key))
        return by_key(a, b);
    return by_key(b, a);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct sorted_label *)a)->name, ((const struct sorted_label *)b)->name);
}

static int by_name_down(const void *a, const void *b)
{
    return by_name(b, a);
}

static double key_of(const struct confusion_data *data, enum label_order order, uint16_t code)
{
    switch (order) {
    case ORDER_SUPPORT:
        return (double)confusion_support(data->cm, code);
    case ORDER_RECALL:
        return classification_label(data->cm, code).recall;
    case ORDER_PRECISION:
        return classification_label(data->cm, code).precision;
    default:
        return code;
    }
}

static void sort_labels(struct confusion_data *data, enum label_order order, bool descending)
{
    uint16_t *codes = arena_zalloc(data->counts, data->labels + 1, sizeof(*codes));
    struct sorted_label *sorted = xcalloc(data->labels + 1, sizeof(*sorted));

    for (size_t i = 0; i < data->labels; i++)
        sorted[i] = (struct sorted_label){key_of(data, order, (uint16_t)i),
                                          data->slice->labels.names[i], (uint16_t)i};
    if (data->labels && order == ORDER_NAME)
        qsort(sorted, data->labels, sizeof(*sorted), descending ? by_name_down : by_name);
    else if (data->labels)
        qsort(sorted, data->labels, sizeof(*sorted), descending ? by_key_down : by_key);
    for (size_t i = 0; i < data->labels; i++)
        codes[i] = sorted[i].code;
    free(sorted);
    codes[data->labels] = LABEL_INVALID;
    data->axes = (struct matrix_axes){codes, codes, data->labels,
                                      data->labels + (confusion_invalid_total(data->cm) > 0)};
}

/* ---- what follows from the choices ---- */

static void count_matrix(struct confusion_data *data)
{
    struct confusion_cell cell;
    size_t at = 0;

    data->largest = 0;
    while (confusion_next(data->cm, &at, &cell))
        data->largest = cell.count > data->largest ? cell.count : data->largest;
    data->total = confusion_total(data->cm);
    data->correct = confusion_correct(data->cm);
}

enum { LABEL_MOST = 24 };

/* Columns of the screen, up to LABEL_MOST. */
static int widest_label(const struct label_set *labels)
{
    int widest = 0;

    for (size_t i = 0; i < labels->count && widest < LABEL_MOST; i++) {
        int columns = text_columns(str_of(labels->names[i]));

        widest = columns > widest ? columns : widest;
    }
    return widest < LABEL_MOST ? widest : LABEL_MOST;
}

static void make(const struct confusion_state *state, struct confusion_data *data)
{
    const struct matrix_slice *slice = &data->slices[state->slice];

    if (data->counts)
        arena_reset(data->counts);
    else
        data->counts = arena_new();
    data->slice = slice;
    data->reading = (struct reading){state->reading, slice->fallback};
    if (state->reading != READING_KIND_FALLBACK)
        data->reading.label = 0;
    data->cm = slice_matrix(slice, data->reading, data->counts);
    data->labels = slice->labels.count;
    data->natural_width = widest_label(&slice->labels);
    count_matrix(data);
    data->pairs = classification_confused_pairs(data->counts, data->cm, &data->pair_count);
    sort_labels(data, state->order, state->descending);
    memset(data->cache, 0, sizeof(data->cache));
    data->cell = NULL;
}

static bool same(const struct confusion_made *a, const struct confusion_made *b)
{
    return a->slice == b->slice && a->reading == b->reading && a->order == b->order &&
           a->descending == b->descending;
}

static bool cells_are_claimed(const struct view_context *context)
{
    const struct audit *audit = context->assessed->audit;

    for (size_t i = 0; i < audit->count; i++) {
        const char *metric = audit->findings[i].claim->what.metric;

        if (metric && (!strcmp(metric, "confusion_cell") || !strcmp(metric, "confused_pair")))
            return true;
    }
    return false;
}

/* A reading that this slice does not have is the one of the claims. */
static void settle_reading(struct confusion_state *state, const struct matrix_slice *slice)
{
    bool lacking = state->reading == READING_KIND_FALLBACK && slice->fallback == LABEL_MISSING;

    if (!state->reading_chosen || lacking)
        state->reading = slice_stated(slice).kind;
}

bool confusion_data_prepare(const struct view_context *context, struct confusion_state *state,
                            struct confusion_data *data)
{
    struct confusion_made wanted;

    if (!data->slices) {
        data->slices = matrix_slices(context->figures, context->arena, &data->slice_count);
        data->cells_claimed = cells_are_claimed(context);
    }
    if (data->slice_count == 0)
        return false;
    if (state->slice >= data->slice_count)
        state->slice = slice_best(data->slices, data->slice_count, state->set);
    settle_reading(state, &data->slices[state->slice]);
    wanted = (struct confusion_made){state->slice, state->reading, state->order, state->descending};
    if (!data->made || !same(&wanted, &data->made_for)) {
        make(state, data);
        data->made_for = wanted;
        data->made = true;
    }
    return true;
}
