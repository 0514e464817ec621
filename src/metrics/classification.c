#include <assay/metrics/classification.h>

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

static double or_zero(double value)
{
    return isnan(value) ? 0.0 : value;
}

double classification_accuracy(const struct confusion *cm)
{
    return share((double)confusion_correct(cm), (double)confusion_total(cm));
}

double classification_balanced_accuracy(const struct confusion *cm)
{
    double sum = 0.0, labels = 0.0;

    for (size_t k = 0; k < confusion_size(cm); k++) {
        if (confusion_support(cm, k) == 0)
            continue;
        sum += classification_label(cm, k).recall;
        labels++;
    }
    return share(sum, labels);
}

struct prf classification_label(const struct confusion *cm, size_t k)
{
    double right = (double)confusion_at(cm, k, k);
    double support = (double)confusion_support(cm, k);
    double predicted = (double)confusion_predicted(cm, k);

    return (struct prf){
        .precision = share(right, predicted),
        .recall = share(right, support),
        .f1 = share(2.0 * right, support + predicted),
    };
}

double classification_share(const struct confusion *cm, size_t k)
{
    return share((double)confusion_support(cm, k), (double)confusion_total(cm));
}

/* Pooled: every valid answer is one prediction, every sample one truth. */
static struct prf micro(const struct confusion *cm)
{
    double right = (double)confusion_correct(cm);
    double total = (double)confusion_total(cm);
    double answered = total - (double)confusion_invalid_total(cm);

    if (total == 0.0)
        return (struct prf){NAN, NAN, NAN};
    return (struct prf){
        .precision = or_zero(share(right, answered)),
        .recall = right / total,
        .f1 = 2.0 * right / (total + answered),
    };
}

struct prf classification_average(const struct confusion *cm, enum average average)
{
    struct prf sum = {0.0, 0.0, 0.0};
    double weights = 0.0;

    if (average == AVERAGE_MICRO)
        return micro(cm);
    for (size_t k = 0; k < confusion_size(cm); k++) {
        struct prf label = classification_label(cm, k);
        double weight = average == AVERAGE_WEIGHTED ? (double)confusion_support(cm, k) : 1.0;

        if (isnan(label.f1))
            continue;
        sum.precision += weight * or_zero(label.precision);
        sum.recall += weight * or_zero(label.recall);
        sum.f1 += weight * label.f1;
        weights += weight;
    }
    return (struct prf){
        .precision = share(sum.precision, weights),
        .recall = share(sum.recall, weights),
        .f1 = share(sum.f1, weights),
    };
}

struct support_range {
    uint64_t least, most;
    size_t labels; /* with support */
};

static struct support_range support_range(const struct confusion *cm)
{
    struct support_range range = {.least = UINT64_MAX};

    for (size_t k = 0; k < confusion_size(cm); k++) {
        uint64_t support = confusion_support(cm, k);

        if (support == 0)
            continue;
        range.labels++;
        range.least = support < range.least ? support : range.least;
        range.most = support > range.most ? support : range.most;
    }
    return range;
}

double classification_imbalance(const struct confusion *cm)
{
    struct support_range range = support_range(cm);

    return range.labels ? (double)range.most / (double)range.least : NAN;
}

void classification_weights(const struct confusion *cm, enum class_weight kind, double *weights)
{
    struct support_range range = support_range(cm);
    double total = (double)confusion_total(cm), labels = (double)range.labels;

    for (size_t k = 0; k < confusion_size(cm); k++) {
        double support = (double)confusion_support(cm, k);

        weights[k] = kind == CLASS_WEIGHT_LARGEST ? share((double)range.most, support)
                                                  : share(total, labels * support);
    }
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
