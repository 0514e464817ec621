#include <assay/base/sequence_diff.h>

#include <string.h>

/* Part of both sequences: [a, a_end) and [b, b_end). */
struct box {
    size_t a, a_end, b, b_end;
};

/* What is left of a sequence: items that the other one has too, and where they stood. */
struct kept {
    uint32_t *items, *at;
    size_t count;
};

struct search {
    struct kept a, b;
    int32_t *forward, *backward; /* farthest place on a diagonal, by its number from -b to a */
    uint64_t left;               /* steps */
    bool complete;
    uint32_t *match;
};

/* A stretch of matches in the middle of a shortest script: from (a, b) to (a_end, b_end). */
struct snake {
    size_t a, b, a_end, b_end;
};

static void match_items(struct search *search, size_t a, size_t b, size_t count)
{
    for (size_t i = 0; i < count; i++)
        search->match[search->a.at[a + i]] = search->b.at[b + i];
}

static void trim(struct search *search, struct box *box)
{
    while (box->a < box->a_end && box->b < box->b_end &&
           search->a.items[box->a] == search->b.items[box->b])
        match_items(search, box->a++, box->b++, 1);
    while (box->a < box->a_end && box->b < box->b_end &&
           search->a.items[box->a_end - 1] == search->b.items[box->b_end - 1])
        match_items(search, --box->a_end, --box->b_end, 1);
}

enum way { FORWARD, BACKWARD };

/* Items of a and b at a place, counted from the end when going backward. */
static bool same_at(const struct search *search, const struct box *box, enum way way, long x,
                    long y)
{
    if (way == FORWARD)
        return search->a.items[box->a + (size_t)x] == search->b.items[box->b + (size_t)y];
    return search->a.items[box->a_end - 1 - (size_t)x] ==
           search->b.items[box->b_end - 1 - (size_t)y];
}

/*
 * One edit more on every diagonal that lies in the box, from one end. True when a path met one from
 * the other end; *snake is then where.
 */
static bool advance(struct search *search, const struct box *box, enum way way, long edits,
                    struct snake *snake)
{
    long n = (long)(box->a_end - box->a), m = (long)(box->b_end - box->b), delta = n - m;
    int32_t *own = (way == FORWARD ? search->forward : search->backward) + m + 1;
    const int32_t *other = (way == FORWARD ? search->backward : search->forward) + m + 1;
    /* Going forward the other end is an edit behind; they meet there when delta is odd. */
    long behind = way == FORWARD ? edits - 1 : edits;
    bool may_meet = (delta % 2 != 0) == (way == FORWARD);
    long low = edits > m ? edits - 2 * m : -edits, high = edits > n ? 2 * n - edits : edits;

    for (long k = low; k <= high; k += 2) {
        bool down = k == -edits || (k != edits && own[k - 1] < own[k + 1]);
        long x = down ? own[k + 1] : own[k - 1] + 1, y = x - k, from = x;

        while (x < n && y < m && same_at(search, box, way, x, y))
            x++, y++;
        own[k] = (int32_t)x;
        search->left -=
            search->left < (uint64_t)(x - from) + 1 ? search->left : (uint64_t)(x - from) + 1;
        if (!may_meet || delta - k < -behind || delta - k > behind || x + other[delta - k] < n)
            continue;
        *snake = way == FORWARD
                     ? (struct snake){box->a + (size_t)from, box->b + (size_t)(from - k),
                                      box->a + (size_t)x, box->b + (size_t)y}
                     : (struct snake){box->a_end - (size_t)x, box->b_end - (size_t)y,
                                      box->a_end - (size_t)from, box->b_end - (size_t)(from - k)};
        return true;
    }
    return false;
}

static bool find_snake(struct search *search, const struct box *box, struct snake *snake)
{
    size_t first = box->b_end - box->b + 2; /* diagonal 1 */

    search->forward[first] = search->backward[first] = 0;
    for (long edits = 0; search->left > 0; edits++)
        if (advance(search, box, FORWARD, edits, snake) ||
            advance(search, box, BACKWARD, edits, snake))
            return true;
    return false;
}

/* A snake halves the edits, so this goes no deeper than their logarithm. */
static void find_matches(struct search *search, struct box box)
{
    struct snake snake;

    trim(search, &box);
    if (box.a == box.a_end || box.b == box.b_end)
        return;
    if (!find_snake(search, &box, &snake)) {
        search->complete = false;
        return;
    }
    find_matches(search, (struct box){box.a, snake.a, box.b, snake.b});
    match_items(search, snake.a, snake.b, snake.a_end - snake.a);
    find_matches(search, (struct box){snake.a_end, box.a_end, snake.b_end, box.b_end});
}

/* The items of [from, to) that the other sequence has too. */
static struct kept keep(struct sequence sequence, size_t from, size_t to, const uint8_t *in_other,
                        struct arena *scratch)
{
    struct kept kept = {arena_alloc(scratch, (to - from) * sizeof(uint32_t) + 1),
                        arena_alloc(scratch, (to - from) * sizeof(uint32_t) + 1), 0};

    for (size_t i = from; i < to; i++)
        if (in_other[sequence.items[i]]) {
            kept.items[kept.count] = sequence.items[i];
            kept.at[kept.count++] = (uint32_t)i;
        }
    return kept;
}

static uint8_t *present(struct sequence sequence, size_t from, size_t to, uint32_t numbers,
                        struct arena *scratch)
{
    uint8_t *is = arena_zalloc(scratch, numbers ? numbers : 1, 1);

    for (size_t i = from; i < to; i++)
        is[sequence.items[i]] = 1;
    return is;
}

bool sequence_diff(struct sequence a, struct sequence b, uint32_t numbers, uint64_t *steps,
                   uint32_t *match_of_a, struct arena *scratch)
{
    size_t from = 0, least = a.count < b.count ? a.count : b.count, end = 0, diagonals;
    struct search search = {.left = *steps, .complete = true, .match = match_of_a};

    memset(match_of_a, 0xff, a.count * sizeof(*match_of_a));
    for (; from < least && a.items[from] == b.items[from]; from++)
        match_of_a[from] = (uint32_t)from;
    for (; end < least - from && a.items[a.count - 1 - end] == b.items[b.count - 1 - end]; end++)
        match_of_a[a.count - 1 - end] = (uint32_t)(b.count - 1 - end);
    search.a =
        keep(a, from, a.count - end, present(b, from, b.count - end, numbers, scratch), scratch);
    search.b =
        keep(b, from, b.count - end, present(a, from, a.count - end, numbers, scratch), scratch);
    diagonals = search.a.count + search.b.count + 3;
    search.forward = arena_alloc(scratch, diagonals * sizeof(int32_t));
    search.backward = arena_alloc(scratch, diagonals * sizeof(int32_t));
    find_matches(&search, (struct box){0, search.a.count, 0, search.b.count});
    *steps -= search.left;
    return search.complete;
}
