#include <assay/tui/classes_open.h>

#include <assay/metrics/classification.h>

#include <stdio.h>
#include <string.h>

enum effect open_samples(struct view_reply *reply, size_t set, struct str filter, size_t row)
{
    const struct view *samples = view_find(STR("samples"));

    if (!samples || filter.len >= sizeof(reply->opening.filter)) {
        snprintf(reply->message, sizeof(reply->message), "%s",
                 samples ? "these names are too long for a filter" : "there is no view of samples");
        return EFFECT_SAID;
    }
    reply->opening.view = samples;
    reply->opening.set = set;
    reply->opening.row = row;
    if (filter.len)
        memcpy(reply->opening.filter, filter.ptr, filter.len);
    reply->opening.filter[filter.len] = '\0';
    return EFFECT_OPEN;
}

size_t slice_best(const struct matrix_slice *slices, size_t count, size_t set)
{
    size_t best = SIZE_MAX;
    double highest = -1.0;

    for (size_t i = 0; i < count; i++) {
        double accuracy;

        if (slices[i].set != set)
            continue;
        if (slices[i].layer == UINT16_MAX)
            return i;
        accuracy = classification_accuracy(slices[i].strict);
        if (accuracy > highest)
            best = i, highest = accuracy;
    }
    return best == SIZE_MAX ? 0 : best;
}
