#include <assay/metrics/class_rows.h>

#include <math.h>

/* Whole numbers in [low, high]; none when most < least. */
struct whole_range {
    double least, most;
};

static struct whole_range whole_in(double low, double high)
{
    double slack = 1e-9 * fmax(1.0, fabs(high));

    return (struct whole_range){ceil(low - slack), floor(high + slack)};
}

static bool is_single(struct whole_range range)
{
    return range.least == range.most;
}

static struct whole_range both(struct whole_range a, struct whole_range b)
{
    return (struct whole_range){fmax(a.least, b.least), fmin(a.most, b.most)};
}

static double over(double part, double whole)
{
    return whole > 0.0 ? part / whole : INFINITY;
}

/* How often the label was predicted, as far as the row tells. */
static struct whole_range predicted_range(const struct class_row *row, double correct, double half)
{
    struct whole_range range = {correct, INFINITY};

    if (!isnan(row->precision))
        range = both(range, whole_in(over(correct, row->precision + half),
                                     over(correct, row->precision - half)));
    if (!isnan(row->f1))
        range = both(range, whole_in(over(2.0 * correct, row->f1 + half) - row->support,
                                     over(2.0 * correct, row->f1 - half) - row->support));
    return range;
}

static struct bounded printed(double value, double half)
{
    return (struct bounded){value, isnan(value) ? 0.0 : half};
}

static struct bounded exact(double value)
{
    return (struct bounded){value, 0.0};
}

/* Both partial derivatives of 2PR / (P + R), times h. */
static struct bounded f1_of(double precision, double recall, double half)
{
    double sum = precision + recall;

    if (isnan(sum))
        return (struct bounded){NAN, 0.0};
    if (sum <= 0.0)
        return exact(0.0);
    return (struct bounded){2.0 * precision * recall / sum,
                            2.0 * half * (precision * precision + recall * recall) / (sum * sum)};
}

static void pin_predicted(struct class_counts *counts, const struct class_row *row, double half)
{
    double correct = counts->correct.value;
    struct whole_range range;

    if (correct <= 0.0) {
        if (row->precision <= half)
            counts->precision = exact(0.0);
        if (row->f1 <= half)
            counts->f1 = exact(0.0);
        return;
    }
    range = predicted_range(row, correct, half);
    if (!is_single(range))
        return;
    counts->predicted = exact(range.least);
    counts->precision = exact(correct / range.least);
    counts->f1 = exact(2.0 * correct / (row->support + range.least));
}

static struct class_counts counts_of(const struct class_row *row, double half)
{
    struct class_counts counts = {.label = row->label, .support = row->support};
    struct whole_range range;

    counts.predicted = exact(NAN);
    counts.correct = printed(row->recall * row->support, half * row->support);
    counts.precision = printed(row->precision, half);
    counts.recall = printed(row->recall, half);
    counts.f1 = printed(row->f1, half);
    counts.f1_of_parts = f1_of(row->precision, row->recall, half);
    if (isnan(counts.correct.value) || row->support <= 0.0)
        return counts;
    range = whole_in(row->support * (row->recall - half), row->support * (row->recall + half));
    range = both(range, (struct whole_range){0.0, row->support});
    counts.impossible = range.most < range.least;
    if (!is_single(range))
        return counts;
    counts.correct = exact(range.least);
    counts.recall = exact(range.least / row->support);
    pin_predicted(&counts, row, half);
    return counts;
}

static bool is_pinned(const struct class_counts *counts)
{
    return counts->correct.allowance == 0.0 && counts->recall.allowance == 0.0 &&
           counts->precision.allowance == 0.0 && counts->f1.allowance == 0.0;
}

/* Sums of some exact and some rounded shares could be retraced by nobody. */
static void as_printed(struct class_counts *counts, const struct class_row *row, double half)
{
    counts->correct = printed(row->recall * row->support, half * row->support);
    counts->precision = printed(row->precision, half);
    counts->recall = printed(row->recall, half);
    counts->f1 = printed(row->f1, half);
    counts->predicted = exact(NAN);
}

