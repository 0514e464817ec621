/*
 * Folders of runs below one directory: named by the runs' ids, no two alike (in whatever case),
 * none hidden, none that leads upwards and none that a file of a report or a plot could be called.
 */
#ifndef ASSAY_CMD_RUN_FOLDERS_H
#define ASSAY_CMD_RUN_FOLDERS_H

#include <assay/base/arena.h>
#include <assay/base/intern.h>

/* A run's id as a relative path that none of `taken` is, to which it is added. Letters, digits and
 * "._-+@" stay, "/" parts it, all else is "_", also the dot of a suffix such as ".html". */
const char *run_folder_new(struct intern *taken, const char *id, struct arena *arena);

#endif
