#include <assay/tui/share_bar.h>

#include <math.h>

static double within(double share)
{
    return share < 0.0 ? 0.0 : share > 1.0 ? 1.0 : share;
}

void share_bar_draw(const struct surface *surface, int row, unsigned style, double share)
{
    int halves;

    if (isnan(share))
        return;
    halves = (int)lround(within(share) * 2.0 * surface->rect.width);
    halves = halves == 0 && share > 0.0 ? 1 : halves;
    if (surface->glyphs == GLYPHS_ASCII)
        draw_code(surface, row, 0, (halves + 1) / 2, style, '=');
    else
        draw_code(surface, row, 0, halves / 2, style, 0x2501);
    if (halves % 2 && surface->glyphs != GLYPHS_ASCII)
        draw_code(surface, row, halves / 2, 1, style, 0x2578);
}

static int column_of(const struct surface *surface, double share)
{
    int column = (int)(within(share) * surface->rect.width);

    return column < surface->rect.width ? column : surface->rect.width - 1;
}

void share_interval_draw(const struct surface *surface, int row, double share,
                         struct interval interval)
{
    int low, high;

    if (isnan(share) || isnan(interval.low) || surface->rect.width < 1)
        return;
    low = column_of(surface, interval.low);
    high = column_of(surface, interval.high);
    draw_code(surface, row, low, high - low + 1, ROLE_BAND, 0x2500);
    draw_code(surface, row, low, 1, ROLE_BAND, 0x251c);
    draw_code(surface, row, high, 1, ROLE_BAND, 0x2524);
    draw_code(surface, row, column_of(surface, share), 1, ROLE_BAR, 0x25cf);
}
