#include <assay/session/filter.h>

#include <assay/session/filter_tree.h>

#include <math.h>
#include <string.h>

const char *const filter_signs[FILTER_OPERATORS] = {
    [FILTER_CONTAINS] = ":",  [FILTER_EQUALS] = "=",   [FILTER_DIFFERS] = "!=",
    [FILTER_BELOW] = "<",     [FILTER_AT_MOST] = "<=", [FILTER_ABOVE] = ">",
    [FILTER_AT_LEAST] = ">=", [FILTER_MATCHES] = "~",  [FILTER_MATCHES_NOT] = "!~",
};

/* ---- values ---- */

static bool number_holds(const struct filter_value *value, double number)
{
    return value->low <= number && number <= value->high;
}

static bool text_holds(const struct filter_value *value, struct str text)
{
    double number;

    if (value->comparison == FILTER_BY_TEXT)
        return text_pattern_match(&value->pattern, text);
    if (str_number(text, &number, NULL))
        return number_holds(value, number);
    return value->comparison == FILTER_BY_EITHER && text_pattern_match(&value->pattern, text);
}

bool filter_any_text(const struct filter_term *term, struct str text)
{
    for (size_t i = 0; i < term->count; i++)
        if (text_holds(&term->values[i], text))
            return true;
    return false;
}

bool filter_any_number(const struct filter_term *term, double number)
{
    for (size_t i = 0; i < term->count; i++)
        if (number_holds(&term->values[i], number))
            return true;
    return false;
}

/* ---- terms ---- */

static bool field_present(const struct filter_vocabulary *vocabulary, size_t field)
{
    return !vocabulary->present || vocabulary->present(vocabulary->arg, field);
}

static bool word_holds(const struct filter_term *term, const struct filter_vocabulary *vocabulary,
                       size_t row)
{
    char room[FILTER_ROOM];

    for (size_t f = 0; f < vocabulary->field_count; f++)
        if (vocabulary->fields[f].searched && field_present(vocabulary, f) &&
            filter_any_text(term, vocabulary->text(vocabulary->arg, f, row, room)))
            return true;
    return false;
}

static bool field_holds(const struct filter_term *term, const struct filter_vocabulary *vocabulary,
                        size_t row)
{
    char room[FILTER_ROOM];
    bool number = vocabulary->fields[term->field].kind != FILTER_TEXT &&
                  term->values[0].comparison == FILTER_BY_NUMBER;
    bool any;

    if (!field_present(vocabulary, term->field))
        return false;
    any = number ? filter_any_number(term, vocabulary->number(vocabulary->arg, term->field, row))
                 : filter_any_text(term, vocabulary->text(vocabulary->arg, term->field, row, room));
    return any != filter_is_negative(term->operation);
}

static bool has_value(const struct filter_vocabulary *vocabulary, size_t field, size_t row)
{
    char room[FILTER_ROOM];

    if (!field_present(vocabulary, field))
        return false;
    if (vocabulary->fields[field].kind != FILTER_TEXT)
        return !isnan(vocabulary->number(vocabulary->arg, field, row));
    return vocabulary->text(vocabulary->arg, field, row, room).len > 0;
}

/* The last part of the path in any case; the last of equal keys, as meta_get has it. */
static const struct meta *meta_member(const struct meta *node, const char *key)
{
    const struct meta *found = meta_find(node, key);

    if (found || !node || node->kind != META_MAP)
        return found;
    for (const struct meta *child = node->first; child; child = child->next)
        if (str_eq_nocase(str_of(child->key), str_of(key)))
            found = child;
    return found;
}

static const struct meta *meta_at_path(const struct meta *root, const char *path)
{
    const struct meta *found = meta_find(root, path);
    const char *dot = strrchr(path, '.');
    char parent[256];

    if (found || !dot)
        return found ? found : meta_member(root, path);
    if ((size_t)(dot - path) >= sizeof(parent))
        return NULL;
    memcpy(parent, path, (size_t)(dot - path));
    parent[dot - path] = '\0';
    return meta_member(meta_find(root, parent), dot + 1);
}

