/*
 * Any bytes give the same records, faults and values whatever the window and whichever way the
 * marks are found; what is delivered lies inside the text, in order.
 *
 * The first byte picks window, limit and member; the rest is the text.
 */
#include "fuzz_json_events.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char *const fields[] = {"id", "a", "a.b", "a.b.0.c", "list.1", "deep.er.and.deep.er"};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void check_order(struct str text, const struct json_spec *spec)
{
    struct json_reader *reader = json_reader_open_memory(text, "memory", spec, NULL);
    struct json_record record;
    enum json_status status;
    uint64_t end = 0, number = 0;

    while ((status = json_reader_next(reader, &record, NULL)) == JSON_RECORD ||
           status == JSON_BROKEN) {
        must(record.number == ++number);
        must(record.offset >= end);
        end = record.offset + record.length;
        must(end <= text.len);
        if (status == JSON_RECORD)
            must(memcmp(text.ptr + record.offset, record.text.ptr, record.length) == 0);
        for (size_t i = 0; status == JSON_RECORD && i < spec->field_count; i++)
            must(record.values[i].raw.len <= record.length);
    }
    json_reader_close(reader);
}

static void compare(struct str text, struct json_spec spec, const struct buf *wanted)
{
    struct buf events = {0};

    if (json_events(text, &spec, &events))
        must(str_eq(buf_str(&events), buf_str(wanted)));
    buf_release(&events);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const size_t windows[] = {64, 65, 127, 300, 1000, 4096};
    struct json_spec spec = {.fields = fields, .field_count = sizeof(fields) / sizeof(fields[0])};
    struct buf wanted = {0};
    struct str text;
    char *copy;

    if (size < 1)
        return 0;
    /* A copy of exact size, so that reading past it is noticed. */
    copy = malloc(size);
    memcpy(copy, data + 1, size - 1);
    text = (struct str){copy, size - 1};
    spec.member = data[0] & 1 ? "runs" : NULL;
    spec.record_max = data[0] & 2 ? 300 : 0;
    spec.path = JSON_PATH_PORTABLE;
    spec.window = (size_t)32 << 10;
    must(json_events(text, &spec, &wanted));
    check_order(text, &spec);
    for (int path = JSON_PATH_PORTABLE; path < JSON_PATH_COUNT; path++) {
        spec.path = (enum json_path)path;
        spec.window = windows[(data[0] >> 2) % 6];
        compare(text, spec, &wanted);
    }
    buf_release(&wanted);
    free(copy);
    return 0;
}
