/*
 * Finding the next record after a broken one.
 *
 * How records begin is learned from the first good ones: `full` is the text from the newline before
 * the record (or from its bracket, when records do not begin lines) to the end of its first key;
 * `bare` is the part up to the bracket. The full text counts while the first key never varied.
 */
#ifndef ASSAY_LOAD_JSON_RESYNC_H
#define ASSAY_LOAD_JSON_RESYNC_H

#include <assay/load/json_walk.h>

#define JSON_HEAD_MAX 160

struct json_head {
    char text[JSON_HEAD_MAX];
    size_t bare; /* length of newline, indentation and bracket; 1 when `lines` is false */
    size_t full; /* 0: no good record yet, or its beginning is too long */
    bool lines;  /* records begin lines of their own */
};

/* Before any record: of a sequence it is taken that records begin lines, of an array not. */
void json_head_init(struct json_head *head, bool sequence);
/* The blanks before one of the first records. first: it is the first. */
void json_head_see_gap(struct json_head *head, struct str gap, bool first);
/* A good record, with its brackets. */
void json_head_see_record(struct json_head *head, struct str record);
/* The text to look for. */
struct str json_head_text(const struct json_head *head, bool first_key_varies);
/* Place of the bracket of a line in `text` behind its first byte that begins like a record, or 0.
 */
size_t json_head_inside(struct str line_start, const struct json_head *head, struct str text);

/*
 * From a broken record whose bracket is at place 0 to the next: advances the window so that place 0
 * is behind the last byte passed over (before the blanks and comma of the next record), and
 * restarts the marks there. False at the end of the file, with everything passed over, or on a read
 * error. array: records stand in an array, else in a sequence.
 */
bool json_resync(struct json_walk *walk, const struct json_head *head, bool array,
                 enum json_cause cause);
/* The same from anywhere between records. */
bool json_resync_between(struct json_walk *walk, const struct json_head *head, size_t from);

#endif
