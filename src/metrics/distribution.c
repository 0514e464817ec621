#include <assay/metrics/distribution.h>

#include <math.h>
#include <stdbool.h>

#define SQRT_HALF     0.70710678118654752440
#define TWO_PI        6.28318530717958647693
#define LOG_PI        1.14472988584940017414
#define TINY          1e-300
#define ROUNDING      1e-16
#define STEPS_AT_MOST 1000000
/* Beyond these Student is normal. */
#define DEGREES_INFINITE 1e10

static double square(double x)
{
    return x * x;
}

/* ---- normal ---- */

double normal_above(double z)
{
    return 0.5 * erfc(z * SQRT_HALF);
}

double normal_below(double z)
{
    return normal_above(-z);
}

/*
 * z >= 0 with P(Z > z) = p, p in (0,1/2]. The logarithm of the tail is concave, so that from the
 * right of the root Newton's steps go left and never past it; they start from the bound P(Z > z)
 * <= exp(-z^2/2) / 2 and end when rounding stops them.
 */
static double normal_upper_quantile(double p)
{
    double z = sqrt(-2.0 * log(2.0 * p));

    for (int i = 0; i < 100; i++) {
        double tail = normal_above(z);
        double hazard = exp(-0.5 * z * z) / (sqrt(TWO_PI) * tail);
        double step = (log(p) - log(tail)) / hazard;

        if (!(step > z * ROUNDING))
            break;
        z -= step;
    }
    return z;
}

double normal_quantile(double p)
{
    if (!(p >= 0.0 && p <= 1.0))
        return NAN;
    if (p == 0.0 || p == 1.0)
        return p == 0.0 ? -INFINITY : INFINITY;
    return p <= 0.5 ? -normal_upper_quantile(p) : normal_upper_quantile(1.0 - p);
}

/* ---- what the others are made of ---- */

/*
 * What Stirling's formula leaves out: log of Gamma(z + 1) / (sqrt(2 pi z) (z/e)^z), z > 0. By its
 * asymptotic series where that has converged, to which smaller z are led by the recurrence of
 * Gamma.
 */
static double stirling_rest(double z)
{
    double carried = 0.0, by;

    for (; z < 16.0; z += 1.0)
        carried += (z + 0.5) * log1p(1.0 / z) - 1.0;
    by = 1.0 / square(z);
    return carried +
           (1.0 / 12 - (1.0 / 360 - (1.0 / 1260 - (1.0 / 1680 - by / 1188) * by) * by) * by) / z;
}

/* x log(x/mean) + mean - x, x and mean > 0, without cancellation where they are close (Loader's
 * bd0): a series in v = (x - mean) / (x + mean). */
static double deviance(double x, double mean)
{
    double v = (x - mean) / (x + mean), power = 2.0 * x * v, sum = (x - mean) * v;

    if (fabs(v) >= 0.1)
        return x * log(x / mean) + mean - x;
    for (int i = 3; i < 60; i += 2) {
        power *= v * v;
        sum += power / i;
    }
    return sum;
}

/* A continued fraction b0 + a1/(b1 + a2/(b2 + …)) under way, by the modified Lentz method. */
struct fraction {
    double c, d, value;
};

static struct fraction fraction_start(double b0)
{
    double value = fabs(b0) < TINY ? TINY : b0;

    return (struct fraction){.c = value, .d = 0.0, .value = value};
}

/* Whether another step would still change it. */
static bool fraction_step(struct fraction *fraction, double a, double b)
{
    double c = b + a / fraction->c, d = b + a * fraction->d, factor;

    fraction->c = fabs(c) < TINY ? TINY : c;
    fraction->d = 1.0 / (fabs(d) < TINY ? TINY : d);
    factor = fraction->c * fraction->d;
    fraction->value *= factor;
    return fabs(factor - 1.0) > 2.0 * ROUNDING;
}

/* ---- Student ---- */

/*
 * x^a y^b / (B(a, b) I_x(a, b)), y = 1 - x, as a continued fraction; converges fast for x below
 * (a + 1) / (a + b + 2). In this form nothing cancels where y is small.
 */
static double beta_fraction(double a, double b, double x, double y)
{
    double lead = a * y - b * x + 1.0;
    struct fraction fraction = fraction_start(a * lead / (a + 1.0));

    for (double m = 1.0; m < STEPS_AT_MOST; m++) {
        double at = a + 2.0 * m;
        double above = (a + m - 1.0) * (a + b + m - 1.0) * m * (b - m) * x * x / square(at - 1.0);
        double beside =
            m + m * (b - m) * x / (at - 1.0) + (a + m) * (lead + m * (1.0 + y)) / (at + 1.0);

        if (!fraction_step(&fraction, above, beside))
            break;
    }
    return fraction.value;
}

