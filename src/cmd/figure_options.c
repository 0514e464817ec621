#include <assay/cmd/figure_options.h>

#include <assay/base/utf8.h>

#include <stdlib.h>
#include <string.h>

const struct option figure_option_theme = {"theme", '\0', "NAME",
                                           "Colours of figures, a theme (default light)"};
const struct option figure_option_dark = {
    "dark", '\0', "NAME",
    "Other colours where the reader's system is dark, a theme; in SVG and pages"};
const struct option figure_option_size = {"size", '\0', "WxH",
                                          "Width and height of figures in points, 1/72 inch"};
const struct option figure_option_font = {"font", '\0', "FAMILY",
                                          "Family of fonts (default sans-serif)"};
const struct option figure_option_text = {
    "text-size", '\0', "N", "Size of labels in points, 6 to 72 (default 10, less on a small page)"};
const struct option figure_option_dpi = {"dpi", '\0', "N",
                                         "Pixels an inch of PNG, 18 to 1200 (default 144)"};

enum { SIDE_LEAST = 72, SIDE_MOST = 7200 };
enum { TEXT_SIZE_LEAST = 6, TEXT_SIZE_MOST = 72, DPI_LEAST = 18, DPI_MOST = 1200 };

static bool read_side(struct str text, double *side)
{
    return str_number(text, side, NULL) && *side >= SIDE_LEAST && *side <= SIDE_MOST;
}

static bool read_size(const struct arguments *arguments, struct report_options *options,
                      struct err *err)
{
    const char *text = option_value(arguments, &figure_option_size, NULL);
    struct str rest = str_of(text), width;

    if (!text || (str_split(&rest, 'x', &width) && read_side(width, &options->width) &&
                  read_side(rest, &options->height)))
        return true;
    return err_set(err, ERR_USAGE, "--size wants points as 560x340, each from %d to %d, not \"%s\"",
                   SIDE_LEAST, SIDE_MOST, text);
}

static bool read_numbers(const struct arguments *arguments, struct report_options *options,
                         struct err *err)
{
    long long text, dpi;

    if (!option_number(arguments, &figure_option_text, TEXT_SIZE_LEAST, TEXT_SIZE_MOST, 0, &text,
                       err) ||
        !option_number(arguments, &figure_option_dpi, DPI_LEAST, DPI_MOST, 0, &dpi, err))
        return false;
    options->text = (double)text;
    options->dpi = (double)dpi;
    return true;
}

static bool read_epoch(struct report_options *options, struct err *err)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");
    long long seconds = -1;

    options->timestamp = -1;
    if (!text || !*text)
        return true;
    /* The last second of the year 9999: PDF dates have four digits. */
    if (!str_integer(str_of(text), &seconds) || seconds < 0 || seconds > 253402300799)
        return err_set(err, ERR_USAGE, "SOURCE_DATE_EPOCH is to be seconds since 1970, not \"%s\"",
                       text);
    options->timestamp = seconds;
    return true;
}

bool figure_options_read(const struct arguments *arguments, struct arena *arena,
                         struct report_options *options, struct err *err)
{
    const char *dark = option_value(arguments, &figure_option_dark, NULL);

    *options = (struct report_options){.font = option_value(arguments, &figure_option_font, NULL)};
    if (options->font && !utf8_valid(str_of(options->font)))
        return err_set(err, ERR_USAGE, "--font is no UTF-8: \"%s\"", options->font);
    if (!read_size(arguments, options, err) || !read_numbers(arguments, options, err) ||
        !read_epoch(options, err))
        return false;
    options->theme = theme_load(option_value(arguments, &figure_option_theme, "light"), arena, err);
    if (options->theme && dark)
        options->dark = theme_load(dark, arena, err);
    return options->theme && (!dark || options->dark);
}
