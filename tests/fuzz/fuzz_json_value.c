/*
 * Stepping through any text as one value never leaves it, and what is stepped over can be stepped
 * over again from its slice alone.
 */
#include <assay/load/json_value.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void look_into(const struct json_value *value, struct str all, int levels)
{
    struct json_iter it = json_iter_of(value);
    struct json_value key, inner;
    struct buf text = {0};
    double number = 0;
    long long whole;

    must(value->raw.ptr >= all.ptr && value->raw.ptr + value->raw.len <= all.ptr + all.len);
    json_value_text(value, &text);
    must(text.len <= 3 * value->raw.len + 1);
    buf_release(&text);
    must(json_value_number(value, &number) == (value->kind == JSON_NUMBER));
    json_value_integer(value, &whole);
    while (levels && json_iter_next(&it, &key, &inner)) {
        must(inner.kind != JSON_ABSENT);
        must((value->kind == JSON_OBJECT) == (key.kind == JSON_STRING));
        look_into(&inner, value->raw, levels - 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *copy = malloc(size + 1);
    struct str all = {copy, size};
    struct json_value value, found;

    memcpy(copy, data, size);
    if (json_step(all.ptr, all.ptr + all.len, &value))
        look_into(&value, all, 4);
    found = json_raw_find(all, "a.0.b");
    must(found.kind == JSON_ABSENT || found.raw.ptr >= all.ptr);
    free(copy);
    return 0;
}
