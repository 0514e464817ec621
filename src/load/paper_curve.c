#include <assay/load/paper_curve.h>

#include <assay/load/paper_points.h>
#include <assay/load/paper_tokens.h>

#include <math.h>
#include <string.h>

static struct quantity at_position(const char *metric, double position)
{
    struct quantity what = QUANTITY(metric);

    what.at = position;
    return what;
}

/* A list of the run itself, else one among its metrics. */
static const struct meta *curve_list(const struct paper_place *place, const char *key,
                                     const char **name)
{
    const struct meta *list = paper_member(place, key, name);

    if (list)
        return list;
    *name = arena_printf(place->scratch, "%s%s", place->prefix, key);
    list = meta_get(place->base, key);
    return list ? list : paper_find(place, "librilight", key + strlen("librilight_"), name);
}

/* ---- the points ---- */

static void push_points(const struct paper_place *place, const char *name,
                        const struct paper_points *points)
{
    struct series series = {
        .name = name,
        .axis = "position",
        .unit = "nats",
        .x = points->position,
        .y = points->loss,
        .count = points->count,
        .decimals = points->loss_decimals,
        .file = place->file,
    };

    builder_series(place->builder, &series);
    if (!points->perplexities)
        return;
    series.name = arena_printf(place->scratch, "%s_perplexity", name);
    series.unit = "perplexity";
    series.y = points->perplexity;
    series.decimals = points->perplexity_decimals;
    builder_series(place->builder, &series);
}

static void claim_perplexities(const struct paper_place *place, const char *list,
                               const struct paper_points *points)
{
    for (size_t i = 0; i < points->count; i++) {
        struct quantity what = at_position("perplexity", points->position[i]);

        what.subject = arena_printf(place->scratch, "%zu", i + 1);
        builder_claim_node(
            place->builder,
            arena_printf(place->scratch, "%s.%zu.perplexity", list, points->index[i]), what,
            meta_get(points->node[i], "perplexity"), 1.0, place->file);
    }
}

static void note_broken(const struct paper_place *place, const char *list, size_t broken)
{
    if (broken)
        builder_note_count(place->builder, NOTE_BROKEN, place->file, 0, broken,
                           "%zu entries of %s have no position and loss", broken, list);
}

/* ---- figures a position, claimed from the points ---- */

struct column {
    const char *key, *metric;
};

static const struct column mean_columns[] = {
    {"loss", "curve_mean_loss"},    {"perplexity", "curve_mean_perplexity"},
    {"loss_std", "curve_loss_std"}, {"perplexity_std", "curve_perplexity_std"},
    {"n_samples", "curve_n"},       {NULL, NULL},
};

static const struct column median_columns[] = {
    {"loss", "curve_median_loss"},
    {"perplexity", "curve_median_perplexity"},
    {"n_samples", "curve_n"},
    {NULL, NULL},
};

static void claim_columns(const struct paper_place *place, const char *key,
                          const struct column *columns)
{
    const char *name;
    const struct meta *list = curve_list(place, key, &name);
    size_t index = 0;

    if (!list || list->kind != META_LIST)
        return;
    for (const struct meta *node = list->first; node; node = node->next, index++)
        for (const struct column *column = columns; column->key; column++)
            builder_claim_node(place->builder,
                               arena_printf(place->scratch, "%s.%zu.%s", name, index, column->key),
                               at_position(column->metric, meta_number(meta_get(node, "position"))),
                               meta_get(node, column->key), 1.0, place->file);
}

static void check_individual(const struct paper_place *place, const struct paper_points *points)
{
    const char *name;
    const struct meta *lists = curve_list(place, "librilight_progression_individual", &name);
    struct paper_points joined;

    if (!lists || lists->kind != META_LIST)
        return;
    joined = paper_points_join(place->scratch, lists);
    note_broken(place, name, joined.broken);
    if (!paper_points_same(place->scratch, points, &joined))
        builder_note(place->builder, NOTE_ODD, place->file, lists->line,
                     "%s does not hold the points of librilight_progression", name);
}

