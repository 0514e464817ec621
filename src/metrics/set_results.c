#include <assay/metrics/set_results.h>

#include <assay/metrics/set_pass.h>

#include <math.h>
#include <string.h>

/* Cells of all splits' matrices together, up to which they are counted in one pass. */
#define SPLIT_CELLS ((size_t)1 << 16)

uint16_t set_results_label(const struct set_results *set, const char *name)
{
    size_t code = name_index_find(&set->by_name, name);

    return code < set->labels.count ? (uint16_t)code : LABEL_MISSING;
}

static void read_all_ways(struct set_results *set, const struct confusion *strict,
                          struct arena *arena)
{
    const char *fallback = run_fallback(set->run);

    set->strict = strict;
    set->drop = strict;
    set->fallback_label = fallback ? set_results_label(set, fallback) : LABEL_MISSING;
    if (confusion_invalid_total(strict))
        set->drop = confusion_read(arena, strict, READING_DROP);
    if (set->fallback_label != LABEL_MISSING)
        set->fallback = confusion_invalid_total(strict)
                            ? confusion_read(arena, strict, READING_FALLBACK(set->fallback_label))
                            : strict;
    set->stated = set->fallback ? set->fallback : strict;
}

static struct set_results *of_samples(const struct run *run, const struct samples *samples,
                                      struct name_index by_name, struct arena *arena)
{
    struct set_results *set = arena_zalloc(arena, 1, sizeof(*set));

    set->run = run;
    set->samples = samples;
    set->labels = samples->labels;
    set->by_name = by_name;
    set->evidence = EVIDENCE_SAMPLES;
    set->file = FILE_NONE;
    set->rows = samples->count;
    set->duplicate_row = SIZE_MAX;
    set->brier_labels = NAN;
    return set;
}

/* A split that none of the samples is in has no results. */
static const struct set_results *of_split(const struct set_results *set,
                                          const struct confusion *strict, struct arena *arena)
{
    struct set_results *part;
    size_t rows = (size_t)(confusion_total(strict) + confusion_unscored(strict) +
                           confusion_truth_outside(strict));

    if (rows == 0)
        return NULL;
    part = of_samples(set->run, set->samples, set->by_name, arena);
    part->rows = rows;
    read_all_ways(part, strict, arena);
    return part;
}

/* The matrix of all samples and, in the same pass over them, those of the splits and the rest. */
static struct confusion *count_all(struct set_results *set, unsigned threads, struct arena *arena)
{
    const struct samples *samples = set->samples;
    size_t labels = samples->labels.count, splits = samples->split ? run_split_count(set->run) : 0;
    struct confusion **parts;
    const struct set_results **results;

    if (splits > SPLIT_CELLS / ((labels + 2) * (labels + 2)))
        splits = 0;
    parts = arena_zalloc(arena, splits + 1, sizeof(struct confusion *));
    results = arena_zalloc(arena, splits, sizeof(*results));
    for (size_t i = 0; i <= splits; i++)
        parts[i] = confusion_new(arena, labels);
    set_pass(set, parts, splits + 1, threads, arena);
    for (size_t i = 0; i < splits; i++) {
        results[i] = of_split(set, parts[i], arena);
        confusion_merge(parts[splits], parts[i]);
    }
    set->splits = splits ? results : NULL;
    return parts[splits];
}

struct set_results *set_results_new(const struct run *run, const struct samples *samples,
                                    unsigned threads, struct arena *arena)
{
    struct set_results *set;

    if (!samples->truth || !samples->prediction)
        return NULL;
    set = of_samples(run, samples,
                     name_index_of(samples->labels.names, samples->labels.count, arena), arena);
    read_all_ways(set, count_all(set, threads, arena), arena);
    return set;
}

struct set_results *set_results_given(const struct run *run, const struct matrix *matrix,
                                      struct arena *arena)
{
    struct set_results *set = arena_zalloc(arena, 1, sizeof(*set));
    struct confusion *strict = confusion_new(arena, matrix->labels.count);
    size_t n = matrix->labels.count;

    for (size_t i = 0; i < n * n; i++)
        if (matrix->counts[i])
            confusion_add(strict, (uint16_t)(i / n), (uint16_t)(i % n), matrix->counts[i]);
    set->run = run;
    set->labels = matrix->labels;
    set->by_name = name_index_of(matrix->labels.names, n, arena);
    set->evidence = EVIDENCE_MATRIX;
    set->file = matrix->file;
    set->rows = (size_t)confusion_total(strict);
    set->duplicate_row = SIZE_MAX;
    set->brier_labels = NAN;
    read_all_ways(set, strict, arena);
    return set;
}

static const struct set_results *count_split(const struct set_results *set, size_t split,
                                             struct arena *arena)
{
    const struct samples *samples = set->samples;
    struct confusion *strict = confusion_new(arena, samples->labels.count);

    for (size_t i = 0; i < samples->count; i++)
        if (samples->split[i] == split)
            confusion_add(strict, samples->truth[i], samples->prediction[i], 1);
    return of_split(set, strict, arena);
}

const struct set_results *set_results_split(const struct set_results *set, const char *split,
                                            struct arena *arena)
{
    if (!set->samples || !set->samples->split)
        return NULL;
    for (size_t i = 0; i < run_split_count(set->run); i++)
        if (strcmp(run_split(set->run, (uint16_t)i), split) == 0)
            return set->splits ? set->splits[i] : count_split(set, i, arena);
    return NULL;
}
