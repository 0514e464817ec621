#include <assay/model/run.h>

#include "run_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void run_free(struct run *run)
{
    if (!run)
        return;
    for (size_t i = 0; i < run->set_count; i++)
        sample_writer_free(run->sets[i]);
    free(run->sets);
    free(run->files);
    free(run->series);
    free(run->tasks);
    free(run->claims);
    free(run->facts);
    free(run->notes);
    intern_free(run->texts);
    intern_free(run->splits);
    arena_free(run->arena);
    free(run);
}

const char *run_id(const struct run *run)
{
    return run->id;
}

const char *run_title(const struct run *run)
{
    return run->title ? run->title : run->id;
}

const char *run_root(const struct run *run)
{
    return run->root;
}

const char *run_format(const struct run *run)
{
    return run->format;
}

const char *run_dialect(const struct run *run)
{
    return run->dialect ? run->dialect : "";
}

const char *run_reason(const struct run *run)
{
    return run->reason ? run->reason : "";
}

unsigned run_content(const struct run *run)
{
    return run->content;
}

const struct meta *run_meta(const struct run *run)
{
    return run->meta;
}

const struct run_file *run_files(const struct run *run, size_t *count)
{
    *count = run->file_count;
    return run->files;
}

size_t run_samples_count(const struct run *run)
{
    return run->set_count;
}

const struct samples *run_samples(const struct run *run, size_t set)
{
    return set < run->set_count ? &run->sets[set]->samples : NULL;
}

const struct series *run_series(const struct run *run, size_t *count)
{
    *count = run->series_count;
    return run->series;
}

const struct series *run_series_named(const struct run *run, const char *name)
{
    for (size_t i = 0; i < run->series_count; i++)
        if (strcmp(run->series[i].name, name) == 0)
            return &run->series[i];
    return NULL;
}

const struct task *run_tasks(const struct run *run, size_t *count)
{
    *count = run->task_count;
    return run->tasks;
}

const struct matrix *run_matrix(const struct run *run)
{
    return run->has_matrix ? &run->matrix : NULL;
}

const struct class_table *run_classes(const struct run *run)
{
    return run->has_classes ? &run->classes : NULL;
}

const struct claim *run_claims(const struct run *run, size_t *count)
{
    *count = run->claim_count;
    return run->claims;
}

const struct fact *run_facts(const struct run *run, size_t *count)
{
    *count = run->fact_count;
    return run->facts;
}

const struct fact *run_fact(const struct run *run, const struct quantity *what)
{
    for (size_t i = 0; i < run->fact_count; i++)
        if (quantity_equal(&run->facts[i].what, what))
            return &run->facts[i];
    return NULL;
}

const struct note *run_notes(const struct run *run, size_t *count)
{
    *count = run->note_count;
    return run->notes;
}

size_t run_split_count(const struct run *run)
{
    return intern_count(run->splits);
}

const char *run_split(const struct run *run, uint16_t split)
{
    return split < intern_count(run->splits) ? intern_text(run->splits, split).ptr : "";
}

struct str run_text(const struct run *run, uint32_t text)
{
    return text < intern_count(run->texts) ? intern_text(run->texts, text) : str_of("");
}

const char *run_fallback(const struct run *run)
{
    return run->fallback;
}

const char *run_baseline(const struct run *run)
{
    return run->baseline;
}

static size_t set_footprint(const struct sample_writer *set)
{
    static const size_t sizes[] = {
#define SAMPLE_COLUMN_SIZE(name, type, none, help) sizeof(type),
        SAMPLE_COLUMNS(SAMPLE_COLUMN_SIZE)
#undef SAMPLE_COLUMN_SIZE
    };
    size_t sum = set->ids.byte_capacity + set->ids.capacity * sizeof(int64_t) +
                 set->place_capacity * sizeof(struct row_place);

    for (size_t c = 0; c < COLUMN_COUNT; c++)
        sum += set->columns[c].capacity * sizes[c];
    if (set->probabilities)
        sum += set->samples.count * set->samples.labels.count * sizeof(float);
    return sum;
}

size_t run_footprint(const struct run *run)
{
    size_t sum = arena_footprint(run->arena);

    for (size_t i = 0; i < run->set_count; i++)
        sum += set_footprint(run->sets[i]);
    return sum;
}

static bool text_equal(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

bool quantity_equal(const struct quantity *a, const struct quantity *b)
{
    return text_equal(a->metric, b->metric) && text_equal(a->subject, b->subject) &&
           text_equal(a->set, b->set) && text_equal(a->split, b->split) &&
           (a->at == b->at || (isnan(a->at) && isnan(b->at)));
}
