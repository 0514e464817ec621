#include <assay/session/pair_scope.h>

#include <assay/base/err.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- kinds ---- */

static const struct {
    const char *name, *filter;
} kinds[PAIR_KINDS] = {
    [PAIR_KIND_BROKEN] = {"broken", "is:broken"},
    [PAIR_KIND_FIXED] = {"fixed", "is:fixed"},
    [PAIR_KIND_BOTH_WRONG] = {"both wrong", "is:both-wrong"},
    [PAIR_KIND_BOTH_RIGHT] = {"both right", "is:both-right"},
    [PAIR_KIND_UNSCORED] = {"not scored", "is:not-scored"},
    [PAIR_KIND_ONLY_A] = {"only in A", "is:only-a"},
    [PAIR_KIND_ONLY_B] = {"only in B", "is:only-b"},
};

const char *pair_kind_name(enum pair_kind kind)
{
    return kinds[kind].name;
}

const char *pair_kind_filter(enum pair_kind kind)
{
    return kinds[kind].filter;
}

bool pair_kind_is_flip(enum pair_kind kind)
{
    return kind == PAIR_KIND_BROKEN || kind == PAIR_KIND_FIXED;
}

enum pair_kind pair_scope_kind(const struct pair_scope *scope, size_t row)
{
    enum pair_kind kind = PAIR_KIND_BROKEN;

    while (kind + 1 < PAIR_KINDS && row >= scope->first[kind + 1])
        kind++;
    return kind;
}

size_t pair_scope_tally(const struct pair_scope *scope, enum pair_kind kind)
{
    return scope->first[kind + 1] - scope->first[kind];
}

/* ---- rows ---- */

/* Numbers are those of the pairs, then of the rows that only A has, then of those only B has. */
static enum pair_kind kind_of(const struct compare_set *set, size_t number)
{
    static const enum pair_kind of_state[] = {
        [PAIR_UNSCORED] = PAIR_KIND_UNSCORED,     [PAIR_BOTH_RIGHT] = PAIR_KIND_BOTH_RIGHT,
        [PAIR_FIXED] = PAIR_KIND_FIXED,           [PAIR_BROKEN] = PAIR_KIND_BROKEN,
        [PAIR_BOTH_WRONG] = PAIR_KIND_BOTH_WRONG,
    };

    if (number < set->pairing.count)
        return set->state ? of_state[set->state[number]] : PAIR_KIND_UNSCORED;
    return number < set->pairing.count + set->pairing.only_a_count ? PAIR_KIND_ONLY_A
                                                                   : PAIR_KIND_ONLY_B;
}

size_t pair_scope_a(const struct pair_scope *scope, size_t row)
{
    const struct pairing *pairing = &scope->set->pairing;
    size_t number = scope->order[row];

    if (number < pairing->count)
        return pairing->a[number];
    number -= pairing->count;
    return number < pairing->only_a_count ? pairing->only_a[number] : SIZE_MAX;
}

size_t pair_scope_b(const struct pair_scope *scope, size_t row)
{
    const struct pairing *pairing = &scope->set->pairing;
    size_t number = scope->order[row];

    if (number < pairing->count)
        return pairing->b[number];
    number -= pairing->count;
    return number < pairing->only_a_count ? SIZE_MAX
                                          : pairing->only_b[number - pairing->only_a_count];
}

/* Where a value stands among ascending ones; SIZE_MAX. */
static size_t place_among(const uint32_t *values, size_t count, size_t value)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (values[middle] < value)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && values[low] == value ? low : SIZE_MAX;
}

/* The number, as kind_of has it, of a sample of A, or else of one of B. */
static size_t number_of(const struct compare_set *set, size_t row_a, size_t row_b)
{
    const struct pairing *pairing = &set->pairing;
    size_t place;

    if (row_a != SIZE_MAX) {
        place = compare_pair_of_a(set, row_a);
        if (place != SIZE_MAX)
            return place;
        place = place_among(pairing->only_a, pairing->only_a_count, row_a);
        return place == SIZE_MAX ? SIZE_MAX : pairing->count + place;
    }
    place = place_among(pairing->only_b, pairing->only_b_count, row_b);
    return place == SIZE_MAX ? compare_pair_of_b(set, row_b)
                             : pairing->count + pairing->only_a_count + place;
}

size_t pair_scope_find(const struct pair_scope *scope, size_t row_a, size_t row_b)
{
    size_t number = number_of(scope->set, row_a, row_b), first, place;
    enum pair_kind kind;

    if (number == SIZE_MAX)
        return SIZE_MAX;
    /* Within a kind numbers ascend. */
    kind = kind_of(scope->set, number);
    first = scope->first[kind];
    place = place_among(scope->order + first, pair_scope_tally(scope, kind), number);
    return place == SIZE_MAX ? SIZE_MAX : first + place;
}

static bool is_left_out(const struct compare_set *set, size_t number)
{
    return number < set->pairing.count && set->selected && !set->selected[number];
}

