#include <assay/session/delta_parts.h>

#include <assay/metrics/set_results.h>
#include <assay/session/figures.h>
#include <assay/session/matrix_slices.h>

#include <string.h>

enum { LAYERS_MOST = 1024 };

/* ---- single pairs ---- */

struct pair_codes {
    uint16_t truth, a, b; /* in the union of the labels */
};

static uint16_t code_in_union(uint16_t code, const struct samples *samples, const uint16_t *code_of)
{
    return code < samples->labels.count && code_of ? code_of[code] : code;
}

static struct pair_codes codes_of(const struct compare_set *set, size_t pair)
{
    uint32_t row_a = set->pairing.a[pair], row_b = set->pairing.b[pair];

    return (struct pair_codes){
        .truth = set->a->truth ? set->a->truth[row_a]
                               : code_in_union(set->b->truth[row_b], set->b, set->code_of_b),
        .a = set->a->prediction[row_a],
        .b = code_in_union(set->b->prediction[row_b], set->b, set->code_of_b),
    };
}

static bool in_part(const struct compare_set *set, const struct delta_part *part, size_t pair)
{
    uint32_t row = set->pairing.a[pair];

    if (set->state[pair] == PAIR_UNSCORED || (set->selected && !set->selected[pair]))
        return false;
    return (part->split == UINT16_MAX || set->a->split[row] == part->split) &&
           (part->layer == UINT16_MAX || set->a->step[row] == part->layer);
}

static bool has_labels(const struct compare_set *set)
{
    return set->labels.count > 0 && set->pairing.count > 0 && set->state && set->a->prediction &&
           set->b->prediction && (set->a->truth || set->b->truth);
}

/* ---- the parts ---- */

struct parts {
    const struct comparison *comparison;
    struct arena *arena;
    struct delta_part *items;
    size_t count, capacity;
};

static struct delta_part *add_part(struct parts *parts, const char *title)
{
    struct delta_part *part;

    if (parts->count == parts->capacity) {
        size_t capacity = parts->capacity ? 2 * parts->capacity : 8;
        struct delta_part *items = arena_zalloc(parts->arena, capacity, sizeof(*items));

        if (parts->count)
            memcpy(items, parts->items, parts->count * sizeof(*items));
        parts->items = items;
        parts->capacity = capacity;
    }
    part = &parts->items[parts->count++];
    *part = (struct delta_part){
        .title = title,
        .set = SIZE_MAX,
        .split = UINT16_MAX,
        .layer = UINT16_MAX,
        .fallback = {LABEL_MISSING, LABEL_MISSING},
    };
    return part;
}

static uint16_t fallback_of(const struct assessed *run, size_t set)
{
    const struct set_results *results = run->results->sets[set];

    return results ? results->fallback_label : LABEL_MISSING;
}

static struct delta_part *add_set(struct parts *parts, size_t number, const char *title)
{
    const struct compare_set *set = &parts->comparison->sets[number];
    struct delta_part *part = add_part(parts, title);

    part->set = number;
    part->labels = set->labels;
    part->code_of_b = set->code_of_b;
    part->fallback[DELTA_A] = fallback_of(&parts->comparison->a, set->set_a);
    part->fallback[DELTA_B] =
        code_in_union(fallback_of(&parts->comparison->b, set->set_b), set->b, set->code_of_b);
    return part;
}

/* Which values of a column the pairs have, up to a limit; how many. */
static size_t values_of(const struct compare_set *set, const uint16_t *column, size_t limit,
                        bool *seen)
{
    size_t count = 0;

    for (size_t i = 0; i < set->pairing.count; i++) {
        uint16_t value = column[set->pairing.a[i]];

        if (value < limit && set->state[i] != PAIR_UNSCORED && !seen[value]) {
            seen[value] = true;
            count++;
        }
    }
    return count;
}

static const char *joined(struct parts *parts, const char *set, const char *part)
{
    return *set ? arena_printf(parts->arena, "%s, %s", set, part) : part;
}

