/*
 * Where the records of ascending rows stand, and one record's search.
 *
 * text_records walks: rows are asked for in ascending order, and of a table the rows in between are
 * read over by the reader that loaded it (or jumped over, where a later place is known).
 */
#ifndef ASSAY_SESSION_TEXT_RECORDS_H
#define ASSAY_SESSION_TEXT_RECORDS_H

#include <assay/base/arena.h>
#include <assay/model/run.h>
#include <assay/session/text_pattern.h>

enum text_source { TEXT_OF_RECORD, TEXT_OF_RESPONSE, TEXT_SOURCES };

struct text_records;

struct text_records *text_records_new(const struct run *run, const struct samples *samples,
                                      enum text_source source);
void text_records_free(struct text_records *records);
/* Whether the samples have records of that source at all. */
bool text_records_any(const struct text_records *records);
/* *ref gets length 0 where the sample has none. False when the table cannot be read. */
bool text_records_find(struct text_records *records, size_t row, struct record_ref *ref,
                       struct err *err);
/* The file that is open, opened when it is another one than before; -1 on failure. */
int text_records_file(struct text_records *records, uint32_t file, struct err *err);

/* Records that stand one behind the other in what was read. */
struct text_item {
    size_t from, length; /* in the bytes read */
    uint32_t row;        /* whatever the caller means by it */
};

/*
 * A pattern for records. JSON (it begins with a brace or bracket) is matched as it reads with its
 * escapes undone, a row of a table with doubled quotes made single, anything else as it is.
 */
struct text_matcher {
    struct text_pattern pattern, unicode; /* unicode: an escape that may stand for ASCII */
    bool plain;                           /* a text that JSON never has to escape */
    struct buf decoded;
};

bool text_matcher_init(struct text_matcher *matcher, enum text_pattern_kind kind, struct str text,
                       struct err *err);
void text_matcher_release(struct text_matcher *matcher);
/* Set found[i] for each item, ascending in the bytes, that matches; others are left as they are. */
void text_matcher_search(struct text_matcher *matcher, const char *bytes,
                         const struct text_item *items, size_t count, uint8_t *found);

#endif
