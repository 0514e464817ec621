/*
 * The record of a report: what was written into a directory, and from what. It lies in the
 * directory as DIRECTORY_RECORD and says which files are the report's own, so that nothing else is
 * ever removed, and whether the report is still that of its runs.
 *
 *     assay report 1
 *     made <16 hexadecimal digits>            checksum of program, options, theme, libraries
 *     run <16 hexadecimal digits> <folder>    checksum of the run's files; "." for the top
 *     also <16 hexadecimal digits> <folder>   another run of the same files
 *     file <bytes> <name>                     files of that run, relative to the directory
 *     none <16 hexadecimal digits>            runs that could not be read
 *     top                                     the files that follow are of all runs together
 *
 * There is no path of the machine in it and no time. Names come back only when they lie within the
 * directory; a record that holds another one is none at all, since files are removed by it.
 */
#ifndef ASSAY_CMD_REPORT_RECORD_H
#define ASSAY_CMD_REPORT_RECORD_H

#include <assay/base/arena.h>
#include <assay/base/str.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum record_part { RECORD_RUN, RECORD_NONE, RECORD_TOP };

struct record_run {
    enum record_part part;
    uint64_t inputs;     /* RECORD_RUN, RECORD_NONE */
    const char *folder;  /* RECORD_RUN */
    bool joins;          /* RECORD_RUN: of the same files as the one before */
    size_t first, count; /* files */
};

struct record_file {
    const char *name;
    uint64_t bytes;
};

struct report_record {
    uint64_t made;
    const struct record_run *runs;
    size_t run_count;
    const struct record_file *files;
    size_t file_count;
    const char *const *sorted; /* names of the files */
};

/* ---- writing: text is appended ---- */
void report_record_begin(struct buf *text, uint64_t made);
void report_record_add_run(struct buf *text, uint64_t inputs, const char *folder);
void report_record_add_joined(struct buf *text, uint64_t inputs, const char *folder);
void report_record_add_none(struct buf *text, uint64_t inputs);
void report_record_add_top(struct buf *text);
void report_record_add_file(struct buf *text, const char *name, uint64_t bytes);

/* ---- reading ---- */
/* NULL when the text is no record. Everything lives in the arena. */
const struct report_record *report_record_parse(struct str text, struct arena *arena);
/* That of a directory; NULL when it has none. */
const struct report_record *report_record_read(const char *directory, struct arena *arena);
/* All files of a part (of all, when NULL) are there with the sizes they were written with. */
bool report_record_is_whole(const struct report_record *record, const struct record_run *part,
                            const char *directory);
/*
 * Remove the files it lists, those that `keep` (NULL: none) lists excepted, and folders that are
 * empty then; not the record.
 */
void report_record_remove_files(const struct report_record *record,
                                const struct report_record *keep, const char *directory);
/* The file is one of them, or the record itself. O(log n). */
bool report_record_lists(const struct report_record *record, const char *name);

#endif
