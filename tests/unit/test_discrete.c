#include "check.h"

#include "chi.h"

#include <assay/metrics/discrete.h>
#include <assay/metrics/multinomial.h>

#include <math.h>
#include <stdbool.h>

/* Chances by their definitions, with the logarithm of the factorial. */
static double poisson_chance(double mean, double k)
{
    return mean > 0.0 ? exp(k * log(mean) - mean - lgamma(k + 1.0)) : (double)(k == 0.0);
}

static double log_choose(double n, double k)
{
    return lgamma(n + 1.0) - lgamma(k + 1.0) - lgamma(n - k + 1.0);
}

static double binomial_chance(double n, double p, double k)
{
    return exp(log_choose(n, k) + k * log(p) + (n - k) * log1p(-p));
}

enum { NUMBERS = 8192 };

/* What the table says of every number below NUMBERS; the chance of all others returned. */
static double table_chances(const struct discrete *discrete, double *chances)
{
    size_t slots = (size_t)1 << (64 - discrete->shift);
    double sum = 0.0;

    for (size_t i = 0; i < NUMBERS; i++)
        chances[i] = 0.0;
    for (size_t i = 0; i < slots; i++) {
        double own = (double)(discrete->slots[i] >> 32) * 0x1p-32;
        size_t other = discrete->first + (uint32_t)discrete->slots[i];

        if (own > 0.0 && discrete->first + i < NUMBERS)
            chances[discrete->first + i] += own / (double)slots;
        if (other < NUMBERS)
            chances[other] += (1.0 - own) / (double)slots;
    }
    for (size_t i = 0; i < NUMBERS; i++)
        sum += chances[i];
    return 1.0 - sum;
}

TEST(poisson_tables_hold_the_chances_of_poissons_law)
{
    static const double means[] = {0.0, 1e-3, 0.5, 1.0, 3.7, 50.0, 800.25, 6000.0};
    static double chances[NUMBERS];
    struct arena *arena = arena_new();

    for (size_t i = 0; i < sizeof(means) / sizeof(means[0]); i++) {
        struct discrete discrete = discrete_poisson(means[i], arena);

        CHECK_NEAR(table_chances(&discrete, chances), 0.0, 1e-9);
        for (int k = 0; k < NUMBERS; k++)
            CHECK_NEAR(chances[k], poisson_chance(means[i], k), 0x1p-32);
    }
    arena_free(arena);
}

TEST(tables_of_coins_hold_the_chances_of_fair_coins)
{
    static const uint32_t coins[] = {0, 1, 2, 3, 10, 64, 1001, 15000};
    static double chances[NUMBERS];
    struct arena *arena = arena_new();

    for (size_t i = 0; i < sizeof(coins) / sizeof(coins[0]); i++) {
        struct discrete discrete = discrete_coins(coins[i], arena);

        CHECK_NEAR(table_chances(&discrete, chances), 0.0, 1e-9);
        for (uint32_t k = 0; k < NUMBERS; k++)
            CHECK_NEAR(chances[k], k > coins[i] ? 0.0 : binomial_chance(coins[i], .5, k), 0x1p-32);
    }
    arena_free(arena);
}

TEST(an_index_is_as_likely_as_its_weight)
{
    static const uint64_t weights[] = {1, 2, 0, 30, 4, 63};
    static double chances[NUMBERS];
    struct arena *arena = arena_new();
    struct discrete discrete = discrete_index(weights, 6, arena);

    CHECK_NEAR(table_chances(&discrete, chances), 0.0, 1e-9);
    for (size_t i = 0; i < 6; i++)
        CHECK_NEAR(chances[i], (double)weights[i] / 100.0, 0x1p-32);
    CHECK_NEAR(chances[2], 0.0, 0.0);
    discrete = discrete_index(weights, 1, arena);
    CHECK_NEAR(table_chances(&discrete, chances), 0.0, 1e-9);
    CHECK_NEAR(chances[0], 1.0, 1e-9);
    arena_free(arena);
}

