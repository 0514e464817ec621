#include "temp_dir.h"

#include <assay/base/err.h>

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct temp_dir temp_dir_new(void)
{
    struct temp_dir dir = {.path = ""};
    const char *temp = getenv("TMPDIR");

    snprintf(dir.root, sizeof(dir.root), "%s/assay-test-XXXXXX", temp ? temp : "/tmp");
    if (!mkdtemp(dir.root))
        die("cannot make %s", dir.root);
    return dir;
}

const char *temp_dir_path(struct temp_dir *dir, const char *path)
{
    snprintf(dir->path, sizeof(dir->path), "%s%s%s", dir->root, path[0] ? "/" : "", path);
    return dir->path;
}

static void make_parents(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
    }
}

void temp_dir_folder(struct temp_dir *dir, const char *path)
{
    temp_dir_path(dir, path);
    make_parents(dir->path);
    mkdir(dir->path, 0700);
}

void temp_dir_write(struct temp_dir *dir, const char *path, struct str text)
{
    FILE *out;

    temp_dir_path(dir, path);
    make_parents(dir->path);
    out = fopen(dir->path, "wb");
    if (!out || (text.len && fwrite(text.ptr, 1, text.len, out) != text.len) || fclose(out) != 0)
        die("cannot write %s", dir->path);
}

size_t temp_dir_count(const struct temp_dir *dir)
{
    DIR *directory = opendir(dir->root);
    struct dirent *entry;
    size_t count = 0;

    while (directory && (entry = readdir(directory)))
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    if (directory)
        closedir(directory);
    return count;
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *at)
{
    (void)status;
    (void)type;
    (void)at;
    return remove(path);
}

void temp_dir_remove(struct temp_dir *dir)
{
    nftw(dir->root, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}