static void order_by_kind(struct pair_scope *scope)
{
    const struct compare_set *set = scope->set;
    size_t count = set->pairing.count + set->pairing.only_a_count + set->pairing.only_b_count;
    uint32_t *order = arena_alloc(scope->arena, count * sizeof(*order) + 1);
    size_t next[PAIR_KINDS] = {0};

    for (size_t number = 0; number < count; number++)
        if (is_left_out(set, number))
            scope->left_out++;
        else
            next[kind_of(set, number)]++;
    for (size_t kind = 0; kind < PAIR_KINDS; kind++) {
        scope->first[kind + 1] = scope->first[kind] + next[kind];
        next[kind] = scope->first[kind];
    }
    for (size_t number = 0; number < count; number++)
        if (!is_left_out(set, number))
            order[next[kind_of(set, number)]++] = (uint32_t)number;
    scope->count = scope->first[PAIR_KINDS];
    scope->order = order;
}

/* ---- fields ---- */

bool pair_field_is_of_a(size_t pair_field, size_t *field)
{
    bool of_a = pair_field >= SAMPLE_FIELD_COUNT;

    *field = of_a ? pair_field - SAMPLE_FIELD_COUNT : pair_field;
    return of_a;
}

static void make_fields(struct pair_scope *scope)
{
    struct filter_field *fields = arena_zalloc(scope->arena, PAIR_FIELDS, sizeof(*fields));

    for (size_t i = 0; i < SAMPLE_FIELD_COUNT; i++) {
        const struct filter_field *field = &sample_filter_fields[i];

        fields[i] = *field;
        fields[i].aliases =
            arena_printf(scope->arena, "%s%sb.%s", field->aliases ? field->aliases : "",
                         field->aliases ? " " : "", field->name);
        fields[SAMPLE_FIELD_COUNT + i] = *field;
        fields[SAMPLE_FIELD_COUNT + i].name = arena_printf(scope->arena, "a.%s", field->name);
        fields[SAMPLE_FIELD_COUNT + i].aliases = NULL;
        /* Bare words look in both answers, and once in what both sides share. */
        fields[SAMPLE_FIELD_COUNT + i].searched =
            field->searched && (i == SAMPLE_PRED || i == SAMPLE_RAW || i == SAMPLE_ERROR);
        fields[SAMPLE_FIELD_COUNT + i].help =
            arena_printf(scope->arena, "%s, in the baseline", field->help);
    }
    fields[PAIR_FIELD_DELTA_SCORE] = (struct filter_field){
        "delta-score", NULL, "score of B less that of A", FILTER_NUMBER, false};
    fields[PAIR_FIELD_DELTA_PASSED] = (struct filter_field){
        "delta-passed", NULL, "tests passed by B less those by A", FILTER_NUMBER, false};
    scope->fields = fields;
}

/* The sample that a field is of: its scope and row, SIZE_MAX when there is none. */
static const struct sample_scope *sample_of(const struct pair_scope *scope, size_t pair_field,
                                            size_t pair_row, size_t *field, size_t *row)
{
    if (pair_field_is_of_a(pair_field, field)) {
        *row = pair_scope_a(scope, pair_row);
        return scope->a;
    }
    *row = pair_scope_b(scope, pair_row);
    if (*row != SIZE_MAX)
        return scope->b;
    *row = pair_scope_a(scope, pair_row);
    return scope->a;
}

static double delta(const struct pair_scope *scope, enum sample_field_index field, size_t row)
{
    size_t a = pair_scope_a(scope, row), b = pair_scope_b(scope, row);

    if (a == SIZE_MAX || b == SIZE_MAX)
        return NAN;
    return sample_field_number(scope->set->b, field, b) -
           sample_field_number(scope->set->a, field, a);
}

double pair_scope_number(const struct pair_scope *scope, size_t pair_field, size_t pair_row)
{
    const struct sample_scope *samples;
    size_t field, row;

    if (pair_field == PAIR_FIELD_DELTA_SCORE)
        return delta(scope, SAMPLE_SCORE, pair_row);
    if (pair_field == PAIR_FIELD_DELTA_PASSED)
        return delta(scope, SAMPLE_TESTS_PASSED, pair_row);
    samples = sample_of(scope, pair_field, pair_row, &field, &row);
    return row == SIZE_MAX ? NAN : sample_field_number(samples->samples, field, row);
}

static struct str field_text(void *arg, size_t pair_field, size_t pair_row, char *room)
{
    const struct pair_scope *scope = arg;
    const struct sample_scope *samples;
    size_t field, row;

    if (pair_field >= PAIR_FIELD_DELTA_SCORE) {
        double number = pair_scope_number(scope, pair_field, pair_row);

        snprintf(room, FILTER_ROOM, "%.7g", number);
        return isnan(number) ? STR("") : str_of(room);
    }
    samples = sample_of(scope, pair_field, pair_row, &field, &row);
    return row == SIZE_MAX ? STR("")
                           : sample_fields[field].text(samples->run, samples->samples, row, room);
}

static double field_number(void *arg, size_t field, size_t row)
{
    return pair_scope_number(arg, field, row);
}

