#include <assay/plot/kind_curve.h>

#include <assay/base/fmt.h>

#include <math.h>

const struct curve_results *kind_curve_of(const struct topic *topic, const char **why)
{
    const struct curve_results *curve = topic->figures->input->results->curve;

    if (curve && curve->losses.count)
        return curve;
    *why = "the run has no losses over positions";
    return NULL;
}

/* 8000 as "8k", 24000 as "24k", 23999 as it is. */
static const char *position_text(double position, struct arena *arena)
{
    if (position >= 1000.0 && fmod(position, 1000.0) == 0.0)
        return arena_printf(arena, "%.0fk", position / 1000.0);
    return arena_printf(arena, "%.0f", position);
}

static const char *where(double from, double to, struct arena *arena)
{
    if (isnan(from))
        return "";
    return arena_printf(arena, "%s to %s", position_text(from, arena), position_text(to, arena));
}

static const char *signed_text(double value, struct arena *arena)
{
    return arena_printf(arena, "%s%s", value > 0.0 ? "+" : "",
                        metric_format(metric_of_unit(UNIT_PER_TOKEN), value, arena));
}

/* The tokens that the end-point slope hangs on. */
static void find_ends(const struct curve_results *curve, struct curve_slope *overall)
{
    if (curve && curve->token_count >= 1.0 && curve->token_count < 9e15) {
        struct curve_span span = curve_end_points((size_t)curve->token_count);

        overall->from = (double)span.from;
        overall->to = (double)span.to;
    }
}

const struct curve_slope *kind_curve_slopes(const struct topic *topic)
{
#define PART(part, from, to) {#part, "slope_" #part, from, to},
    /* In the order of enum curve_slope_kind. */
    static const struct {
        const char *name, *metric;
        double from, to;
    } parts[SLOPES] = {
        {"overall", "slope_end_point", NAN, NAN},
        CURVE_SEGMENTS(PART){"least squares", "slope_least_squares", NAN, NAN},
    };
#undef PART
    struct curve_slope *slopes = arena_zalloc(topic->arena, SLOPES, sizeof(*slopes));

    for (int i = 0; i < SLOPES; i++) {
        struct quantity what = QUANTITY(parts[i].metric);

        slopes[i] =
            (struct curve_slope){.name = parts[i].name, .from = parts[i].from, .to = parts[i].to};
        if (i == SLOPE_OVERALL)
            find_ends(topic->figures->input->results->curve, &slopes[i]);
        slopes[i].where = where(slopes[i].from, slopes[i].to, topic->arena);
        slopes[i].value = figures_value(topic->figures, &what);
        slopes[i].text = signed_text(slopes[i].value, topic->arena);
    }
    return slopes;
}

const char *kind_curve_how(const struct curve_results *curve, struct arena *arena)
{
    const char *positions = fmt_counted(arena, curve->losses.count, "position");
    size_t points = curve->losses.series->count;

    if (points == curve->losses.count)
        return arena_printf(arena, "losses at %s", positions);
    return arena_printf(arena, "%s at %s", fmt_counted(arena, points, "point"), positions);
}
