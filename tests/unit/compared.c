#include "compared.h"

#include <assay/base/err.h>

#include <stdio.h>
#include <stdlib.h>

static struct assessed assess(struct compared *compared, const char *path)
{
    size_t entry = session_entry_count(compared->session);
    struct err err;

    if (!session_open(compared->session, path, &err) ||
        !session_load(compared->session, entry, &err))
        die("%s", err.text);
    return session_assessed(compared->session, entry, 0);
}

struct compared *compared_paths(const char *a, const char *b)
{
    struct compared *compared = xcalloc(1, sizeof(*compared));
    struct compare_options options = compare_options_default();
    struct assessed assessed_a, assessed_b;
    struct err err;

    compared->options.metrics = metric_options_default();
    compared->session = session_new(&compared->options);
    assessed_a = assess(compared, a);
    assessed_b = assess(compared, b);
    options.resamples = 100;
    compared->comparison = comparison_new(&assessed_a, &assessed_b, &options, &err);
    if (!compared->comparison)
        die("%s", err.text);
    return compared;
}

struct compared *compared_texts(const char *a, const char *b)
{
    struct temp_dir dir = temp_dir_new();
    struct compared *compared;
    char path_a[600], path_b[600];

    snprintf(path_a, sizeof(path_a), "%s/a", dir.root);
    snprintf(path_b, sizeof(path_b), "%s/b", dir.root);
    temp_dir_write(&dir, "a/predictions.csv", str_of(a));
    temp_dir_write(&dir, "b/predictions.csv", str_of(b));
    compared = compared_paths(path_a, path_b);
    compared->dir = dir;
    return compared;
}

void compared_free(struct compared *compared)
{
    comparison_free(compared->comparison);
    session_free(compared->session);
    if (compared->dir.root[0])
        temp_dir_remove(&compared->dir);
    free(compared);
}
