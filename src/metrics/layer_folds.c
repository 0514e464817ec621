#include <assay/metrics/layer_folds.h>

#include <assay/metrics/layers.h>

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

/* Label codes past the set all stand for "no label": a prediction there is nobody's. */
struct tally {
    uint64_t *right, *truth, *predicted; /* one a label */
    uint16_t *touched;                   /* labels with any count */
    size_t touched_count, labels;
};

struct fold_lists {
    double *accuracy, *f1, *conflict;
    size_t count;
};

struct work {
    const struct samples *samples;
    const uint64_t *keys; /* step << 48 | fold << 32 | row, sorted */
    size_t rows;
    struct tally tally;
    struct fold_lists folds;
};

static uint64_t key_of(const struct samples *s, size_t row)
{
    return (uint64_t)s->step[row] << 48 | (uint64_t)(s->fold ? s->fold[row] : 0) << 32 |
           (uint64_t)row;
}

static int key_order(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

    return (a > b) - (a < b);
}

/* Keys of the rows that count; sorting is skipped where files are in order already. */
static uint64_t *sorted_keys(const struct samples *s, struct arena *arena, size_t *count)
{
    uint64_t *keys = arena_alloc(arena, (s->count ? s->count : 1) * sizeof(*keys));
    bool sorted = true;

    *count = 0;
    for (size_t row = 0; row < s->count && row <= UINT32_MAX; row++) {
        if (s->step[row] == UINT16_MAX || s->truth[row] == LABEL_MISSING)
            continue;
        keys[*count] = key_of(s, row);
        sorted = sorted && (*count == 0 || keys[*count - 1] < keys[*count]);
        (*count)++;
    }
    if (!sorted)
        qsort(keys, *count, sizeof(*keys), key_order);
    return keys;
}

static void touch(struct tally *tally, uint16_t label)
{
    if (label < tally->labels && tally->truth[label] + tally->predicted[label] == 0)
        tally->touched[tally->touched_count++] = label;
}

static void count_sample(struct tally *tally, uint16_t truth, uint16_t prediction)
{
    touch(tally, truth);
    if (truth < tally->labels) {
        tally->truth[truth]++;
        tally->right[truth] += truth == prediction;
    }
    touch(tally, prediction);
    if (prediction < tally->labels)
        tally->predicted[prediction]++;
}

/* Macro F1 of what was counted, and forget it. */
static double take_macro_f1(struct tally *tally)
{
    double sum = 0.0;
    size_t seen = tally->touched_count;

    for (size_t i = 0; i < seen; i++) {
        uint16_t k = tally->touched[i];

        sum += 2.0 * (double)tally->right[k] / (double)(tally->truth[k] + tally->predicted[k]);
        tally->right[k] = tally->truth[k] = tally->predicted[k] = 0;
    }
    tally->touched_count = 0;
    return seen ? sum / (double)seen : NAN;
}

/* One fold: rows [from, to) of the keys. */
static void close_fold(struct work *work, size_t from, size_t to, struct layer_figures *layer)
{
    const struct samples *s = work->samples;
    uint64_t right = 0, conflict = 0, conflict_right = 0;
    struct fold_lists *folds = &work->folds;

    for (size_t i = from; i < to; i++) {
        size_t row = (size_t)(work->keys[i] & UINT32_MAX);
        bool is_right = s->truth[row] == s->prediction[row];

        count_sample(&work->tally, s->truth[row], s->prediction[row]);
        right += is_right;
        if (s->conflict && s->conflict[row]) {
            conflict++;
            conflict_right += is_right;
        }
    }
    folds->accuracy[folds->count] = (double)right / (double)(to - from);
    folds->f1[folds->count] = take_macro_f1(&work->tally);
    folds->conflict[folds->count] = conflict ? (double)conflict_right / (double)conflict : NAN;
    folds->count++;
    layer->samples += to - from;
    layer->conflict_samples += conflict;
}

static void close_layer(struct work *work, struct layer_figures *layer)
{
    struct fold_lists *folds = &work->folds;
    struct fold_summary accuracy = layers_over_folds(folds->accuracy, folds->count);

    layer->accuracy = accuracy.mean;
    layer->accuracy_std = accuracy.std;
    layer->f1 = layers_over_folds(folds->f1, folds->count).mean;
    layer->conflict = layers_over_folds(folds->conflict, folds->count).mean;
    layer->folds = folds->count;
    folds->count = 0;
}

static size_t fold_end(const struct work *work, size_t from)
{
    size_t to = from + 1;

    while (to < work->rows && work->keys[to] >> 32 == work->keys[from] >> 32)
        to++;
    return to;
}

static size_t count_changes(const struct work *work, int shift)
{
    size_t changes = work->rows > 0;

    for (size_t i = 1; i < work->rows; i++)
        changes += work->keys[i] >> shift != work->keys[i - 1] >> shift;
    return changes;
}

static void prepare(struct work *work, struct arena *arena)
{
    size_t labels = work->samples->labels.count, folds = count_changes(work, 32);

    work->tally = (struct tally){
        .right = arena_zalloc(arena, labels, sizeof(uint64_t)),
        .truth = arena_zalloc(arena, labels, sizeof(uint64_t)),
        .predicted = arena_zalloc(arena, labels, sizeof(uint64_t)),
        .touched = arena_zalloc(arena, labels, sizeof(uint16_t)),
        .labels = labels,
    };
    work->folds = (struct fold_lists){
        .accuracy = arena_zalloc(arena, folds, sizeof(double)),
        .f1 = arena_zalloc(arena, folds, sizeof(double)),
        .conflict = arena_zalloc(arena, folds, sizeof(double)),
    };
}

struct layer_folds layer_folds_of(const struct samples *samples, struct arena *arena)
{
    struct arena *scratch;
    struct work work = {.samples = samples};
    struct layer_figures *layers;
    size_t count = 0;

    if (!samples->step || !samples->truth || !samples->prediction)
        return (struct layer_folds){NULL, 0};
    scratch = arena_new();
    work.keys = sorted_keys(samples, scratch, &work.rows);
    layers = arena_zalloc(arena, count_changes(&work, 48), sizeof(*layers));
    prepare(&work, scratch);
    for (size_t from = 0, to; from < work.rows; from = to) {
        to = fold_end(&work, from);
        layers[count].layer = (double)(work.keys[from] >> 48);
        close_fold(&work, from, to, &layers[count]);
        if (to == work.rows || work.keys[to] >> 48 != work.keys[from] >> 48)
            close_layer(&work, &layers[count++]);
    }
    arena_free(scratch);
    return (struct layer_folds){layers, count};
}

const struct layer_figures *layer_folds_at(const struct layer_folds *folds, double layer)
{
    size_t low = 0, high = folds->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (folds->layers[middle].layer < layer)
            low = middle + 1;
        else
            high = middle;
    }
    return low < folds->count && folds->layers[low].layer == layer ? &folds->layers[low] : NULL;
}
