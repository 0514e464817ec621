#include <assay/plot/kind_pair_curves.h>

#include <assay/base/fmt.h>
#include <assay/metrics/curve_results.h>
#include <assay/metrics/layer_results.h>
#include <assay/plot/kind_pair_words.h>
#include <assay/plot/plot_build.h>
#include <assay/session/layer_overlap.h>

#include <math.h>
#include <string.h>

enum { PROBES_MOST = 3 };
/* Share of A's positions left free at either end, for bars of deltas. */
#define AIR 0.025

/* ---- deltas of rows ---- */

/* Rows of one curve: at rising places. */
struct row_run {
    const struct comparison *comparison;
    const struct compare_row *rows;
    size_t count;
};

static double *column(const struct row_run *run, double (*take)(const struct compare_row *),
                      struct arena *arena)
{
    double *out = arena_zalloc(arena, run->count + 1, sizeof(*out));

    for (size_t i = 0; i < run->count; i++)
        out[i] = take(&run->rows[i]);
    return out;
}

static double take_at(const struct compare_row *row)
{
    return row->what.at;
}

static double take_delta(const struct compare_row *row)
{
    return row->delta;
}

static double take_low(const struct compare_row *row)
{
    return row->interval.low;
}

static double take_high(const struct compare_row *row)
{
    return row->interval.high;
}

static bool has_intervals(const struct row_run *run)
{
    for (size_t i = 0; i < run->count; i++)
        if (!isnan(run->rows[i].interval.low))
            return true;
    return false;
}

/* What is decided is in colour; where nothing can be tested the sign is. */
static const enum role *roles_of(const struct row_run *run, bool tested, struct arena *arena)
{
    enum role *out = arena_zalloc(arena, run->count + 1, sizeof(*out));

    for (size_t i = 0; i < run->count; i++)
        out[i] = tested ? pair_outcome_role(&run->rows[i])
                        : pair_change_role(run->rows[i].metric, run->rows[i].delta);
    return out;
}

/* An asterisk beside what is decided; NULL where nothing is. */
static const char **stars_of(const struct row_run *run, struct arena *arena)
{
    const char **out = arena_zalloc(arena, run->count + 1, sizeof(*out));
    bool any = false;

    for (size_t i = 0; i < run->count; i++)
        if (run->rows[i].outcome <= COMPARE_CHANGED) {
            out[i] = "*";
            any = true;
        }
    return any ? out : NULL;
}

static const char **sentences(const struct row_run *run, struct arena *arena)
{
    const char **out = arena_zalloc(arena, run->count + 1, sizeof(*out));

    for (size_t i = 0; i < run->count; i++)
        out[i] = pair_row_sentence(&run->rows[i], arena);
    return out;
}

/* Every probe on the same scale, with 0 on it. */
static void hold_deltas(const struct row_run *all, double hold[2])
{
    hold[0] = hold[1] = 0.0;
    for (size_t i = 0; i < all->count; i++) {
        const struct compare_row *row = &all->rows[i];

        hold[0] = fmin(hold[0], fmin(row->delta, row->interval.low));
        hold[1] = fmax(hold[1], fmax(row->delta, row->interval.high));
    }
}

static struct plot_panel delta_panel(const struct row_run *run, const struct row_run *all,
                                     struct plot_axis x, struct arena *arena)
{
    const struct metric *metric = run->rows[0].metric;
    bool tested = has_intervals(run);
    struct plot_axis y = plot_axis_of("B − A", TICKS_ANY, TICK_DELTA);
    const char **stars = stars_of(run, arena);
    const enum role *roles = roles_of(run, tested, arena);
    struct plot_panel panel = {.kind = PANEL_AXES};
    struct plot_axes *axes;

    hold_deltas(all, y.hold);
    axes = plot_axes_new(x, y, arena);
    plot_add_series(axes,
                    (struct plot_series){.form = tested ? PLOT_POINTS : PLOT_BARS,
                                         .role = ROLE_TEXT,
                                         .x = column(run, take_at, arena),
                                         .y = column(run, take_delta, arena),
                                         .count = run->count,
                                         .low = tested ? column(run, take_low, arena) : NULL,
                                         .high = tested ? column(run, take_high, arena) : NULL,
                                         .roles = roles,
                                         .texts = stars,
                                         .titles = sentences(run, arena)},
                    arena);
    if (tested)
        axes->band = arena_printf(arena, "%s%s", pair_level(run->comparison, arena),
                                  stars ? ", * holds after Holm" : "");
    panel.title = arena_printf(arena, "B − A, %s", pair_better_words(metric));
    panel.axes = axes;
    pair_add_keys(&panel, roles, run->count, tested, arena);
    return panel;
}

