/*
 * Report writers: one const struct each, listed in report_registry. Results come in complete; a
 * writer formats and computes nothing. It makes files in memory; who calls it decides where they
 * go.
 */
#ifndef ASSAY_REPORT_REPORT_H
#define ASSAY_REPORT_REPORT_H

#include <assay/base/err.h>
#include <assay/base/str.h>
#include <assay/look/theme.h>
#include <assay/plot/plot_kind.h>
#include <assay/session/topic.h>

/* Files of one report, in order; names are relative ("tables/claims.csv"). */
struct report_file {
    const char *name;
    struct buf text;
};

struct report_files {
    struct arena *arena; /* of the names */
    struct report_file *files;
    size_t count, capacity;
};

/* A new, empty file to write into. */
struct buf *report_files_add(struct report_files *files, const char *name);
/* Append those of `from`, which is left empty. */
void report_files_move(struct report_files *files, struct report_files *from);
/* Only the first `count` stay. */
void report_files_cut(struct report_files *files, size_t count);
void report_files_release(struct report_files *files);

/* How figures look, and what makes the bytes the same again. Zeros are the defaults. */
struct report_options {
    const struct theme *theme;     /* of figures, and of pages in light; NULL: the theme "light" */
    const struct theme *dark;      /* of figures in the dark; NULL: they have none */
    const struct theme *page_dark; /* of pages in the dark; NULL: dark, else the theme "default" */
    const char *font;              /* family; NULL: sans-serif */
    double text, dpi;              /* size of labels in points; of PNG; 0: the defaults */
    double width, height;          /* of figures in points; 0: each its own */
    int64_t timestamp;             /* SOURCE_DATE_EPOCH; negative: none */
};

/* A report that lies in a folder below this one. */
struct report_link {
    const char *title;  /* of its topic; not made safe */
    const char *folder; /* relative, of letters, digits and "/._-+@" */
};

struct report_input {
    const struct topic *topic;
    const struct plot_list *plots; /* all that the topic has; NULL when no writer wants them */
    /* Suffix of the figures that are written beside ("svg": figures/NAME.svg); NULL: none are. */
    const char *figure_suffix;
    /* Whether tables/NAME.csv and report.md are written beside; report/rest.h tells of them. */
    bool has_tables, has_markdown;
    const struct report_options *options;
    const struct report_link *links; /* of TOPIC_MANY: pages lead to those of their own kind */
    size_t link_count;
};

typedef bool (*report_write_function)(const struct report_input *input, struct report_files *files,
                                      struct err *err);

/* What a writer does with the plots of a topic. */
enum plot_use { PLOTS_UNUSED, PLOTS_NAMED, PLOTS_DRAWN };

struct report_writer {
    const char *name; /* as --to names it: "md" */
    const char *summary;
    enum plot_use plots;
    bool is_long;    /* writes every sample, or paints: begun before the others */
    bool on_request; /* not part of a whole report unless it is named */
    /*
     * NULL: it needs none. The version of its library, "1.16.0", since bytes hang on it; NULL with
     * ERR_UNSUPPORTED where this build or this machine is without.
     */
    const char *(*library)(struct err *err);
    /* By what the report is about; NULL: it cannot be written so. */
    report_write_function write[TOPIC_KINDS];
};

/* As the options have it; a plot of the list is drawn once, for all writers. */
const struct drawing *report_drawing(const struct report_input *input, const struct plot *plot);
/* All of the list: after it, writers in several threads may ask for them. */
void report_draw_all(const struct report_input *input);

extern const struct report_writer *const report_registry[]; /* ends in NULL */
const struct report_writer *report_find(const char *name);
/*
 * False, with ERR_UNSUPPORTED where the writer's library is not to be had, ERR_USAGE where the
 * writer has nothing for such a topic, or what went wrong while writing; then none of its files is
 * there.
 */
bool report_write(const struct report_writer *writer, const struct report_input *input,
                  struct report_files *files, struct err *err);
/* With default options, and no other files beside: for what wants a single file. */
bool report_write_alone(const struct report_writer *writer, const struct topic *topic,
                        struct report_files *files, struct err *err);
/* The same of one run. */
bool report_write_run(const struct report_writer *writer, const struct assessed *run,
                      struct report_files *files, struct err *err);

#endif
