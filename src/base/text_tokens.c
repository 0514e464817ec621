#include <assay/base/text_tokens.h>

#include <assay/base/err.h>
#include <assay/base/utf8.h>

#include <string.h>

enum glyph_kind { GLYPH_WORD, GLYPH_BLANK, GLYPH_MARK, GLYPH_ALONE, GLYPH_LINE_END };

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_ascii_word(unsigned char c)
{
    return is_digit((char)c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

/* Signs and punctuation beyond ASCII: Latin-1 signs, and the blocks from dashes to arrows, lines
 * and dingbats. */
static bool is_sign(uint32_t code)
{
    return (code >= 0xa0 && code <= 0xbf) || code == 0xd7 || code == 0xf7 ||
           (code >= 0x2000 && code <= 0x2bff);
}

/* The glyph that a text begins with and its bytes. */
static enum glyph_kind glyph_at(struct str text, size_t *length)
{
    unsigned char first = (unsigned char)text.ptr[0];
    uint32_t code;
    int width;

    *length = 1;
    if (is_ascii_word(first))
        return GLYPH_WORD;
    if (first < 0x80)
        return first == ' ' || first == '\t' ? GLYPH_BLANK
               : first == '\n'               ? GLYPH_LINE_END
                                             : GLYPH_ALONE;
    *length = utf8_decode(text, &code);
    if (*length == 0) {
        *length = 1;
        return GLYPH_ALONE;
    }
    width = utf8_code_width(code);
    return width == 0 ? GLYPH_MARK : width == 2 || is_sign(code) ? GLYPH_ALONE : GLYPH_WORD;
}

static struct str behind(struct str text, size_t bytes)
{
    return (struct str){text.ptr + bytes, text.len - bytes};
}

static bool is_point_in_number(struct str text, size_t at)
{
    return text.ptr[at] == '.' && at > 0 && at + 1 < text.len && is_digit(text.ptr[at - 1]) &&
           is_digit(text.ptr[at + 1]);
}

static size_t word_length(struct str text)
{
    size_t at, bytes;
    enum glyph_kind kind = glyph_at(text, &at), next;

    if (kind == GLYPH_LINE_END)
        return at;
    for (; at < text.len; at += bytes) {
        next = glyph_at(behind(text, at), &bytes);
        if (next == GLYPH_MARK || (next == kind && kind != GLYPH_ALONE))
            continue;
        if (kind != GLYPH_WORD || !is_point_in_number(text, at))
            break;
    }
    return at;
}

static size_t line_length(struct str text)
{
    const char *end = memchr(text.ptr, '\n', text.len);

    return end ? (size_t)(end - text.ptr) + 1 : text.len;
}

size_t text_token_length(struct str text, enum token_kind kind)
{
    if (text.len == 0)
        return 0;
    return kind == TOKEN_LINES ? line_length(text) : word_length(text);
}

bool text_has_word(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (is_ascii_word((unsigned char)text.ptr[i]) || (unsigned char)text.ptr[i] >= 0x80)
            return true;
    return false;
}

/* ---- numbers ---- */

struct entry {
    const char *text; /* NULL: free */
    uint32_t length, number, hash;
};

struct table {
    struct entry *entries;
    size_t mask;
    uint32_t count;
};

static uint32_t hash_of(struct str text)
{
    uint64_t hash = 0x9e3779b97f4a7c15u ^ text.len;

    for (; text.len >= 8; text = behind(text, 8)) {
        uint64_t part;

        memcpy(&part, text.ptr, 8);
        hash = (hash ^ part) * 0xff51afd7ed558ccdu;
        hash ^= hash >> 32;
    }
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.ptr[i]) * 0x100000001b3u;
    hash *= 0xc4ceb9fe1a85ec53u;
    return (uint32_t)(hash >> 32);
}

static uint32_t number_of(struct table *table, struct str text)
{
    uint32_t hash = hash_of(text);

    for (size_t i = hash & table->mask;; i = (i + 1) & table->mask) {
        struct entry *entry = &table->entries[i];

        if (!entry->text) {
            *entry = (struct entry){text.ptr, (uint32_t)text.len, table->count++, hash};
            return entry->number;
        }
        if (entry->hash == hash && entry->length == text.len &&
            memcmp(entry->text, text.ptr, text.len) == 0)
            return entry->number;
    }
}

static struct text_tokens cut(struct str text, enum token_kind kind, struct arena *arena)
{
    struct text_tokens tokens = {.count = 0};
    size_t length;

    for (size_t at = 0; at < text.len; at += text_token_length(behind(text, at), kind))
        tokens.count++;
    tokens.starts = arena_alloc(arena, (tokens.count + 1) * sizeof(uint32_t));
    tokens.numbers = arena_alloc(arena, (tokens.count + 1) * sizeof(uint32_t));
    tokens.count = 0;
    for (size_t at = 0; at < text.len; at += length) {
        length = text_token_length(behind(text, at), kind);
        tokens.starts[tokens.count++] = (uint32_t)at;
    }
    tokens.starts[tokens.count] = (uint32_t)text.len;
    return tokens;
}

static void give_numbers(struct str text, struct text_tokens *tokens, struct table *table)
{
    for (size_t i = 0; i < tokens->count; i++)
        tokens->numbers[i] =
            number_of(table, (struct str){text.ptr + tokens->starts[i],
                                          tokens->starts[i + 1] - tokens->starts[i]});
}

void text_tokens_of_pair(struct str a, struct str b, enum token_kind kind, struct arena *arena,
                         struct text_tokens *tokens_a, struct text_tokens *tokens_b,
                         uint32_t *numbers)
{
    struct table table = {.count = 0};
    size_t size = 16;

    *tokens_a = cut(a, kind, arena);
    *tokens_b = cut(b, kind, arena);
    while (size < 2 * (tokens_a->count + tokens_b->count))
        size *= 2;
    table.entries = arena_zalloc(arena, size, sizeof(*table.entries));
    table.mask = size - 1;
    give_numbers(a, tokens_a, &table);
    give_numbers(b, tokens_b, &table);
    *numbers = table.count;
}
