/*
 * Kinds of plots: one const struct each, listed in plot_kinds. A kind builds the plot of a topic
 * from its sheets, figures or comparison, and computes nothing that is a figure.
 */
#ifndef ASSAY_PLOT_PLOT_KIND_H
#define ASSAY_PLOT_PLOT_KIND_H

#include <assay/plot/plot.h>
#include <assay/session/topic.h>

struct plot_kind {
    const char *name;    /* as --kind names it: "dominance-curve" */
    const char *file;    /* without suffix: "dominance_curve" */
    const char *summary; /* what it shows, how it is read: for help and reports */
    enum topic_kind of;
    /* In the topic's arena. NULL when it lacks what the plot shows; *why then says what, as in
     * "the run has no layers". */
    const struct plot *(*build)(const struct topic *topic, const char **why);
};

extern const struct plot_kind *const plot_kinds[]; /* ends in NULL */
/* The kind of that name for that kind of topic, or NULL. */
const struct plot_kind *plot_kind_find(const char *name, enum topic_kind of);

struct drawing;

/* Every plot that a topic has, in the registry's order. */
struct plot_list {
    const struct plot_kind **kinds;
    const struct plot **plots;
    const struct drawing **drawings; /* for whom draws them: NULL each until it did */
    size_t count;
};
struct plot_list plot_list_of(const struct topic *topic);

#endif
