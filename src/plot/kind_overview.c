#include <assay/plot/kind_overview.h>

#include <assay/plot/kind_curve_lengths.h>
#include <assay/plot/kind_overview_facts.h>
#include <assay/plot/plot_build.h>

#include <string.h>

enum { PARTS_MOST = 4, CHOICES = 6 };

/* The first panel of a plot of the registry, or of one that stands in overviews only. */
struct part {
    const char *kind;
    const char *title; /* where that panel is not the whole plot; NULL: the plot's */
    const struct plot *(*build)(const struct topic *topic, const char **why);
};

/* The first row whose content the run has; of its parts the first that there are. */
static const struct {
    unsigned content;
    struct part parts[CHOICES];
} layouts[] = {
    {RUN_HAS_LAYERS,
     {{.kind = "dominance-curve"},
      {.kind = "accuracy-curves"},
      {.kind = "conflict-curves"},
      {.kind = "f1-curves"}}},
    {RUN_HAS_TASKS | RUN_HAS_CURVE,
     {{.kind = "tasks"},
      {.build = kind_curve_lengths},
      {.kind = "loss-by-position"},
      {.kind = "slopes"}}},
    {RUN_HAS_LABELS | RUN_HAS_MATRIX | RUN_HAS_CLASSES,
     {{.kind = "confusion"},
      {.kind = "per-class", .title = "Recall by label"},
      {.kind = "class-distribution"},
      {.kind = "reliability"},
      {.kind = "error-kinds"}}},
    {RUN_HAS_OUTCOMES,
     {{.kind = "error-kinds"},
      {.kind = "difficulty"},
      {.kind = "pass-at-k"},
      {.kind = "pass-mosaic"}}},
};

static const struct plot *build_part(const struct topic *topic, const struct part *part)
{
    const struct plot_kind *kind = part->kind ? plot_kind_find(part->kind, TOPIC_RUN) : NULL;
    const char *why = NULL;

    if (part->build)
        return part->build(topic, &why);
    return kind ? kind->build(topic, &why) : NULL;
}

/* Of many bars the first: the largest. */
enum { NAMES_MOST = 20 };

static bool has_many_names(const struct plot_panel *panel)
{
    return panel->kind == PANEL_AXES && panel->axes->x.names &&
           panel->axes->x.name_count > NAMES_MOST;
}

static void keep_names(struct plot_axes *axes, struct arena *arena)
{
    struct plot_series *series =
        arena_copy(arena, axes->series, axes->series_count, sizeof(*series));

    for (size_t i = 0; i < axes->series_count; i++)
        if (series[i].count > NAMES_MOST)
            series[i].count = NAMES_MOST;
    if (axes->x.name_count > NAMES_MOST)
        axes->x.name_count = NAMES_MOST;
    axes->series = series;
}

/* In the little room of a part many crossings have no text, and phases no more than their name. */
static const struct plot_axes *shorter(const struct plot_axes *axes, struct arena *arena)
{
    enum { TEXTS_MOST = 4 };
    struct plot_axes *copy = arena_copy(arena, axes, 1, sizeof(*axes));

    copy->mark_count = copy->phase_count = 0;
    if (axes->x.names)
        keep_names(copy, arena);
    for (size_t i = 0; i < axes->mark_count; i++) {
        struct plot_mark mark = axes->marks[i];

        if (axes->mark_count > TEXTS_MOST)
            mark.text = NULL;
        plot_add_mark(copy, mark, arena);
    }
    for (size_t i = 0; i < axes->phase_count; i++) {
        struct plot_phase phase = axes->phases[i];

        if (phase.name)
            phase.name = arena_strndup(arena, phase.name, strcspn(phase.name, " "));
        plot_add_phase(copy, phase, arena);
    }
    return copy;
}

static struct plot_panel panel_of(const struct plot *part, const char *title, struct arena *arena)
{
    struct plot_panel panel = part->panels[0];

    panel.title =
        has_many_names(&panel) ? arena_printf(arena, "%s: the first %d", title, NAMES_MOST) : title;
    panel.row = panel.column = panel.rows = panel.columns = 0;
    if (panel.kind == PANEL_AXES)
        panel.axes = shorter(panel.axes, arena);
    return panel;
}

static const struct part *parts_for(unsigned content)
{
    for (size_t i = 0; i < sizeof(layouts) / sizeof(layouts[0]); i++)
        if (content & layouts[i].content)
            return layouts[i].parts;
    return NULL;
}

enum { WIDTH = 330, HEIGHT = 270, HEAD = 50 };

/* Rows are alike, save that one of facts alone is as high as the longer list. */
static void set_heights(struct plot *plot, size_t rows, bool facts_alone)
{
    enum { AROUND = 36, LINE = 14, SLACK = 2 };
    const struct plot_panel *last = &plot->panels[plot->panel_count - 2];
    size_t lines =
        last[0].fact_count > last[1].fact_count ? last[0].fact_count : last[1].fact_count;

    plot->height = HEAD;
    for (size_t i = 0; i < rows; i++) {
        bool facts = facts_alone && i + 1 == rows;

        plot->row_weight[i] = facts ? (double)(AROUND + LINE * (lines + SLACK)) : HEIGHT;
        plot->height += plot->row_weight[i];
    }
}

/* Plots and facts one after the other in rows; the first is as wide as makes the rows full. */
static void lay_out(struct plot *plot, struct plot_panel *panels, size_t count, struct arena *arena)
{
    size_t columns = count > 4 ? 3 : 2, rows = (count + columns - 1) / columns;
    size_t at = 0;

    panels[0].columns = (int)(rows * columns - count + 1);
    for (size_t i = 0; i < count; i++) {
        panels[i].row = (int)(at / columns);
        panels[i].column = (int)(at % columns);
        at += panels[i].columns ? (size_t)panels[i].columns : 1;
        plot_add_panel(plot, panels[i], arena);
    }
    plot->width = (double)(WIDTH * columns);
    set_heights(plot, rows, columns == 2);
}

static const struct plot *build(const struct topic *topic, const char **why)
{
    struct arena *arena = topic->arena;
    const struct part *parts = parts_for(run_content(topic->figures->input->run));
    struct plot_panel panels[PARTS_MOST + 2];
    struct plot *plot = plot_new("Overview", plot_run_subtitle(topic, NULL), arena);
    size_t count = 0;

    for (size_t i = 0; parts && i < CHOICES && count < PARTS_MOST; i++) {
        const struct plot *part = build_part(topic, &parts[i]);
        const char *title;

        if (!part)
            continue;
        title = parts[i].title ? parts[i].title : part->title;
        panels[count++] = panel_of(part, title, arena);
        plot_say(plot, arena, "%s", title);
        if (part->description)
            plot->description = arena_printf(arena, "%s %s", plot->description, part->description);
    }
    if (!count) {
        *why = "the run has neither layers, tasks, losses over positions, labels nor outcomes";
        return NULL;
    }
    panels[count++] = kind_overview_configuration(topic);
    panels[count++] = kind_overview_summary(topic);
    lay_out(plot, panels, count, arena);
    return plot;
}

const struct plot_kind kind_overview = {
    .name = "overview",
    .file = "single_run_analysis",
    .summary = "one page of a run: its main plots, configuration and figures with verdicts",
    .of = TOPIC_RUN,
    .build = build,
};
