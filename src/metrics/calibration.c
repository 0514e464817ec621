#include <assay/metrics/calibration.h>

#include <math.h>
#include <stdbool.h>

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

/* The product can round across an edge; the edges as doubles decide. */
static struct reliability_bin *bin_of(const struct reliability *table, double score)
{
    size_t last = table->bin_count - 1, bin = (size_t)(long long)(score * (double)table->bin_count);

    if (bin > last)
        bin = last;
    while (bin > 0 && score <= table->bins[bin].low)
        bin--;
    while (bin < last && score > table->bins[bin].high)
        bin++;
    return &table->bins[bin];
}

static void count_scores(struct reliability *table, const double *score, const uint8_t *correct,
                         size_t n)
{
    double squares = 0.0;

    for (size_t i = 0; i < n; i++) {
        double outcome = correct[i] != 0;
        struct reliability_bin *bin;

        if (!is_share(score[i])) {
            table->skipped++;
            continue;
        }
        bin = bin_of(table, score[i]);
        bin->n++;
        bin->score += score[i];
        bin->accuracy += outcome;
        squares += (score[i] - outcome) * (score[i] - outcome);
        table->n++;
    }
    table->brier = table->n ? squares / (double)table->n : NAN;
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
