#include <assay/plot/picture.h>

#include <assay/plot/drawing_paint.h>
#include <assay/plot/drawing_svg.h>

static bool write_svg(const struct drawing *drawing, const struct picture_options *options,
                      struct buf *out, struct err *err)
{
    const struct svg_options svg = {
        .palette = options->palette, .dark = options->dark, .font = options->font};

    (void)err;
    drawing_svg(drawing, &svg, out);
    return true;
}

static struct paint_options paint_options(const struct picture_options *options)
{
    return (struct paint_options){options->palette, options->font, options->dpi,
                                  options->timestamp};
}

static bool write_png(const struct drawing *drawing, const struct picture_options *options,
                      struct buf *out, struct err *err)
{
    const struct paint_options paint = paint_options(options);

    return drawing_png(drawing, &paint, out, err);
}

static bool write_pdf(const struct drawing *drawing, const struct picture_options *options,
                      struct buf *out, struct err *err)
{
    const struct paint_options paint = paint_options(options);

    return drawing_pdf(drawing, &paint, out, err);
}

const struct picture_format picture_formats[] = {
    {.suffix = "svg", .write = write_svg},
    {.suffix = "png", .painted = true, .write = write_png},
    {.suffix = "pdf", .painted = true, .write = write_pdf},
    {.suffix = NULL},
};

const struct picture_format *picture_find(struct str suffix)
{
    for (size_t i = 0; picture_formats[i].suffix; i++)
        if (str_eq_nocase(suffix, str_of(picture_formats[i].suffix)))
            return &picture_formats[i];
    return NULL;
}