/* ---- A dashed, B solid ---- */

struct side_curve {
    const double *x, *y, *spread; /* spread may be NULL */
    size_t count;
};

static const double *moved(const struct side_curve *curve, double by, struct arena *arena)
{
    double *out = arena_zalloc(arena, curve->count + 1, sizeof(*out));

    for (size_t i = 0; i < curve->count; i++)
        out[i] = curve->y[i] + by * curve->spread[i];
    return out;
}

static void add_side(struct plot_axes *axes, const struct side_curve *curve, bool is_b,
                     struct arena *arena)
{
    plot_add_series(axes,
                    (struct plot_series){.name = is_b ? "B" : "A",
                                         .form = is_b ? PLOT_LINE : PLOT_DASHED,
                                         .role = pair_side_role(is_b),
                                         .x = curve->x,
                                         .y = curve->y,
                                         .count = curve->count,
                                         .low = curve->spread ? moved(curve, -1.0, arena) : NULL,
                                         .high = curve->spread ? moved(curve, 1.0, arena) : NULL},
                    arena);
}

static void widen(double ends[2], const double *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (isnan(values[i]))
            continue;
        ends[0] = isnan(ends[0]) || values[i] < ends[0] ? values[i] : ends[0];
        ends[1] = isnan(ends[1]) || values[i] > ends[1] ? values[i] : ends[1];
    }
}

/* Both panels of a column have the same places under one another. */
static struct plot_axis shared_x(const char *title, const double *a, size_t a_count,
                                 const double *b, size_t b_count, double air)
{
    struct plot_axis axis = plot_axis_of(title, TICKS_WHOLE, TICK_PLAIN);
    double ends[2] = {NAN, NAN};

    widen(ends, a, a_count);
    widen(ends, b, b_count);
    axis.low = ends[0] - air;
    axis.high = ends[1] + air;
    return axis;
}

/* ---- layers ---- */

static struct row_run family_rows(const struct comparison *comparison, enum compare_family family)
{
    size_t first = comparison->first[family];

    return (struct row_run){comparison, &comparison->rows[first],
                            comparison->first[family + 1] - first};
}

static struct row_run probe_rows(const struct comparison *comparison, size_t first)
{
    size_t end = comparison->first[FAMILY_LAYERS + 1], at = first;

    while (at < end &&
           strcmp(comparison->rows[at].what.subject, comparison->rows[first].what.subject) == 0)
        at++;
    return (struct row_run){comparison, &comparison->rows[first], at - first};
}

/* One side's accuracy at its own layers; where both have the layer, that of the pairs. */
static const double *accuracy_of(const struct layer_results *layers,
                                 const struct layer_probe *probe, const struct row_run *run,
                                 bool is_b, struct arena *arena)
{
    double *value = arena_copy(arena, probe->accuracy, layers->count, sizeof(*value));

    for (size_t i = 0; i < run->count; i++) {
        size_t at = layer_results_index(layers, run->rows[i].what.at);

        if (at != LAYERS_NONE)
            value[at] = is_b ? run->rows[i].b : run->rows[i].a;
    }
    return value;
}

static void add_chance(const struct comparison *comparison, const char *probe,
                       struct plot_axes *axes, struct arena *arena)
{
    for (size_t i = 0; i < comparison->set_count; i++) {
        const struct compare_set *set = &comparison->sets[i];

        if (set->labels.count < 2 || strcmp(set->a->name, probe) != 0)
            continue;
        plot_add_level(
            axes, (struct plot_level){1.0 / (double)set->labels.count, "chance", ROLE_CROSSING},
            arena);
        return;
    }
}

/* Every probe on the same scale, so that they can be held against each other. */
static void hold_all(const struct layer_results *layers, double hold[2])
{
    for (size_t p = 0; p < layers->probe_count; p++)
        widen(hold, layers->probes[p].accuracy, layers->count);
}

static struct plot_panel probe_panel(const struct row_run *run, const struct layer_probe *a,
                                     const struct layer_probe *b, struct plot_axis x,
                                     struct arena *arena)
{
    const struct comparison *comparison = run->comparison;
    const struct layer_results *of_a = comparison->a.results->layers;
    const struct layer_results *of_b = comparison->b.results->layers;
    struct plot_axis y = plot_axis_of("Accuracy", TICKS_ANY, TICK_SHARE);
    struct side_curve curve_a = {of_a->layer, accuracy_of(of_a, a, run, false, arena), NULL,
                                 of_a->count};
    struct side_curve curve_b = {of_b->layer, accuracy_of(of_b, b, run, true, arena), NULL,
                                 of_b->count};
    struct plot_axes *axes;

