/*
 * Target: the directory that a report is to be, there already or not. It is found before anything
 * is written, and links are followed once, here.
 */
#ifndef ASSAY_CMD_REPORT_TARGET_H
#define ASSAY_CMD_REPORT_TARGET_H

#include <assay/base/arena.h>
#include <assay/base/err.h>

#include <sys/types.h>

struct report_target {
    const char *path, *parent; /* absolute, without links */
    bool exists;
    mode_t mode; /* when it exists */
};

/*
 * The directories above a missing one are made. "new/.." is the directory above "new", which then
 * must be there. ERR_IO when it cannot be reached or is no directory.
 */
bool report_target_find(struct report_target *target, const char *path, struct arena *arena,
                        struct err *err);
/* It must not be exchanged for another: it is a mount point, or holds the current directory. */
bool report_target_stays(const struct report_target *target);

#endif
