#include "compared.h"

#include "check.h"

#include <assay/metrics/results.h>

#include <stdlib.h>

static bool assess(struct loaded *loaded, struct assessed *out)
{
    CHECK(loaded->runs.count > 0);
    if (loaded->runs.count == 0)
        return false;
    out->run = loaded->runs.runs[0];
    out->results = results_new(out->run, NULL, loaded->arena);
    out->audit = loaded->audits[0];
    return true;
}

struct compared *compared_paths(const char *format, const char *path_a, const char *path_b)
{
    struct compared *compared = xcalloc(1, sizeof(*compared));
    struct compare_options options = compare_options_default();
    struct err err = {0};

    compared->loaded_a = loaded_path(format, path_a);
    compared->loaded_b = loaded_path(format, path_b);
    if (assess(compared->loaded_a, &compared->a) && assess(compared->loaded_b, &compared->b))
        compared->comparison = comparison_new(&compared->a, &compared->b, &options, &err);
    CHECK(compared->comparison != NULL);
    return compared;
}

void compared_free(struct compared *compared)
{
    comparison_free(compared->comparison);
    loaded_free(compared->loaded_a);
    loaded_free(compared->loaded_b);
    free(compared);
}

const struct compare_row *compared_row(const struct compared *compared, const char *metric,
                                       const char *subject, double at)
{
    struct quantity what = QUANTITY(metric);

    what.subject = subject;
    what.at = at;
    for (size_t i = 0; compared->comparison && i < compared->comparison->row_count; i++)
        if (quantity_equal(&compared->comparison->rows[i].what, &what))
            return &compared->comparison->rows[i];
    return NULL;
}
