#include <assay/plot/plot_point_texts.h>

#include <assay/plot/text_width.h>

#include <math.h>

/* In text sizes: of the texts, and between what they are beside and them. */
#define SIZE 0.9
#define GAP  0.7
/* Most of a box that the column takes. */
#define COLUMN_SHARE 0.48

static bool has_texts(const struct plot_series *series)
{
    return series->form == PLOT_POINTS && series->texts;
}

static double size_of(const struct pen *pen)
{
    return fmax(SIZE * pen->text, TEXT_LEAST);
}

double point_texts_right(const struct pen *pen, const struct plot_axes *axes, double width)
{
    double widest = 0.0;

    for (size_t n = 0; axes->sideways && n < axes->series_count; n++)
        for (size_t i = 0; has_texts(&axes->series[n]) && i < axes->series[n].count; i++)
            if (axes->series[n].texts[i])
                widest = fmax(widest, text_width(axes->series[n].texts[i], size_of(pen), false));
    return widest > 0.0 ? fmin(widest + (GAP + 0.5) * pen->text, COLUMN_SHARE * width) : 0.0;
}

static void draw_text(const struct pen *pen, const struct plot_frame *frame,
                      const struct plot_series *series, size_t i, struct plot_area box,
                      struct label_boxes *labels)
{
    struct plot_point at = frame_point(frame, series_x(series, i), series->y[i]);
    struct text_style style = pen_style(pen, series_role(series, i), ANCHOR_START);
    double x = frame->sideways ? frame->area.x + frame->area.width : at.x, room = INFINITY;
    const char *text = series->texts[i];

    if (!text || !frame_holds_x(frame, series_x(series, i)))
        return;
    x += GAP * pen->text;
    style.size = size_of(pen);
    if (frame->sideways) {
        room = box.x + box.width - x;
        text = text_fit(text, style.size, false, room + 0.25, pen->arena);
    }
    label_boxes_text(labels, pen, (struct plot_area){box.x, box.y, box.width + 1.0, box.height}, x,
                     at.y + 0.35 * style.size, text, style);
}

void point_texts_draw(const struct pen *pen, const struct plot_axes *axes,
                      const struct plot_frame *frame, struct plot_area box,
                      struct label_boxes *labels)
{
    for (size_t n = 0; n < axes->series_count; n++)
        for (size_t i = 0; has_texts(&axes->series[n]) && i < axes->series[n].count; i++)
            draw_text(pen, frame, &axes->series[n], i, box, labels);
}
