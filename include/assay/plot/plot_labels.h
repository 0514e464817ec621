/*
 * Labels that keep apart: places already taken, and values along an edge that are pushed apart.
 */
#ifndef ASSAY_PLOT_PLOT_LABELS_H
#define ASSAY_PLOT_PLOT_LABELS_H

#include <assay/plot/pen.h>

#include <stddef.h>

/* Boxes of the page where something is written. Grows in the arena; begins as zeros. */
struct label_boxes {
    struct plot_area *at;
    size_t count, capacity;
};

void label_boxes_add(struct label_boxes *boxes, struct plot_area box, struct arena *arena);
bool label_boxes_free(const struct label_boxes *boxes, struct plot_area box);
/* Writes a text where it is within `part` and hits no other; false when it would. */
bool label_boxes_text(struct label_boxes *boxes, const struct pen *pen, struct plot_area part,
                      double x, double y, const char *text, struct text_style style);

/*
 * Moves centres (rising) of labels of these sizes as little as keeps them apart and within
 * [low, high]; returns how many fit from the first on, all of them where there is room.
 */
size_t labels_push(double *centres, const double *sizes, size_t count, double low, double high,
                   struct arena *arena);

#endif
