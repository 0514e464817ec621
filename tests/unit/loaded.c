#include "loaded.h"

#include "check.h"

#include <assay/base/path.h>
#include <assay/metrics/results.h>

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void make_folders(char *path)
{
    for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0700);
        *slash = '/';
    }
}

static void write_file(const char *folder, const struct loaded_file *file)
{
    char path[1024];
    FILE *out;

    snprintf(path, sizeof(path), "%s/%s", folder, file->path);
    make_folders(path);
    out = fopen(path, "wb");
    if (!out)
        die("cannot write %s", path);
    fputs(file->text, out);
    fclose(out);
}

static void load_group(struct loaded *loaded, const struct discovered *found)
{
    size_t first = loaded->runs.count;

    if (!discovered_load(found, &loaded->runs, &loaded->err))
        loaded->failures++;
    loaded->audits = xreallocarray(loaded->audits, loaded->runs.count + 1, sizeof(*loaded->audits));
    for (size_t i = first; i < loaded->runs.count; i++)
        loaded->audits[i] =
            audit_run(results_new(loaded->runs.runs[i], NULL, loaded->arena), loaded->arena);
}

struct loaded *loaded_path(const char *format, const char *path)
{
    static const struct run_hints no_hints = {.format = NULL};
    static const struct load_progress quiet = {.threads = 1};
    struct loaded *loaded = xcalloc(1, sizeof(*loaded));
    struct discovery found;

    loaded->arena = arena_new();
    if (!discover(path, &no_hints, &quiet, loaded->arena, &found, &loaded->err)) {
        loaded->failures++;
        return loaded;
    }
    for (size_t i = 0; i < found.count; i++)
        if (strcmp(found.groups[i].loader->name, format) == 0)
            load_group(loaded, &found.groups[i]);
    return loaded;
}

struct loaded *loaded_files(const char *format, const struct loaded_file *files)
{
    char folder[256];
    struct loaded *loaded;
    const char *temp = getenv("TMPDIR");

    snprintf(folder, sizeof(folder), "%s/assay-test-XXXXXX", temp ? temp : "/tmp");
    if (!mkdtemp(folder))
        die("cannot make %s", folder);
    for (; files->path; files++)
        write_file(folder, files);
    loaded = loaded_path(format, folder);
    memcpy(loaded->folder, folder, sizeof(folder));
    return loaded;
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *at)
{
    (void)status;
    (void)type;
    (void)at;
    return remove(path);
}

void loaded_free(struct loaded *loaded)
{
    if (loaded->folder[0])
        nftw(loaded->folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
    run_list_release(&loaded->runs);
    free(loaded->audits);
    arena_free(loaded->arena);
    free(loaded);
}

const struct run *loaded_run(const struct loaded *loaded, const char *id)
{
    for (size_t i = 0; i < loaded->runs.count; i++)
        if (str_ends(str_of(run_id(loaded->runs.runs[i])), id))
            return loaded->runs.runs[i];
    return NULL;
}

const struct finding *loaded_finding(const struct loaded *loaded, size_t run, const char *claim)
{
    for (size_t i = 0; i < loaded->runs.count; i++)
        for (size_t k = 0; (run == SIZE_MAX || run == i) && k < loaded->audits[i]->count; k++)
            if (strcmp(loaded->audits[i]->findings[k].claim->name, claim) == 0)
                return &loaded->audits[i]->findings[k];
    return NULL;
}

char loaded_mark(const struct loaded *loaded, size_t run, const char *claim)
{
    const struct finding *finding = loaded_finding(loaded, run, claim);

    return finding ? verdict_mark(finding->verdict) : ' ';
}

bool loaded_notes(const struct loaded *loaded, size_t run, const char *words)
{
    for (size_t i = 0; i < loaded->runs.count; i++) {
        size_t count;
        const struct note *notes = run_notes(loaded->runs.runs[i], &count);

        for (size_t k = 0; (run == SIZE_MAX || run == i) && k < count; k++)
            if (strstr(notes[k].text, words))
                return true;
    }
    return false;
}

size_t loaded_tally(const struct loaded *loaded, enum verdict verdict)
{
    size_t sum = 0;

    for (size_t i = 0; i < loaded->runs.count; i++)
        sum += loaded->audits[i]->tally[verdict];
    return sum;
}

const char *loaded_real(const char *folder, char *room)
{
    const char *root = getenv("ASSAY_REAL_RUNS");

    snprintf(room, 512, "%s/%s", root ? root : "", folder);
    if (!root || !path_exists(room)) {
        SKIP(root ? "this real run is not there" : "ASSAY_REAL_RUNS is not set");
        return NULL;
    }
    printf("real %s\n", folder);
    return room;
}
