#include "topical.h"

#include <assay/plot/drawing_svg.h>
#include <assay/plot/plot_draw.h>

static struct assessed assess(const struct run *run, struct arena *arena)
{
    struct results *results = results_new(run, NULL, arena);

    return (struct assessed){run, results, audit_run(results, arena)};
}

static struct topical topical_of(const struct run *run)
{
    struct topical topical = {.arena = arena_new()};

    struct assessed *input = arena_zalloc(topical.arena, 1, sizeof(*input));

    *input = assess(run, topical.arena);
    topical.topic = topic_of_run(input, topical.arena);
    return topical;
}

struct topical topical_path(const char *format, const char *path)
{
    struct loaded *loaded = loaded_path(format, path);
    struct topical topical = topical_of(loaded->runs.runs[0]);

    topical.loaded = loaded;
    return topical;
}

struct topical topical_run(struct run *run)
{
    struct topical topical = topical_of(run);

    topical.run = run;
    return topical;
}

struct topical topical_many(const char *format, const char *path)
{
    struct topical topical = {.arena = arena_new(), .loaded = loaded_path(format, path)};
    struct run_boards *boards = run_boards_new(topical.arena);

    for (size_t i = 0; i < topical.loaded->runs.count; i++) {
        struct assessed run = assess(topical.loaded->runs.runs[i], topical.arena);

        run_boards_add(boards, &run);
    }
    run_boards_finish(boards, LEADERBOARD_ALPHA);
    topical.many.boards = boards;
    return topical;
}

void topical_free(struct topical *topical)
{
    arena_free(topical->arena);
    if (topical->loaded)
        loaded_free(topical->loaded);
    if (topical->run)
        run_free(topical->run);
}

const struct plot *topical_plot(const struct topical *topical, const char *kind, const char **why)
{
    struct topic topic =
        topical->many.boards ? topic_of_many(&topical->many, topical->arena) : topical->topic;
    const struct plot_kind *of = plot_kind_find(kind, topic.kind);
    const char *reason = NULL;
    const struct plot *plot = of ? of->build(&topic, &reason) : NULL;

    if (why)
        *why = reason;
    return plot;
}

const char *topical_svg(const struct topical *topical, const struct plot *plot)
{
    struct svg_options options = {.id = "t"};
    struct buf out = {NULL, 0, 0};
    const char *text = NULL;

    if (!plot)
        return NULL;
    drawing_svg(plot_draw(plot, &(struct plot_size){0.0, 0.0, 0.0}, topical->arena), &options,
                &out);
    text = arena_strndup(topical->arena, out.ptr, out.len);
    buf_release(&out);
    return text;
}
