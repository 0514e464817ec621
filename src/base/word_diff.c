#include <assay/base/word_diff.h>

#include <assay/base/err.h>
#include <assay/base/sequence_diff.h>
#include <assay/base/text_tokens.h>

#include <stdlib.h>
#include <string.h>

enum { STEPS = 16 << 20, BYTES_MOST = (1 << 30) - 1 };

struct part {
    size_t a_length, b_length; /* the same when not changed */
    bool changed;
    bool kept;  /* holds a whole line that says something */
    bool words; /* of the same: not blanks and punctuation alone */
};

struct comparing {
    struct part *parts;
    size_t count, capacity;
    uint64_t steps;
    bool coarse;
    struct arena *arena;   /* of the lines */
    struct arena *scratch; /* of a stretch */
};

static void add(struct comparing *c, struct part part)
{
    struct part *last = c->count ? &c->parts[c->count - 1] : NULL;

    if (part.a_length + part.b_length == 0)
        return;
    if (last && last->changed == part.changed) {
        last->a_length += part.a_length;
        last->b_length += part.b_length;
        last->kept |= part.kept;
        last->words |= part.words;
        return;
    }
    c->parts = array_grow(c->parts, &c->capacity, c->count + 1, sizeof(*c->parts));
    c->parts[c->count++] = part;
}

static void add_same(struct comparing *c, struct str text, enum token_kind kind)
{
    bool words = text_has_word(text);

    add(c, (struct part){text.len, text.len, false, words && kind == TOKEN_LINES, words});
}

static void add_changed(struct comparing *c, size_t a_length, size_t b_length)
{
    add(c, (struct part){a_length, b_length, true, false, false});
}

/* ---- both passes ---- */

struct side {
    struct str text;
    struct text_tokens tokens;
};

static struct str text_of(const struct side *side, size_t from, size_t to)
{
    return (struct str){side->text.ptr + side->tokens.starts[from],
                        side->tokens.starts[to] - side->tokens.starts[from]};
}

/* Half of what is left, so that one stretch does not take it from all that follow. */
static uint32_t *match(struct comparing *c, const struct side *a, const struct side *b,
                       uint32_t numbers, struct arena *arena)
{
    uint32_t *matches = arena_alloc(arena, a->tokens.count * sizeof(*matches) + 1);
    uint64_t share = c->steps / 2 + 1;

    if (!sequence_diff((struct sequence){a->tokens.numbers, a->tokens.count},
                       (struct sequence){b->tokens.numbers, b->tokens.count}, numbers, &share,
                       matches, arena))
        c->coarse = true;
    c->steps -= c->steps < share ? c->steps : share;
    return matches;
}

typedef void between_function(struct comparing *c, struct str a, struct str b);

/* Tell the tokens that match, and what lies between them. */
static void walk(struct comparing *c, const struct side *a, const struct side *b,
                 const uint32_t *matches, enum token_kind kind, between_function *between)
{
    size_t i = 0, j = 0;

    while (i < a->tokens.count || j < b->tokens.count) {
        size_t i_end = i, j_end;
        struct str same;

        while (i_end < a->tokens.count && matches[i_end] == SEQUENCE_NO_MATCH)
            i_end++;
        j_end = i_end < a->tokens.count ? matches[i_end] : b->tokens.count;
        if (i_end > i || j_end > j)
            between(c, text_of(a, i, i_end), text_of(b, j, j_end));
        if (i_end == a->tokens.count)
            return;
        same = text_of(a, i_end, i_end + 1);
        add_same(c, same, kind);
        i = i_end + 1;
        j = j_end + 1;
    }
}

static void words_differ(struct comparing *c, struct str a, struct str b)
{
    add_changed(c, a.len, b.len);
}

static void compare_words(struct comparing *c, struct str a, struct str b)
{
    struct side side_a = {.text = a}, side_b = {.text = b};
    uint32_t numbers;

    if (a.len == 0 || b.len == 0) {
        add_changed(c, a.len, b.len);
        return;
    }
    arena_reset(c->scratch);
    text_tokens_of_pair(a, b, TOKEN_WORDS, c->scratch, &side_a.tokens, &side_b.tokens, &numbers);
    walk(c, &side_a, &side_b, match(c, &side_a, &side_b, numbers, c->scratch), TOKEN_WORDS,
         words_differ);
}

static void compare_lines(struct comparing *c, struct str a, struct str b)
{
    struct side side_a = {.text = a}, side_b = {.text = b};
    uint32_t numbers;

    text_tokens_of_pair(a, b, TOKEN_LINES, c->arena, &side_a.tokens, &side_b.tokens, &numbers);
    walk(c, &side_a, &side_b, match(c, &side_a, &side_b, numbers, c->arena), TOKEN_LINES,
         compare_words);
}

