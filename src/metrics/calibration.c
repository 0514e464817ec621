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

/*
 * What falls into a bin: its samples in the low half of counts, the right ones in the high half.
 * Samples go to LANES tables in turn, so that neighbours in one bin do not wait for each other.
 */
struct bin_sum {
    double score;
    uint64_t counts;
};

enum { LANES = 4 };

struct reliability_sums {
    size_t bin_count;
    double scale;         /* bin_count */
    double *up_to;        /* the upper edges */
    struct bin_sum *bins; /* bin_count x LANES */
    double squares[LANES];
    uint64_t skipped;
};

struct reliability_sums *reliability_sums_new(struct arena *arena, size_t bin_count)
{
    struct reliability_sums *sums = arena_zalloc(arena, 1, sizeof(*sums));

    sums->bin_count = bin_count ? bin_count : 1;
    sums->scale = (double)sums->bin_count;
    sums->up_to = arena_zalloc(arena, sums->bin_count, sizeof(*sums->up_to));
    sums->bins = arena_zalloc(arena, sums->bin_count * LANES, sizeof(*sums->bins));
    for (size_t i = 0; i < sums->bin_count; i++)
        sums->up_to[i] = bin_edge(i + 1, sums->bin_count);
    return sums;
}

/*
 * Half a bin below the product is this bin or the one before, however the product was rounded; the
 * edge as a double decides. No branch hangs on where a share lies.
 */
static inline void add_score(struct reliability_sums *sums, size_t lane, double score, bool correct)
{
    static const double outcome[] = {0.0, 1.0};
    double off = score - outcome[correct];
    struct bin_sum *bin;
    size_t at;

    if (!is_share(score)) {
        sums->skipped++;
        return;
    }
    at = (size_t)(long long)(score * sums->scale - 0.5);
    at += score > sums->up_to[at];
    bin = &sums->bins[at * LANES + lane];
    bin->score += score;
    bin->counts += 1 + ((uint64_t)correct << 32);
    sums->squares[lane] += off * off;
}

void reliability_sums_add(struct reliability_sums *sums, const double *score,
                          const uint8_t *correct, size_t n)
{
    struct reliability_sums local = *sums;
    size_t i = 0;

    for (; i + LANES <= n; i += LANES) {
        add_score(&local, 0, score[i], correct[i] != 0);
        add_score(&local, 1, score[i + 1], correct[i + 1] != 0);
        add_score(&local, 2, score[i + 2], correct[i + 2] != 0);
        add_score(&local, 3, score[i + 3], correct[i + 3] != 0);
    }
    for (; i < n; i++)
        add_score(&local, i % LANES, score[i], correct[i] != 0);
    *sums = local;
}

static void add_part(struct reliability *table, const struct reliability_sums *part,
                     double *squares)
{
    for (size_t i = 0; i < part->bin_count * LANES; i++) {
        struct reliability_bin *bin = &table->bins[i / LANES];

        bin->n += part->bins[i].counts & UINT32_MAX;
        bin->accuracy += (double)(part->bins[i].counts >> 32);
        bin->score += part->bins[i].score;
    }
    for (size_t lane = 0; lane < LANES; lane++)
        *squares += part->squares[lane];
    table->skipped += part->skipped;
}

/* Turn sums into means, and gather the gaps. */
static void close_bins(struct reliability *table)
{
    double weighted = 0.0, largest = 0.0;

    for (size_t i = 0; i < table->bin_count; i++) {
        struct reliability_bin *bin = &table->bins[i];
        double size = (double)bin->n, gap;

        bin->interval = interval_wilson((uint64_t)bin->accuracy, bin->n, 0.95);
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

struct reliability reliability_of(struct arena *arena, struct reliability_sums *const *parts,
                                  size_t count, size_t bin_count)
{
    struct reliability table = {.bin_count = bin_count ? bin_count : 1};
    double squares = 0.0;

    table.bins = arena_zalloc(arena, table.bin_count, sizeof(*table.bins));
    open_bins(&table);
    for (size_t i = 0; i < count; i++)
        add_part(&table, parts[i], &squares);
    for (size_t i = 0; i < table.bin_count; i++)
        table.n += table.bins[i].n;
    table.brier = table.n ? squares / (double)table.n : NAN;
    close_bins(&table);
    return table;
}

struct reliability calibration_reliability(struct arena *arena, const double *score,
                                           const uint8_t *correct, size_t n, size_t bin_count)
{
    size_t count = n / CALIBRATION_PART + (n % CALIBRATION_PART != 0);
    struct arena *scratch = arena_new();
    struct reliability_sums **parts = arena_zalloc(scratch, count, sizeof(*parts));
    struct reliability table;

    for (size_t i = 0, from = 0; i < count; i++, from += CALIBRATION_PART) {
        size_t rows = n - from < CALIBRATION_PART ? n - from : CALIBRATION_PART;

        parts[i] = reliability_sums_new(scratch, bin_count);
        reliability_sums_add(parts[i], score + from, correct + from, rows);
    }
    table = reliability_of(arena, parts, count, bin_count);
    arena_free(scratch);
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
