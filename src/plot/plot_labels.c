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

/* What was measured to fit does, whatever became of the last digits. */
static bool holds(struct plot_area part, struct plot_area box)
{
    const double slack = 0.05;

    return plot_area_holds((struct plot_area){part.x - slack, part.y - slack,
                                              part.width + 2.0 * slack, part.height + 2.0 * slack},
                           box);
}

bool label_boxes_text(struct label_boxes *boxes, const struct pen *pen, struct plot_area part,
                      double x, double y, const char *text, struct text_style style)
{
    struct plot_area box = pen_text_box(x, y, text, style);

    if (!isfinite(x) || !isfinite(y) || !holds(part, box) || !label_boxes_free(boxes, box))
        return false;
    pen_text(pen, x, y, text, style);
    label_boxes_add(boxes, box, pen->arena);
    return true;
}

/* Labels that touch each other: the first, how many, where they begin and their length. */
struct run {
    size_t first, count;
    double start, length;
};

/* Where a run begins when the labels of it are moved as little as can be, on the whole. */
static double start_of(const struct run *run, const double *centres, const double *sizes,
                       double low, double high)
{
    double sum = 0.0, before = 0.0;

    for (size_t i = run->first; i < run->first + run->count; i++) {
        sum += centres[i] - before - sizes[i] / 2.0;
        before += sizes[i];
    }
    return fmax(low, fmin(sum / (double)run->count, high - run->length));
}

size_t labels_push(double *centres, const double *sizes, size_t count, double low, double high,
                   struct arena *arena)
{
    struct run *runs = arena_zalloc(arena, count + 1, sizeof(*runs));
    double total = 0.0;
    size_t fit = 0, made = 0;

    while (fit < count && total + sizes[fit] <= high - low)
        total += sizes[fit++];
    for (size_t i = 0; i < fit; i++) {
        struct run *run = &runs[made++];

        *run = (struct run){.first = i, .count = 1, .length = sizes[i]};
        run->start = start_of(run, centres, sizes, low, high);
        for (; made > 1 && run[-1].start + run[-1].length > run->start; made--, run--) {
            run[-1].count += run->count;
            run[-1].length += run->length;
            run[-1].start = start_of(&run[-1], centres, sizes, low, high);
        }
    }
    for (size_t r = 0; r < made; r++) {
        double at = runs[r].start;

        for (size_t i = runs[r].first; i < runs[r].first + runs[r].count; i++) {
            centres[i] = at + sizes[i] / 2.0;
            at += sizes[i];
        }
    }
    return fit;
}
