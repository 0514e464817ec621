#include <assay/metrics/agreement.h>

#include <assay/metrics/margins.h>

double agreement_kappa(const struct confusion *cm)
{
    struct margins margins = margins_of(cm);

    return margins_kappa(&margins, 0);
}

double agreement_mcc(const struct confusion *cm)
{
    struct margins margins = margins_of(cm);

    return margins_mcc(&margins, 0);
}