    hold_all(of_a, y.hold);
    hold_all(of_b, y.hold);
    axes = plot_axes_new(x, y, arena);
    add_side(axes, &curve_a, false, arena);
    add_side(axes, &curve_b, true, arena);
    add_chance(comparison, a->name, axes, arena);
    return (struct plot_panel){.kind = PANEL_AXES,
                               .title = strcmp(a->name, b->name) == 0
                                            ? a->name
                                            : arena_printf(arena, "%s, in B %s", a->name, b->name),
                               .axes = axes};
}

static size_t count_probes(const struct comparison *comparison)
{
    size_t count = 0;

    for (size_t at = comparison->first[FAMILY_LAYERS]; at < comparison->first[FAMILY_LAYERS + 1];
         at += probe_rows(comparison, at).count)
        count++;
    return count;
}

struct pair_curves pair_layer_curves(const struct comparison *comparison, size_t most,
                                     struct arena *arena)
{
    const struct layer_results *a = comparison->a.results->layers;
    const struct layer_results *b = comparison->b.results->layers;
    struct pair_curves out = {.of = count_probes(comparison)};
    struct row_run all = family_rows(comparison, FAMILY_LAYERS);
    struct plot_axis x;

    if (!a || !b || out.of == 0)
        return out;
    x = shared_x("Layer", a->layer, a->count, b->layer, b->count, .5);
    out.curves = arena_zalloc(arena, most + 1, sizeof(*out.curves));
    out.deltas = arena_zalloc(arena, most + 1, sizeof(*out.deltas));
    for (size_t at = comparison->first[FAMILY_LAYERS];
         at < comparison->first[FAMILY_LAYERS + 1] && out.count < most;) {
        struct row_run run = probe_rows(comparison, at);
        const struct layer_probe *of_a = layer_results_probe(a, run.rows[0].what.subject);
        const struct layer_probe *of_b =
            of_a ? layer_partner(a, b, (size_t)(of_a - a->probes)) : NULL;

        at += run.count;
        if (!of_b)
            continue;
        out.curves[out.count] = probe_panel(&run, of_a, of_b, x, arena);
        out.deltas[out.count++] = delta_panel(&run, &all, x, arena);
    }
    return out;
}

bool pair_dominance_panel(const struct comparison *comparison, struct plot_panel *panel,
                          struct arena *arena)
{
    const struct layer_results *a = comparison->a.results->layers;
    const struct layer_results *b = comparison->b.results->layers;
    struct plot_axis y = plot_axis_of("Dominance", TICKS_ANY, TICK_DELTA);
    struct plot_axes *axes;

    if (!a || !b || !a->dominance || !b->dominance || !a->a || !a->b)
        return false;
    y.hold[0] = 0.0;
    axes = plot_axes_new(shared_x("Layer", a->layer, a->count, b->layer, b->count, .5), y, arena);
    add_side(axes, &(struct side_curve){a->layer, a->dominance, NULL, a->count}, false, arena);
    add_side(axes, &(struct side_curve){b->layer, b->dominance, NULL, b->count}, true, arena);
    *panel = (struct plot_panel){
        .kind = PANEL_AXES,
        .title = arena_printf(arena, "Dominance: above 0 %s, below %s", a->a->name, a->b->name),
        .axes = axes};
    return true;
}

/* ---- positions ---- */

static struct side_curve losses_of(const struct curve_table *table, struct arena *arena)
{
    double *x = arena_zalloc(arena, table->count + 1, sizeof(*x));
    double *y = arena_zalloc(arena, table->count + 1, sizeof(*y));
    double *spread = arena_zalloc(arena, table->count + 1, sizeof(*spread));
    bool many = false;

    for (size_t i = 0; i < table->count; i++) {
        x[i] = table->points[i].position;
        y[i] = table->points[i].mean;
        spread[i] = table->points[i].std;
        many |= table->points[i].n > 1;
    }
    return (struct side_curve){x, y, many ? spread : NULL, table->count};
}

static struct plot_panel loss_panel(const struct side_curve *a, const struct side_curve *b,
                                    struct plot_axis x, struct arena *arena)
{
    struct plot_axes *axes =
        plot_axes_new(x, plot_axis_of("Loss, nats per token", TICKS_ANY, TICK_PLAIN), arena);

    add_side(axes, a, false, arena);
    add_side(axes, b, true, arena);
    axes->band = a->spread || b->spread ? "± std over points of a position" : NULL;
    return (struct plot_panel){.kind = PANEL_AXES, .title = "Loss by position", .axes = axes};
}

struct pair_curves pair_loss_curves(const struct comparison *comparison, struct arena *arena)
{
    const struct curve_results *a = comparison->a.results->curve;
    const struct curve_results *b = comparison->b.results->curve;
    struct row_run run = family_rows(comparison, FAMILY_CURVE);
    struct pair_curves out = {.of = run.count > 0};
    struct side_curve of_a, of_b;
    struct plot_axis x;

