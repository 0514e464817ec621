#include "plotted.h"

#include <assay/plot/drawing_svg.h>
#include <assay/plot/plot_draw.h>

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

struct plotted plotted_path(const char *format, const char *path)
{
    struct loaded *loaded = loaded_path(format, path);
    struct plotted plotted = plotted_of(loaded->runs.runs[0]);

    plotted.loaded = loaded;
    return plotted;
}

struct plotted plotted_run(struct run *run)
{
    struct plotted plotted = plotted_of(run);

    plotted.run = run;
    return plotted;
}

struct plotted plotted_many(const char *format, const char *path)
{
    struct plotted plotted = {.arena = arena_new(), .loaded = loaded_path(format, path)};
    struct run_boards *boards = run_boards_new(plotted.arena);

    for (size_t i = 0; i < plotted.loaded->runs.count; i++) {
        struct assessed run = assess(plotted.loaded->runs.runs[i], plotted.arena);

        run_boards_add(boards, &run);
    }
    run_boards_finish(boards, LEADERBOARD_ALPHA);
    plotted.many.boards = boards;
    return plotted;
}

void plotted_free(struct plotted *plotted)
{
    arena_free(plotted->arena);
    if (plotted->loaded)
        loaded_free(plotted->loaded);
    if (plotted->run)
        run_free(plotted->run);
}

const struct plot *plotted_plot(const struct plotted *plotted, const char *kind, const char **why)
{
    struct topic topic =
        plotted->many.boards ? topic_of_many(&plotted->many, plotted->arena) : plotted->topic;
    const struct plot_kind *of = plot_kind_find(kind, topic.kind);
    const char *reason = NULL;
    const struct plot *plot = of ? of->build(&topic, &reason) : NULL;

    if (why)
        *why = reason;
    return plot;
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
