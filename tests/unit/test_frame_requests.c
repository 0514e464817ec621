#include "check.h"
#include "drawn.h"

#include <stdio.h>
#include <string.h>

#define RUN "sample_runs/classification/mer2023_test3"

TEST(a_command_to_pipe_to_is_the_one_that_was_typed)
{
    static const char *const views[] = {"confusion", "samples", "errors", "classes", "audit"};

    /* What prepares the screen after the key must leave it alone. */
    for (size_t i = 0; i < sizeof(views) / sizeof(views[0]); i++) {
        struct drawn *drawn = drawn_new(RUN, views[i], 120, 40);
        struct frame_request request;

        if (!drawn)
            continue;
        drawn_keys(drawn, "| w c <space> - l <enter>");
        request = frame_take_request(drawn->frame);
        CHECK_INT(request.kind, REQUEST_PIPE);
        CHECK_STR(request.command ? request.command : "", "wc -l");
        drawn_free(drawn);
    }
}

TEST(commands_are_told_whole_with_the_path_of_the_run)
{
    static const struct {
        const char *view, *wanted;
    } cases[] = {
        {"overview", "assay show " RUN},
        {"audit", "assay audit --all " RUN},
        {"confusion", "assay show --all " RUN},
        {"samples", "assay export " RUN},
        {"runs", "assay list " RUN},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct drawn *drawn = drawn_new(RUN, cases[i].view, 120, 24);

        if (!drawn)
            continue;
        drawn_keys(drawn, ": c m d <enter>");
        if (!CHECK(drawn_has(drawn, cases[i].wanted)))
            CHECK_STR(drawn_text(drawn), cases[i].wanted);
        drawn_free(drawn);
    }
}

TEST(commands_are_told_so_that_a_shell_reads_them_as_meant)
{
    struct drawn *drawn = drawn_new(RUN, "samples", 160, 24);

    if (!drawn)
        return;
    drawn_keys(drawn, "& i d ! = \" ' ; r m \" <enter> : c m d <enter>");
    CHECK(drawn_has(drawn, "assay export --filter 'id!=\"'\\'';rm\"' " RUN));
    drawn_free(drawn);
}

static char saved[512];

static bool save(const char *path, const char *text, size_t length, struct err *err)
{
    (void)err;
    snprintf(saved, sizeof(saved), "%s %s %d", path, length > 4 && text[0] == '<' ? "svg" : "",
             length > 1000);
    return true;
}

TEST(a_screen_is_written_to_the_file_that_was_named)
{
    struct drawn *drawn = drawn_new(RUN, "confusion", 120, 40);
    struct frame *frame;
    struct err err;

    if (!drawn)
        return;
    drawn->options.writer.save = save;
    frame = drawn->frame;
    drawn->frame = frame_new(&drawn->options);
    frame_free(frame);
    frame_resize(drawn->frame, 40, 120);
    if (CHECK(frame_open(drawn->frame, RUN, &err)) &&
        CHECK(frame_view(drawn->frame, "confusion", &err))) {
        drawn_keys(drawn, ": w r i t e <space> ! n o / s u c h / f i l e . s v g <enter>");
        CHECK_STR(saved, "no/such/file.svg svg 1");
        CHECK(drawn_has(drawn, "wrote no/such/file.svg"));
    }
    drawn_free(drawn);
}
