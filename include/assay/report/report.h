/*
 * Report writers: one const struct each, listed in report_registry. Results come in complete; a
 * writer formats and computes nothing.
 */
#ifndef ASSAY_REPORT_REPORT_H
#define ASSAY_REPORT_REPORT_H

#include <assay/base/err.h>
#include <assay/base/str.h>
#include <assay/session/assessed.h>

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
void report_files_release(struct report_files *files);

struct report_writer {
    const char *name; /* as --to names it: "md" */
    const char *summary;
    void (*write)(const struct assessed *input, struct report_files *files);
};

extern const struct report_writer *const report_registry[]; /* ends in NULL */
const struct report_writer *report_find(const char *name);

#endif
