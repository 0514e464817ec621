#include <assay/plot/plot_kind.h>

#include <assay/plot/kind_code.h>
#include <assay/plot/kind_curve_loss.h>
#include <assay/plot/kind_curve_slopes.h>
#include <assay/plot/kind_errors.h>
#include <assay/plot/kind_groups.h>
#include <assay/plot/kind_groups_overview.h>
#include <assay/plot/kind_labels_classes.h>
#include <assay/plot/kind_labels_confusion.h>
#include <assay/plot/kind_layers_curves.h>
#include <assay/plot/kind_layers_dominance.h>
#include <assay/plot/kind_layers_heatmap.h>
#include <assay/plot/kind_leaders.h>
#include <assay/plot/kind_overview.h>
#include <assay/plot/kind_pair_bars.h>
#include <assay/plot/kind_pair_cells.h>
#include <assay/plot/kind_pair_curves.h>
#include <assay/plot/kind_pair_flips.h>
#include <assay/plot/kind_pair_overview.h>
#include <assay/plot/kind_reliability.h>
#include <assay/plot/kind_suite.h>
#include <assay/plot/kind_suite_mosaic.h>
#include <assay/plot/kind_tasks.h>

#include <string.h>

const struct plot_kind *const plot_kinds[] = {
    /* layers */
    &kind_dominance_curve,
    &kind_accuracy_curves,
    &kind_conflict_curves,
    &kind_f1_curves,
    &kind_layer_heatmap,

    /* labels */
    &kind_confusion,
    &kind_per_class,
    &kind_class_distribution,
    &kind_error_kinds,
    &kind_reliability,

    /* tasks and curves */
    &kind_tasks,
    &kind_loss_by_position,
    &kind_slopes,

    /* generated code */
    &kind_pass_at_k,
    &kind_difficulty,

    /* one page of a run */
    &kind_overview,

    /* two runs */
    &kind_compare_curves,
    &kind_paired_bars,
    &kind_flip_flow,
    &kind_delta_confusion,
    &kind_forest,
    &kind_compare_overview,

    /* many runs */
    &kind_groups,
    &kind_trends,
    &kind_groups_overview,
    &kind_leaderboard,
    &kind_suite_pass_at_k,
    &kind_suite_difficulty,
    &kind_pass_mosaic,

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
    list.drawings = arena_zalloc(topic->arena, most + 1, sizeof(struct drawing *));
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
