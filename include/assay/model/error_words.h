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
#ifndef ASSAY_MODEL_ERROR_WORDS_H
#define ASSAY_MODEL_ERROR_WORDS_H

#include <assay/base/str.h>

#include <stdbool.h>

/* In the order in which they are decided; the samples' column error_kind holds these. */
enum error_kind {
    ERROR_KIND_NONE, /* the attempt passed, or was not scored */
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

/* "none", "no code", "syntax", "timeout", "name or import", "exception", "edge case", ... */
const char *error_kind_name(enum error_kind kind);

/* What decided a kind: X(name, phrase shown with the sample). */
#define ERROR_RULES(X)                                                                             \
    X(NONE, "")                                                                                    \
    X(EMPTY_CODE, "the code is empty")                                                             \
    X(SOME_PASS_SILENT, "some tests pass, and no output of the rest")                              \
    X(NONE_PASS_SILENT, "no test passes, and no output")                                           \
    X(RECORD_DISAGREES, "every test passes, the record does not")                                  \
    X(NOTHING_TELLS, "nothing tells")                                                              \
    X(NO_MESSAGE, "no message")                                                                    \
    X(WRONG_RESULT, "wrong result")                                                                \
    X(NO_WORDS, "no class and no words of CPython's")                                              \
    X(CLASS_SYNTAX, "class SyntaxError")                                                           \
    X(CLASS_INDENTATION, "class IndentationError")                                                 \
    X(CLASS_TAB, "class TabError")                                                                 \
    X(CLASS_TIMEOUT, "class TimeoutError")                                                         \
    X(CLASS_TIMEOUT_EXCEPTION, "class TimeoutException")                                           \
    X(CLASS_TIMEOUT_EXPIRED, "class TimeoutExpired")                                               \
    X(CLASS_NAME, "class NameError")                                                               \
    X(CLASS_UNBOUND, "class UnboundLocalError")                                                    \
    X(CLASS_IMPORT, "class ImportError")                                                           \
    X(CLASS_MODULE, "class ModuleNotFoundError")                                                   \
    X(CLASS_ASSERTION, "class AssertionError")                                                     \
    X(CLASS_OTHER, "exception class")                                                              \
    X(WORDS_SYNTAX, "CPython's words for a syntax error")                                          \
    X(WORDS_TIMEOUT, "timeout")                                                                    \
    X(WORDS_NAME, "CPython's words for a name or import")                                          \
    X(WORDS_OTHER, "CPython's words")

enum error_rule {
#define ERROR_RULE_MEMBER(name, phrase) ERROR_RULE_##name,
    ERROR_RULES(ERROR_RULE_MEMBER)
#undef ERROR_RULE_MEMBER
        ERROR_RULE_COUNT
};

/* The phrase of a rule; "" for a number that is none. */
const char *error_rule_name(unsigned rule);

struct error_reading {
    enum error_kind kind; /* ERROR_KIND_ASSERTION when the message is no exception's */
    enum error_rule rule; /* what decided */
};
/* The message alone, without verdict and test number, without white space around it. */
struct error_reading error_words_read(struct str message);
bool error_words_timeout(struct str message);

#endif
