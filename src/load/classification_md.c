#include <assay/load/classification_md.h>

#include <assay/load/classification_claims.h>
#include <assay/load/classification_md_tables.h>
#include <assay/load/markdown_in.h>
#include <assay/load/markdown_matrix.h>
#include <assay/load/text_in.h>

#include <math.h>
#include <string.h>

enum { HEADING_LEVELS = 7 };

struct document {
    struct evaluation *evaluation;
    uint32_t file;
    struct str headings[HEADING_LEVELS]; /* those above the block, by level */
    struct str nearest;                  /* the last heading of any level */
    struct meta *meta;                   /* what is said, by section */
    /* The item "**Key:**" that has nothing behind it: what is set in deeper belongs to it. */
    const char *opened; /* NULL: none */
    int opened_level;   /* columns it is set in by */
    struct meta *parts; /* of it, once there are some */
};

/* ---- headings and named lines ---- */

static bool is_title_char(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A heading without the sign before it. */
static struct str plain_title(struct str text)
{
    struct str whole = text;

    while (text.len && (unsigned char)text.ptr[0] >= 0x80)
        text.ptr++, text.len--;
    while (text.len && !is_title_char(text.ptr[0]) && (unsigned char)text.ptr[0] < 0x80)
        text.ptr++, text.len--;
    return text.len ? text : whole;
}

static void take_heading(struct document *document, const struct markdown_block *block)
{
    for (int level = block->level; level < HEADING_LEVELS; level++)
        document->headings[level] = (struct str){"", 0};
    document->headings[block->level] = plain_title(block->text);
    document->nearest = document->headings[block->level];
    document->opened = NULL;
}

/* The map of the section the document is in: {"Technical Details": {"Model Configuration": {}}}. */
static struct meta *section(struct document *document)
{
    struct arena *arena = document->evaluation->arena;
    struct meta *node = document->meta;

    for (int level = 2; level < HEADING_LEVELS; level++) {
        struct str title = document->headings[level];
        const char *key = arena_strndup(arena, title.ptr ? title.ptr : "", title.len);
        struct meta *child = node->last;

        if (title.len == 0)
            continue;
        if (!child || !child->key || strcmp(child->key, key) != 0 || child->kind != META_MAP)
            child = meta_add(arena, node, key, META_MAP);
        node = child;
    }
    return node;
}

/* "**Key:** value" or "**Key**: value". */
static bool split_named(struct str text, struct str *key, struct str *value)
{
    struct str rest = text;
    size_t end = 2;

    if (!str_starts(text, "**"))
        return false;
    while (end + 1 < text.len && !(text.ptr[end] == '*' && text.ptr[end + 1] == '*'))
        end++;
    if (end + 1 >= text.len)
        return false;
    *key = str_trim((struct str){text.ptr + 2, end - 2});
    rest = str_trim((struct str){text.ptr + end + 2, text.len - end - 2});
    if (str_ends(*key, ":"))
        key->len--;
    else if (str_starts(rest, ":"))
        rest = str_trim((struct str){rest.ptr + 1, rest.len - 1});
    else
        return false;
    *value = rest.len && strchr("*_`", rest.ptr[0]) ? claim_bare(rest) : rest;
    return key->len > 0;
}

/* "(834 videos)" at the end of a value: how many samples there are. */
static bool count_in_brackets(struct str value, struct str *count)
{
    size_t open = value.len;

    if (!str_ends(value, ")"))
        return false;
    while (open && value.ptr[open - 1] != '(')
        open--;
    *count = (struct str){value.ptr + open, value.len - 1 - open};
    for (size_t i = 0; i < count->len; i++)
        if (count->ptr[i] == ' ') {
            count->len = i;
            return open > 0 && i > 0;
        }
    return false;
}

/* "6-class Emotion Recognition": how many labels there are. */
static bool class_count(struct str value, struct str *count)
{
    size_t digits = 0;

    while (digits < value.len && value.ptr[digits] >= '0' && value.ptr[digits] <= '9')
        digits++;
    *count = (struct str){value.ptr, digits};
    return digits && str_starts((struct str){value.ptr + digits, value.len - digits}, "-class");
}

static void claim_named(struct document *document, struct str key, struct str value, uint32_t line)
{
    struct run_builder *builder = document->evaluation->builder;
    struct claim_place place = {.file = document->file, .line = line};
    struct str count;

    if (str_eq_nocase(key, STR("dataset")) && count_in_brackets(value, &count))
        claim_cell(builder, "Dataset: samples", QUANTITY("samples"), count, &place);
    if (str_eq_nocase(key, STR("task")) && class_count(value, &count))
        claim_cell(builder, "Task: classes", QUANTITY("labels"), count, &place);
}

/* The quoted word of a line that speaks of a fallback. */
static void take_fallback(struct document *document, struct str text, uint32_t line)
{
    struct evaluation *evaluation = document->evaluation;
    const char *open, *close;

    if (!str_contains_nocase(text, "fallback") || evaluation->fallback)
        return;
    open = memchr(text.ptr, '"', text.len);
    close = open ? memchr(open + 1, '"', (size_t)(text.ptr + text.len - open - 1)) : NULL;
    if (!close || close == open + 1 || evaluation->group->hints->fallback)
        return;
    evaluation->fallback = arena_strndup(evaluation->arena, open + 1, (size_t)(close - open - 1));
    evaluation->fallback_file = document->file;
    evaluation->fallback_line = line;
}

/* "Rank (r): 64" of an opened item; without a colon the text as a whole. */
static void take_part(struct document *document, struct str text)
{
    struct arena *arena = document->evaluation->arena;
    const char *colon = memchr(text.ptr, ':', text.len);
    size_t length = colon ? (size_t)(colon - text.ptr) : 0;
    struct str value = str_trim((struct str){text.ptr + length + 1, text.len - length - 1});
    bool is_pair = length && colon + 1 < text.ptr + text.len && colon[1] == ' ';

    if (!document->parts)
        document->parts =
            meta_add(arena, section(document), document->opened, is_pair ? META_MAP : META_LIST);
    if (document->parts->kind == META_LIST)
        meta_add_text(arena, document->parts, NULL, text);
    else
        meta_add_text(arena, document->parts,
                      is_pair ? arena_strndup(arena, text.ptr, length) : "also",
                      is_pair ? value : text);
}

static void take_line(struct document *document, const struct markdown_block *block)
{
    struct arena *arena = document->evaluation->arena;
    struct str key, value;

    take_fallback(document, block->text, block->line);
    if (document->opened && block->level <= document->opened_level)
        document->opened = NULL;
    if (!split_named(block->text, &key, &value)) {
        if (document->opened && block->bullet && block->text.len)
            take_part(document, block->text);
        return;
    }
    if (value.len == 0) {
        document->opened = arena_strndup(arena, key.ptr, key.len);
        document->opened_level = block->level;
        document->parts = NULL;
        return;
    }
    claim_named(document, key, value, block->line);
    meta_add_text(arena, section(document), arena_strndup(arena, key.ptr, key.len), value);
}

/* ---- fences ---- */

static bool has_word(const struct markdown_block *fence, const char *word)
{
    for (size_t i = 0; i < fence->line_count; i++)
        if (str_contains_nocase(fence->lines[i], word))
            return true;
    return false;
}

/* "'worried': 18.35,  # 257/14" */
static bool split_entry(struct str line, struct str *label, struct str *number)
{
    struct str rest = str_trim(line);
    char quote = rest.len ? rest.ptr[0] : '\0';
    const char *end;
    size_t length = 0;

    if (quote != '\'' && quote != '"')
        return false;
    end = memchr(rest.ptr + 1, quote, rest.len - 1);
    if (!end)
        return false;
    *label = (struct str){rest.ptr + 1, (size_t)(end - rest.ptr - 1)};
    rest = str_trim((struct str){end + 1, (size_t)(rest.ptr + rest.len - end - 1)});
    if (!str_starts(rest, ":"))
        return false;
    rest = str_trim((struct str){rest.ptr + 1, rest.len - 1});
    while (length < rest.len && strchr("0123456789.eE+-", rest.ptr[length]) && rest.ptr[length])
        length++;
    *number = (struct str){rest.ptr, length};
    return label->len && length;
}

static void take_weights(struct document *document, const struct markdown_block *fence)
{
    struct evaluation *evaluation = document->evaluation;

    for (size_t i = 0; i < fence->line_count; i++) {
        struct claim_place place = {.file = document->file, .line = fence->line + (uint32_t)i + 1};
        struct str label, number;
        const char *subject;

        if (!split_entry(fence->lines[i], &label, &number))
            continue;
        subject = arena_strndup(evaluation->arena, label.ptr, label.len);
        claim_cell(evaluation->builder, arena_printf(evaluation->arena, "class weight %s", subject),
                   claim_about("class_weight_largest", subject), number, &place);
    }
}

static void take_fence(struct document *document, const struct markdown_block *fence)
{
    struct evaluation *evaluation = document->evaluation;
    struct printed_matrix printed = {.file = document->file, .line = fence->line};
    struct err err;

    if (has_word(fence, "weight")) {
        take_weights(document, fence);
        return;
    }
    if (!str_contains_nocase(document->nearest, "confusion") && !has_word(fence, "predicted"))
        return;
    if (!markdown_matrix_parse(fence->lines, fence->line_count, evaluation->arena, &printed))
        return;
    if (!classification_matrix_push(evaluation, &printed, &err))
        builder_note(evaluation->builder, NOTE_BROKEN, document->file, fence->line, "%s", err.text);
}

/* ---- the document ---- */

static void take_block(struct document *document, const struct markdown_block *block)
{
    switch (block->kind) {
    case MARKDOWN_HEADING:
        take_heading(document, block);
        break;
    case MARKDOWN_LINE:
        take_line(document, block);
        break;
    case MARKDOWN_FENCE:
        take_fence(document, block);
        break;
    case MARKDOWN_TABLE:
        md_table_push(document->evaluation, block, md_table_kind(block, document->nearest),
                      document->file, document->nearest);
        break;
    }
}

bool classification_md_load(struct evaluation *evaluation, const struct group_file *file,
                            struct err *err)
{
    struct document document = {.evaluation = evaluation};
    struct markdown markdown;
    struct str text;

    document.file = evaluation_file(evaluation, file);
    if (!evaluation_text(evaluation, file, document.file, &text, err))
        return false;
    document.meta = meta_new(evaluation->arena, META_MAP);
    document.nearest = (struct str){"", 0};
    markdown = markdown_parse(text, evaluation->arena);
    for (size_t i = 0; i < markdown.count; i++)
        take_block(&document, &markdown.blocks[i]);
    if (file->kind->role == ROLE_EVIDENCE)
        builder_meta(evaluation->builder, NULL, document.meta);
    return true;
}

/* A fence that draws a matrix, or a table that claims something of labels or of the whole. */
enum summary_kind classification_md_kind(const struct sniff *sniff, struct arena *arena)
{
    enum summary_kind kind = SUMMARY_NONE;
    struct str nearest = {"", 0}, text;
    enum text_encoding encoding;
    struct printed_matrix printed;
    struct markdown markdown;

    text = text_to_utf8(arena, sniff->head, &encoding);
    markdown = markdown_parse(text, arena);
    for (size_t i = 0; i < markdown.count; i++) {
        const struct markdown_block *block = &markdown.blocks[i];

        if (block->kind == MARKDOWN_HEADING)
            nearest = block->text;
        if (block->kind == MARKDOWN_FENCE && str_contains_nocase(nearest, "confusion") &&
            markdown_matrix_parse(block->lines, block->line_count, arena, &printed))
            return SUMMARY_EVIDENCE;
        if (block->kind != MARKDOWN_TABLE)
            continue;
        switch (md_table_kind(block, nearest)) {
        case MD_TABLE_MATRIX:
        case MD_TABLE_CLASSES:
            return SUMMARY_EVIDENCE;
        case MD_TABLE_METRICS:
        case MD_TABLE_MODELS:
            kind = SUMMARY_MODELS;
            break;
        case MD_TABLE_PAIRS:
        case MD_TABLE_OTHER:
            break;
        }
    }
    return kind;
}
