#include <assay/cmd/screen.h>

#include <assay/cmd/visit.h>
#include <assay/report/report.h>

#include <string.h>

const struct option option_theme = {"theme", '\0', "NAME", "Use this theme"};
const struct option option_glyphs = {"glyphs", '\0', "SET",
                                     "Draw charts with braille, block or ascii"};

static bool write_report(const struct assessed *assessed, const char *format, struct buf *out)
{
    const struct report_writer *writer = report_find(format);
    struct report_files files = {.arena = arena_new()};

    if (writer) {
        writer->write(assessed, &files);
        if (files.count)
            buf_add_str(out, buf_str(&files.files[0].text));
        report_files_release(&files);
    }
    arena_free(files.arena);
    return writer != NULL;
}

static bool choose_glyphs(const struct arguments *arguments, enum glyph_set *glyphs,
                          struct err *err)
{
    static const char *const names[] = {
        [GLYPHS_ASCII] = "ascii", [GLYPHS_BLOCK] = "block", [GLYPHS_BRAILLE] = "braille"};
    const char *name = option_value(arguments, &option_glyphs, NULL);

    if (!name)
        return true;
    for (int i = GLYPHS_ASCII; i <= GLYPHS_BRAILLE; i++)
        if (strcmp(name, names[i]) == 0) {
            *glyphs = (enum glyph_set)i;
            return true;
        }
    return err_set(err, ERR_USAGE, "--glyphs is braille, block or ascii, not \"%s\"", name);
}

static bool make_options(const struct arguments *arguments, struct arena *arena,
                         struct frame_options *options, struct err *err)
{
    struct session_options *session = arena_zalloc(arena, 1, sizeof(*session));
    struct config *config = arena_zalloc(arena, 1, sizeof(*config));

    options->session = session;
    options->config = config;
    options->writer.report = write_report;
    options->writer.save = command_write_file;
    if (!visit_options(arguments, arena, config, session, err) ||
        !choose_glyphs(arguments, &options->glyphs, err))
        return false;
    options->theme = theme_load(option_value(arguments, &option_theme, "default"), arena, err);
    return options->theme != NULL;
}

static struct frame *complain(const struct err *err, struct frame *frame, enum exit_code *code)
{
    command_complain(err);
    *code = exit_code_of(err);
    frame_free(frame);
    return NULL;
}

struct frame *screen_open(const struct arguments *arguments, const char *const *paths,
                          size_t path_count, enum screen_loading loading, enum glyph_set glyphs,
                          struct arena *arena, enum exit_code *code)
{
    static const char *const here[] = {"."};
    struct frame_options options = {.glyphs = glyphs, .waits = loading == SCREEN_WAITS};
    struct frame *frame;
    struct err err;

    *code = EXIT_DONE;
    if (!make_options(arguments, arena, &options, &err))
        return complain(&err, NULL, code);
    if (path_count == 0) {
        paths = here;
        path_count = 1;
    }
    frame = frame_new(&options);
    for (size_t i = 0; i < path_count; i++)
        if (!frame_open(frame, paths[i], &err))
            return complain(&err, frame, code);
    return frame;
}
