#include "coverage.h"

#include <assay/base/arena.h>
#include <assay/model/labels.h>

#include <math.h>
#include <stdbool.h>

/* Chances are whole numbers of this part of one, so that they can be drawn from and counted. */
#define ONE 1e12

enum { LABELS = 6, CELLS_MOST = LABELS * LABELS * LABELS };

struct design {
    struct arena *arena;
    size_t labels, count;
    struct joint_cell chances[CELLS_MOST], drawn[CELLS_MOST];
    struct joint joint; /* of drawn */
};

static struct design *design_new(size_t labels)
{
    struct arena *arena = arena_new();
    struct design *design = arena_zalloc(arena, 1, sizeof(*design));

    design->arena = arena;
    design->labels = labels;
    return design;
}

void design_free(struct design *design)
{
    arena_free(design->arena);
}

/* Cells without chance are left out. */
static void add_cell(struct design *design, size_t truth, size_t a, size_t b, double chance)
{
    if (llround(chance * ONE) > 0)
        design->chances[design->count++] = (struct joint_cell){
            .truth = (uint16_t)truth,
            .a = (uint16_t)a,
            .b = (uint16_t)b,
            .count = (uint64_t)llround(chance * ONE),
        };
}

/* Of a pair of indicators. */
struct chances {
    double both, fixed, broken, neither;
};

static struct chances chances_of(double a, double b, double correlation)
{
    double wanted = a * b + correlation * sqrt(a * (1.0 - a) * b * (1.0 - b));
    double both = fmin(wanted, fmin(a, b));

    return (struct chances){both, b - both, a - both, 1.0 - a - b + both};
}

struct design *design_answers(double a, double b, double correlation)
{
    struct design *design = design_new(1);
    struct chances chances = chances_of(a, b, correlation);

    add_cell(design, 0, 0, 0, chances.both);
    add_cell(design, 0, 0, LABEL_INVALID, chances.broken);
    add_cell(design, 0, LABEL_INVALID, 0, chances.fixed);
    add_cell(design, 0, LABEL_INVALID, LABEL_INVALID, chances.neither);
    return design;
}

static const double shares[LABELS] = {.30, .22, .18, .14, .10, .06};
static const double recalls[LABELS] = {.90, .85, .80, .75, .65, .55};

/* That a wrong answer of that truth is `answer`. */
static double wrong_share(size_t truth, size_t answer)
{
    return shares[answer] / (1.0 - shares[truth]);
}

static double both_wrong_share(size_t truth, size_t a, size_t b)
{
    double apart = wrong_share(truth, a) * wrong_share(truth, b);

    return 0.5 * (apart + (a == b ? wrong_share(truth, a) : 0.0));
}

static double cell_chance(const struct chances *chances, size_t truth, size_t a, size_t b)
{
    if (a == truth && b == truth)
        return chances->both;
    if (a == truth)
        return chances->broken * wrong_share(truth, b);
    if (b == truth)
        return chances->fixed * wrong_share(truth, a);
    return chances->neither * both_wrong_share(truth, a, b);
}

struct design *design_labels(double gain, double correlation)
{
    struct design *design = design_new(LABELS);

    for (size_t truth = 0; truth < LABELS; truth++) {
        struct chances chances = chances_of(recalls[truth], recalls[truth] + gain, correlation);

        for (size_t a = 0; a < LABELS; a++)
            for (size_t b = 0; b < LABELS; b++)
                add_cell(design, truth, a, b, shares[truth] * cell_chance(&chances, truth, a, b));
    }
    return design;
}

double design_delta(const struct design *design, margins_function *of_margins, size_t label)
{
    struct arena *arena = arena_new();
    struct joint joint = {
        .labels = design->labels, .cells = design->chances, .cell_count = design->count};
    struct margins a, b;
    double delta;

    for (size_t i = 0; i < design->count; i++)
        joint.pairs += design->chances[i].count;
    a = margins_of(joint_confusion(&joint, JOINT_A, arena));
    b = margins_of(joint_confusion(&joint, JOINT_B, arena));
    delta = of_margins(&b, label) - of_margins(&a, label);
    arena_free(arena);
    return delta;
}

