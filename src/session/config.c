#include <assay/session/config.h>

#include <assay/base/fmt.h>
#include <assay/base/path.h>
#include <assay/load/yaml_in.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct setting_row {
    const char *section, *key; /* section "" is the top level */
    const char *variable;      /* of the environment, or NULL */
    double standard, least, most;
    bool whole;
    const char *help;
    const char *word;  /* the default of a setting that is a word, else NULL */
    const char *words; /* those it can be, parted by blanks; NULL: any */
};

static const struct setting_row rows[SETTING_COUNT] = {
    [SETTING_THREADS] = {.section = "",
                         .key = "threads",
                         .variable = "ASSAY_THREADS",
                         .most = 64,
                         .whole = true,
                         .help = "Threads that read large files; 0 takes the processors there are"},
    [SETTING_EXCELLENT] = {.section = "rating",
                           .key = "excellent",
                           .standard = 0.95,
                           .most = 1,
                           .help = "Least recall rated excellent"},
    [SETTING_VERY_GOOD] = {.section = "rating",
                           .key = "very_good",
                           .standard = 0.90,
                           .most = 1,
                           .help = "Least recall rated very good"},
    [SETTING_GOOD] = {.section = "rating",
                      .key = "good",
                      .standard = 0.80,
                      .most = 1,
                      .help = "Least recall rated good"},
    [SETTING_MODERATE] = {.section = "rating",
                          .key = "moderate",
                          .standard = 0.60,
                          .most = 1,
                          .help = "Least recall rated moderate"},
    [SETTING_THEME] = {.section = "",
                       .key = "theme",
                       .variable = "ASSAY_THEME",
                       .help = "Colours of the interface: default, light, high-contrast, mono, "
                               "solarized, viridis, or one of your own",
                       .word = "default"},
    [SETTING_GLYPHS] = {.section = "",
                        .key = "glyphs",
                        .variable = "ASSAY_GLYPHS",
                        .help = "What charts are drawn with: braille, block, ascii, or auto for "
                                "what the terminal can show",
                        .word = "auto",
                        .words = "auto braille block ascii"},
    [SETTING_MOUSE] = {.section = "",
                       .key = "mouse",
                       .help = "Whether the mouse moves the cursor, on or off; F2 switches",
                       .word = "off",
                       .words = "on off"},
    [SETTING_SIDEBAR] = {.section = "",
                         .key = "sidebar",
                         .help = "The list of runs at the side: on, off, or auto where there is "
                                 "room and more than one run",
                         .word = "auto",
                         .words = "auto on off"},
    [SETTING_WRAP] = {.section = "",
                      .key = "wrap",
                      .help = "Whether long lines of texts are wrapped, on or off; w switches",
                      .word = "on",
                      .words = "on off"},
};

static void set_defaults(struct arena *arena, struct config *config)
{
    for (size_t i = 0; i < SETTING_COUNT; i++)
        config->values[i] = (struct config_value){
            .name = rows[i].section[0] ? arena_printf(arena, "%s.%s", rows[i].section, rows[i].key)
                                       : rows[i].key,
            .help = rows[i].help,
            .number = rows[i].word ? NAN : rows[i].standard,
            .text = rows[i].word,
            .origin = CONFIG_DEFAULT,
            .place = "",
        };
}

static bool set_number(struct config *config, size_t setting, struct str text, struct err *err)
{
    const struct setting_row *row = &rows[setting];
    double number;

    if (!str_number(text, &number, NULL) || !(number >= row->least && number <= row->most) ||
        (row->whole && number != floor(number)))
        return err_set(err, ERR_USAGE, "%s wants a %snumber from %g to %g, not \"%.*s\"",
                       config->values[setting].name, row->whole ? "whole " : "", row->least,
                       row->most, (int)text.len, text.ptr);
    config->values[setting].number = number;
    return true;
}

/* YAML has more words for a truth. */
static const char *truth_word(struct str text)
{
    static const char *const yes[] = {"on", "yes", "true"};
    static const char *const no[] = {"off", "no", "false"};

    for (size_t i = 0; i < 3; i++) {
        if (str_eq_nocase(text, str_of(yes[i])))
            return "on";
        if (str_eq_nocase(text, str_of(no[i])))
            return "off";
    }
    return NULL;
}

static bool is_word_of(const char *words, const char *word)
{
    struct str rest = str_of(words), part;

    while (str_split(&rest, ' ', &part))
        if (str_eq_c(part, word))
            return true;
    return false;
}

static bool set_word(struct config *config, size_t setting, struct str text, struct arena *arena,
                     struct err *err)
{
    const struct setting_row *row = &rows[setting];
    const char *truth = truth_word(text);
    const char *word = arena_strndup(arena, text.ptr ? text.ptr : "", text.len);

