#include <assay/plot/kind_curve_loss.h>

#include <assay/base/fmt.h>
#include <assay/plot/kind_curve.h>

#include <math.h>
#include <string.h>

enum {
    POINTS_MOST = 600,   /* that are drawn one by one; of more positions windows are */
    WINDOWS_ABOUT = 120, /* so many of them */
};

/* The mean curve as columns: a row a position, or a window of positions. */
struct curve {
    const struct curve_table *table;
    const struct curve_point *points;
    size_t count;
    double window; /* positions of one; 0: no windows */
    double *position, *mean, *low, *high;
    bool repeats; /* several losses are behind a mean */
    enum scale_kind scale;
};

static enum scale_kind scale_of(const struct curve_table *table)
{
    size_t count = table->count, below = 0;
    double last = table->points[count - 1].position;

    for (size_t i = 0; i < count; i++)
        below += table->points[i].position < last / 10.0;
    return count > 2 && table->points[0].position > 0.0 && 2 * below >= count ? SCALE_LOG
                                                                              : SCALE_LINEAR;
}

static void take_windows(struct curve *curve, struct arena *arena)
{
    const struct series *series = curve->table->series;
    double range = curve->points[curve->count - 1].position - curve->points[0].position;

    curve->window = scale_nice(range / WINDOWS_ABOUT, NICE_NEAREST);
    curve->points =
        curve_windows(arena, series->x, series->y, series->count, curve->window, &curve->count);
}

static struct curve columns_of(const struct curve_results *results, struct arena *arena)
{
    const struct curve_table *table = &results->losses;
    struct curve curve = {
        .table = table, .points = table->points, .count = table->count, .scale = scale_of(table)};

    if (table->count > POINTS_MOST && curve.scale == SCALE_LINEAR)
        take_windows(&curve, arena);
    curve.position = arena_zalloc(arena, curve.count, sizeof(double));
    curve.mean = arena_zalloc(arena, curve.count, sizeof(double));
    curve.low = arena_zalloc(arena, curve.count, sizeof(double));
    curve.high = arena_zalloc(arena, curve.count, sizeof(double));
    for (size_t i = 0; i < curve.count; i++) {
        const struct curve_point *point = &curve.points[i];

        curve.position[i] = point->position;
        curve.mean[i] = point->mean;
        curve.low[i] = point->mean - point->std;
        curve.high[i] = point->mean + point->std;
        curve.repeats = curve.repeats || point->n > 1;
    }
    return curve;
}

/* ---- lines ---- */

static void add_points(const struct curve *curve, struct plot_axes *axes, struct arena *arena)
{
    const struct series *series = curve->table->series;

    if (!curve->repeats || series->count > POINTS_MOST)
        return;
    plot_add_series(axes,
                    (struct plot_series){.name = "points",
                                         .form = PLOT_POINTS,
                                         .role = ROLE_DIM,
                                         .x = series->x,
                                         .y = series->y,
                                         .count = series->count},
                    arena);
}

static const char *mean_name(const struct curve *curve, struct arena *arena)
{
    if (curve->window > 0.0)
        return arena_printf(arena, "mean of %s positions",
                            metric_format(metric_of_unit(UNIT_TOKENS), curve->window, arena));
    return curve->repeats ? "mean loss" : "loss";
}

static void add_mean(const struct curve *curve, struct plot_axes *axes, struct arena *arena)
{
    struct plot_series mean = {.name = mean_name(curve, arena),
                               .form = PLOT_LINE,
                               .role = ROLE_SERIES_A,
                               .x = curve->position,
                               .y = curve->mean,
                               .count = curve->count,
                               .marked = curve->count == 1};

    if (curve->repeats) {
        mean.low = curve->low;
        mean.high = curve->high;
        axes->band =
            curve->window > 0.0 ? "± std of their losses" : "± std of the points at a position";
    }
    plot_add_series(axes, mean, arena);
}

/* A straight line; on a logarithmic axis it is bent, so that it has more points. */
static struct plot_series line_between(const struct curve_line *line, double from, double to,
                                       enum scale_kind kind, struct arena *arena)
{
    enum { MOST = 33 };
    size_t count = kind == SCALE_LOG ? MOST : 2;
    double *x = arena_zalloc(arena, count, sizeof(*x)), *y = arena_zalloc(arena, count, sizeof(*y));

    for (size_t i = 0; i < count; i++) {
        x[i] = from + (double)i / (double)(count - 1) * (to - from);
        y[i] = curve_line_at(line, x[i]);
    }
    return (struct plot_series){.form = PLOT_LINE, .x = x, .y = y, .count = count};
}

/* The loss that a slope starts from: of the token where it is stored, else of the mean curve. */
static double loss_at(const struct curve_results *results, double position)
{
    const struct curve_point *point =
        results->tokens.series ? curve_table_at(&results->tokens, position) : NULL;

    if (!point || point->n != 1)
        point = curve_table_at(&results->losses, position);
    return point ? point->mean : NAN;
}

