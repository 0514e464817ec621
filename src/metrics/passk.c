#include <assay/metrics/passk.h>

#include <math.h>
#include <stdbool.h>

/* C(part, k) / C(n, k), part <= n: whichever product is shorter. */
static double choose_ratio(uint64_t n, uint64_t part, uint64_t k)
{
    uint64_t rest = n - part;
    double product = 1.0;

    if (part < k)
        return 0.0;
    if (k <= rest) {
        for (uint64_t i = 0; i < k; i++)
            product *= (double)(part - i) / (double)(n - i);
    } else {
        for (uint64_t i = 0; i < rest; i++)
            product *= (double)(n - k - i) / (double)(n - i);
    }
    return product;
}

static bool is_defined(uint64_t n, uint64_t c, uint64_t k)
{
    return k > 0 && k <= n && c <= n;
}

double passk_any(uint64_t n, uint64_t c, uint64_t k)
{
    if (!is_defined(n, c, k))
        return NAN;
    if (k == 1)
        return (double)c / (double)n;
    return 1.0 - choose_ratio(n, n - c, k);
}

double passk_all(uint64_t n, uint64_t c, uint64_t k)
{
    if (!is_defined(n, c, k))
        return NAN;
    if (k == 1)
        return (double)c / (double)n;
    return choose_ratio(n, c, k);
}
