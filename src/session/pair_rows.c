#include <assay/session/pair_rows.h>

#include <assay/base/err.h>
#include <assay/session/filter_name.h>
#include <assay/session/radix.h>
#include <assay/session/row_order.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

void pair_rows_release(struct pair_rows *rows)
{
    pair_scope_free(rows->scope);
    row_list_release(&rows->list);
    *rows = (struct pair_rows){.scope = NULL};
}

void pair_rows_begin(struct pair_rows *rows, const struct comparison *comparison, size_t set)
{
    pair_rows_release(rows);
    rows->scope = pair_scope_new(comparison, set);
}

/* ---- sorting ---- */

/* Keys in the order of the numbers; what is missing comes last either way. */
static uint64_t key_of(double number, bool descending)
{
    uint64_t bits;

    if (isnan(number))
        return UINT64_MAX;
    number += 0.0; /* -0 as 0 */
    memcpy(&bits, &number, sizeof(bits));
    bits = bits >> 63 ? ~bits : bits | (uint64_t)1 << 63;
    return descending ? ~bits : bits;
}

static void sort_by_number(struct pair_rows *rows, size_t field, bool descending)
{
    uint64_t *keys = xmalloc(rows->list.count * sizeof(*keys) + 1);

    for (size_t i = 0; i < rows->list.count; i++)
        keys[i] = key_of(pair_scope_number(rows->scope, field, rows->list.rows[i]), descending);
    radix_sort(keys, rows->list.rows, rows->list.count);
    free(keys);
}

typedef size_t sample_function(const struct pair_scope *scope, size_t row);

/* Rows of the list whose sample is of that side, sorted by it, and behind them all others. */
static void sort_by_side(struct pair_rows *rows, const struct run *run,
                         const struct samples *samples, sample_function *sample_of,
                         enum sample_field_index field, bool descending)
{
    uint32_t *row_of = xmalloc(samples->count * sizeof(*row_of) + 1);
    struct row_list sorted = {.rows = NULL}, others = {.rows = NULL};

    for (size_t i = 0; i < rows->list.count; i++) {
        size_t sample = sample_of(rows->scope, rows->list.rows[i]);

        if (sample == SIZE_MAX) {
            row_list_add(&others, rows->list.rows[i]);
            continue;
        }
        row_of[sample] = rows->list.rows[i];
        row_list_add(&sorted, (uint32_t)sample);
    }
    row_order_samples(run, samples, field, descending ? ROW_DESCENDING : ROW_ASCENDING, &sorted);
    for (size_t i = 0; i < sorted.count; i++)
        rows->list.rows[i] = row_of[sorted.rows[i]];
    for (size_t i = 0; i < others.count; i++)
        rows->list.rows[sorted.count + i] = others.rows[i];
    row_list_release(&sorted);
    row_list_release(&others);
    free(row_of);
}

/* Of the texts of both sides those of B decide; rows that only A has come behind. */
static void sort(struct pair_rows *rows, const char *by)
{
    const struct pair_scope *scope = rows->scope;
    struct filter_vocabulary vocabulary = pair_vocabulary(rows->scope);
    bool descending = by[0] == '-', of_a;
    size_t field = filter_find_field(&vocabulary, str_of(by + descending)), of_sample;

    if (field == SIZE_MAX)
        return;
    if (field >= PAIR_FIELD_DELTA_SCORE) {
        sort_by_number(rows, field, descending);
        return;
    }
    of_a = pair_field_is_of_a(field, &of_sample);
    sort_by_side(rows, of_a ? scope->run_a : scope->run_b, of_a ? scope->set->a : scope->set->b,
                 of_a ? pair_scope_a : pair_scope_b, (enum sample_field_index)of_sample,
                 descending);
}

/* ---- the list ---- */

bool pair_rows_make(struct pair_rows *rows, const char *filter, const char *sort_by,
                    struct err *err)
{
    const struct pair_scope *scope = rows->scope;
    struct filter_vocabulary vocabulary = pair_vocabulary(rows->scope);
    struct filter *parsed = filter_parse(&vocabulary, str_of(filter), NULL, err);

    if (!parsed)
        return false;
    rows->list.count = 0;
    row_list_reserve(&rows->list, scope->count);
    for (size_t row = 0; row < scope->count; row++)
        if (filter_match(parsed, &vocabulary, row))
            rows->list.rows[rows->list.count++] = (uint32_t)row;
    filter_free(parsed);
    if (sort_by[0])
        sort(rows, sort_by);
    return true;
}

/* ---- walking ---- */

static enum pair_kind kind_at(const struct pair_rows *rows, size_t place)
{
    return pair_scope_kind(rows->scope, rows->list.rows[place]);
}

size_t pair_rows_flip(const struct pair_rows *rows, size_t from, bool forward)
{
    /* From nowhere (SIZE_MAX) forward is from the first, back from the last. */
    size_t at = !forward && from > rows->list.count ? rows->list.count : from;

    while (forward ? ++at < rows->list.count : at-- > 0)
        if (pair_kind_is_flip(kind_at(rows, at)))
            return at;
    return SIZE_MAX;
}

static size_t first_of_group(const struct pair_rows *rows, size_t place)
{
    while (place > 0 && kind_at(rows, place - 1) == kind_at(rows, place))
        place--;
    return place;
}

size_t pair_rows_group(const struct pair_rows *rows, size_t from, bool forward)
{
    size_t at = from;

    if (from >= rows->list.count)
        return SIZE_MAX;
    if (!forward) {
        at = first_of_group(rows, from);
        return at == 0 ? SIZE_MAX : first_of_group(rows, at - 1);
    }
    while (at < rows->list.count && kind_at(rows, at) == kind_at(rows, from))
        at++;
    return at < rows->list.count ? at : SIZE_MAX;
}

size_t pair_rows_place(const struct pair_rows *rows, size_t row)
{
    for (size_t i = 0; i < rows->list.count; i++)
        if (rows->list.rows[i] == row)
            return i;
    return SIZE_MAX;
}

void pair_rows_count(const struct pair_rows *rows, size_t place, size_t *nth, size_t *of)
{
    enum pair_kind kind = kind_at(rows, place);
    size_t first = rows->scope->first[kind], tally = pair_scope_tally(rows->scope, kind);

    *nth = *of = 0;
    for (size_t i = 0; i < rows->list.count; i++) {
        bool same = rows->list.rows[i] - first < tally;

        *of += same;
        *nth += same && i <= place;
    }
}