    if (row->words && truth && is_word_of(row->words, truth))
        word = truth;
    if (!word[0] || (row->words && !is_word_of(row->words, word)))
        return err_set(err, ERR_USAGE, "%s wants one of: %s, not \"%.40s\"", row->key,
                       row->words ? row->words : "a name", word);
    config->values[setting].text = word;
    return true;
}

static bool set_value(struct config *config, size_t setting, struct str text,
                      enum config_origin origin, const char *place, struct arena *arena,
                      struct err *err)
{
    bool done = rows[setting].word ? set_word(config, setting, text, arena, err)
                                   : set_number(config, setting, text, err);

    if (!done)
        return false;
    config->values[setting].origin = origin;
    config->values[setting].place = place;
    return true;
}

static size_t find_setting(const char *section, const char *key)
{
    for (size_t i = 0; i < SETTING_COUNT; i++)
        if (strcmp(rows[i].section, section) == 0 && strcmp(rows[i].key, key) == 0)
            return i;
    return SETTING_COUNT;
}

static bool is_scalar(const struct meta *node)
{
    return node->kind != META_LIST && node->kind != META_MAP;
}

static bool read_section(struct config *config, const struct meta *map, const char *section,
                         struct arena *arena, struct err *err)
{
    for (const struct meta *node = map->first; node; node = node->next) {
        size_t setting = find_setting(section, node->key);
        const char *place = arena_printf(arena, "%s:%u", config->path, (unsigned)node->line);
        bool done;

        if (setting == SETTING_COUNT && section[0] == '\0' && node->kind == META_MAP)
            done = read_section(config, node, node->key, arena, err);
        else if (setting == SETTING_COUNT)
            done = err_set(err, ERR_USAGE, "unknown setting \"%s%s%s\"", section,
                           section[0] ? "." : "", node->key);
        else
            done = set_value(config, setting, is_scalar(node) ? meta_scalar(node) : str_of(NULL),
                             CONFIG_FILE, place, arena, err);
        if (!done) {
            if (err->place[0] == '\0')
                err_place(err, "line %u", (unsigned)node->line);
            return false;
        }
    }
    return true;
}

/* A band not above the next would never be given. */
static bool bands_descend(const struct config *config, struct err *err)
{
    for (size_t i = SETTING_EXCELLENT; i < SETTING_MODERATE; i++) {
        const struct config_value *band = &config->values[i], *next = band + 1;

        if (!(band->number > next->number))
            return err_set(err, ERR_USAGE, "%s (%g) is to be above %s (%g)", band->name,
                           band->number, next->name, next->number);
    }
    return true;
}

static bool read_file(struct config *config, struct arena *arena, struct err *err)
{
    const struct meta *root = yaml_read(arena, config->path, err);
    bool done = root != NULL;

    if (root && root->kind != META_MAP)
        done = err_set(err, ERR_SYNTAX, "is to be a map of settings");
    else if (root)
        done = read_section(config, root, "", arena, err) && bands_descend(config, err);
    if (!done)
        err_in_file(err, config->path);
    return done;
}

static bool read_environment(struct config *config, struct arena *arena, struct err *err)
{
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        const char *text = rows[i].variable ? getenv(rows[i].variable) : NULL;

        if (text && text[0] &&
            !set_value(config, i, str_of(text), CONFIG_ENVIRONMENT,
                       arena_printf(arena, "$%s", rows[i].variable), arena, err))
            return false;
    }
    return true;
}

bool config_load(struct arena *arena, struct config *config, struct err *err)
{
    const char *folder = path_xdg(arena, "CONFIG");

    *config = (struct config){.path = NULL};
    set_defaults(arena, config);
    if (folder) {
        config->path = path_join(arena, folder, "config.yaml");
        config->file_found = path_exists(config->path);
    }
    if (config->file_found && !read_file(config, arena, err))
        return false;
    return read_environment(config, arena, err);
}

struct metric_options config_metric_options(const struct config *config)
{
    struct metric_options options = metric_options_default();

    for (size_t i = 0; i + 1 < RATING_BAND_COUNT; i++)
        options.bands[i].least = config->values[SETTING_EXCELLENT + i].number;
    return options;
}

const char *config_text(const struct config *config, enum config_setting setting)
{
    return config->values[setting].text;
}

bool config_is_on(const struct config *config, enum config_setting setting)
{
    return strcmp(config_text(config, setting), "on") == 0;
}

const char *config_origin_name(enum config_origin origin)
{
    static const char *const names[] = {
        [CONFIG_DEFAULT] = "default",
        [CONFIG_FILE] = "file",
        [CONFIG_ENVIRONMENT] = "environment",
    };

    return names[origin];
}
