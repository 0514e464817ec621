#include "drawing_svg_internal.h"

#include <string.h>

/* Which classes a drawing has. */
struct used {
    bool fg[ROLE_COUNT], bg[ROLE_COUNT], line[ROLE_COUNT];
    bool page_fill, page_line, halo;
};

static void use_fill(struct used *used, struct ink ink)
{
    if (ink.part == INK_FG)
        used->fg[ink.role] = true;
    else if (ink.part == INK_BG)
        used->bg[ink.role] = true;
    else if (ink.part == INK_PAGE)
        used->page_fill = true;
}

static void use_shape(struct used *used, const struct shape *shape)
{
    if (shape->kind == DRAWN_TEXT) {
        use_fill(used, shape->style.ink);
        used->halo = used->halo || shape->style.halo;
        return;
    }
    if (shape_has_fill(shape))
        use_fill(used, shape->fill);
    if (shape_has_line(shape) && shape->line.ink.part == INK_PAGE)
        used->page_line = true;
    else if (shape_has_line(shape))
        used->line[shape->line.ink.role] = true;
}

/* ---- text ---- */

static void add_selector(struct buf *out, const char *scope)
{
    buf_add_c(out, scope);
    if (scope[0])
        buf_add_char(out, ' ');
}

static void add_colour(struct buf *out, struct colour colour)
{
    static const char digits[] = "0123456789abcdef";
    const uint8_t parts[] = {colour.red, colour.green, colour.blue};

    buf_add_char(out, '#');
    for (size_t i = 0; i < sizeof(parts); i++) {
        buf_add_char(out, digits[parts[i] >> 4]);
        buf_add_char(out, digits[parts[i] & 15]);
    }
}

static void add_rule(struct buf *out, const char *scope, char part, const char *name,
                     struct colour colour)
{
    add_selector(out, scope);
    buf_add_char(out, '.');
    buf_add_char(out, part);
    buf_add_char(out, '-');
    buf_add_c(out, name);
    buf_add_c(out, part == 'l' ? "{stroke:" : "{fill:");
    add_colour(out, colour);
    buf_add_char(out, '}');
}

static void add_halo(struct buf *out, const char *scope, struct colour page)
{
    add_selector(out, scope);
    buf_add_c(out, ".halo{stroke:");
    add_colour(out, page);
    buf_addf(out, ";stroke-width:%gpx;paint-order:stroke}", 2.0 * DRAWING_HALO);
}

static void add_rules(struct buf *out, const char *scope, const struct palette *palette,
                      const struct used *used)
{
    if (used->page_fill)
        add_rule(out, scope, 'f', "page", palette->page);
    if (used->page_line)
        add_rule(out, scope, 'l', "page", palette->page);
    if (used->halo)
        add_halo(out, scope, palette->page);
    for (int role = 0; role < ROLE_COUNT; role++) {
        const char *name = role_name((enum role)role);

        if (used->fg[role])
            add_rule(out, scope, 'f', name, palette->fg[role]);
        if (used->bg[role])
            add_rule(out, scope, 'b', name, palette->bg[role]);
        if (used->line[role])
            add_rule(out, scope, 'l', name, palette->fg[role]);
    }
}

void drawing_svg_rules(const struct palette *palette, const char *scope, struct buf *out)
{
    struct used all;

    memset(&all, true, sizeof(all));
    add_rules(out, scope, palette, &all);
}

void svg_add_style(const struct drawing *drawing, const struct palette *palette,
                   const struct palette *dark, struct buf *out)
{
    struct used used = {.page_fill = true};

    for (size_t i = 0; i < drawing->count; i++)
        use_shape(&used, &drawing->shapes[i]);
    buf_add_c(out, "<style>");
    add_rules(out, "", palette, &used);
    if (dark) {
        buf_add_c(out, "@media(prefers-color-scheme:dark){");
        add_rules(out, "", dark, &used);
        buf_add_char(out, '}');
    }
    buf_add_c(out, "</style>\n");
}
