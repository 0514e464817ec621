#include <assay/plot/kind_overview.h>

#include <assay/plot/kind_curve_lengths.h>
#include <assay/plot/kind_overview_facts.h>
#include <assay/plot/plot_build.h>

enum { PARTS_MOST = 4, CHOICES = 6 };

/* A plot of the registry, or one that stands in overviews only. */
struct part {
    const char *kind;
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
      {.kind = "per-class"},
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
    enum { AROUND = 40, LINE = 15, SLACK = 2 };
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

        if (!part)
            continue;
        panels[count] = part->panels[0];
        panels[count].title = part->title;
        panels[count].row = panels[count].column = panels[count].rows = panels[count].columns = 0;
        count++;
        plot_say(plot, arena, "%s", part->title);
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
