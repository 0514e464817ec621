#include <assay/session/computed.h>

#include <stdlib.h>

bool computed_load(struct computed *computed, const struct discovered *found, struct err *err)
{
    *computed = (struct computed){.each = NULL};
    if (!discovered_load(found, &computed->runs, err)) {
        err_in_file(err, found->group.root);
        run_list_release(&computed->runs);
        return false;
    }
    computed->each = xcalloc(computed->runs.count, sizeof(*computed->each));
    return true;
}

void computed_release(struct computed *computed)
{
    for (size_t i = 0; computed->each && i < computed->runs.count; i++)
        arena_free(computed->each[i].arena);
    free(computed->each);
    run_list_release(&computed->runs);
    computed->each = NULL;
}

const struct results *computed_results(struct computed *computed, size_t index,
                                       const struct metric_options *options)
{
    struct computed_run *run = &computed->each[index];

    if (!run->arena)
        run->arena = arena_new();
    if (!run->results)
        run->results = results_new(computed->runs.runs[index], options, run->arena);
    return run->results;
}

const struct audit *computed_audit(struct computed *computed, size_t index,
                                   const struct metric_options *options)
{
    struct computed_run *run = &computed->each[index];
    const struct results *results = computed_results(computed, index, options);

    if (!run->audit)
        run->audit = audit_run(results, run->arena);
    return run->audit;
}

struct assessed computed_assessed(struct computed *computed, size_t index,
                                  const struct metric_options *options)
{
    return (struct assessed){computed->runs.runs[index], computed_results(computed, index, options),
                             computed_audit(computed, index, options)};
}

void computed_all(struct computed *computed, const struct metric_options *options,
                  const struct load_control *control)
{
    for (size_t i = 0; i < computed->runs.count && !control_cancelled(control); i++)
        computed_audit(computed, i, options);
}
