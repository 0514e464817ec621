/*
 * The files under a path, by a walk that always ends.
 *
 * Bounds: SOURCE_DEPTH folders deep, SOURCE_FILES files; each directory is entered once (by device
 * and inode), so links cannot loop. Hidden entries, caches and files with suffixes of images,
 * audio, weights, plots and the like are left out, and so are directories that assay report wrote.
 * Paths are relative to the root and sorted. What could not be entered is a problem, not a failure.
 */
#ifndef ASSAY_LOAD_SOURCE_H
#define ASSAY_LOAD_SOURCE_H

#include <assay/base/arena.h>
#include <assay/base/err.h>
#include <assay/load/control.h>

#include <stddef.h>
#include <stdint.h>

enum { SOURCE_DEPTH = 12, SOURCE_FILES = 200000 };

struct source_file {
    const char *path; /* relative to the root; the file's own name when the root is a file */
    const char *full;
    uint64_t bytes;
};

struct source {
    const char *root;
    bool is_file;
    const struct source_file *files; /* sorted by path */
    size_t count;
    const struct err *problems;
    size_t problem_count;
};

bool source_open(const char *path, struct arena *arena, struct source *source, struct err *err);
/*
 * The same of a part only: what lies under the folder or file `part` (relative to path), and the
 * files that lie directly in the folders above it; all when part is "". A cancelled walk ends early
 * and says nothing of it: ask the control, which may be NULL.
 */
bool source_open_part(const char *path, const char *part, const struct load_control *control,
                      struct arena *arena, struct source *source, struct err *err);

#endif
