#include <assay/tui/strip.h>

#include <assay/base/spark.h>

#include <math.h>
#include <stdio.h>

void strip_bar(const struct surface *surface, double share, unsigned style)
{
    int width = surface->rect.width, eighths, whole;

    if (isnan(share) || width < 1)
        return;
    share = share < 0.0 ? 0.0 : share > 1.0 ? 1.0 : share;
    eighths = (int)lround(share * width * 8.0);
    whole = eighths / 8;
    draw_code(surface, 0, 0, whole, style, 0x2588);
    if (eighths % 8 && surface->glyphs != GLYPHS_ASCII)
        draw_code(surface, 0, whole, 1, style, 0x2590u - (uint32_t)(eighths % 8));
}

static int column_of(double share, int width)
{
    int column = (int)floor(share * width);

    return column < 0 ? 0 : column >= width ? width - 1 : column;
}

void strip_interval(const struct surface *surface, double low, double value, double high,
                    unsigned style)
{
    int width = surface->rect.width, from, to;

    if (isnan(low) || isnan(value) || isnan(high) || width < 1)
        return;
    from = column_of(low, width);
    to = column_of(high, width);
    draw_code(surface, 0, from, to - from + 1, ROLE_BAND, 0x2500);
    draw_code(surface, 0, column_of(value, width), 1, style, 0x25cf);
}

/* -most to most over all columns but the last of an even number, so that 0 has one of its own. */
static int delta_column(double value, double most, int width)
{
    int half = (width - 1) / 2;
    double at = value / most * half;

    return half + (int)lround(at < -half - 1 ? -half - 1 : at > half + 1 ? half + 1 : at);
}

void strip_delta(const struct surface *surface, double low, double value, double high, double most,
                 unsigned style)
{
    bool plain = surface->glyphs == GLYPHS_ASCII;
    int width = surface->rect.width, last = (width - 1) / 2 * 2, zero = last / 2;
    int from, to, at;

    if (width < 3 || isnan(low) || isnan(value) || isnan(high) || !(most > 0.0))
        return;
    from = delta_column(low, most, width);
    to = delta_column(high, most, width);
    at = delta_column(value, most, width);
    draw_code(surface, 0, zero, 1, ROLE_AXIS, 0x2502);
    for (int x = from < 0 ? 0 : from; x <= to && x <= last; x++)
        draw_code(surface, 0, x, 1, style, x == zero ? 0x253c : 0x2500);
    if (from < 0)
        draw_code(surface, 0, 0, 1, style, plain ? '<' : 0x25c2);
    if (to > last)
        draw_code(surface, 0, last, 1, style, plain ? '>' : 0x25b8);
    if (at >= 0 && at <= last)
        draw_code(surface, 0, at, 1, style | STYLE_BOLD, 0x25cf);
}

void strip_spark(const struct surface *surface, const double *values, size_t count, unsigned style)
{
    struct buf line = {.ptr = NULL};

    if (count == 0 || surface->rect.width < 1)
        return;
    spark_line(values, count, (size_t)surface->rect.width, true, &line);
    draw_text(surface, 0, 0, surface->rect.width, style, buf_str(&line));
    buf_release(&line);
}

static int digits_of(size_t count)
{
    int digits = 1;

    for (; count > 9; count /= 10)
        digits++;
    return digits;
}

int strip_tally_fit(int widths[VERDICT_COUNT], const size_t tally[VERDICT_COUNT])
{
    int all = 0;

    for (int v = 0; v < VERDICT_COUNT; v++) {
        int wanted = tally[v] ? digits_of(tally[v]) + 1 : 0;

        widths[v] = wanted > widths[v] ? wanted : widths[v];
        all += widths[v] ? widths[v] + 1 : 0;
    }
    return all ? all - 1 : 0;
}

void strip_tally(const struct surface *surface, const size_t tally[VERDICT_COUNT],
                 const int widths[VERDICT_COUNT])
{
    int at = 0;

    for (int v = 0; v < VERDICT_COUNT; v++) {
        char mark = verdict_mark((enum verdict)v), text[32];
        int length;

        if (widths[v] == 0)
            continue;
        at += widths[v] + 1;
        if (tally[v] == 0)
            continue;
        length = snprintf(text, sizeof(text), "%zu", tally[v]);
        draw_c(surface, 0, at - 2 - length, ROLE_TEXT, text);
        draw_code(surface, 0, at - 2, 1,
                  role_verdict(mark) | (v == VERDICT_DIFFERS ? STYLE_BOLD : 0u),
                  (unsigned char)mark);
    }
}
