#include <assay/cmd/report_wanted.h>

#include <assay/base/checksum.h>
#include <assay/cmd/compare_groups.h>
#include <assay/cmd/figure_options.h>
#include <assay/cmd/usage.h>

#include <string.h>

const struct option report_option_output = {
    "output", 'o', "DIR", "The directory of the report; one that is there is replaced"};
const struct option report_option_to = {
    "to", 't', "NAME,…", "Write these: md, html, json, csv, xlsx, junit, svg, png, pdf"};
const struct option report_option_baseline = {"baseline", '\0', "PATH",
                                              "Report what each path is against this one instead"};
const struct option report_option_if_changed = {
    "if-changed", '\0', NULL, "Do nothing where the report there still fits its runs"};

/* ---- kinds of files ---- */

static enum topic_kind topic_of(const struct report_wanted *wanted)
{
    return wanted->baseline ? TOPIC_PAIR : TOPIC_RUN;
}

static bool add_writer(struct report_wanted *wanted, const struct report_writer *writer)
{
    for (size_t i = 0; i < wanted->writer_count; i++)
        if (wanted->writers[i] == writer)
            return true;
    wanted->writers[wanted->writer_count++] = writer;
    if (writer->plots > wanted->plots)
        wanted->plots = writer->plots;
    return true;
}

static bool add_named(struct report_wanted *wanted, struct str name, struct err *err)
{
    for (size_t i = 0; report_registry[i]; i++) {
        const struct report_writer *writer = report_registry[i];

        if (!str_eq_c(name, writer->name))
            continue;
        /* One sentence, and before anything is read. */
        if (writer->library && !writer->library(err))
            return false;
        if (!writer->write[topic_of(wanted)])
            return err_set(err, ERR_USAGE, "%s cannot be written as %s",
                           wanted->baseline ? "a comparison" : "a run", writer->name);
        return add_writer(wanted, writer);
    }
    return err_set(err, ERR_USAGE, "no report can be written as \"%.*s\"", (int)name.len, name.ptr);
}

static bool is_usual(const struct report_writer *writer, const struct report_wanted *wanted)
{
    return !writer->on_request && writer->write[topic_of(wanted)] &&
           (!writer->library || writer->library(NULL));
}

/* All that can be written here, but what has to be asked for. */
static void add_all(struct report_wanted *wanted)
{
    for (size_t i = 0; report_registry[i]; i++) {
        const struct report_writer *writer = report_registry[i];

        if (is_usual(writer, wanted))
            add_writer(wanted, writer);
    }
}

static bool read_writers(const struct arguments *arguments, struct report_wanted *wanted,
                         struct err *err)
{
    struct str names = str_of(option_value(arguments, &report_option_to, NULL)), name;

    if (!option_given(arguments, &report_option_to))
        add_all(wanted);
    while (str_split(&names, ',', &name)) {
        name = str_trim(name);
        if (name.len && !add_named(wanted, name, err))
            return false;
    }
    return wanted->writer_count || err_set(err, ERR_USAGE, "--to names no kind of report");
}

/* A page shows SVG where there is some, else PNG. */
static void choose_figures(struct report_wanted *wanted)
{
    static const char *const shown[] = {"png", "svg"};

    for (size_t s = 0; s < sizeof(shown) / sizeof(shown[0]); s++)
        for (size_t i = 0; i < wanted->writer_count; i++)
            if (strcmp(wanted->writers[i]->name, shown[s]) == 0)
                wanted->figure_suffix = shown[s];
}

/* Once for all pages. */
static bool read_page_theme(struct report_wanted *wanted, struct arena *arena, struct err *err)
{
    struct report_options *options = &wanted->options;

    if (wanted->plots == PLOTS_DRAWN)
        options->page_dark = options->dark ? options->dark : theme_load("default", arena, err);
    return wanted->plots != PLOTS_DRAWN || options->page_dark;
}

bool report_wanted_read(const struct arguments *arguments, struct arena *arena,
                        struct report_wanted *wanted, struct err *err)
{
    *wanted = (struct report_wanted){
        .directory = option_value(arguments, &report_option_output, NULL),
        .baseline = option_value(arguments, &report_option_baseline, NULL),
        .if_changed = option_given(arguments, &report_option_if_changed),
    };
    if (!wanted->directory || !wanted->directory[0])
        return err_set(err, ERR_USAGE, "report wants -o DIR, the directory to write");
    if (wanted->baseline && option_given(arguments, &option_group))
        return err_set(err, ERR_USAGE, "--group is of many runs; leave --baseline out");
    if (!figure_options_read(arguments, arena, &wanted->options, err) ||
        !read_writers(arguments, wanted, err) || !read_page_theme(wanted, arena, err))
        return false;
    choose_figures(wanted);
    return true;
}

/* ---- checksum ---- */

static void add_colour(struct checksum *sum, struct colour colour)
{
    const uint8_t parts[] = {colour.kind, colour.index, colour.red, colour.green, colour.blue};

    checksum_add(sum, parts, sizeof(parts));
}

static void add_theme(struct checksum *sum, const struct theme *theme)
{
    checksum_text(sum, theme ? theme->name : NULL);
    for (int i = 0; theme && i < ROLE_COUNT; i++) {
        add_colour(sum, theme->styles[i].fg);
        add_colour(sum, theme->styles[i].bg);
    }
}

static void add_looks(struct checksum *sum, const struct report_options *options)
{
    add_theme(sum, options->theme);
    add_theme(sum, options->dark);
    add_theme(sum, options->page_dark);
    checksum_text(sum, options->font);
    checksum_number(sum, options->text);
    checksum_number(sum, options->dpi);
    checksum_number(sum, options->width);
    checksum_number(sum, options->height);
    checksum_number(sum, (double)options->timestamp);
}

uint64_t report_wanted_checksum(const struct report_wanted *wanted,
                                const struct arguments *arguments,
                                const struct session_options *session)
{
    struct checksum sum = checksum_new();

    checksum_text(&sum, ASSAY_VERSION);
    for (size_t i = 0; i < wanted->writer_count; i++) {
        checksum_text(&sum, wanted->writers[i]->name);
        checksum_text(&sum, wanted->writers[i]->library ? wanted->writers[i]->library(NULL) : NULL);
    }
    add_looks(&sum, &wanted->options);
    checksum_text(&sum, option_value(arguments, &option_group, NULL));
    checksum_text(&sum, option_value(arguments, &option_format, NULL));
    checksum_text(&sum, option_value(arguments, &option_map, NULL));
    for (int i = 0; i < RATING_BAND_COUNT; i++) {
        checksum_text(&sum, session->metrics.bands[i].name);
        checksum_number(&sum, session->metrics.bands[i].least);
    }
    return checksum_value(&sum);
}
