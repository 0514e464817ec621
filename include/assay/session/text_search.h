/*
 * Search in the records of samples on disk: what is in no column (prompts, code, whole answers).
 *
 * The records, and the responses where they stand apart, are read by pread in windows of 1 MiB in
 * the order of the rows, neighbours together; nothing is mapped. Memory is a window (16 MiB for
 * records as long as that; longer ones are searched in pieces that overlap by 4 KiB) and the rows
 * found. How a record reads is told in text_records.h.
 *
 *     struct text_search *search = text_search_start(&job, &err);
 *     when wake_fd is readable, or now and then:
 *         text_search_collect(search, &rows);        // appends rows found since, ascending
 *         text_search_progress(search, &progress);
 *     text_search_free(search);                      // cancels and waits
 *
 * text_search_run does the same in the calling thread. Run and samples must outlive the search; all
 * functions but text_search_run are for the one thread that started it.
 */
#ifndef ASSAY_SESSION_TEXT_SEARCH_H
#define ASSAY_SESSION_TEXT_SEARCH_H

#include <assay/model/run.h>
#include <assay/session/row_list.h>
#include <assay/session/text_pattern.h>

#include <stdatomic.h>

struct text_search_job {
    const struct run *run;
    const struct samples *samples;
    const struct row_list *rows; /* ascending; copied; NULL: all */
    enum text_pattern_kind kind; /* TEXT_CONTAINS or TEXT_REGEX */
    struct str text;             /* copied */
    int wake_fd;                 /* one byte is written when there is news; -1: none */
};

struct text_search_progress {
    size_t rows_done, rows; /* of those to look at */
    uint64_t bytes;         /* read */
    bool finished;          /* done, cancelled or failed */
};

struct text_search;

/* NULL and err when the pattern is none (ERR_USAGE) or no thread can be had. */
struct text_search *text_search_start(const struct text_search_job *job, struct err *err);
void text_search_free(struct text_search *search);
void text_search_cancel(struct text_search *search);
void text_search_progress(struct text_search *search, struct text_search_progress *progress);
void text_search_collect(struct text_search *search, struct row_list *rows);
/* Once finished: whether a file could not be read, and why. */
bool text_search_failed(struct text_search *search, struct err *err);

/* Rows into *rows, whose memory is used again. cancel may be NULL; cancelled: false and ERR_NONE.
 */
bool text_search_run(const struct text_search_job *job, const atomic_bool *cancel,
                     struct row_list *rows, struct err *err);

#endif