    if (!a || !b || run.count == 0)
        return out;
    of_a = losses_of(&a->losses, arena);
    of_b = losses_of(&b->losses, arena);
    x = shared_x("Token position", of_a.x, of_a.count, of_b.x, of_b.count,
                 AIR * (of_a.x[of_a.count - 1] - of_a.x[0]));
    out.curves = arena_zalloc(arena, 1, sizeof(*out.curves));
    out.deltas = arena_zalloc(arena, 1, sizeof(*out.deltas));
    out.curves[0] = loss_panel(&of_a, &of_b, x, arena);
    out.deltas[0] = delta_panel(&run, &run, x, arena);
    out.count = 1;
    return out;
}

/* ---- the kind ---- */

/* The largest change of the curve, by size. */
static const struct compare_row *largest_of(const struct compare_row *rows, size_t count)
{
    const struct compare_row *largest = NULL;

    for (size_t i = 0; i < count; i++)
        if (!isnan(rows[i].delta) && (!largest || fabs(rows[i].delta) > fabs(largest->delta)))
            largest = &rows[i];
    return largest;
}

static void say_rows(struct plot *plot, const struct row_run *run, struct arena *arena)
{
    const struct compare_row *largest = largest_of(run->rows, run->count);
    size_t tally[COMPARE_OUTCOMES] = {0};

    for (size_t i = 0; i < run->count; i++)
        tally[run->rows[i].outcome]++;
    if (largest)
        plot_say(plot, arena, "The largest change is that of %s",
                 pair_row_sentence(largest, arena));
    if (!has_intervals(run))
        return;
    plot_say(plot, arena, "Of %zu places %zu improved and %zu regressed, after Holm", run->count,
             tally[COMPARE_IMPROVED], tally[COMPARE_REGRESSED]);
}

static void say_curves(struct plot *plot, const struct comparison *comparison, struct arena *arena)
{
    struct row_run run = family_rows(comparison, FAMILY_CURVE);

    for (size_t at = comparison->first[FAMILY_LAYERS]; at < comparison->first[FAMILY_LAYERS + 1];) {
        struct row_run probe = probe_rows(comparison, at);

        say_rows(plot, &probe, arena);
        at += probe.count;
    }
    if (run.count)
        say_rows(plot, &run, arena);
}

static void place(struct plot *plot, struct plot_panel panel, int row, int column,
                  struct arena *arena)
{
    panel.row = row;
    panel.column = column;
    plot_add_panel(plot, panel, arena);
}

static const char *what_of(const struct comparison *comparison, const struct pair_curves *curves,
                           bool layers, struct arena *arena)
{
    const struct row_run rows = family_rows(comparison, layers ? FAMILY_LAYERS : FAMILY_CURVE);
    const char *bars = has_intervals(&rows)
                           ? arena_printf(arena, "whiskers: %s", pair_level(comparison, arena))
                       : layers ? "differences are not tested"
                                : "one loss a position, not tested";

    if (curves->count == curves->of)
        return bars;
    return arena_printf(arena, "the first %zu of %zu probes · %s", curves->count, curves->of, bars);
}

static const struct plot *build(const struct topic *topic, const char **why)
{
    const struct comparison *comparison = topic->comparison;
    struct arena *arena = topic->arena;
    struct pair_curves curves = pair_layer_curves(comparison, PROBES_MOST, arena);
    bool layers = curves.count > 0;
    struct plot *plot;

    if (!layers)
        curves = pair_loss_curves(comparison, arena);
    if (curves.count == 0) {
        *why = "the two runs have neither layers nor a loss curve in common";
        return NULL;
    }
    plot = plot_new(layers ? "Accuracy over the layers" : "Loss over positions",
                    pair_subtitle(comparison, what_of(comparison, &curves, layers, arena), arena),
                    arena);
    for (size_t i = 0; i < curves.count; i++) {
        place(plot, curves.curves[i], 0, (int)i, arena);
        place(plot, curves.deltas[i], 1, (int)i, arena);
    }
    plot->row_weight[0] = 5.0;
    plot->row_weight[1] = 4.0;
    plot->width = curves.count > 1 ? 380.0 * (double)curves.count : 600.0;
    plot->height = 540.0;
    pair_say(plot, comparison, arena);
    say_curves(plot, comparison, arena);
    return plot;
}

const struct plot_kind kind_compare_curves = {
    .name = "compare-curves",
    .file = "compare_curves",
    .summary = "curves of both runs over one another, A dashed and B solid, with the difference "
               "below",
    .of = TOPIC_PAIR,
    .build = build,
};
