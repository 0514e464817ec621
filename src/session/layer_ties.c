#include <assay/session/layer_ties.h>

#include <assay/base/intern.h>
#include <assay/base/rising.h>
#include <assay/metrics/layers.h>
#include <assay/metrics/paired.h>
#include <assay/metrics/significance.h>

#include <math.h>
#include <string.h>

enum { NOTHING = INT8_MIN };

/* One value a layer and sample: -1, 0, 1, or NOTHING. */
struct tie_grid {
    const double *layer;
    size_t layers, samples;
    int8_t *value; /* [layer * samples + sample] */
};

struct tie_test {
    uint64_t samples;
    double p;
};
typedef struct tie_test tie_tester(const int8_t *a, const int8_t *b, size_t count, double *scratch);

/* ---- samples by number ---- */

/* The same number for rows of one id, from 0. */
static const uint32_t *number_samples(const struct samples *samples, struct arena *arena,
                                      size_t *count)
{
    uint32_t *number = arena_zalloc(arena, samples->count + 1, sizeof(*number));
    struct intern *ids = intern_new(arena);
    char room[SAMPLE_ID_ROOM];

    for (size_t row = 0; row < samples->count; row++)
        number[row] = intern_add(ids, samples_id(samples, row, room));
    *count = intern_count(ids);
    intern_free(ids);
    return number;
}

static void grid_make(struct tie_grid *grid, struct arena *arena)
{
    grid->value = arena_alloc(arena, grid->layers * grid->samples + 1);
    memset(grid->value, NOTHING, grid->layers * grid->samples);
}

static size_t place_of(const struct tie_grid *grid, double layer)
{
    return rising_find(grid->layer, grid->layers, layer);
}

/* The first row of a sample at a layer is the one that counts. */
static void grid_put(struct tie_grid *grid, double layer, uint32_t sample, int value)
{
    size_t place = place_of(grid, layer);
    int8_t *slot = place == SIZE_MAX ? NULL : &grid->value[place * grid->samples + sample];

    if (slot && *slot == NOTHING)
        *slot = (int8_t)value;
}

/* ---- tests against the best ---- */

static struct tie_test test_right(const int8_t *a, const int8_t *b, size_t count, double *scratch)
{
    uint64_t above = 0, below = 0;
    struct tie_test test = {.samples = 0};

    (void)scratch;
    for (size_t i = 0; i < count; i++) {
        if (a[i] == NOTHING || b[i] == NOTHING)
            continue;
        test.samples++;
        above += a[i] > b[i];
        below += a[i] < b[i];
    }
    test.p = test.samples ? mcnemar_exact(above, below) : NAN;
    return test;
}

static struct tie_test test_difference(const int8_t *a, const int8_t *b, size_t count,
                                       double *scratch)
{
    struct tie_test test = {.samples = 0};

    for (size_t i = 0; i < count; i++)
        if (a[i] != NOTHING && b[i] != NOTHING)
            scratch[test.samples++] = (double)(a[i] - b[i]);
    test.p = test.samples > 1 ? paired_t_test(scratch, test.samples) : NAN;
    return test;
}

static size_t best_of(const struct layer_tie *layers, size_t count)
{
    size_t best = LAYERS_NONE;

    for (size_t i = 0; i < count; i++)
        if (!isnan(layers[i].figure) &&
            (best == LAYERS_NONE || layers[i].figure > layers[best].figure))
            best = i;
    return best;
}

/* Fills p, p_holm, level of all layers; grid NULL: no predictions. */
static void decide(struct layer_ties *ties, struct layer_tie *layers, const struct tie_grid *grid,
                   tie_tester *test, double alpha, struct arena *arena)
{
    double *p = arena_zalloc(arena, ties->count + 1, sizeof(*p));
    double *adjusted = arena_zalloc(arena, ties->count + 1, sizeof(*adjusted));
    double *scratch = grid ? arena_zalloc(arena, grid->samples + 1, sizeof(*scratch)) : NULL;
    size_t n = grid ? grid->samples : 0;

    ties->best = best_of(layers, ties->count);
    for (size_t i = 0; i < ties->count; i++) {
        struct tie_test result = {.p = NAN};

        if (grid && ties->best != LAYERS_NONE)
            result = test(&grid->value[i * n], &grid->value[ties->best * n], n, scratch);
        layers[i].samples = result.samples;
        p[i] = i == ties->best ? NAN : result.p;
    }
    holm(p, ties->count, adjusted);
    for (size_t i = 0; i < ties->count; i++) {
        layers[i].p = p[i];
        layers[i].p_holm = adjusted[i];
        layers[i].level = i == ties->best || adjusted[i] >= alpha;
        ties->level += grid && layers[i].level;
    }
}

