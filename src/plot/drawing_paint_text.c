#include "drawing_paint_internal.h"

#ifdef ASSAY_CAIRO

#include <assay/base/utf8.h>

#include <math.h>

/*
 * Families with what a Latin face lacks. A system gives the nearest it has for one that is not
 * there; whether that has the character is asked of the face itself.
 */
static const char *const families[PAINT_FACES] = {
    NULL, /* what is asked for */
    "sans-serif",
    "DejaVu Sans",
    "Noto Sans",
    "Noto Sans CJK SC",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
    "FreeSans",
    "Noto Sans Symbols2",
    "Unifont",
};

void painter_fonts_begin(struct painter *p)
{
    const char *wanted = p->options->font ? p->options->font : families[1];
    cairo_font_options_t *options = p->lib.font_options_create();

    /* Letters as wide as they are designed, whatever the machine's settings say. */
    p->lib.font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    p->lib.font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    p->lib.font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    p->lib.set_font_options(p->cairo, options);
    p->lib.font_options_destroy(options);
    for (int bold = 0; bold < 2; bold++)
        for (int i = 0; i < PAINT_FACES; i++)
            p->faces[bold][i] = p->lib.toy_font_face_create(
                families[i] ? families[i] : wanted, CAIRO_FONT_SLANT_NORMAL,
                bold ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
}

void painter_fonts_end(struct painter *p)
{
    for (int bold = 0; bold < 2; bold++)
        for (int i = 0; i < PAINT_FACES; i++)
            p->lib.font_face_destroy(p->faces[bold][i]);
}

static void choose(struct painter *p, const struct text_style *style, int face)
{
    p->lib.set_font_face(p->cairo, p->faces[style->bold][face]);
    p->lib.set_font_size(p->cairo, style->size);
}

static bool has_glyph(struct painter *p, const struct text_style *style, int face, struct str text)
{
    cairo_glyph_t few[4], *glyphs = few;
    int count = 4;
    bool has;

    choose(p, style, face);
    if (p->lib.scaled_font_text_to_glyphs(p->lib.get_scaled_font(p->cairo), 0, 0, text.ptr,
                                          (int)text.len, &glyphs, &count, NULL, NULL,
                                          NULL) != CAIRO_STATUS_SUCCESS)
        return false;
    has = count > 0 && glyphs[0].index != 0;
    if (glyphs != few)
        p->lib.glyph_free(glyphs);
    return has;
}

/* The first face that has the character: the one asked for when none has. */
static int face_of(struct painter *p, const struct text_style *style, struct str character)
{
    if ((unsigned char)character.ptr[0] < 0x80)
        return 0;
    for (int face = 0; face < PAINT_FACES; face++)
        if (has_glyph(p, style, face, character))
            return face;
    return 0;
}

static struct str first_of(struct str text)
{
    uint32_t code;
    size_t length = utf8_decode(text, &code);

    return (struct str){text.ptr, length ? length : 1};
}

/* As much of the text as one face has; marks stay in the face of what they are on. */
static struct str piece_of(struct painter *p, const struct text_style *style, struct str text,
                           int *face)
{
    struct str character = first_of(text);
    size_t length = character.len;

    *face = face_of(p, style, character);
    while (length < text.len) {
        uint32_t code = 0;

        character = first_of((struct str){text.ptr + length, text.len - length});
        utf8_decode(character, &code);
        if (utf8_code_width(code) != 0 && face_of(p, style, character) != *face)
            break;
        length += character.len;
    }
    return (struct str){text.ptr, length};
}

/* ---- pieces ---- */

typedef void (*piece_function)(struct painter *p, const char *text, double *width);

static void measure_piece(struct painter *p, const char *text, double *width)
{
    cairo_text_extents_t extents;

    p->lib.text_extents(p->cairo, text, &extents);
    *width += extents.x_advance;
}

static void outline_piece(struct painter *p, const char *text, double *width)
{
    (void)width;
    p->lib.text_path(p->cairo, text);
}

static void show_piece(struct painter *p, const char *text, double *width)
{
    (void)width;
    p->lib.show_text(p->cairo, text);
}

/* Each begins where the one before ended. */
static void each_piece(struct painter *p, const struct text_style *style, struct str text,
                       piece_function function, double *width)
{
    struct buf piece = {.ptr = NULL};

    while (text.len) {
        int face;
        struct str part = piece_of(p, style, text, &face);

        buf_clear(&piece);
        buf_add_str(&piece, part);
        choose(p, style, face);
        function(p, piece.ptr, width);
        text = (struct str){text.ptr + part.len, text.len - part.len};
    }
    buf_release(&piece);
}

static void paint_halo(struct painter *p, const struct text_style *style, struct str text,
                       double from)
{
    p->lib.move_to(p->cairo, from, 0.0);
    each_piece(p, style, text, outline_piece, NULL);
    painter_ink(p, (struct ink){ROLE_TEXT, INK_PAGE, 100});
    p->lib.set_dash(p->cairo, NULL, 0, 0.0);
    p->lib.set_line_width(p->cairo, 2.0 * DRAWING_HALO);
    p->lib.stroke(p->cairo);
}

void painter_text(struct painter *p, const struct shape *shape)
{
    const struct text_style *style = &shape->style;
    struct buf safe = {.ptr = NULL};
    double width = 0.0, from;

    if (style->ink.part == INK_NONE)
        return;
    utf8_make_safe(&safe, str_of(shape->text));
    each_piece(p, style, buf_str(&safe), measure_piece, &width);
    from = style->anchor == ANCHOR_START ? 0.0 : style->anchor == ANCHOR_END ? -width : -width / 2;
    p->lib.save(p->cairo);
    p->lib.translate(p->cairo, shape->x, shape->y);
    if (style->upwards)
        p->lib.rotate(p->cairo, -acos(-1.0) / 2.0);
    if (style->halo)
        paint_halo(p, style, buf_str(&safe), from);
    p->lib.move_to(p->cairo, from, 0.0);
    painter_ink(p, style->ink);
    each_piece(p, style, buf_str(&safe), show_piece, NULL);
    p->lib.restore(p->cairo);
    p->lib.new_path(p->cairo);
    buf_release(&safe);
}

#endif
