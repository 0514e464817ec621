#include <assay/report/figures_out.h>

#include <assay/plot/drawing_paint.h>
#include <assay/plot/picture.h>

static const struct palette *palette_in(struct arena *arena, const struct theme *theme)
{
    struct palette palette;

    if (!theme)
        return NULL;
    palette = palette_of_theme(theme);
    return arena_copy(arena, &palette, 1, sizeof(palette));
}

static const struct theme *page_theme(const struct report_input *input)
{
    return input->options->theme ? input->options->theme
                                 : theme_load_sound("light", input->topic->arena);
}

static bool write_figures(const struct report_input *input, const char *suffix,
                          struct report_files *files, struct err *err)
{
    const struct report_options *options = input->options;
    struct arena *arena = input->topic->arena;
    const struct picture_format *format = picture_find(str_of(suffix));
    const struct picture_options picture = {palette_in(arena, page_theme(input)),
                                            palette_in(arena, options->dark), options->font,
                                            options->dpi, options->timestamp};
    bool done = true;

    for (size_t i = 0; i < input->plots->count && done; i++) {
        const char *name =
            arena_printf(arena, "figures/%s.%s", input->plots->kinds[i]->file, suffix);

        done = format->write(report_drawing(input, input->plots->plots[i]), &picture,
                             report_files_add(files, name), err);
    }
    return done;
}

static bool write_svg(const struct report_input *input, struct report_files *files, struct err *err)
{
    return write_figures(input, "svg", files, err);
}

static bool write_png(const struct report_input *input, struct report_files *files, struct err *err)
{
    return write_figures(input, "png", files, err);
}

static bool write_pdf(const struct report_input *input, struct report_files *files, struct err *err)
{
    return write_figures(input, "pdf", files, err);
}

const struct report_writer report_svg = {
    .name = "svg",
    .summary = "Every figure as SVG",
    .plots = PLOTS_DRAWN,
    .write = {write_svg, write_svg, write_svg},
};

const struct report_writer report_png = {
    .name = "png",
    .summary = "Every figure as PNG",
    .plots = PLOTS_DRAWN,
    .is_long = true,
    .on_request = true,
    .library = drawing_paint_library,
    .write = {write_png, write_png, write_png},
};

const struct report_writer report_pdf = {
    .name = "pdf",
    .summary = "Every figure as PDF",
    .plots = PLOTS_DRAWN,
    .is_long = true,
    .on_request = true,
    .library = drawing_paint_library,
    .write = {write_pdf, write_pdf, write_pdf},
};
