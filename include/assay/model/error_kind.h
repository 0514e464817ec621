/*
 * Error kinds of generated code: why an attempt did not pass.
 *
 * Decided on the first test that did not pass, by the first of these that applies (order of the
 * MBPP format, assay-formats(5)):
 *
 *   no code      the code is known to be empty
 *   syntax       SyntaxError, IndentationError, TabError, or CPython's words for one
 *   timeout      TIMEOUT, TimeoutError, "timed out"
 *   name         NameError (UnboundLocalError is one), ImportError, ModuleNotFoundError, or
 * CPython's words: name 'x' is not defined, local variable 'x' referenced before assignment, ...
 *   exception    any other exception, by its class or by CPython's words
 *   edge case    none of these, and at least one test passes
 *   assertion    none of these, and no test passes
 *   unknown      nothing tells: no output that fails, no error text, no count of tests
 *
 * Classes and words are those of error_words.h. A message that has neither, such as the text of a
 * ValueError that the code raised itself, is no proof of an exception: it falls to edge case or
 * assertion, and the rule says so.
 *
 * An output is a verdict when it reads "Test N: PASS..." or "Test N: FAIL..." (also PASSED, FAILED,
 * without "Test N", any case) or is a timeout; when any is, outputs that are none are what the code
 * printed, and skipped. When none is, each output is taken as the message of a test that failed.
 * When every verdict passes but tests are missing (the evaluator stopped early), the error text
 * decides; without one it is edge case or unknown. Of a text with several lines the last line that
 * is not blank counts: a traceback ends in its exception.
 *
 * Texts may still carry JSON escapes as long as they are one line: no rule needs a quotation mark,
 * a backslash or a character beyond ASCII. Pure, allocates nothing, cannot fail; time is linear in
 * the texts up to the first failure, and in their heads after it.
 */
#ifndef ASSAY_MODEL_ERROR_KIND_H
#define ASSAY_MODEL_ERROR_KIND_H

#include <assay/base/str.h>
#include <assay/model/error_words.h>

#include <stdbool.h>
#include <stddef.h>

enum error_code_state {
    ERROR_CODE_UNKNOWN, /* the record has no field for it */
    ERROR_CODE_EMPTY,   /* nothing but white space */
    ERROR_CODE_PRESENT,
};

#define ERROR_COUNT_UNKNOWN ((size_t)-1)

/* What is known of an attempt that did not pass. All texts are views of the caller's. */
struct error_evidence {
    enum error_code_state code;
    const struct str *outputs; /* in the order of the tests */
    size_t output_count;
    size_t tests;        /* tests there are, or ERROR_COUNT_UNKNOWN */
    size_t tests_passed; /* as the record counts them, or ERROR_COUNT_UNKNOWN: count the outputs */
    struct str error;    /* the record's error text, or empty */
};

struct error_verdict {
    enum error_kind kind;
    enum error_rule rule; /* what decided */
    struct str message; /* the words it was decided on (view of an output or the error), or empty */
    size_t output;      /* index of the first output that failed, or ERROR_COUNT_UNKNOWN */
    bool stopped_early; /* fewer outputs than tests */
};

struct error_verdict error_kind_decide(const struct error_evidence *evidence);

/* ERROR_CODE_EMPTY when the text is white space only. */
enum error_code_state error_code_state_of(struct str code);
enum error_says { ERROR_SAYS_NOTHING, ERROR_SAYS_PASS, ERROR_SAYS_FAIL };

/* The verdict of an output and the words after it; of one that is no verdict, all its words. */
enum error_says error_output_read(struct str output, struct str *message);
/* Does this output say that its test passed? */
bool error_output_passes(struct str output);

#endif
