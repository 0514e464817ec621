#include <assay/cmd/suite_leaders.h>

#include <assay/base/fmt.h>
#include <assay/report/table.h>

#include <math.h>
#include <stdlib.h>

enum { PAIRS_SHOWN = 10 };

/* ---- text ---- */

static void rate_cells(struct table *table, const struct suite_rate *rate, struct arena *arena)
{
    table_cell(table, rate->split ? rate->split : "all");
    table_cell(table, fmt_count(arena, rate->passed));
    table_cell(table, fmt_count(arena, rate->scored));
    table_cell(table, fmt_share(arena, rate->rate));
    table_cellf(table, "[%s, %s]", fmt_share(arena, rate->interval.low),
                fmt_share(arena, rate->interval.high));
}

static void against_best(struct table *table, const struct leader *leader, struct arena *arena)
{
    bool compared = !isnan(leader->p);

    table_cell(table, compared ? fmt_delta(arena, leader->delta, 4) : "");
    table_cell(table, compared ? fmt_p_value(arena, leader->p) : "");
    table_cell(table, compared ? fmt_p_value(arena, leader->p_holm) : "");
    table_cell(table, leader_standing(leader));
}

static void write_rates(const struct suite *suite, const struct leaderboard *board,
                        struct arena *arena, struct buf *out)
{
    static const char *const titles[] = {"rank", "run",  "split", "passed", "of", "rate",
                                         "95 %", "best", "p",     "p Holm", ""};
    struct table *table = table_new(arena, "rllrrrlrrrl", titles);

    for (size_t i = 0; i < board->count; i++) {
        const struct leader *leader = &board->leaders[i];
        const struct suite_run *run = &suite->runs[leader->run];

        for (size_t s = 0; s <= suite->split_count; s++) {
            if (run->rates[s].scored == 0)
                continue;
            if (s)
                table_cell(table, "");
            else
                table_cellf(table, "%u", (unsigned)leader->place);
            table_cell(table, s ? "" : run->name);
            rate_cells(table, &run->rates[s], arena);
            if (s == 0)
                against_best(table, leader, arena);
            for (int blank = 0; s && blank < 4; blank++)
                table_cell(table, "");
        }
    }
    table_write(table, 2, 0, out);
}

static int by_p(const void *a, const void *b)
{
    const struct leader_pair *x = *(const struct leader_pair *const *)a;
    const struct leader_pair *y = *(const struct leader_pair *const *)b;

    /* Equal ones as the board has them, so that every machine prints the same. */
    return x->p == y->p ? (x > y) - (x < y) : (x->p > y->p) - (x->p < y->p);
}

/* Pairs that a single test would tell apart, the surest first. */
static void write_pairs(const struct suite *suite, const struct leaderboard *board,
                        struct arena *arena, struct buf *out)
{
    static const char *const titles[] = {"A", "B", "fixed", "broken", "delta", "p", "p Holm"};
    const struct leader_pair **found = arena_alloc(arena, board->below_alpha * sizeof(*found));
    struct table *table = table_new(arena, "llrrrrr", titles);
    size_t count = 0;

    for (size_t i = 0; i < board->pair_count; i++)
        if (board->pairs[i].p < board->alpha)
            found[count++] = &board->pairs[i];
    qsort(found, count, sizeof(*found), by_p);
    for (size_t i = 0; i < count && i < PAIRS_SHOWN; i++) {
        table_cell(table, suite->runs[found[i]->a].name);
        table_cell(table, suite->runs[found[i]->b].name);
        table_cell(table, fmt_count(arena, found[i]->counts.fixed));
        table_cell(table, fmt_count(arena, found[i]->counts.broken));
        table_cell(table, fmt_delta(arena, found[i]->delta, 4));
        table_cell(table, fmt_p_value(arena, found[i]->p));
        table_cell(table, fmt_p_value(arena, found[i]->p_holm));
    }
    table_write(table, 2, 0, out);
    if (count > PAIRS_SHOWN)
        buf_addf(out, "  %zu more (--json lists all pairs)\n", count - PAIRS_SHOWN);
}

