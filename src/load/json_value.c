#include <assay/load/json_value.h>

#include <assay/load/json_text.h>

#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

const char *json_kind_name(enum json_kind kind)
{
    static const char *const names[] = {
        [JSON_ABSENT] = "absent", [JSON_NULL] = "null",     [JSON_TRUE] = "true",
        [JSON_FALSE] = "false",   [JSON_NUMBER] = "number", [JSON_STRING] = "string",
        [JSON_ARRAY] = "array",   [JSON_OBJECT] = "object",
    };

    return names[kind];
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static const char *skip_digits(const char *at, const char *end)
{
    while (at < end && is_digit(*at))
        at++;
    return at;
}

/* RFC 8259, section 6: -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)? */
static bool is_number(struct str raw)
{
    const char *at = raw.ptr, *end = raw.ptr + raw.len, *from;

    if (at < end && *at == '-')
        at++;
    from = at;
    at = skip_digits(at, end);
    if (at == from || (*from == '0' && at - from > 1))
        return false;
    if (at < end && *at == '.') {
        from = at + 1;
        at = skip_digits(from, end);
        if (at == from)
            return false;
    }
    if (at < end && (*at == 'e' || *at == 'E')) {
        at++;
        if (at < end && (*at == '+' || *at == '-'))
            at++;
        from = at;
        at = skip_digits(from, end);
        if (at == from)
            return false;
    }
    return at == end;
}

/* The length is constant where this is used, so that the comparison is one of words. */
static inline bool is_word(struct str raw, const char *word, size_t length)
{
    return raw.len == length && memcmp(raw.ptr, word, length) == 0;
}

enum json_kind json_scalar_kind(struct str raw)
{
    if (raw.len == 0)
        return JSON_ABSENT;
    switch (raw.ptr[0]) {
    case 'n':
        return is_word(raw, "null", 4) ? JSON_NULL : JSON_ABSENT;
    case 't':
        return is_word(raw, "true", 4) ? JSON_TRUE : JSON_ABSENT;
    case 'f':
        return is_word(raw, "false", 5) ? JSON_FALSE : JSON_ABSENT;
    case 'N':
        return is_word(raw, "NaN", 3) ? JSON_NUMBER : JSON_ABSENT;
    case 'I':
        return is_word(raw, "Infinity", 8) ? JSON_NUMBER : JSON_ABSENT;
    default:
        return is_number(raw) || is_word(raw, "-Infinity", 9) ? JSON_NUMBER : JSON_ABSENT;
    }
}

bool json_value_number(const struct json_value *value, double *number)
{
    return value->kind == JSON_NUMBER && str_number(value->raw, number, NULL);
}

bool json_value_integer(const struct json_value *value, long long *number)
{
    return value->kind == JSON_NUMBER && str_integer(value->raw, number);
}

bool json_value_is(const struct json_value *value, struct str text)
{
    struct buf plain = {0};
    bool same;

    if (value->kind != JSON_STRING)
        return false;
    if (!value->escaped)
        return str_eq(value->raw, text);
    json_value_text(value, &plain);
    same = str_eq(buf_str(&plain), text);
    buf_release(&plain);
    return same;
}

static const char *skip_blank(const char *at, const char *end)
{
    while (at < end && json_is_blank(*at))
        at++;
    return at;
}

/* The next quote or backslash, or `end`. */
static inline const char *next_special(const char *at, const char *end)
{
#if defined(__SSE2__)
    for (; end - at >= 16; at += 16) {
        __m128i x = _mm_loadu_si128((const __m128i *)(const void *)at);
        __m128i special = _mm_or_si128(_mm_cmpeq_epi8(x, _mm_set1_epi8('"')),
                                       _mm_cmpeq_epi8(x, _mm_set1_epi8('\\')));
        unsigned bits = (unsigned)_mm_movemask_epi8(special);

        if (bits)
            return at + __builtin_ctz(bits);
    }
#endif
    while (at < end && *at != '"' && *at != '\\')
        at++;
    return at;
}

static inline const char *string_end(const char *at, const char *end, bool *escaped)
{
    *escaped = false;
    for (;;) {
        at = next_special(at, end);
        if (at == end)
            return NULL;
        if (*at == '"')
            return at;
        *escaped = true;
        if (end - at < 2)
            return NULL;
        at += 2;
    }
}

const char *json_string_end(const char *at, const char *end)
{
    bool escaped;

    return string_end(at, end, &escaped);
}

/* at: the opening bracket. The byte after the closing one, or NULL. */
static const char *step_nested(const char *at, const char *end)
{
    size_t depth = 0;

    for (; at < end; at++) {
        if (*at == '"') {
            at = json_string_end(at + 1, end);
            if (!at)
                return NULL;
        } else if (*at == '{' || *at == '[') {
            depth++;
        } else if ((*at == '}' || *at == ']') && --depth == 0) {
            return at + 1;
        }
    }
    return NULL;
}

static bool ends_scalar(char c)
{
    return c == ',' || c == ']' || c == '}' || c == ':' || json_is_blank(c);
}

static const char *step_scalar(const char *at, const char *end, struct json_value *value)
{
    const char *from = at;

    while (at < end && !ends_scalar(*at))
        at++;
    value->raw = (struct str){from, (size_t)(at - from)};
    value->kind = json_scalar_kind(value->raw);
    return value->kind == JSON_ABSENT ? NULL : at;
}

const char *json_step(const char *at, const char *end, struct json_value *value)
{
    const char *from = skip_blank(at, end), *to;

    *value = (struct json_value){.kind = JSON_ABSENT};
    if (from == end)
        return NULL;
    if (*from == '"') {
        to = string_end(from + 1, end, &value->escaped);
        if (!to)
            return NULL;
        value->kind = JSON_STRING;
        value->raw = (struct str){from + 1, (size_t)(to - from) - 1};
        return to + 1;
    }
    if (*from != '{' && *from != '[')
        return step_scalar(from, end, value);
    to = step_nested(from, end);
    if (!to)
        return NULL;
    value->kind = *from == '{' ? JSON_OBJECT : JSON_ARRAY;
    value->raw = (struct str){from, (size_t)(to - from)};
    return to;
}

static struct json_iter iter_over(struct str raw, bool object)
{
    struct json_iter it = {.object = object, .done = raw.len == 0};

    if (raw.len) {
        it.at = raw.ptr + 1;
        it.end = raw.ptr + raw.len;
    }
    return it;
}

struct json_iter json_array(struct str raw)
{
    return iter_over(raw, false);
}

struct json_iter json_object(struct str raw)
{
    return iter_over(raw, true);
}

struct json_iter json_iter_of(const struct json_value *value)
{
    bool nested = value->kind == JSON_ARRAY || value->kind == JSON_OBJECT;

    return iter_over(nested ? value->raw : (struct str){NULL, 0}, value->kind == JSON_OBJECT);
}

static bool iter_broken(struct json_iter *it)
{
    it->broken = true;
    it->done = true;
    return false;
}

/* Over the comma before an element. False at the closing bracket, or when something is wrong. */
static bool iter_comma(struct json_iter *it)
{
    const char closing = it->object ? '}' : ']';
    bool started = it->started;

    it->started = true;
    it->at = skip_blank(it->at, it->end);
    if (it->at < it->end && started && *it->at == ',')
        it->at = skip_blank(it->at + 1, it->end);
    else if (it->at < it->end && started && *it->at != closing)
        return iter_broken(it);
    if (it->at == it->end)
        return iter_broken(it);
    if (*it->at != closing)
        return true;
    it->done = true;
    return false;
}

bool json_iter_next(struct json_iter *it, struct json_value *key, struct json_value *value)
{
    struct json_value name = {.kind = JSON_ABSENT};
    const char *at;

    if (it->done || !iter_comma(it))
        return false;
    at = it->at;
    if (it->object) {
        at = json_step(at, it->end, &name);
        if (!at || name.kind != JSON_STRING)
            return iter_broken(it);
        at = skip_blank(at, it->end);
        if (at == it->end || *at != ':')
            return iter_broken(it);
        at++;
    }
    at = json_step(at, it->end, value);
    if (!at)
        return iter_broken(it);
    it->at = at;
    if (key)
        *key = name;
    return true;
}
