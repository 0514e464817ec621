/*
 * Error messages of Python programs: which kind of failure the words tell of.
 *
 * A class is a dotted name at the start of the message, alone or before ":", that ends in Error
 * (with more before it), Exception, Warning, Interrupt, Exit, StopIteration, or ".error". CPython's
 * words are fragments of the interpreter's and the standard library's messages, 3.6 to 3.13 (and
 * the most common ones of NumPy), for harnesses that print str(exception) alone. The class is asked
 * first, then the words: for syntax, timeout, name or import, any other exception, in this order.
 *
 * Pure, allocates nothing, cannot fail; linear in the message.
 */
#ifndef ASSAY_METRICS_ERROR_WORDS_H
#define ASSAY_METRICS_ERROR_WORDS_H

#include <assay/base/str.h>

#include <stdbool.h>

/* In the order in which they are decided. */
enum error_kind {
    ERROR_KIND_NONE, /* it passed */
    ERROR_KIND_NO_CODE,
    ERROR_KIND_SYNTAX,
    ERROR_KIND_TIMEOUT,
    ERROR_KIND_NAME,
    ERROR_KIND_EXCEPTION,
    ERROR_KIND_EDGE_CASE,
    ERROR_KIND_ASSERTION,
    ERROR_KIND_UNKNOWN,
    ERROR_KIND_COUNT
};

/* "no code", "syntax", "timeout", "name or import", "exception", "edge case", ... */
const char *error_kind_name(enum error_kind kind);

struct error_reading {
    enum error_kind kind; /* ERROR_KIND_ASSERTION when the message is no exception's */
    const char *rule;     /* one constant phrase: what decided */
};
/* The message alone, without verdict and test number, without white space around it. */
struct error_reading error_words_read(struct str message);
bool error_words_timeout(struct str message);

#endif
