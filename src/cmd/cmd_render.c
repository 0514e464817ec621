#include <assay/cmd/cmd_render.h>

#include <assay/cmd/screen.h>
#include <assay/cmd/visit.h>
#include <assay/tui/present_text.h>

#include <string.h>

enum { SIDE_MOST = 1000 };

static const struct option option_size = {"size", 's', "WxH", "Columns and rows (80x24)"};
static const struct option option_keys = {"keys", 'k', "KEYS", "Type these first: \"j j <enter>\""};
static const struct option option_to = {"to", '\0', "FORMAT", "txt, ansi or svg (txt)"};

static bool parse_size(const char *text, int *width, int *height, struct err *err)
{
    struct str rest = str_of(text), part;
    long long w, h;

    if (str_split(&rest, 'x', &part) && str_integer(part, &w) && str_integer(rest, &h) && w >= 1 &&
        h >= 1 && w <= SIDE_MOST && h <= SIDE_MOST) {
        *width = (int)w;
        *height = (int)h;
        return true;
    }
    return err_set(err, ERR_USAGE, "--size is columns by rows, as in 120x40, not \"%s\"", text);
}

static bool type_keys(struct frame *frame, struct canvas *canvas, const char *keys, struct err *err)
{
    struct str rest = str_of(keys);
    uint32_t key;

    while (key_parse(&rest, &key, err)) {
        frame_draw(frame, canvas);
        frame_key(frame, key);
    }
    return err->code == ERR_NONE;
}

static bool present(struct frame *frame, const struct canvas *canvas, const char *format,
                    struct buf *out, struct err *err)
{
    if (strcmp(format, "txt") == 0)
        present_txt(canvas, out);
    else if (strcmp(format, "ansi") == 0)
        present_ansi(canvas, frame_theme(frame), DEPTH_RGB, out);
    else if (strcmp(format, "svg") == 0)
        present_svg(canvas, frame_theme(frame), frame_title(frame).ptr, out);
    else
        return err_set(err, ERR_USAGE, "--to is txt, ansi or svg, not \"%s\"", format);
    return true;
}

static bool render(struct frame *frame, const struct arguments *arguments, struct buf *out,
                   struct err *err)
{
    struct canvas *canvas;
    int width = 0, height = 0;
    bool done;

    if (!parse_size(option_value(arguments, &option_size, "80x24"), &width, &height, err))
        return false;
    canvas = canvas_new(height, width);
    frame_resize(frame, height, width);
    done = frame_view(frame, arguments->paths[0], err) &&
           type_keys(frame, canvas, option_value(arguments, &option_keys, ""), err);
    if (done) {
        frame_draw(frame, canvas);
        done = present(frame, canvas, option_value(arguments, &option_to, "txt"), out, err);
    }
    canvas_free(canvas);
    return done;
}

static enum exit_code run_render(const struct arguments *arguments, struct arena *arena)
{
    struct arguments paths = *arguments;
    struct buf out = {0};
    struct frame *frame;
    struct config config;
    enum exit_code code;
    struct err err;

    if (arguments->path_count < 1) {
        err_set(&err, ERR_USAGE, "render needs the name of a view");
        command_complain(&err);
        return EXIT_USAGE;
    }
    paths.paths++;
    paths.path_count--;
    frame = screen_open(&paths, SCREEN_WAITS, screen_glyphs_of_documents, &config, arena, &code);
    if (!frame)
        return code;
    if (!render(frame, arguments, &out, &err)) {
        command_complain(&err);
        code = exit_code_of(&err);
    }
    frame_free(frame);
    return visit_print(&out, code);
}

static const struct option *const options[] = {
    &option_size,   &option_keys, &option_to,      &option_baseline, &option_theme, &option_glyphs,
    &option_format, &option_map,  &option_threads, &option_help,     NULL,
};

const struct command command_render = {
    .name = "render",
    .arguments = "VIEW PATH…",
    .summary = "Print a view of the interface as text, ANSI or SVG",
    .options = options,
    .run = run_render,
};
