#include <assay/session/leaderboard.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Outcomes of the runs as bits, one row of words a run. */
struct bits {
    size_t words;
    uint64_t *passed, *scored; /* run * words */
};

static struct bits bits_of(const struct suite *suite, const struct leader *leaders, size_t count,
                           struct arena *arena)
{
    struct bits bits = {.words = suite->item_count / 64 + 1};

    bits.passed = arena_zalloc(arena, count * bits.words + 1, sizeof(uint64_t));
    bits.scored = arena_zalloc(arena, count * bits.words + 1, sizeof(uint64_t));
    for (size_t item = 0; item < suite->item_count; item++)
        for (size_t i = 0; i < count; i++) {
            enum suite_outcome outcome = suite_outcome_at(suite, item, leaders[i].run);
            size_t word = i * bits.words + item / 64;

            bits.passed[word] |= (uint64_t)(outcome == SUITE_PASS) << item % 64;
            bits.scored[word] |= (uint64_t)(outcome == SUITE_PASS || outcome == SUITE_FAIL)
                                 << item % 64;
        }
    return bits;
}

/* ---- order ---- */

static double rate_of(const struct suite *suite, uint32_t run)
{
    double rate = suite->runs[run].rates[0].rate;

    return isnan(rate) ? -1.0 : rate;
}

static struct leader *order_runs(const struct suite *suite, struct arena *arena)
{
    struct leader *leaders = arena_zalloc(arena, suite->run_count + 1, sizeof(*leaders));

    for (size_t i = 0; i < suite->run_count; i++) {
        struct leader leader = {.run = (uint32_t)i, .delta = NAN, .p = NAN, .p_holm = NAN};
        size_t at = i;

        for (; at > 0 && rate_of(suite, leaders[at - 1].run) < rate_of(suite, leader.run); at--)
            leaders[at] = leaders[at - 1];
        leaders[at] = leader;
    }
    for (size_t i = 0; i < suite->run_count; i++)
        leaders[i].place = suite->runs[leaders[i].run].rank;
    return leaders;
}

/* ---- pairs ---- */

static struct leader_pair pair_of(const struct bits *bits, const struct leader *leaders, size_t a,
                                  size_t b)
{
    const uint64_t *pa = bits->passed + a * bits->words, *pb = bits->passed + b * bits->words;
    const uint64_t *sa = bits->scored + a * bits->words, *sb = bits->scored + b * bits->words;
    struct leader_pair pair = {.a = leaders[a].run, .b = leaders[b].run};
    struct paired_counts *counts = &pair.counts;
    uint64_t shared = 0;

    for (size_t w = 0; w < bits->words; w++) {
        uint64_t both = sa[w] & sb[w];

        shared += (uint64_t)__builtin_popcountll(both);
        counts->both_right += (uint64_t)__builtin_popcountll(both & pa[w] & pb[w]);
        counts->fixed += (uint64_t)__builtin_popcountll(both & ~pa[w] & pb[w]);
        counts->broken += (uint64_t)__builtin_popcountll(both & pa[w] & ~pb[w]);
    }
    counts->both_wrong = shared - counts->both_right - counts->fixed - counts->broken;
    pair.delta = paired_delta(counts);
    pair.p = shared ? mcnemar_exact(counts->fixed, counts->broken) : NAN;
    return pair;
}

static void correct_pairs(struct leaderboard *board, struct leader_pair *pairs, struct arena *arena)
{
    double *p = arena_alloc(arena, (board->pair_count + 1) * sizeof(*p));
    double *adjusted = arena_alloc(arena, (board->pair_count + 1) * sizeof(*adjusted));

    for (size_t i = 0; i < board->pair_count; i++)
        p[i] = pairs[i].p;
    holm(p, board->pair_count, adjusted);
    for (size_t i = 0; i < board->pair_count; i++) {
        pairs[i].p_holm = adjusted[i];
        board->below_alpha += pairs[i].p < board->alpha;
        board->below_after_holm += pairs[i].p_holm < board->alpha;
    }
}

