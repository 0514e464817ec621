#include <assay/base/rising.h>

#include "check.h"

#include <math.h>

TEST(a_number_is_found_where_it_first_stands)
{
    static const double values[] = {-INFINITY, -2.0, 0.0, 0.0, 0.5, 7.0, INFINITY};

    CHECK_INT(rising_find(values, 7, -INFINITY), 0);
    CHECK_INT(rising_find(values, 7, 0.0), 2);
    CHECK_INT(rising_find(values, 7, 7.0), 5);
    CHECK_INT(rising_find(values, 7, INFINITY), 6);
}

TEST(a_number_between_beyond_or_none_is_not_found)
{
    static const double values[] = {1.0, 2.0, 4.0};

    CHECK(rising_find(values, 3, 3.0) == SIZE_MAX);
    CHECK(rising_find(values, 3, 0.0) == SIZE_MAX);
    CHECK(rising_find(values, 3, 5.0) == SIZE_MAX);
    CHECK(rising_find(values, 3, NAN) == SIZE_MAX);
    CHECK(rising_find(NULL, 0, 1.0) == SIZE_MAX);
}
