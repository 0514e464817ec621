#include <assay/metrics/confusion.h>

#include <assay/base/err.h>

#include <stdlib.h>
#include <string.h>

/*
 * Inside, the matrix is n rows of n + 1 columns, the last one the invalid predictions. A cell's key
 * is its row and column in one number; sparse matrices keep keys in an open-addressed table.
 */
enum { TABLE_FIRST = 1024, LANES = 4, LANE_CELLS = 1 << 14, BLOCK = 512 };
#define KEY_NONE UINT32_MAX
/* A 32-bit lane cannot overflow before it is emptied. */
#define LANE_ROWS ((size_t)1 << 30)

struct slot {
    uint32_t key;
    uint64_t count;
};

struct confusion {
    struct arena *arena;
    size_t n;
    uint64_t *cells; /* n x (n + 1), NULL when sparse */
    struct slot *slots;
    size_t slot_count; /* a power of two */
    size_t slot_used;
    uint64_t *diagonal, *support, *predicted, *invalid; /* n each */
    uint64_t correct, total, invalid_total;
    uint64_t unscored, truth_outside, dropped;
};

static struct slot *slots_new(struct arena *arena, size_t count)
{
    struct slot *slots = arena_zalloc(arena, count, sizeof(*slots));

    for (size_t i = 0; i < count; i++)
        slots[i].key = KEY_NONE;
    return slots;
}

struct confusion *confusion_new(struct arena *arena, size_t n)
{
    struct confusion *cm = arena_zalloc(arena, 1, sizeof(*cm));

    if (n > LABEL_LIMIT)
        die("a confusion matrix of %zu labels (at most %zu)", n, LABEL_LIMIT);
    cm->arena = arena;
    cm->n = n;
    cm->diagonal = arena_zalloc(arena, n, sizeof(*cm->diagonal));
    cm->support = arena_zalloc(arena, n, sizeof(*cm->support));
    cm->predicted = arena_zalloc(arena, n, sizeof(*cm->predicted));
    cm->invalid = arena_zalloc(arena, n, sizeof(*cm->invalid));
    if (n <= CONFUSION_DENSE_LABELS) {
        cm->cells = arena_zalloc(arena, n * (n + 1), sizeof(*cm->cells));
    } else {
        cm->slots = slots_new(arena, TABLE_FIRST);
        cm->slot_count = TABLE_FIRST;
    }
    return cm;
}

static size_t slot_find(const struct slot *slots, size_t count, uint32_t key)
{
    /* Fibonacci hashing (Knuth, TAOCP vol. 3, 6.4) spreads neighbouring cells. */
    size_t at = (size_t)((key * UINT64_C(0x9e3779b97f4a7c15)) >> 32) & (count - 1);

    while (slots[at].key != key && slots[at].key != KEY_NONE)
        at = (at + 1) & (count - 1);
    return at;
}

static void slots_grow(struct confusion *cm)
{
    size_t count = cm->slot_count * 2;
    struct slot *slots = slots_new(cm->arena, count);

    for (size_t i = 0; i < cm->slot_count; i++)
        if (cm->slots[i].key != KEY_NONE)
            slots[slot_find(slots, count, cm->slots[i].key)] = cm->slots[i];
    cm->slots = slots;
    cm->slot_count = count;
}

static void slot_add(struct confusion *cm, uint32_t key, uint64_t count)
{
    size_t at = slot_find(cm->slots, cm->slot_count, key);

    if (cm->slots[at].key == KEY_NONE) {
        if (cm->slot_used + 1 > cm->slot_count / 4 * 3) {
            slots_grow(cm);
            at = slot_find(cm->slots, cm->slot_count, key);
        }
        cm->slots[at].key = key;
        cm->slot_used++;
    }
    cm->slots[at].count += count;
}

static bool is_label(const struct confusion *cm, size_t code)
{
    return code < cm->n;
}

