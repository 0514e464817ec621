#include <assay/metrics/interval.h>

#include <math.h>
#include <stdbool.h>

#define SQRT_HALF      0.70710678118654752440
#define SQRT_TWO_BY_PI 0.79788456080286535588
#define STEPS_AT_MOST  200

/*
 * Newton's method on erfc(z / sqrt 2) = 1 - level. The function falls and is convex for z > 0, so
 * from z = 0 the steps only ever grow towards the root; they end when rounding stops them.
 */
double interval_z(double level)
{
    double z = 0.0;

    if (!(level > 0.0 && level < 1.0))
        return NAN;
    if (level == 0.95)
        return INTERVAL_Z95;
    for (int i = 0; i < STEPS_AT_MOST; i++) {
        double excess = erfc(z * SQRT_HALF) - (1.0 - level);
        double step = excess / (SQRT_TWO_BY_PI * exp(-0.5 * z * z));

        if (!(step > z * 1e-16))
            break;
        z += step;
    }
    return z;
}

struct interval interval_wilson(uint64_t k, uint64_t n, double level)
{
    double z = interval_z(level), size = (double)n;
    double p, centre, half, scale;

    if (n == 0 || k > n || isnan(z))
        return (struct interval){NAN, NAN};
    p = (double)k / size;
    scale = 1.0 + z * z / size;
    centre = (p + z * z / (2.0 * size)) / scale;
    half = z * sqrt(p * (1.0 - p) / size + z * z / (4.0 * size * size)) / scale;
    return (struct interval){
        .low = k == 0 ? 0.0 : centre - half,
        .high = k == n ? 1.0 : centre + half,
    };
}
