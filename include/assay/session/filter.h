/*
 * Filters: which rows of a table are meant. The table may be the samples of a run (sample_scope.h)
 * or any other whose columns have names; what it has is told by a vocabulary.
 *
 *     is:fail truth:sad,happy score<0.6 -(split:train or group~/^x/)
 *
 * The language
 *   a b            both hold ("and" may stand between); a or b; not a, -a; ( ). "not" binds
 * closest, then "and", then "or". word "phrase"  occurs in one of the fields that are searched
 *   field:pattern  a text field holds it; a number field is it, or is in its range
 *   field=value    the whole text, case regarded; a number of the same value. != is its opposite
 *   field<number   also <= > >=; the text of a text field counts when it is a number
 *   field~/re/     a POSIX extended expression occurs; !~ does not. \/ is a slash
 *   field:8..16    a range, both ends in it; 8.. and ..16 are open. Also of text fields, where both
 *                  ends are numbers
 *   is:state  has:field  cfg.path=value  text:words
 *
 * Patterns and words know smart case (text_pattern.h). After : = and != a list parted by commas
 * takes rows for which any of it holds. Values with blanks, commas or parentheses stand in double
 * quotes, within which \" and \\ are a quote and a backslash; "or", "and", "not" in quotes are
 * words. cfg.path names a value of the run's metadata by keys with dots between, the last in any
 * case. text: is searched for in the records on disk (text_search.h); where that was not done yet
 * (filter_vocabulary.found is NULL), neither it nor its opposite excludes a row.
 *
 * A term on a field that the table does not have filled (filter_vocabulary.present) holds for no
 * row, whatever its operator; has: tells. A missing number is in no range and equals nothing.
 *
 * Limits: FILTER_BYTES bytes, FILTER_TERMS terms and groups, FILTER_DEPTH nested ones.
 *
 * A filter is heap memory (filter_parse, filter_free), holds views of the vocabulary's names but
 * none of the text, and is not changed by matching.
 */
#ifndef ASSAY_SESSION_FILTER_H
#define ASSAY_SESSION_FILTER_H

#include <assay/base/err.h>
#include <assay/base/str.h>
#include <assay/model/meta.h>

enum { FILTER_BYTES = 16384, FILTER_TERMS = 256, FILTER_DEPTH = 50, FILTER_ROOM = 64 };

enum filter_kind {
    FILTER_TEXT,
    FILTER_NUMBER,
    FILTER_SINGLE, /* a number kept as float: bounds are rounded so, and 1.2 is 1.2 */
};

struct filter_field {
    const char *name; /* "_", "-" and blank are the same to a filter, and so are upper and lower */
    const char *aliases; /* other names, a blank between; may be NULL */
    const char *help;
    enum filter_kind kind;
    bool searched; /* bare words look in it */
};

/* What may follow is: */
struct filter_state {
    const char *name, *help;
    bool pair; /* of a sample in two runs: an error unless the vocabulary has pairs */
};

/* What a table has. Callbacks not needed may be NULL; field and state are indices. */
struct filter_vocabulary {
    const struct filter_field *fields;
    size_t field_count;
    const struct filter_state *states;
    size_t state_count;
    bool pairs, records; /* records: text: may be asked */
    void *arg;
    /* Of every field, also of numbers; empty where there is none. room has FILTER_ROOM bytes. */
    struct str (*text)(void *arg, size_t field, size_t row, char *room);
    double (*number)(void *arg, size_t field, size_t row); /* NAN where there is none */
    bool (*present)(void *arg, size_t field);              /* NULL: all are */
    bool (*state)(void *arg, size_t state, size_t row);
    const struct meta *(*meta)(void *arg, size_t row); /* NULL: cfg. is unknown */
    bool (*found)(void *arg, size_t search, size_t row);
};

/* Where in the filter's text a mistake stands, in bytes; length may be 0 (something is missing). */
struct filter_fault {
    size_t at, length;
};

struct filter;

/* NULL, err (ERR_USAGE, one sentence) and *fault on a mistake; both may be NULL. */
struct filter *filter_parse(const struct filter_vocabulary *vocabulary, struct str text,
                            struct filter_fault *fault, struct err *err);
void filter_free(struct filter *filter);

/* The vocabulary must have the fields and states of the one it was parsed with. */
bool filter_match(const struct filter *filter, const struct filter_vocabulary *vocabulary,
                  size_t row);
/* Same terms in the same order, however they were written. */
bool filter_equal(const struct filter *a, const struct filter *b);

/* The text: terms, numbered as `found` counts them. */
size_t filter_search_count(const struct filter *filter);
const struct text_pattern *filter_search(const struct filter *filter, size_t search);

#endif
