#include "chi.h"

#include <math.h>
#include <stdio.h>

#define FEWEST_EXPECTED 5.0
#define Z_ONE_IN_10000  3.719

static void close_class(struct chi *chi)
{
    double off = chi->seen - chi->expected;

    chi->sum += off * off / chi->expected;
    chi->classes++;
    chi->seen = chi->expected = 0.0;
}

void chi_add(struct chi *chi, double seen, double expected)
{
    chi->seen += seen;
    chi->expected += expected;
    if (chi->expected >= FEWEST_EXPECTED)
        close_class(chi);
}

bool chi_holds(struct chi *chi)
{
    double df, part, root;

    if (chi->expected > 0.0 || chi->seen > 0.0)
        close_class(chi);
    df = (double)chi->classes - 1.0;
    part = 2.0 / (9.0 * df);
    root = 1.0 - part + Z_ONE_IN_10000 * sqrt(part);
    if (chi->sum <= df * root * root * root)
        return true;
    printf("chi squared %.1f with %.0f degrees\n", chi->sum, df);
    return false;
}