/* ---- of one run ---- */

static const struct samples *samples_of(const struct run *run, const struct layer_probe *probe)
{
    for (size_t i = 0; i < run_samples_count(run); i++) {
        const struct samples *samples = run_samples(run, i);

        if (strcmp(samples->name, probe->name) == 0 && samples->step && samples->truth &&
            samples->prediction && samples_have_ids(samples))
            return samples;
    }
    return NULL;
}

static void put_rows(struct tie_grid *grid, const struct samples *samples, const uint32_t *number)
{
    for (size_t row = 0; row < samples->count; row++)
        if (samples->step[row] != UINT16_MAX && samples->truth[row] != LABEL_MISSING)
            grid_put(grid, samples->step[row], number[row],
                     samples->truth[row] == samples->prediction[row]);
}

struct layer_ties layer_ties_of(const struct run *run, const struct layer_results *layers,
                                const struct layer_probe *probe, double alpha, struct arena *arena)
{
    const struct samples *samples = samples_of(run, probe);
    struct layer_tie *out = arena_zalloc(arena, layers->count + 1, sizeof(*out));
    struct layer_ties ties = {.layers = out, .count = layers->count};
    struct tie_grid grid = {.layer = layers->layer, .layers = layers->count};
    struct arena *scratch = arena_new();

    for (size_t i = 0; i < layers->count; i++) {
        out[i].layer = layers->layer[i];
        out[i].figure = probe->accuracy[i];
    }
    if (samples) {
        const uint32_t *number = number_samples(samples, scratch, &grid.samples);

        grid_make(&grid, scratch);
        put_rows(&grid, samples, number);
    } else {
        ties.why = "no predictions by layer: whether a layer is level with the best is not known";
    }
    decide(&ties, out, samples ? &grid : NULL, test_right, alpha, scratch);
    arena_free(scratch);
    return ties;
}

/* ---- of a pair of runs ---- */

static int difference_of(enum pair_state state)
{
    return state == PAIR_FIXED ? 1 : state == PAIR_BROKEN ? -1 : 0;
}

static void put_pairs(struct tie_grid *grid, const struct compare_set *set, const uint32_t *number)
{
    for (size_t i = 0; i < set->pairing.count; i++) {
        uint32_t row = set->pairing.a[i];

        if (set->state[i] != PAIR_UNSCORED && (!set->selected || set->selected[i]))
            grid_put(grid, set->a->step[row], number[row],
                     difference_of((enum pair_state)set->state[i]));
    }
}

struct layer_ties layer_ties_of_rows(const struct comparison *comparison, size_t from, size_t to,
                                     struct arena *arena)
{
    const struct compare_row *rows = comparison->rows + from;
    const struct compare_set *set =
        from < to && rows->set < comparison->set_count ? &comparison->sets[rows->set] : NULL;
    struct layer_tie *out = arena_zalloc(arena, to - from + 1, sizeof(*out));
    double *layer = arena_zalloc(arena, to - from + 1, sizeof(*layer));
    struct layer_ties ties = {.layers = out, .count = to - from};
    struct tie_grid grid = {.layer = layer, .layers = to - from};
    struct arena *scratch = arena_new();
    bool known = set && set->state && set->a->step && samples_have_ids(set->a);

    for (size_t i = 0; i < ties.count; i++) {
        out[i].layer = layer[i] = rows[i].what.at;
        out[i].figure = rows[i].delta;
    }
    if (known) {
        const uint32_t *number = number_samples(set->a, scratch, &grid.samples);

        grid_make(&grid, scratch);
        put_pairs(&grid, set, number);
    } else {
        ties.why = "no pairs by layer: whether a delta is level with the best is not known";
    }
    decide(&ties, out, known ? &grid : NULL, test_difference, comparison->options.alpha, scratch);
    arena_free(scratch);
    return ties;
}
