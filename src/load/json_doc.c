#include <assay/load/json_doc.h>

#include <assay/base/utf8.h>
#include <assay/load/text_in.h>

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/*
 * cJSON keeps a number as a double only and knows no NaN. So, before it parses, every bare number
 * is turned into a string that begins with a control character no JSON string can hold raw,
 * followed by its line and the number as printed; the tree is turned back afterwards. A string
 * that begins with the same character, escaped, gets the mark and TEXT_MARK in front. Strings are
 * copied with their line numbers lost, numbers are what claims are made of.
 */
enum { NUMBER_MARK = 0x1a, TEXT_MARK = 't' };

struct rewriter {
    struct str text;
    size_t at;
    uint32_t line;
    struct buf out;
};

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' ||
           c == '-' || c == '.';
}

static void copy_string(struct rewriter *r)
{
    size_t start = ++r->at;

    buf_add_char(&r->out, '"');
    if (r->text.len - start >= 6 &&
        str_eq_nocase((struct str){r->text.ptr + start, 6}, STR("\\u001a")))
        buf_addf(&r->out, "%c%c", NUMBER_MARK, TEXT_MARK);
    while (r->at < r->text.len && r->text.ptr[r->at] != '"') {
        r->line += r->text.ptr[r->at] == '\n';
        r->at += r->text.ptr[r->at] == '\\' && r->at + 1 < r->text.len ? 2 : 1;
    }
    if (r->at < r->text.len)
        r->at++;
    buf_add(&r->out, r->text.ptr + start, r->at - start);
}

/* A number before a colon would be a key: it is left for cJSON to refuse. */
static bool is_key(const struct rewriter *r)
{
    size_t at = r->at;

    while (at < r->text.len && strchr(" \t\r\n", r->text.ptr[at]) && r->text.ptr[at])
        at++;
    return at < r->text.len && r->text.ptr[at] == ':';
}

static void copy_word(struct rewriter *r)
{
    struct str word = {r->text.ptr + r->at, 0};
    double number;

    while (r->at < r->text.len && is_word(r->text.ptr[r->at]))
        r->at++, word.len++;
    if (str_number(word, &number, NULL) && word.ptr[0] != '+' && !is_key(r))
        buf_addf(&r->out, "\"%c%u:%.*s\"", NUMBER_MARK, (unsigned)r->line, (int)word.len, word.ptr);
    else
        buf_add_str(&r->out, word);
}

static void rewrite(struct rewriter *r)
{
    while (r->at < r->text.len) {
        char c = r->text.ptr[r->at];

        if (c == '"') {
            copy_string(r);
        } else if (is_word(c)) {
            copy_word(r);
        } else {
            r->line += c == '\n';
            buf_add_char(&r->out, c ? c : ' ');
            r->at++;
        }
    }
}

/* A raw mark at the start of a real string would be taken for a number; JSON forbids it raw. */
static bool has_raw_mark(struct str text)
{
    return text.len && memchr(text.ptr, NUMBER_MARK, text.len) != NULL;
}

static struct str clean_text(struct arena *arena, const char *text)
{
    struct buf out = {.ptr = NULL};
    struct str clean = str_of(text);

    if (utf8_valid(clean))
        return clean;
    utf8_from_cp1252(&out, clean);
    clean = (struct str){arena_strndup(arena, out.ptr, out.len), out.len};
    buf_release(&out);
    return clean;
}

static const char *without_text_mark(const char *text)
{
    return text[0] == NUMBER_MARK && text[1] == TEXT_MARK ? text + 2 : text;
}

static void fill_scalar(struct arena *arena, struct meta *node, const char *text, uint32_t *line)
{
    if (text[0] == NUMBER_MARK && text[1] != TEXT_MARK) {
        char *colon;
        unsigned long at = strtoul(text + 1, &colon, 10);

        *line = (uint32_t)at;
        if (*colon == ':' && meta_set_number(arena, node, str_of(colon + 1)))
            return;
    }
    meta_set_text(arena, node, clean_text(arena, without_text_mark(text)));
}

/* `line` is that of the last number seen, which is where a string nearby stands, about. */
static struct meta *convert(struct arena *arena, const cJSON *item, uint32_t *line)
{
    struct meta *node = meta_new(arena, META_NULL);

