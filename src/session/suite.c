#include <assay/session/suite.h>

#include <assay/base/err.h>
#include <assay/base/intern.h>
#include <assay/base/path.h>
#include <assay/metrics/passk.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- which samples of a run have outcomes ---- */

static bool has_outcomes(const struct samples *samples)
{
    return samples->outcome || (samples->truth && samples->prediction);
}

bool suite_is_tables(const struct run *run)
{
    return strcmp(run_format(run), "mbpp-suite") == 0;
}

const struct samples *suite_samples(const struct run *run)
{
    if (suite_is_tables(run))
        return NULL;
    for (size_t i = 0; i < run_samples_count(run); i++)
        if (has_outcomes(run_samples(run, i)))
            return run_samples(run, i);
    return NULL;
}

enum suite_outcome suite_outcome_of(const struct samples *samples, size_t row)
{
    if (samples->outcome) {
        if (samples->outcome[row] == OUTCOME_PASS)
            return SUITE_PASS;
        return samples->outcome[row] == OUTCOME_FAIL ? SUITE_FAIL : SUITE_UNSCORED;
    }
    if (samples->truth[row] == LABEL_MISSING || samples->prediction[row] == LABEL_MISSING)
        return SUITE_UNSCORED;
    return samples->truth[row] == samples->prediction[row] ? SUITE_PASS : SUITE_FAIL;
}

/* ---- runs in order, with short names ---- */

static int by_run_id(const void *a, const void *b)
{
    const struct suite_run *x = a, *y = b;

    return strcmp(run_id(x->run), run_id(y->run));
}

static void name_runs(struct suite_run *runs, size_t count, struct arena *arena)
{
    bool unique = true;

    for (size_t i = 0; i < count; i++)
        runs[i].name = path_base(arena, run_id(runs[i].run));
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count; j++)
            unique = unique && strcmp(runs[i].name, runs[j].name) != 0;
    for (size_t i = 0; i < count && !unique; i++)
        runs[i].name = run_id(runs[i].run);
}

static struct suite_run *take_runs(const struct run *const *runs, size_t count, size_t *taken,
                                   struct arena *arena)
{
    struct suite_run *kept = arena_zalloc(arena, count, sizeof(*kept));

    *taken = 0;
    for (size_t i = 0; i < count; i++)
        if (suite_samples(runs[i]))
            kept[(*taken)++].run = runs[i];
    if (*taken)
        qsort(kept, *taken, sizeof(*kept), by_run_id);
    name_runs(kept, *taken, arena);
    return kept;
}

/* ---- items ---- */

/* While the matrix is made: items by number of their interned id. */
struct making {
    struct arena *arena, *scratch;
    struct intern *ids;
    struct suite_item *items;
    size_t item_capacity;
    const struct suite_run *runs;
    size_t run_count;
    uint8_t *outcomes; /* in the order of the interned ids */
};

static struct suite_item *item_of(struct making *making, const struct samples *samples, size_t row,
                                  uint32_t *number)
{
    char room[SAMPLE_ID_ROOM];
    uint32_t known = intern_count(making->ids);

    *number = intern_add(making->ids, samples_id(samples, row, room));
    if (*number == known) {
        making->items = array_grow(making->items, &making->item_capacity, (size_t)known + 1,
                                   sizeof(*making->items));
        making->items[known] = (struct suite_item){.id = intern_text(making->ids, known)};
    }
    return &making->items[*number];
}

static void gather_items(struct making *making)
{
    for (size_t r = 0; r < making->run_count; r++) {
        const struct run *run = making->runs[r].run;
        const struct samples *samples = suite_samples(run);

        for (size_t i = 0; i < samples->count; i++) {
            uint32_t number;
            struct suite_item *item = item_of(making, samples, i, &number);
            uint16_t split = samples->split ? samples->split[i] : UINT16_MAX;

            if (!item->split && split != UINT16_MAX)
                item->split = run_split(run, split);
        }
    }
}

