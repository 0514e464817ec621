/*
 * JSON text, member by member, indented by two blanks, commas and escapes taken care of.
 *
 *     struct json_out json = json_out_begin(&buf);
 *     json_out_open(&json, NULL, '{');
 *     json_out_text(&json, "id", "run_01");
 *     json_out_close(&json);
 *
 * key is NULL in arrays. Numbers are written shortest; NaN and infinities, which JSON has not, as
 * null. Text is made valid UTF-8; what could command a terminal or deceive a reader is escaped,
 * so that the text stays the same and can be looked at.
 */
#ifndef ASSAY_REPORT_JSON_OUT_H
#define ASSAY_REPORT_JSON_OUT_H

#include <assay/base/str.h>
#include <assay/model/meta.h>

#include <stdint.h>

enum { JSON_OUT_DEPTH = 64 };

struct json_out {
    struct buf *out;
    size_t depth;
    char close[JSON_OUT_DEPTH];
    bool any[JSON_OUT_DEPTH + 1]; /* something was written at this depth */
    bool in_report;               /* paths are their last part, wherever the report is made */
};

struct json_out json_out_begin(struct buf *out);
/* bracket: '{' or '['. */
void json_out_open(struct json_out *json, const char *key, char bracket);
/* The document's last close ends the line. */
void json_out_close(struct json_out *json);
void json_out_text(struct json_out *json, const char *key, const char *text); /* NULL: null */
void json_out_str(struct json_out *json, const char *key, struct str text);
void json_out_number(struct json_out *json, const char *key, double number);
void json_out_count(struct json_out *json, const char *key, uint64_t count);
void json_out_bool(struct json_out *json, const char *key, bool truth);
void json_out_meta(struct json_out *json, const char *key, const struct meta *node);

#endif
