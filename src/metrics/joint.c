#include <assay/metrics/joint.h>

#include <assay/base/err.h>

#include <stdlib.h>
#include <string.h>

/*
 * A pair's key is its truth and predictions as digits of a number, of base labels + 1: the last
 * digit is the invalid prediction. Where keys are few they index counters, else they are sorted;
 * both give the cells in order.
 */
enum { DENSE_KEYS = 1 << 20, LANES = 4, LANE_KEYS = 1 << 12, DIGIT_BITS = 11 };

struct keying {
    uint32_t labels;
    uint64_t base, limit;
};

static struct keying keying_of(size_t labels)
{
    uint64_t base = labels + 1;

    return (struct keying){(uint32_t)labels, base, base * base * base};
}

static inline uint64_t key_of(const struct keying *keying, uint16_t truth, uint16_t a, uint16_t b)
{
    uint32_t labels = keying->labels;

    if (truth >= labels)
        die("joint cells: truth %u of %u labels", truth, labels);
    return (truth * keying->base + (a < labels ? a : labels)) * keying->base +
           (b < labels ? b : labels);
}

static uint16_t code_of(const struct keying *keying, uint64_t digit)
{
    return digit < keying->labels ? (uint16_t)digit : LABEL_INVALID;
}

static struct joint_cell cell_of(const struct keying *keying, uint64_t key, uint64_t count)
{
    return (struct joint_cell){
        .truth = (uint16_t)(key / keying->base / keying->base),
        .a = code_of(keying, key / keying->base % keying->base),
        .b = code_of(keying, key % keying->base),
        .count = count,
    };
}

/* ---- counters: in turn of several tables, so that equal neighbours do not wait ---- */

static size_t add_lanes(uint64_t *counts, size_t keys, size_t lanes)
{
    size_t used = 0;

    for (size_t key = 0; key < keys; key++) {
        for (size_t lane = 1; lane < lanes; lane++)
            counts[key] += counts[lane * keys + key];
        used += counts[key] > 0;
    }
    return used;
}

static void joint_count(struct joint *joint, const uint16_t *truth, const uint16_t *a,
                        const uint16_t *b, struct arena *arena)
{
    struct keying keying = keying_of(joint->labels);
    size_t keys = keying.limit, lanes = keys <= LANE_KEYS ? LANES : 1, used = 0;
    uint64_t *counts = xcalloc(keys * lanes, sizeof(*counts));
    struct joint_cell *cells;

    for (size_t i = 0; i < joint->pairs; i++)
        counts[(i & (lanes - 1)) * keys + key_of(&keying, truth[i], a[i], b[i])]++;
    joint->cell_count = add_lanes(counts, keys, lanes);
    joint->cells = cells = arena_zalloc(arena, joint->cell_count, sizeof(*cells));
    for (uint64_t key = 0; key < keys; key++)
        if (counts[key])
            cells[used++] = cell_of(&keying, key, counts[key]);
    free(counts);
}

/* ---- keys sorted by their digits, last first ---- */

static void sort_digit(const uint64_t *from, uint64_t *to, size_t count, unsigned shift)
{
    enum { DIGITS = 1 << DIGIT_BITS };
    size_t at[DIGITS] = {0}, sum = 0;

    for (size_t i = 0; i < count; i++)
        at[from[i] >> shift & (DIGITS - 1)]++;
    for (size_t digit = 0; digit < DIGITS; digit++) {
        size_t here = at[digit];

        at[digit] = sum;
        sum += here;
    }
    for (size_t i = 0; i < count; i++)
        to[at[from[i] >> shift & (DIGITS - 1)]++] = from[i];
}

/* keys: twice the pairs. Where the sorted ones stand. */
static const uint64_t *sorted_keys(uint64_t *keys, size_t count, uint64_t limit)
{
    uint64_t *from = keys, *to = keys + count;

    for (unsigned shift = 0; shift < 64 && limit >> shift; shift += DIGIT_BITS) {
        uint64_t *turned = from;

        sort_digit(from, to, count, shift);
        from = to;
        to = turned;
    }
    return from;
}

static size_t run_length(const uint64_t *sorted, size_t count)
{
    size_t length = 1;

    while (length < count && sorted[length] == sorted[0])
        length++;
    return length;
}

