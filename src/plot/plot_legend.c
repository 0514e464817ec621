#include <assay/plot/plot_legend.h>

#include <assay/plot/text_width.h>

#include <math.h>

/* In text sizes. */
#define SIGN_GAP   0.5
#define ITEM_GAP   1.6
#define ROW_HEIGHT 1.5

void legend_add(struct legend *legend, struct legend_item item)
{
    if (item.name && item.name[0] && legend->count < LEGEND_MOST)
        legend->items[legend->count++] = item;
}

void legend_add_keys(struct legend *legend, const struct plot_panel *panel)
{
    for (size_t i = 0; i < panel->key_count; i++)
        legend_add(legend,
                   (struct legend_item){.name = panel->keys[i].name,
                                        .role = panel->keys[i].role,
                                        .sign = panel->keys[i].cell ? LEGEND_CELL : LEGEND_BOX});
}

/* Widths of the signs, in text sizes. */
static double sign_width(const struct pen *pen, enum legend_sign sign)
{
    static const double widths[] = {
        [LEGEND_LINE] = 2.0,    [LEGEND_MARKER] = 0.8, [LEGEND_BAND] = 1.6,
        [LEGEND_WHISKER] = 0.5, [LEGEND_BOX] = 0.8,    [LEGEND_CELL] = 0.8};

    return widths[sign] * pen->text;
}

/* Where items stand: a row and a left edge each. */
struct place {
    size_t row;
    double x;
    const char *name;
};

/* Returns the number of rows. */
static size_t lay_out(const struct pen *pen, const struct legend *legend, double width,
                      struct place *places)
{
    double x = 0.0;
    size_t row = 0;

    for (size_t i = 0; i < legend->count; i++) {
        double sign = sign_width(pen, legend->items[i].sign) + SIGN_GAP * pen->text;
        const char *name =
            pen_fit(pen, legend->items[i].name, pen->text, fmax(width - sign, pen->text));
        double taken = sign + text_width(name, pen->text, false);

        if (x > 0.0 && x + taken > width) {
            x = 0.0;
            row++;
        }
        places[i] = (struct place){row, x, name};
        x += taken + ITEM_GAP * pen->text;
    }
    return legend->count ? row + 1 : 0;
}

double legend_height(const struct pen *pen, const struct legend *legend, double width)
{
    struct place places[LEGEND_MOST];

    return (double)lay_out(pen, legend, width, places) * ROW_HEIGHT * pen->text;
}

static void draw_sign(const struct pen *pen, const struct legend_item *item, double x, double y)
{
    double width = sign_width(pen, item->sign), half = 0.36 * pen->text;
    struct plot_area box = {x + width / 2.0 - half, y - half, 2.0 * half, 2.0 * half};
    struct line_style none = {.width = 0.0};
    struct line_style line = {ink_of(item->role), 1.6, item->dash};

    switch (item->sign) {
    case LEGEND_LINE:
        pen_segment(pen, x, y, x + width, y, line);
        if (item->marked)
            pen_marker(pen, x + width / 2.0, y, 0.26 * pen->text, item->marker, ink_of(item->role),
                       NULL);
        return;
    case LEGEND_MARKER:
        pen_marker(pen, x + width / 2.0, y, 0.3 * pen->text, item->marker, ink_of(item->role),
                   NULL);
        return;
    case LEGEND_BAND:
        pen_box(pen, (struct plot_area){x, y - half, width, 2.0 * half}, ink_faint(item->role, 20),
                none, NULL);
        return;
    case LEGEND_WHISKER:
        pen_segment(pen, x + width / 2.0, y - half, x + width / 2.0, y + half,
                    pen_stroke(ink_of(item->role), 1.1));
        return;
    case LEGEND_BOX:
        pen_box(pen, box, ink_faint(item->role, item->percent),
                item->percent ? pen_stroke(ink_of(item->role), 0.8) : none, NULL);
        return;
    case LEGEND_CELL:
        pen_box(pen, box, ink_cell(item->role), pen_stroke(ink_of(ROLE_AXIS), 0.5), NULL);
        return;
    }
}

void legend_draw(const struct pen *pen, const struct legend *legend, double x, double y,
                 double width)
{
    struct place places[LEGEND_MOST];

    lay_out(pen, legend, width, places);
    for (size_t i = 0; i < legend->count; i++) {
        double middle = y + ((double)places[i].row + 0.5) * ROW_HEIGHT * pen->text;

        draw_sign(pen, &legend->items[i], x + places[i].x, middle);
        pen_text(
            pen, x + places[i].x + sign_width(pen, legend->items[i].sign) + SIGN_GAP * pen->text,
            middle + 0.35 * pen->text, places[i].name, pen_style(pen, ROLE_TEXT, ANCHOR_START));
    }
}
