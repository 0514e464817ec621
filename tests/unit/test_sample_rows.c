#include "check.h"
#include "temp_dir.h"

#include <assay/session/session.h>
#include <assay/tui/sample_rows.h>

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The samples of a run of ours, opened with their tags. */
struct opened {
    struct session_options options;
    struct session *session;
    struct temp_dir state;
    const struct run *run;
    struct tags *tags;
    struct sample_rows rows;
};

static struct opened open_run(const char *path)
{
    struct opened opened = {.options = {.metrics = metric_options_default()}};
    struct err err;

    opened.state = temp_dir_new();
    setenv("XDG_STATE_HOME", opened.state.root, 1);
    opened.session = session_new(&opened.options);
    if (!session_open(opened.session, path, &err) || !session_load(opened.session, 0, &err))
        die("%s", err.text);
    opened.run = session_run(opened.session, 0, 0);
    opened.tags = tags_open(opened.run);
    return opened;
}

static void release(struct opened *opened)
{
    sample_rows_release(&opened->rows);
    tags_free(opened->tags);
    session_free(opened->session);
    temp_dir_remove(&opened->state);
    unsetenv("XDG_STATE_HOME");
}

static bool make(struct opened *opened, const char *filter, const char *sort, int wake_fd)
{
    struct err err;

    return sample_rows_make(&opened->rows, opened->run, 0, opened->tags, filter, sort, wake_fd,
                            &err);
}

#define CLASSES "sample_runs/classification/mer2023_test3"
#define MBPP    "sample_runs/mbpp/ModelRuns/01"

static const char *const filters[] = {
    "",
    "is:fail",
    "truth:happy pred:sad",
    "is:invalid or truth:worried",
    "-is:pass",
    "id:0002",
    "is:tagged",
    "(truth:sad or truth:happy) -pred:sad",
    "not (is:fail or is:tagged)",
    "has:error",
    "tests_passed<tests",
    "difficulty:hard",
};

TEST(the_list_is_what_the_filter_takes_row_by_row)
{
    static const char *const runs[] = {CLASSES, MBPP};

    for (size_t r = 0; r < 2; r++) {
        struct opened opened = open_run(runs[r]);
        struct err err;

        CHECK(tags_set(opened.tags, 0, 3, TAG_AMBIGUOUS, STR(""), 0, &err));
        for (size_t f = 0; f < sizeof(filters) / sizeof(filters[0]); f++) {
            struct filter_vocabulary vocabulary;
            struct filter *filter;
            size_t next = 0;

            if (!make(&opened, filters[f], "", -1))
                continue;
            vocabulary = sample_vocabulary(opened.rows.scope);
            filter = filter_parse(&vocabulary, str_of(filters[f]), NULL, &err);
            for (size_t row = 0; row < run_samples(opened.run, 0)->count; row++) {
                bool listed = next < opened.rows.list.count && opened.rows.list.rows[next] == row;

                CHECK(filter_match(filter, &vocabulary, row) == listed);
                next += listed;
            }
            CHECK_INT(next, opened.rows.list.count);
            filter_free(filter);
        }
        release(&opened);
    }
}

TEST(a_wrong_filter_leaves_the_list_as_it_was)
{
    struct opened opened = open_run(CLASSES);
    size_t before;
    struct err err = {.code = ERR_NONE};

    CHECK(make(&opened, "is:fail", "", -1));
    before = opened.rows.list.count;
    CHECK(before > 0);
    CHECK(!sample_rows_make(&opened.rows, opened.run, 0, opened.tags, "nosuch:3", "", -1, &err));
    CHECK(strstr(err.text, "nosuch") != NULL);
    CHECK_INT(opened.rows.list.count, before);
    release(&opened);
}

TEST(a_sorted_list_holds_the_same_rows_in_order)
{
    struct opened opened = open_run(CLASSES);
    const struct samples *samples = run_samples(opened.run, 0);
    char one[SAMPLE_ID_ROOM], two[SAMPLE_ID_ROOM];

    CHECK(make(&opened, "is:fail", "-id", -1));
    CHECK_INT(opened.rows.list.count, 78);
    for (size_t i = 1; i < opened.rows.list.count; i++) {
        struct str a = samples_id(samples, opened.rows.list.rows[i - 1], one);
        struct str b = samples_id(samples, opened.rows.list.rows[i], two);

        CHECK(memcmp(a.ptr, b.ptr, a.len) > 0);
    }
    for (size_t i = 0; i < opened.rows.list.count; i++)
        CHECK_INT(sample_rows_place(&opened.rows, opened.rows.list.rows[i]), i);
    release(&opened);
}

static void check_same_list(struct opened *a, struct opened *b)
{
    if (!CHECK_INT(a->rows.list.count, b->rows.list.count))
        return;
    for (size_t i = 0; i < a->rows.list.count; i++)
        CHECK_INT(a->rows.list.rows[i], b->rows.list.rows[i]);
}

