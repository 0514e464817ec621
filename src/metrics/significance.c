#include <assay/metrics/significance.h>

#include <assay/base/arena.h>
#include <assay/metrics/distribution.h>
#include <assay/metrics/paired.h>
#include <assay/metrics/random.h>

#include <math.h>
#include <stdlib.h>

/* ---- means ---- */

/* n and mean alone. */
static struct mean_error mean_of(const double *values, size_t count)
{
    struct mean_error mean = {.n = 0, .mean = NAN, .error = NAN, .degrees = NAN};
    double sum = 0.0, left = 0.0;

    for (size_t i = 0; i < count; i++)
        if (!isnan(values[i])) {
            sum += values[i];
            mean.n++;
        }
    if (mean.n == 0)
        return mean;
    mean.mean = sum / (double)mean.n;
    /* Once more: what rounding of a long sum lost. */
    for (size_t i = 0; i < count; i++)
        if (!isnan(values[i]))
            left += values[i] - mean.mean;
    mean.mean += left / (double)mean.n;
    return mean;
}

struct mean_error mean_error_of(const double *values, size_t count)
{
    struct mean_error mean = mean_of(values, count);
    double squares = 0.0, n = (double)mean.n;

    if (mean.n < 2)
        return mean;
    for (size_t i = 0; i < count; i++)
        if (!isnan(values[i]))
            squares += (values[i] - mean.mean) * (values[i] - mean.mean);
    mean.degrees = n - 1.0;
    mean.error = sqrt(squares / mean.degrees / n);
    return mean;
}

struct cluster_sum {
    double sum; /* of x - mean */
    uint64_t n;
};

static void set_clustered(struct mean_error *mean, const struct cluster_sum *sums, size_t count)
{
    double squares = 0.0;
    size_t occurring = 0;

    for (size_t i = 0; i < count; i++) {
        squares += sums[i].sum * sums[i].sum;
        occurring += sums[i].n > 0;
    }
    if (occurring < 2)
        return;
    mean->error = sqrt(squares) / (double)mean->n;
    mean->degrees = (double)occurring - 1.0;
}

struct mean_error mean_error_clustered(const double *values, const uint32_t *cluster, size_t count,
                                       size_t cluster_count)
{
    struct mean_error mean = mean_of(values, count);
    struct arena *arena = arena_new();
    struct cluster_sum *sums = arena_zalloc(arena, cluster_count, sizeof(*sums));

    for (size_t i = 0; i < count; i++)
        if (!isnan(values[i])) {
            sums[cluster[i]].sum += values[i] - mean.mean;
            sums[cluster[i]].n++;
        }
    set_clustered(&mean, sums, cluster_count);
    arena_free(arena);
    return mean;
}

struct interval mean_interval(const struct mean_error *mean, double level)
{
    double half = student_quantile(level, mean->degrees) * mean->error;

    return (struct interval){mean->mean - half, mean->mean + half};
}

double mean_test(const struct mean_error *mean)
{
    if (mean->mean == 0.0 && mean->error == 0.0)
        return 1.0;
    return student_two_sided(mean->mean / mean->error, mean->degrees);
}

double paired_t_test(const double *differences, size_t count)
{
    struct mean_error mean = mean_error_of(differences, count);

    return mean_test(&mean);
}

/* ---- signs ---- */

double sign_test(uint64_t above, uint64_t below)
{
    return mcnemar_exact(above, below);
}

/* Differences that are neither 0 nor NAN; their count. */
static size_t take_differing(const double *differences, size_t count, double *out)
{
    size_t taken = 0;

    for (size_t i = 0; i < count; i++)
        if (!isnan(differences[i]) && differences[i] != 0.0)
            out[taken++] = differences[i];
    return taken;
}

struct signs {
    const double *differences;
    size_t count;
    double bound; /* |sum| at least that is as extreme as what was seen */
};

/* Sums of another order must not fall short of the one seen by their rounding. */
static struct signs signs_of(const double *differences, size_t count)
{
    double sum = 0.0, size = 0.0;

    for (size_t i = 0; i < count; i++) {
        sum += differences[i];
        size += fabs(differences[i]);
    }
    return (struct signs){differences, count, fabs(sum) - 1e-12 * size};
}

