#include "check.h"
#include "driven.h"

#include <string.h>

/* What leaves a prompt or a view again, and what it must not take with it. */

#define RUN    "sample_runs/classification/mer2023_test3"
#define LAYERS "sample_runs/layer_probe/run_20260122_153920"

TEST(a_broken_filter_keeps_the_rows_and_says_why)
{
    struct driven *driven = driven_new(RUN, DRIVEN_WAITS, 24, 120);

    driven_keys(driven, "7");
    driven_type(driven, "&trut<3");
    driven_keys(driven, "<enter>");
    CHECK(strstr(driven_row(driven, -1), "unknown field \"trut\"") != NULL);
    CHECK(driven_has(driven, "samplenew_00000036"));
    CHECK(driven_has(driven, "834 samples"));
    CHECK(!driven_has(driven, " of 834"));
    driven_free(driven);
}

TEST(a_broken_filter_keeps_the_filter_before_it)
{
    struct driven *driven = driven_new(RUN, DRIVEN_WAITS, 24, 120);

    driven_keys(driven, "7");
    driven_type(driven, "&pred:angry");
    driven_keys(driven, "<enter>");
    CHECK(driven_has(driven, "168 of 834"));
    driven_type(driven, "& trut<3");
    driven_keys(driven, "<enter>");
    CHECK(strstr(driven_row(driven, -1), "unknown field \"trut\"") != NULL);
    CHECK(driven_has(driven, "168 of 834"));
    driven_keys(driven, "u");
    CHECK(!driven_has(driven, " of 834"));
    driven_free(driven);
}

TEST(escape_closes_the_help_and_nothing_else)
{
    struct driven *driven = driven_new(RUN, DRIVEN_WAITS, 24, 100);
    const char *before;

    driven_keys(driven, "7 j");
    before = driven_copy(driven);
    driven_keys(driven, "? <esc>");
    CHECK_STR(driven_text(driven), before);
    driven_keys(driven, "<esc> <esc>");
    CHECK_STR(driven_text(driven), before);
    driven_free(driven);
}

TEST(a_piped_row_ends_with_its_line)
{
    struct driven *driven = driven_new(RUN, DRIVEN_WAITS, 24, 100);
    struct frame_request request;

    driven_keys(driven, "7");
    driven_type(driven, "|cat");
    driven_keys(driven, "<enter>");
    request = frame_take_request(driven->frame);
    CHECK_INT(request.kind, REQUEST_PIPE);
    CHECK(request.text.len > 1 && request.text.ptr[request.text.len - 1] == '\n');
    CHECK(memchr(request.text.ptr, '\n', request.text.len - 1) == NULL);
    driven_free(driven);
}

/* The figure under the crosshair is looked up by what the view has prepared for its charts. */
TEST(a_number_pressed_in_a_chart_goes_to_its_view)
{
    struct driven *driven = driven_new(LAYERS, DRIVEN_WAITS, 40, 120);

    driven_keys(driven, "3 <tab> l l 7");
    CHECK(strstr(driven_row(driven, 0), "Samples") != NULL);
    driven_keys(driven, "3 V");
    CHECK(strstr(driven_row(driven, 0), "Evidence") != NULL);
    driven_free(driven);
}