TEST(a_filter_on_sorted_rows_gives_what_sorting_the_filtered_ones_does)
{
    static const char *const sorts[] = {"-truth", "pred", "id", "-id"};

    for (size_t s = 0; s < sizeof(sorts) / sizeof(sorts[0]); s++)
        for (size_t f = 0; f < sizeof(filters) / sizeof(filters[0]); f++) {
            struct opened warm = open_run(CLASSES), fresh = open_run(CLASSES);

            CHECK(make(&warm, "", sorts[s], -1));
            if (make(&warm, filters[f], sorts[s], -1)) {
                make(&fresh, filters[f], sorts[s], -1);
                check_same_list(&warm, &fresh);
            }
            release(&warm);
            release(&fresh);
        }
}

TEST(failures_are_walked_one_by_one_both_ways)
{
    struct opened opened = open_run(CLASSES);
    const struct samples *samples = run_samples(opened.run, 0);
    size_t failures = 0, walked = 0, at = SIZE_MAX, last = 0;

    CHECK(make(&opened, "", "-truth", -1));
    for (size_t row = 0; row < samples->count; row++)
        failures += samples->truth[row] != samples->prediction[row];
    while ((at = sample_rows_failure(&opened.rows, at, true)) != SIZE_MAX) {
        uint32_t row = opened.rows.list.rows[at];

        CHECK(samples->truth[row] != samples->prediction[row]);
        CHECK(walked == 0 || at > last);
        last = at;
        walked++;
    }
    CHECK_INT(walked, failures);
    CHECK_INT(failures, 78);
    /* From no row at all, as when the one looked at is not in the list. */
    at = sample_rows_failure(&opened.rows, SIZE_MAX, false);
    CHECK_INT(at, last);
    for (walked = 1; (at = sample_rows_failure(&opened.rows, at, false)) != SIZE_MAX; walked++)
        continue;
    CHECK_INT(walked, failures);
    CHECK(make(&opened, "is:pass", "", -1));
    CHECK_INT(sample_rows_failure(&opened.rows, 0, true), SIZE_MAX);
    CHECK_INT(sample_rows_failure(&opened.rows, 5, false), SIZE_MAX);
    CHECK(make(&opened, "id:nothing", "", -1));
    CHECK_INT(sample_rows_failure(&opened.rows, SIZE_MAX, true), SIZE_MAX);
    CHECK_INT(sample_rows_failure(&opened.rows, SIZE_MAX, false), SIZE_MAX);
    release(&opened);
}

static void wait_for_search(struct opened *opened, const char *filter, int fds[2])
{
    for (int i = 0; i < 400 && sample_rows_searching(&opened->rows) >= 0; i++) {
        struct pollfd polled = {.fd = fds[0], .events = POLLIN};
        char byte[64];

        if (poll(&polled, 1, 50) > 0 && read(fds[0], byte, sizeof(byte)) < 0)
            break;
        if (sample_rows_wake(&opened->rows, fds[1]))
            CHECK(make(opened, filter, "", fds[1]));
    }
}

TEST(texts_searched_for_behind_give_the_rows_that_are_found_at_once)
{
    static const char *const texts[] = {"text:return", "text:sum text:list", "text:def or is:fail",
                                        "-text:import is:fail", "text:nowhere-at-all"};

    for (size_t t = 0; t < sizeof(texts) / sizeof(texts[0]); t++) {
        struct opened now = open_run(MBPP), behind = open_run(MBPP);
        int fds[2];

        CHECK_INT(pipe(fds), 0);
        CHECK(make(&now, texts[t], "", -1));
        CHECK_INT(sample_rows_searching(&now.rows), -1);
        CHECK(make(&behind, texts[t], "", fds[1]));
        CHECK(sample_rows_searching(&behind.rows) >= 0);
        wait_for_search(&behind, texts[t], fds);
        CHECK_INT(sample_rows_searching(&behind.rows), -1);
        CHECK_INT(behind.rows.list.count, now.rows.list.count);
        CHECK(behind.rows.list.count == now.rows.list.count &&
              (now.rows.list.count == 0 ||
               memcmp(behind.rows.list.rows, now.rows.list.rows,
                      now.rows.list.count * sizeof(now.rows.list.rows[0])) == 0));
        CHECK(t == 4 ? now.rows.list.count == 0 : now.rows.list.count > 0);
        release(&now);
        release(&behind);
        close(fds[0]);
        close(fds[1]);
    }
}

TEST(a_cancelled_search_can_be_followed_by_another)
{
    struct opened opened = open_run(MBPP);
    int fds[2];

    CHECK_INT(pipe(fds), 0);
    CHECK(make(&opened, "text:return", "", fds[1]));
    sample_rows_cancel(&opened.rows);
    CHECK_INT(sample_rows_searching(&opened.rows), -1);
    CHECK(make(&opened, "text:return", "", fds[1]));
    CHECK_INT(sample_rows_searching(&opened.rows), -1);
    CHECK(make(&opened, "text:def", "", fds[1]));
    wait_for_search(&opened, "text:def", fds);
    CHECK(opened.rows.list.count > 0);
    release(&opened);
    close(fds[0]);
    close(fds[1]);
}