/* "-8.0000e-06" as "-8e-06". */
static const char *short_text(const char *text, struct arena *arena)
{
    size_t length = strcspn(text, "e"), kept = length;

    while (kept && text[kept - 1] == '0' && memchr(text, '.', kept))
        kept--;
    kept -= kept && text[kept - 1] == '.';
    return arena_printf(arena, "%.*s%s", (int)kept, text, text + length);
}

static void add_part(const struct topic *topic, const struct curve_results *results,
                     const struct curve_slope *slope, bool first, struct plot_axes *axes)
{
    struct curve_line of = {slope->value, slope->from, loss_at(results, slope->from)};
    struct plot_series line = line_between(&of, slope->from, slope->to, axes->x.kind, topic->arena);

    if (isnan(of.slope) || isnan(of.value))
        return;
    line.name = first ? "slope of a part" : NULL;
    line.role = ROLE_SERIES_B;
    plot_add_series(axes, line, topic->arena);
    plot_add_phase(axes,
                   (struct plot_phase){slope->from, slope->to,
                                       arena_printf(topic->arena, "%s %s", slope->name,
                                                    short_text(slope->text, topic->arena))},
                   topic->arena);
}

static void add_fit(const struct topic *topic, const struct curve_results *results,
                    const struct curve_slope *fit, struct plot_axes *axes)
{
    const struct curve_table *table = &results->losses;
    struct plot_series line;

    if (isnan(fit->value))
        return;
    line = line_between(&results->least_squares, table->points[0].position,
                        table->points[table->count - 1].position, axes->x.kind, topic->arena);
    line.form = PLOT_DASHED;
    line.role = ROLE_SERIES_C;
    line.name = arena_printf(topic->arena, "least squares %s", fit->text);
    plot_add_series(axes, line, topic->arena);
}

static const char *in_brackets(const char *text, struct arena *arena)
{
    return text[0] ? arena_printf(arena, " (%s)", text) : "";
}

static void add_slopes(const struct topic *topic, const struct curve_results *results,
                       struct plot *plot, struct plot_axes *axes)
{
    const struct curve_slope *slopes = kind_curve_slopes(topic);
    bool first = true;

    for (int i = 0; i < SLOPES; i++)
        if (!isnan(slopes[i].value))
            plot_say(plot, topic->arena,
                     "The %s slope%s is %s nats per token and token of position", slopes[i].name,
                     in_brackets(slopes[i].where, topic->arena), slopes[i].text);
    add_fit(topic, results, &slopes[SLOPE_FIT], axes);
    for (int i = SLOPE_EARLY; i <= SLOPE_LATE; i++) {
        size_t before = axes->phase_count;

        add_part(topic, results, &slopes[i], first, axes);
        first = first && axes->phase_count == before;
    }
}

/* ---- the plot ---- */

static void say_ends(const struct curve_table *table, struct plot *plot, struct arena *arena)
{
    const struct metric *tokens = metric_of_unit(UNIT_TOKENS);
    const struct curve_point *first = &table->points[0], *last = &table->points[table->count - 1];

    plot_say(plot, arena, "The loss is %s nats at position %s and %s at position %s",
             fmt_fixed(arena, first->mean, 4), metric_format(tokens, first->position, arena),
             fmt_fixed(arena, last->mean, 4), metric_format(tokens, last->position, arena));
}

static const struct plot *build(const struct topic *topic, const char **why)
{
    const struct curve_results *results = kind_curve_of(topic, why);
    struct arena *arena = topic->arena;
    struct plot_axes *axes;
    struct curve curve;
    struct plot *plot;

    if (!results)
        return NULL;
    curve = columns_of(results, arena);
    if (!plot_has(curve.mean, curve.count)) {
        *why = "no position has a loss";
        return NULL;
    }
    plot = plot_new("Loss by position", plot_run_subtitle(topic, kind_curve_how(results, arena)),
                    arena);
    axes = plot_axes_new(plot_axis_of("position in tokens", TICKS_WHOLE, TICK_PLAIN),
                         plot_axis_of("loss in nats per token", TICKS_ANY, TICK_PLAIN), arena);
    axes->x.kind = curve.scale;
    say_ends(curve.table, plot, arena);
    add_points(&curve, axes, arena);
    add_mean(&curve, axes, arena);
    add_slopes(topic, results, plot, axes);
    plot_add_panel(plot, (struct plot_panel){.kind = PANEL_AXES, .axes = axes}, arena);
    return plot;
}

const struct plot_kind kind_loss_by_position = {
    .name = "loss-by-position",
    .file = "loss_by_position",
    .summary = "mean loss at every position with its deviation, and its slopes over the early, "
               "middle and late part and by least squares",
    .of = TOPIC_RUN,
    .build = build,
};