/* log of Gamma(a + 1/2) / (Gamma(a) sqrt(pi)), which is 1 / B(a, 1/2). */
static double log_inverse_beta_half(double a)
{
    return a * log1p(0.5 / a) + 0.5 * log(a) - 0.5 + stirling_rest(a + 0.5) - stirling_rest(a) -
           0.5 * LOG_PI;
}

/* t^2/df = ratio^2 */
static double log_one_plus_square(double ratio)
{
    return ratio < 1.0 ? log1p(square(ratio)) : 2.0 * log(hypot(1.0, ratio));
}

/* P(|T| >= |t|) = I_x(df/2, 1/2) at x = df / (df + t^2). */
double student_two_sided(double t, double df)
{
    double a = 0.5 * df, ratio = fabs(t) / sqrt(df), length = hypot(1.0, ratio);
    double x = 1.0 / length / length, rest, front;

    if (!(df > 0.0) || isnan(t))
        return NAN;
    if (df > DEGREES_INFINITE)
        return 2.0 * normal_above(fabs(t));
    if (isinf(t))
        return 0.0;
    rest = square(ratio / length); /* 1 - x */
    front = exp(log_inverse_beta_half(a) - a * log_one_plus_square(ratio)) * (ratio / length);
    if (x < (a + 1.0) / (a + 2.5))
        return front / beta_fraction(a, 0.5, x, rest);
    return 1.0 - front / beta_fraction(0.5, a, rest, x);
}

static double student_density(double t, double df)
{
    return exp(log_inverse_beta_half(0.5 * df) -
               0.5 * (df + 1.0) * log_one_plus_square(fabs(t) / sqrt(df))) /
           sqrt(df);
}

/*
 * Newton's method on the logarithms of tail and t. In these the tail is concave, so that after one
 * step, which may go too far, all others come down to the root; they end when rounding stops them.
 */
double student_quantile(double level, double df)
{
    double tail = 1.0 - level, log_t;

    if (!(df > 0.0) || !(level >= 0.0 && level <= 1.0))
        return NAN;
    if (level == 0.0 || level == 1.0)
        return level == 0.0 ? 0.0 : INFINITY;
    if (df > DEGREES_INFINITE)
        return -normal_quantile(0.5 * tail);
    log_t = log(-normal_quantile(0.5 * tail));
    for (int i = 0; i < 200; i++) {
        double t = exp(log_t), p = student_two_sided(t, df);
        double step = (log(p) - log(tail)) * p / (2.0 * t * student_density(t, df));

        if (!(i == 0 || step < -ROUNDING))
            break;
        log_t += step;
    }
    return exp(log_t);
}

/* ---- chi squared ---- */

/* The sum of x^i / (a + 1) … (a + i), i from 0. */
static double gamma_series(double a, double x)
{
    double term = 1.0, sum = 1.0;

    for (int i = 1; i < STEPS_AT_MOST && term > sum * ROUNDING; i++) {
        term *= x / (a + i);
        sum += term;
    }
    return sum;
}

static double gamma_fraction(double a, double x)
{
    struct fraction fraction = fraction_start(x + 1.0 - a);

    for (int i = 1; i < STEPS_AT_MOST; i++)
        if (!fraction_step(&fraction, -i * (i - a), x + 2.0 * i + 1.0 - a))
            break;
    return 1.0 / fraction.value;
}

double chi_squared_above(double x, double df)
{
    double a = 0.5 * df, half = 0.5 * x, front;

    if (!(df > 0.0) || isnan(x))
        return NAN;
    if (x <= 0.0 || isinf(x))
        return x <= 0.0 ? 1.0 : 0.0;
    /* (x/2)^a e^(-x/2) / Gamma(a + 1) */
    front = exp(-deviance(a, half) - stirling_rest(a)) / sqrt(TWO_PI * a);
    if (half < a + 1.0)
        return 1.0 - front * gamma_series(a, half);
    return front * a * gamma_fraction(a, half);
}

/* ---- coins ---- */

double fair_coins_exactly(uint64_t k, uint64_t n)
{
    double size = (double)n, heads = (double)k, tails;

    if (k > n)
        return 0.0;
    if (k == 0 || k == n)
        return exp2(-size);
    tails = (double)(n - k);
    return sqrt(size / (TWO_PI * heads * tails)) *
           exp(stirling_rest(size) - stirling_rest(heads) - stirling_rest(tails) -
               deviance(heads, 0.5 * size) - deviance(tails, 0.5 * size));
}

/* Of k < n/2: terms from the largest down, until they no longer count. */
static double lower_tail(uint64_t k, uint64_t n)
{
    double term = 1.0, sum = 1.0;

    for (uint64_t i = k; i > 0 && term > sum * ROUNDING; i--) {
        term *= (double)i / (double)(n - i + 1);
        sum += term;
    }
    return sum * fair_coins_exactly(k, n);
}

double fair_coins_at_most(uint64_t k, uint64_t n)
{
    if (k >= n)
        return 1.0;
    return k < n - k ? lower_tail(k, n) : 1.0 - lower_tail(n - k - 1, n);
}
