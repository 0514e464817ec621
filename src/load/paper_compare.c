#include <assay/load/paper_compare.h>

#include <assay/load/paper_points.h>

#include <math.h>
#include <string.h>

struct advantage {
    size_t compared, better;
    double sum, most; /* of the relative improvements */
    double allowance; /* of a relative improvement, from the rounding of the losses */
};

static double half_unit(const struct meta *node)
{
    int decimals = paper_decimals(0, node);

    return decimals > 300 ? 0.0 : 0.5 * pow(10.0, -decimals);
}

static void push_fact(const struct paper_place *place, struct quantity what, double value,
                      uint64_t n, double allowance, const char *how)
{
    builder_fact(
        place->builder,
        &(struct fact){.what = what, .value = value, .n = n, .allowance = allowance, .how = how});
}

static void push_entry(const struct paper_place *place, const struct meta *entry,
                       struct advantage *all)
{
    const struct meta *ttt = meta_get(entry, "ttt_loss");
    const struct meta *baseline = meta_get(entry, "baseline_loss");
    double gain = meta_number(baseline) - meta_number(ttt);
    double share = gain / meta_number(baseline);
    double halves, allowance;
    struct quantity absolute = QUANTITY("loss_improvement");
    struct quantity relative = QUANTITY("loss_improvement_share");
    const char *folder = arena_printf(place->scratch, "ttt_advantage.%s", entry->key);

    absolute.subject = relative.subject = entry->key;
    builder_claim_node(place->builder,
                       arena_printf(place->scratch, "%s.absolute_improvement", folder), absolute,
                       meta_get(entry, "absolute_improvement"), 1.0, place->file);
    builder_claim_node(place->builder,
                       arena_printf(place->scratch, "%s.relative_improvement_pct", folder),
                       relative, meta_get(entry, "relative_improvement_pct"), 0.01, place->file);
    if (!isfinite(share)) {
        builder_note(place->builder, NOTE_BROKEN, place->file, entry->line,
                     "%s has not both losses", folder);
        return;
    }
    halves = half_unit(ttt) + half_unit(baseline);
    allowance = halves / fabs(baseline->number) * (1.0 + fabs(share));
    push_fact(place, absolute, gain, 2, halves, "baseline loss less TTT loss");
    push_fact(place, relative, share, 2, allowance, "(baseline - TTT) / baseline");
    all->sum += share;
    all->most = all->compared ? fmax(all->most, share) : share;
    all->allowance = fmax(all->allowance, allowance);
    all->compared++;
    all->better += gain > 0.0;
}

static void claim_total(const struct paper_place *place, const char *path, const char *metric,
                        double scale)
{
    builder_claim_node(place->builder, path, QUANTITY(metric), meta_find(place->root, path), scale,
                       place->file);
}

static void push_shown(const struct paper_place *place, const struct advantage *all)
{
    claim_total(place, "interpretation.ttt_shows_advantage", "improvement_shown", 1.0);
    builder_fact(place->builder, &(struct fact){
                                     .what = QUANTITY("improvement_shown"),
                                     .kind = CLAIM_TEXT,
                                     .value = NAN,
                                     .text = all->sum > 0.0 ? "true" : "false",
                                     .n = all->compared,
                                     .how = "sign of the mean improvement",
                                 });
}

static void push_totals(const struct paper_place *place, const struct advantage *all)
{
    double n = (double)all->compared;

    claim_total(place, "interpretation.average_improvement_pct", "improvement_mean", 0.01);
    claim_total(place, "interpretation.max_improvement_pct", "improvement_most", 0.01);
    claim_total(place, "interpretation.positions_with_advantage", "positions_improved", 1.0);
    claim_total(place, "interpretation.total_positions", "positions_compared", 1.0);
    claim_total(place, "summary.position_metrics_found", "positions_compared", 1.0);
    if (!all->compared)
        return;
    push_fact(place, QUANTITY("improvement_mean"), all->sum / n, all->compared, all->allowance,
              "mean of the relative improvements");
    push_fact(place, QUANTITY("improvement_most"), all->most, all->compared, all->allowance,
              "largest relative improvement");
    push_fact(place, QUANTITY("positions_improved"), (double)all->better, all->compared, 0.0,
              "entries whose TTT loss is lower");
    push_fact(place, QUANTITY("positions_compared"), n, all->compared, 0.0,
              "entries with both losses");
    push_shown(place, all);
}

static void note_runs(const struct paper_place *place)
{
    const struct meta *total = meta_find(place->root, "summary.total_runs");
    double ttt = meta_number(meta_find(place->root, "summary.ttt_runs"));
    double baseline = meta_number(meta_find(place->root, "summary.baseline_runs"));

    if (!total || meta_number(total) == ttt + baseline || isnan(ttt + baseline))
        return;
    builder_note(place->builder, NOTE_ODD, place->file, total->line,
                 "summary.total_runs is %s beside %.0f TTT and %.0f baseline runs",
                 meta_scalar(total).ptr, ttt, baseline);
}

void paper_push_comparison(const struct paper_place *place)
{
    const struct meta *entries = meta_get(place->root, "ttt_advantage");
    struct advantage all = {.compared = 0};

    for (const struct meta *entry = entries && entries->kind == META_MAP ? entries->first : NULL;
         entry; entry = entry->next)
        push_entry(place, entry, &all);
    push_totals(place, &all);
    note_runs(place);
}