void suite_leaders_text(const struct suite *suite, const struct leaderboard *board,
                        struct arena *arena, struct buf *out)
{
    write_rates(suite, board, arena, out);
    if (board->pair_count == 0)
        return;
    buf_addf(out, "\nPairs of runs over the items of both (McNemar, exact)\n");
    buf_addf(out, "  %zu of %zu below %s, %zu after Holm over all pairs\n", board->below_alpha,
             board->pair_count, fmt_share(arena, board->alpha), board->below_after_holm);
    if (board->cochran.samples)
        buf_addf(out, "  all runs together: Cochran's Q %s, p %s, over %s\n",
                 fmt_fixed(arena, board->cochran.q, 2), fmt_p_value(arena, board->cochran.p),
                 fmt_counted(arena, board->cochran.samples, "item"));
    if (board->below_alpha)
        write_pairs(suite, board, arena, out);
}

/* ---- JSON ---- */

static void json_rates(struct json_out *json, const struct suite *suite,
                       const struct suite_run *run)
{
    json_out_open(json, "rates", '[');
    for (size_t s = 0; s <= suite->split_count; s++) {
        json_out_open(json, NULL, '{');
        json_out_text(json, "split", run->rates[s].split);
        json_out_count(json, "scored", run->rates[s].scored);
        json_out_count(json, "passed", run->rates[s].passed);
        json_out_number(json, "rate", run->rates[s].rate);
        json_out_number(json, "low", run->rates[s].interval.low);
        json_out_number(json, "high", run->rates[s].interval.high);
        json_out_close(json);
    }
    json_out_close(json);
}

static void json_leader(struct json_out *json, const struct leader *leader)
{
    json_out_count(json, "level_rank", leader->rank);
    json_out_open(json, "against_best", '{');
    json_out_number(json, "delta", leader->delta);
    json_out_count(json, "items", leader->shared);
    json_out_number(json, "p", leader->p);
    json_out_number(json, "p_holm", leader->p_holm);
    json_out_close(json);
}

static void json_pair(struct json_out *json, const struct suite *suite,
                      const struct leader_pair *pair)
{
    json_out_open(json, NULL, '{');
    json_out_text(json, "a", suite->runs[pair->a].name);
    json_out_text(json, "b", suite->runs[pair->b].name);
    json_out_count(json, "both_right", pair->counts.both_right);
    json_out_count(json, "fixed", pair->counts.fixed);
    json_out_count(json, "broken", pair->counts.broken);
    json_out_count(json, "both_wrong", pair->counts.both_wrong);
    json_out_number(json, "delta", pair->delta);
    json_out_number(json, "p", pair->p);
    json_out_number(json, "p_holm", pair->p_holm);
    json_out_close(json);
}

void suite_leaders_json(const struct suite *suite, const struct leaderboard *board,
                        struct json_out *json)
{
    json_out_open(json, "runs", '[');
    for (size_t i = 0; i < suite->run_count; i++) {
        json_out_open(json, NULL, '{');
        json_out_text(json, "run", suite->runs[i].name);
        json_out_count(json, "rank", suite->runs[i].rank);
        json_leader(json, leaderboard_leader(board, i));
        json_rates(json, suite, &suite->runs[i]);
        json_out_close(json);
    }
    json_out_close(json);
    json_out_open(json, "pairs", '[');
    for (size_t i = 0; i < board->pair_count; i++)
        json_pair(json, suite, &board->pairs[i]);
    json_out_close(json);
    json_out_open(json, "cochran", '{');
    json_out_number(json, "q", board->cochran.q);
    json_out_number(json, "p", board->cochran.p);
    json_out_count(json, "items", board->cochran.samples);
    json_out_close(json);
}
