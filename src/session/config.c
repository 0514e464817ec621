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
};

static const struct setting_row rows[SETTING_COUNT] = {
    [SETTING_THREADS] = {"", "threads", "ASSAY_THREADS", 0, 0, 64, true,
                         "Threads that read large files; 0 takes the processors there are"},
    [SETTING_EXCELLENT] = {"rating", "excellent", NULL, 0.95, 0, 1, false,
                           "Least recall rated excellent"},
    [SETTING_VERY_GOOD] = {"rating", "very_good", NULL, 0.90, 0, 1, false,
                           "Least recall rated very good"},
    [SETTING_GOOD] = {"rating", "good", NULL, 0.80, 0, 1, false, "Least recall rated good"},
    [SETTING_MODERATE] = {"rating", "moderate", NULL, 0.60, 0, 1, false,
                          "Least recall rated moderate"},
};

static void set_defaults(struct arena *arena, struct config *config)
{
    for (size_t i = 0; i < SETTING_COUNT; i++)
        config->values[i] = (struct config_value){
            .name = rows[i].section[0] ? arena_printf(arena, "%s.%s", rows[i].section, rows[i].key)
                                       : rows[i].key,
            .help = rows[i].help,
            .number = rows[i].standard,
            .origin = CONFIG_DEFAULT,
            .place = "",
        };
}

static bool set_value(struct config *config, size_t setting, struct str text,
                      enum config_origin origin, const char *place, struct err *err)
{
    const struct setting_row *row = &rows[setting];
    double number;

    if (!str_number(text, &number, NULL) || !(number >= row->least && number <= row->most) ||
        (row->whole && number != floor(number)))
        return err_set(err, ERR_USAGE, "%s wants a %snumber from %g to %g, not \"%.*s\"",
                       config->values[setting].name, row->whole ? "whole " : "", row->least,
                       row->most, (int)text.len, text.ptr);
    config->values[setting].number = number;
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
            done = set_value(config, setting, meta_scalar(node), CONFIG_FILE, place, err);
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
                       arena_printf(arena, "$%s", rows[i].variable), err))
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

const char *config_origin_name(enum config_origin origin)
{
    static const char *const names[] = {
        [CONFIG_DEFAULT] = "default",
        [CONFIG_FILE] = "file",
        [CONFIG_ENVIRONMENT] = "environment",
    };

    return names[origin];
}
