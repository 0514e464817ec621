#include "check.h"

#include "chi.h"

#include <assay/metrics/random.h>

#include <stddef.h>

/* Vigna's splitmix64.c, first outputs of seed 1234567. */
TEST(the_state_is_filled_by_the_published_splitmix64)
{
    struct random random = random_new(1234567, 0);

    CHECK(random.state[0] == UINT64_C(6457827717110365317));
    CHECK(random.state[1] == UINT64_C(3203168211198807973));
    CHECK(random.state[2] == UINT64_C(9817491932198370423));
    CHECK(random.state[3] == UINT64_C(4593380528125082431));
}

/* Blackman and Vigna's xoshiro256starstar.c, first outputs of state 1, 2, 3, 4; the same ones are
 * in the tests of Rust's rand_xoshiro. */
TEST(the_generator_gives_the_published_numbers)
{
    static const uint64_t published[] = {
        UINT64_C(11520),
        UINT64_C(0),
        UINT64_C(1509978240),
        UINT64_C(1215971899390074240),
        UINT64_C(1216172134540287360),
        UINT64_C(607988272756665600),
        UINT64_C(16172922978634559625),
        UINT64_C(8476171486693032832),
        UINT64_C(10595114339597558777),
        UINT64_C(2904607092377533576),
    };
    struct random random = {{1, 2, 3, 4}};

    for (size_t i = 0; i < sizeof(published) / sizeof(published[0]); i++)
        CHECK(random_next(&random) == published[i]);
}

TEST(streams_of_a_seed_differ_and_are_the_same_each_time)
{
    struct random first = random_new(7, 0), second = random_new(7, 1), again = random_new(7, 1);
    unsigned same = 0;

    for (int i = 0; i < 1000; i++) {
        uint64_t number = random_next(&second);

        same += random_next(&first) == number;
        CHECK(random_next(&again) == number);
    }
    CHECK_INT(same, 0);
}

TEST(units_fill_their_range_evenly)
{
    enum { BINS = 64, DRAWS = 200000 };
    struct random random = random_new(1, 0);
    struct chi chi = {0};
    unsigned seen[BINS] = {0};

    for (int i = 0; i < DRAWS; i++) {
        double unit = random_unit(&random);

        if (CHECK(unit >= 0.0 && unit < 1.0))
            seen[(size_t)(unit * BINS)]++;
    }
    for (int i = 0; i < BINS; i++)
        chi_add(&chi, seen[i], (double)DRAWS / BINS);
    CHECK(chi_holds(&chi));
}

TEST(numbers_below_a_bound_are_equally_likely)
{
    enum { DRAWS = 70000 };
    struct random random = random_new(2, 0);
    struct chi chi = {0};
    unsigned seen[7] = {0};

    for (int i = 0; i < DRAWS; i++)
        seen[random_below(&random, 7)]++;
    for (int i = 0; i < 7; i++)
        chi_add(&chi, seen[i], DRAWS / 7.0);
    CHECK(chi_holds(&chi));
    CHECK_INT(random_below(&random, 1), 0);
}

/* Without rejection each third number below 3 x 2^62 would come twice as often as the others. */
TEST(numbers_below_a_very_large_bound_are_equally_likely)
{
    enum { DRAWS = 30000 };
    struct random random = random_new(3, 0);
    struct chi chi = {0};
    unsigned seen[3] = {0};

    for (int i = 0; i < DRAWS; i++)
        seen[random_below(&random, UINT64_C(3) << 62) % 3]++;
    for (int i = 0; i < 3; i++)
        chi_add(&chi, seen[i], DRAWS / 3.0);
    CHECK(chi_holds(&chi));
}
