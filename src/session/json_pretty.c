#include <assay/session/json_pretty.h>

#include <assay/base/quote.h>
#include <assay/load/json_value.h>

enum { LEVELS_SHOWN = 64, LEVELS_COPIED = 200 };

/* ---- laying out ---- */

static void new_line(struct buf *out, size_t level)
{
    buf_add_char(out, '\n');
    for (size_t i = 0; i < (level < LEVELS_SHOWN ? level : LEVELS_SHOWN); i++)
        buf_add_c(out, "  ");
}

/* Behind the string that begins at `at`, or the end of the text. */
static size_t string_end(struct str text, size_t at)
{
    for (at++; at < text.len && text.ptr[at] != '"'; at++)
        at += text.ptr[at] == '\\';
    return at < text.len ? at + 1 : text.len;
}

static size_t skip_blanks(struct str text, size_t at)
{
    while (at < text.len && json_is_blank(text.ptr[at]))
        at++;
    return at;
}

static char other_bracket(char c)
{
    return c == '{' ? '}' : ']';
}

void json_pretty(struct buf *out, struct str text)
{
    size_t level = 0;

    for (size_t at = skip_blanks(text, 0); at < text.len; at = skip_blanks(text, at)) {
        char c = text.ptr[at];
        size_t next = c == '"' ? string_end(text, at) : at + 1;

        if (c == '}' || c == ']') {
            level -= level > 0;
            new_line(out, level);
        }
        buf_add(out, text.ptr + at, next - at);
        at = next;
        if (c == '{' || c == '[') {
            size_t inside = skip_blanks(text, at);

            if (inside < text.len && text.ptr[inside] == other_bracket(c)) {
                buf_add_char(out, text.ptr[inside]);
                at = inside + 1;
            } else {
                new_line(out, ++level);
            }
        } else if (c == ',') {
            new_line(out, level);
        } else if (c == ':') {
            buf_add_char(out, ' ');
        }
    }
}

/* ---- copying ---- */

static bool copy_value(struct buf *out, const struct json_value *value, size_t level);

static void copy_string(struct buf *out, const struct json_value *value)
{
    struct buf text = {.ptr = NULL};

    json_value_text(value, &text);
    quote_json(out, text.len ? buf_str(&text) : STR(""));
    buf_release(&text);
}

static bool copy_nested(struct buf *out, const struct json_value *value, size_t level)
{
    bool object = value->kind == JSON_OBJECT, first = true;
    struct json_iter it = json_iter_of(value);
    struct json_value key, element;

    buf_add_char(out, object ? '{' : '[');
    while (json_iter_next(&it, &key, &element)) {
        if (!first)
            buf_add_char(out, ',');
        first = false;
        if (object) {
            copy_string(out, &key);
            buf_add_char(out, ':');
        }
        if (!copy_value(out, &element, level + 1))
            return false;
    }
    buf_add_char(out, object ? '}' : ']');
    return !it.broken;
}

/* NaN and the infinities, which are words of Python and not of JSON. */
static bool is_python_number(struct str raw)
{
    return raw.len && (raw.ptr[0] == 'N' || raw.ptr[0] == 'I' ||
                       (raw.ptr[0] == '-' && raw.len > 1 && raw.ptr[1] == 'I'));
}

static bool copy_value(struct buf *out, const struct json_value *value, size_t level)
{
    switch (value->kind) {
    case JSON_OBJECT:
    case JSON_ARRAY:
        return level < LEVELS_COPIED && copy_nested(out, value, level);
    case JSON_STRING:
        copy_string(out, value);
        return true;
    case JSON_NUMBER:
        if (is_python_number(value->raw)) {
            copy_string(out, value);
            return true;
        }
        buf_add_str(out, value->raw);
        return true;
    default:
        buf_add_str(out, value->raw);
        return value->kind != JSON_ABSENT;
    }
}

bool json_safe_copy(struct buf *out, struct str text)
{
    size_t before = out->len;
    struct json_value value;
    const char *end;

    text = str_trim(text);
    end = text.len ? json_step(text.ptr, text.ptr + text.len, &value) : NULL;
    if (end && end == text.ptr + text.len && copy_value(out, &value, 0))
        return true;
    if (out->ptr)
        out->ptr[before] = '\0';
    out->len = before;
    return false;
}
