#include <assay/load/yaml_in.h>

#include <assay/load/text_in.h>

#include <string.h>
#include <yaml.h>

enum { NODE_LIMIT = 100000, DEPTH_LIMIT = 200, ANCHOR_LIMIT = 1000 };

struct anchor {
    const char *name;
    const struct meta *node;
};

struct yaml_reader {
    yaml_parser_t parser;
    struct arena *arena;
    struct err *err;
    size_t nodes;
    struct anchor anchors[ANCHOR_LIMIT];
    size_t anchor_count;
};

static bool fail(struct yaml_reader *reader, size_t line, const char *cause)
{
    err_set(reader->err, ERR_SYNTAX, "is not valid YAML: %s", cause);
    err_place(reader->err, "line %zu", line + 1);
    return false;
}

static bool next_event(struct yaml_reader *reader, yaml_event_t *event)
{
    if (yaml_parser_parse(&reader->parser, event))
        return true;
    memset(event, 0, sizeof(*event));
    return fail(reader, reader->parser.problem_mark.line,
                reader->parser.problem ? reader->parser.problem : "unreadable");
}

static bool is_one_of(struct str text, const char *const *words)
{
    for (; *words; words++)
        if (str_eq_nocase(text, str_of(*words)))
            return true;
    return false;
}

static void type_scalar(struct arena *arena, struct meta *node, struct str text, bool plain)
{
    static const char *const yes[] = {"true", "yes", "on", NULL};
    static const char *const no[] = {"false", "no", "off", NULL};
    static const char *const none[] = {"", "~", "null", NULL};
    static const char *const odd[] = {"nan", "inf", "infinity", "+inf", "-inf", NULL};
    static const char *const infinity[] = {".inf", "+.inf", "-.inf", NULL};

    meta_set_text(arena, node, text);
    if (!plain)
        return;
    if (is_one_of(text, yes) || is_one_of(text, no)) {
        node->kind = META_BOOL;
        node->truth = is_one_of(text, yes);
    } else if (is_one_of(text, none)) {
        node->kind = META_NULL;
    } else if (str_eq_nocase(text, STR(".nan"))) {
        meta_set_number(arena, node, STR("NaN"));
    } else if (is_one_of(text, infinity)) {
        meta_set_number(arena, node, text.ptr[0] == '-' ? STR("-Infinity") : STR("Infinity"));
    } else if (!is_one_of(text, odd)) {
        meta_set_number(arena, node, text);
    }
}

static void remember(struct yaml_reader *reader, const yaml_char_t *anchor, const struct meta *node)
{
    if (anchor && reader->anchor_count < ANCHOR_LIMIT)
        reader->anchors[reader->anchor_count++] =
            (struct anchor){arena_strdup(reader->arena, (const char *)anchor), node};
}

static size_t count_nodes(const struct meta *node)
{
    size_t count = 1;

    for (const struct meta *child = node->first; child; child = child->next)
        count += count_nodes(child);
    return count;
}

static int count_levels(const struct meta *node)
{
    int most = 0;

    for (const struct meta *child = node->first; child; child = child->next) {
        int levels = count_levels(child);

        most = levels > most ? levels : most;
    }
    return most + 1;
}

/* depth: of the node that the alias stands for, 0 at the root. */
static struct meta *expand_alias(struct yaml_reader *reader, const yaml_event_t *event, int depth)
{
    const char *name = (const char *)event->data.alias.anchor;

    for (size_t i = reader->anchor_count; i-- > 0;) {
        const struct meta *node = reader->anchors[i].node;

        if (strcmp(reader->anchors[i].name, name) != 0)
            continue;
        reader->nodes += count_nodes(node);
        if (reader->nodes > NODE_LIMIT) {
            fail(reader, event->start_mark.line, "its aliases expand to too many values");
            return NULL;
        }
        if (depth + count_levels(node) - 1 > DEPTH_LIMIT) {
            fail(reader, event->start_mark.line, "its aliases expand to be nested too deep");
            return NULL;
        }
        return meta_copy(reader->arena, node);
    }
    fail(reader, event->start_mark.line, "an alias without anchor");
    return NULL;
}

