/*
 * Loss curves over token positions, their slopes, and means of task accuracies.
 *
 * Positions are token counts, losses nats per token (>= 0, lower is better), slopes nats per token
 * per token of position (negative: the loss falls). A curve is two arrays of n; NAN values are left
 * out where a function says so. Undefined is NAN. Nothing fails; results live in the arena given.
 *
 * Source of the end-point and segment slopes and of the two means: the paper-metrics format
 * (assay-formats(5)). Least squares: Draper and Smith, Applied Regression Analysis, 3rd ed., 1.2.
 */
#ifndef ASSAY_METRICS_CURVE_H
#define ASSAY_METRICS_CURVE_H

#include <assay/base/arena.h>

#include <stddef.h>

/* All values at one position; NAN values are left out, and n may so be 0 (all else NAN). */
struct curve_point {
    double position;
    double mean;
    double std; /* sample standard deviation (n - 1), 0 where n = 1 */
    double median;
    size_t n;
};

/*
 * One point a position, by rising position, whatever the order of the input; positions that are NAN
 * are left out. The order of repeated values does not change a bit of the result. O(n log n).
 */
struct curve_point *curve_mean(struct arena *arena, const double *position, const double *value,
                               size_t n, size_t *count);

/*
 * End-point slope: (loss[n-1] - loss[s]) / (n-1 - s), s = min(8000, n/2) rounded down; 0 when
 * n <= 8000. loss holds one value a token, index = position.
 */
double curve_slope_end_point(const double *loss, size_t n);
/* The two token indices it hangs on; from = to = 0 when n <= 8000 and the slope is 0. */
struct curve_span {
    size_t from;
    size_t to;
};
struct curve_span curve_end_points(size_t n);

/*
 * Slope between two positions of a curve that must both be stored, each once (average repeated ones
 * first); else NAN, never an interpolation.
 */
double curve_slope_between(const double *position, const double *value, size_t n, double from,
                           double to);
/* The parts of a curve that have a slope of their own, with the positions of their ends. */
#define CURVE_SEGMENTS(SEGMENT)                                                                    \
    SEGMENT(early, 4000.0, 8000.0)                                                                 \
    SEGMENT(middle, 8000.0, 16000.0)                                                               \
    SEGMENT(late, 16000.0, 24000.0)
struct curve_segments {
    double early;
    double middle;
    double late;
};
struct curve_segments curve_segment_slopes(const double *position, const double *value, size_t n);

/*
 * The least-squares line: slope sum (x - mx)(y - my) / sum (x - mx)^2 through the mean of the
 * points (mx, my); points with a NAN are left out. Slope NAN unless two positions differ, all NAN
 * without points.
 */
struct curve_line {
    double slope;
    double position, value; /* a point of it */
};
struct curve_line curve_least_squares(const double *position, const double *value, size_t n);
double curve_line_at(const struct curve_line *line, double position);

/*
 * One point a window of `width` positions, which stands at its middle: all values from the first
 * position on as if they were of their window's middle (see curve_mean). There are as many windows
 * as come nearest to the range, at least one; what is left over is in the last one. Windows without
 * points are left out.
 */
struct curve_point *curve_windows(struct arena *arena, const double *position, const double *value,
                                  size_t n, double width, size_t *count);

/* exp(loss): >= 1 for a loss >= 0, lower is better. */
double curve_perplexity(double loss);

/* Means of the accuracies that are > 0 (a task without samples is left out); NAN when none is. */
double curve_mean_accuracy(const double *accuracy, size_t n);
/* n / sum (1 / a). */
double curve_harmonic_accuracy(const double *accuracy, size_t n);

#endif
