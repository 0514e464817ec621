#include <assay/tui/sample_rows.h>

#include <assay/session/filter_select.h>
#include <assay/session/row_order.h>
#include <assay/session/sample_field.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void drop_searches(struct sample_rows *rows)
{
    text_search_free(rows->search);
    rows->search = NULL;
    for (size_t i = 0; i < rows->found_count; i++)
        row_list_release(&rows->found[i]);
    free(rows->found);
    rows->found = NULL;
    rows->found_count = rows->found_done = 0;
    rows->searched[0] = '\0';
    err_clear(&rows->failure);
    if (rows->scope)
        sample_scope_found(rows->scope, NULL, 0);
}

void sample_rows_release(struct sample_rows *rows)
{
    drop_searches(rows);
    sample_scope_free(rows->scope);
    row_list_release(&rows->list);
    row_list_release(&rows->ordered);
    *rows = (struct sample_rows){0};
}

static bool is_tagged(void *arg, size_t row)
{
    const struct sample_rows *rows = arg;

    return rows->tags && tags_get(rows->tags, rows->set, row);
}

static void begin(struct sample_rows *rows, const struct run *run, size_t set,
                  const struct tags *tags)
{
    if (rows->scope && rows->run == run && rows->set == set) {
        rows->tags = tags;
        return;
    }
    sample_rows_release(rows);
    rows->run = run;
    rows->set = set;
    rows->tags = tags;
    rows->scope = sample_scope_new(run, run_samples(run, set));
    rows->scope->tagged = is_tagged;
    rows->scope->tagged_arg = rows;
}

/* ---- text: terms ---- */

static struct text_search_job job_of(const struct sample_rows *rows, const struct filter *filter,
                                     int wake_fd)
{
    const struct text_pattern *pattern = filter_search(filter, rows->found_done);

    return (struct text_search_job){.run = rows->run,
                                    .samples = run_samples(rows->run, rows->set),
                                    .kind = pattern->kind,
                                    .text = pattern->text,
                                    .wake_fd = wake_fd};
}

/* Search what was not searched for yet: all at once, or one term in the background. */
static bool search(struct sample_rows *rows, const struct filter *filter, int wake_fd,
                   struct err *err)
{
    while (!rows->search && rows->found_done < rows->found_count) {
        struct text_search_job job = job_of(rows, filter, wake_fd);

        if (wake_fd >= 0) {
            rows->search = text_search_start(&job, err);
            return rows->search != NULL;
        }
        if (!text_search_run(&job, NULL, &rows->found[rows->found_done++], err))
            return false;
    }
    return true;
}

static bool find_texts(struct sample_rows *rows, const char *text, const struct filter *filter,
                       int wake_fd, struct err *err)
{
    if (strcmp(rows->searched, text) != 0) {
        drop_searches(rows);
        snprintf(rows->searched, sizeof(rows->searched), "%s", text);
        rows->found_count = filter ? filter_search_count(filter) : 0;
        rows->found = xcalloc(rows->found_count + 1, sizeof(*rows->found));
    }
    if (!search(rows, filter, wake_fd, err))
        return false;
    /* A term that is still searched for holds for what was found so far. */
    sample_scope_found(rows->scope, rows->found, rows->found_count);
    return true;
}

bool sample_rows_wake(struct sample_rows *rows, int wake_fd)
{
    struct text_search_progress progress;

    (void)wake_fd;
    if (!rows->search)
        return false;
    /* In this order: nothing is found after the end. */
    text_search_progress(rows->search, &progress);
    text_search_collect(rows->search, &rows->found[rows->found_done]);
    if (progress.finished) {
        text_search_failed(rows->search, &rows->failure);
        text_search_free(rows->search);
        rows->search = NULL;
        rows->found_done++;
    }
    return true;
}

int sample_rows_searching(const struct sample_rows *rows)
{
    struct text_search_progress progress;

    if (!rows->search)
        return -1;
    text_search_progress(rows->search, &progress);
    return progress.rows ? (int)(100 * progress.rows_done / progress.rows) : 0;
}

void sample_rows_cancel(struct sample_rows *rows)
{
    if (!rows->search)
        return;
    text_search_free(rows->search);
    rows->search = NULL;
    rows->found_done = rows->found_count;
}

/* ---- the list ---- */

/* Below this share of all rows, sorting them is quicker than looking for them among all. */
enum { FEW = 16 };

/* The rows of the list, in the order of all. */
static void take_order(struct sample_rows *rows)
{
    uint64_t *taken = xcalloc(rows->ordered.count / 64 + 1, sizeof(*taken));
    size_t count = 0;

    for (size_t i = 0; i < rows->list.count; i++)
        taken[rows->list.rows[i] / 64] |= (uint64_t)1 << rows->list.rows[i] % 64;
    for (size_t i = 0; count < rows->list.count; i++) {
        uint32_t row = rows->ordered.rows[i];

        rows->list.rows[count] = row;
        count += taken[row / 64] >> row % 64 & 1;
    }
    free(taken);
}

static void sort(struct sample_rows *rows, const char *sort)
{
    bool descending = sort[0] == '-', all;
    const struct sample_field *field = sample_field_find(str_of(sort + descending));

    all = rows->list.count == run_samples(rows->run, rows->set)->count;
    if (rows->ordered_by[0] && strcmp(rows->ordered_by, sort) == 0 &&
        rows->list.count > rows->ordered.count / FEW) {
        take_order(rows);
        return;
    }
    if (field)
        row_order_samples(rows->run, run_samples(rows->run, rows->set),
                          (enum sample_field_index)(field - sample_fields),
                          descending ? ROW_DESCENDING : ROW_ASCENDING, &rows->list);
    if (field && all) {
        row_list_copy(&rows->ordered, &rows->list);
        snprintf(rows->ordered_by, sizeof(rows->ordered_by), "%s", sort);
    }
}

bool sample_rows_make(struct sample_rows *rows, const struct run *run, size_t set,
                      const struct tags *tags, const char *filter, const char *sort_by, int wake_fd,
                      struct err *err)
{
    struct filter_vocabulary vocabulary;
    struct filter *parsed;
    bool made;

    begin(rows, run, set, tags);
    vocabulary = sample_vocabulary(rows->scope);
    parsed = filter_parse(&vocabulary, str_of(filter), NULL, err);
    made = parsed && find_texts(rows, filter, parsed, wake_fd, err) &&
           filter_select(parsed, rows->scope, &rows->list, err);
    if (made && sort_by[0])
        sort(rows, sort_by);
    filter_free(parsed);
    return made;
}

size_t sample_rows_place(const struct sample_rows *rows, size_t row)
{
    for (size_t i = 0; i < rows->list.count; i++)
        if (rows->list.rows[i] == row)
            return i;
    return SIZE_MAX;
}

size_t sample_rows_failure(const struct sample_rows *rows, size_t from, bool forward)
{
    const struct samples *samples = run_samples(rows->run, rows->set);
    /* From a row that is not in the list (SIZE_MAX) forward is from the first, back from the last.
     */
    size_t at = !forward && from > rows->list.count ? rows->list.count : from;

    while (forward ? ++at < rows->list.count : at-- > 0)
        if (sample_outcome(samples, rows->list.rows[at]) == OUTCOME_FAIL)
            return at;
    return SIZE_MAX;
}
