/*
 * The command line: options are constants, a command lists those it takes, and everything else
 * (parsing, usage text, the manual's tables) is a loop over the lists.
 *
 * Long options may be cut (--form) as long as they stay unique, values follow as the next word or
 * after "=", short flags may be joined (-qj), "--" ends the options. An option given twice counts
 * as given last.
 */
#ifndef ASSAY_CMD_OPTIONS_H
#define ASSAY_CMD_OPTIONS_H

#include <assay/base/arena.h>
#include <assay/base/err.h>

#include <stdbool.h>
#include <stddef.h>

struct option {
    const char *name;  /* without the dashes */
    char letter;       /* or '\0' */
    const char *value; /* what the value is called in the usage text; NULL for a flag */
    const char *help;  /* one sentence without a full stop */
};

struct arguments {
    const char *const *paths; /* words that are no options */
    size_t path_count;
    const struct option *const *options; /* those given */
    const char *const *values;           /* NULL for a flag */
    size_t option_count;
};

/* False and err (ERR_USAGE) for an unknown, ambiguous or incomplete option. */
bool options_parse(const struct option *const *known, int argc, char *const *argv,
                   struct arena *arena, struct arguments *out, struct err *err);
bool option_given(const struct arguments *arguments, const struct option *option);
/* The value, or `otherwise`. */
const char *option_value(const struct arguments *arguments, const struct option *option,
                         const char *otherwise);
/* A whole number in [least, most], `otherwise` when not given. */
bool option_number(const struct arguments *arguments, const struct option *option, long long least,
                   long long most, long long otherwise, long long *number, struct err *err);

/* The same of a number: strictly inside (0,1), or in [0,1]. */
enum option_range { OPTION_INSIDE, OPTION_SHARE };
bool option_share(const struct arguments *arguments, const struct option *option,
                  enum option_range range, double otherwise, double *share, struct err *err);

/* Options that several commands take. */
extern const struct option option_json, option_format, option_map, option_quiet, option_output,
    option_threads, option_filter, option_help, option_seed;

#endif
