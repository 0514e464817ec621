#include <assay/plot/plot_head.h>

#include <math.h>

/* In text sizes. */
#define TITLE_SIZE 1.1
#define TITLE_GAP  0.3
enum { TITLE_LINES = 2 };

static struct text_lines title_of(const struct pen *pen, const struct plot_panel *panel,
                                  double width)
{
    return pen_wrap(pen, panel->title, TITLE_SIZE * pen->text, true, width, TITLE_LINES);
}

static double title_height(const struct pen *pen, const struct text_lines *lines)
{
    return lines->count ? ((double)lines->count * PEN_LEADING * TITLE_SIZE + TITLE_GAP) * pen->text
                        : 0.0;
}

double plot_head_height(const struct pen *pen, const struct plot_panel *panel,
                        const struct legend *legend, double width)
{
    struct text_lines lines = title_of(pen, panel, width);

    if (pen->spare > 1)
        return 0.0;
    return title_height(pen, &lines) + legend_height(pen, legend, width);
}

void plot_head_draw(const struct pen *pen, const struct plot_panel *panel,
                    const struct legend *legend, struct plot_area box)
{
    struct text_lines lines = title_of(pen, panel, box.width);
    struct text_style style = pen_style(pen, ROLE_TEXT, ANCHOR_START);

    if (pen->spare > 1)
        return;
    style.size = TITLE_SIZE * pen->text;
    style.bold = true;
    pen_lines(pen, box.x, box.y, &lines, style);
    legend_draw(pen, legend, box.x, box.y + title_height(pen, &lines), box.width);
}
