#include "frame_internal.h"

#include <assay/base/quote.h>
#include <assay/base/utf8.h>
#include <assay/tui/present_text.h>

#include <math.h>
#include <string.h>
#include <unistd.h>

/* Files are shown on terminals too. */
static void add_separated(struct buf *out, struct str text, char separator)
{
    if (separator == ',') {
        quote_csv(out, text);
        return;
    }
    utf8_make_safe(out, text);
}

static void write_rows(const struct grid_layout *layout, char separator, struct buf *out)
{
    const struct grid_source *source = layout->source;
    struct arena *scratch = arena_new();

    for (int i = 0; i < layout->column_count; i++) {
        if (i)
            buf_add_char(out, separator);
        add_separated(out, str_of(source->columns[layout->columns[i]].key), separator);
    }
    buf_add_char(out, '\n');
    for (size_t row = 0; row < layout->count; row++) {
        for (int i = 0; i < layout->column_count; i++) {
            struct grid_cell cell = {.number = NAN};

            source->cell(source->arg, grid_row_at(layout, row), (size_t)layout->columns[i], scratch,
                         &cell);
            if (i)
                buf_add_char(out, separator);
            add_separated(out, cell.text, separator);
        }
        buf_add_char(out, '\n');
        arena_reset(scratch);
    }
    arena_free(scratch);
}

static bool write_table(struct frame *frame, char separator, struct buf *out, struct err *err)
{
    struct grid_layout *layout;

    if (!frame_grid(frame, &layout) || !layout->source)
        return err_set(err, ERR_USAGE, "this view has no table; txt and svg write the screen");
    write_rows(layout, separator, out);
    return true;
}

static void write_screen(struct frame *frame, const char *suffix, struct buf *out)
{
    struct canvas *canvas = canvas_new(frame->height, frame->width);

    frame->message[0] = '\0';
    frame_draw(frame, canvas);
    if (strcmp(suffix, "txt") == 0)
        present_txt(canvas, out);
    else if (strcmp(suffix, "ansi") == 0)
        present_ansi(canvas, frame->theme, DEPTH_RGB, out);
    else
        present_svg(canvas, frame->theme, frame_title(frame).ptr, out);
    frame->drawn = NULL;
    canvas_free(canvas);
}

static bool write_as(struct frame *frame, const char *suffix, struct buf *out, struct err *err)
{
    if (strcmp(suffix, "csv") == 0 || strcmp(suffix, "tsv") == 0)
        return write_table(frame, suffix[0] == 'c' ? ',' : '\t', out, err);
    if (strcmp(suffix, "txt") == 0 || strcmp(suffix, "ansi") == 0 || strcmp(suffix, "svg") == 0) {
        write_screen(frame, suffix, out);
        return true;
    }
    if (frame->context.comparison) {
        if (frame->options.writer.comparison &&
            frame->options.writer.comparison(frame->context.comparison, suffix, out))
            return true;
    } else if (frame->context.assessed && frame->options.writer.report &&
               frame->options.writer.report(frame->context.assessed, suffix, out))
        return true;
    return err_set(err, ERR_USAGE, "nothing is written as .%s; try html, md, json, csv, txt or svg",
                   suffix);
}

bool frame_write(struct frame *frame, const char *path, struct err *err)
{
    bool replace = path[0] == '!';
    const char *suffix;
    struct buf out = {0};
    bool written;

    path += replace;
    suffix = strrchr(path, '.');
    err_clear(err);
    if (!frame->options.writer.save)
        return err_set(err, ERR_UNSUPPORTED, "files cannot be written here");
    if (!suffix || strchr(suffix, '/'))
        return err_set(err, ERR_USAGE,
                       "the file's suffix says what is written: html, xlsx, md, json, csv, "
                       "txt, svg");
    if (!replace && access(path, F_OK) == 0)
        return err_set(err, ERR_USAGE, "%s is there already; \"write !%s\" replaces it", path,
                       path);
    written = write_as(frame, suffix + 1, &out, err) &&
              frame->options.writer.save(path, out.ptr ? out.ptr : "", out.len, err);
    buf_release(&out);
    return written;
}
