/*
 * Directories that are made, filled, exchanged and removed as wholes. Paths are not followed below
 * links, and errors name the path. Files get the mode that the user's mask leaves.
 */
#ifndef ASSAY_BASE_DIRECTORY_H
#define ASSAY_BASE_DIRECTORY_H

#include <assay/base/err.h>
#include <assay/base/str.h>

/* In a directory that a report was written into: what walks for runs leaves it out. */
#define DIRECTORY_RECORD ".assay-report"

/* The directory and those above it that are missing. */
bool directory_make(const char *path, struct err *err);
/* Those between the root, which must be there, and the file of this relative name. */
bool directory_make_for(const char *root, const char *name, struct err *err);
/* All of it, whatever signals come between; where it is false errno tells why. */
bool directory_write_all(int fd, const char *text, size_t length);
/* A new file; one that is there is replaced. Not yet on the disk: see directory_sync. */
bool directory_write(const char *path, struct str text, struct err *err);
/* The file under another name too, or a copy of it where that cannot be. */
bool directory_link(const char *from, const char *to, struct err *err);
/* Rename, over what is there; across file systems a copy under a hidden name, then renamed. */
bool directory_move(const char *from, const char *to, struct err *err);
/* Everything in it, and itself. True when it is gone. */
bool directory_remove(const char *path);
/* Swap two directories of one file system in one step; false with errno where that cannot be. */
bool directory_exchange(const char *a, const char *b);
/* All that was written to its file system goes to the disk: one wait instead of one a file. */
bool directory_sync(const char *path, struct err *err);

/*
 * Called for all that is no directory, links included, and for directories when all below them was
 * visited, in no order; name is relative to the root. False ends the walk.
 */
typedef bool (*directory_function)(const char *name, bool is_directory, void *arg);
/* False when the root cannot be opened or the walk was ended. */
bool directory_walk(const char *path, directory_function each, void *arg);

#endif