static struct name_index index_of(const struct class_table *table, struct arena *arena)
{
    const char **labels = arena_zalloc(arena, table->count + 1, sizeof(*labels));

    for (size_t i = 0; i < table->count; i++)
        labels[i] = table->rows[i].label;
    return name_index_of(labels, table->count, arena);
}

struct class_rows *class_rows_new(const struct class_table *table, struct arena *arena)
{
    struct class_rows *rows = arena_zalloc(arena, 1, sizeof(*rows));
    struct class_counts *counts = arena_zalloc(arena, table->count, sizeof(*counts));
    double half = 0.5 * pow(10.0, -table->decimals);
    bool pinned = true;

    *rows = (struct class_rows){
        .rows = counts, .count = table->count, .decimals = table->decimals, .file = table->file};
    for (size_t i = 0; i < table->count; i++) {
        counts[i] = counts_of(&table->rows[i], half);
        pinned = pinned && is_pinned(&counts[i]);
        rows->support += counts[i].support;
    }
    for (size_t i = 0; i < table->count && !pinned; i++)
        as_printed(&counts[i], &table->rows[i], half);
    rows->labels = index_of(table, arena);
    return rows;
}

const struct class_counts *class_rows_find(const struct class_rows *rows, const char *label)
{
    size_t row = name_index_find(&rows->labels, label);

    return row < rows->count ? &rows->rows[row] : NULL;
}

struct bounded class_rows_correct(const struct class_rows *rows)
{
    struct bounded sum = {0.0, 0.0};

    for (size_t i = 0; i < rows->count; i++) {
        sum.value += rows->rows[i].correct.value;
        sum.allowance += rows->rows[i].correct.allowance;
    }
    return sum;
}

static struct bounded divided(struct bounded sum, double by)
{
    if (!(by > 0.0))
        return (struct bounded){NAN, 0.0};
    return (struct bounded){sum.value / by, sum.allowance / by};
}

struct bounded class_rows_accuracy(const struct class_rows *rows)
{
    return divided(class_rows_correct(rows), rows->support);
}

static struct bounded share_of(const struct class_counts *counts, enum class_share share)
{
    struct bounded bounded = share == CLASS_PRECISION ? counts->precision
                             : share == CLASS_RECALL  ? counts->recall
                                                      : counts->f1;

    return isnan(bounded.value) ? exact(0.0) : bounded;
}

static struct bounded mean(const struct class_rows *rows, enum class_share share,
                           double (*weight)(const struct class_counts *))
{
    struct bounded sum = {0.0, 0.0};
    double weights = 0.0;

    for (size_t i = 0; i < rows->count; i++) {
        struct bounded value = share_of(&rows->rows[i], share);
        double w = weight(&rows->rows[i]);

        sum.value += w * value.value;
        sum.allowance += w * value.allowance;
        weights += w;
    }
    return divided(sum, weights);
}

static double weight_one(const struct class_counts *counts)
{
    (void)counts;
    return 1.0;
}

static double weight_support(const struct class_counts *counts)
{
    return counts->support;
}

static double weight_seen(const struct class_counts *counts)
{
    return counts->support > 0.0 ? 1.0 : 0.0;
}

struct bounded class_rows_balanced(const struct class_rows *rows)
{
    return mean(rows, CLASS_RECALL, weight_seen);
}

struct bounded class_rows_average(const struct class_rows *rows, enum average average,
                                  enum class_share share)
{
    if (average == AVERAGE_MICRO)
        return (struct bounded){NAN, 0.0};
    return mean(rows, share, average == AVERAGE_MACRO ? weight_one : weight_support);
}

double class_rows_imbalance(const struct class_rows *rows)
{
    double least = INFINITY, most = 0.0;

    for (size_t i = 0; i < rows->count; i++) {
        if (!(rows->rows[i].support > 0.0))
            continue;
        least = fmin(least, rows->rows[i].support);
        most = fmax(most, rows->rows[i].support);
    }
    return most > 0.0 ? most / least : NAN;
}
