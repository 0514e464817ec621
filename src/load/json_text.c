#include <assay/load/json_text.h>

#include <stdint.h>
#include <string.h>

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The code unit of a \uXXXX at `at` (its backslash). */
static bool code_unit(const char *at, const char *end, uint32_t *unit)
{
    *unit = 0;
    if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
        return false;
    for (int i = 2; i < 6; i++) {
        int digit = hex_digit(at[i]);

        if (digit < 0)
            return false;
        *unit = *unit * 16 + (uint32_t)digit;
    }
    return true;
}

static void add_code(struct buf *out, uint32_t code)
{
    char bytes[4];
    size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;

    static const unsigned char lead[5] = {0, 0, 0xC0, 0xE0, 0xF0};

    for (size_t i = length; i-- > 1; code >>= 6)
        bytes[i] = (char)(0x80 | (code & 0x3F));
    bytes[0] = (char)(lead[length] | code);
    buf_add(out, bytes, length);
}

/* A \u escape, with its second half when it is a pair. Returns the byte after it, NULL if it is
 * none. */
static const char *add_unit(struct buf *out, const char *at, const char *end)
{
    uint32_t high, low;

    if (!code_unit(at, end, &high))
        return NULL;
    at += 6;
    if (high < 0xD800 || high > 0xDFFF) {
        add_code(out, high);
    } else if (high < 0xDC00 && code_unit(at, end, &low) && low >= 0xDC00 && low <= 0xDFFF) {
        add_code(out, 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
        at += 6;
    } else {
        add_code(out, 0xFFFD);
    }
    return at;
}

/* at: a backslash. Returns the byte after the escape, NULL when it is none of JSON's. */
static const char *add_escape(struct buf *out, const char *at, const char *end)
{
    static const char names[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    const char *found;

    if (end - at < 2)
        return NULL;
    if (at[1] == 'u')
        return add_unit(out, at, end);
    found = at[1] ? strchr(names, at[1]) : NULL;
    if (!found)
        return NULL;
    buf_add_char(out, meanings[found - names]);
    return at + 2;
}

bool json_value_text(const struct json_value *value, struct buf *out)
{
    const char *at = value->raw.ptr, *end = at ? at + value->raw.len : at, *from = at, *after;
    bool good = true;

    if (value->kind != JSON_STRING || !value->escaped) {
        buf_add_str(out, value->raw);
        return true;
    }
    while (from < end && (at = memchr(from, '\\', (size_t)(end - from)))) {
        buf_add(out, from, (size_t)(at - from));
        after = add_escape(out, at, end);
        if (!after) {
            good = false;
            after = at + (end - at > 1 ? 2 : 1);
            buf_add(out, at, (size_t)(after - at));
        }
        from = after;
    }
    buf_add(out, from, (size_t)(end - from));
    return good;
}

const char *json_path_part(const char *path, char part[JSON_KEY_MAX], size_t *length)
{
    *length = 0;
    if (!path || !*path)
        return NULL;
    for (; *path && *path != '.'; path++) {
        if (*path == '\\' && path[1] == '.')
            path++;
        if (*length + 1 == JSON_KEY_MAX)
            return NULL;
        part[(*length)++] = *path;
    }
    part[*length] = '\0';
    return *path ? path + 1 : path;
}

/* The element whose place is `number`, or the last member of that name. */
static struct json_value find_part(const struct json_value *in, struct str part)
{
    struct json_value found = {.kind = JSON_ABSENT}, key, value;
    struct json_iter it = json_iter_of(in);
    long long number = -1, place = 0;

    if (in->kind == JSON_ARRAY && (!str_integer(part, &number) || number < 0))
        return found;
    while (json_iter_next(&it, &key, &value)) {
        if (in->kind == JSON_ARRAY ? place++ == number : json_value_is(&key, part))
            found = value;
        if (in->kind == JSON_ARRAY && place > number)
            break;
    }
    return found;
}

struct json_value json_raw_find(struct str object, const char *path)
{
    char part[JSON_KEY_MAX];
    size_t length;
    struct json_value value = {.kind = JSON_ABSENT};

    if (object.len)
        json_step(object.ptr, object.ptr + object.len, &value);
    while (value.kind != JSON_ABSENT && *path) {
        path = json_path_part(path, part, &length);
        if (!path)
            return (struct json_value){.kind = JSON_ABSENT};
        value = find_part(&value, (struct str){part, length});
    }
    return value;
}
