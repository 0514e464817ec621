#include <assay/metrics/flip_allowance.h>

#include <assay/base/arena.h>

#include <math.h>

struct flipping {
    struct margins margins; /* of the two below */
    uint64_t *tp, *predicted;
    margins_function *of_margins;
    size_t label;
    double figure; /* without a flip */
};

static struct flipping flipping_new(const struct margins *margins, margins_function *of_margins,
                                    size_t label, struct arena *arena)
{
    struct flipping flipping = {
        .margins = *margins,
        .tp = arena_copy(arena, margins->tp, margins->labels, sizeof(*margins->tp)),
        .predicted =
            arena_copy(arena, margins->predicted, margins->labels, sizeof(*margins->predicted)),
        .of_margins = of_margins,
        .label = label,
        .figure = of_margins(margins, label),
    };

    flipping.margins.tp = flipping.tp;
    flipping.margins.predicted = flipping.predicted;
    return flipping;
}

/* Square of what one flip of a sample of truth k changes; 0 where it makes the figure undefined. */
static double flip_square(struct flipping *flipping, size_t k)
{
    uint64_t step = flipping->tp[k] > 0 ? (uint64_t)-1 : 1;
    double change;

    flipping->tp[k] += step;
    flipping->predicted[k] += step;
    change = flipping->of_margins(&flipping->margins, flipping->label) - flipping->figure;
    flipping->tp[k] -= step;
    flipping->predicted[k] -= step;
    return isnan(change) ? 0.0 : change * change;
}

static double side_variance(const struct margins *margins, margins_function *of_margins,
                            size_t label)
{
    struct arena *arena = arena_new();
    struct flipping flipping = flipping_new(margins, of_margins, label, arena);
    double squares = 0.0, samples = 0.0;

    for (size_t k = 0; k < margins->labels; k++) {
        double weight = (double)margins->support[k];
        double square = weight > 0.0 ? flip_square(&flipping, k) : 0.0;

        squares += weight * square;
        samples += square > 0.0 ? weight : 0.0;
    }
    arena_free(arena);
    return samples > 0.0 ? squares / samples : 0.0;
}

double flip_variance(const struct margins *a, const struct margins *b, margins_function *of_margins,
                     size_t label)
{
    return side_variance(a, of_margins, label) + side_variance(b, of_margins, label);
}

/* How far an end reaches from the delta, negative when it lies on the other side of it. */
static double reach_widened(double reach, double square)
{
    double signed_square = reach * fabs(reach) + square;

    return copysign(sqrt(fabs(signed_square)), signed_square);
}

struct interval interval_widened(struct interval interval, double delta, double variance,
                                 double level)
{
    double z = interval_z(level), square = z * z * variance;

    return (struct interval){
        .low = delta - reach_widened(delta - interval.low, square),
        .high = delta + reach_widened(interval.high - delta, square),
    };
}
