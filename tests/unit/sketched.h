/*
 * Plots that a test writes down, drawn, and the shapes of the drawing.
 *
 *     const struct drawing *drawing = sketch_axes(&axes, (struct plot_size){400, 300, 0}, arena);
 *     CHECK(sketch_text(drawing, "chance"));
 */
#ifndef ASSAY_TESTS_SKETCHED_H
#define ASSAY_TESTS_SKETCHED_H

#include <assay/plot/pen.h>
#include <assay/plot/plot_draw.h>

#include <math.h>

/* Ends of both axes that are fitted to the data. */
#define AXES_FITTED                                                                                \
    .x.low = NAN, .x.high = NAN, .y.low = NAN, .y.high = NAN, .x.hold = {NAN, NAN},                \
    .y.hold = {NAN, NAN}

/* A plot of one panel. */
const struct drawing *sketch_panel(const struct plot_panel *panel, struct plot_size size,
                                   struct arena *arena);
const struct drawing *sketch_axes(const struct plot_axes *axes, struct plot_size size,
                                  struct arena *arena);
const struct drawing *sketch_cells(const struct plot_cells *cells, struct plot_size size,
                                   struct arena *arena);

/* The first text that reads so; NULL when none does. */
const struct shape *sketch_text(const struct drawing *drawing, const char *text);
/* How many read so. */
size_t sketch_texts(const struct drawing *drawing, const char *text);
struct plot_area sketch_text_box(const struct shape *text);
/* Number of pairs of texts that lie over each other. */
size_t sketch_overlaps(const struct drawing *drawing);

/* The n-th shape of the kind, counted from 0, that is filled or drawn in the ink of the role; NULL.
 */
const struct shape *sketch_shape(const struct drawing *drawing, enum shape_kind kind,
                                 enum role role, size_t n);
/* How many shapes are in the ink of the role, texts left out. */
size_t sketch_inked(const struct drawing *drawing, enum role role);

#endif
