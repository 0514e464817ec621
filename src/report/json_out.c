#include <assay/report/json_out.h>

#include <assay/base/err.h>
#include <assay/base/fmt.h>
#include <assay/base/quote.h>

#include <math.h>

struct json_out json_out_begin(struct buf *out)
{
    return (struct json_out){.out = out};
}

static void begin_value(struct json_out *json, const char *key)
{
    if (json->any[json->depth])
        buf_add_char(json->out, ',');
    if (json->depth)
        buf_add_char(json->out, '\n');
    json->any[json->depth] = true;
    for (size_t i = 0; i < json->depth; i++)
        buf_add_c(json->out, "  ");
    if (!key)
        return;
    quote_json(json->out, str_of(key));
    buf_add_c(json->out, ": ");
}

void json_out_open(struct json_out *json, const char *key, char bracket)
{
    if (json->depth == JSON_OUT_DEPTH)
        die("JSON nested deeper than %d", JSON_OUT_DEPTH);
    begin_value(json, key);
    buf_add_char(json->out, bracket);
    json->close[json->depth++] = bracket == '{' ? '}' : ']';
    json->any[json->depth] = false;
}

void json_out_close(struct json_out *json)
{
    bool any = json->any[json->depth];

    json->depth--;
    if (any) {
        buf_add_char(json->out, '\n');
        for (size_t i = 0; i < json->depth; i++)
            buf_add_c(json->out, "  ");
    }
    buf_add_char(json->out, json->close[json->depth]);
    if (json->depth == 0)
        buf_add_char(json->out, '\n');
}

void json_out_str(struct json_out *json, const char *key, struct str text)
{
    begin_value(json, key);
    quote_json(json->out, text);
}

void json_out_text(struct json_out *json, const char *key, const char *text)
{
    begin_value(json, key);
    if (text)
        quote_json(json->out, str_of(text));
    else
        buf_add_c(json->out, "null");
}

void json_out_number(struct json_out *json, const char *key, double number)
{
    begin_value(json, key);
    if (isfinite(number))
        fmt_shortest(json->out, number);
    else
        buf_add_c(json->out, "null");
}

void json_out_count(struct json_out *json, const char *key, uint64_t count)
{
    begin_value(json, key);
    buf_addf(json->out, "%llu", (unsigned long long)count);
}

void json_out_bool(struct json_out *json, const char *key, bool truth)
{
    begin_value(json, key);
    buf_add_c(json->out, truth ? "true" : "false");
}

void json_out_meta(struct json_out *json, const char *key, const struct meta *node)
{
    bool nested = node->kind == META_LIST || node->kind == META_MAP;

    if (nested && json->depth + 1 < JSON_OUT_DEPTH) {
        json_out_open(json, key, node->kind == META_MAP ? '{' : '[');
        for (const struct meta *child = node->first; child; child = child->next)
            json_out_meta(json, child->key, child);
        json_out_close(json);
    } else if (node->kind == META_BOOL) {
        json_out_bool(json, key, node->truth);
    } else if (node->kind == META_NUMBER) {
        json_out_number(json, key, node->number);
    } else if (node->kind == META_TEXT || nested) {
        json_out_str(json, key, meta_scalar(node));
    } else {
        json_out_text(json, key, NULL);
    }
}
