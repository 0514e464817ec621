#include <assay/session/filter_print.h>

#include <assay/base/utf8.h>
#include <assay/session/filter_reader.h>
#include <assay/session/filter_tree.h>
#include <assay/session/filter_value.h>

#include <string.h>

void filter_quote(struct str text, struct buf *out)
{
    buf_add_char(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"' || text.ptr[i] == '\\')
            buf_add_char(out, '\\');
        buf_add_char(out, text.ptr[i]);
    }
    buf_add_char(out, '"');
}

static bool is_plain(struct str value)
{
    for (size_t i = 0; i < value.len; i++) {
        char c = value.ptr[i];

        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
              c == '_'))
            return false;
    }
    return value.len > 0;
}

void filter_add_equal(struct buf *out, const char *field, struct str value)
{
    if (out->len && out->ptr[out->len - 1] != '(')
        buf_add_char(out, ' ');
    buf_addf(out, "%s=", field);
    if (is_plain(value))
        buf_add_str(out, value);
    else
        filter_quote(value, out);
}

static bool has_any(struct str text, const char *bytes)
{
    for (size_t i = 0; i < text.len; i++)
        if (strchr(bytes, text.ptr[i]))
            return true;
    return false;
}

bool filter_wants_quotes(struct str text)
{
    return text.len == 0 || text.ptr[0] == '=' || has_any(text, " \t\n\v\f\r()\",");
}

static bool wants_quotes(const struct filter_term *term, const struct filter_value *value)
{
    double number;

    if (filter_wants_quotes(value->text))
        return true;
    if (term->subject == FILTER_WORD)
        return value->text.ptr[0] == '-' || filter_is_keyword(value->text) ||
               has_any(value->text, ":=<>~");
    if (value->comparison != FILTER_BY_TEXT || term->subject == FILTER_STATE ||
        term->subject == FILTER_HAS)
        return false;
    /* A text that would else be read as a number or a range. */
    return filter_is_range(value->text) ||
           (term->subject == FILTER_META && str_number(value->text, &number, NULL));
}

static void print_expression(struct str text, struct buf *out)
{
    buf_add_char(out, '/');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '/')
            buf_add_char(out, '\\');
        buf_add_char(out, text.ptr[i]);
        if (text.ptr[i] == '\\' && i + 1 < text.len)
            buf_add_char(out, text.ptr[++i]);
    }
    buf_add_char(out, '/');
}

/* Names with a blank are written with "_", which means the same. */
static void print_name(const char *name, struct buf *out)
{
    for (; *name; name++)
        buf_add_char(out, *name == ' ' ? '_' : *name);
}

static void print_term(const struct filter_term *term, struct buf *out)
{
    bool expression = term->operation == FILTER_MATCHES || term->operation == FILTER_MATCHES_NOT;

    if (term->subject == FILTER_HAS_META) {
        buf_addf(out, "has:");
    } else if (term->subject != FILTER_WORD) {
        buf_add_c(out, term->subject == FILTER_META ? "cfg." : "");
        print_name(term->name, out);
        buf_add_c(out, filter_signs[term->operation]);
    }
    for (size_t i = 0; i < term->count; i++) {
        const struct filter_value *value = &term->values[i];

        buf_add_c(out, i ? "," : "");
        if (expression)
            print_expression(value->text, out);
        else if (term->subject == FILTER_HAS)
            print_name(value->text.ptr, out);
        else if (wants_quotes(term, value))
            filter_quote(value->text, out);
        else
            buf_add_str(out, value->text);
    }
}

static void print_node(const struct filter_node *node, enum filter_node_kind parent,
                       struct buf *out)
{
    bool group = (node->kind == FILTER_OR && parent != FILTER_TERM) ||
                 (node->kind == FILTER_AND && parent == FILTER_NOT);

    if (node->kind == FILTER_TERM) {
        print_term(&node->term, out);
        return;
    }
    buf_add_c(out, group ? "(" : "");
    buf_add_c(out, node->kind == FILTER_NOT ? "-" : "");
    for (const struct filter_node *child = node->first; child; child = child->next) {
        if (child != node->first)
            buf_add_c(out, node->kind == FILTER_OR ? " or " : " ");
        print_node(child, node->kind, out);
    }
    buf_add_c(out, group ? ")" : "");
}

void filter_print(const struct filter *filter, struct buf *out)
{
    if (filter->root)
        print_node(filter->root, FILTER_TERM, out);
}

static size_t safe_width(struct str text)
{
    struct buf safe = {.ptr = NULL};
    size_t width;

    utf8_make_safe(&safe, text);
    width = utf8_width(buf_str(&safe));
    buf_release(&safe);
    return width;
}

void filter_fault_print(struct str text, const struct filter_fault *fault, const char *indent,
                        struct buf *out)
{
    size_t at = fault->at < text.len ? fault->at : text.len;
    size_t length = fault->length < text.len - at ? fault->length : text.len - at;
    size_t width = safe_width((struct str){text.ptr + at, length});

    buf_add_c(out, indent);
    utf8_make_safe(out, text);
    buf_add_char(out, '\n');
    buf_add_c(out, indent);
    for (size_t i = safe_width((struct str){text.ptr, at}); i > 0; i--)
        buf_add_char(out, ' ');
    buf_add_char(out, '^');
    for (size_t i = 1; i < width; i++)
        buf_add_char(out, '~');
    buf_add_char(out, '\n');
}
