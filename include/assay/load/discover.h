/*
 * From a path to groups of files that are runs.
 *
 * A file is one group. A directory is walked to a bounded depth and number of entries, each
 * directory once however links lead there, skipping hidden and machine-made folders and files whose
 * names say that they hold no evidence (images, weights, archives, …). For every loader, the files
 * under a folder (to depth 3) that do not repeat a kind are one group; else each folder below is
 * looked at on its own. A folder with an assay.yaml is a group of its own.
 *
 * Known formats that are not read, unreadable files and broken assay.yaml files are problems, named
 * one by one; the rest goes on.
 */
#ifndef ASSAY_LOAD_DISCOVER_H
#define ASSAY_LOAD_DISCOVER_H

#include <assay/load/loader.h>

struct discovered {
    struct group group;
    const struct loader *loader;
    const char *reason; /* which file decided, and why */
};

struct discovery {
    const struct discovered *groups; /* sorted by root, then loader */
    size_t count;
    const struct err *problems; /* each with file and sentence */
    size_t problem_count;
    size_t files_seen;
};

/*
 * hints are the command line's; an assay.yaml fills what they leave open. False when the path
 * cannot be read at all or its control was cancelled; finding nothing is no failure: count is 0.
 */
bool discover(const char *path, const struct run_hints *hints, const struct load_progress *progress,
              struct arena *arena, struct discovery *found, struct err *err);
/*
 * Look again for one group of an earlier discovery of the same path: its files as they are now, and
 * those that have come. Its root, loader and id stay, even where the folder would be cut up
 * otherwise by now. False when nothing of it is there any more (ERR_IO, ERR_NO_EVIDENCE).
 */
bool discover_again(const char *path, const struct discovered *old, const struct run_hints *hints,
                    const struct load_progress *progress, struct arena *arena,
                    struct discovered *found, struct err *err);
/* Load one group; runs are appended, none when the load was cancelled (ERR_CANCELLED). */
bool discovered_load(const struct discovered *found, struct run_list *runs, struct err *err);

#endif
