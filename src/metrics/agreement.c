#include <assay/metrics/agreement.h>

#include <math.h>

/* Products of counts: exact in a double up to 94 million samples, beyond that to 16 digits. */
struct products {
    double total;     /* N^2 */
    double observed;  /* N C */
    double chance;    /* sum t_k p_k */
    double truths;    /* sum t_k^2 */
    double predicted; /* sum p_k^2, the invalid column among them */
};

static struct products products_of(const struct confusion *cm)
{
    double n = (double)confusion_total(cm), invalid = (double)confusion_invalid_total(cm);
    struct products sum = {
        .total = n * n,
        .observed = n * (double)confusion_correct(cm),
        .predicted = invalid * invalid,
    };

    for (size_t k = 0; k < confusion_size(cm); k++) {
        double truth = (double)confusion_support(cm, k);
        double predicted = (double)confusion_predicted(cm, k);

        sum.chance += truth * predicted;
        sum.truths += truth * truth;
        sum.predicted += predicted * predicted;
    }
    return sum;
}

double agreement_kappa(const struct confusion *cm)
{
    struct products sum = products_of(cm);
    double room = sum.total - sum.chance;

    return room > 0.0 ? (sum.observed - sum.chance) / room : NAN;
}

double agreement_mcc(const struct confusion *cm)
{
    struct products sum = products_of(cm);
    double truths = sum.total - sum.truths, predicted = sum.total - sum.predicted;

    if (truths <= 0.0 || predicted <= 0.0)
        return 0.0;
    return (sum.observed - sum.chance) / (sqrt(truths) * sqrt(predicted));
}
