/*
 * Stamp: what the system says of a group's files without reading them, to see whether they changed.
 *
 * Device, inode, size and time of change of each file, and of each folder in which files of the
 * group lie (a folder's time changes when a file comes or goes). A group that is one file of a
 * folder has no folders: what else is in there is not its own. What is not there is all zero.
 * Nothing here fails.
 */
#ifndef ASSAY_SESSION_STAMP_H
#define ASSAY_SESSION_STAMP_H

#include <assay/load/discover.h>

struct stamp_of {
    const char *path; /* lives with the stamp */
    uint64_t device, inode, bytes;
    int64_t seconds, nanoseconds;
};

/* Owns its arena; all zero: none. */
struct stamp {
    struct arena *arena;
    struct stamp_of *files, *folders;
    size_t file_count, folder_count;
    const char *const *watched; /* folders to watch for the group: also those of a lone file */
    size_t watched_count;
};

struct stamp stamp_take(const struct discovered *of);
void stamp_release(struct stamp *stamp);
/* The same paths, asked again: true when something is different now. */
bool stamp_has_changed(const struct stamp *stamp);
/* Same files, none of them changed; folders aside. */
bool stamp_same_files(const struct stamp *a, const struct stamp *b);
/* A file has another size than when it was discovered. */
bool stamp_differs_from(const struct stamp *stamp, const struct discovered *of);

#endif
