/*
 * Plots of runs, pairs of runs and many runs that a test loads or builds, and their parts by name.
 *
 *     struct plotted p = plotted_path("classification", "sample_runs/…");
 *     const struct plot *plot = plotted_plot(&p, "confusion");
 *     plotted_free(&p);
 *
 * Plots, and all that is made of them, live until plotted_free.
 */
#ifndef ASSAY_TESTS_PLOTTED_H
#define ASSAY_TESTS_PLOTTED_H

#include "compared.h"
#include "loaded.h"

#include <assay/plot/plot_kind.h>

struct plotted {
    /* What is plotted: one of these, the others are NULL. */
    struct loaded *loaded;
    struct compared *compared;
    struct run *run;

    struct arena *arena;
    struct topic topic;
};

/* The first run that is found there. */
struct plotted plotted_path(const char *format, const char *path);
/* The first run of the loaded ones; takes them. */
struct plotted plotted_loaded(struct loaded *loaded);
/* Takes the run. */
struct plotted plotted_run(struct run *run);
/* All of the loaded runs with their groups (by: as --group has it) and boards; takes them. */
struct plotted plotted_many(struct loaded *loaded, const char *by);
/* Two runs against each other. */
struct plotted plotted_pair(const char *format, const char *path_a, const char *path_b);
void plotted_free(struct plotted *plotted);

/* A failed check, and NULL, when the topic has no such plot. */
const struct plot *plotted_plot(const struct plotted *plotted, const char *kind);
/* Why it has none; NULL when it has. */
const char *plotted_why(const struct plotted *plotted, const char *kind);
/* The plot as SVG: whatever is built can be drawn. NULL of NULL. */
const char *plotted_svg(const struct plotted *plotted, const struct plot *plot);

/* ---- parts; of NULL there are none ---- */

/* Axes of the first panel, which must have some. */
const struct plot_axes *plotted_axes(const struct plot *plot);
/* Their series of that name, or NULL. */
const struct plot_series *plotted_series(const struct plot *plot, const char *name);
/* A failed check, and NULL, when no panel has that title. */
const struct plot_panel *plotted_panel(const struct plot *plot, const char *title);
/* True when the description holds the words. */
bool plotted_says(const struct plot *plot, const char *words);
/* The value of the fact of that name in any panel, or NULL. */
const char *plotted_fact(const struct plot *plot, const char *name);

#endif
