#include "check.h"

#include <assay/tui/canvas.h>
#include <assay/tui/name_pair.h>

#include <string.h>

static void check_pair(const char *a, const char *b, int width, const char *wanted)
{
    struct buf out = {0};

    name_pair_write(&out, str_of(a), str_of(b), width);
    buf_add(&out, "", 1);
    CHECK_STR(out.ptr, wanted);
    buf_release(&out);
}

TEST(names_that_fit_stand_whole)
{
    check_pair("01", "04", 7, "01 ↔ 04");
    check_pair("mer2023_test3", "mer2023_test3_rank16", 36, "mer2023_test3 ↔ mer2023_test3_rank16");
}

TEST(names_that_begin_alike_keep_their_ends)
{
    check_pair("run_20251003_150145_baseline", "run_20251003_143022_ttt", 31,
               "run…5_baseline ↔ run…143022_ttt");
}

TEST(names_that_end_alike_keep_what_stands_before)
{
    check_pair("first_results_of_today", "other_results_of_today", 23, "first_res… ↔ other_res…");
}

TEST(a_short_name_leaves_its_room_to_the_other)
{
    check_pair("01", "mer2023_test3_rank16", 25, "01 ↔ mer2023_test3_rank16");
}

TEST(a_pair_of_names_takes_no_more_columns_than_there_are)
{
    static const char *const names[] = {"",       "a",       "日本語の名前_one", "日本語の名前_two",
                                        "x_日本", "a/b/c/d", "a/b/c/other",      "a b"};
    enum { COUNT = sizeof(names) / sizeof(names[0]) };

    for (size_t i = 0; i < COUNT; i++)
        for (size_t k = 0; k < COUNT; k++)
            for (int width = 5; width < 50; width++) {
                struct buf out = {0};

                name_pair_write(&out, str_of(names[i]), str_of(names[k]), width);
                CHECK(text_columns(buf_str(&out)) <= width);
                buf_release(&out);
            }
}
