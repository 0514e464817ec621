#include <assay/plot/plot_point_texts.h>

#include <assay/plot/text_width.h>

#include <math.h>

/* In text sizes: of the texts, and between the frame and them. */
#define SIZE 0.9
#define GAP  0.7
/* Most of a box that the column takes. */
#define COLUMN_SHARE 0.48

bool point_texts_apart(const struct plot_axes *axes, size_t series)
{
    return axes->sideways && axes->series[series].form == PLOT_POINTS && axes->series[series].texts;
}

static double size_of(const struct pen *pen)
{
    return fmax(SIZE * pen->text, TEXT_LEAST);
}

double point_texts_right(const struct pen *pen, const struct plot_axes *axes, double width)
{
    double widest = 0.0;

    for (size_t n = 0; n < axes->series_count; n++)
        for (size_t i = 0; point_texts_apart(axes, n) && i < axes->series[n].count; i++)
            if (axes->series[n].texts[i])
                widest = fmax(widest, text_width(axes->series[n].texts[i], size_of(pen), false));
    return widest > 0.0 ? fmin(widest + (GAP + 0.5) * pen->text, COLUMN_SHARE * width) : 0.0;
}

static void draw_text(const struct pen *pen, const struct plot_frame *frame,
                      const struct plot_series *series, size_t i, struct plot_area box,
                      struct label_boxes *labels)
{
    struct text_style style = pen_style(pen, series_role(series, i), ANCHOR_START);
    double x = frame->area.x + frame->area.width + GAP * pen->text;
    double y = frame_x(frame, series_x(series, i));
    struct plot_area page = {0.0, 0.0, pen->drawing->width, pen->drawing->height};

    if (!series->texts[i] || !frame_holds_x(frame, series_x(series, i)))
        return;
    style.size = size_of(pen);
    label_boxes_text(labels, pen, page, x, y + 0.35 * style.size,
                     pen_fit(pen, series->texts[i], style.size, box.x + box.width - x), style);
}

void point_texts_draw(const struct pen *pen, const struct plot_axes *axes,
                      const struct plot_frame *frame, struct plot_area box,
                      struct label_boxes *labels)
{
    for (size_t n = 0; n < axes->series_count; n++)
        for (size_t i = 0; point_texts_apart(axes, n) && i < axes->series[n].count; i++)
            draw_text(pen, frame, &axes->series[n], i, box, labels);
}
