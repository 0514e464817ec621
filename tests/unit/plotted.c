#include "plotted.h"

#include <string.h>

const struct plot *plotted(const struct loaded *loaded, size_t run, const char *kind,
                           const char **why)
{
    const struct plot_kind *found = plot_kind_find(kind, TOPIC_RUN);
    struct assessed *input = arena_zalloc(loaded->arena, 1, sizeof(*input));
    struct topic *topic = arena_zalloc(loaded->arena, 1, sizeof(*topic));

    if (!found)
        die("no kind is called %s", kind);
    *input = (struct assessed){loaded->runs.runs[run],
                               results_new(loaded->runs.runs[run], NULL, loaded->arena),
                               loaded->audits[run]};
    *topic = topic_of_run(input, loaded->arena);
    return found->build(topic, why);
}

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

bool plotted_says(const struct plot *plot, const char *words)
{
    return plot->description && strstr(plot->description, words);
}

const char *plotted_fact(const struct plot *plot, const char *name)
{
    for (size_t p = 0; p < plot->panel_count; p++)
        for (size_t i = 0; i < plot->panels[p].fact_count; i++)
            if (strcmp(plot->panels[p].facts[i].name, name) == 0)
                return plot->panels[p].facts[i].value;
    return NULL;
}
