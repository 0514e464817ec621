#include <assay/metrics/metric.h>

#include <assay/base/fmt.h>
#include <assay/metrics/metric_tables.h>
#include <assay/metrics/results.h>

#include <math.h>
#include <string.h>

static const struct metric *const *const registry[] = {
    metrics_classification,
    metrics_layers,
    metrics_curve,
    metrics_code,
};

const struct metric *metric_at(size_t index)
{
    for (size_t i = 0; i < sizeof(registry) / sizeof(registry[0]); i++)
        for (size_t j = 0; registry[i][j]; j++)
            if (index-- == 0)
                return registry[i][j];
    return NULL;
}

const struct metric *metric_find(const char *name)
{
    for (size_t i = 0; name && i < sizeof(registry) / sizeof(registry[0]); i++)
        for (size_t j = 0; registry[i][j]; j++)
            if (strcmp(registry[i][j]->name, name) == 0)
                return registry[i][j];
    return NULL;
}

static void from_fact(const struct fact *fact, struct figure *out)
{
    out->evidence = EVIDENCE_FILE;
    out->value = fact->value;
    out->text = fact->text;
    out->n = fact->n;
    out->allowance = fact->allowance;
    out->how = fact->how;
}

void metric_compute(const struct results *results, const struct quantity *what, uint32_t not_file,
                    struct arena *arena, struct figure *out)
{
    const struct metric *metric = metric_find(what->metric);
    const struct fact *fact = run_fact(results->run, what);

    *out =
        (struct figure){.evidence = EVIDENCE_NONE, .value = NAN, .nearest = NAN, .file = FILE_NONE};
    if (metric)
        metric->compute(results, what, not_file, arena, out);
    if (out->evidence == EVIDENCE_NONE && fact)
        from_fact(fact, out);
}

const char *metric_format(const struct metric *metric, double value, struct arena *arena)
{
    if (isnan(value))
        return "–";
    if (!metric && fabs(value) < 1e15 && value == floor(value))
        return fmt_fixed(arena, value, 0);
    switch (metric ? metric->unit : UNIT_RATIO) {
    case UNIT_SHARE:
        return fmt_share(arena, value);
    case UNIT_COUNT:
    case UNIT_TOKENS:
        return value >= 0 && value < 1e15 && value == floor(value)
                   ? fmt_count(arena, (uint64_t)value)
                   : fmt_fixed(arena, value, 2);
    case UNIT_LAYER:
        return fmt_fixed(arena, value, value == floor(value) ? 0 : 2);
    case UNIT_PER_TOKEN:
        return arena_printf(arena, "%.4e", value);
    case UNIT_PERPLEXITY:
        return fmt_fixed(arena, value, 2);
    case UNIT_SECONDS:
        return fmt_fixed(arena, value, 2);
    case UNIT_RATIO: /* kappa and MCC look like shares, an imbalance does not */
        if (metric && metric->most == 1.0)
            return fmt_share(arena, value);
        break;
    case UNIT_NATS:
    case UNIT_TEXT:
        break;
    }
    return fmt_fixed(arena, value, 4);
}

const char *evidence_name(enum evidence evidence)
{
    static const char *const names[] = {
        [EVIDENCE_SAMPLES] = "samples",         [EVIDENCE_MATRIX] = "confusion matrix",
        [EVIDENCE_CLASSES] = "class rows",      [EVIDENCE_SERIES] = "series",
        [EVIDENCE_COUNTS] = "stated counts",    [EVIDENCE_FILE] = "counted in files",
        [EVIDENCE_STATED] = "stated elsewhere", [EVIDENCE_NONE] = "none",
    };

    return names[evidence];
}
