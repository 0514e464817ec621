#include <assay/session/filter_parse.h>

#include <assay/session/filter_name.h>
#include <assay/session/filter_reader.h>
#include <assay/session/filter_tree.h>
#include <assay/session/filter_value.h>

#include <string.h>

struct parser {
    struct filter_reader reader;
    const struct filter_vocabulary *vocabulary;
    struct filter *filter;
    size_t depth, made;
};

static bool unknown_field(struct parser *parser, struct str name, size_t at)
{
    return filter_fail(&parser->reader, at, name.len,
                       "unknown field \"%.*s\"; the nearest is \"%s\"",
                       (int)(name.len < 60 ? name.len : 60), name.ptr,
                       filter_nearest_field(parser->vocabulary, name));
}

static bool unknown_state(struct parser *parser, const struct filter_piece *piece)
{
    return filter_fail(&parser->reader, piece->at, piece->length,
                       "is: does not take \"%.60s\"; the nearest is \"%s\"", piece->text.ptr,
                       filter_nearest_state(parser->vocabulary, piece->text));
}

static bool is_meta_path(const struct parser *parser, struct str name)
{
    return parser->vocabulary->meta && name.len > 4 && str_starts(name, "cfg.");
}

/* ---- terms ---- */

static struct filter_node *new_node(struct parser *parser, enum filter_node_kind kind)
{
    struct filter_node *node;

    if (parser->made++ >= FILTER_TERMS) {
        filter_fail(&parser->reader, parser->reader.at, 0,
                    "the filter has more than %d terms and groups", FILTER_TERMS);
        return NULL;
    }
    node = arena_zalloc(parser->filter->arena, 1, sizeof(*node));
    node->kind = kind;
    node->made_before = parser->filter->made;
    parser->filter->made = node;
    return node;
}

/* Grows to the next power of two, so that a long list costs no more than twice its length. */
static struct filter_value *add_value(struct parser *parser, struct filter_term *term)
{
    if ((term->count & (term->count - 1)) == 0) {
        size_t room = term->count ? 2 * term->count : 1;
        struct filter_value *values = arena_zalloc(parser->filter->arena, room, sizeof(*values));

        if (term->count)
            memcpy(values, term->values, term->count * sizeof(*values));
        term->values = values;
    }
    return &term->values[term->count++];
}

static bool read_state(struct parser *parser, const struct filter_piece *piece,
                       struct filter_value *value)
{
    const struct filter_vocabulary *vocabulary = parser->vocabulary;

    value->text = piece->text;
    for (size_t i = 0; i < vocabulary->state_count; i++) {
        if (!str_eq_nocase(piece->text, str_of(vocabulary->states[i].name)))
            continue;
        value->index = i;
        value->text = str_of(vocabulary->states[i].name);
        return !vocabulary->states[i].pair || vocabulary->pairs ||
               filter_fail(&parser->reader, piece->at, piece->length,
                           "is:%s needs a comparison of two runs", vocabulary->states[i].name);
    }
    return piece->length
               ? unknown_state(parser, piece)
               : filter_fail(&parser->reader, piece->at, 0, "a state is missing after is:");
}

static bool read_has(struct parser *parser, const struct filter_piece *piece,
                     struct filter_term *term, struct filter_value *value)
{
    if (piece->length == 0)
        return filter_fail(&parser->reader, piece->at, 0, "a field is missing after has:");
    if (is_meta_path(parser, piece->text)) {
        if (term->count > 1)
            return filter_fail(&parser->reader, piece->at, piece->length,
                               "has:cfg.… stands alone, not in a list");
        term->subject = FILTER_HAS_META;
        term->name = piece->text.ptr + 4;
        value->text = piece->text;
        return true;
    }
    value->index = filter_find_field(parser->vocabulary, piece->text);
    if (value->index == SIZE_MAX)
        return unknown_field(parser, piece->text, piece->at);
    if (term->subject == FILTER_HAS_META)
        return filter_fail(&parser->reader, piece->at, piece->length,
                           "has:cfg.… stands alone, not in a list");
    value->text = str_of(parser->vocabulary->fields[value->index].name);
    return true;
}

