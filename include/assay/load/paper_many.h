/*
 * Many runs in one file, and registries that list runs.
 *
 * Every entry of runs[] is a run "<group>#<id>" (an id that repeats gets "~2", …), titled by its
 * name; "baseline" is the run "<group>#baseline", to which the others are to be compared. What is
 * said of the file as a whole (total_runs, the registry) stands with the first run.
 */
#ifndef ASSAY_LOAD_PAPER_MANY_H
#define ASSAY_LOAD_PAPER_MANY_H

#include <assay/load/loader.h>
#include <assay/load/paper_keys.h>

/* A parsed document of the group. */
struct paper_document {
    const struct group_file *file;
    const struct meta *root; /* NULL when it could not be read; then err says why */
    struct err err;
};

/* The runs of a document, each appended once finished; `start` is called for each when begun. */
struct paper_hooks {
    void (*start)(void *arg, struct run_builder *builder);
    void *arg;
};
void paper_push_many(const struct group *group, const struct paper_document *document,
                     struct arena *scratch, struct run_list *runs, const struct paper_hooks *hooks);
/* Say how many runs a registry lists against `present`, and how many of its files are gone. */
void paper_note_registry(struct run_builder *builder, const struct paper_document *registry,
                         struct arena *scratch, size_t present);

#endif
