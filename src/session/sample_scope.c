#include <assay/session/sample_scope.h>

#include <assay/session/comparison.h>

#include <stdlib.h>

const struct filter_state sample_states[SAMPLE_STATES] = {
    [SAMPLE_PASS] = {"pass", "right", false},
    [SAMPLE_FAIL] = {"fail", "wrong", false},
    [SAMPLE_UNSCORED] = {"unscored", "without answer or truth", false},
    [SAMPLE_INVALID] = {"invalid", "the answer is no label", false},
    [SAMPLE_TAGGED] = {"tagged", "with a note of yours", false},
    [SAMPLE_IN_CONFLICT] = {"conflict", "in the conflict subset", false},
    [SAMPLE_DUPLICATE] = {"duplicate", "its id came before", false},
    [SAMPLE_FLIP] = {"flip", "right in one run, wrong in the other", true},
    [SAMPLE_FIXED] = {"fixed", "wrong in the baseline, right now", true},
    [SAMPLE_BROKEN] = {"broken", "right in the baseline, wrong now", true},
};

struct sample_scope *sample_scope_new(const struct run *run, const struct samples *samples)
{
    struct sample_scope *scope = xcalloc(1, sizeof(*scope));

    scope->run = run;
    scope->samples = samples;
    return scope;
}

static void forget_found(struct sample_scope *scope)
{
    for (size_t i = 0; i < scope->found_count; i++)
        free(scope->found[i]);
    free(scope->found);
    scope->found = NULL;
    scope->found_count = 0;
}

void sample_scope_free(struct sample_scope *scope)
{
    if (!scope)
        return;
    forget_found(scope);
    free(scope->duplicates);
    free(scope);
}

static uint64_t *new_bits(const struct sample_scope *scope)
{
    return xcalloc(scope->samples->count / 64 + 1, sizeof(uint64_t));
}

static bool has_bit(const uint64_t *bits, size_t row)
{
    return bits[row / 64] >> row % 64 & 1;
}

void sample_scope_found(struct sample_scope *scope, const struct row_list *lists, size_t count)
{
    forget_found(scope);
    if (count == 0)
        return;
    scope->found = xcalloc(count, sizeof(*scope->found));
    scope->found_count = count;
    for (size_t i = 0; i < count; i++) {
        scope->found[i] = new_bits(scope);
        for (size_t r = 0; r < lists[i].count; r++)
            if (lists[i].rows[r] < scope->samples->count)
                scope->found[i][lists[i].rows[r] / 64] |= (uint64_t)1 << lists[i].rows[r] % 64;
    }
}

/* Layers and attempts of an item share its id by design. */
const uint64_t *sample_scope_duplicates(struct sample_scope *scope)
{
    const struct samples *samples = scope->samples;
    uint32_t *key = NULL;

    if (scope->duplicates)
        return scope->duplicates;
    scope->duplicates = new_bits(scope);
    if (samples->step || samples->attempt) {
        key = xcalloc(samples->count, sizeof(*key));
        for (size_t i = 0; i < samples->count; i++)
            key[i] = (samples->step ? (uint32_t)samples->step[i] << 16 : 0) |
                     (samples->attempt ? samples->attempt[i] : 0u);
    }
    samples_mark_duplicates(samples, key, scope->duplicates);
    free(key);
    return scope->duplicates;
}

static struct str field_text(void *arg, size_t field, size_t row, char *room)
{
    const struct sample_scope *scope = arg;

    return sample_fields[field].text(scope->run, scope->samples, row, room);
}

static double field_number(void *arg, size_t field, size_t row)
{
    const struct sample_scope *scope = arg;

    return sample_field_number(scope->samples, field, row);
}

static bool field_present(void *arg, size_t field)
{
    const struct sample_scope *scope = arg;

    return sample_fields[field].present(scope->samples);
}

static bool pair_holds(enum sample_state state, uint8_t pair)
{
    bool fixed = pair == PAIR_FIXED, broken = pair == PAIR_BROKEN;

    return (fixed && state != SAMPLE_BROKEN) || (broken && state != SAMPLE_FIXED);
}

static bool state_holds(void *arg, size_t state, size_t row)
{
    struct sample_scope *scope = arg;
    const struct samples *samples = scope->samples;

    switch ((enum sample_state)state) {
    case SAMPLE_PASS:
        return sample_outcome(samples, row) == OUTCOME_PASS;
    case SAMPLE_FAIL:
        return sample_outcome(samples, row) == OUTCOME_FAIL;
    case SAMPLE_UNSCORED:
        return sample_outcome(samples, row) == OUTCOME_UNSCORED;
    case SAMPLE_INVALID:
        return samples->prediction && samples->prediction[row] == LABEL_INVALID;
    case SAMPLE_TAGGED:
        return scope->tagged && scope->tagged(scope->tagged_arg, row);
    case SAMPLE_IN_CONFLICT:
        return samples->conflict && samples->conflict[row];
    case SAMPLE_DUPLICATE:
        return has_bit(sample_scope_duplicates(scope), row);
    case SAMPLE_FLIP:
    case SAMPLE_FIXED:
    case SAMPLE_BROKEN:
        return scope->pair_state && pair_holds((enum sample_state)state, scope->pair_state[row]);
    case SAMPLE_STATES:
        break;
    }
    return false;
}

static const struct meta *run_metadata(void *arg, size_t row)
{
    const struct sample_scope *scope = arg;

    (void)row;
    return run_meta(scope->run);
}

static bool search_found(void *arg, size_t search, size_t row)
{
    const struct sample_scope *scope = arg;

    return search < scope->found_count && has_bit(scope->found[search], row);
}

struct filter_vocabulary sample_vocabulary(struct sample_scope *scope)
{
    return (struct filter_vocabulary){
        .fields = sample_filter_fields,
        .field_count = SAMPLE_FIELD_COUNT,
        .states = sample_states,
        .state_count = SAMPLE_STATES,
        .pairs = scope && scope->pair_state,
        .records = true,
        .arg = scope,
        .text = field_text,
        .number = field_number,
        .present = field_present,
        .state = state_holds,
        .meta = run_metadata,
        .found = scope && scope->found_count ? search_found : NULL,
    };
}