static bool field_present(void *arg, size_t pair_field)
{
    const struct pair_scope *scope = arg;
    size_t field;

    if (pair_field >= PAIR_FIELD_DELTA_SCORE) {
        field = pair_field == PAIR_FIELD_DELTA_SCORE ? SAMPLE_SCORE : SAMPLE_TESTS_PASSED;
        return sample_fields[field].present(scope->set->a) &&
               sample_fields[field].present(scope->set->b);
    }
    if (pair_field_is_of_a(pair_field, &field))
        return sample_fields[field].present(scope->set->a);
    return sample_fields[field].present(scope->set->b) ||
           (scope->set->pairing.only_a_count && sample_fields[field].present(scope->set->a));
}

/* ---- states ---- */

enum own_state {
    OWN_BOTH_RIGHT,
    OWN_BOTH_WRONG,
    OWN_NOT_SCORED,
    OWN_ONLY_A,
    OWN_ONLY_B,
    OWN_UNMATCHED,
    OWN_STATES
};

static const struct filter_state own_states[OWN_STATES] = {
    [OWN_BOTH_RIGHT] = {"both-right", "right in both runs", false},
    [OWN_BOTH_WRONG] = {"both-wrong", "wrong in both runs", false},
    [OWN_NOT_SCORED] = {"not-scored", "in both runs, not scored in one of them", false},
    [OWN_ONLY_A] = {"only-a", "the candidate has no such sample", false},
    [OWN_ONLY_B] = {"only-b", "the baseline has no such sample", false},
    [OWN_UNMATCHED] = {"unmatched", "only one of the runs has it", false},
};

static const unsigned kinds_of_state[OWN_STATES] = {
    [OWN_BOTH_RIGHT] = 1u << PAIR_KIND_BOTH_RIGHT,
    [OWN_BOTH_WRONG] = 1u << PAIR_KIND_BOTH_WRONG,
    [OWN_NOT_SCORED] = 1u << PAIR_KIND_UNSCORED,
    [OWN_ONLY_A] = 1u << PAIR_KIND_ONLY_A,
    [OWN_ONLY_B] = 1u << PAIR_KIND_ONLY_B,
    [OWN_UNMATCHED] = 1u << PAIR_KIND_ONLY_A | 1u << PAIR_KIND_ONLY_B,
};

static bool of_sample(const struct pair_scope *scope, size_t state, size_t row)
{
    size_t at = pair_scope_b(scope, row);
    struct sample_scope *samples = at == SIZE_MAX ? scope->a : scope->b;
    struct filter_vocabulary vocabulary = sample_vocabulary(samples);

    return vocabulary.state(samples, state, at == SIZE_MAX ? pair_scope_a(scope, row) : at);
}

static bool state_holds(void *arg, size_t state, size_t row)
{
    const struct pair_scope *scope = arg;
    enum pair_kind kind = pair_scope_kind(scope, row);

    if (state >= SAMPLE_STATES)
        return kinds_of_state[state - SAMPLE_STATES] >> kind & 1;
    switch ((enum sample_state)state) {
    case SAMPLE_FLIP:
        return pair_kind_is_flip(kind);
    case SAMPLE_FIXED:
        return kind == PAIR_KIND_FIXED;
    case SAMPLE_BROKEN:
        return kind == PAIR_KIND_BROKEN;
    default:
        return of_sample(scope, state, row);
    }
}

static const struct filter_state *make_states(struct arena *arena)
{
    struct filter_state *states = arena_zalloc(arena, SAMPLE_STATES + OWN_STATES, sizeof(*states));

    memcpy(states, sample_states, sizeof(sample_states));
    memcpy(states + SAMPLE_STATES, own_states, sizeof(own_states));
    return states;
}

static const struct meta *metadata(void *arg, size_t row)
{
    const struct pair_scope *scope = arg;

    (void)row;
    return run_meta(scope->run_b);
}

/* ---- the whole ---- */

struct pair_scope *pair_scope_new(const struct comparison *comparison, size_t set)
{
    struct pair_scope *scope = xcalloc(1, sizeof(*scope));

    scope->set = &comparison->sets[set];
    scope->run_a = comparison->a.run;
    scope->run_b = comparison->b.run;
    scope->a = sample_scope_new(scope->run_a, scope->set->a);
    scope->b = sample_scope_new(scope->run_b, scope->set->b);
    scope->arena = arena_new();
    scope->states = make_states(scope->arena);
    make_fields(scope);
    order_by_kind(scope);
    return scope;
}

void pair_scope_free(struct pair_scope *scope)
{
    if (!scope)
        return;
    sample_scope_free(scope->a);
    sample_scope_free(scope->b);
    arena_free(scope->arena);
    free(scope);
}

struct filter_vocabulary pair_vocabulary(struct pair_scope *scope)
{
    return (struct filter_vocabulary){
        .fields = scope->fields,
        .field_count = PAIR_FIELDS,
        .states = scope->states,
        .state_count = SAMPLE_STATES + OWN_STATES,
        .pairs = true,
        .arg = scope,
        .text = field_text,
        .number = field_number,
        .present = field_present,
        .state = state_holds,
        .meta = metadata,
    };
}
