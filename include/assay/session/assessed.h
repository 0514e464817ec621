/*
 * Assessed: a run with its results and its audit, which is what reports, plots and screens start
 * from. A value of three borrowed pointers, none NULL; the session owns what they point to.
 */
#ifndef ASSAY_SESSION_ASSESSED_H
#define ASSAY_SESSION_ASSESSED_H

#include <assay/metrics/audit.h>
#include <assay/metrics/results.h>

struct assessed {
    const struct run *run;
    const struct results *results;
    const struct audit *audit;
};

#endif
