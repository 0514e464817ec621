/*
 * Plots of runs that a test loads or builds.
 *
 *     struct plotted plotted = plotted_path("classification", "sample_runs/…");
 *     const struct plot *plot = plotted_plot(&plotted, "confusion", NULL);
 *     plotted_free(&plotted);
 *
 * Plots live until plotted_free. A plot is also drawn and written as SVG, so that whatever is asked
 * for can be drawn, too.
 */
#ifndef ASSAY_TESTS_PLOTTED_H
#define ASSAY_TESTS_PLOTTED_H

#include "loaded.h"

#include <assay/plot/plot_kind.h>
#include <assay/session/sheet_groups.h>

struct plotted {
    struct loaded *loaded; /* NULL: built by the test */
    struct run *run;       /* the same */
    struct arena *arena;
    struct many_runs many;
    struct topic topic;
};

/* Of the first run that is found there. */
struct plotted plotted_path(const char *format, const char *path);
/* Of all that are: their boards, without groups. */
struct plotted plotted_many(const char *format, const char *path);
/* Takes the run. */
struct plotted plotted_run(struct run *run);
void plotted_free(struct plotted *plotted);

/* NULL and *why (may be NULL) when the topic lacks it. */
const struct plot *plotted_plot(const struct plotted *plotted, const char *kind, const char **why);
/* Its SVG; NULL without a plot. */
const char *plotted_svg(const struct plotted *plotted, const struct plot *plot);

#endif
