/*
 * The runs of a session as lines of a list: what is known of each without reading anything.
 *
 * An entry that was not read yet is one line that waits; one that could not be read is a line with
 * the reason. Lines stand by folder, within one in the order of the entries. Texts and arrays
 * belong to the session or to the arena; they are good until an entry is loaded or unloaded, which
 * run_list_stamp tells.
 */
#ifndef ASSAY_TUI_RUN_LIST_H
#define ASSAY_TUI_RUN_LIST_H

#include <assay/session/session.h>

enum run_line_kind { RUN_LINE_READ, RUN_LINE_WAITING, RUN_LINE_FAILED };

struct run_line {
    enum run_line_kind kind;
    size_t entry, run;     /* run 0 where nothing was read */
    const char *id, *root; /* root: folder or file, as found */
    const char *folder;    /* of the id, with its "/"; "" for none */
    const char *name;      /* the id behind the folder */
    const char *format;
    const char *model, *time;    /* NULL: not known */
    uint64_t samples;            /* 0: not known */
    const struct metric *metric; /* of the headline; NULL */
    double value;
    size_t tally[VERDICT_COUNT];
    size_t notes;
    const double *curve; /* over layers or positions, NULL */
    size_t curve_count;
    const char *fault;               /* RUN_LINE_FAILED: a sentence */
    const struct run_digest *digest; /* NULL: not read */
};

struct run_list_lines {
    const struct run_line *lines;
    size_t count;
    size_t folders; /* different ones */
};

struct run_list_lines run_list_lines(struct session *session, struct arena *arena);
/* Columns of the widest name, at least 3. */
int run_list_name_width(const struct run_list_lines *list);
/* Changes whenever lines made before are no longer good. */
uint64_t run_list_stamp(struct session *session);

#endif
