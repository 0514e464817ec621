/*
 * All that a reader of records says about a text, as one text: two ways of reading agree when these
 * are equal. Used by the fuzz targets and by tests/unit/test_json_scan.c.
 */
#ifndef ASSAY_TESTS_JSON_EVENTS_H
#define ASSAY_TESTS_JSON_EVENTS_H

#include <assay/load/json_scan.h>

#include <stdlib.h>

static inline void json_events_value(struct buf *out, const struct json_value *value)
{
    buf_addf(out, "  %s%s ", json_kind_name(value->kind), value->escaped ? " escaped" : "");
    if (value->raw.len)
        buf_add_str(out, value->raw);
    buf_add_char(out, '\n');
}

static inline void json_events_oddities(struct buf *out, const struct json_oddities *odd)
{
    buf_addf(out, "bom %d trailing %d at %llu missing %llu extra %llu\n", odd->byte_order_mark,
             odd->text_after_end, (unsigned long long)odd->after_end,
             (unsigned long long)odd->missing_commas, (unsigned long long)odd->extra_commas);
}

/* *out is appended to; false when the reader could not be opened. */
static inline bool json_events(struct str text, const struct json_spec *spec, struct buf *out)
{
    struct err err = {0};
    struct json_reader *reader = json_reader_open_memory(text, "memory", spec, &err);
    struct json_record record;
    enum json_status status;

    if (!reader)
        return false;
    do {
        status = json_reader_next(reader, &record, &err);
        buf_addf(out, "%d ", (int)status);
        if (status == JSON_RECORD || status == JSON_BROKEN || status == JSON_CUT)
            buf_addf(out, "number %llu [%llu, +%llu) cause %d at %llu",
                     (unsigned long long)record.number, (unsigned long long)record.offset,
                     (unsigned long long)record.length, (int)record.cause,
                     (unsigned long long)record.fault);
        if (status == JSON_ERROR)
            buf_addf(out, "%s, %s", err.text, err.place);
        buf_add_char(out, '\n');
        if (status == JSON_RECORD)
            for (size_t i = 0; i < spec->field_count; i++)
                json_events_value(out, &record.values[i]);
    } while (status == JSON_RECORD || status == JSON_BROKEN);
    json_events_oddities(out, json_reader_oddities(reader));
    json_reader_close(reader);
    return true;
}

#endif
