/*
 * The state of a reader (json_scan.h) and what happens between and around records: json_between.c.
 * json_scan.c opens, begins and closes.
 */
#ifndef ASSAY_LOAD_JSON_BETWEEN_H
#define ASSAY_LOAD_JSON_BETWEEN_H

#include <assay/load/json_resync.h>
#include <assay/load/json_scan.h>
#include <assay/load/json_walk.h>

/* Longer stray text between records is passed over to the next record, whatever stands in it. */
#define JSON_STRAY_MAX ((size_t)64 << 10)

enum where {
    AT_START,
    IN_ARRAY,
    IN_MEMBER, /* an array that is not the whole file */
    IN_SEQUENCE,
    IS_OVER,
};

enum comma {
    COMMA_NOT_DUE,
    COMMA_DUE,
    COMMA_UNKNOWN, /* behind a broken record */
};

struct json_reader {
    struct json_walk walk;
    struct json_head head;
    struct json_oddities oddities;
    enum where where;
    enum comma comma;
    enum json_status ended; /* what is told when it is over */
    size_t record_max;
    size_t done;          /* place behind the record last given, not yet let go of */
    bool to_section_end;  /* a section ended where the next begins */
    uint64_t section_end; /* no record from this offset on; UINT64_MAX: the file's end */
    int fd;
    char *name;
    char *member;
};

static inline bool json_in_array(const struct json_reader *reader)
{
    return reader->where == IN_ARRAY || reader->where == IN_MEMBER;
}

/* The next record, or what stands in its place. Let go of the one before first. */
enum json_status json_between(struct json_reader *reader, struct json_record *out, struct err *err);
/* It is over, and stays so. */
enum json_status json_over(struct json_reader *reader, enum json_status status);
/* The same with the error of a failed read. */
enum json_status json_failed(struct json_reader *reader, struct err *err);

#endif
