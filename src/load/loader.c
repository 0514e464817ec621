#include <assay/load/loader.h>

#include <stdlib.h>
#include <string.h>

extern const struct loader loader_classification;
extern const struct loader loader_layer_probe;
extern const struct loader loader_mbpp;
extern const struct loader loader_mbpp_suite;
extern const struct loader loader_paper_metrics;

const struct loader *const loader_registry[] = {
    &loader_layer_probe, &loader_classification, &loader_paper_metrics,
    &loader_mbpp,        &loader_mbpp_suite,     NULL,
};

const struct loader *loader_find(const char *name)
{
    for (size_t i = 0; loader_registry[i]; i++)
        if (strcmp(loader_registry[i]->name, name) == 0)
            return loader_registry[i];
    return NULL;
}

void run_list_add(struct run_list *list, struct run *run)
{
    list->runs = array_grow(list->runs, &list->capacity, list->count + 1, sizeof(*list->runs));
    list->runs[list->count++] = run;
}

void run_list_release(struct run_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        run_free(list->runs[i]);
    free(list->runs);
    *list = (struct run_list){.runs = NULL};
}

const struct group_file *group_file(const struct group *group, const struct file_kind *kind,
                                    size_t n)
{
    for (size_t i = 0; i < group->count; i++)
        if (group->files[i].kind == kind && n-- == 0)
            return &group->files[i];
    return NULL;
}

const struct load_control *group_control(const struct group *group)
{
    return &group->progress->control;
}

void group_progress(const struct group *group, const char *file, uint64_t done, uint64_t total)
{
    if (group->progress->report)
        group->progress->report(group->progress->arg, file, done, total);
}
