/*
 * One pattern over texts: a text that must occur, a text that must be all of it, or a POSIX
 * extended regular expression.
 *
 * Smart case: a pattern without a capital letter is found in any case, one with a capital only as
 * it is written. Letters are those of ASCII; all else is compared byte by byte. In an expression a
 * capital after a backslash does not count.
 *
 * text_pattern_set looks at two rare bytes of the wanted text at once in 64 places, so a long text
 * is passed over at several GB/s.
 *
 * Expressions are refused (ERR_USAGE) when they could take for ever or all of memory: more than
 * TEXT_REGEX_BYTES bytes, more than TEXT_REGEX_PARTS parts with all repetitions written out
 * ((ab{3}){4} are 20 or so), more than TEXT_REGEX_DEPTH nested groups, references back to a group.
 * An expression is heap memory: every pattern set needs its text_pattern_release. The wanted text
 * must outlive the pattern.
 */
#ifndef ASSAY_SESSION_TEXT_PATTERN_H
#define ASSAY_SESSION_TEXT_PATTERN_H

#include <assay/base/err.h>
#include <assay/base/str.h>

#include <regex.h>
#include <stdint.h>

enum { TEXT_REGEX_BYTES = 256, TEXT_REGEX_PARTS = 1000, TEXT_REGEX_DEPTH = 32 };

enum text_pattern_kind { TEXT_CONTAINS, TEXT_EQUAL, TEXT_REGEX };

struct text_pattern {
    enum text_pattern_kind kind;
    struct str text;
    bool any_case;
    size_t rare[2];        /* places of two rare bytes of the text, the first before the second */
    unsigned char byte[2]; /* those bytes, letters in lower case when any_case */
    unsigned char fold[2]; /* 0x20 for a letter that is found in any case, else 0 */
    regex_t *regex;        /* TEXT_REGEX */
};

/* False only for an expression. TEXT_EQUAL regards case. */
bool text_pattern_set(struct text_pattern *pattern, enum text_pattern_kind kind, struct str text,
                      struct err *err);
void text_pattern_release(struct text_pattern *pattern);
bool text_pattern_match(const struct text_pattern *pattern, struct str text);
/* Where it first occurs, SIZE_MAX when it does not; TEXT_CONTAINS only. */
size_t text_pattern_find(const struct text_pattern *pattern, struct str text);

/* Any upper-case letter of ASCII. */
bool text_has_capital(struct str text);

#endif
