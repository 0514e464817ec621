#include <assay/cmd/screen.h>

#include <assay/cmd/visit.h>
#include <assay/report/compare_writer.h>
#include <assay/report/report.h>

#include <string.h>

const struct option option_theme = {"theme", '\0', "NAME", "Use this theme"};
const struct option option_glyphs = {"glyphs", '\0', "SET",
                                     "Draw charts with braille, block or ascii (auto)"};

const struct option option_view = {"view", '\0', "NAME", "Begin with this view of the first run"};

const struct option option_baseline = {"baseline", '\0', "PATH",
                                       "Open this as well; its first run is the baseline"};

/* Whether the topic is one document in that format. */
static bool write_topic(const struct topic *topic, const char *format, struct buf *out)
{
    const struct report_writer *writer = report_find(format);
    struct report_files files = {.arena = topic->arena};
    bool done = writer && report_write_alone(writer, topic, &files, NULL) && files.count == 1;

    if (done)
        buf_add_str(out, buf_str(&files.files[0].text));
    report_files_release(&files);
    return done;
}

static bool write_report(const struct assessed *assessed, const char *format, struct buf *out)
{
    struct arena *arena = arena_new();
    struct topic topic = topic_of_run(assessed, arena);
    bool done = write_topic(&topic, format, out);

    arena_free(arena);
    return done;
}

enum { FLIPS_LISTED = 20 };

static bool write_comparison(const struct comparison *comparison, const char *format,
                             struct buf *out)
{
    const struct compare_writer *writer = compare_writer_find(format);
    struct compare_output output = {.arena = arena_new(), .level = 1.0 - comparison->options.alpha};
    struct compare_part part = {.comparison = comparison, .all = true, .flips = FLIPS_LISTED};
    struct compare_summary summary = {.mode = GATE_OFF};
    bool done = writer != NULL;

    if (writer) {
        writer->begin(&output);
        writer->add(&output, &part);
        writer->finish(&output, &summary, out);
    }
    compare_output_release(&output);
    if (!writer) {
        struct topic topic = topic_of_pair(comparison, NULL, output.arena);

        done = write_topic(&topic, format, out);
    }
    arena_free(output.arena);
    return done;
}

enum glyph_set screen_glyphs_of_documents(const char *word)
{
    if (strcmp(word, "ascii") == 0)
        return GLYPHS_ASCII;
    return strcmp(word, "block") == 0 ? GLYPHS_BLOCK : GLYPHS_BRAILLE;
}

static bool choose_glyphs(const struct arguments *arguments, const struct config *config,
                          screen_glyphs glyphs, enum glyph_set *chosen, struct err *err)
{
    static const char *const words[] = {"auto", "braille", "block", "ascii"};
    const char *word = option_value(arguments, &option_glyphs, config_text(config, SETTING_GLYPHS));

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (strcmp(word, words[i]) == 0) {
            *chosen = glyphs(word);
            return true;
        }
    return err_set(err, ERR_USAGE, "--glyphs is auto, braille, block or ascii, not \"%s\"", word);
}

static bool make_options(const struct arguments *arguments, screen_glyphs glyphs,
                         struct config *config, struct arena *arena, struct frame_options *options,
                         struct err *err)
{
    struct session_options *session = arena_zalloc(arena, 1, sizeof(*session));

    options->session = session;
    options->config = config;
    options->writer.report = write_report;
    options->writer.comparison = write_comparison;
    options->writer.save = command_write_file;
    if (!visit_options(arguments, arena, config, session, err) ||
        !choose_glyphs(arguments, config, glyphs, &options->glyphs, err))
        return false;
    options->theme = theme_load(
        option_value(arguments, &option_theme, config_text(config, SETTING_THEME)), arena, err);
    return options->theme != NULL;
}

static struct frame *complain(const struct err *err, struct frame *frame, enum exit_code *code)
{
    command_complain(err);
    *code = exit_code_of(err);
    frame_free(frame);
    return NULL;
}

struct frame *screen_open(const struct arguments *arguments, enum screen_loading loading,
                          screen_glyphs glyphs, struct config *config, struct arena *arena,
                          enum exit_code *code)
{
    struct frame_options options = {.waits = loading == SCREEN_WAITS};
    const char *view = option_value(arguments, &option_view, NULL);
    struct frame *frame;
    struct err err;

    *code = EXIT_DONE;
    if (!make_options(arguments, glyphs, config, arena, &options, &err))
        return complain(&err, NULL, code);
    frame = frame_new(&options);
    for (size_t i = 0; i < arguments->path_count || i == 0; i++)
        if (!frame_open(frame, arguments->path_count ? arguments->paths[i] : ".", &err))
            return complain(&err, frame, code);
    if (option_value(arguments, &option_baseline, NULL) &&
        !frame_open_baseline(frame, option_value(arguments, &option_baseline, NULL), &err))
        return complain(&err, frame, code);
    if (view && !frame_view(frame, view, &err))
        return complain(&err, frame, code);
    return frame;
}
