/*
 * Configuration: settings with a default, a value from the user's file, and a value from the
 * environment; the later wins. The file is $XDG_CONFIG_HOME/assay/config.yaml (~/.config/assay).
 *
 * Every setting is a row of one table, a number in a range or a word of a list; assay config prints
 * the effective values and where each came from. An unknown key or a value out of range is an error
 * with its line, since a misspelt setting would else be lost in silence.
 */
#ifndef ASSAY_SESSION_CONFIG_H
#define ASSAY_SESSION_CONFIG_H

#include <assay/base/arena.h>
#include <assay/base/err.h>
#include <assay/metrics/results.h>

enum config_origin { CONFIG_DEFAULT, CONFIG_FILE, CONFIG_ENVIRONMENT };

enum config_setting {
    SETTING_THREADS,   /* 0: as many as there are processors, at most 8 */
    SETTING_EXCELLENT, /* least recall of the rating bands, each above the next */
    SETTING_VERY_GOOD,
    SETTING_GOOD,
    SETTING_MODERATE,
    SETTING_THEME,   /* a name of theme_names */
    SETTING_GLYPHS,  /* auto, braille, block, ascii */
    SETTING_MOUSE,   /* on, off */
    SETTING_SIDEBAR, /* auto, on, off */
    SETTING_WRAP,    /* on, off */
    SETTING_COUNT
};

struct config_value {
    const char *name; /* "rating.excellent" */
    const char *help;
    double number;    /* NAN when its value is a word */
    const char *text; /* NULL when its value is a number */
    enum config_origin origin;
    const char *place; /* "~/.config/assay/config.yaml:3", "$ASSAY_THREADS", or "" */
};

struct config {
    struct config_value values[SETTING_COUNT];
    const char *path; /* of the file looked for; NULL without a home */
    bool file_found;
};

/* False when the file is there and wrong; *config then holds what was understood before. */
bool config_load(struct arena *arena, struct config *config, struct err *err);
/* The word of a setting that has one, and whether it is "on". */
const char *config_text(const struct config *config, enum config_setting setting);
bool config_is_on(const struct config *config, enum config_setting setting);
struct metric_options config_metric_options(const struct config *config);
const char *config_origin_name(enum config_origin origin);

#endif
