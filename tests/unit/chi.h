/*
 * Chi squared test of counts against what was expected of them. Classes of which fewer than five
 * are expected are pooled with those that follow. The limit is the quantile that chance passes once
 * in 10,000 (Wilson and Hilferty, PNAS 17 (1931), 684-688); seeds are fixed, so a test that holds
 * holds always.
 */
#ifndef ASSAY_TESTS_CHI_H
#define ASSAY_TESTS_CHI_H

#include <stdbool.h>

struct chi {
    double sum;
    unsigned classes;
    double seen, expected; /* of the pool */
};

void chi_add(struct chi *chi, double seen, double expected);
/* Ends the test: what is left in the pool is a class of its own. */
bool chi_holds(struct chi *chi);

#endif