static double log_binomial(double n, double k)
{
    return lgamma(n + 1.0) - lgamma(k + 1.0) - lgamma(n - k + 1.0);
}

/* Successes in n trials: inversion, from the likeliest number outwards to both sides. */
static uint64_t draw_binomial(uint64_t n, double p, struct random *random)
{
    double size = (double)n, odds = p / (1.0 - p), left = random_unit(random);
    double below = floor((size + 1.0) * p), above = below, down, up;

    if (n == 0 || p <= 0.0 || p >= 1.0)
        return p >= 1.0 ? n : 0;
    down = up = exp(log_binomial(size, below) + below * log(p) + (size - below) * log1p(-p));
    left -= down;
    /* What rounding left of 1 ends the search where nothing is added any more. */
    while (left > 0.0 && (down > 0.0 || up > 0.0)) {
        down *= below / (size - below + 1.0) / odds;
        up *= (size - above) / (above + 1.0) * odds;
        below -= 1.0;
        above += 1.0;
        left -= up;
        if (left <= 0.0)
            return (uint64_t)above;
        left -= down;
        if (left <= 0.0)
            return (uint64_t)below;
    }
    return (uint64_t)floor((size + 1.0) * p);
}

/* A chain of conditional binomials. */
const struct joint *design_draw(struct design *design, uint64_t n, struct random *random)
{
    double chance_left = ONE;
    uint64_t pairs_left = n;
    size_t count = 0;

    for (size_t i = 0; i < design->count; i++) {
        double chance = (double)design->chances[i].count;
        bool is_last = i + 1 == design->count;
        uint64_t drawn =
            is_last ? pairs_left : draw_binomial(pairs_left, chance / chance_left, random);

        chance_left -= chance;
        pairs_left -= drawn;
        if (drawn > 0) {
            design->drawn[count] = design->chances[i];
            design->drawn[count++].count = drawn;
        }
    }
    design->joint = (struct joint){
        .labels = design->labels, .cells = design->drawn, .cell_count = count, .pairs = n};
    return &design->joint;
}

/* ---- clusters ---- */

static struct joint_cell draw_cell(const struct design *design, struct random *random)
{
    double left = random_unit(random) * ONE;
    size_t i = 0;

    while (i + 1 < design->count && left >= (double)design->chances[i].count)
        left -= (double)design->chances[i++].count;
    return design->chances[i];
}

struct design_pairs design_draw_clusters(const struct design *design, size_t clusters, size_t size,
                                         struct random *random, struct arena *arena)
{
    size_t pairs = clusters * size;
    uint16_t *truth = arena_alloc(arena, pairs * sizeof(*truth));
    uint16_t *a = arena_alloc(arena, pairs * sizeof(*a));
    uint16_t *b = arena_alloc(arena, pairs * sizeof(*b));
    uint32_t *cluster = arena_alloc(arena, pairs * sizeof(*cluster));
    struct joint_cell shared = {0};

    for (size_t i = 0; i < pairs; i++) {
        struct joint_cell cell;

        if (i % size == 0)
            shared = draw_cell(design, random);
        cell = random_unit(random) < 0.7 ? shared : draw_cell(design, random);
        truth[i] = cell.truth, a[i] = cell.a, b[i] = cell.b;
        cluster[i] = (uint32_t)(i / size);
    }
    return (struct design_pairs){
        joint_new(truth, a, b, pairs, design->labels, arena),
        joint_clusters_new(truth, a, b, cluster, pairs, design->labels, arena)};
}

/* ---- shared by the tables ---- */

bool coverage_holds(struct interval interval, double value)
{
    /* Ends and value may be the same number reached in different ways. */
    return interval.low - 1e-12 <= value && value <= interval.high + 1e-12;
}

double coverage_percent(uint64_t part, uint64_t of)
{
    return 100.0 * (double)part / (double)of;
}

double coverage_normal(struct random *random)
{
    double sum = -6.0;

    for (int i = 0; i < 12; i++)
        sum += random_unit(random);
    return sum;
}
