#include <assay/load/json_odd.h>

#include <string.h>

size_t json_walk_string_end(const struct json_walk *walk, size_t quote, size_t mark)
{
    const char *text = walk->window.text, *end = json_string_end(text + quote + 1, text + mark);

    return end ? (size_t)(end - text) + 1 : 0;
}

bool json_gap_before(struct json_walk *walk, size_t from, size_t at, size_t *end)
{
    const char *text = walk->window.text;
    bool comma;

    *end = at;
    while (*end > from && json_is_blank(text[*end - 1]))
        --*end;
    comma = *end > from && text[*end - 1] == ',';
    if (comma)
        --*end;
    while (*end > from && json_is_blank(text[*end - 1]))
        --*end;
    return comma;
}

enum json_cause json_gap_check(struct json_walk *walk, size_t place, size_t from, size_t at)
{
    bool closing = walk->window.text[at] != '"';
    size_t end;
    bool comma = json_gap_before(walk, from, at, &end);

    if (end != from)
        return json_walk_fail(walk, place > 0 && !comma ? JSON_CAUSE_COMMA : JSON_CAUSE_KEY, from);
    if (place == 0 ? comma : !comma && !closing)
        return json_walk_fail(walk, comma ? JSON_CAUSE_KEY : JSON_CAUSE_COMMA, from);
    walk->extra_commas += closing && comma;
    return JSON_CAUSE_NONE;
}

enum json_cause json_odd_scalar(struct json_walk *walk, size_t from, size_t at, size_t *end)
{
    bool comma = json_gap_before(walk, from, at, end);

    if (*end == from)
        return json_walk_fail(walk, JSON_CAUSE_VALUE, from);
    if (json_scalar_kind((struct str){walk->window.text + from, *end - from}) != JSON_ABSENT)
        return JSON_CAUSE_NONE;
    return json_walk_fail(
        walk, comma || walk->window.text[at] != '"' ? JSON_CAUSE_SCALAR : JSON_CAUSE_COMMA, from);
}

bool json_odd_element_gap(struct json_walk *walk, int node, enum json_gap kind, size_t from,
                          bool string, size_t at)
{
    const char *text = walk->window.text;
    size_t end;
    bool comma = json_gap_before(walk, from, at, &end);

    if (string ? end <= from || text[end - 1] != '"' : end != from)
        return false;
    if (kind != JSON_GAP_LAST && comma != (kind == JSON_GAP_BETWEEN))
        return false;
    json_bytes_learn(&walk->fields.nodes[node].element[kind], (struct str){text + end, at - end});
    return true;
}

enum json_cause json_walk_key(struct json_walk *walk, size_t quote, size_t mark, struct str *raw,
                              size_t *value)
{
    const char *text = walk->window.text;
    size_t end = json_walk_string_end(walk, quote, mark), at = end;

    if (!end)
        return json_walk_unexpected(walk, text[mark], mark, JSON_CAUSE_STRING);
    while (at < mark && json_is_blank(text[at]))
        at++;
    if (at == mark || text[at] != ':')
        return json_walk_fail(walk, JSON_CAUSE_COLON, at);
    at++;
    while (at < mark && json_is_blank(text[at]))
        at++;
    *raw = (struct str){text + quote + 1, end - quote - 2};
    *value = at;
    return JSON_CAUSE_NONE;
}

struct json_found json_odd_key(struct json_walk *walk, int node, size_t place, size_t done,
                               size_t quote, size_t mark)
{
    struct json_shape_key *slot = &walk->fields.nodes[node].shape[json_shape_place(place)];
    struct json_found found = {JSON_CAUSE_NONE, JSON_NO_NODE, 0};
    const char *text = walk->window.text;
    struct str raw;

    found.cause = json_gap_check(walk, place, done, quote);
    if (found.cause == JSON_CAUSE_NONE)
        found.cause = json_walk_key(walk, quote, mark, &raw, &found.value);
    if (found.cause != JSON_CAUSE_NONE)
        return found;
    found.child = json_fields_child(&walk->fields, node, raw);
    if (place >= JSON_SHAPE_KEYS)
        return found;
    if (node == 0 && place == 0 && slot->key.length != JSON_BYTES_NONE &&
        (slot->key.length < raw.len + 2 || memcmp(slot->key.text, text + quote, raw.len + 2) != 0))
        walk->first_key_varies = true;
    json_bytes_learn(&slot->gap, (struct str){text + done, quote - done});
    json_bytes_learn(&slot->key, (struct str){text + quote, found.value - quote});
    slot->child = found.child;
    return found;
}

enum json_cause json_odd_closing(struct json_walk *walk, int node, size_t place, size_t done,
                                 size_t at)
{
    enum json_cause cause = json_gap_check(walk, place, done, at);

    if (cause == JSON_CAUSE_NONE && json_walk_blank(walk, done, at))
        json_bytes_learn(&walk->fields.nodes[node].closing,
                         (struct str){walk->window.text + done, at - done});
    return cause;
}