/* ---- reading well ---- */

/* Bytes of a change, the mean of both sides. */
static size_t size_of(const struct part *change)
{
    return (change->a_length + change->b_length) / 2;
}

/* Whether the part at the end but one is worth less than what changed on either side of it. */
static bool is_island(const struct part *parts, size_t count)
{
    const struct part *island = &parts[count - 2];
    size_t weight = island->words ? 2 * island->a_length : island->a_length;

    return !island->kept && island->a_length <= WORD_ISLAND_MOST &&
           weight <= size_of(&parts[count - 3]) && weight <= size_of(&parts[count - 1]);
}

static void give_up_islands(struct comparing *c)
{
    size_t count = 0;

    for (size_t i = 0; i < c->count; i++) {
        c->parts[count++] = c->parts[i];
        while (count >= 3 && c->parts[count - 1].changed && is_island(c->parts, count)) {
            struct part *before = &c->parts[count - 3];

            before->a_length += before[1].a_length + before[2].a_length;
            before->b_length += before[1].b_length + before[2].b_length;
            count -= 2;
        }
    }
    c->count = count;
}

/* ---- the whole ---- */

static size_t common_prefix(struct str a, struct str b)
{
    size_t least = a.len < b.len ? a.len : b.len, at = 0;

    while (at + 64 <= least && memcmp(a.ptr + at, b.ptr + at, 64) == 0)
        at += 64;
    while (at < least && a.ptr[at] == b.ptr[at])
        at++;
    if (at == a.len && at == b.len)
        return at;
    while (at > 0 && a.ptr[at - 1] != '\n')
        at--;
    return at;
}

/* Whole lines only, as the line before ends where they begin. */
static size_t common_suffix(struct str a, struct str b)
{
    size_t least = a.len < b.len ? a.len : b.len, length = 0;

    while (length < least && a.ptr[a.len - 1 - length] == b.ptr[b.len - 1 - length])
        length++;
    while (length > 0 && !(length < a.len && length < b.len && a.ptr[a.len - 1 - length] == '\n' &&
                           b.ptr[b.len - 1 - length] == '\n'))
        length--;
    return length;
}

static void compare(struct comparing *c, struct str a, struct str b)
{
    size_t prefix = common_prefix(a, b), suffix;

    add_same(c, (struct str){a.ptr, prefix}, TOKEN_LINES);
    a = (struct str){a.ptr + prefix, a.len - prefix};
    b = (struct str){b.ptr + prefix, b.len - prefix};
    suffix = common_suffix(a, b);
    a.len -= suffix;
    b.len -= suffix;
    if (a.len > BYTES_MOST || b.len > BYTES_MOST) {
        c->coarse = true;
        add_changed(c, a.len, b.len);
    } else {
        compare_lines(c, a, b);
    }
    add_same(c, (struct str){a.ptr + a.len, suffix}, TOKEN_LINES);
    give_up_islands(c);
}

/* One of two texts always comes first, so that which one is a does not matter. */
static bool comes_first(struct str a, struct str b)
{
    if (a.len != b.len)
        return a.len < b.len;
    return a.len == 0 || memcmp(a.ptr, b.ptr, a.len) <= 0;
}

static struct diff_part *place(const struct comparing *c, bool exchanged, struct arena *arena)
{
    struct diff_part *parts = arena_alloc(arena, c->count * sizeof(*parts) + 1);
    size_t a = 0, b = 0;

    for (size_t i = 0; i < c->count; i++) {
        const struct part *part = &c->parts[i];

        parts[i] = (struct diff_part){.a = a,
                                      .a_length = exchanged ? part->b_length : part->a_length,
                                      .b = b,
                                      .b_length = exchanged ? part->a_length : part->b_length,
                                      .changed = part->changed};
        a += parts[i].a_length;
        b += parts[i].b_length;
    }
    return parts;
}

const struct word_diff *word_diff(struct str a, struct str b, struct arena *arena)
{
    struct word_diff *diff = arena_zalloc(arena, 1, sizeof(*diff));
    struct comparing c = {.steps = STEPS, .arena = arena_new(), .scratch = arena_new()};
    bool exchanged = !comes_first(a, b);

    compare(&c, exchanged ? b : a, exchanged ? a : b);
    diff->parts = place(&c, exchanged, arena);
    diff->count = c.count;
    diff->coarse = c.coarse;
    arena_free(c.arena);
    arena_free(c.scratch);
    free(c.parts);
    return diff;
}