static void make_pairs(struct leaderboard *board, const struct bits *bits, size_t compared,
                       struct arena *arena, struct arena *scratch)
{
    struct leader_pair *pairs = arena_alloc(arena, (compared * compared / 2 + 1) * sizeof(*pairs));

    for (size_t a = 0; a < compared; a++)
        for (size_t b = a + 1; b < compared; b++)
            pairs[board->pair_count++] = pair_of(bits, board->leaders, a, b);
    board->pairs = pairs;
    correct_pairs(board, pairs, scratch);
}

/* ---- ranks ---- */

/* Pairs come leader by leader: those of leader a begin with the best of the others. */
static void give_ranks(struct leaderboard *board, struct leader *leaders, size_t compared)
{
    size_t next = 0;

    for (size_t i = 0; i < compared; i++)
        leaders[i].rank = 1;
    for (size_t a = 0; a < compared; a++)
        for (size_t b = a + 1; b < compared; b++) {
            const struct leader_pair *pair = &board->pairs[next++];

            if (pair->p_holm < board->alpha)
                leaders[pair->delta < 0.0 ? b : a].rank++;
            if (a > 0)
                continue;
            leaders[b].delta = pair->delta;
            leaders[b].p = pair->p;
            leaders[b].p_holm = pair->p_holm;
            leaders[b].shared = paired_n(&pair->counts);
        }
    for (size_t i = 0; i < compared; i++)
        board->level += leaders[i].rank == 1;
}

static struct cochran test_all(const struct suite *suite, const struct bits *bits, size_t compared,
                               struct arena *scratch)
{
    uint8_t *values = arena_alloc(scratch, suite->item_count * compared + 1);
    size_t samples = 0;

    for (size_t item = 0; item < suite->item_count; item++) {
        bool all = true;

        for (size_t i = 0; i < compared; i++) {
            size_t word = i * bits->words + item / 64;

            all = all && bits->scored[word] >> item % 64 & 1;
            values[samples * compared + i] = bits->passed[word] >> item % 64 & 1;
        }
        samples += all;
    }
    return cochran_q(values, samples, compared);
}

const struct leaderboard *leaderboard_new(const struct suite *suite, double alpha,
                                          struct arena *arena)
{
    struct leaderboard *board = arena_zalloc(arena, 1, sizeof(*board));
    struct leader *leaders = order_runs(suite, arena);
    size_t compared = suite->run_count < LEADERBOARD_RUNS ? suite->run_count : LEADERBOARD_RUNS;
    struct arena *scratch = arena_new();
    struct bits bits = bits_of(suite, leaders, compared, scratch);

    board->alpha = alpha;
    board->leaders = leaders;
    board->count = suite->run_count;
    make_pairs(board, &bits, compared, arena, scratch);
    give_ranks(board, leaders, compared);
    if (compared > 1)
        board->cochran = test_all(suite, &bits, compared, scratch);
    arena_free(scratch);
    return board;
}

bool leaderboard_pair(const struct leaderboard *board, size_t a, size_t b, struct leader_pair *pair)
{
    for (size_t i = 0; i < board->pair_count; i++) {
        *pair = board->pairs[i];
        if (pair->a == a && pair->b == b)
            return true;
        if (pair->a != b || pair->b != a)
            continue;
        pair->a = (uint32_t)a, pair->b = (uint32_t)b;
        pair->delta = -pair->delta;
        pair->counts.fixed = board->pairs[i].counts.broken;
        pair->counts.broken = board->pairs[i].counts.fixed;
        return true;
    }
    return false;
}

const struct leader *leaderboard_leader(const struct leaderboard *board, size_t run)
{
    for (size_t i = 0; i < board->count; i++)
        if (board->leaders[i].run == run)
            return &board->leaders[i];
    return NULL;
}

const char *leader_standing(const struct leader *leader)
{
    if (leader->rank == 0)
        return "not compared";
    if (isnan(leader->p_holm))
        return leader->shared || leader->place > 1 ? "no items in common" : "";
    return leader->rank == 1 ? "level with the best" : "behind";
}
