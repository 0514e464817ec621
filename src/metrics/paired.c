#include <assay/metrics/paired.h>

#include <assay/metrics/distribution.h>

#include <math.h>
#include <stdbool.h>

static const struct interval nowhere = {NAN, NAN};

uint64_t paired_n(const struct paired_counts *counts)
{
    return counts->both_right + counts->fixed + counts->broken + counts->both_wrong;
}

double paired_delta(const struct paired_counts *counts)
{
    uint64_t n = paired_n(counts);

    return n ? ((double)counts->fixed - (double)counts->broken) / (double)n : NAN;
}

/* ---- tests ---- */

double mcnemar_exact(uint64_t fixed, uint64_t broken)
{
    uint64_t fewer = fixed < broken ? fixed : broken;

    return fixed == broken ? 1.0 : fmin(2.0 * fair_coins_at_most(fewer, fixed + broken), 1.0);
}

double mcnemar_mid_p(uint64_t fixed, uint64_t broken)
{
    uint64_t flips = fixed + broken;

    if (flips == 0)
        return 1.0;
    if (fixed == broken)
        return 1.0 - 0.5 * fair_coins_exactly(fixed, flips);
    return mcnemar_exact(fixed, broken) - fair_coins_exactly(fixed, flips);
}

static bool are_shares(struct share_counts a, struct share_counts b)
{
    return a.n > 0 && b.n > 0 && a.k <= a.n && b.k <= b.n;
}

double unpaired_z_p(struct share_counts a, struct share_counts b)
{
    double na = (double)a.n, nb = (double)b.n, pooled, error;

    if (!are_shares(a, b))
        return NAN;
    pooled = ((double)a.k + (double)b.k) / (na + nb);
    error = sqrt(pooled * (1.0 - pooled) * (1.0 / na + 1.0 / nb));
    if (error == 0.0)
        return 1.0;
    return 2.0 * normal_above(fabs((double)b.k / nb - (double)a.k / na) / error);
}

/* ---- errors and intervals ---- */

/* Of a delta from the shares that are fixed and broken, of n. */
static double flip_error(double fixed, double broken, double n)
{
    double delta = fixed - broken;

    return sqrt(fmax(fixed + broken - delta * delta, 0.0) / n);
}

double paired_standard_error(const struct paired_counts *counts)
{
    double n = (double)paired_n(counts);

    return n > 0.0 ? flip_error((double)counts->fixed / n, (double)counts->broken / n, n) : NAN;
}

struct interval paired_bonett_price(const struct paired_counts *counts, double level)
{
    double n = (double)paired_n(counts) + 2.0, z = interval_z(level);
    double fixed = ((double)counts->fixed + 1.0) / n, broken = ((double)counts->broken + 1.0) / n;
    double half = z * flip_error(fixed, broken, n);

    if (n == 2.0 || isnan(z))
        return nowhere;
    return (struct interval){fmax(fixed - broken - half, -1.0), fmin(fixed - broken + half, 1.0)};
}

/* A share and how far its Wilson interval reaches either way. */
struct reach {
    double share, down, up;
};

static struct reach reach_of(uint64_t k, uint64_t n, double level)
{
    struct interval wilson = interval_wilson(k, n, level);
    double share = (double)k / (double)n;

    return (struct reach){.share = share, .down = share - wilson.low, .up = wilson.high - share};
}

/* b minus a, of errors that are correlated by `phi`. */
static struct interval join(const struct reach *a, const struct reach *b, double phi)
{
    double delta = b->share - a->share;
    double down = b->down * b->down + a->up * a->up - 2.0 * phi * b->down * a->up;
    double up = b->up * b->up + a->down * a->down - 2.0 * phi * b->up * a->down;

    return (struct interval){delta - sqrt(fmax(down, 0.0)), delta + sqrt(fmax(up, 0.0))};
}

/* Newcombe's estimate, drawn towards 0 by n/2 where it is positive; 0 where a margin is empty. */
static double correlation(const struct paired_counts *counts)
{
    double right = (double)counts->both_right, wrong = (double)counts->both_wrong;
    double fixed = (double)counts->fixed, broken = (double)counts->broken;
    double margins =
        sqrt((right + fixed) * (broken + wrong)) * sqrt((right + broken) * (fixed + wrong));
    double excess = right * wrong - fixed * broken, half = 0.5 * (double)paired_n(counts);

    if (margins == 0.0)
        return 0.0;
    return (excess > 0.0 ? fmax(excess - half, 0.0) : excess) / margins;
}

struct interval paired_newcombe(const struct paired_counts *counts, double level)
{
    uint64_t n = paired_n(counts);
    struct reach a, b;

    if (n == 0 || isnan(interval_z(level)))
        return nowhere;
    a = reach_of(counts->both_right + counts->broken, n, level);
    b = reach_of(counts->both_right + counts->fixed, n, level);
    return join(&a, &b, correlation(counts));
}

struct interval unpaired_newcombe(struct share_counts a, struct share_counts b, double level)
{
    struct reach of_a, of_b;

    if (!are_shares(a, b) || isnan(interval_z(level)))
        return nowhere;
    of_a = reach_of(a.k, a.n, level);
    of_b = reach_of(b.k, b.n, level);
    return join(&of_a, &of_b, 0.0);
}