TEST(draws_come_as_often_as_the_table_says)
{
    enum { DRAWS = 300000 };
    static unsigned seen[NUMBERS];
    struct arena *arena = arena_new();
    struct discrete discrete = discrete_poisson(40.5, arena);
    struct random random = random_new(4, 0);
    struct chi chi = {0};

    for (int i = 0; i < DRAWS; i++)
        seen[discrete_draw(&discrete, &random)]++;
    for (int k = 0; k < 200; k++)
        chi_add(&chi, seen[k], DRAWS * poisson_chance(40.5, k));
    CHECK(chi_holds(&chi));
    arena_free(arena);
}

/* ---- multinomial ---- */

enum { CELLS = 3, SIDE = 64 };

/* Three cells and at most 63 draws: every outcome counted. */
static void check_outcomes(const uint64_t *weights, unsigned draws, uint64_t seed)
{
    static unsigned seen[SIDE][SIDE];
    struct arena *arena = arena_new();
    struct multinomial *multinomial = multinomial_new(weights, CELLS, arena);
    struct random random = random_new(seed, 0);
    double n = (double)(weights[0] + weights[1] + weights[2]);
    struct chi chi = {0};

    for (unsigned i = 0; i < SIDE; i++)
        for (unsigned j = 0; j < SIDE; j++)
            seen[i][j] = 0;
    for (unsigned i = 0; i < draws; i++) {
        uint32_t drawn[2 * CELLS];

        multinomial_draw(multinomial, &random, drawn);
        CHECK_INT(drawn[0] + drawn[1] + drawn[2], n);
        seen[drawn[0]][drawn[1]]++;
    }
    for (int i = 0; i <= (int)n; i++)
        for (int j = 0; j <= (int)n - i; j++)
            chi_add(&chi, seen[i][j],
                    draws * binomial_chance(n, (double)weights[0] / n, i) *
                        binomial_chance(n - i, (double)weights[1] / (n - (double)weights[0]), j));
    CHECK(chi_holds(&chi));
    arena_free(arena);
}

TEST(a_multinomial_of_single_draws_has_the_chance_of_every_outcome)
{
    check_outcomes((const uint64_t[]){1, 2, 1}, 200000, 5);
    check_outcomes((const uint64_t[]){3, 1, 1}, 200000, 6);
}

TEST(a_multinomial_of_poisson_counts_has_the_chance_of_every_outcome)
{
    check_outcomes((const uint64_t[]){3, 2, 1}, 200000, 7);
    check_outcomes((const uint64_t[]){6, 3, 3}, 300000, 8);
    check_outcomes((const uint64_t[]){30, 20, 1}, 300000, 9);
}

/* Sums of cells are binomial too, which their covariance decides. */
TEST(cells_of_a_large_multinomial_and_their_sums_are_binomial)
{
    enum { COUNT = 5, N = 3000, DRAWS = 100000 };
    static const uint64_t weights[COUNT] = {1500, 900, 400, 199, 1};
    static unsigned seen[2 * COUNT][N + 1];
    struct arena *arena = arena_new();
    struct multinomial *multinomial = multinomial_new(weights, COUNT, arena);
    struct random random = random_new(10, 0);
    uint64_t weight = 0;

    for (int i = 0; i < DRAWS; i++) {
        uint32_t drawn[2 * COUNT], sum = 0;

        multinomial_draw(multinomial, &random, drawn);
        for (int cell = 0; cell < COUNT; cell++) {
            seen[cell][drawn[cell]]++;
            seen[COUNT + cell][sum += drawn[cell]]++;
        }
    }
    for (int cell = 0; cell < COUNT; cell++) {
        struct chi chi = {0}, of_sum = {0};

        weight += weights[cell];
        for (int k = 0; k <= N; k++) {
            double share = (double)weight / N;

            chi_add(&chi, seen[cell][k], DRAWS * binomial_chance(N, (double)weights[cell] / N, k));
            if (cell < COUNT - 1)
                chi_add(&of_sum, seen[COUNT + cell][k], DRAWS * binomial_chance(N, share, k));
        }
        CHECK(chi_holds(&chi));
        CHECK(cell == COUNT - 1 ? seen[COUNT + cell][N] == DRAWS : chi_holds(&of_sum));
    }
    arena_free(arena);
}
