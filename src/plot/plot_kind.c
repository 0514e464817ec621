#include <assay/plot/plot_kind.h>

#include <assay/plot/kind_groups.h>
#include <assay/plot/kind_groups_overview.h>
#include <assay/plot/kind_pair_bars.h>
#include <assay/plot/kind_pair_cells.h>
#include <assay/plot/kind_pair_curves.h>
#include <assay/plot/kind_pair_flips.h>
#include <assay/plot/kind_pair_overview.h>

#include <string.h>

const struct plot_kind *const plot_kinds[] = {
    /* layers */

    /* labels */

    /* tasks and curves */

    /* generated code */

    /* one page of a run */

    /* two runs */
    &plot_kind_compare_curves,
    &plot_kind_paired_bars,
    &plot_kind_flip_flow,
    &plot_kind_delta_confusion,
    &plot_kind_forest,
    &plot_kind_compare_overview,

    /* many runs */
    &plot_kind_groups,
    &plot_kind_trends,
    &plot_kind_groups_overview,

    NULL,
};

const struct plot_kind *plot_kind_find(const char *name, enum topic_kind of)
{
    for (size_t i = 0; plot_kinds[i]; i++)
        if (plot_kinds[i]->of == of && strcmp(plot_kinds[i]->name, name) == 0)
            return plot_kinds[i];
    return NULL;
}

struct plot_list plot_list_of(const struct topic *topic)
{
    struct plot_list list = {.count = 0};
    size_t most = 0;

    while (plot_kinds[most])
        most++;
    list.kinds = arena_zalloc(topic->arena, most + 1, sizeof(struct plot_kind *));
    list.plots = arena_zalloc(topic->arena, most + 1, sizeof(struct plot *));
    for (size_t i = 0; i < most; i++) {
        const char *why = NULL;
        const struct plot *plot =
            plot_kinds[i]->of == topic->kind ? plot_kinds[i]->build(topic, &why) : NULL;

        if (!plot)
            continue;
        list.kinds[list.count] = plot_kinds[i];
        list.plots[list.count++] = plot;
    }
    return list;
}
