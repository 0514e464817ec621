/*
 * Words of a filter's text, and the one place where its mistakes are told.
 *
 * Reading never goes back; `at` is the byte read next. Texts returned are copies in the arena with
 * quotes and escapes undone, NUL-ended. Everything that fails sets err (ERR_USAGE) and the fault.
 */
#ifndef ASSAY_SESSION_FILTER_READER_H
#define ASSAY_SESSION_FILTER_READER_H

#include <assay/base/arena.h>
#include <assay/session/filter.h>

struct filter_reader {
    struct str text;
    size_t at;
    struct arena *arena;
    struct filter_fault *fault; /* may be NULL, err too */
    struct err *err;
};

struct filter_piece {
    struct str text;
    size_t at, length; /* as written */
    bool quoted;
};

/* Always false. */
bool filter_fail(struct filter_reader *reader, size_t at, size_t length, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* The place of an error that is already told. Always false. */
bool filter_fail_at(struct filter_reader *reader, size_t at, size_t length);

void filter_skip_blanks(struct filter_reader *reader);
/* '\0' at the end; the text itself holds none. */
char filter_peek(const struct filter_reader *reader);
/* Step over the keyword when it stands here as a word of its own. */
bool filter_take_keyword(struct filter_reader *reader, const char *keyword);
bool filter_is_keyword(struct str word);
/* A blank, a parenthesis or the end. */
bool filter_at_border(const struct filter_reader *reader);

/* How long a name with a sign behind it is; 0 when here stands none. */
size_t filter_name_length(const struct filter_reader *reader);
/* Up to a blank or parenthesis, or a text in quotes. */
bool filter_read_word(struct filter_reader *reader, struct filter_piece *piece);
/* The same, and up to a comma when `list`. */
bool filter_read_value(struct filter_reader *reader, bool list, struct filter_piece *piece);
/* What stands between slashes. */
bool filter_read_expression(struct filter_reader *reader, struct filter_piece *piece);

#endif
