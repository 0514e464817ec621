#include <assay/session/delta_matrix.h>

#include <assay/metrics/classification.h>
#include <assay/metrics/paired.h>
#include <assay/metrics/significance.h>

#include <math.h>
#include <stdlib.h>

/* ---- reading ---- */

static uint16_t read_as(uint16_t code, size_t labels, const struct delta_reading *reading,
                        uint16_t fallback)
{
    bool falls = reading->kind == READING_KIND_FALLBACK && fallback < labels;

    if (code < labels)
        return code;
    return falls ? fallback : LABEL_INVALID;
}

bool delta_reading_apply(const struct delta_reading *reading, size_t labels, uint16_t *a,
                         uint16_t *b)
{
    *a = read_as(*a, labels, reading, reading->fallback_a);
    *b = read_as(*b, labels, reading, reading->fallback_b);
    return reading->kind != READING_KIND_DROP || (*a != LABEL_INVALID && *b != LABEL_INVALID);
}

/* Both matrices, and the pairs with two answers, in the order of the joint cells. */
static void read_cells(struct delta_matrix *delta, const struct joint *joint, struct confusion *a,
                       struct confusion *b, struct joint_cell *moves)
{
    for (size_t i = 0; i < joint->cell_count; i++) {
        struct joint_cell cell = joint->cells[i];

        if (!delta_reading_apply(&delta->reading, delta->labels.count, &cell.a, &cell.b)) {
            delta->dropped += cell.count;
            continue;
        }
        confusion_add(a, cell.truth, cell.a, cell.count);
        confusion_add(b, cell.truth, cell.b, cell.count);
        if (cell.a != cell.b)
            moves[delta->move_count++] = cell;
    }
}

/* ---- cells that changed ---- */

static int by_place(const void *left, const void *right)
{
    const struct delta_cell *x = left, *y = right;

    if (x->truth != y->truth)
        return x->truth < y->truth ? -1 : 1;
    return (x->prediction > y->prediction) - (x->prediction < y->prediction);
}

/* Every move twice, as the cell it left and the one it entered; sorted; equal ones become one. */
static size_t merge_cells(struct delta_cell *cells, size_t count)
{
    size_t kept = 0;

    if (count)
        qsort(cells, count, sizeof(*cells), by_place);
    for (size_t i = 0; i < count; i++) {
        if (kept && by_place(&cells[kept - 1], &cells[i]) == 0) {
            cells[kept - 1].entered += cells[i].entered;
            cells[kept - 1].left += cells[i].left;
        } else {
            cells[kept++] = cells[i];
        }
    }
    return kept;
}

static void test_cells(struct delta_cell *cells, size_t count, struct arena *arena)
{
    double *p = arena_alloc(arena, (count + 1) * sizeof(*p));
    double *adjusted = arena_alloc(arena, (count + 1) * sizeof(*adjusted));

    for (size_t i = 0; i < count; i++)
        p[i] = cells[i].p = mcnemar_exact(cells[i].entered, cells[i].left);
    holm(p, count, adjusted);
    for (size_t i = 0; i < count; i++)
        cells[i].p_holm = adjusted[i];
}

static void find_cells(struct delta_matrix *delta, struct arena *arena)
{
    struct delta_cell *cells = arena_zalloc(arena, 2 * delta->move_count + 1, sizeof(*cells));

    for (size_t i = 0; i < delta->move_count; i++) {
        const struct joint_cell *move = &delta->moves[i];

        cells[2 * i] = (struct delta_cell){move->truth, move->a, 0, move->count, NAN, NAN};
        cells[2 * i + 1] = (struct delta_cell){move->truth, move->b, move->count, 0, NAN, NAN};
    }
    delta->cell_count = merge_cells(cells, 2 * delta->move_count);
    test_cells(cells, delta->cell_count, arena);
    delta->cells = cells;
}

struct delta_matrix *delta_matrix_paired(const struct joint *joint, const struct label_set *labels,
                                         const struct delta_reading *reading, struct arena *arena)
{
    struct delta_matrix *delta = arena_zalloc(arena, 1, sizeof(*delta));
    struct confusion *a = confusion_new(arena, labels->count);
    struct confusion *b = confusion_new(arena, labels->count);
    struct joint_cell *moves = arena_zalloc(arena, joint->cell_count + 1, sizeof(*moves));

    delta->labels = *labels;
    delta->reading = *reading;
    delta->paired = true;
    read_cells(delta, joint, a, b, moves);
    delta->a = a;
    delta->b = b;
    delta->moves = moves;
    find_cells(delta, arena);
    return delta;
}

static struct confusion *recoded(const struct confusion *cm, size_t labels, const uint16_t *code_of,
                                 struct arena *arena)
{
    struct confusion *out = confusion_new(arena, labels);
    struct confusion_cell cell;
    size_t at = 0;

    while (confusion_next(cm, &at, &cell)) {
        bool outside = cell.prediction == LABEL_INVALID;

        if (code_of) {
            cell.truth = code_of[cell.truth];
            cell.prediction = outside ? LABEL_INVALID : code_of[cell.prediction];
        }
        confusion_add(out, cell.truth, cell.prediction, cell.count);
    }
    return out;
}

