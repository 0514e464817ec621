#include <assay/plot/plot_legend.h>

#include <assay/plot/text_width.h>

#include <math.h>

/* In text sizes. */
#define SIGN_WIDTH 2.0
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
    double x = 0.0, sign = (SIGN_WIDTH + SIGN_GAP) * pen->text;
    size_t row = 0;

    for (size_t i = 0; i < legend->count; i++) {
        const char *name = text_fit(legend->items[i].name, pen->text, false,
                                    fmax(width - sign, pen->text), pen->arena);
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
    double width = SIGN_WIDTH * pen->text, half = 0.36 * pen->text;
    struct plot_area box = {x + width / 2.0 - half, y - half, 2.0 * half, 2.0 * half};
    struct line_style none = {.width = 0.0};
    struct line_style line = {ink_of(item->role), 1.6, item->dash};

    switch (item->sign) {
    case LEGEND_LINE:
        pen_segment(pen, x, y, x + width, y, line);
        if (item->marked)
            pen_marker(pen, x + width / 2.0, y, 2.6, item->marker, ink_of(item->role), NULL);
        return;
    case LEGEND_MARKER:
        pen_marker(pen, x + width / 2.0, y, 3.0, item->marker, ink_of(item->role), NULL);
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
        pen_text(pen, x + places[i].x + (SIGN_WIDTH + SIGN_GAP) * pen->text,
                 middle + 0.35 * pen->text, places[i].name,
                 pen_style(pen, ROLE_TEXT, ANCHOR_START));
    }
}