/* row is a label, column a label or n for invalid. */
static void cell_add(struct confusion *cm, size_t row, size_t column, uint64_t count)
{
    if (count == 0)
        return;
    if (cm->cells)
        cm->cells[row * (cm->n + 1) + column] += count;
    else
        slot_add(cm, (uint32_t)(row << 16 | column), count);
    cm->support[row] += count;
    cm->total += count;
    if (column == cm->n) {
        cm->invalid[row] += count;
        cm->invalid_total += count;
        return;
    }
    cm->predicted[column] += count;
    if (row == column) {
        cm->diagonal[row] += count;
        cm->correct += count;
    }
}

void confusion_add(struct confusion *cm, uint16_t truth, uint16_t prediction, uint64_t count)
{
    if (truth == LABEL_MISSING || prediction == LABEL_MISSING)
        cm->unscored += count;
    else if (!is_label(cm, truth))
        cm->truth_outside += count;
    else
        cell_add(cm, truth, is_label(cm, prediction) ? prediction : cm->n, count);
}

/*
 * Tables of squeezed counts, (n + 2) x (n + 2) for each group, that the samples go to in turn, so
 * that equal neighbours do not wait for each other's store. Where LANES of them would leave the
 * cache there is one, and the step between lanes is 0.
 */
struct lanes {
    uint32_t *counts;
    uint32_t side, groups;
    size_t size, step; /* size: of all groups */
};

struct pairs {
    const uint16_t *truth, *prediction;
    const uint16_t *group; /* NULL: all in one */
};

/* Codes are squeezed into 0..n+1 without a branch: labels stay, invalid is n, missing n + 1. */
static inline uint32_t squeezed(uint32_t code, uint32_t n)
{
    return (code < n ? code : n) + (code == LABEL_MISSING);
}

static inline void index_pairs(const struct lanes *lanes, const uint16_t *truth,
                               const uint16_t *prediction, size_t count, uint32_t *index)
{
    uint32_t side = lanes->side, n = side - 2;

    for (size_t k = 0; k < count; k++)
        index[k] = squeezed(truth[k], n) * side + squeezed(prediction[k], n);
}

static inline void index_groups(const struct lanes *lanes, const uint16_t *group, size_t count,
                                uint32_t *index)
{
    uint32_t cells = lanes->side * lanes->side, last = lanes->groups - 1;

    for (size_t k = 0; k < count; k++)
        index[k] += (group[k] < last ? group[k] : last) * cells;
}

/* A whole block has a length that the compiler knows, and is made in vectors. */
static void index_block(const struct lanes *lanes, const struct pairs *pairs, size_t from,
                        size_t count, uint32_t *index)
{
    const uint16_t *truth = pairs->truth + from, *prediction = pairs->prediction + from;
    const uint16_t *group = pairs->group ? pairs->group + from : NULL;

    if (count == BLOCK)
        index_pairs(lanes, truth, prediction, BLOCK, index);
    else
        index_pairs(lanes, truth, prediction, count, index);
    if (group && count == BLOCK)
        index_groups(lanes, group, BLOCK, index);
    else if (group)
        index_groups(lanes, group, count, index);
}

static void count_block(const struct lanes *lanes, const struct pairs *pairs, size_t from,
                        size_t count)
{
    uint32_t index[BLOCK], *counts = lanes->counts;
    size_t step = lanes->step, i = 0;

    /* Without groups all are in the last. */
    if (!pairs->group)
        counts += (size_t)(lanes->groups - 1) * lanes->side * lanes->side;
    index_block(lanes, pairs, from, count, index);
    for (; i + LANES <= count; i += LANES) {
        counts[index[i]]++;
        counts[step + index[i + 1]]++;
        counts[2 * step + index[i + 2]]++;
        counts[3 * step + index[i + 3]]++;
    }
    for (; i < count; i++)
        counts[index[i]]++;
}

static uint16_t code_of(size_t index, size_t n)
{
    if (index < n)
        return (uint16_t)index;
    return index == n ? LABEL_INVALID : LABEL_MISSING;
}