static void add_layers(struct parts *parts, size_t number)
{
    const struct compare_set *set = &parts->comparison->sets[number];
    bool *seen = arena_zalloc(parts->arena, LAYERS_MOST, sizeof(*seen));

    values_of(set, set->a->step, LAYERS_MOST, seen);
    for (size_t layer = 0; layer < LAYERS_MOST; layer++)
        if (seen[layer])
            add_set(parts, number,
                    joined(parts, set->name, arena_printf(parts->arena, "layer %zu", layer)))
                ->layer = (uint16_t)layer;
}

static void add_splits(struct parts *parts, size_t number)
{
    const struct compare_set *set = &parts->comparison->sets[number];
    const struct run *run = parts->comparison->a.run;
    size_t splits = run_split_count(run);
    bool *seen = arena_zalloc(parts->arena, splits + 1, sizeof(*seen));

    if (!set->a->split || values_of(set, set->a->split, splits, seen) < 2)
        return;
    for (size_t i = 0; i < splits; i++) {
        const char *name = run_split(run, (uint16_t)i);
        struct delta_part *part;

        if (!seen[i])
            continue;
        part = add_set(parts, number, joined(parts, set->name, name));
        part->split = (uint16_t)i;
        part->split_name = name;
    }
}

static void add_pairs(struct parts *parts)
{
    for (size_t i = 0; i < parts->comparison->set_count; i++) {
        const struct compare_set *set = &parts->comparison->sets[i];

        if (!has_labels(set))
            continue;
        if (set->a->step) {
            add_layers(parts, i);
            continue;
        }
        add_set(parts, i, set->name);
        add_splits(parts, i);
    }
}

/* ---- without pairs ---- */

/* Labels of both, A's first, as those of pairs are joined; where B's stand among them. */
static const uint16_t *join_labels(const struct label_set *a, const struct label_set *b,
                                   struct label_set *out, struct arena *arena)
{
    const char **names = arena_zalloc(arena, a->count + b->count + 1, sizeof(*names));
    uint16_t *code_of_b = arena_zalloc(arena, b->count + 1, sizeof(*code_of_b));
    struct name_index of_a = name_index_of(a->names, a->count, arena);
    struct label_set all = {names, a->count};

    for (size_t i = 0; i < a->count; i++)
        names[i] = a->names[i];
    for (size_t i = 0; i < b->count; i++) {
        size_t code = name_index_find(&of_a, b->names[i]);

        if (code == SIZE_MAX) {
            code = all.count;
            names[all.count++] = b->names[i];
        }
        code_of_b[i] = (uint16_t)code;
    }
    *out = all;
    return code_of_b;
}

static void add_slices(struct parts *parts, const struct matrix_slice *a,
                       const struct matrix_slice *b)
{
    struct delta_part *part;

    if (a->labels.count + b->labels.count > LABEL_LIMIT)
        return;
    part = add_part(parts, a->title);
    part->slice[DELTA_A] = a;
    part->slice[DELTA_B] = b;
    part->code_of_b = join_labels(&a->labels, &b->labels, &part->labels, parts->arena);
    part->fallback[DELTA_A] = a->fallback;
    if (b->fallback < b->labels.count)
        part->fallback[DELTA_B] = part->code_of_b[b->fallback];
}

static void add_unpaired(struct parts *parts)
{
    struct arena *arena = parts->arena;
    size_t count_a, count_b;
    const struct matrix_slice *a =
        matrix_slices(figures_new(&parts->comparison->a, arena), arena, &count_a);
    const struct matrix_slice *b =
        matrix_slices(figures_new(&parts->comparison->b, arena), arena, &count_b);

    for (size_t i = 0; i < count_a; i++)
        for (size_t j = 0; j < count_b; j++)
            if (strcmp(a[i].title, b[j].title) == 0)
                add_slices(parts, &a[i], &b[j]);
    if (parts->count == 0 && count_a && count_b)
        add_slices(parts, &a[0], &b[0]);
}

const struct delta_part *delta_parts(const struct comparison *comparison, struct arena *arena,
                                     size_t *count)
{
    struct parts parts = {.comparison = comparison, .arena = arena};

    add_pairs(&parts);
    if (parts.count == 0)
        add_unpaired(&parts);
    *count = parts.count;
    return parts.items;
}

/* ---- readings ---- */

static bool has_fallback(const struct delta_part *part)
{
    return part->fallback[DELTA_A] < part->labels.count ||
           part->fallback[DELTA_B] < part->labels.count;
}

