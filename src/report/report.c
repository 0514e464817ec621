#include <assay/report/report.h>

#include <stdlib.h>
#include <string.h>

extern const struct report_writer report_markdown, report_json, report_csv, report_junit;

const struct report_writer *const report_registry[] = {
    &report_markdown, &report_json, &report_csv, &report_junit, NULL,
};

const struct report_writer *report_find(const char *name)
{
    for (size_t i = 0; report_registry[i]; i++)
        if (strcmp(report_registry[i]->name, name) == 0)
            return report_registry[i];
    return NULL;
}

struct buf *report_files_add(struct report_files *files, const char *name)
{
    files->files =
        array_grow(files->files, &files->capacity, files->count + 1, sizeof(*files->files));
    files->files[files->count] = (struct report_file){.name = arena_strdup(files->arena, name)};
    return &files->files[files->count++].text;
}

void report_files_release(struct report_files *files)
{
    for (size_t i = 0; i < files->count; i++)
        buf_release(&files->files[i].text);
    free(files->files);
    files->files = NULL;
    files->count = files->capacity = 0;
}