struct delta_matrix *delta_matrix_unpaired(const struct confusion *a, const struct confusion *b,
                                           const struct label_set *labels,
                                           const uint16_t *code_of_b, const char *why,
                                           struct arena *arena)
{
    struct delta_matrix *delta = arena_zalloc(arena, 1, sizeof(*delta));

    delta->labels = *labels;
    delta->reading = (struct delta_reading){READING_KIND_STRICT, LABEL_MISSING, LABEL_MISSING};
    delta->a = recoded(a, labels->count, NULL, arena);
    delta->b = recoded(b, labels->count, code_of_b, arena);
    delta->why = why;
    return delta;
}

/* ---- figures ---- */

uint64_t delta_count(const struct delta_matrix *delta, enum delta_side side, uint16_t truth,
                     uint16_t prediction)
{
    const struct confusion *cm = side == DELTA_A ? delta->a : delta->b;

    if (truth == CELL_ANY && prediction == CELL_ANY)
        return confusion_total(cm);
    if (truth == CELL_ANY)
        return prediction == LABEL_INVALID ? confusion_invalid_total(cm)
                                           : confusion_predicted(cm, prediction);
    if (prediction == CELL_ANY)
        return confusion_support(cm, truth);
    return prediction == LABEL_INVALID ? confusion_invalid(cm, truth)
                                       : confusion_at(cm, truth, prediction);
}

double delta_share(const struct delta_matrix *delta, enum delta_side side, enum delta_base base,
                   uint16_t truth, uint16_t prediction)
{
    double count = (double)delta_count(delta, side, truth, prediction);
    uint64_t whole;

    if (base == DELTA_COUNTS)
        return count;
    whole = base == DELTA_ROW ? delta_count(delta, side, truth, CELL_ANY)
                              : delta_count(delta, side, CELL_ANY, prediction);
    return whole ? count / (double)whole : NAN;
}

double delta_value(const struct delta_matrix *delta, enum delta_base base, uint16_t truth,
                   uint16_t prediction)
{
    return delta_share(delta, DELTA_B, base, truth, prediction) -
           delta_share(delta, DELTA_A, base, truth, prediction);
}

int delta_better(uint16_t truth, uint16_t prediction)
{
    if (truth == CELL_ANY)
        return prediction == LABEL_INVALID ? -1 : 0;
    if (prediction == CELL_ANY)
        return 0;
    return truth == prediction ? 1 : -1;
}

double delta_recall(const struct delta_matrix *delta, uint16_t label)
{
    return classification_label(delta->b, label).recall -
           classification_label(delta->a, label).recall;
}

double delta_precision(const struct delta_matrix *delta, uint16_t label)
{
    return classification_label(delta->b, label).precision -
           classification_label(delta->a, label).precision;
}

double delta_accuracy(const struct delta_matrix *delta)
{
    return classification_accuracy(delta->b) - classification_accuracy(delta->a);
}

/* ---- moves ---- */

const struct delta_cell *delta_cell_find(const struct delta_matrix *delta, uint16_t truth,
                                         uint16_t prediction)
{
    struct delta_cell key = {.truth = truth, .prediction = prediction};

    if (delta->cell_count == 0)
        return NULL;
    return bsearch(&key, delta->cells, delta->cell_count, sizeof(key), by_place);
}

/* The first move of a truth or of a later one. */
static size_t first_move(const struct delta_matrix *delta, uint16_t truth)
{
    size_t low = 0, high = delta->move_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (delta->moves[middle].truth < truth)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static int by_label(const void *left, const void *right)
{
    const struct delta_flow *x = left, *y = right;

    return (x->label > y->label) - (x->label < y->label);
}

static int largest_first(const void *left, const void *right)
{
    const struct delta_flow *x = left, *y = right;

    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    return by_label(left, right);
}

/* Sorted by label; equal ones become one. */
static size_t merge_flows(struct delta_flow *flows, size_t count)
{
    size_t kept = 0;

    if (count)
        qsort(flows, count, sizeof(*flows), by_label);
    for (size_t i = 0; i < count; i++) {
        if (kept && flows[kept - 1].label == flows[i].label)
            flows[kept - 1].count += flows[i].count;
        else
            flows[kept++] = flows[i];
    }
    return kept;
}

const struct delta_flow *delta_flows(const struct delta_matrix *delta, uint16_t truth,
                                     uint16_t prediction, enum delta_way way, struct arena *arena,
                                     size_t *count)
{
    size_t from = truth == CELL_ANY ? 0 : first_move(delta, truth), end = from, found = 0;
    struct delta_flow *flows;

    while (end < delta->move_count && (truth == CELL_ANY || delta->moves[end].truth == truth))
        end++;
    flows = arena_zalloc(arena, end - from + 1, sizeof(*flows));
    for (size_t i = from; i < end; i++) {
        const struct joint_cell *move = &delta->moves[i];
        uint16_t here = way == DELTA_ENTERED ? move->b : move->a;
        uint16_t there = way == DELTA_ENTERED ? move->a : move->b;

        if (here == prediction)
            flows[found++] = (struct delta_flow){there, move->count};
    }
    *count = merge_flows(flows, found);
    if (*count)
        qsort(flows, *count, sizeof(*flows), largest_first);
    return flows;
}
