/*
 * What a reader is told of the load it serves: may it go on, how far, and is the file still being
 * written. Readers ask once a window (csv_window.h, json_window.h), once a document, never a
 * record.
 *
 * cancel    set by another thread; a reader that sees it fails with ERR_CANCELLED
 * limit     bytes of each file, 0: all. Reading ends after the last whole record within them, and a
 *           larger document than CONTROL_DOCUMENT is refused
 * growing   an unfinished last record is not there yet, rather than broken
 *
 * unfinished  set by a reader that left out the end of a file for limit or growing
 *
 * Readers take a pointer; NULL means no cancel, no limit, a finished file.
 */
#ifndef ASSAY_LOAD_CONTROL_H
#define ASSAY_LOAD_CONTROL_H

#include <assay/base/err.h>

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The largest document that a limited load reads whole. */
#define CONTROL_DOCUMENT ((uint64_t)1 << 20)

struct load_control {
    const atomic_bool *cancel; /* may be NULL */
    uint64_t limit;
    bool growing;
    atomic_bool *unfinished; /* may be NULL */
};

static inline bool control_cancelled(const struct load_control *control)
{
    return control && control->cancel &&
           atomic_load_explicit(control->cancel, memory_order_relaxed);
}

/* The end of what is read may be the middle of a record without anything being wrong. */
static inline bool control_partial(const struct load_control *control)
{
    return control && (control->limit || control->growing);
}

static inline void control_left_out(const struct load_control *control)
{
    if (control && control->unfinished)
        atomic_store_explicit(control->unfinished, true, memory_order_relaxed);
}

/* Where reading ends: offset in the file, UINT64_MAX when there is no limit. */
static inline uint64_t control_end(const struct load_control *control)
{
    return control && control->limit ? control->limit : UINT64_MAX;
}

/* The error of a cancelled load; file may be NULL. Always false. */
bool control_fail(struct err *err, const char *file);

#endif
