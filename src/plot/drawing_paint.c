#include <assay/plot/drawing_paint.h>

#ifndef ASSAY_CAIRO

static bool refuse(struct err *err)
{
    return err_set(err, ERR_UNSUPPORTED,
                   "this build cannot write PNG and PDF, because it was made without cairo");
}

const char *drawing_paint_library(struct err *err)
{
    refuse(err);
    return NULL;
}

bool drawing_png(const struct drawing *drawing, const struct paint_options *options,
                 struct buf *out, struct err *err)
{
    (void)drawing, (void)options, (void)out;
    return refuse(err);
}

bool drawing_pdf(const struct drawing *drawing, const struct paint_options *options,
                 struct buf *out, struct err *err)
{
    (void)drawing, (void)options, (void)out;
    return refuse(err);
}

#else

#include "drawing_paint_internal.h"

#include <assay/base/library.h>

#include <math.h>
#include <time.h>

/* ---- cairo ---- */

#define CAIRO_CALL(call) {"cairo_" #call, offsetof(struct cairo_calls, call)},
static const struct library_call calls[] = {CAIRO_CALLS(CAIRO_CALL)};
#undef CAIRO_CALL

static bool open_library(struct cairo_calls *lib, struct err *err)
{
    struct err why;

    if (library_open(LIBRARY_NAME(ASSAY_CAIRO), calls, sizeof(calls) / sizeof(calls[0]), lib, &why))
        return true;
    return err_set(err, ERR_UNSUPPORTED, "cairo, which writes PNG and PDF, cannot be loaded: %s",
                   why.text);
}

const char *drawing_paint_library(struct err *err)
{
    struct cairo_calls lib;

    return open_library(&lib, err) ? lib.version_string() : NULL;
}

/* ---- inks ---- */

void painter_ink(struct painter *p, struct ink ink)
{
    const struct palette *palette = p->options->palette;
    struct colour colour = ink.part == INK_PAGE ? palette->page
                           : ink.part == INK_BG ? palette->bg[ink.role]
                                                : palette->fg[ink.role];

    p->lib.set_source_rgba(p->cairo, colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0,
                           ink.percent ? ink.percent / 100.0 : 1.0);
}

/* What the path encloses and its outline; the path is used up. */
static void paint_path(struct painter *p, const struct shape *shape)
{
    const struct line_style *line = &shape->line;
    struct dash_lengths dash = drawing_dash(line->dash);

    if (shape->kind != DRAWN_LINE && shape->fill.part != INK_NONE) {
        /* Cells that touch leave no hairline between them. */
        bool crisp = shape->fill.part == INK_BG && shape->line.width <= 0.0;

        painter_ink(p, shape->fill);
        p->lib.set_antialias(p->cairo, crisp ? CAIRO_ANTIALIAS_NONE : CAIRO_ANTIALIAS_DEFAULT);
        p->lib.fill_preserve(p->cairo);
        p->lib.set_antialias(p->cairo, CAIRO_ANTIALIAS_DEFAULT);
    }
    if (line->width > 0.0 && line->ink.part != INK_NONE) {
        painter_ink(p, (struct ink){line->ink.role, line->ink.part == INK_PAGE ? INK_PAGE : INK_FG,
                                    line->ink.percent});
        p->lib.set_line_width(p->cairo, line->width);
        p->lib.set_dash(p->cairo, &dash.on, dash.on > 0.0 ? 2 : 0, 0.0);
        p->lib.stroke_preserve(p->cairo);
    }
    p->lib.new_path(p->cairo);
}

/* ---- shapes ---- */

static bool is_gap(const struct plot_point *point)
{
    return isnan(point->x) || isnan(point->y);
}

static void add_part(struct painter *p, const struct shape *shape, size_t from, size_t to)
{
    const struct plot_point *points = shape->points;

    if (to - from == 1 && shape->kind == DRAWN_LINE) {
        p->lib.move_to(p->cairo, points[from].x - shape->line.width / 2.0, points[from].y);
        p->lib.line_to(p->cairo, points[from].x + shape->line.width / 2.0, points[from].y);
        return;
    }
    for (size_t i = from; i < to; i++)
        p->lib.line_to(p->cairo, points[i].x, points[i].y);
    if (shape->kind == DRAWN_AREA)
        p->lib.close_path(p->cairo);
}

static void add_points(struct painter *p, const struct shape *shape)
{
    for (size_t from = 0, to; from < shape->count; from = to) {
        to = from;
        while (to < shape->count && !is_gap(&shape->points[to]))
            to++;
        if (to > from)
            add_part(p, shape, from, to);
        else
            to++;
        p->lib.new_sub_path(p->cairo);
    }
}

static void paint_shape(struct painter *p, const struct shape *shape)
{
    switch (shape->kind) {
    case DRAWN_LINE:
    case DRAWN_AREA:
        add_points(p, shape);
        paint_path(p, shape);
        break;
    case DRAWN_BOX:
        p->lib.rectangle(p->cairo, shape->x, shape->y, shape->width, shape->height);
        paint_path(p, shape);
        break;
    case DRAWN_DISC:
        p->lib.new_sub_path(p->cairo);
        p->lib.arc(p->cairo, shape->x, shape->y, shape->width, 0.0, 2.0 * acos(-1.0));
        p->lib.close_path(p->cairo);
        paint_path(p, shape);
        break;
    case DRAWN_TEXT:
        painter_text(p, shape);
        break;
    case DRAWN_OPEN:
    case DRAWN_CLOSE:
        break;
    }
}
/* ---- pages ---- */

