/*
 * Runs loaded from files that a test writes, or from a path that is there.
 *
 *     struct loaded *loaded = loaded_files("paper-metrics", (const struct loaded_file[]){
 *         {"run_1_ttt/results.json", "{…}"}, {NULL, NULL}});
 *     const struct finding *finding = loaded_finding(loaded, 0, "paper_metrics_avg");
 *     loaded_free(loaded);
 *
 * Files live in a folder of their own under $TMPDIR, which loaded_free removes. Only groups of the
 * named loader are loaded.
 */
#ifndef ASSAY_TESTS_LOADED_H
#define ASSAY_TESTS_LOADED_H

#include <assay/load/discover.h>
#include <assay/metrics/audit.h>

struct loaded_file {
    const char *path, *text;
};

struct loaded {
    struct arena *arena;
    struct run_list runs;
    struct audit **audits; /* one a run */
    size_t failures;       /* groups that could not be loaded */
    struct err err;        /* of the last failure */
    char folder[256];      /* empty when nothing was written */
};

struct loaded *loaded_files(const char *format, const struct loaded_file *files);
struct loaded *loaded_path(const char *format, const char *path);
void loaded_free(struct loaded *loaded);

/* The first run whose id ends so; NULL when there is none. */
const struct run *loaded_run(const struct loaded *loaded, const char *id);
/* The first finding about the claim of that name; a run of SIZE_MAX means any run. */
const struct finding *loaded_finding(const struct loaded *loaded, size_t run, const char *claim);
/* Its mark ('=', '~', …), or ' ' when nothing is claimed under the name. */
char loaded_mark(const struct loaded *loaded, size_t run, const char *claim);
/* True when some note of the run holds the words. */
bool loaded_notes(const struct loaded *loaded, size_t run, const char *words);
/* Findings with that verdict over all runs. */
size_t loaded_tally(const struct loaded *loaded, enum verdict verdict);
/*
 * $ASSAY_REAL_RUNS/folder in room of 512 bytes; NULL when that is not there, and the test counts as
 * skipped.
 */
const char *loaded_real(const char *folder, char *room);

#endif