static void joint_sort(struct joint *joint, const uint16_t *truth, const uint16_t *a,
                       const uint16_t *b, struct arena *arena)
{
    struct keying keying = keying_of(joint->labels);
    uint64_t *keys = xcalloc(2 * joint->pairs, sizeof(*keys));
    const uint64_t *sorted;
    struct joint_cell *cells;
    size_t used = 0;

    for (size_t i = 0; i < joint->pairs; i++)
        keys[i] = key_of(&keying, truth[i], a[i], b[i]);
    sorted = sorted_keys(keys, joint->pairs, keying.limit);
    for (size_t i = 0; i < joint->pairs; i++)
        joint->cell_count += i == 0 || sorted[i] != sorted[i - 1];
    joint->cells = cells = arena_zalloc(arena, joint->cell_count, sizeof(*cells));
    for (size_t i = 0; i < joint->pairs; used++) {
        size_t count = run_length(sorted + i, joint->pairs - i);

        cells[used] = cell_of(&keying, sorted[i], count);
        i += count;
    }
    free(keys);
}

struct joint *joint_new(const uint16_t *truth, const uint16_t *a, const uint16_t *b, size_t pairs,
                        size_t labels, struct arena *arena)
{
    struct joint *joint = arena_zalloc(arena, 1, sizeof(*joint));
    uint64_t keys = keying_of(labels).limit;

    joint->labels = labels;
    joint->pairs = pairs;
    /* Counters are as many as keys: where pairs are few, sorting these is less work. */
    if (keys <= DENSE_KEYS && keys <= 16 * (uint64_t)pairs)
        joint_count(joint, truth, a, b, arena);
    else
        joint_sort(joint, truth, a, b, arena);
    return joint;
}

/* ---- clusters ---- */

struct clustered_key {
    uint32_t cluster;
    uint64_t key;
};

static int compare_keys(const void *left, const void *right)
{
    const struct clustered_key *a = left, *b = right;

    if (a->cluster != b->cluster)
        return a->cluster < b->cluster ? -1 : 1;
    return (a->key > b->key) - (a->key < b->key);
}

/* Neighbours that are alike become one cell. */
static void merge_keys(struct joint_clusters *joint, const struct keying *keying,
                       const struct clustered_key *keys, struct arena *arena)
{
    struct joint_cell *cells = arena_zalloc(arena, joint->pairs, sizeof(*cells));
    uint32_t *cluster = arena_zalloc(arena, joint->pairs, sizeof(*cluster));

    for (size_t i = 0; i < joint->pairs; i++) {
        if (i == 0 || keys[i].cluster != keys[i - 1].cluster)
            joint->cluster_count++;
        if (i == 0 || compare_keys(&keys[i - 1], &keys[i]) != 0) {
            cluster[joint->cell_count] = (uint32_t)joint->cluster_count - 1;
            cells[joint->cell_count++] = cell_of(keying, keys[i].key, 0);
        }
        cells[joint->cell_count - 1].count++;
    }
    joint->cells = cells;
    joint->cluster = cluster;
}

struct joint_clusters *joint_clusters_new(const uint16_t *truth, const uint16_t *a,
                                          const uint16_t *b, const uint32_t *cluster, size_t pairs,
                                          size_t labels, struct arena *arena)
{
    struct joint_clusters *joint = arena_zalloc(arena, 1, sizeof(*joint));
    struct clustered_key *keys = xcalloc(pairs, sizeof(*keys));
    struct keying keying = keying_of(labels);

    joint->labels = labels;
    joint->pairs = pairs;
    for (size_t i = 0; i < pairs; i++)
        keys[i] = (struct clustered_key){cluster[i], key_of(&keying, truth[i], a[i], b[i])};
    if (pairs)
        qsort(keys, pairs, sizeof(*keys), compare_keys);
    merge_keys(joint, &keying, keys, arena);
    free(keys);
    return joint;
}

/* ---- sides and counts ---- */

struct confusion *joint_confusion(const struct joint *joint, enum joint_side side,
                                  struct arena *arena)
{
    struct confusion *cm = confusion_new(arena, joint->labels);

    for (size_t i = 0; i < joint->cell_count; i++) {
        const struct joint_cell *cell = &joint->cells[i];

        confusion_add(cm, cell->truth, side == JOINT_A ? cell->a : cell->b, cell->count);
    }
    return cm;
}

struct paired_counts joint_counts(const struct joint *joint)
{
    struct paired_counts counts = {0, 0, 0, 0};

    for (size_t i = 0; i < joint->cell_count; i++) {
        const struct joint_cell *cell = &joint->cells[i];
        bool a = cell->a == cell->truth, b = cell->b == cell->truth;
        uint64_t *at = a ? (b ? &counts.both_right : &counts.broken)
                         : (b ? &counts.fixed : &counts.both_wrong);

        *at += cell->count;
    }
    return counts;
}