static bool set_value(struct parser *parser, struct filter_term *term,
                      const struct filter_piece *piece)
{
    struct filter_value *value = add_value(parser, term);
    enum filter_kind kind = FILTER_TEXT;

    if (term->subject == FILTER_STATE)
        return read_state(parser, piece, value);
    if (term->subject == FILTER_HAS || term->subject == FILTER_HAS_META)
        return read_has(parser, piece, term, value);
    if (term->subject == FILTER_FIELD)
        kind = parser->vocabulary->fields[term->field].kind;
    return filter_value_set(&parser->reader, term, kind, piece, value);
}

static bool is_list(const struct filter_term *term)
{
    return term->subject != FILTER_RECORDS &&
           (term->operation == FILTER_CONTAINS || term->operation == FILTER_EQUALS ||
            term->operation == FILTER_DIFFERS);
}

static bool read_values(struct parser *parser, struct filter_term *term)
{
    struct filter_reader *reader = &parser->reader;
    struct filter_piece piece;

    if (term->operation == FILTER_MATCHES || term->operation == FILTER_MATCHES_NOT)
        return filter_read_expression(reader, &piece) && set_value(parser, term, &piece);
    for (;;) {
        if (!filter_read_value(reader, is_list(term), &piece) || !set_value(parser, term, &piece))
            return false;
        if (filter_peek(reader) != ',')
            return true;
        reader->at++;
    }
}

static bool read_sign(struct filter_reader *reader, enum filter_operator *operation)
{
    struct str rest = {reader->text.ptr + reader->at, reader->text.len - reader->at};
    size_t longest = 0;

    for (enum filter_operator i = 0; i < FILTER_OPERATORS; i++) {
        size_t length = strlen(filter_signs[i]);

        if (length > longest && str_starts(rest, filter_signs[i]))
            longest = length, *operation = i;
    }
    reader->at += longest + (str_starts(rest, "==") ? 1 : 0);
    return longest > 0;
}

static bool prefix_takes(enum filter_subject subject, enum filter_operator operation)
{
    if (operation == FILTER_CONTAINS)
        return true;
    return subject == FILTER_RECORDS &&
           (operation == FILTER_MATCHES || operation == FILTER_MATCHES_NOT);
}

static bool set_prefix(struct parser *parser, struct str name, struct filter_term *term)
{
    static const enum filter_subject subjects[] = {FILTER_STATE, FILTER_HAS, FILTER_RECORDS};

    for (enum filter_prefix i = 0; i < FILTER_PREFIXES; i++)
        if (str_eq_c(name, filter_prefixes[i]) && filter_has_prefix(parser->vocabulary, i)) {
            term->subject = subjects[i];
            term->name = filter_prefixes[i];
            return true;
        }
    return false;
}

/* What the name before the sign means; places for faults are bytes of the text. */
static bool set_subject(struct parser *parser, struct str name, size_t at, struct filter_term *term)
{
    term->field = filter_find_field(parser->vocabulary, name);
    if (set_prefix(parser, name, term))
        return true;
    if (term->field != SIZE_MAX) {
        term->subject = FILTER_FIELD;
        term->name = parser->vocabulary->fields[term->field].name;
        return true;
    }
    if (!is_meta_path(parser, name))
        return name.len ? unknown_field(parser, name, at)
                        : filter_fail(&parser->reader, at, 1, "a field is missing before the sign");
    term->subject = FILTER_META;
    term->name = arena_strndup(parser->filter->arena, name.ptr + 4, name.len - 4);
    return true;
}

