#include <assay/metrics/trend.h>

#include <assay/base/err.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* ---- medians ---- */

static double middle(double *values, size_t count)
{
    if (count == 0)
        return NAN;
    qsort(values, count, sizeof(*values), by_value);
    return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2.0;
}

static size_t keep_numbers(const double *values, size_t count, double *kept)
{
    size_t n = 0;

    for (size_t i = 0; i < count; i++)
        if (!isnan(values[i]))
            kept[n++] = values[i];
    return n;
}

double median_of(const double *values, size_t count)
{
    double *kept = xcalloc(count + 1, sizeof(*kept));
    double median = middle(kept, keep_numbers(values, count, kept));

    free(kept);
    return median;
}

/* ---- outliers ---- */

void outlier_scores(const double *values, size_t count, double *scores)
{
    double *distances = xcalloc(count + 1, sizeof(*distances));
    double median = median_of(values, count), mad;
    size_t n = keep_numbers(values, count, distances);

    for (size_t i = 0; i < n; i++)
        distances[i] = fabs(distances[i] - median);
    mad = middle(distances, n);
    for (size_t i = 0; i < count; i++)
        scores[i] = n < OUTLIER_LEAST || mad == 0.0 ? NAN : 0.6745 * (values[i] - median) / mad;
    free(distances);
}

/* ---- trend ---- */

/* Sums over the groups of t equal values: what ties take from the variance. */
struct ties {
    double pairs;   /* t (t - 1) / 2 */
    double triples; /* t (t - 1) (t - 2) */
    double spread;  /* t (t - 1) (2 t + 5) */
};

static struct ties ties_of(const double *values, size_t count)
{
    double *sorted = xcalloc(count + 1, sizeof(*sorted));
    struct ties ties = {0.0, 0.0, 0.0};

    memcpy(sorted, values, count * sizeof(*sorted));
    qsort(sorted, count, sizeof(*sorted), by_value);
    for (size_t i = 0, end; i < count; i = end) {
        double t;

        for (end = i; end < count && sorted[end] == sorted[i];)
            end++;
        t = (double)(end - i);
        ties.pairs += t * (t - 1.0) / 2.0;
        ties.triples += t * (t - 1.0) * (t - 2.0);
        ties.spread += t * (t - 1.0) * (2.0 * t + 5.0);
    }
    free(sorted);
    return ties;
}

/* Pairs that rise less pairs that fall; their slopes, of which there is room for all. */
static double compare_pairs(const double *x, const double *y, size_t n, double *slopes,
                            size_t *slope_count)
{
    double score = 0.0;

    *slope_count = 0;
    for (size_t i = 0; i < n; i++)
        for (size_t j = i + 1; j < n; j++) {
            double dx = x[j] - x[i], dy = y[j] - y[i];

            score += (double)(((dx > 0) - (dx < 0)) * ((dy > 0) - (dy < 0)));
            if (dx != 0.0)
                slopes[(*slope_count)++] = dy / dx;
        }
    return score;
}

static double p_of(double score, double n, const struct ties *x, const struct ties *y)
{
    double m = n * (n - 1.0);
    double variance = (m * (2.0 * n + 5.0) - x->spread - y->spread) / 18.0 +
                      2.0 * x->pairs * y->pairs / m +
                      x->triples * y->triples / (9.0 * m * (n - 2.0));

    return variance > 0.0 ? erfc(fabs(score) / sqrt(2.0 * variance)) : NAN;
}

static struct trend trend_of_numbers(const double *x, const double *y, size_t n)
{
    struct trend trend = {n, NAN, NAN, NAN};
    double *slopes = xcalloc(n * (n + 1) / 2 + 1, sizeof(*slopes));
    struct ties tx = ties_of(x, n), ty = ties_of(y, n);
    double pairs = (double)n * ((double)n - 1.0) / 2.0, score, scale;
    size_t slope_count;

    score = compare_pairs(x, y, n, slopes, &slope_count);
    trend.slope = middle(slopes, slope_count);
    scale = sqrt((pairs - tx.pairs) * (pairs - ty.pairs));
    if (scale > 0.0)
        trend.tau = score / scale;
    if (n > 2 && scale > 0.0)
        trend.p = p_of(score, (double)n, &tx, &ty);
    free(slopes);
    return trend;
}

struct trend trend_of(const double *x, const double *y, size_t count)
{
    double *kx = xcalloc(count + 1, sizeof(*kx)), *ky = xcalloc(count + 1, sizeof(*ky));
    struct trend trend;
    size_t n = 0;

    for (size_t i = 0; i < count; i++)
        if (!isnan(x[i]) && !isnan(y[i])) {
            kx[n] = x[i];
            ky[n++] = y[i];
        }
    trend = trend_of_numbers(kx, ky, n);
    free(kx);
    free(ky);
    return trend;
}