/* As extreme, of all signs of the differences from `at` on. */
static uint64_t count_extreme(const struct signs *signs, size_t at, double sum)
{
    if (at == signs->count)
        return fabs(sum) >= signs->bound;
    return count_extreme(signs, at + 1, sum + signs->differences[at]) +
           count_extreme(signs, at + 1, sum - signs->differences[at]);
}

static bool draw_is_extreme(const struct signs *signs, struct random *random)
{
    double sum = 0.0;
    uint64_t bits = 0;

    for (size_t i = 0; i < signs->count; i++, bits >>= 1) {
        if (i % 64 == 0)
            bits = random_next(random);
        sum += bits & 1 ? signs->differences[i] : -signs->differences[i];
    }
    return fabs(sum) >= signs->bound;
}

static double permutation_p(const struct signs *signs, unsigned resamples, uint64_t seed)
{
    struct random random = random_new(seed, 0);
    uint64_t extreme = 0;

    if (signs->count <= PERMUTATION_EXACT)
        return ldexp((double)count_extreme(signs, 0, 0.0), -(int)signs->count);
    for (unsigned i = 0; i < resamples; i++)
        extreme += draw_is_extreme(signs, &random);
    return (1.0 + (double)extreme) / (1.0 + resamples);
}

double permutation_test(const double *differences, size_t count, unsigned resamples, uint64_t seed)
{
    struct arena *arena = arena_new();
    double *differing = arena_alloc(arena, (count + 1) * sizeof(*differing)), p;
    struct signs signs = signs_of(differing, take_differing(differences, count, differing));

    p = mean_of(differences, count).n ? permutation_p(&signs, resamples, seed) : NAN;
    arena_free(arena);
    return p;
}

/* ---- several runs ---- */

static double square(double x)
{
    return x * x;
}

struct cochran cochran_q(const uint8_t *values, size_t samples, size_t runs)
{
    struct cochran cochran = {.q = NAN, .p = NAN, .samples = samples};
    double k = (double)runs, total = 0.0, of_runs = 0.0, of_samples = 0.0, apart;

    if (samples == 0 || runs < 2)
        return cochran;
    for (size_t i = 0; i < samples; i++) {
        double right = 0.0;

        for (size_t run = 0; run < runs; run++)
            right += values[i * runs + run];
        total += right;
        of_samples += square(right);
    }
    for (size_t run = 0; run < runs; run++) {
        double right = 0.0;

        for (size_t i = 0; i < samples; i++)
            right += values[i * runs + run];
        of_runs += square(right);
    }
    apart = k * total - of_samples; /* whole numbers, so exactly 0 when all samples agree */
    cochran.q = apart > 0.0 ? (k - 1.0) * (k * of_runs - square(total)) / apart : 0.0;
    cochran.p = chi_squared_above(cochran.q, k - 1.0);
    return cochran;
}

struct ranked {
    double p;
    size_t index;
};

static int compare_ranked(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;

    return (a->p > b->p) - (a->p < b->p);
}

void holm(const double *p, size_t count, double *adjusted)
{
    struct arena *arena = arena_new();
    struct ranked *ranked = arena_alloc(arena, (count + 1) * sizeof(*ranked));
    size_t family = 0;
    double reached = 0.0;

    for (size_t i = 0; i < count; i++) {
        adjusted[i] = NAN;
        if (!isnan(p[i]))
            ranked[family++] = (struct ranked){p[i], i};
    }
    qsort(ranked, family, sizeof(*ranked), compare_ranked);
    for (size_t i = 0; i < family; i++) {
        reached = fmax(reached, fmin(ranked[i].p * (double)(family - i), 1.0));
        adjusted[ranked[i].index] = reached;
    }
    arena_free(arena);
}

/* ---- how much data ---- */

/* Standard errors that an effect must measure to be found. */
static double errors_needed(double alpha, double power)
{
    if (!(alpha > 0.0 && alpha < 1.0 && power > 0.0 && power < 1.0))
        return NAN;
    return normal_quantile(power) - normal_quantile(0.5 * alpha);
}

double detectable_effect(double error, double alpha, double power)
{
    return errors_needed(alpha, power) * error;
}

double samples_needed(double error, uint64_t n, double effect, double alpha, double power)
{
    return effect > 0.0 ? (double)n * square(detectable_effect(error, alpha, power) / effect) : NAN;
}