/* Of several attempts in one run the best one shows. */
static void gather_outcomes(struct making *making)
{
    making->outcomes = xcalloc((size_t)intern_count(making->ids) * making->run_count, 1);
    for (size_t r = 0; r < making->run_count; r++) {
        const struct samples *samples = suite_samples(making->runs[r].run);

        for (size_t i = 0; i < samples->count; i++) {
            enum suite_outcome outcome = suite_outcome_of(samples, i);
            uint32_t number;
            struct suite_item *item = item_of(making, samples, i, &number);
            uint8_t *cell = &making->outcomes[(size_t)number * making->run_count + r];

            item->attempts += outcome >= SUITE_FAIL;
            item->passed += outcome == SUITE_PASS;
            if (outcome > *cell)
                *cell = (uint8_t)outcome;
        }
    }
}

/* ---- what is counted of them ---- */

void suite_count_items(struct suite *suite, struct suite_item *items, struct arena *arena)
{
    uint64_t *histogram;

    for (size_t i = 0; i < suite->item_count; i++) {
        items[i].band = difficulty_of(passk_any(items[i].attempts, items[i].passed, 1));
        suite->bands[items[i].band]++;
        if (items[i].attempts > suite->most_attempts)
            suite->most_attempts = items[i].attempts;
    }
    histogram = arena_zalloc(arena, (size_t)suite->most_attempts + 1, sizeof(*histogram));
    for (size_t i = 0; i < suite->item_count; i++)
        histogram[items[i].passed]++;
    suite->items = items;
    suite->histogram = histogram;
}

/* ---- items in order ---- */

struct ordered {
    struct str id;
    uint32_t at;
};

/* Whole numbers come first, by value; equal values and all else go by text. */
static int compare_ids(struct str a, struct str b)
{
    long long x = 0, y = 0;
    bool first = str_integer(a, &x), second = str_integer(b, &y);

    if (first != second)
        return first ? -1 : 1;
    if (first && x != y)
        return x < y ? -1 : 1;
    return str_order(a, b);
}

static int by_id(const void *a, const void *b)
{
    return compare_ids(((const struct ordered *)a)->id, ((const struct ordered *)b)->id);
}

static struct ordered *item_order(const struct making *making, size_t count)
{
    struct ordered *order = xcalloc(count, sizeof(*order));

    for (uint32_t i = 0; i < count; i++)
        order[i] = (struct ordered){making->items[i].id, i};
    if (count)
        qsort(order, count, sizeof(*order), by_id);
    return order;
}

static void place_items(struct suite *suite, const struct making *making)
{
    size_t count = intern_count(making->ids), runs = making->run_count;
    struct ordered *order = item_order(making, count);
    struct suite_item *items = arena_zalloc(making->arena, count, sizeof(*items));
    uint8_t *outcomes = arena_alloc(making->arena, count * runs + 1);

    for (size_t i = 0; i < count; i++) {
        struct suite_item *item = &items[i];

        *item = making->items[order[i].at];
        item->id.ptr = arena_strndup(making->arena, item->id.ptr, item->id.len);
        memcpy(outcomes + i * runs, making->outcomes + (size_t)order[i].at * runs, runs);
    }
    suite->item_count = count;
    suite->outcomes = outcomes;
    suite_count_items(suite, items, making->arena);
    free(order);
}

/* ---- what is counted over them ---- */

static void gather_splits(struct suite *suite, struct arena *arena)
{
    const char **splits = NULL;
    size_t count = 0, capacity = 0;

    for (size_t i = 0; i < suite->item_count; i++) {
        const char *split = suite->items[i].split;
        size_t s = 0;

        while (split && s < count && strcmp(splits[s], split) != 0)
            s++;
        if (!split || s < count)
            continue;
        splits = array_grow(splits, &capacity, count + 1, sizeof(*splits));
        splits[count++] = split;
    }
    suite->splits = arena_copy(arena, splits, count, sizeof(*splits));
    suite->split_count = count;
    free(splits);
}

static bool is_of_split(const struct suite_item *item, const char *split)
{
    return !split || (item->split && strcmp(item->split, split) == 0);
}

static void rate_run(const struct suite *suite, size_t run, struct suite_rate *rate)
{
    for (size_t i = 0; i < suite->item_count; i++) {
        enum suite_outcome outcome = suite_outcome_at(suite, i, run);

        if (!is_of_split(&suite->items[i], rate->split))
            continue;
        rate->scored += outcome >= SUITE_FAIL;
        rate->passed += outcome == SUITE_PASS;
    }
    rate->rate = rate->scored ? (double)rate->passed / (double)rate->scored : NAN;
    rate->interval = interval_wilson(rate->passed, rate->scored, 0.95);
}