static void add_search(struct parser *parser, struct filter_term *term)
{
    struct filter *filter = parser->filter;
    const struct filter_term **searches =
        arena_zalloc(filter->arena, filter->search_count + 1, sizeof(*searches));

    if (filter->search_count)
        memcpy(searches, filter->searches, filter->search_count * sizeof(*searches));
    term->search = filter->search_count;
    searches[filter->search_count++] = term;
    filter->searches = searches;
}

static bool read_compared(struct parser *parser, size_t length, struct filter_term *term)
{
    struct filter_reader *reader = &parser->reader;
    struct str name = {reader->text.ptr + reader->at, length};
    size_t at = reader->at;

    if (!set_subject(parser, name, at, term))
        return false;
    reader->at += length;
    at = reader->at;
    if (!read_sign(reader, &term->operation))
        return false;
    if (term->subject != FILTER_FIELD && term->subject != FILTER_META &&
        !prefix_takes(term->subject, term->operation))
        return filter_fail(reader, at, reader->at - at, "%s takes a colon, not %s", term->name,
                           filter_signs[term->operation]);
    if (!read_values(parser, term))
        return false;
    if (term->subject == FILTER_RECORDS)
        add_search(parser, term);
    return true;
}

static bool read_bare(struct parser *parser, struct filter_term *term)
{
    struct filter_piece piece;

    *term = (struct filter_term){.subject = FILTER_WORD, .field = SIZE_MAX, .name = ""};
    if (!filter_read_word(&parser->reader, &piece))
        return false;
    if (piece.text.len == 0)
        return filter_fail(&parser->reader, piece.at, piece.length,
                           "an empty word is in every text");
    piece.quoted = true; /* "8..16" as a word is no range */
    return set_value(parser, term, &piece);
}

static struct filter_node *read_term(struct parser *parser)
{
    struct filter_node *node = new_node(parser, FILTER_TERM);
    char c = filter_peek(&parser->reader);
    size_t length = c == '"' ? 0 : filter_name_length(&parser->reader);
    bool compared = length || (c && strchr(":=<>~", c));

    if (!node ||
        !(compared ? read_compared(parser, length, &node->term) : read_bare(parser, &node->term)))
        return NULL;
    return node;
}

/* ---- groups ---- */

static struct filter_node *read_or(struct parser *parser);

static struct filter_node *read_group(struct parser *parser)
{
    struct filter_reader *reader = &parser->reader;
    size_t start = reader->at++;
    struct filter_node *node;

    filter_skip_blanks(reader);
    if (filter_peek(reader) == ')') {
        filter_fail(reader, start, reader->at + 1 - start, "the parentheses hold nothing");
        return NULL;
    }
    node = read_or(parser);
    if (!node)
        return NULL;
    if (filter_peek(reader) != ')') {
        filter_fail(reader, start, 1, "the parenthesis is not closed");
        return NULL;
    }
    reader->at++;
    return node;
}

static struct filter_node *read_unary(struct parser *parser);

static struct filter_node *read_negated(struct parser *parser)
{
    struct filter_node *node = new_node(parser, FILTER_NOT);

    filter_skip_blanks(&parser->reader);
    node = node && (node->first = read_unary(parser)) ? node : NULL;
    if (node)
        node->last = node->first;
    return node;
}

static struct filter_node *missing(struct parser *parser, const char *word)
{
    size_t length = strlen(word);

    filter_fail(&parser->reader, parser->reader.at, length, "a term is missing before %s", word);
    return NULL;
}

static struct filter_node *read_atom(struct parser *parser)
{
    struct filter_reader *reader = &parser->reader;
    size_t at = reader->at;

    if (filter_take_keyword(reader, "not"))
        return read_negated(parser);
    if (filter_take_keyword(reader, "or") || filter_take_keyword(reader, "and")) {
        size_t length = reader->at - at;

        reader->at = at;
        return missing(parser, length == 2 ? "or" : "and");
    }
    if (filter_peek(reader) == '-') {
        reader->at++;
        if (!filter_at_border(reader) || filter_peek(reader) == '(')
            return read_negated(parser);
        filter_fail(reader, at, 1, "what is negated stands right behind the -");
        return NULL;
    }
    return filter_peek(reader) == '(' ? read_group(parser) : read_term(parser);
}

