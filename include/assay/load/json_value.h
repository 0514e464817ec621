/*
 * One JSON value as a slice of text, and what can be asked of such a slice without building a tree.
 *
 * raw     a string without its quotes and still escaped; an array or object with its brackets;
 *         anything else as written. It belongs to whoever owns the text.
 * escaped a string holds at least one backslash
 * counted an array of a record as the reader gave it: its elements, plus one; else 0 (not counted)
 *
 * NaN, Infinity and -Infinity count as numbers, as Python writes them. The iterators check what
 * they step over: commas, colons, strings that end, words and numbers by the grammar of RFC 8259;
 * nested values by the balance of their brackets only. Nothing here recurses or allocates, save the
 * text that json_value_text appends.
 */
#ifndef ASSAY_LOAD_JSON_VALUE_H
#define ASSAY_LOAD_JSON_VALUE_H

#include <assay/base/str.h>

#include <stdbool.h>
#include <stddef.h>

enum json_kind {
    JSON_ABSENT,
    JSON_NULL,
    JSON_TRUE,
    JSON_FALSE,
    JSON_NUMBER,
    JSON_STRING,
    JSON_ARRAY,
    JSON_OBJECT,
};

struct json_value {
    enum json_kind kind;
    bool escaped;
    struct str raw;
    size_t counted;
};

/* "number", "string", ... */
const char *json_kind_name(enum json_kind kind);
/* The kind of an unquoted value, JSON_ABSENT when it is no null, true, false or number. */
enum json_kind json_scalar_kind(struct str raw);

/*
 * Append what a string says. False when an escape is none of JSON's: that one is appended as it
 * stands. Half a surrogate pair becomes U+FFFD. Bytes that are no UTF-8 pass unchanged. A value of
 * another kind is appended as written.
 */
bool json_value_text(const struct json_value *value, struct buf *out);
/* Whether a string says exactly this. */
bool json_value_is(const struct json_value *value, struct str text);
/* False when it is no number. 1e999 is an infinity, as in Python. */
bool json_value_number(const struct json_value *value, double *number);
/* False when it is no whole number in the range of long long, or is written with . or e. */
bool json_value_integer(const struct json_value *value, long long *number);

/*
 * The elements of an array or the members of an object:
 *
 *     struct json_iter it = json_iter_of(&value);
 *     while (json_iter_next(&it, &key, &element)) ...
 *     if (it.broken) ...
 *
 * A value of another kind has none. key (may be NULL) is a string, JSON_ABSENT in arrays. A comma
 * before the closing bracket is let pass. The text may end early: what is whole is given first,
 * then broken is set.
 */
struct json_iter {
    const char *at;
    const char *end;
    bool object;
    bool started;
    bool done;
    bool broken;
};

struct json_iter json_iter_of(const struct json_value *value);
/* raw with its brackets */
struct json_iter json_array(struct str raw);
struct json_iter json_object(struct str raw);
bool json_iter_next(struct json_iter *it, struct json_value *key, struct json_value *value);

/*
 * The value at a path of keys with dots between ("usage.total_tokens"; "choices.0" for an element;
 * "\." for a dot in a key). Of equal keys the last counts. JSON_ABSENT when there is none.
 */
struct json_value json_raw_find(struct str object, const char *path);

/* The first part of a path, unescaped into part[0..64) and NUL-ended; NULL when there is none. */
#define JSON_KEY_MAX 64
const char *json_path_part(const char *path, char part[JSON_KEY_MAX], size_t *length);

/*
 * Step over one value at `at` (blanks before it are skipped), giving it in *value. Returns the byte
 * after it, or NULL when it is broken or does not end before `end`.
 */
const char *json_step(const char *at, const char *end, struct json_value *value);
/* The quote that ends the string whose text begins at `at`, or NULL. */
const char *json_string_end(const char *at, const char *end);

static inline bool json_is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

#endif
