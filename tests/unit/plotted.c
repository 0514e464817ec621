#include "plotted.h"

#include "check.h"

#include <assay/plot/drawing_svg.h>
#include <assay/plot/plot_draw.h>
#include <assay/session/sheet_groups.h>

#include <string.h>

/* ---- topics ---- */

static struct assessed assess(const struct run *run, struct arena *arena)
{
    struct results *results = results_new(run, NULL, arena);

    return (struct assessed){run, results, audit_run(results, arena)};
}

static struct plotted plotted_of(const struct run *run)
{
    struct plotted plotted = {.arena = arena_new()};
    struct assessed *input = arena_zalloc(plotted.arena, 1, sizeof(*input));

    *input = assess(run, plotted.arena);
    plotted.topic = topic_of_run(input, plotted.arena);
    return plotted;
}

struct plotted plotted_loaded(struct loaded *loaded)
{
    struct plotted plotted;

    if (loaded->runs.count == 0)
        die("there is no run to plot");
    plotted = plotted_of(loaded->runs.runs[0]);
    plotted.loaded = loaded;
    return plotted;
}

struct plotted plotted_path(const char *format, const char *path)
{
    return plotted_loaded(loaded_path(format, path));
}

struct plotted plotted_run(struct run *run)
{
    struct plotted plotted = plotted_of(run);

    plotted.run = run;
    return plotted;
}

struct plotted plotted_many(struct loaded *loaded, const char *by)
{
    struct plotted plotted = {.loaded = loaded, .arena = arena_new()};
    struct many_runs *many = arena_zalloc(plotted.arena, 1, sizeof(*many));
    struct run_groups *groups = run_groups_new(by, plotted.arena);
    struct run_boards *boards = run_boards_new(plotted.arena);

    for (size_t i = 0; i < loaded->runs.count; i++) {
        struct assessed run = assess(loaded->runs.runs[i], plotted.arena);

        run_groups_add(groups, &run);
        run_boards_add(boards, &run);
    }
    run_groups_finish(groups);
    run_boards_finish(boards, LEADERBOARD_ALPHA);
    *many =
        (struct many_runs){groups, group_findings_new(groups, .05, plotted.arena), boards, false};
    plotted.topic = topic_of_many(many, plotted.arena);
    return plotted;
}

struct plotted plotted_pair(const char *format, const char *path_a, const char *path_b)
{
    struct plotted plotted = {.compared = compared_paths(format, path_a, path_b),
                              .arena = arena_new()};

    if (!plotted.compared->comparison)
        die("the runs do not compare");
    plotted.topic = topic_of_pair(plotted.compared->comparison, NULL, plotted.arena);
    return plotted;
}

void plotted_free(struct plotted *plotted)
{
    arena_free(plotted->arena);
    if (plotted->loaded)
        loaded_free(plotted->loaded);
    if (plotted->compared)
        compared_free(plotted->compared);
    if (plotted->run)
        run_free(plotted->run);
}

/* ---- plots ---- */

static const struct plot *build(const struct plotted *plotted, const char *kind, const char **why)
{
    const struct plot_kind *found = plot_kind_find(kind, plotted->topic.kind);

    if (!found)
        die("no kind is called %s", kind);
    return found->build(&plotted->topic, why);
}

const struct plot *plotted_plot(const struct plotted *plotted, const char *kind)
{
    const char *why = NULL;
    const struct plot *plot = build(plotted, kind, &why);

    CHECK_STR(why, NULL);
    CHECK(plot != NULL);
    return plot;
}

const char *plotted_why(const struct plotted *plotted, const char *kind)
{
    const char *why = NULL;
    const struct plot *plot = build(plotted, kind, &why);

    CHECK((plot != NULL) != (why != NULL));
    return plot ? NULL : why;
}

const char *plotted_svg(const struct plotted *plotted, const struct plot *plot)
{
    struct svg_options options = {.id = "t"};
    struct buf out = {NULL, 0, 0};
    const char *text = NULL;

    if (!plot)
        return NULL;
    drawing_svg(plot_draw(plot, &(struct plot_size){0.0, 0.0, 0.0}, plotted->arena), &options,
                &out);
    text = arena_strndup(plotted->arena, out.ptr, out.len);
    buf_release(&out);
    return text;
}

/* ---- parts ---- */

const struct plot_axes *plotted_axes(const struct plot *plot)
{
    if (!plot || plot->panel_count == 0 || plot->panels[0].kind != PANEL_AXES)
        die("the plot has no axes");
    return plot->panels[0].axes;
}

const struct plot_series *plotted_series(const struct plot *plot, const char *name)
{
    const struct plot_axes *axes = plotted_axes(plot);

    for (size_t i = 0; i < axes->series_count; i++)
        if (axes->series[i].name && strcmp(axes->series[i].name, name) == 0)
            return &axes->series[i];
    return NULL;
}

const struct plot_panel *plotted_panel(const struct plot *plot, const char *title)
{
    for (size_t i = 0; plot && i < plot->panel_count; i++)
        if (plot->panels[i].title && strcmp(plot->panels[i].title, title) == 0)
            return &plot->panels[i];
    CHECK(false && "a panel of that title");
    return NULL;
}

bool plotted_says(const struct plot *plot, const char *words)
{
    return plot && plot->description && strstr(plot->description, words);
}

const char *plotted_fact(const struct plot *plot, const char *name)
{
    for (size_t p = 0; plot && p < plot->panel_count; p++)
        for (size_t i = 0; i < plot->panels[p].fact_count; i++)
            if (strcmp(plot->panels[p].facts[i].name, name) == 0)
                return plot->panels[p].facts[i].value;
    return NULL;
}
