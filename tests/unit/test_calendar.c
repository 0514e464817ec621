#include "check.h"

#include <assay/base/calendar.h>

#include <math.h>

static double days(const char *text)
{
    return calendar_days(str_of(text));
}

/* Python's datetime(...).timestamp() / 86400. */
TEST(a_time_is_the_day_that_python_makes_of_it)
{
    CHECK_NEAR(days("1970-01-01"), 0.0, 0.0);
    CHECK_NEAR(days("2025-10-22T03:50:45.137235"), 20383.160244643923, 1e-9);
    CHECK_NEAR(days("2026-01-22 15:39:20"), 20475.652314814815, 1e-9);
    CHECK_NEAR(days("2026-01-22T15:39:20.25+05:30"), 20475.42315104167, 1e-9);
    CHECK_NEAR(days("2026-01-22 15:39:20Z"), 20475.652314814815, 1e-9);
    CHECK_NEAR(days("2026-01-22 15:39:20-0800"), 20475.985648148147, 1e-9);
    CHECK_NEAR(days(" 2026/01/22 15:39 "), 20475.652083333334, 1e-9);
    CHECK_NEAR(days("1600-02-29"), -135081.0, 0.0);
    CHECK_NEAR(days("2400-02-29"), 157113.0, 0.0);
    CHECK_NEAR(days("1769096360.25"), 20475.652317708333, 1e-9);
}

TEST(months_may_have_names)
{
    CHECK_NEAR(days("October 30, 2025"), days("2025-10-30"), 0.0);
    CHECK_NEAR(days("Oct. 3 2025"), days("2025-10-03"), 0.0);
    CHECK_NEAR(days("30 october 2025 15:39"), days("2025-10-30 15:39"), 0.0);
    CHECK_NEAR(days("3 Sept 2025"), days("2025-09-03"), 0.0);
    CHECK(isnan(days("Oktober 30, 2025")));
    CHECK(isnan(days("Oc 30, 2025")));
    CHECK(isnan(days("October 32, 2025")));
    CHECK(isnan(days("October")));
    CHECK(isnan(days("30 October")));
    CHECK(isnan(days("October 30, 20251")));
}

TEST(what_is_no_time_has_no_day)
{
    static const char *const none[] = {"",           "yesterday",  "2026-13-01", "2026-02-29",
                                       "2026-00-10", "2026-1-2",   "1900-02-29", "26-01-22",
                                       "2026-01-32", "0000-01-01", "42",         "2026-01-221",
                                       "1e300",      "nan",        "-1769096360"};

    for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++)
        CHECK(isnan(days(none[i])));
}

TEST(a_date_with_a_broken_time_is_the_date)
{
    CHECK_NEAR(days("2026-01-22T99:00"), days("2026-01-22"), 0.0);
    CHECK_NEAR(days("2026-01-22 noon"), days("2026-01-22"), 0.0);
    CHECK_NEAR(days("2026-01-22T12:00:99"), days("2026-01-22T12:00"), 0.0);
}