static struct filter_node *read_unary(struct parser *parser)
{
    struct filter_reader *reader = &parser->reader;
    struct filter_node *node = NULL;

    if (filter_peek(reader) == '\0')
        filter_fail(reader, reader->at, 0, "a term is missing at the end");
    else if (filter_peek(reader) == ')')
        filter_fail(reader, reader->at, 1, "a term is missing before the parenthesis");
    else if (parser->depth >= FILTER_DEPTH)
        filter_fail(reader, reader->at, 1, "the filter is nested more than %d deep", FILTER_DEPTH);
    else {
        parser->depth++;
        node = read_atom(parser);
        parser->depth--;
    }
    return node;
}

/* Append to the children; a group of the group's own kind gives its children instead. */
static void adopt(struct filter_node *group, struct filter_node *child)
{
    struct filter_node *first = child, *last = child;

    if (child->kind == group->kind)
        first = child->first, last = child->last;
    if (group->last)
        group->last->next = first;
    else
        group->first = first;
    group->last = last;
}

static bool goes_on(struct parser *parser, enum filter_node_kind kind)
{
    struct filter_reader *reader = &parser->reader;
    size_t at;

    filter_skip_blanks(reader);
    if (filter_peek(reader) == '\0' || filter_peek(reader) == ')')
        return false;
    at = reader->at;
    if (kind == FILTER_OR ? filter_take_keyword(reader, "or") : filter_take_keyword(reader, "and"))
        filter_skip_blanks(reader);
    else if (filter_take_keyword(reader, "or"))
        reader->at = at;
    else
        return kind == FILTER_AND;
    return reader->at != at;
}

static struct filter_node *read_list(struct parser *parser, enum filter_node_kind kind,
                                     struct filter_node *(*read)(struct parser *parser))
{
    struct filter_node *child = read(parser), *group = NULL;

    while (child && goes_on(parser, kind)) {
        if (!group) {
            if (!(group = new_node(parser, kind)))
                return NULL;
            adopt(group, child);
        }
        child = read(parser);
        if (child)
            adopt(group, child);
    }
    return child ? group ? group : child : NULL;
}

static struct filter_node *read_and(struct parser *parser)
{
    return read_list(parser, FILTER_AND, read_unary);
}

static struct filter_node *read_or(struct parser *parser)
{
    return read_list(parser, FILTER_OR, read_and);
}

static bool read_all(struct parser *parser)
{
    struct filter_reader *reader = &parser->reader;

    if (reader->text.len > FILTER_BYTES)
        return filter_fail(reader, FILTER_BYTES, reader->text.len - FILTER_BYTES,
                           "the filter is longer than %d bytes", FILTER_BYTES);
    for (size_t i = 0; i < reader->text.len; i++)
        if (reader->text.ptr[i] == '\0')
            return filter_fail(reader, i, 1, "the filter holds a NUL byte");
    filter_skip_blanks(reader);
    if (filter_peek(reader) == '\0')
        return true;
    parser->filter->root = read_or(parser);
    if (parser->filter->root && filter_peek(reader) == ')')
        return filter_fail(reader, reader->at, 1, "the parenthesis was never opened");
    return parser->filter->root != NULL;
}

struct filter *filter_parse(const struct filter_vocabulary *vocabulary, struct str text,
                            struct filter_fault *fault, struct err *err)
{
    struct arena *arena = arena_new();
    struct filter *filter = arena_zalloc(arena, 1, sizeof(*filter));
    struct parser parser = {.reader = {text, 0, arena, fault, err}, .vocabulary = vocabulary};

    filter->arena = arena;
    parser.filter = filter;
    if (read_all(&parser))
        return filter;
    filter_free(filter);
    return NULL;
}
