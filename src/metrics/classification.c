#include <assay/metrics/classification.h>

#include <assay/metrics/margins.h>

#include <math.h>
#include <stdlib.h>

const struct rating_band rating_bands_default[RATING_BAND_COUNT] = {
    {0.95, "excellent"}, {0.90, "very good"},  {0.80, "good"},
    {0.60, "moderate"},  {0.0, "challenging"},
};

static double share(double part, double whole)
{
    return whole > 0.0 ? part / whole : NAN;
}

double classification_accuracy(const struct confusion *cm)
{
    struct margins margins = margins_of(cm);

    return margins_accuracy(&margins, 0);
}

double classification_balanced_accuracy(const struct confusion *cm)
{
    struct margins margins = margins_of(cm);

    return margins_balanced_accuracy(&margins, 0);
}

struct prf classification_label(const struct confusion *cm, size_t k)
{
    struct margins margins = margins_of(cm);

    return (struct prf){
        .precision = margins_precision(&margins, k),
        .recall = margins_recall(&margins, k),
        .f1 = margins_f1(&margins, k),
    };
}

double classification_share(const struct confusion *cm, size_t k)
{
    struct margins margins = margins_of(cm);

    return margins_support_share(&margins, k);
}

struct prf classification_average(const struct confusion *cm, enum average average)
{
    static const struct {
        margins_function *precision, *recall, *f1;
    } of[] = {
        [AVERAGE_MACRO] = {margins_macro_precision, margins_macro_recall, margins_macro_f1},
        [AVERAGE_MICRO] = {margins_micro_precision, margins_micro_recall, margins_micro_f1},
        [AVERAGE_WEIGHTED] = {margins_weighted_precision, margins_weighted_recall,
                              margins_weighted_f1},
    };
    struct margins margins = margins_of(cm);

    return (struct prf){
        .precision = of[average].precision(&margins, 0),
        .recall = of[average].recall(&margins, 0),
        .f1 = of[average].f1(&margins, 0),
    };
}

double classification_imbalance(const struct confusion *cm)
{
    struct margins margins = margins_of(cm);

    return margins_imbalance(&margins, 0);
}

void classification_weights(const struct confusion *cm, enum class_weight kind, double *weights)
{
    const uint64_t *support = confusion_supports(cm);
    double total = (double)confusion_total(cm), most = 0.0, labels = 0.0;

    for (size_t k = 0; k < confusion_size(cm); k++) {
        most = fmax(most, (double)support[k]);
        labels += support[k] > 0;
    }
    for (size_t k = 0; k < confusion_size(cm); k++)
        weights[k] = kind == CLASS_WEIGHT_LARGEST ? share(most, (double)support[k])
                                                  : share(total, labels * (double)support[k]);
}

size_t rating_band(const struct rating_band *bands, size_t count, double value)
{
    if (isnan(value) || count == 0)
        return count;
    for (size_t i = 0; i + 1 < count; i++)
        if (value >= bands[i].least)
            return i;
    return count - 1;
}

static int compare_pairs(const void *left, const void *right)
{
    const struct confused_pair *a = left, *b = right;

    if (a->count != b->count)
        return a->count > b->count ? -1 : 1;
    if (a->truth != b->truth)
        return a->truth < b->truth ? -1 : 1;
    return (a->prediction > b->prediction) - (a->prediction < b->prediction);
}

static size_t count_pairs(const struct confusion *cm)
{
    struct confusion_cell cell;
    size_t count = 0;

    for (size_t at = 0; confusion_next(cm, &at, &cell);)
        count += cell.truth != cell.prediction;
    return count;
}

struct confused_pair *classification_confused_pairs(struct arena *arena, const struct confusion *cm,
                                                    size_t *count)
{
    double errors = (double)(confusion_total(cm) - confusion_correct(cm));
    struct confused_pair *pairs = arena_zalloc(arena, count_pairs(cm), sizeof(*pairs));
    struct confusion_cell cell;
    size_t used = 0;

    for (size_t at = 0; confusion_next(cm, &at, &cell);) {
        if (cell.truth == cell.prediction)
            continue;
        pairs[used++] = (struct confused_pair){
            .truth = cell.truth,
            .prediction = cell.prediction,
            .count = cell.count,
            .share_of_errors = (double)cell.count / errors,
            .share_of_row = (double)cell.count / (double)confusion_support(cm, cell.truth),
        };
    }
    if (used)
        qsort(pairs, used, sizeof(*pairs), compare_pairs);
    *count = used;
    return pairs;
}