static void lanes_empty(struct confusion *const *cms, const struct lanes *lanes)
{
    size_t lane_count = lanes->step ? LANES : 1, cells = (size_t)lanes->side * lanes->side;

    for (size_t i = 0; i < lanes->size; i++) {
        struct confusion *cm = cms[i / cells];
        size_t cell = i % cells;
        uint64_t count = 0;

        for (size_t lane = 0; lane < lane_count; lane++)
            count += lanes->counts[lane * lanes->size + i];
        if (count)
            confusion_add(cm, code_of(cell / lanes->side, cm->n),
                          code_of(cell % lanes->side, cm->n), count);
    }
    memset(lanes->counts, 0, lane_count * lanes->size * sizeof(*lanes->counts));
}

struct confusion_counter {
    struct confusion *const *cms;
    struct lanes lanes; /* counts NULL: sample by sample */
    size_t since;       /* the lanes were emptied */
};

struct confusion_counter *confusion_counter_new(struct confusion *const *cms, size_t groups,
                                                size_t n)
{
    struct confusion_counter *counter = xcalloc(1, sizeof(*counter));
    struct lanes *lanes = &counter->lanes;

    counter->cms = cms;
    lanes->side = (uint32_t)cms[0]->n + 2;
    lanes->groups = (uint32_t)groups;
    lanes->size = (size_t)lanes->side * lanes->side * groups;
    lanes->step = lanes->size <= LANE_CELLS ? lanes->size : 0;
    /* Lanes pay once there are more samples than cells to add up. */
    if (cms[0]->cells && n > lanes->size)
        lanes->counts = xcalloc(lanes->size * (lanes->step ? LANES : 1), sizeof(*lanes->counts));
    return counter;
}

void confusion_counter_add(struct confusion_counter *counter, const uint16_t *group,
                           const uint16_t *truth, const uint16_t *prediction, size_t n)
{
    const struct pairs pairs = {truth, prediction, group};
    size_t groups = counter->lanes.groups;

    for (size_t i = 0; i < n && !counter->lanes.counts; i++) {
        size_t at = group && group[i] < groups ? group[i] : groups - 1;

        confusion_add(counter->cms[at], truth[i], prediction[i], 1);
    }
    for (size_t i = 0; i < n && counter->lanes.counts; i += BLOCK) {
        size_t count = n - i < BLOCK ? n - i : BLOCK;

        if (counter->since + count > LANE_ROWS) {
            lanes_empty(counter->cms, &counter->lanes);
            counter->since = 0;
        }
        count_block(&counter->lanes, &pairs, i, count);
        counter->since += count;
    }
}

void confusion_counter_free(struct confusion_counter *counter)
{
    if (!counter)
        return;
    if (counter->lanes.counts)
        lanes_empty(counter->cms, &counter->lanes);
    free(counter->lanes.counts);
    free(counter);
}

void confusion_add_groups(struct confusion *const *cms, size_t groups, const uint16_t *group,
                          const uint16_t *truth, const uint16_t *prediction, size_t n)
{
    struct confusion_counter *counter = confusion_counter_new(cms, groups, n);

    confusion_counter_add(counter, group, truth, prediction, n);
    confusion_counter_free(counter);
}

void confusion_add_all(struct confusion *cm, const uint16_t *truth, const uint16_t *prediction,
                       size_t n)
{
    confusion_add_groups(&cm, 1, NULL, truth, prediction, n);
}

/* What lies outside the cells: carried along by everything that makes a matrix of a matrix. */
static void carry_uncounted(struct confusion *to, const struct confusion *from)
{
    to->unscored += from->unscored;
    to->truth_outside += from->truth_outside;
    to->dropped += from->dropped;
}

void confusion_merge(struct confusion *cm, const struct confusion *other)
{
    struct confusion_cell cell;

    if (cm->n != other->n)
        die("confusion matrices of %zu and %zu labels merged", cm->n, other->n);
    carry_uncounted(cm, other);
    for (size_t at = 0; confusion_next(other, &at, &cell);)
        confusion_add(cm, cell.truth, cell.prediction, cell.count);
}

struct confusion *confusion_read(struct arena *arena, const struct confusion *cm,
                                 struct reading reading)
{
    struct confusion *read = confusion_new(arena, cm->n);
    struct confusion_cell cell;

