#include <assay/session/text_select.h>

#include <assay/session/text_search.h>

#include <stdlib.h>

static bool search_all(const struct filter *filter, struct sample_scope *scope,
                       const struct row_list *rows, struct row_list *lists, struct err *err)
{
    for (size_t i = 0; i < filter_search_count(filter); i++) {
        const struct text_pattern *pattern = filter_search(filter, i);
        struct text_search_job job = {.run = scope->run,
                                      .samples = scope->samples,
                                      .rows = rows,
                                      .kind = pattern->kind,
                                      .text = pattern->text,
                                      .wake_fd = -1};

        if (!text_search_run(&job, scope->cancel, &lists[i], err))
            return false;
    }
    return true;
}

bool text_select(const struct filter *filter, struct sample_scope *scope, struct row_list *rows,
                 struct err *err)
{
    size_t count = filter ? filter_search_count(filter) : 0;
    struct row_list *lists;
    bool found;

    sample_scope_found(scope, NULL, 0);
    if (!filter_select(filter, scope, rows, err))
        return false;
    if (count == 0)
        return true;
    lists = xcalloc(count, sizeof(*lists));
    found = search_all(filter, scope, rows, lists, err);
    if (found) {
        sample_scope_found(scope, lists, count);
        found = filter_select(filter, scope, rows, err);
    } else {
        rows->count = 0;
    }
    for (size_t i = 0; i < count; i++)
        row_list_release(&lists[i]);
    free(lists);
    return found;
}
