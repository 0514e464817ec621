#include <assay/cmd/plot_text.h>

#include <assay/cmd/figure_options.h>
#include <assay/cmd/screen.h>
#include <assay/tui/terminal.h>

#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { COLUMNS = 80, ROWS = 20, ROWS_MOST = 40, HEAD_ROWS = 6, SIDE_MOST = 1000 };

static bool read_glyphs(const struct arguments *arguments, enum glyph_set *glyphs, struct err *err)
{
    static const char *const words[] = {"auto", "braille", "block", "ascii"};
    const char *word = option_value(arguments, &option_glyphs, "auto");

    *glyphs = terminal_glyphs(word);
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (strcmp(word, words[i]) == 0)
            return true;
    return err_set(err, ERR_USAGE, "--glyphs is auto, braille, block or ascii, not \"%s\"", word);
}

static void size_of_terminal(struct plot_text_options *options)
{
    struct winsize size;

    if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 ||
        size.ws_col < PLOT_TEXT_COLUMNS_LEAST)
        return;
    options->columns = size.ws_col < SIDE_MOST ? size.ws_col : SIDE_MOST;
    options->rows = size.ws_row - HEAD_ROWS < ROWS_MOST ? size.ws_row - HEAD_ROWS : ROWS_MOST;
}

static bool read_size(const struct arguments *arguments, struct plot_text_options *options,
                      struct err *err)
{
    const char *text = option_value(arguments, &figure_option_size, NULL);
    struct str rest = str_of(text), part;
    long long columns, rows;

    if (!text) {
        size_of_terminal(options);
        return true;
    }
    if (!str_split(&rest, 'x', &part) || !str_integer(part, &columns) ||
        !str_integer(rest, &rows) || columns < PLOT_TEXT_COLUMNS_LEAST ||
        rows < PLOT_TEXT_ROWS_LEAST || columns > SIDE_MOST || rows > SIDE_MOST)
        return err_set(err, ERR_USAGE,
                       "without -o, --size is columns by rows, as in 100x24, at least %dx%d, not "
                       "\"%s\"",
                       PLOT_TEXT_COLUMNS_LEAST, PLOT_TEXT_ROWS_LEAST, text);
    options->columns = (int)columns;
    options->rows = (int)rows;
    return true;
}

bool plot_text_read(const struct arguments *arguments, struct plot_text_options *options,
                    struct err *err)
{
    *options = (struct plot_text_options){.columns = COLUMNS, .rows = ROWS};
    return read_glyphs(arguments, &options->glyphs, err) && read_size(arguments, options, err);
}
