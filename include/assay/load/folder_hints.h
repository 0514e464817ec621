/*
 * The assay.yaml files of a tree: what the user said of the runs in each folder.
 *
 * A folder's hints come from "assay.yaml" in it, or from "NAME.assay.yaml" beside the folder or
 * file NAME. They hold for all below that has no nearer ones; what the command line says goes
 * before. Folders are relative to the walk's root, which is "".
 */
#ifndef ASSAY_LOAD_FOLDER_HINTS_H
#define ASSAY_LOAD_FOLDER_HINTS_H

#include <assay/load/loader.h>

struct folder_hints;

/* Lives in the arena, as do the hints handed out. */
struct folder_hints *folder_hints_new(struct arena *arena, const struct run_hints *given);
/* The folder (or file) that a file of this name speaks of, or NULL when it is no such file. */
const char *folder_hints_target(struct arena *arena, const char *path);
/* Read the file at `full` for `folder`. False when it is broken; what was understood counts. */
bool folder_hints_read(struct folder_hints *hints, const char *folder, const char *full,
                       struct err *err);
/* What holds for a folder or file: never NULL. */
const struct run_hints *folder_hints_at(const struct folder_hints *hints, const char *path);
/* True when this very folder has hints of its own. */
bool folder_hints_own(const struct folder_hints *hints, const char *folder);
/* True when some folder below this one has. */
bool folder_hints_below(const struct folder_hints *hints, const char *folder);

#endif
