/*
 * Text with a length: `struct str` is a view that owns nothing and need not end in NUL;
 * `struct buf` is text that grows on the heap (init by zero, buf_release frees, always NUL-ended
 * once anything was added).
 */
#ifndef ASSAY_BASE_STR_H
#define ASSAY_BASE_STR_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct str {
    const char *ptr;
    size_t len;
};

struct buf {
    char *ptr;
    size_t len;
    size_t capacity;
};

#define STR(literal) ((struct str){(literal), sizeof(literal) - 1})

struct str str_of(const char *text); /* NULL gives the empty view */
bool str_eq(struct str a, struct str b);
bool str_eq_c(struct str a, const char *b);
/* ASCII letters only are folded. */
bool str_eq_nocase(struct str a, struct str b);
/* By bytes, the shorter first of two that begin alike; < 0: a comes first. */
int str_order(struct str a, struct str b);
int str_order_nocase(struct str a, struct str b);
bool str_starts(struct str text, const char *prefix);
bool str_ends(struct str text, const char *suffix);
bool str_contains_nocase(struct str text, const char *needle);
/* Without ASCII white space at either end. */
struct str str_trim(struct str text);
/* Cut off the part before the first `at` and step over it; false when *rest was empty. */
bool str_split(struct str *rest, char at, struct str *part);
/*
 * A whole decimal number (sign, digits, fraction, exponent; also nan, inf, infinity, any case),
 * read without regard to the locale. False when the text is anything else, with *value untouched.
 * decimals (may be NULL) gets the digits printed after the point, less the exponent, never below 0.
 */
bool str_number(struct str text, double *value, int *decimals);
/* A whole integer of at most 18 digits, optional sign. */
bool str_integer(struct str text, long long *value);

/* Room for so many more bytes, where it is known how many there will be. */
void buf_reserve(struct buf *buf, size_t length);
void buf_add(struct buf *buf, const char *text, size_t length);
void buf_add_c(struct buf *buf, const char *text);
void buf_add_str(struct buf *buf, struct str text);
void buf_add_char(struct buf *buf, char c);
void buf_addf(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buf_vaddf(struct buf *buf, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
/* Keep the memory, drop the text. */
void buf_clear(struct buf *buf);
void buf_release(struct buf *buf);
struct str buf_str(const struct buf *buf);

#endif