enum reading_kind delta_part_stated(const struct delta_part *part)
{
    return has_fallback(part) ? READING_KIND_FALLBACK : READING_KIND_STRICT;
}

enum reading_kind delta_part_next_reading(const struct delta_part *part, enum reading_kind kind)
{
    if (kind == READING_KIND_DROP)
        return READING_KIND_STRICT;
    return kind == READING_KIND_STRICT && has_fallback(part) ? READING_KIND_FALLBACK
                                                             : READING_KIND_DROP;
}

/* ---- the matrix ---- */

/* As the files have it: the comparison's own joint cells are read already. */
static const struct joint *joint_of(const struct compare_set *set, const struct delta_part *part,
                                    struct arena *arena)
{
    size_t pairs = set->pairing.count, count = 0;
    struct arena *scratch;
    const struct joint *joint;
    uint16_t *truth, *a, *b;

    scratch = arena_new();
    truth = arena_alloc(scratch, (pairs + 1) * sizeof(*truth));
    a = arena_alloc(scratch, (pairs + 1) * sizeof(*a));
    b = arena_alloc(scratch, (pairs + 1) * sizeof(*b));
    for (size_t i = 0; i < pairs; i++) {
        struct pair_codes codes;

        if (!in_part(set, part, i))
            continue;
        codes = codes_of(set, i);
        truth[count] = codes.truth;
        a[count] = codes.a;
        b[count++] = codes.b;
    }
    joint = joint_new(truth, a, b, count, set->labels.count, arena);
    arena_free(scratch);
    return joint;
}

static const struct confusion *slice_as(const struct matrix_slice *slice, enum reading_kind kind,
                                        struct arena *arena)
{
    struct reading reading = {kind, slice->fallback};

    if (kind == READING_KIND_FALLBACK && slice->fallback == LABEL_MISSING)
        reading = READING_STRICT;
    return slice_matrix(slice, reading, arena);
}

struct delta_matrix *delta_part_matrix(const struct comparison *comparison,
                                       const struct delta_part *part, enum reading_kind kind,
                                       struct arena *arena)
{
    struct delta_reading reading = {kind, part->fallback[DELTA_A], part->fallback[DELTA_B]};
    const char *why = comparison->unpaired_why;
    struct delta_matrix *delta;

    if (part->set != SIZE_MAX)
        return delta_matrix_paired(joint_of(&comparison->sets[part->set], part, arena),
                                   &part->labels, &reading, arena);
    delta = delta_matrix_unpaired(
        slice_as(part->slice[DELTA_A], kind, arena), slice_as(part->slice[DELTA_B], kind, arena),
        &part->labels, part->code_of_b, why ? why : "the matrices are of no pairs", arena);
    delta->reading = reading;
    return delta;
}

/* ---- the pairs behind a cell ---- */

static bool takes(uint16_t wanted, uint16_t code)
{
    return wanted == CELL_ANY || wanted == code;
}

const struct delta_pair *delta_part_pairs(const struct comparison *comparison,
                                          const struct delta_part *part,
                                          const struct delta_matrix *delta, uint16_t truth,
                                          uint16_t prediction, size_t most, struct arena *arena,
                                          size_t *count)
{
    const struct compare_set *set = part->set == SIZE_MAX ? NULL : &comparison->sets[part->set];
    struct delta_pair *found = arena_zalloc(arena, most + 1, sizeof(*found));

    *count = 0;
    for (int way = DELTA_ENTERED; set && prediction != CELL_ANY && way <= DELTA_LEFT; way++)
        for (size_t i = 0; i < set->pairing.count && *count < most; i++) {
            struct pair_codes codes;
            uint16_t here, there;

            if (!in_part(set, part, i))
                continue;
            codes = codes_of(set, i);
            if (!takes(truth, codes.truth) ||
                !delta_reading_apply(&delta->reading, delta->labels.count, &codes.a, &codes.b) ||
                codes.a == codes.b)
                continue;
            here = way == DELTA_ENTERED ? codes.b : codes.a;
            there = way == DELTA_ENTERED ? codes.a : codes.b;
            if (here == prediction)
                found[(*count)++] = (struct delta_pair){(uint32_t)i, (enum delta_way)way, there};
        }
    return found;
}