    if (reading.kind == READING_KIND_FALLBACK && !is_label(cm, reading.label))
        die("fallback label %u of %zu labels", reading.label, cm->n);
    carry_uncounted(read, cm);
    for (size_t at = 0; confusion_next(cm, &at, &cell);) {
        if (cell.prediction != LABEL_INVALID || reading.kind == READING_KIND_STRICT)
            confusion_add(read, cell.truth, cell.prediction, cell.count);
        else if (reading.kind == READING_KIND_FALLBACK)
            confusion_add(read, cell.truth, reading.label, cell.count);
        else
            read->dropped += cell.count;
    }
    return read;
}

struct confusion *confusion_transposed(struct arena *arena, const struct confusion *cm)
{
    struct confusion *turned = confusion_new(arena, cm->n);
    struct confusion_cell cell;

    carry_uncounted(turned, cm);
    for (size_t at = 0; confusion_next(cm, &at, &cell);) {
        if (cell.prediction == LABEL_INVALID)
            turned->dropped += cell.count;
        else
            confusion_add(turned, cell.prediction, cell.truth, cell.count);
    }
    return turned;
}

struct confusion *confusion_relabelled(struct arena *arena, const struct confusion *cm,
                                       const uint16_t *to)
{
    struct confusion *renamed = confusion_new(arena, cm->n);
    struct confusion_cell cell;

    carry_uncounted(renamed, cm);
    for (size_t at = 0; confusion_next(cm, &at, &cell);) {
        bool invalid = cell.prediction == LABEL_INVALID;

        confusion_add(renamed, to[cell.truth], invalid ? LABEL_INVALID : to[cell.prediction],
                      cell.count);
    }
    return renamed;
}

size_t confusion_size(const struct confusion *cm)
{
    return cm->n;
}

uint64_t confusion_at(const struct confusion *cm, size_t truth, size_t prediction)
{
    size_t at;

    if (cm->cells)
        return cm->cells[truth * (cm->n + 1) + prediction];
    at = slot_find(cm->slots, cm->slot_count, (uint32_t)(truth << 16 | prediction));
    return cm->slots[at].count;
}

uint64_t confusion_support(const struct confusion *cm, size_t k)
{
    return cm->support[k];
}

uint64_t confusion_predicted(const struct confusion *cm, size_t k)
{
    return cm->predicted[k];
}

uint64_t confusion_invalid(const struct confusion *cm, size_t k)
{
    return cm->invalid[k];
}

uint64_t confusion_invalid_total(const struct confusion *cm)
{
    return cm->invalid_total;
}

const uint64_t *confusion_diagonal(const struct confusion *cm)
{
    return cm->diagonal;
}

const uint64_t *confusion_supports(const struct confusion *cm)
{
    return cm->support;
}

const uint64_t *confusion_predictions(const struct confusion *cm)
{
    return cm->predicted;
}

uint64_t confusion_correct(const struct confusion *cm)
{
    return cm->correct;
}

uint64_t confusion_total(const struct confusion *cm)
{
    return cm->total;
}

uint64_t confusion_unscored(const struct confusion *cm)
{
    return cm->unscored;
}

uint64_t confusion_truth_outside(const struct confusion *cm)
{
    return cm->truth_outside;
}

uint64_t confusion_dropped(const struct confusion *cm)
{
    return cm->dropped;
}

static struct confusion_cell make_cell(const struct confusion *cm, size_t row, size_t column,
                                       uint64_t count)
{
    return (struct confusion_cell){(uint16_t)row, code_of(column, cm->n), count};
}

bool confusion_next(const struct confusion *cm, size_t *at, struct confusion_cell *cell)
{
    size_t end = cm->cells ? cm->n * (cm->n + 1) : cm->slot_count;

    for (; *at < end; ++*at) {
        if (cm->cells && cm->cells[*at]) {
            *cell = make_cell(cm, *at / (cm->n + 1), *at % (cm->n + 1), cm->cells[*at]);
        } else if (!cm->cells && cm->slots[*at].count) {
            const struct slot *slot = &cm->slots[*at];

            *cell = make_cell(cm, slot->key >> 16, slot->key & 0xffff, slot->count);
        } else {
            continue;
        }
        ++*at;
        return true;
    }
    return false;
}
