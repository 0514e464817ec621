#include <assay/session/error_lists.h>

#include <assay/base/err.h>
#include <assay/session/sample_field.h>

#include <stdlib.h>

static bool in_scope(const struct cohort_scope *scope, size_t row)
{
    const struct samples *samples = scope->samples;

    return (scope->split == UINT16_MAX ||
            (samples->split && samples->split[row] == scope->split)) &&
           (scope->layer == UINT16_MAX || (samples->step && samples->step[row] == scope->layer));
}

/* ---- kinds of failed attempts ---- */

static int by_kind_count(const void *a, const void *b)
{
    const struct kind_count *x = a, *y = b;

    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return (x->first > y->first) - (x->first < y->first);
}

const struct kind_count *kind_counts(const struct cohort_scope *scope, struct arena *arena,
                                     size_t *count, uint64_t *failures)
{
    const struct samples *samples = scope->samples;
    struct kind_count kinds[ERROR_KIND_COUNT] = {{ERROR_KIND_NONE, 0, 0}};
    struct kind_count *listed;

    *count = 0;
    *failures = 0;
    if (!samples->error_kind)
        return NULL;
    for (size_t i = 0; i < samples->count; i++) {
        struct kind_count *kind = &kinds[samples->error_kind[i] % ERROR_KIND_COUNT];

        if (!in_scope(scope, i) || sample_outcome(samples, i) != OUTCOME_FAIL)
            continue;
        if (kind->count++ == 0)
            kind->first = i;
        ++*failures;
    }
    listed = arena_zalloc(arena, ERROR_KIND_COUNT, sizeof(*listed));
    for (size_t k = 0; k < ERROR_KIND_COUNT; k++) {
        kinds[k].kind = (enum error_kind)k;
        if (kinds[k].count)
            listed[(*count)++] = kinds[k];
    }
    qsort(listed, *count, sizeof(*listed), by_kind_count);
    return listed;
}

/* ---- answers outside the label set ---- */

struct slot {
    uint64_t count; /* 0: free */
    size_t first;
    uint32_t raw;
};

struct slots {
    struct slot *slots;
    size_t room, used; /* room is a power of two */
};

static struct slot *slot_of(struct slots *slots, uint32_t raw)
{
    size_t at = (raw * (size_t)0x9e3779b97f4a7c15u >> 20) & (slots->room - 1);

    while (slots->slots[at].count && slots->slots[at].raw != raw)
        at = (at + 1) & (slots->room - 1);
    return &slots->slots[at];
}

static void grow(struct slots *slots)
{
    struct slots old = *slots;

    slots->room = old.room ? 2 * old.room : 256;
    slots->slots = xcalloc(slots->room, sizeof(*slots->slots));
    for (size_t i = 0; i < old.room; i++)
        if (old.slots[i].count)
            *slot_of(slots, old.slots[i].raw) = old.slots[i];
    free(old.slots);
}

static void add_answer(struct slots *slots, uint32_t raw, size_t row)
{
    struct slot *slot;

    if (2 * slots->used >= slots->room)
        grow(slots);
    slot = slot_of(slots, raw);
    if (slot->count++ == 0) {
        slot->raw = raw;
        slot->first = row;
        slots->used++;
    }
}

static int by_slot_count(const void *a, const void *b)
{
    const struct slot *x = a, *y = b;

    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return (x->first > y->first) - (x->first < y->first);
}

const struct answer_count *answer_counts(const struct cohort_scope *scope, struct arena *arena,
                                         size_t *count, uint64_t *total, size_t *different)
{
    const struct samples *samples = scope->samples;
    struct slots slots = {0};
    struct answer_count *listed;

    *count = *different = 0;
    *total = 0;
    for (size_t i = 0; samples->prediction && i < samples->count; i++) {
        if (samples->prediction[i] < samples->labels.count ||
            samples->prediction[i] == LABEL_MISSING || !in_scope(scope, i))
            continue;
        add_answer(&slots, samples->raw ? samples->raw[i] : UINT32_MAX, i);
        ++*total;
    }
    if (slots.used)
        qsort(slots.slots, slots.room, sizeof(*slots.slots), by_slot_count);
    *different = slots.used;
    *count = slots.used < ANSWERS_LISTED ? slots.used : ANSWERS_LISTED;
    listed = arena_zalloc(arena, *count + 1, sizeof(*listed));
    for (size_t i = 0; i < *count; i++)
        listed[i] = (struct answer_count){run_text(scope->run, slots.slots[i].raw),
                                          slots.slots[i].count, slots.slots[i].first};
    free(slots.slots);
    return listed;
}