static size_t push_progression(const struct paper_place *place, struct paper_points *points)
{
    const char *name, *mean_name;
    const struct meta *list = curve_list(place, "librilight_progression", &name);
    const struct meta *mean = curve_list(place, "librilight_progression_mean", &mean_name);

    *points = paper_points_read(place->scratch, list);
    note_broken(place, name, points->broken);
    if (!points->count && mean && mean->count) {
        *points = paper_points_read(place->scratch, mean);
        note_broken(place, mean_name, points->broken);
        if (points->count)
            push_points(place, "librilight_progression_mean", points);
        return points->count;
    }
    if (points->count) {
        push_points(place, "librilight_progression", points);
        claim_perplexities(place, name, points);
        check_individual(place, points);
    }
    claim_columns(place, "librilight_progression_mean", mean_columns);
    claim_columns(place, "librilight_progression_median", median_columns);
    return points->count;
}

/* ---- perplexity of single tokens ---- */

enum { FAR_FACTOR = 2 };

static void note_far_perplexity(const struct paper_place *place, const struct paper_entry *entry,
                                double position, const struct paper_points *points)
{
    struct paper_nearest near;
    double factor;

    if (!(meta_number(entry->node) >= 1.0) || !paper_points_near(points, position, &near))
        return;
    factor = entry->node->number / exp(near.mean);
    if (factor < FAR_FACTOR && factor > 1.0 / FAR_FACTOR)
        return;
    builder_note(place->builder, NOTE_ODD, place->file, entry->node->line,
                 "%s is %.4g times the perplexity of the nearest curve point: %.6g to %.6g at %.0f",
                 entry->name, factor, exp(near.least), exp(near.most), near.position);
}

static size_t claim_tokens(const struct paper_place *place, const struct paper_points *points)
{
    size_t count, pushed = 0;
    struct paper_entry *entries = paper_entries(place, "librilight", &count);

    for (size_t i = 0; i < count; i++) {
        double position;
        bool thousands;

        if (strncmp(entries[i].key, "perplexity_", 11) != 0)
            continue;
        position = paper_position(entries[i].key + 11, &thousands);
        if (isnan(position))
            continue;
        builder_claim_node(place->builder, entries[i].name, at_position("perplexity", position),
                           entries[i].node, 1.0, place->file);
        note_far_perplexity(place, &entries[i], position, points);
        pushed++;
    }
    return pushed;
}

/* ---- slopes ---- */

static const struct column slopes[] = {
    {"slope", "slope_end_point"},   {"slope_overall", "slope_end_point"},
    {"slope_early", "slope_early"}, {"slope_middle", "slope_middle"},
    {"slope_late", "slope_late"},   {"overall", "slope_end_point"},
    {"early", "slope_early"},       {"middle", "slope_middle"},
    {"late", "slope_late"},         {NULL, NULL},
};

static size_t claim_slopes(const struct paper_place *place)
{
    const struct meta *detailed = meta_find(place->root, "librilight_detailed.slopes");
    size_t pushed = 0;

    for (const struct column *slope = slopes; slope->key; slope++) {
        const char *name = NULL;
        const struct meta *node = paper_find(place, "librilight", slope->key, &name);

        if (node && slope->metric) {
            builder_claim_node(place->builder, name, QUANTITY(slope->metric), node, 1.0,
                               place->file);
            pushed++;
        }
        node = meta_get(detailed, slope->key);
        name = arena_printf(place->scratch, "%slibrilight_detailed.slopes.%s", place->root_prefix,
                            slope->key);
        builder_claim_node(place->builder, name, QUANTITY(slope->metric), node, 1.0, place->file);
        pushed += node != NULL;
    }
    return pushed;
}

static void push_token_count(const struct paper_place *place, double last_position)
{
    const char *name = "";
    const struct meta *samples = paper_find(place, "librilight", "samples", &name);
    double tokens = meta_number(samples);

    if (isnan(tokens))
        return;
    if (tokens < last_position) {
        builder_note(place->builder, NOTE_ODD, place->file, samples->line,
                     "%s is %s, less than the last position %.0f: no count of tokens", name,
                     meta_scalar(samples).ptr, last_position);
        return;
    }
    builder_fact(place->builder, &(struct fact){
                                     .what = QUANTITY("curve_tokens"),
                                     .value = tokens,
                                     .n = 1,
                                     .how = name,
                                 });
}

size_t paper_push_curve(const struct paper_place *place)
{
    struct paper_points points;
    double last = -INFINITY;
    size_t pushed = paper_push_tokens(place, &last);

    pushed += push_progression(place, &points);
    for (size_t i = 0; i < points.count; i++)
        last = fmax(last, points.position[i]);
    push_token_count(place, last);
    return pushed + claim_tokens(place, &points) + claim_slopes(place);
}