static bool meta_holds(const struct filter_term *term, const struct filter_vocabulary *vocabulary,
                       size_t row)
{
    const struct meta *node = vocabulary->meta ? vocabulary->meta(vocabulary->arg, row) : NULL;

    node = node ? meta_at_path(node, term->name) : NULL;
    if (!node || term->subject == FILTER_HAS_META)
        return node != NULL;
    return filter_any_text(term, meta_scalar(node)) != filter_is_negative(term->operation);
}

static bool any_holds(const struct filter_term *term, const struct filter_vocabulary *vocabulary,
                      size_t row)
{
    for (size_t i = 0; i < term->count; i++)
        if (term->subject == FILTER_STATE
                ? vocabulary->state(vocabulary->arg, term->values[i].index, row)
                : has_value(vocabulary, term->values[i].index, row))
            return true;
    return false;
}

bool filter_term_holds(const struct filter_term *term, const struct filter_vocabulary *vocabulary,
                       size_t row)
{
    switch (term->subject) {
    case FILTER_WORD:
        return word_holds(term, vocabulary, row);
    case FILTER_FIELD:
        return field_holds(term, vocabulary, row);
    case FILTER_META:
    case FILTER_HAS_META:
        return meta_holds(term, vocabulary, row);
    case FILTER_STATE:
    case FILTER_HAS:
        return any_holds(term, vocabulary, row);
    case FILTER_RECORDS:
        break;
    }
    return vocabulary->found(vocabulary->arg, term->search, row) !=
           filter_is_negative(term->operation);
}

/* ---- trees ---- */

/* Negation goes down to the terms, so that an unanswered text: can hold under it too. */
static bool node_holds(const struct filter_node *node, const struct filter_vocabulary *vocabulary,
                       size_t row, bool negated)
{
    bool all = (node->kind == FILTER_AND) != negated;

    if (node->kind == FILTER_NOT)
        return node_holds(node->first, vocabulary, row, !negated);
    if (node->kind == FILTER_TERM)
        return (node->term.subject == FILTER_RECORDS && !vocabulary->found) ||
               filter_term_holds(&node->term, vocabulary, row) != negated;
    for (const struct filter_node *child = node->first; child; child = child->next)
        if (node_holds(child, vocabulary, row, negated) != all)
            return !all;
    return all;
}

bool filter_match(const struct filter *filter, const struct filter_vocabulary *vocabulary,
                  size_t row)
{
    return !filter->root || node_holds(filter->root, vocabulary, row, false);
}

static bool term_equal(const struct filter_term *a, const struct filter_term *b)
{
    bool equal = a->subject == b->subject && a->operation == b->operation && a->field == b->field &&
                 a->count == b->count && str_eq(str_of(a->name), str_of(b->name));

    for (size_t i = 0; equal && i < a->count; i++)
        equal = str_eq(a->values[i].text, b->values[i].text) &&
                a->values[i].comparison == b->values[i].comparison;
    return equal;
}

static bool node_equal(const struct filter_node *a, const struct filter_node *b)
{
    if (!a || !b || a->kind != b->kind)
        return a == b;
    if (a->kind == FILTER_TERM && !term_equal(&a->term, &b->term))
        return false;
    for (a = a->first, b = b->first; a && b; a = a->next, b = b->next)
        if (!node_equal(a, b))
            return false;
    return a == b;
}

bool filter_equal(const struct filter *a, const struct filter *b)
{
    return node_equal(a->root, b->root);
}

size_t filter_search_count(const struct filter *filter)
{
    return filter->search_count;
}

const struct text_pattern *filter_search(const struct filter *filter, size_t search)
{
    return &filter->searches[search]->values[0].pattern;
}

void filter_free(struct filter *filter)
{
    if (!filter)
        return;
    for (struct filter_node *node = filter->made; node; node = node->made_before)
        for (size_t i = 0; i < node->term.count; i++)
            text_pattern_release(&node->term.values[i].pattern);
    arena_free(filter->arena);
}
