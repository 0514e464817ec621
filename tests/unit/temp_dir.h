/*
 * A folder of its own under $TMPDIR, for tests that need files on disk.
 *
 *     struct temp_dir dir = temp_dir_new();
 *     temp_dir_write(&dir, "a/metrics.json", STR("{}"));     // folders are made
 *     use(temp_dir_path(&dir, "a"));                          // valid until the next call
 *     temp_dir_remove(&dir);                                  // with all that is in it
 */
#ifndef ASSAY_TESTS_TEMP_DIR_H
#define ASSAY_TESTS_TEMP_DIR_H

#include <assay/base/str.h>

struct temp_dir {
    char root[256];
    char path[1024];
};

struct temp_dir temp_dir_new(void);
const char *temp_dir_path(struct temp_dir *dir, const char *path);
void temp_dir_folder(struct temp_dir *dir, const char *path);
void temp_dir_write(struct temp_dir *dir, const char *path, struct str text);
/* Entries of the folder itself, hidden ones too. */
size_t temp_dir_count(const struct temp_dir *dir);
void temp_dir_remove(struct temp_dir *dir);

#endif
