/*
 * Records of a JSON file, one after another, without building a tree.
 *
 *     static const char *const fields[] = {"mbpp_id", "passed",
 * "model_response.usage.total_tokens"}; struct json_spec spec = {.fields = fields, .field_count =
 * 3}; struct json_reader *reader = json_reader_open(path, &spec, err); while ((status =
 * json_reader_next(reader, &record, err)) == JSON_RECORD || status == JSON_BROKEN)
 *         ... record.values[0] ...
 *     json_reader_close(reader);
 *
 * What is read
 *   [ {...}, {...} ]            an array of objects
 *   {...} {...} or one a line   objects in sequence (JSONL); a lone object is a sequence of one
 *   {"runs": [ {...} ], ...}    with spec.member = "runs": an array in a member of the one object
 *                               ("a.b" for one further down); what stands behind it is not read
 * A byte order mark, CRLF and blanks anywhere are fine.
 *
 * Memory: a window of spec.window bytes (1 MiB), which grows only for a record that does not fit,
 * up to spec.record_max (1 GiB); a longer record is broken (JSON_CAUSE_TOO_LARGE) and passed over.
 * The file is read, never mapped. Nothing recurses with the depth of the text.
 *
 * What is checked
 *   of the whole text   strings are closed on their line; brackets match by kind; at most
 *                       JSON_DEPTH_MAX levels; no backslash outside of a string
 *   of the record and   commas and colons, nothing stray between them, no value missing, the
 * grammar of objects on the   of numbers and words, where strings end; NaN, Infinity and -Infinity
 * are let way to wanted ones  pass Not checked: commas, colons, numbers and words inside nested
 * values that are not on the way to a wanted one (json_iter_next checks those it steps over),
 * escapes (json_value_text does), UTF-8, control bytes other than the newline in strings. Strings
 * are handed out as the bytes that are there.
 *
 * What is let pass and counted in struct json_oddities: a byte order mark, a missing or an extra
 * comma between records, a comma before a closing bracket, text after the end.
 *
 * Anything else costs the record it stands in: JSON_BROKEN says which, where and why, and reading
 * goes on at the next place where a record begins. Where records begin on lines of their own, that
 * is the next line beginning like the lines of the records before (indentation, bracket, first
 * key): a raw newline is never inside a string, so no such line is mistaken. Otherwise it is where
 * the brackets of the broken record close, or, when those do not match, the next text like the
 * beginnings before. A record in which such a line turns up when it is longer than 64 KiB, or when
 * the file ends in it, was never closed: it is broken and the line begins the next.
 *
 * Of equal keys in one object the last counts, as in Python.
 */
#ifndef ASSAY_LOAD_JSON_SCAN_H
#define ASSAY_LOAD_JSON_SCAN_H

#include <assay/base/err.h>
#include <assay/base/str.h>
#include <assay/load/control.h>
#include <assay/load/json_fields.h>
#include <assay/load/json_index.h>
#include <assay/load/json_value.h>

#include <stdbool.h>
#include <stdint.h>

#define JSON_DEPTH_MAX      1024
#define JSON_WINDOW_DEFAULT ((size_t)1 << 20)
#define JSON_RECORD_DEFAULT ((size_t)1 << 30)

struct json_spec {
    /* Paths as in json_raw_find, at most JSON_FIELDS_MAX of up to JSON_LEVELS_MAX keys. */
    const char *const *fields;
    size_t field_count;
    const char *member;                 /* NULL: the file itself is the array or sequence */
    size_t window;                      /* bytes; 0: JSON_WINDOW_DEFAULT */
    size_t record_max;                  /* bytes, at most 2 GiB; 0: JSON_RECORD_DEFAULT */
    enum json_path path;                /* for tests: force a path of json_index.h */
    const struct load_control *control; /* may be NULL; outlives the reader */
};

enum json_status {
    JSON_RECORD, /* out is filled */
    JSON_BROKEN, /* out has number, offset, length, cause, fault */
    JSON_END,    /* the array was closed, or the sequence is over */
    JSON_CUT,    /* the file ends before its brackets close; out as for JSON_BROKEN. Under a
                    partial control (control.h) that is JSON_END */
    JSON_ERROR,  /* err is set: reading failed or was cancelled, or the member is not there or no
                    array */
};

enum json_cause {
    JSON_CAUSE_NONE,
    JSON_CAUSE_STOPPED, /* inside only */
    JSON_CAUSE_NOT_AN_OBJECT,
    JSON_CAUSE_BETWEEN,
    JSON_CAUSE_KEY,
    JSON_CAUSE_COLON,
    JSON_CAUSE_VALUE,
    JSON_CAUSE_SCALAR,
    JSON_CAUSE_COMMA,
    JSON_CAUSE_STRING,
    JSON_CAUSE_BRACKETS,
    JSON_CAUSE_DEPTH,
    JSON_CAUSE_TOO_LARGE,
    JSON_CAUSE_NOT_CLOSED,
    JSON_CAUSE_CUT,
};

/* A sentence without a full stop. */
const char *json_cause_text(enum json_cause cause);

struct json_record {
    uint64_t number;                 /* from 1; broken ones count */
    uint64_t offset;                 /* of its first byte in the file */
    uint64_t length;                 /* in bytes; of a broken one up to where reading goes on */
    struct str text;                 /* the whole record, with its brackets; empty when broken */
    const struct json_value *values; /* one per wanted field; with text valid until the next call */
    enum json_cause cause;
    uint64_t fault; /* offset in the file of what is wrong */
};

struct json_oddities {
    bool byte_order_mark;
    bool text_after_end;
    uint64_t after_end; /* its offset */
    uint64_t missing_commas;
    uint64_t extra_commas;
};

struct json_reader;

struct json_reader *json_reader_open(const char *path, const struct json_spec *spec,
                                     struct err *err);
/* The same over memory that stays until the reader is closed; name stands in errors. */
struct json_reader *json_reader_open_memory(struct str text, const char *name,
                                            const struct json_spec *spec, struct err *err);
void json_reader_close(struct json_reader *reader);

/* After JSON_END, JSON_CUT and JSON_ERROR it gives the same again. */
enum json_status json_reader_next(struct json_reader *reader, struct json_record *out,
                                  struct err *err);
/* Bytes done so far, for progress. */
uint64_t json_reader_bytes(const struct json_reader *reader);
const struct json_oddities *json_reader_oddities(const struct json_reader *reader);

#endif
