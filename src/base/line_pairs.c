#include <assay/base/line_pairs.h>

#include <assay/base/err.h>

#include <stdlib.h>
#include <string.h>

/* Two lines that share something, in the order of both texts. */
struct bond {
    uint32_t a, b;
    uint64_t weight;
    uint64_t best;  /* weight of the best chain that ends here */
    size_t before;  /* the bond before it in that chain, SIZE_MAX: none */
    bool whole_end; /* both lines end together */
};

struct lines {
    struct str text;
    uint32_t *starts; /* count + 1 */
    uint8_t *touched; /* by a change */
    size_t count;
};

struct pairing {
    struct lines a, b;
    struct bond *bonds;
    size_t bond_count, bond_capacity;
    struct line_pair *pairs;
    size_t count;
};

static struct lines lines_of(struct str text, struct arena *arena)
{
    struct lines lines = {.text = text, .count = 1};
    size_t count = 0;

    for (size_t i = 0; i + 1 < text.len; i++)
        lines.count += text.ptr[i] == '\n';
    lines.starts = arena_alloc(arena, (lines.count + 1) * sizeof(*lines.starts));
    lines.touched = arena_zalloc(arena, lines.count, 1);
    lines.starts[count++] = 0;
    for (size_t i = 0; i + 1 < text.len; i++)
        if (text.ptr[i] == '\n')
            lines.starts[count++] = (uint32_t)i + 1;
    lines.starts[count] = (uint32_t)text.len;
    return lines;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static uint64_t glyphs_in(const char *text, size_t length)
{
    uint64_t count = 0;

    for (size_t i = 0; i < length; i++)
        count += !is_blank(text[i]);
    return count;
}

static uint64_t glyphs_of(const struct lines *lines, uint32_t line)
{
    return glyphs_in(lines->text.ptr + lines->starts[line],
                     lines->starts[line + 1] - lines->starts[line]);
}

/* ---- bonds ---- */

/* A glyph counts two, a line end that both have one: blank lines are worth something. */
static void add_bond(struct pairing *p, uint32_t a, uint32_t b, const char *text, size_t length)
{
    struct bond *last = p->bond_count ? &p->bonds[p->bond_count - 1] : NULL;
    bool end = length && text[length - 1] == '\n';

    if (!last || last->a != a || last->b != b) {
        p->bonds = array_grow(p->bonds, &p->bond_capacity, p->bond_count + 1, sizeof(*p->bonds));
        last = &p->bonds[p->bond_count++];
        *last = (struct bond){.a = a, .b = b, .before = SIZE_MAX};
    }
    last->weight += 2 * glyphs_in(text, length) + end;
    last->whole_end |= end;
}

static void touch(struct lines *lines, uint32_t *line, size_t from, size_t length)
{
    size_t end = from + length;

    if (length == 0)
        return;
    while (*line + 1 < lines->count && lines->starts[*line + 1] <= from)
        ++*line;
    lines->touched[*line] = 1;
    while (*line + 1 < lines->count && lines->starts[*line + 1] < end)
        lines->touched[++*line] = 1;
}

static void bind(struct pairing *p, uint32_t *a, uint32_t *b, const struct diff_part *part)
{
    size_t done = 0, end = part->a_length;

    while (done < end) {
        size_t at = part->a + done, until;

        while (*a + 1 < p->a.count && p->a.starts[*a + 1] <= at)
            ++*a;
        while (*b + 1 < p->b.count && p->b.starts[*b + 1] <= part->b + done)
            ++*b;
        /* The text is the same, so both lines end at the same place or go on behind the part. */
        until = *a + 1 < p->a.count && p->a.starts[*a + 1] < part->a + end
                    ? p->a.starts[*a + 1] - part->a
                    : end;
        add_bond(p, *a, *b, p->a.text.ptr + at, until - done);
        done = until;
    }
}

static void make_bonds(struct pairing *p, const struct word_diff *diff)
{
    uint32_t a = 0, b = 0;

    for (size_t i = 0; i < diff->count; i++) {
        const struct diff_part *part = &diff->parts[i];

        if (!part->changed) {
            bind(p, &a, &b, part);
            continue;
        }
        touch(&p->a, &a, part->a, part->a_length);
        touch(&p->b, &b, part->b, part->b_length);
    }
}

static bool is_enough(const struct pairing *p, const struct bond *bond)
{
    uint64_t a = glyphs_of(&p->a, bond->a), b = glyphs_of(&p->b, bond->b);
    uint64_t least = a < b ? a : b;

    if (least == 0)
        return a == b && bond->whole_end;
    return bond->weight / 2 * 4 >= least;
}

/* ---- the chain of bonds that weighs most ---- */

/* Bonds are in order, so all before the last compatible one are compatible too. */
static size_t best_chain(struct pairing *p)
{
    size_t *best_until = xmalloc(p->bond_count * sizeof(*best_until) + 1);
    size_t behind = 0, best = SIZE_MAX;

    for (size_t i = 0; i < p->bond_count; i++) {
        struct bond *bond = &p->bonds[i];

        while (behind < i && p->bonds[behind].a < bond->a && p->bonds[behind].b < bond->b)
            behind++;
        if (behind > 0)
            bond->before = best_until[behind - 1];
        bond->best = (is_enough(p, bond) ? bond->weight : 0) +
                     (bond->before == SIZE_MAX ? 0 : p->bonds[bond->before].best);
        if (!is_enough(p, bond))
            bond->weight = 0;
        if (best == SIZE_MAX || bond->best > p->bonds[best].best)
            best = i;
        best_until[i] = best;
    }
    free(best_until);
    return best;
}

/* ---- pairs ---- */

static void add_pair(struct pairing *p, uint32_t a, uint32_t b)
{
    p->pairs[p->count++] = (struct line_pair){
        a, b, a == LINE_NONE || b == LINE_NONE || p->a.touched[a] || p->b.touched[b]};
}

static void pair_between(struct pairing *p, uint32_t a, uint32_t a_end, uint32_t b, uint32_t b_end)
{
    while (a < a_end && b < b_end)
        add_pair(p, a++, b++);
    while (a < a_end)
        add_pair(p, a++, LINE_NONE);
    while (b < b_end)
        add_pair(p, LINE_NONE, b++);
}

/* The chain as a list in order: `before` becomes `next`. */
static size_t turn_round(struct pairing *p, size_t last)
{
    size_t next = SIZE_MAX;

    while (last != SIZE_MAX) {
        size_t before = p->bonds[last].before;

        p->bonds[last].before = next;
        next = last;
        last = before;
    }
    return next;
}

static void make_pairs(struct pairing *p, size_t last)
{
    uint32_t a = 0, b = 0;

    for (size_t i = turn_round(p, last); i != SIZE_MAX; i = p->bonds[i].before) {
        const struct bond *bond = &p->bonds[i];

        if (bond->weight == 0)
            continue;
        pair_between(p, a, bond->a, b, bond->b);
        add_pair(p, bond->a, bond->b);
        a = bond->a + 1;
        b = bond->b + 1;
    }
    pair_between(p, a, (uint32_t)p->a.count, b, (uint32_t)p->b.count);
}

struct line_pairs line_pairs_new(struct str a, struct str b, const struct word_diff *diff,
                                 struct arena *arena)
{
    struct pairing p = {.a = lines_of(a, arena), .b = lines_of(b, arena)};

    p.pairs = arena_alloc(arena, (p.a.count + p.b.count) * sizeof(*p.pairs));
    make_bonds(&p, diff);
    make_pairs(&p, best_chain(&p));
    free(p.bonds);
    return (struct line_pairs){p.pairs, p.count};
}
