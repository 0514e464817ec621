/*
 * Loaders: one const struct a format, listed in loader_registry. The way of a file:
 *
 *   walk (source.h) -> sniff -> every loader's classify -> groups (discover.h) -> load -> runs
 *
 * classify is cheap and looks at a sniff only. A file is evidence (it alone makes a run), support
 * (it joins a run of the same loader nearby), or derived (named in a note, never used). load pushes
 * into run builders, one a run, and appends the finished runs to the list. Damage that leaves a
 * usable run is a note; false and err mean that nothing of the group could be used.
 */
#ifndef ASSAY_LOAD_LOADER_H
#define ASSAY_LOAD_LOADER_H

#include <assay/base/arena.h>
#include <assay/base/err.h>
#include <assay/load/control.h>
#include <assay/load/sniff.h>
#include <assay/model/run.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum file_role { ROLE_EVIDENCE, ROLE_SUPPORT, ROLE_DERIVED };

/* What a file is to its loader. Constants of the loader; compared by address or name. */
struct file_kind {
    const char *name; /* "predictions", "summary", … shown as the file's kind */
    enum file_role role;
    const char *reason; /* "has columns for truth and prediction" */
    bool repeats;       /* several of them belong to one run (one a split, say) */
};

/* What the user said of a run: --map and --format, and its assay.yaml. NULL where nothing. */
struct run_hints {
    const char *format;
    const char *title;
    const char *fallback; /* label */
    const char *baseline; /* run id */
    /* Column or key names; raw is the model's answer before it was read as a label. */
    const char *truth, *prediction, *raw, *id, *score, *split, *group;
    const char *const *labels; /* order */
    size_t label_count;
};

/*
 * How loading tells of itself and is told; any pointer may be NULL. report is called from the
 * loading thread only.
 */
struct load_progress {
    void (*report)(void *arg, const char *file, uint64_t done, uint64_t total);
    void *arg;
    unsigned threads; /* how many may be used, at least 1 */
    struct load_control control;
};

struct group_file {
    const char *path; /* relative to the group's root */
    const char *full; /* to open */
    uint64_t bytes;
    const struct file_kind *kind;
};

/* Files that make one run (or, for a file that holds many, several runs). */
struct group {
    const char *id;
    const char *root;
    const struct group_file *files; /* sorted by path */
    size_t count;
    const struct run_hints *hints;        /* never NULL */
    const struct load_progress *progress; /* never NULL */
};

/* Runs in the order they were found; owns them. */
struct run_list {
    struct run **runs;
    size_t count, capacity;
};

void run_list_add(struct run_list *list, struct run *run);
void run_list_release(struct run_list *list);

struct loader {
    const char *name; /* "layer-probe" */
    const char *summary;
    /* NULL when the file is none of this format's. */
    const struct file_kind *(*classify)(const struct sniff *sniff, const struct run_hints *hints);
    bool (*load)(const struct group *group, struct run_list *runs, struct err *err);
};

extern const struct loader *const loader_registry[]; /* ends in NULL */
const struct loader *loader_find(const char *name);

/* The n-th file of a kind, or NULL. */
const struct group_file *group_file(const struct group *group, const struct file_kind *kind,
                                    size_t n);
const struct load_control *group_control(const struct group *group);
void group_progress(const struct group *group, const char *file, uint64_t done, uint64_t total);

#endif
