#include <assay/load/source.h>

#include <assay/base/directory.h>
#include <assay/base/path.h>

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct visited {
    dev_t device;
    ino_t inode;
};

struct walk {
    struct arena *arena;
    const char *root;
    struct source_file *files;
    struct err *problems;
    struct visited *visited;
    size_t file_count, file_capacity, problem_count, problem_capacity, visited_count,
        visited_capacity;
    bool full;        /* the limit of files was reached */
    const char *part; /* "": all */
    const struct load_control *control;
};

/* Suffixes of files that never hold a run's records, claims or metadata. */
static const char *const no_evidence[] = {
    "png",  "jpg",  "jpeg",  "gif", "svg",  "pdf",  "bmp", "webp", "ico",  "wav",  "mp3",
    "flac", "ogg",  "mp4",   "avi", "mkv",  "webm", "pt",  "pth",  "ckpt", "bin",  "safetensors",
    "onnx", "h5",   "hdf5",  "npy", "npz",  "pkl",  "pb",  "gguf", "so",   "o",    "a",
    "pyc",  "py",   "ipynb", "c",   "h",    "sh",   "js",  "ts",   "css",  "html", "xlsx",
    "xls",  "docx", "pptx",  "db",  "lock", "log",  "ttf", "woff", "tex",  "bib",  NULL,
};

static const char *const no_folder[] = {"__pycache__", "node_modules", "venv", "site-packages",
                                        "wandb",       "checkpoints",  NULL};

static bool is_in(const char *const *list, const char *name)
{
    for (; *list; list++)
        if (strcmp(*list, name) == 0)
            return true;
    return false;
}

static void problem(struct walk *walk, const char *path, const char *what, const char *why)
{
    walk->problems = array_grow(walk->problems, &walk->problem_capacity, walk->problem_count + 1,
                                sizeof(*walk->problems));
    err_set_file(&walk->problems[walk->problem_count++], ERR_IO, path, "%s%s%s", what,
                 why ? ": " : "", why ? why : "");
}

/* What assay report wrote holds figures of runs, and is no run. */
static bool is_report(struct walk *walk, const char *full)
{
    return path_exists(path_join(walk->arena, full, DIRECTORY_RECORD));
}

/* True when this directory was not seen before. */
static bool first_visit(struct walk *walk, const struct stat *status)
{
    for (size_t i = 0; i < walk->visited_count; i++)
        if (walk->visited[i].device == status->st_dev && walk->visited[i].inode == status->st_ino)
            return false;
    walk->visited = array_grow(walk->visited, &walk->visited_capacity, walk->visited_count + 1,
                               sizeof(*walk->visited));
    walk->visited[walk->visited_count++] = (struct visited){status->st_dev, status->st_ino};
    return true;
}

static void add_file(struct walk *walk, const char *path, const char *full, off_t bytes)
{
    if (walk->file_count == SOURCE_FILES) {
        if (!walk->full)
            problem(walk, walk->root, "holds more files than are looked at; name a folder below it",
                    NULL);
        walk->full = true;
        return;
    }
    walk->files =
        array_grow(walk->files, &walk->file_capacity, walk->file_count + 1, sizeof(*walk->files));
    walk->files[walk->file_count++] = (struct source_file){path, full, (uint64_t)bytes};
}

/* True when `path` is the folder (or file) itself or lies below it. */
static bool is_within(const char *path, const char *folder)
{
    size_t length = strlen(folder);

    return length == 0 ||
           (strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0'));
}

static bool is_looked_at(const struct walk *walk, const char *folder)
{
    return is_within(folder, walk->part) || is_within(walk->part, folder);
}

static void walk_directory(struct walk *walk, const char *path, const char *full, int depth);

static void walk_entry(struct walk *walk, const char *folder, const char *name, int depth)
{
    const char *path = path_join(walk->arena, folder, name);
    const char *full = path_join(walk->arena, walk->root, path);
    struct stat status;

    if (stat(full, &status) != 0) {
        problem(walk, full,
                errno == ELOOP ? "is a link that leads back to itself" : "cannot be reached",
                errno == ELOOP ? NULL : strerror(errno));
        return;
    }
    if (S_ISDIR(status.st_mode)) {
        if (is_in(no_folder, name) || !is_looked_at(walk, path) || !first_visit(walk, &status) ||
            is_report(walk, full))
            return;
        if (depth >= SOURCE_DEPTH)
            problem(walk, full, "lies deeper than is looked", NULL);
        else
            walk_directory(walk, path, full, depth + 1);
    } else if (S_ISREG(status.st_mode) && !is_in(no_evidence, path_suffix(walk->arena, name))) {
        add_file(walk, path, full, status.st_size);
    }
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Entries in the order of their names, so that the result does not hang on the file system. */
static void walk_directory(struct walk *walk, const char *path, const char *full, int depth)
{
    DIR *directory = opendir(full);
    const char **names = NULL;
    size_t count = 0, capacity = 0;
    struct dirent *entry;

    if (!directory) {
        problem(walk, full, "cannot be opened", strerror(errno));
        return;
    }
    while (!walk->full && (entry = readdir(directory))) {
        if (entry->d_name[0] == '.')
            continue;
        names = array_grow(names, &capacity, count + 1, sizeof(*names));
        names[count++] = arena_strdup(walk->arena, entry->d_name);
    }
    closedir(directory);
    if (count)
        qsort(names, count, sizeof(*names), by_name);
    for (size_t i = 0; i < count && !control_cancelled(walk->control); i++)
        walk_entry(walk, path, names[i], depth);
    free(names);
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct source_file *)a)->path, ((const struct source_file *)b)->path);
}

static void finish(struct walk *walk, struct source *source)
{
    if (walk->file_count)
        qsort(walk->files, walk->file_count, sizeof(*walk->files), by_path);
    source->files = arena_copy(walk->arena, walk->files, walk->file_count, sizeof(*walk->files));
    source->count = walk->file_count;
    source->problems =
        arena_copy(walk->arena, walk->problems, walk->problem_count, sizeof(*walk->problems));
    source->problem_count = walk->problem_count;
    free(walk->files);
    free(walk->problems);
    free(walk->visited);
}

bool source_open(const char *path, struct arena *arena, struct source *source, struct err *err)
{
    return source_open_part(path, "", NULL, arena, source, err);
}

bool source_open_part(const char *path, const char *part, const struct load_control *control,
                      struct arena *arena, struct source *source, struct err *err)
{
    struct walk walk = {
        .arena = arena, .root = arena_strdup(arena, path), .part = part, .control = control};
    struct stat status;
    bool done = true;

    *source = (struct source){.root = walk.root};
    if (stat(path, &status) != 0)
        return err_set_file(err, ERR_IO, path, "cannot be read: %s", strerror(errno));
    if (S_ISDIR(status.st_mode)) {
        first_visit(&walk, &status);
        walk_directory(&walk, "", walk.root, 0);
        if (walk.problem_count == 1 && walk.file_count == 0 &&
            strcmp(walk.problems[0].file, path) == 0) {
            done = false;
            if (err)
                *err = walk.problems[0];
        }
    } else if (S_ISREG(status.st_mode)) {
        source->is_file = true;
        add_file(&walk, path_base(arena, path), walk.root, status.st_size);
    } else {
        return err_set_file(err, ERR_IO, path, "is no file and no directory");
    }
    finish(&walk, source);
    return done;
}
