#include <assay/plot/kind_curve_loss.h>

#include <assay/base/fmt.h>
#include <assay/plot/kind_curve.h>

#include <math.h>
#include <string.h>

enum { POINTS_MOST = 600 }; /* that are drawn one by one */

/* The mean curve as columns. */
struct curve {
    const struct curve_table *table;
    double *position, *mean, *low, *high;
    bool repeats;
};

static struct curve columns_of(const struct curve_results *results, struct arena *arena)
{
    const struct curve_table *table = &results->losses;
    struct curve curve = {.table = table};

    curve.position = arena_zalloc(arena, table->count, sizeof(double));
    curve.mean = arena_zalloc(arena, table->count, sizeof(double));
    curve.low = arena_zalloc(arena, table->count, sizeof(double));
    curve.high = arena_zalloc(arena, table->count, sizeof(double));
    for (size_t i = 0; i < table->count; i++) {
        const struct curve_point *point = &table->points[i];

        curve.position[i] = point->position;
        curve.mean[i] = point->mean;
        curve.low[i] = point->mean - point->std;
        curve.high[i] = point->mean + point->std;
        curve.repeats = curve.repeats || point->n > 1;
    }
    return curve;
}

static enum scale_kind scale_of(const struct curve *curve)
{
    size_t count = curve->table->count, below = 0;
    double last = curve->position[count - 1];

    for (size_t i = 0; i < count; i++)
        below += curve->position[i] < last / 10.0;
    return count > 2 && curve->position[0] > 0.0 && 2 * below >= count ? SCALE_LOG : SCALE_LINEAR;
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

static void add_mean(const struct curve *curve, struct plot_axes *axes, struct arena *arena)
{
    struct plot_series mean = {.name = curve->repeats ? "mean loss" : "loss",
                               .form = PLOT_LINE,
                               .role = ROLE_SERIES_A,
                               .x = curve->position,
                               .y = curve->mean,
                               .count = curve->table->count,
                               .marked = curve->table->count == 1};

    if (curve->repeats) {
        mean.low = curve->low;
        mean.high = curve->high;
        axes->band = "± std of the points at a position";
    }
    plot_add_series(axes, mean, arena);
}

/* A straight line; on a logarithmic axis it is bent, so that it has more points. */
static struct plot_series line_between(double x1, double y1, double x2, double y2,
                                       enum scale_kind kind, struct arena *arena)
{
    enum { MOST = 33 };
    size_t count = kind == SCALE_LOG ? MOST : 2;
    double *x = arena_zalloc(arena, count, sizeof(*x)), *y = arena_zalloc(arena, count, sizeof(*y));

    for (size_t i = 0; i < count; i++) {
        double share = (double)i / (double)(count - 1);

        x[i] = x1 + share * (x2 - x1);
        y[i] = y1 + share * (y2 - y1);
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
    double from = loss_at(results, slope->from);
    struct plot_series line =
        line_between(slope->from, from, slope->to, from + slope->value * (slope->to - slope->from),
                     axes->x.kind, topic->arena);

    if (isnan(slope->value) || isnan(from))
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

/* The least-squares line goes through the mean of all points. */
static void add_fit(const struct topic *topic, const struct curve *curve,
                    const struct curve_slope *fit, struct plot_axes *axes)
{
    const struct series *series = curve->table->series;
    double first = curve->position[0], last = curve->position[curve->table->count - 1];
    double x = 0.0, y = 0.0;
    size_t used = 0;
    struct plot_series line;

    if (isnan(fit->value))
        return;
    for (size_t i = 0; i < series->count; i++)
        if (!isnan(series->x[i]) && !isnan(series->y[i])) {
            used++;
            x += (series->x[i] - x) / (double)used;
            y += (series->y[i] - y) / (double)used;
        }
    line = line_between(first, y + fit->value * (first - x), last, y + fit->value * (last - x),
                        axes->x.kind, topic->arena);
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
                       const struct curve *curve, struct plot *plot, struct plot_axes *axes)
{
    const struct curve_slope *slopes = kind_curve_slopes(topic);
    bool first = true;

    for (int i = 0; i < SLOPES; i++)
        if (!isnan(slopes[i].value))
            plot_say(plot, topic->arena,
                     "The %s slope%s is %s nats per token and token of position", slopes[i].name,
                     in_brackets(slopes[i].where, topic->arena), slopes[i].text);
    add_fit(topic, curve, &slopes[SLOPE_FIT], axes);
    for (int i = SLOPE_EARLY; i <= SLOPE_LATE; i++) {
        size_t before = axes->phase_count;

        add_part(topic, results, &slopes[i], first, axes);
        first = first && axes->phase_count == before;
    }
}

/* ---- the plot ---- */

static void say_ends(const struct curve *curve, struct plot *plot, struct arena *arena)
{
    const struct metric *tokens = metric_of_unit(UNIT_TOKENS);
    size_t last = curve->table->count - 1;

    plot_say(plot, arena, "The loss is %s nats at position %s and %s at position %s",
             fmt_fixed(arena, curve->mean[0], 4), metric_format(tokens, curve->position[0], arena),
             fmt_fixed(arena, curve->mean[last], 4),
             metric_format(tokens, curve->position[last], arena));
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
    if (!plot_has(curve.mean, curve.table->count)) {
        *why = "no position has a loss";
        return NULL;
    }
    plot = plot_new("Loss by position", plot_run_subtitle(topic, kind_curve_how(results, arena)),
                    arena);
    axes = plot_axes_new(plot_axis_of("position in tokens", TICKS_WHOLE, TICK_PLAIN),
                         plot_axis_of("loss in nats per token", TICKS_ANY, TICK_PLAIN), arena);
    axes->x.kind = scale_of(&curve);
    say_ends(&curve, plot, arena);
    add_points(&curve, axes, arena);
    add_mean(&curve, axes, arena);
    add_slopes(topic, results, &curve, plot, axes);
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
