/*
 * Unit tests. A test is a claim:
 *
 *     TEST(kappa_of_perfect_agreement_is_one)
 *     {
 *         CHECK_NEAR(kappa(...), 1.0, 1e-12);
 *     }
 *
 * It registers itself; tests/unit/main.c runs all of them, or those whose name contains one of its
 * arguments, in the order of file and line. A failed check prints its place and the test goes on;
 * each check returns whether it held, for tests that cannot continue without it.
 *
 * CHECK_INT compares whole numbers as long long; CHECK_NEAR holds when |is - wanted| <= tolerance,
 * when both are NAN, or when both are the same infinity; CHECK_STR compares NUL-ended text and
 * takes NULL. SKIP ends nothing by itself: return after it.
 */
#ifndef ASSAY_TESTS_CHECK_H
#define ASSAY_TESTS_CHECK_H

#include <stdbool.h>

struct test {
    const char *name;
    const char *file;
    int line;
    void (*run)(void);
    struct test *next;
};

struct check_place {
    const char *file;
    int line;
    const char *expression;
};

void test_register(struct test *test);
bool check_true(struct check_place place, bool holds);
bool check_int(struct check_place place, long long is, long long wanted);
bool check_near(struct check_place place, double is, double wanted, double tolerance);
bool check_str(struct check_place place, const char *is, const char *wanted);
void check_skip(const char *why);

#define TEST(claim)                                                                                \
    static void test_##claim(void);                                                                \
    __attribute__((constructor)) static void register_##claim(void)                                \
    {                                                                                              \
        static struct test test = {#claim, __FILE__, __LINE__, test_##claim, 0};                   \
        test_register(&test);                                                                      \
    }                                                                                              \
    static void test_##claim(void)

#define CHECK_PLACE(text)                 ((struct check_place){__FILE__, __LINE__, text})
#define CHECK(condition)                  check_true(CHECK_PLACE(#condition), (condition))
#define CHECK_INT(is, wanted)             check_int(CHECK_PLACE(#is), (long long)(is), (long long)(wanted))
#define CHECK_NEAR(is, wanted, tolerance) check_near(CHECK_PLACE(#is), is, wanted, tolerance)
#define CHECK_STR(is, wanted)             check_str(CHECK_PLACE(#is), is, wanted)
#define SKIP(why)                         check_skip(why)

#endif
