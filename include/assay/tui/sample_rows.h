/*
 * The samples that a view walks through: those of a set that a filter takes, sorted by a field.
 *
 * What the filter asks of the records on disk (text:) is searched for in the background while the
 * rows are shown without it; sample_rows_wake takes what was found and says that the rows changed.
 *
 * Heap: init by zero, sample_rows_release frees. Run and tags must outlive it.
 */
#ifndef ASSAY_TUI_SAMPLE_ROWS_H
#define ASSAY_TUI_SAMPLE_ROWS_H

#include <assay/session/row_list.h>
#include <assay/session/sample_scope.h>
#include <assay/session/tags.h>
#include <assay/session/text_search.h>

enum { SAMPLE_FILTER_ROOM = 1024 }; /* bytes; longer filters are not searched for in records */

struct sample_rows {
    const struct run *run;
    const struct tags *tags;
    size_t set;
    struct sample_scope *scope;
    struct row_list list; /* what is shown, in order */
    /* All rows in the order they were last sorted in, so that a filter need not sort again. */
    struct row_list ordered;
    char ordered_by[40]; /* "": they were not */
    /* Searches of the filter's text: terms, one after the other. */
    char searched[SAMPLE_FILTER_ROOM]; /* the filter they are of */
    struct row_list *found;
    size_t found_count, found_done;
    struct text_search *search;
    struct err failure; /* of a search in the background: what it found before is kept */
};

void sample_rows_release(struct sample_rows *rows);
/*
 * Make the list for a filter and a field to sort by ("-field" descending, "" as in the file). False
 * and err when the filter is wrong; the list is then as before. wake_fd is written to when a search
 * in the background has news; with -1 searches are done at once.
 */
bool sample_rows_make(struct sample_rows *rows, const struct run *run, size_t set,
                      const struct tags *tags, const char *filter, const char *sort, int wake_fd,
                      struct err *err);
/* True when there is news and the list should be made again. */
bool sample_rows_wake(struct sample_rows *rows, int wake_fd);
/* Percent of a search that is going on; -1 when there is none. */
int sample_rows_searching(const struct sample_rows *rows);
void sample_rows_cancel(struct sample_rows *rows);
/* The place in the list of the next failure after (before) a place; SIZE_MAX. */
size_t sample_rows_failure(const struct sample_rows *rows, size_t from, bool forward);
/* The place of a row, SIZE_MAX. */
size_t sample_rows_place(const struct sample_rows *rows, size_t row);

#endif