void suite_rate_runs(const struct suite *suite, struct suite_run *runs, struct arena *arena)
{
    for (size_t r = 0; r < suite->run_count; r++) {
        struct suite_rate *rates = arena_zalloc(arena, suite->split_count + 1, sizeof(*rates));

        for (size_t s = 0; s <= suite->split_count; s++) {
            rates[s].split = s ? suite->splits[s - 1] : NULL;
            rate_run(suite, r, &rates[s]);
        }
        runs[r].rates = rates;
    }
    for (size_t r = 0; r < suite->run_count; r++) {
        runs[r].rank = 1;
        for (size_t other = 0; other < suite->run_count; other++)
            runs[r].rank += runs[other].rates[0].rate > runs[r].rates[0].rate;
    }
}

struct suite *suite_new(const struct run *const *runs, size_t count, struct arena *arena)
{
    struct suite *suite = arena_zalloc(arena, 1, sizeof(*suite));
    struct suite_run *kept = take_runs(runs, count, &suite->run_count, arena);
    struct making making = {.arena = arena, .runs = kept, .run_count = suite->run_count};

    if (suite->run_count == 0)
        return NULL;
    making.scratch = arena_new();
    making.ids = intern_new(making.scratch);
    gather_items(&making);
    gather_outcomes(&making);
    suite->runs = kept;
    place_items(suite, &making);
    gather_splits(suite, arena);
    suite_rate_runs(suite, kept, arena);
    intern_free(making.ids);
    arena_free(making.scratch);
    free(making.items);
    free(making.outcomes);
    return suite;
}

/* ---- questions ---- */

enum suite_outcome suite_outcome_at(const struct suite *suite, size_t item, size_t run)
{
    return suite->outcomes[item * suite->run_count + run];
}

size_t suite_find_item(const struct suite *suite, struct str id)
{
    size_t low = 0, high = suite->item_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_ids(suite->items[middle].id, id);

        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return SIZE_MAX;
}

size_t suite_find_run(const struct suite *suite, struct str name)
{
    for (size_t r = 0; r < suite->run_count; r++)
        if (str_eq_c(name, suite->runs[r].name) || str_eq_c(name, run_id(suite->runs[r].run)))
            return r;
    return SIZE_MAX;
}

double suite_pass_at_k(const struct suite *suite, size_t item, uint64_t k)
{
    return passk_any(suite->items[item].attempts, suite->items[item].passed, k);
}

double suite_pass_hat_k(const struct suite *suite, size_t item, uint64_t k)
{
    return passk_all(suite->items[item].attempts, suite->items[item].passed, k);
}

/* Mean over the items of a split of what `pass` gives of their attempts. */
static double mean_pass(const struct suite *suite, const char *split, uint64_t k, uint64_t *items,
                        double (*pass)(uint64_t n, uint64_t c, uint64_t k))
{
    double sum = 0.0;
    uint64_t count = 0;

    for (size_t i = 0; i < suite->item_count; i++) {
        double value = pass(suite->items[i].attempts, suite->items[i].passed, k);

        if (isnan(value) || !is_of_split(&suite->items[i], split))
            continue;
        sum += value;
        count++;
    }
    if (items)
        *items = count;
    return count ? sum / (double)count : NAN;
}

double suite_mean_pass_at_k(const struct suite *suite, const char *split, uint64_t k,
                            uint64_t *items)
{
    return mean_pass(suite, split, k, items, passk_any);
}

double suite_mean_pass_hat_k(const struct suite *suite, const char *split, uint64_t k,
                             uint64_t *items)
{
    return mean_pass(suite, split, k, items, passk_all);
}

uint64_t suite_band_items(const struct suite *suite, const char *split, enum difficulty band)
{
    uint64_t count = 0;

    for (size_t i = 0; i < suite->item_count; i++)
        count += suite->items[i].band == band && is_of_split(&suite->items[i], split);
    return count;
}
