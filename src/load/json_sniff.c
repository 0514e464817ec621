#include <assay/load/json_sniff.h>

#include <string.h>

static const char *skip_blank(const char *at, const char *end)
{
    while (at < end && json_is_blank(*at))
        at++;
    return at;
}

/* A number or word that the text's end may have cut is taken by its first letter. */
static enum json_kind kind_at(const char *at, const char *end)
{
    static const struct {
        char first;
        enum json_kind kind;
    } kinds[] = {
        {'{', JSON_OBJECT}, {'[', JSON_ARRAY},  {'"', JSON_STRING},
        {'t', JSON_TRUE},   {'f', JSON_FALSE},  {'n', JSON_NULL},
        {'-', JSON_NUMBER}, {'N', JSON_NUMBER}, {'I', JSON_NUMBER},
    };

    if (at == end)
        return JSON_ABSENT;
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (*at == kinds[i].first)
            return kinds[i].kind;
    return *at >= '0' && *at <= '9' ? JSON_NUMBER : JSON_ABSENT;
}

static bool holds_records(const char *at, const char *end)
{
    at = skip_blank(at + 1, end);
    return at < end && *at == '{';
}

/* at: behind the bracket or a comma. The byte after key and colon, or NULL. */
static const char *sniff_key(const char *at, const char *end, struct json_sniff_key *key)
{
    struct json_value name;

    at = skip_blank(at, end);
    if (at == end || *at != '"')
        return NULL;
    at = json_step(at, end, &name);
    if (!at)
        return NULL;
    at = skip_blank(at, end);
    if (at == end || *at != ':')
        return NULL;
    *key = (struct json_sniff_key){.key = name.raw, .escaped = name.escaped};
    return at + 1;
}

/* at: the bracket of an object. The byte behind it, or NULL when the text ends or errs before. */
static const char *sniff_object(const char *at, const char *end, struct json_sniff *out)
{
    struct json_sniff_key key;
    struct json_value value;

    at = skip_blank(at + 1, end);
    if (at < end && *at == '}')
        return at + 1;
    for (;;) {
        at = sniff_key(at, end, &key);
        if (!at)
            return NULL;
        at = skip_blank(at, end);
        key.kind = kind_at(at, end);
        key.records = key.kind == JSON_ARRAY && holds_records(at, end);
        if (out->key_count < JSON_SNIFF_KEYS)
            out->keys[out->key_count++] = key;
        at = json_step(at, end, &value);
        if (!at)
            return NULL;
        at = skip_blank(at, end);
        if (at < end && *at == '}')
            return at + 1;
        if (at == end || *at != ',')
            return NULL;
        at++;
    }
}

static void sniff_array(const char *at, const char *end, struct json_sniff *out)
{
    at = skip_blank(at + 1, end);
    out->shape = JSON_SHAPE_OTHER;
    if (at == end || *at != '{')
        return;
    out->shape = JSON_SHAPE_RECORDS;
    out->whole = sniff_object(at, end, out) != NULL;
}

void json_sniff(struct str first_bytes, struct json_sniff *out)
{
    const char *at = first_bytes.ptr, *end = at + first_bytes.len;

    *out = (struct json_sniff){.shape = JSON_SHAPE_NONE};
    if (first_bytes.len == 0)
        return;
    if (str_starts(first_bytes, "\xEF\xBB\xBF"))
        at += 3;
    at = skip_blank(at, end);
    if (at == end)
        return;
    if (*at == '[') {
        sniff_array(at, end, out);
    } else if (*at == '{') {
        const char *first = skip_blank(at + 1, end);

        if (first < end && *first != '"' && *first != '}')
            return;
        at = sniff_object(at, end, out);
        out->whole = at != NULL;
        at = at ? skip_blank(at, end) : end;
        out->shape = at < end && *at == '{' ? JSON_SHAPE_LINES : JSON_SHAPE_OBJECT;
    }
}

const struct json_sniff_key *json_sniff_find(const struct json_sniff *sniff, const char *key)
{
    for (size_t i = 0; i < sniff->key_count; i++) {
        struct json_value name = {
            .kind = JSON_STRING, .escaped = sniff->keys[i].escaped, .raw = sniff->keys[i].key};

        if (json_value_is(&name, str_of(key)))
            return &sniff->keys[i];
    }
    return NULL;
}

const char *json_shape_name(enum json_shape shape)
{
    static const char *const names[] = {
        [JSON_SHAPE_NONE] = "no JSON",
        [JSON_SHAPE_RECORDS] = "array of objects",
        [JSON_SHAPE_LINES] = "objects in lines",
        [JSON_SHAPE_OBJECT] = "object",
        [JSON_SHAPE_OTHER] = "array of other values",
    };

    return names[shape];
}
