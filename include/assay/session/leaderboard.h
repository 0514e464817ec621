/*
 * Leaderboard: runs over the same items in the order of their rates, and which of them the data can
 * tell apart.
 *
 * Every two runs are held against each other over the items both scored (McNemar, exact), and p is
 * corrected (Holm) over all pairs. Two runs are level when p after that is not below alpha. Places
 * are those of the rates, equal rates share one; `rank` regards the evidence: 1 + the runs that are
 * better and not level. So all runs of rank 1 are level with the best, and the one with the highest
 * rate is among them, but of two runs of one rank the first may be better than the second.
 *
 * Cochran's Q asks whether the runs differ at all, over the items that all of them scored.
 *
 * Up to LEADERBOARD_RUNS runs; of more, only those with the highest rates are compared, the others
 * have rank 0. Lives in the arena, the suite must outlive it. O(runs^2 items / 64).
 */
#ifndef ASSAY_SESSION_LEADERBOARD_H
#define ASSAY_SESSION_LEADERBOARD_H

#include <assay/metrics/paired.h>
#include <assay/metrics/significance.h>
#include <assay/session/suite.h>

enum { LEADERBOARD_RUNS = 200 };

/* Two runs by their numbers in the suite; B is held against A. */
struct leader_pair {
    uint32_t a, b;
    struct paired_counts counts;
    double delta; /* rate of B minus that of A over the items of both; NAN when none */
    double p, p_holm;
};

struct leader {
    uint32_t run;   /* of the suite */
    uint32_t place; /* by rate, from 1 */
    uint32_t rank;  /* 1 + runs that are better and not level; 0: not compared */
    /* Against the best, which is the first leader; NAN for itself. */
    double delta, p, p_holm;
    uint64_t shared; /* items both scored */
};

struct leaderboard {
    double alpha;
    const struct leader *leaders; /* by rate, then by the order of the suite */
    size_t count;
    size_t level; /* of rank 1 */
    const struct leader_pair *pairs;
    size_t pair_count;
    size_t below_alpha, below_after_holm; /* pairs with p, with p_holm below alpha */
    struct cochran cochran;               /* samples 0 when no item was scored by all */
};

/* alpha where nobody says otherwise */
#define LEADERBOARD_ALPHA 0.05

const struct leaderboard *leaderboard_new(const struct suite *suite, double alpha,
                                          struct arena *arena);
/* Where the suite's run stands; NULL: none of its runs. */
const struct leader *leaderboard_leader(const struct leaderboard *board, size_t run);
/*
 * "level with the best", "behind", "not compared", "no items in common"; "" for the best itself.
 */
const char *leader_standing(const struct leader *leader);
/* The two runs of the suite against each other, turned so that `a` is A. False: not compared. */
bool leaderboard_pair(const struct leaderboard *board, size_t a, size_t b,
                      struct leader_pair *pair);

#endif
