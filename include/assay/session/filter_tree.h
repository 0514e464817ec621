/*
 * The tree of a filter, for the modules that make, print and evaluate it.
 *
 * Groups have children, which never are groups of their own kind; a FILTER_NOT has one. Everything
 * lives in the filter's arena, except the expressions of patterns, which filter_free releases.
 */
#ifndef ASSAY_SESSION_FILTER_TREE_H
#define ASSAY_SESSION_FILTER_TREE_H

#include <assay/base/arena.h>
#include <assay/session/filter.h>
#include <assay/session/text_pattern.h>

enum filter_node_kind { FILTER_TERM, FILTER_AND, FILTER_OR, FILTER_NOT };

enum filter_subject {
    FILTER_WORD,     /* the searched fields */
    FILTER_FIELD,    /* one field */
    FILTER_META,     /* a value of the metadata */
    FILTER_STATE,    /* is: */
    FILTER_HAS,      /* has:field */
    FILTER_HAS_META, /* has:cfg.path */
    FILTER_RECORDS,  /* text: */
};

enum filter_operator {
    FILTER_CONTAINS,
    FILTER_EQUALS,
    FILTER_DIFFERS,
    FILTER_BELOW,
    FILTER_AT_MOST,
    FILTER_ABOVE,
    FILTER_AT_LEAST,
    FILTER_MATCHES,
    FILTER_MATCHES_NOT,
    FILTER_OPERATORS
};
extern const char *const filter_signs[FILTER_OPERATORS];

/* How a value is compared. */
enum filter_comparison {
    FILTER_BY_TEXT,   /* pattern */
    FILTER_BY_NUMBER, /* low <= x && x <= high */
    FILTER_BY_EITHER, /* as a number where both are one, else as text: metadata */
};

struct filter_value {
    struct str text; /* as meant: quotes and escapes undone; NUL-ended */
    enum filter_comparison comparison;
    struct text_pattern pattern;
    double low, high;
    size_t index; /* of a state or a field, for is: and has: */
};

struct filter_term {
    enum filter_subject subject;
    enum filter_operator operation;
    size_t field;
    const char *name; /* of the field as the vocabulary has it, or the path of metadata */
    struct filter_value *values;
    size_t count;
    size_t search; /* FILTER_RECORDS */
};

struct filter_node {
    enum filter_node_kind kind;
    struct filter_node *first, *last, *next;
    struct filter_node *made_before; /* all nodes ever made, those of a text given up too */
    struct filter_term term;
};

struct filter {
    struct arena *arena;
    struct filter_node *root; /* NULL: takes all */
    struct filter_node *made;
    const struct filter_term **searches;
    size_t search_count;
};

/* Does the term hold, its own negation (!=, !~) regarded? */
bool filter_term_holds(const struct filter_term *term, const struct filter_vocabulary *vocabulary,
                       size_t row);
/* Before the negation, for a text, and for a number. */
bool filter_any_text(const struct filter_term *term, struct str text);
bool filter_any_number(const struct filter_term *term, double number);

static inline bool filter_is_negative(enum filter_operator operation)
{
    return operation == FILTER_DIFFERS || operation == FILTER_MATCHES_NOT;
}

#endif