static cairo_status_t append(void *out, const unsigned char *data, unsigned length)
{
    buf_add(out, (const char *)data, length);
    return CAIRO_STATUS_SUCCESS;
}

static void paint_all(struct painter *p, const struct drawing *drawing)
{
    painter_ink(p, (struct ink){ROLE_TEXT, INK_PAGE, 100});
    p->lib.paint(p->cairo);
    p->lib.set_line_join(p->cairo, CAIRO_LINE_JOIN_ROUND);
    for (size_t i = 0; i < drawing->count; i++)
        paint_shape(p, &drawing->shapes[i]);
}

/* The surface is painted; p has the library, and loses the rest again. */
static cairo_status_t paint_surface(struct painter *p, cairo_surface_t *surface, double scale,
                                    const struct drawing *drawing)
{
    cairo_status_t status;

    p->cairo = p->lib.create(surface);
    p->lib.scale(p->cairo, scale, scale);
    painter_fonts_begin(p);
    paint_all(p, drawing);
    painter_fonts_end(p);
    status = p->lib.status(p->cairo);
    p->lib.destroy(p->cairo);
    return status;
}

static bool told(const struct painter *p, cairo_status_t status, const char *what, struct err *err)
{
    if (status == CAIRO_STATUS_SUCCESS)
        return true;
    return err_set(err, ERR_IO, "the %s cannot be made: %s", what, p->lib.status_to_string(status));
}

/* ---- PNG ---- */

/* A side as cairo has it at most; 400 MB of memory. */
enum { SIDE_MOST = 32767, PIXELS_MOST = 100000000 };
#define DPI_DEFAULT 144.0

/* Of a chunk's type and data: PNG (ISO/IEC 15948), annex D. */
static uint32_t png_crc(const char *bytes, size_t length)
{
    uint32_t crc = 0xffffffffu;

    for (size_t i = 0; i < length; i++) {
        crc ^= (unsigned char)bytes[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc & 1u ? 0xedb88320u ^ (crc >> 1) : crc >> 1;
    }
    return crc ^ 0xffffffffu;
}

static void add_big_endian(struct buf *out, uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        buf_add_char(out, (char)(value >> shift & 0xff));
}

/*
 * The bytes with a chunk that says how large a pixel is, behind the first: without it a page takes
 * the picture for one of 72 or 96 pixels an inch.
 */
static void add_png(struct buf *out, struct str png, double dpi)
{
    enum { SIGNATURE_AND_HEADER = 33, UNIT_METRE = 1 };
    const double inches_per_metre = 1.0 / 0.0254;
    uint32_t density = (uint32_t)lround(dpi * inches_per_metre);
    size_t from;

    buf_add(out, png.ptr, SIGNATURE_AND_HEADER);
    add_big_endian(out, 9);
    from = out->len;
    buf_add(out, "pHYs", 4);
    add_big_endian(out, density);
    add_big_endian(out, density);
    buf_add_char(out, UNIT_METRE);
    add_big_endian(out, png_crc(out->ptr + from, out->len - from));
    buf_add(out, png.ptr + SIGNATURE_AND_HEADER, png.len - SIGNATURE_AND_HEADER);
}

static bool check_size(double width, double height, struct err *err)
{
    if (width >= 1.0 && height >= 1.0 && width <= SIDE_MOST && height <= SIDE_MOST &&
        width * height <= PIXELS_MOST)
        return true;
    return err_set(err, ERR_USAGE,
                   "a picture of %.0f x %.0f pixels is too large; a side of 32767 and 100 million "
                   "in all are the most",
                   width, height);
}

bool drawing_png(const struct drawing *drawing, const struct paint_options *options,
                 struct buf *out, struct err *err)
{
    double dpi = options->dpi > 0.0 ? options->dpi : DPI_DEFAULT;
    double scale = dpi / 72.0;
    double width = ceil(drawing->width * scale), height = ceil(drawing->height * scale);
    struct painter p = {.options = options};
    struct buf png = {.ptr = NULL};
    cairo_surface_t *surface;
    cairo_status_t status;

    if (!open_library(&p.lib, err) || !check_size(width, height, err))
        return false;
    surface = p.lib.image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
    status = paint_surface(&p, surface, scale, drawing);
    if (status == CAIRO_STATUS_SUCCESS)
        status = p.lib.surface_write_to_png_stream(surface, append, &png);
    p.lib.surface_destroy(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        add_png(out, buf_str(&png), dpi);
    buf_release(&png);
    return told(&p, status, "PNG", err);
}

/* ---- PDF ---- */

static void set_times(const struct painter *p, cairo_surface_t *surface)
{
    int64_t timestamp = p->options->timestamp;
    char text[40] = "";
    time_t seconds = (time_t)timestamp;
    struct tm tm;

    if (timestamp >= 0 && gmtime_r(&seconds, &tm))
        strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &tm);
    p->lib.pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, text);
    p->lib.pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, text);
}

bool drawing_pdf(const struct drawing *drawing, const struct paint_options *options,
                 struct buf *out, struct err *err)
{
    struct painter p = {.options = options};
    cairo_surface_t *surface;
    cairo_status_t status;

    if (!open_library(&p.lib, err))
        return false;
    surface = p.lib.pdf_surface_create_for_stream(append, out, drawing->width, drawing->height);
    p.lib.pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, drawing->title);
    set_times(&p, surface);
    status = paint_surface(&p, surface, 1.0, drawing);
    p.lib.surface_finish(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = p.lib.surface_status(surface);
    p.lib.surface_destroy(surface);
    return told(&p, status, "PDF", err);
}

#endif
