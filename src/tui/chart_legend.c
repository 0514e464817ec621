#include "chart_internal.h"

#include <assay/base/fmt.h>

#include <math.h>

/* Blanks between two entries. */
enum { LEGEND_GAP = 3 };

/* Of signs that tell lines apart; 0: none. */
static char letter_of(uint32_t sign)
{
    static const struct {
        uint32_t sign;
        char letter;
    } letters[] = {{0x25cf, '*'}, {0x25cb, 'o'}, {0x25b2, 'x'},
                   {0x25b3, 'v'}, {0x25a0, '#'}, {0x25a1, '%'}};

    for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++)
        if (letters[i].sign == sign)
            return letters[i].letter;
    return '\0';
}

uint32_t chart_sign(const struct chart_series *series, enum glyph_set glyphs)
{
    static const char signs[] = {
        [CHART_LINE] = '*', [CHART_DASHED] = 'o', [CHART_POINTS] = '.', [CHART_BARS] = '#'};

    if (glyphs == GLYPHS_ASCII && series->signs && letter_of(series->sign))
        return (unsigned char)letter_of(series->sign);
    return glyphs == GLYPHS_ASCII ? (uint32_t)(unsigned char)signs[series->form] : series->sign;
}

static const char *figure_text(const struct chart *chart, double value, struct arena *scratch)
{
    switch (chart->y_text) {
    case TICK_SHARE:
        return fmt_share(scratch, value);
    case TICK_DELTA:
        return fmt_delta(scratch, value, 4);
    case TICK_DATE:
    case TICK_PLAIN:
        break;
    }
    return fmt_fixed(scratch, value, chart->decimals);
}

static const char *spread_text(const struct chart *chart, double spread, struct arena *scratch)
{
    if (chart->y_text == TICK_PLAIN)
        return fmt_fixed(scratch, spread, chart->decimals);
    return fmt_delta(scratch, spread, 3) + 1;
}

/* "prosody .8219", its mark, " ±.022"; nothing when it does not fit. */
static void draw_entry(const struct chart *chart, const struct chart_series *series,
                       const struct surface *surface, int row, int *at, int end,
                       struct arena *scratch)
{
    size_t point = isnan(chart->crosshair) ? SIZE_MAX : chart_point(series, chart->crosshair);
    const char *figure = "", *spread = "";
    char mark = '\0';
    int width;

    if (point != SIZE_MAX) {
        figure = arena_printf(scratch, " %s", figure_text(chart, series->y[point], scratch));
        mark = series->marks ? series->marks[point] : '\0';
        if (series->spread && isfinite(series->spread[point]))
            spread = arena_printf(scratch, surface->glyphs == GLYPHS_ASCII ? " +-%s" : " ±%s",
                                  spread_text(chart, series->spread[point], scratch));
    }
    width = 2 + text_columns(str_of(series->name)) + text_columns(str_of(figure)) + (mark != '\0') +
            text_columns(str_of(spread));
    if (*at + width > end)
        return;
    draw_code(surface, row, *at, 1, series->role, chart_sign(series, surface->glyphs));
    *at += 2;
    *at += draw_c(surface, row, *at, ROLE_TEXT, series->name);
    *at += draw_c(surface, row, *at, ROLE_TEXT, figure);
    if (mark)
        draw_code(surface, row, (*at)++, 1, role_verdict(mark), (unsigned char)mark);
    *at += draw_c(surface, row, *at, ROLE_DIM, spread) + LEGEND_GAP;
}

static bool has_bands(const struct chart *chart)
{
    for (size_t s = 0; s < chart->series_count; s++)
        if (chart->series[s].spread)
            return true;
    return false;
}

/* What the signs in the plot mean, at the right end as far as there is room. */
static void draw_signs(const struct chart *chart, const struct surface *surface, int row, int from)
{
    const char *band = chart->band ? chart->band : "± std";
    const struct {
        bool there;
        enum role role;
        uint32_t code;
        const char *text;
    } signs[] = {
        {chart->crossing_count > 0, ROLE_CROSSING, 0x250a, "crossing"},
        {has_bands(chart) && band[0] && surface->glyphs != GLYPHS_ASCII, ROLE_BAND,
         surface->glyphs == GLYPHS_BRAILLE ? 0x2825 : 0x2591, band},
    };
    int end = surface->rect.width - 1;

    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        int width = 2 + text_columns(str_of(signs[i].text));

        if (!signs[i].there || end - width < from)
            continue;
        end -= width;
        draw_code(surface, row, end, 1, signs[i].role, signs[i].code);
        draw_c(surface, row, end + 2, ROLE_DIM, signs[i].text);
        end -= LEGEND_GAP;
    }
}

bool chart_legend_fits(const struct chart *chart, int width)
{
    const char *band = chart->band ? chart->band : "± std";
    int at = 2 + text_columns(str_of(chart->title)) + LEGEND_GAP;

    for (size_t s = 0; s < chart->series_count; s++)
        if (!chart->series[s].quiet)
            at += 2 + text_columns(str_of(chart->series[s].name)) + LEGEND_GAP;
    if (has_bands(chart) && band[0])
        at += 2 + text_columns(str_of(band)) + LEGEND_GAP;
    return at - LEGEND_GAP < width;
}

void chart_legend(const struct chart *chart, const struct chart_area *area,
                  const struct surface *surface, struct arena *scratch)
{
    int at = 2, end = surface->rect.width, row = area->legend_row;

    at +=
        draw_c(surface, row, at, ROLE_HEAD | (chart->focused ? STYLE_UNDERLINE : 0), chart->title) +
        LEGEND_GAP;
    if (!isnan(chart->crosshair) && chart->x_name)
        at += draw_f(surface, row, at, ROLE_CROSSHAIR, "%s %s", chart->x_name,
                     fmt_fixed(scratch, chart->crosshair,
                               chart->crosshair == floor(chart->crosshair) ? 0 : 2)) +
              LEGEND_GAP;
    for (size_t s = 0; s < chart->series_count; s++)
        if (!chart->series[s].quiet)
            draw_entry(chart, &chart->series[s], surface, row, &at, end, scratch);
    draw_signs(chart, surface, row, at);
}
