#include <assay/base/spark.h>

#include <math.h>

enum { HEIGHTS = 8 };

void spark_range(const double *values, size_t count, double *low, double *high)
{
    *low = *high = NAN;
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(values[i]))
            continue;
        *low = isnan(*low) || values[i] < *low ? values[i] : *low;
        *high = isnan(*high) || values[i] > *high ? values[i] : *high;
    }
}

static double mean_of(const double *values, size_t from, size_t to)
{
    double sum = 0.0;
    size_t used = 0;

    for (size_t i = from; i < to; i++)
        if (isfinite(values[i])) {
            sum += values[i];
            used++;
        }
    return used ? sum / (double)used : NAN;
}

static void add_height(struct buf *out, double share, bool unicode)
{
    static const char *const blocks[HEIGHTS] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    int height = (int)(share * HEIGHTS);

    if (height >= HEIGHTS)
        height = HEIGHTS - 1;
    if (unicode)
        buf_add_c(out, blocks[height]);
    else
        buf_add_char(out, ".:-=+*#@"[height]);
}

void spark_line(const double *values, size_t count, size_t columns, bool unicode, struct buf *out)
{
    size_t used = count < columns ? count : columns;
    double low, high;

    spark_range(values, count, &low, &high);
    for (size_t c = 0; c < used; c++) {
        double value = mean_of(values, c * count / used, (c + 1) * count / used);

        if (isnan(value))
            buf_add_char(out, ' ');
        else
            add_height(out, high > low ? (value - low) / (high - low) : 0.5, unicode);
    }
}
