/*
 * FAMILY_LABELS: recall, precision and F1 of each label. Recall is a share of the pairs of that
 * truth and is tested as such; the others are resampled.
 */
#include "comparison_internal.h"

#include <assay/metrics/bootstrap.h>

#include <math.h>
#include <string.h>

static const char *const label_metrics[] = {"recall", "precision", "f1", NULL};
static const char *const by_default[] = {"f1", "recall", NULL};

bool compare_is_label_metric(const char *name)
{
    for (size_t i = 0; label_metrics[i]; i++)
        if (strcmp(label_metrics[i], name) == 0)
            return true;
    return false;
}

static struct compare_row *add_row(struct compare_builder *builder, const struct compare_set *set,
                                   const char *metric, size_t label)
{
    struct quantity what = QUANTITY(metric);
    const char *name = set->labels.names[label];
    struct compare_row *row;

    what.set = *set->name ? set->name : NULL;
    what.subject = name;
    row = compare_row_add(builder, FAMILY_LABELS, &what,
                          *set->name ? arena_printf(builder->scratch, "%s, %s", name, set->name)
                                     : name);
    row->set = (size_t)(set - builder->comparison->sets);
    return row;
}

/* ---- recall ---- */

/* Without clusters the joint cells say it all. */
static void add_recalls_of_cells(struct compare_builder *builder, const struct compare_set *set)
{
    const struct joint *joint = set->joint;

    for (size_t i = 0, end; i < joint->cell_count; i = end) {
        struct joint of_truth = {.labels = joint->labels, .cells = joint->cells + i};
        struct paired_counts counts;

        for (end = i; end < joint->cell_count && joint->cells[end].truth == joint->cells[i].truth;)
            end++;
        of_truth.cell_count = end - i;
        counts = joint_counts(&of_truth);
        compare_row_counts(builder, add_row(builder, set, "recall", joint->cells[i].truth),
                           &counts);
    }
}

static void add_recalls_of_pairs(struct compare_builder *builder, const struct compare_set *set)
{
    uint16_t *truth = arena_alloc(builder->scratch, (set->pairing.count + 1) * sizeof(*truth));
    const size_t *first;
    const uint32_t *pairs;

    for (size_t i = 0; i < set->pairing.count; i++)
        truth[i] = set->a->truth[set->pairing.a[i]];
    pairs = compare_pairs_by_code(builder, set, truth, set->labels.count, &first);
    for (size_t k = 0; k < set->labels.count; k++)
        if (first[k + 1] > first[k])
            compare_row_pairs(builder, add_row(builder, set, "recall", k), set, pairs + first[k],
                              first[k + 1] - first[k]);
}

/* ---- precision and F1 ---- */

static void add_resampled(struct compare_builder *builder, const struct compare_set *set,
                          const struct metric *metric)
{
    for (size_t k = 0; k < set->labels.count; k++) {
        add_row(builder, set, metric->name, k);
        compare_row_later(builder, set, (struct bootstrap_statistic){metric->of_margins, k});
    }
}

static void add_of_set(struct compare_builder *builder, const struct compare_set *set,
                       const char *name)
{
    if (strcmp(name, "recall") == 0 && set->cluster)
        add_recalls_of_pairs(builder, set);
    else if (strcmp(name, "recall") == 0)
        add_recalls_of_cells(builder, set);
    else if (compare_is_label_metric(name))
        add_resampled(builder, set, metric_find(name));
}

void compare_add_labels(struct compare_builder *builder)
{
    const struct comparison *c = builder->comparison;

    for (size_t i = 0; i < c->set_count && !compare_cancelled(builder); i++) {
        if (!c->sets[i].joint || c->sets[i].joint->pairs == 0)
            continue;
        if (c->options.metric_count)
            for (size_t m = 0; m < c->options.metric_count; m++)
                add_of_set(builder, &c->sets[i], c->options.metrics[m]);
        else
            for (size_t m = 0; by_default[m]; m++)
                add_of_set(builder, &c->sets[i], by_default[m]);
    }
}
