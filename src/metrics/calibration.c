#include <assay/metrics/calibration.h>

#include <assay/base/err.h>

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

static bool is_share(double value)
{
    return value >= 0.0 && value <= 1.0;
}

static double bin_edge(size_t bin, size_t bin_count)
{
    return (double)bin / (double)bin_count;
}

static void open_bins(struct reliability *table)
{
    for (size_t i = 0; i < table->bin_count; i++) {
        table->bins[i].low = bin_edge(i, table->bin_count);
        table->bins[i].high = bin_edge(i + 1, table->bin_count);
    }
}

/* What falls into a bin, and its edges with nothing beyond the first and last. */
struct sum {
    double above, up_to;
    double score;
    uint64_t n, right;
};

static struct sum *sums_new(const struct reliability *table)
{
    struct sum *sums = xcalloc(table->bin_count, sizeof(*sums));

    for (size_t i = 0; i < table->bin_count; i++) {
        sums[i].above = table->bins[i].low;
        sums[i].up_to = table->bins[i].high;
    }
    sums[0].above = -1.0;
    sums[table->bin_count - 1].up_to = INFINITY;
    return sums;
}

/* The product can round across one edge; the edges as doubles decide. No branch hangs on a score.
 */
static struct sum *sum_of(struct sum *sums, size_t last, double product, double score)
{
    size_t bin = (size_t)(long long)product;

    bin = bin < last ? bin : last;
    bin -= score <= sums[bin].above;
    bin += score > sums[bin].up_to;
    return &sums[bin];
}

static void count_scores(struct reliability *table, const double *score, const uint8_t *correct,
                         size_t n)
{
    struct sum *sums = sums_new(table);
    size_t last = table->bin_count - 1;
    double scale = (double)table->bin_count, squares = 0.0;

    for (size_t i = 0; i < n; i++) {
        uint64_t right = correct[i] != 0;
        double off = score[i] - (double)right;
        struct sum *sum;

        if (!is_share(score[i])) {
            table->skipped++;
            continue;
        }
        sum = sum_of(sums, last, score[i] * scale, score[i]);
        sum->n++;
        sum->score += score[i];
        sum->right += right;
        squares += off * off;
    }
    for (size_t i = 0; i < table->bin_count; i++) {
        table->bins[i].n = sums[i].n;
        table->bins[i].score = sums[i].score;
        table->bins[i].accuracy = (double)sums[i].right;
        table->n += sums[i].n;
    }
    table->brier = table->n ? squares / (double)table->n : NAN;
    free(sums);
}

/* Turn sums into means, and gather the gaps. */
static void close_bins(struct reliability *table)
{
    double weighted = 0.0, largest = 0.0;

    for (size_t i = 0; i < table->bin_count; i++) {
        struct reliability_bin *bin = &table->bins[i];
        double size = (double)bin->n, gap;

        bin->score = bin->n ? bin->score / size : NAN;
        bin->accuracy = bin->n ? bin->accuracy / size : NAN;
        if (bin->n == 0)
            continue;
        gap = fabs(bin->accuracy - bin->score);
        weighted += size * gap;
        largest = fmax(largest, gap);
    }
    table->ece = table->n ? weighted / (double)table->n : NAN;
    table->mce = table->n ? largest : NAN;
}

struct reliability calibration_reliability(struct arena *arena, const double *score,
                                           const uint8_t *correct, size_t n, size_t bin_count)
{
    struct reliability table = {.bin_count = bin_count ? bin_count : 1};

    table.bins = arena_zalloc(arena, table.bin_count, sizeof(*table.bins));
    open_bins(&table);
    count_scores(&table, score, correct, n);
    close_bins(&table);
    return table;
}

double calibration_brier(const double *score, const uint8_t *correct, size_t n)
{
    double squares = 0.0, used = 0.0;

    for (size_t i = 0; i < n; i++) {
        double off = score[i] - (correct[i] ? 1.0 : 0.0);

        if (!is_share(score[i]))
            continue;
        squares += off * off;
        used++;
    }
    return used > 0.0 ? squares / used : NAN;
}

double calibration_brier_multiclass(const double *probability, const uint16_t *truth, size_t n,
                                    size_t labels)
{
    double squares = 0.0, used = 0.0;

    for (size_t i = 0; i < n; i++) {
        const double *row = probability + i * labels;
        bool usable = truth[i] < labels;
        double sum = 0.0;

        for (size_t k = 0; k < labels; k++) {
            double off = row[k] - (k == truth[i] ? 1.0 : 0.0);

            usable = usable && is_share(row[k]);
            sum += off * off;
        }
        if (!usable)
            continue;
        squares += sum;
        used++;
    }
    return used > 0.0 ? squares / used : NAN;
}
