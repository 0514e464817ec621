/*
 * Plots of runs that a test loads or builds.
 *
 *     struct topical topical = topical_path("classification", "sample_runs/…");
 *     const struct plot *plot = topical_plot(&topical, "confusion", NULL);
 *     topical_free(&topical);
 *
 * Plots live until topical_free. A plot is also drawn and written as SVG, so that whatever is asked
 * for can be drawn, too.
 */
#ifndef ASSAY_TESTS_TOPICAL_H
#define ASSAY_TESTS_TOPICAL_H

#include "loaded.h"

#include <assay/plot/plot_kind.h>
#include <assay/session/sheet_groups.h>

struct topical {
    struct loaded *loaded; /* NULL: built by the test */
    struct run *run;       /* the same */
    struct arena *arena;
    struct many_runs many;
    struct topic topic;
};

/* Of the first run that is found there. */
struct topical topical_path(const char *format, const char *path);
/* Of all that are: their boards, without groups. */
struct topical topical_many(const char *format, const char *path);
/* Takes the run. */
struct topical topical_run(struct run *run);
void topical_free(struct topical *topical);

/* NULL and *why (may be NULL) when the topic lacks it. */
const struct plot *topical_plot(const struct topical *topical, const char *kind, const char **why);
/* Its SVG; NULL without a plot. */
const char *topical_svg(const struct topical *topical, const struct plot *plot);

#endif
