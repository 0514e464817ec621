#include <assay/load/json_fields.h>

#include <stdlib.h>

static struct json_shape_key *shape_new(void)
{
    struct json_shape_key *shape = xcalloc(JSON_SHAPE_KEYS + 1, sizeof(*shape));

    for (size_t i = 0; i <= JSON_SHAPE_KEYS; i++)
        shape[i].gap.length = shape[i].key.length = JSON_BYTES_NONE;
    return shape;
}

static int node_add(struct json_fields *fields, struct str key)
{
    struct json_node *node;

    fields->nodes = array_grow(fields->nodes, &fields->node_capacity, fields->node_count + 1,
                               sizeof(*fields->nodes));
    node = &fields->nodes[fields->node_count];
    *node = (struct json_node){
        .number = -1, .most = -1, .first_child = JSON_NO_NODE, .next_sibling = JSON_NO_NODE};
    node->closing.length = JSON_BYTES_NONE;
    for (int i = 0; i < JSON_GAP_COUNT; i++)
        node->element[i].length = JSON_BYTES_NONE;
    if (key.len) {
        node->key = xmalloc(key.len);
        memcpy(node->key, key.ptr, key.len);
        node->key_length = key.len;
        if (!str_integer(key, &node->number) || key.ptr[0] < '0' || key.ptr[0] > '9')
            node->number = -1;
    }
    return (int)fields->node_count++;
}

static int child_of(const struct json_fields *fields, int node, struct str key)
{
    const struct json_node *nodes = fields->nodes;
    int child = nodes[node].first_child;

    while (child != JSON_NO_NODE &&
           !str_eq((struct str){nodes[child].key, nodes[child].key_length}, key))
        child = nodes[child].next_sibling;
    return child;
}

static int child_add(struct json_fields *fields, int node, struct str key)
{
    int child = child_of(fields, node, key);
    struct json_node *parent;

    if (child != JSON_NO_NODE)
        return child;
    child = node_add(fields, key);
    parent = &fields->nodes[node];
    fields->nodes[child].next_sibling = parent->first_child;
    parent->first_child = child;
    if (fields->nodes[child].number > parent->most)
        parent->most = fields->nodes[child].number;
    if (!parent->shape)
        parent->shape = shape_new();
    return child;
}

static bool field_add(struct json_fields *fields, const char *path, size_t number)
{
    char part[JSON_KEY_MAX];
    const char *rest = path;
    size_t length, levels = 0;
    int node = 0;

    while (*rest) {
        rest = json_path_part(rest, part, &length);
        if (!rest || length == 0 || ++levels > JSON_LEVELS_MAX)
            return false;
        fields->nodes[node].below |= (uint64_t)1 << number;
        node = child_add(fields, node, (struct str){part, length});
    }
    fields->nodes[node].ends |= (uint64_t)1 << number;
    return levels > 0;
}

bool json_fields_build(struct json_fields *fields, const char *const *paths, size_t count,
                       struct err *err)
{
    memset(fields, 0, sizeof(*fields));
    if (count > JSON_FIELDS_MAX)
        return err_set(err, ERR_USAGE, "more than %d fields are wanted of a record",
                       JSON_FIELDS_MAX);
    fields->count = count;
    node_add(fields, (struct str){"", 0});
    fields->nodes[0].shape = shape_new();
    for (size_t i = 0; i < count; i++)
        if (!field_add(fields, paths[i], i)) {
            json_fields_release(fields);
            return err_set(err, ERR_USAGE, "\"%.200s\" is no path of one to %d keys", paths[i],
                           JSON_LEVELS_MAX);
        }
    return true;
}

void json_fields_release(struct json_fields *fields)
{
    for (size_t i = 0; i < fields->node_count; i++) {
        free(fields->nodes[i].key);
        free(fields->nodes[i].shape);
    }
    free(fields->nodes);
    buf_release(&fields->keys_scratch);
    memset(fields, 0, sizeof(*fields));
}

int json_fields_child(struct json_fields *fields, int node, struct str raw_key)
{
    struct json_value key = {.kind = JSON_STRING, .escaped = true, .raw = raw_key};

    if (raw_key.len && memchr(raw_key.ptr, '\\', raw_key.len)) {
        buf_clear(&fields->keys_scratch);
        json_value_text(&key, &fields->keys_scratch);
        raw_key = buf_str(&fields->keys_scratch);
    }
    return child_of(fields, node, raw_key);
}

int json_fields_element(const struct json_fields *fields, int node, long long place)
{
    int child = fields->nodes[node].first_child;

    while (child != JSON_NO_NODE && fields->nodes[child].number != place)
        child = fields->nodes[child].next_sibling;
    return child;
}

void json_bytes_learn(struct json_bytes *bytes, struct str text)
{
    memset(bytes, 0, sizeof(*bytes));
    bytes->length = JSON_BYTES_NONE;
    if (text.len > sizeof(bytes->text))
        return;
    if (text.len)
        memcpy(bytes->text, text.ptr, text.len);
    memset(bytes->mask, 0xFF, text.len);
    bytes->length = text.len;
}