static struct meta *read_node(struct yaml_reader *reader, yaml_event_t *event, int depth);

static bool read_key(struct yaml_reader *reader, yaml_event_t *event, const char **key)
{
    if (event->type != YAML_SCALAR_EVENT)
        return fail(reader, event->start_mark.line, "a key that is no plain value");
    *key = arena_strndup(reader->arena, (const char *)event->data.scalar.value,
                         event->data.scalar.length);
    yaml_event_delete(event);
    return next_event(reader, event);
}

/* Children up to the end event, which is left in *event for the caller to delete. */
static bool read_children(struct yaml_reader *reader, struct meta *node, yaml_event_t *event,
                          int depth)
{
    yaml_event_type_t end =
        node->kind == META_MAP ? YAML_MAPPING_END_EVENT : YAML_SEQUENCE_END_EVENT;

    for (;;) {
        const char *key = NULL;
        struct meta *child;

        if (!next_event(reader, event))
            return false;
        if (event->type == end)
            return true;
        if (node->kind == META_MAP && !read_key(reader, event, &key))
            return false;
        child = read_node(reader, event, depth + 1);
        if (!child)
            return false;
        child->key = key;
        meta_adopt(node, child);
        yaml_event_delete(event);
    }
}

static struct meta *read_node(struct yaml_reader *reader, yaml_event_t *event, int depth)
{
    struct meta *node = meta_new(reader->arena, META_NULL);
    size_t line = event->start_mark.line;

    if (++reader->nodes > NODE_LIMIT || depth > DEPTH_LIMIT) {
        fail(reader, line, depth > DEPTH_LIMIT ? "nested too deep" : "too many values");
        return NULL;
    }
    switch (event->type) {
    case YAML_ALIAS_EVENT:
        node = expand_alias(reader, event, depth);
        break;
    case YAML_SCALAR_EVENT:
        type_scalar(reader->arena, node,
                    (struct str){(const char *)event->data.scalar.value, event->data.scalar.length},
                    event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE);
        remember(reader, event->data.scalar.anchor, node);
        break;
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT: {
        bool map = event->type == YAML_MAPPING_START_EVENT;
        const yaml_char_t *anchor =
            map ? event->data.mapping_start.anchor : event->data.sequence_start.anchor;

        node->kind = map ? META_MAP : META_LIST;
        remember(reader, anchor, node);
        yaml_event_delete(event);
        if (!read_children(reader, node, event, depth))
            return NULL;
        break;
    }
    default:
        fail(reader, line, "an unexpected end");
        return NULL;
    }
    if (node)
        node->line = (uint32_t)line + 1;
    return node;
}

struct meta *yaml_parse(struct arena *arena, struct str text, struct err *err)
{
    struct yaml_reader *reader = arena_zalloc(arena, 1, sizeof(*reader));
    yaml_event_t event = {.type = YAML_NO_EVENT};
    struct meta *root = NULL;

    reader->arena = arena;
    reader->err = err;
    if (!yaml_parser_initialize(&reader->parser))
        die("out of memory in libyaml");
    yaml_parser_set_input_string(&reader->parser, (const unsigned char *)text.ptr, text.len);
    while (next_event(reader, &event)) {
        bool skip =
            event.type == YAML_STREAM_START_EVENT || event.type == YAML_DOCUMENT_START_EVENT;

        if (event.type == YAML_STREAM_END_EVENT)
            err_set(err, ERR_SYNTAX, "is empty");
        else if (!skip)
            root = read_node(reader, &event, 0);
        yaml_event_delete(&event);
        if (!skip)
            break;
    }
    yaml_event_delete(&event);
    yaml_parser_delete(&reader->parser);
    return root;
}

struct meta *yaml_read(struct arena *arena, const char *path, struct err *err)
{
    struct arena *scratch = arena_new();
    struct meta *root = NULL;
    struct str text;

    if (file_read(path, DOCUMENT_LIMIT, scratch, &text, err)) {
        root = yaml_parse(arena, text, err);
        if (!root)
            err_in_file(err, path);
    }
    arena_free(scratch);
    return root;
}