    if (item->string)
        node->key = arena_strdup(arena, clean_text(arena, without_text_mark(item->string)).ptr);
    if (cJSON_IsBool(item)) {
        node->kind = META_BOOL;
        node->truth = cJSON_IsTrue(item);
    } else if (cJSON_IsString(item)) {
        fill_scalar(arena, node, item->valuestring, line);
    } else if (cJSON_IsArray(item) || cJSON_IsObject(item)) {
        node->kind = cJSON_IsArray(item) ? META_LIST : META_MAP;
        for (const cJSON *child = item->child; child; child = child->next)
            meta_adopt(node, convert(arena, child, line));
    }
    node->line = *line;
    return node;
}

static uint32_t deepest(struct str text)
{
    uint32_t depth = 0, most = 0;
    bool in_string = false;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        if (in_string && c == '\\')
            i++;
        else if (c == '"')
            in_string = !in_string;
        else if (!in_string && (c == '{' || c == '['))
            most = ++depth > most ? depth : most;
        else if (!in_string && (c == '}' || c == ']') && depth)
            depth--;
    }
    return most;
}

/* The line of the last number rewritten before `end` plus the newlines since. */
static uint32_t line_at(const struct buf *out, const char *end)
{
    const char *mark = end;
    uint32_t line = 1;

    while (mark > out->ptr && !(*mark == NUMBER_MARK && mark[1] != TEXT_MARK))
        mark--;
    if (*mark == NUMBER_MARK)
        line = (uint32_t)strtoul(mark + 1, NULL, 10);
    for (; mark < end; mark++)
        line += *mark == '\n';
    return line;
}

static const char *skip_space(const char *text)
{
    return text + strspn(text, " \t\r\n");
}

static cJSON *parse_rewritten(const struct buf *out, struct err *err)
{
    const char *end = NULL;
    cJSON *tree = cJSON_ParseWithLengthOpts(out->ptr, out->len + 1, &end, 0);

    if (tree)
        end = skip_space(end);
    if (tree && *end == '\0')
        return tree;
    err_set(err, ERR_SYNTAX, tree ? "more text after the JSON value" : "is not valid JSON");
    if (end)
        err_place(err, "line %u", (unsigned)line_at(out, end));
    cJSON_Delete(tree);
    return NULL;
}

/* A document may take a second: the control is asked between the steps. */
static struct meta *parse(struct arena *arena, struct str text, const struct load_control *control,
                          struct err *err)
{
    struct rewriter r = {.text = text, .line = 1};
    struct meta *root = NULL;
    uint32_t line = 1;
    cJSON *tree = NULL;

    if (str_starts(text, "\xef\xbb\xbf"))
        r.at = 3;
    if (has_raw_mark(text))
        err_set(err, ERR_SYNTAX, "holds a raw control character (0x1a)");
    else if (deepest(text) > CJSON_NESTING_LIMIT)
        err_set(err, ERR_SYNTAX, "nests deeper than %d levels", CJSON_NESTING_LIMIT);
    else if (str_trim(text).len == 0)
        err_set(err, ERR_SYNTAX, "is empty");
    else {
        buf_add(&r.out, "", 0);
        rewrite(&r);
        if (!control_cancelled(control))
            tree = parse_rewritten(&r.out, err);
    }
    if (control_cancelled(control))
        control_fail(err, NULL);
    else if (tree)
        root = convert(arena, tree, &line);
    cJSON_Delete(tree);
    buf_release(&r.out);
    return root;
}

struct meta *json_doc_parse(struct arena *arena, struct str text, struct err *err)
{
    return parse(arena, text, NULL, err);
}

struct meta *json_doc_read(struct arena *arena, const char *path,
                           const struct load_control *control, struct err *err)
{
    uint64_t most = control && control->limit ? CONTROL_DOCUMENT : DOCUMENT_LIMIT;
    struct arena *scratch = arena_new();
    struct meta *root = NULL;
    struct str text;

    if (control_cancelled(control)) {
        control_fail(err, path);
    } else if (file_read(path, most, scratch, &text, err)) {
        root = parse(arena, text, control, err);
        if (!root)
            err_in_file(err, path);
    }
    arena_free(scratch);
    return root;
}
