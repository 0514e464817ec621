/*
 * What the command line of assay plot asks for: kinds, formats, a place, and looks.
 */
#ifndef ASSAY_CMD_PLOT_WANTED_H
#define ASSAY_CMD_PLOT_WANTED_H

#include <assay/cmd/options.h>
#include <assay/cmd/plot_text.h>
#include <assay/plot/picture.h>
#include <assay/plot/plot_draw.h>
#include <assay/plot/plot_kind.h>

enum { PICTURES_MOST = 8 };

struct plot_wanted {
    const char *const *names; /* of kinds; ends in NULL. NULL: all */
    const struct picture_format *formats[PICTURES_MOST];
    size_t format_count;
    bool text;             /* on stdout, in characters; neither file nor directory */
    const char *file;      /* where the one plot goes; NULL: into the directory */
    const char *directory; /* NULL: into the file */
    struct plot_size size;
    struct picture_options picture;
    struct plot_text_options characters; /* of text */
};

extern const struct option plot_option_kind, plot_option_to, plot_option_baseline;

/* False and err: ERR_USAGE, ERR_UNSUPPORTED where this build cannot write a format, or what is
 * wrong with a theme. */
bool plot_wanted_read(const struct arguments *arguments, struct arena *arena,
                      struct plot_wanted *wanted, struct err *err);
/* Whether the kind is asked for. */
bool plot_wanted_has(const struct plot_wanted *wanted, const struct plot_kind *kind);
/* Whether any kind of such a topic is. */
bool plot_wanted_any(const struct plot_wanted *wanted, enum topic_kind of);

#endif
