#include <assay/cmd/plot_wanted.h>

#include <assay/base/path.h>
#include <assay/cmd/figure_options.h>
#include <assay/plot/drawing_paint.h>
#include <assay/session/nearest.h>

#include <string.h>
#include <sys/stat.h>

const struct option plot_option_kind = {
    "kind", 'k', "NAME,…", "Draw these, or all that there are (default); assay help plots"};
const struct option plot_option_to = {"to", 't', "svg,…",
                                      "Write svg, png or pdf into the directory (default svg)"};
const struct option plot_option_baseline = {
    "baseline", '\0', "PATH", "Draw each path against this one: the comparison's plots"};

/* ---- lists of words ---- */

/* The words between commas; ends in NULL. */
static const char *const *split_words(const char *text, struct arena *arena)
{
    struct str rest = str_of(text), part;
    const char **words = arena_zalloc(arena, rest.len + 2, sizeof(*words));
    size_t count = 0;

    while (str_split(&rest, ',', &part)) {
        part = str_trim(part);
        if (part.len)
            words[count++] = arena_strndup(arena, part.ptr, part.len);
    }
    return words;
}

/* ---- kinds ---- */

static bool has_word(const char *const *words, const char *wanted)
{
    for (; *words; words++)
        if (strcmp(*words, wanted) == 0)
            return true;
    return false;
}

bool plot_wanted_has(const struct plot_wanted *wanted, const struct plot_kind *kind)
{
    return !wanted->names || has_word(wanted->names, kind->name);
}

bool plot_wanted_any(const struct plot_wanted *wanted, enum topic_kind of)
{
    for (size_t i = 0; plot_kinds[i]; i++)
        if (plot_kinds[i]->of == of && plot_wanted_has(wanted, plot_kinds[i]))
            return true;
    return false;
}

static bool refuse_unknown(const char *name, struct err *err)
{
    struct nearest nearest = nearest_to(str_of(name));

    for (size_t i = 0; plot_kinds[i]; i++)
        nearest_try(&nearest, plot_kinds[i]->name);
    return err_set(
        err, ERR_USAGE,
        "there is no plot \"%s\"; the nearest name is \"%s\", and assay help plots lists "
        "them",
        name, nearest.name ? nearest.name : "all");
}

/* A kind of that name must be of what the paths are. */
static bool check_kind(const char *name, bool pair, struct err *err)
{
    bool of_pair = plot_kind_find(name, TOPIC_PAIR) != NULL;
    bool of_runs = plot_kind_find(name, TOPIC_RUN) || plot_kind_find(name, TOPIC_MANY);

    if (!of_pair && !of_runs)
        return refuse_unknown(name, err);
    if (pair && !of_pair)
        return err_set(err, ERR_USAGE, "%s is not drawn of two runs; leave --baseline out", name);
    if (!pair && !of_runs)
        return err_set(err, ERR_USAGE,
                       "%s is drawn of two runs; name the first of them with --baseline", name);
    return true;
}

static bool read_kinds(const struct arguments *arguments, struct arena *arena,
                       struct plot_wanted *wanted, struct err *err)
{
    const char *const *names =
        split_words(option_value(arguments, &plot_option_kind, "all"), arena);

    if (!names[0])
        return err_set(err, ERR_USAGE, "--kind names no plot");
    if (has_word(names, "all"))
        return true;
    wanted->names = names;
    for (; *names; names++)
        if (!check_kind(*names, option_given(arguments, &plot_option_baseline), err))
            return false;
    return true;
}

/* ---- formats ---- */

static bool add_format(struct plot_wanted *wanted, const char *name, struct err *err)
{
    const struct picture_format *format = picture_find(str_of(name));

    if (!format)
        return err_set(err, ERR_USAGE, "a plot can be written as svg, png or pdf, not as \"%s\"",
                       name);
    /* One sentence, and before anything is read. */
    if (format->painted && !drawing_paint_library(err))
        return false;
    for (size_t i = 0; i < wanted->format_count; i++)
        if (wanted->formats[i] == format)
            return true;
    wanted->formats[wanted->format_count++] = format;
    return true;
}

static bool read_formats(const struct arguments *arguments, struct arena *arena,
                         struct plot_wanted *wanted, struct err *err)
{
    const char *const *names = split_words(option_value(arguments, &plot_option_to, "svg"), arena);

    if (!names[0])
        return err_set(err, ERR_USAGE, "--to names no format");
    for (; *names; names++)
        if (!add_format(wanted, *names, err))
            return false;
    return true;
}

/* ---- where ---- */

static bool is_directory(const char *path)
{
    struct stat status;

    return path[0] &&
           (path[strlen(path) - 1] == '/' || (stat(path, &status) == 0 && S_ISDIR(status.st_mode)));
}

static bool wants_one(const struct plot_wanted *wanted)
{
    return wanted->names && !wanted->names[1];
}

static bool read_file(const char *path, const char *suffix, struct plot_wanted *wanted,
                      struct err *err)
{
    if (!wants_one(wanted))
        return err_set(err, ERR_USAGE,
                       "one file takes one plot; name it with --kind, or a directory with -o");
    wanted->file = path;
    return add_format(wanted, suffix, err);
}

static bool read_place(const struct arguments *arguments, struct arena *arena,
                       struct plot_wanted *wanted, struct err *err)
{
    const char *path = option_value(arguments, &option_output, NULL);
    const char *suffix = path ? path_suffix(arena, path) : "";
    bool to_given = option_given(arguments, &plot_option_to);

    if (!path && to_given)
        return err_set(err, ERR_USAGE,
                       "plot --to wants -o FILE.svg, FILE.png or FILE.pdf, or -o DIR for several");
    if (!path)
        return wanted->text = true;
    if (strcmp(path, "-") == 0) {
        wanted->file = path;
        if (!read_formats(arguments, arena, wanted, err))
            return false;
        return (wants_one(wanted) && wanted->format_count == 1) ||
               err_set(err, ERR_USAGE, "stdout takes one plot of one format");
    }
    if (!to_given && !is_directory(path) &&
        (picture_find(str_of(suffix)) || (suffix[0] && wants_one(wanted))))
        return read_file(path, suffix, wanted, err);
    wanted->directory = path;
    return read_formats(arguments, arena, wanted, err);
}

/* ---- looks ---- */

static const struct palette *palette_in(struct arena *arena, const struct theme *theme)
{
    struct palette palette;

    if (!theme)
        return NULL;
    palette = palette_of_theme(theme);
    return arena_copy(arena, &palette, 1, sizeof(palette));
}

static bool read_looks(const struct arguments *arguments, struct arena *arena,
                       struct plot_wanted *wanted, struct err *err)
{
    struct report_options options;

    if (!figure_options_read(arguments, arena, &options, err))
        return false;
    wanted->size = (struct plot_size){options.width, options.height, options.text};
    wanted->picture =
        (struct picture_options){palette_in(arena, options.theme), palette_in(arena, options.dark),
                                 options.font, options.dpi, options.timestamp};
    return true;
}

bool plot_wanted_read(const struct arguments *arguments, struct arena *arena,
                      struct plot_wanted *wanted, struct err *err)
{
    *wanted = (struct plot_wanted){.names = NULL};
    return read_kinds(arguments, arena, wanted, err) && read_place(arguments, arena, wanted, err) &&
           (wanted->text ? plot_text_read(arguments, &wanted->characters, err)
                         : read_looks(arguments, arena, wanted, err));
}
