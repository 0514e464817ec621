#include <assay/plot/plot_facts.h>

#include <assay/base/fmt.h>
#include <assay/plot/plot_head.h>
#include <assay/plot/text_width.h>

#include <math.h>

/* In text sizes. */
#define COLUMN_GAP  1.0
#define HEADING_GAP 0.5
#define NAMES_MOST  0.5 /* of the width, where the values need the rest */
#define SHRINK      0.94
enum { VALUE_LINES = 3 };

struct facts_view {
    double names; /* width of the column of names */
    double size;
};

static double names_width(const struct plot_panel *panel, double size, double width)
{
    double names = 0.0, values = 0.0;

    for (size_t i = 0; i < panel->fact_count; i++) {
        if (!panel->facts[i].name || !panel->facts[i].value)
            continue;
        names = fmax(names, text_width(panel->facts[i].name, size, false));
        values = fmax(values, text_width(panel->facts[i].value, size, false));
    }
    return fmin(names + COLUMN_GAP * size, fmax(NAMES_MOST * width, width - values - 0.5));
}

static struct text_lines value_lines(const struct pen *pen, const struct plot_fact *fact,
                                     const struct facts_view *view, double width)
{
    return pen_wrap(pen, fact->value, view->size, false, fmax(width - view->names, view->size),
                    VALUE_LINES);
}

static double fact_height(const struct pen *pen, const struct plot_panel *panel, size_t i,
                          const struct facts_view *view, double width)
{
    struct text_lines lines;

    if (!panel->facts[i].value)
        return (PEN_LEADING + (i ? HEADING_GAP : 0.0)) * view->size;
    lines = value_lines(pen, &panel->facts[i], view, width);
    return PEN_LEADING * view->size * (double)(lines.count ? lines.count : 1);
}

static struct facts_view view_of(const struct pen *pen, const struct plot_panel *panel,
                                 struct plot_area area)
{
    struct facts_view view = {.size = pen->text};

    for (;; view.size = fmax(view.size * SHRINK, TEXT_LEAST)) {
        double height = 0.0;

        view.names = names_width(panel, view.size, area.width);
        for (size_t i = 0; i < panel->fact_count; i++)
            height += fact_height(pen, panel, i, &view, area.width);
        if (height <= area.height || view.size <= TEXT_LEAST)
            return view;
    }
}

static double draw_fact(const struct pen *pen, const struct plot_panel *panel, size_t i,
                        const struct facts_view *view, struct plot_area area, double y)
{
    const struct plot_fact *fact = &panel->facts[i];
    struct text_style style = {.ink = ink_of(ROLE_DIM), .size = view->size, .anchor = ANCHOR_START};
    double top = y;

    if (!fact->value) {
        top += i ? HEADING_GAP * view->size : 0.0;
        style.ink = ink_of(ROLE_TEXT);
        style.bold = true;
        pen_text(pen, area.x, top + view->size,
                 text_fit(fact->name ? fact->name : "", view->size, true, area.width, pen->arena),
                 style);
    } else {
        struct text_lines lines = value_lines(pen, fact, view, area.width);

        pen_text(pen, area.x, top + view->size,
                 text_fit(fact->name ? fact->name : "", view->size, false,
                          view->names - 0.5 * COLUMN_GAP * view->size, pen->arena),
                 style);
        style.ink = ink_of(ROLE_TEXT);
        pen_lines(pen, area.x + view->names, top, &lines, style);
    }
    return y + fact_height(pen, panel, i, view, area.width);
}

void plot_facts_draw(const struct pen *pen, const struct plot_panel *panel, struct plot_area box)
{
    struct legend legend = {.count = 0};
    struct plot_area area;
    struct facts_view view;
    double y, bottom = box.y + box.height;

    legend_add_keys(&legend, panel);
    plot_head_draw(pen, panel, &legend, box);
    area = plot_area_within(
        box, (struct plot_insets){0.0, 0.0, plot_head_height(pen, panel, &legend, box.width), 0.0});
    view = view_of(pen, panel, area);
    y = area.y;
    for (size_t i = 0; i < panel->fact_count; i++) {
        double need = fact_height(pen, panel, i, &view, area.width);
        bool last = i + 1 == panel->fact_count;

        if (y + need + (last ? 0.0 : PEN_LEADING * view.size) > bottom + 0.01) {
            struct text_style style = {
                .ink = ink_of(ROLE_DIM), .size = view.size, .anchor = ANCHOR_START};

            pen_text(pen, area.x, y + view.size,
                     arena_printf(pen->arena, "… and %s more",
                                  fmt_count(pen->arena, panel->fact_count - i)),
                     style);
            return;
        }
        y = draw_fact(pen, panel, i, &view, area, y);
    }
}
