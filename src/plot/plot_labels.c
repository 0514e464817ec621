#include <assay/plot/plot_labels.h>

#include <math.h>
#include <string.h>

/* Points between labels. */
#define APART 1.0

void label_boxes_add(struct label_boxes *boxes, struct plot_area box, struct arena *arena)
{
    if (boxes->count == boxes->capacity) {
        size_t wanted = boxes->capacity ? 2 * boxes->capacity : 32;
        struct plot_area *at = arena_zalloc(arena, wanted, sizeof(*at));

        if (boxes->count)
            memcpy(at, boxes->at, boxes->count * sizeof(*at));
        boxes->at = at;
        boxes->capacity = wanted;
    }
    boxes->at[boxes->count++] = box;
}

bool label_boxes_free(const struct label_boxes *boxes, struct plot_area box)
{
    for (size_t i = 0; i < boxes->count; i++)
        if (plot_area_overlaps(boxes->at[i], box, APART))
            return false;
    return true;
}

bool label_boxes_text(struct label_boxes *boxes, const struct pen *pen, struct plot_area part,
                      double x, double y, const char *text, struct text_style style)
{
    struct plot_area box = pen_text_box(x, y, text, style);

    if (!isfinite(x) || !isfinite(y) || !plot_area_holds(part, box) ||
        !label_boxes_free(boxes, box))
        return false;
    pen_text(pen, x, y, text, style);
    label_boxes_add(boxes, box, pen->arena);
    return true;
}

size_t labels_push(double *centres, const double *sizes, size_t count, double low, double high)
{
    double total = 0.0, edge = low;
    size_t fit = 0;

    while (fit < count && total + sizes[fit] <= high - low)
        total += sizes[fit++];
    /* Down the line none begins before the last has ended, then back from the far end. */
    for (size_t i = 0; i < fit; i++) {
        centres[i] = fmax(centres[i], edge + sizes[i] / 2.0);
        edge = centres[i] + sizes[i] / 2.0;
    }
    edge = high;
    for (size_t i = fit; i-- > 0;) {
        centres[i] = fmin(centres[i], edge - sizes[i] / 2.0);
        edge = centres[i] - sizes[i] / 2.0;
    }
    return fit;
}
