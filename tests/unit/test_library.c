#include "check.h"

#include <assay/base/library.h>

#include <math.h>
#include <string.h>

struct maths {
    __typeof__(cos) *cos;
    __typeof__(ldexp) *ldexp;
};

static const struct library_call calls[] = {
    {"ldexp", offsetof(struct maths, ldexp)},
    {"cos", offsetof(struct maths, cos)},
};
enum { CALLS = sizeof(calls) / sizeof(calls[0]) };

TEST(the_functions_of_a_library_are_called_through_the_table)
{
    struct maths maths = {NULL, NULL};
    struct err err;

    CHECK(library_open("libm.so.6", calls, CALLS, &maths, &err));
    CHECK_NEAR(maths.cos(0.0), 1.0, 0.0);
    CHECK_NEAR(maths.ldexp(0.75, 4), 12.0, 0.0);
}

TEST(a_library_that_is_not_there_is_named)
{
    struct maths maths;
    struct err err;

    CHECK(!library_open("libassay-none.so.1", calls, CALLS, &maths, &err));
    CHECK_INT(err.code, ERR_UNSUPPORTED);
    CHECK(strncmp(err.text, "libassay-none.so.1: ", 20) == 0);
}

TEST(a_library_that_lacks_a_function_is_refused_by_the_function)
{
    static const struct library_call unknown[] = {
        {"cos", offsetof(struct maths, cos)},
        {"assay_has_no_such_function", offsetof(struct maths, ldexp)},
    };
    struct maths maths;
    struct err err;

    CHECK(!library_open("libm.so.6", unknown, 2, &maths, &err));
    CHECK_INT(err.code, ERR_UNSUPPORTED);
    CHECK(strstr(err.text, "assay_has_no_such_function") != NULL);
}
