/*
 * Folders of runs below one directory: named by the runs' ids, no two alike, none hidden and none
 * that leads upwards.
 */
#ifndef ASSAY_CMD_RUN_FOLDERS_H
#define ASSAY_CMD_RUN_FOLDERS_H

#include <assay/base/arena.h>
#include <assay/base/intern.h>

/* A run's id as a relative path that none of `taken` is, to which it is added. Letters, digits and
 * "._-+@" stay, "/" parts it, all else is "_". */
const char *run_folder_new(struct intern *taken, const char *id, struct arena *arena);

#endif
