#include "check.h"
#include "loaded.h"
#include "temp_dir.h"

#include <assay/model/run_builder.h>
#include <assay/session/text_search.h>
#include <assay/session/text_select.h>

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A run whose samples' records are these texts, one behind the other in one file; NULL: none. */
struct recorded {
    struct temp_dir dir;
    struct run *run;
};

static struct recorded record(const char *const *texts, size_t count)
{
    struct recorded recorded = {.dir = temp_dir_new()};
    struct run_builder *b = run_builder_new("r", recorded.dir.root, "classification");
    uint32_t file = builder_file(b, "records", "predictions", 0);
    struct sample_writer *w = builder_samples(b, "");
    struct buf all = {.ptr = NULL};

    sample_writer_add(w, count);
    buf_add_c(&all, "head\n");
    for (size_t i = 0; i < count; i++) {
        if (!texts[i])
            continue;
        sample_writer_record(w)[i] = (struct record_ref){all.len, (uint32_t)strlen(texts[i]), file};
        buf_add_c(&all, texts[i]);
        buf_add_c(&all, "\n");
    }
    temp_dir_write(&recorded.dir, "records", buf_str(&all));
    buf_release(&all);
    recorded.run = run_builder_finish(b);
    return recorded;
}

static void record_drop(struct recorded *recorded)
{
    run_free(recorded->run);
    temp_dir_remove(&recorded->dir);
}

static const char *const texts[] = {
    "{\"answer\": \"Hello\\nworld\"}",            /* 0 */
    "{\"answer\": \"nworld\"}",                   /* 1 */
    "{\"answer\": \"caf\\u00e9 \\u0041bc\"}",     /* 2: café Abc */
    "{\"answer\": \"say \\\"hi\\\" c:\\\\new\"}", /* 3: say "hi" c:\new */
    NULL,                                         /* 4 */
    "plain \\nworld text",                        /* 5: no JSON, so \n is two bytes */
    "a,\"say \"\"hi\"\"\",b",                     /* 6: a row of a table */
    "[1, \"HELLO\"]",                             /* 7 */
};
enum { TEXTS = sizeof(texts) / sizeof(texts[0]) };

static void check_search(const struct run *run, enum text_pattern_kind kind, const char *pattern,
                         const char *wanted)
{
    struct text_search_job job = {.run = run,
                                  .samples = run_samples(run, 0),
                                  .kind = kind,
                                  .text = str_of(pattern),
                                  .wake_fd = -1};
    struct row_list rows = {.rows = NULL};
    char is[16] = "";

    CHECK(text_search_run(&job, NULL, &rows, NULL));
    for (size_t i = 0; i < rows.count && i < 15; i++)
        is[i] = (char)('0' + rows.rows[i]);
    if (!CHECK_STR(is, wanted))
        CHECK_STR(pattern, "");
    row_list_release(&rows);
}

TEST(records_are_searched_as_they_read)
{
    struct recorded recorded = record(texts, TEXTS);

    check_search(recorded.run, TEXT_CONTAINS, "hello", "07");
    check_search(recorded.run, TEXT_CONTAINS, "Hello", "0");
    check_search(recorded.run, TEXT_CONTAINS, "nworld", "15");
    check_search(recorded.run, TEXT_CONTAINS, "hello\nworld", "0");
    check_search(recorded.run, TEXT_CONTAINS, "café", "2");
    check_search(recorded.run, TEXT_CONTAINS, "Abc", "2");
    check_search(recorded.run, TEXT_CONTAINS, "0041", "");
    check_search(recorded.run, TEXT_CONTAINS, "say \"hi\"", "36");
    check_search(recorded.run, TEXT_CONTAINS, "c:\\new", "3");
    check_search(recorded.run, TEXT_CONTAINS, "ew", "3");
    check_search(recorded.run, TEXT_CONTAINS, "head", "");
    check_search(recorded.run, TEXT_CONTAINS, "text a", "");
    check_search(recorded.run, TEXT_REGEX, "w.*d\"?\\}", "01");
    check_search(recorded.run, TEXT_REGEX, "H[eE]L", "7");
    record_drop(&recorded);
}

TEST(responses_are_searched_with_the_records)
{
    struct recorded recorded = record(texts, TEXTS);
    struct run_builder *b = run_builder_new("r", recorded.dir.root, "mbpp");
    uint32_t file = builder_file(b, "records", "evaluation", 0);
    uint32_t other = builder_file(b, "responses", "responses", 0);
    struct sample_writer *w = builder_samples(b, "");
    struct run *run;

    temp_dir_write(&recorded.dir, "responses", STR("{\"a\": \"blue sky\"}{\"a\": \"red\"}"));
    sample_writer_add(w, 3);
    sample_writer_record(w)[0] = (struct record_ref){5, 5, file};
    sample_writer_record(w)[2] = run_samples(recorded.run, 0)->record[7];
    sample_writer_response(w)[1] = (struct record_ref){0, 17, other};
    sample_writer_response(w)[2] = (struct record_ref){17, 12, other};
    run = run_builder_finish(b);
    check_search(run, TEXT_CONTAINS, "blue", "1");
    check_search(run, TEXT_CONTAINS, "red", "2");
    check_search(run, TEXT_CONTAINS, "hello", "2");
    run_free(run);
    record_drop(&recorded);
}

/* "word 17 …" with every seventh row longer than a window. */
static struct recorded record_many(size_t count)
{
    const char **many = xcalloc(count, sizeof(*many));
    struct arena *arena = arena_new();
    struct recorded recorded;

    for (size_t i = 0; i < count; i++) {
        size_t pad = i % 700 == 3 ? 1500000 : i % 50;
        char *text = arena_alloc(arena, pad + 40);
        int length = snprintf(text, 40, "{\"n\": \"number %zu. ", i);

        memset(text + length, '-', pad);
        strcpy(text + length + pad, i % 3 ? "end\"}" : "End\"}");
        many[i] = text;
    }
    recorded = record(many, count);
    arena_free(arena);
    free(many);
    return recorded;
}

TEST(rows_asked_for_are_searched_and_no_others)
{
    struct recorded recorded = record_many(2000);
    struct row_list every = {.rows = NULL}, found = {.rows = NULL};
    struct text_search_job job = {.run = recorded.run,
                                  .samples = run_samples(recorded.run, 0),
                                  .rows = &every,
                                  .kind = TEXT_CONTAINS,
                                  .text = STR("End\""),
                                  .wake_fd = -1};
    size_t wrong = 0;

    for (uint32_t i = 1; i < 2000; i += 2)
        row_list_add(&every, i);
    CHECK(text_search_run(&job, NULL, &found, NULL));
    CHECK_INT(found.count, 333); /* odd multiples of 3 below 2000 */
    for (size_t i = 0; i < found.count; i++)
        wrong += found.rows[i] != 3 + 6 * i;
    CHECK_INT(wrong, 0);
    row_list_release(&every);
    row_list_release(&found);
    record_drop(&recorded);
}

TEST(search_in_its_own_thread_wakes_and_delivers_ascending)
{
    struct recorded recorded = record_many(20000);
    struct row_list found = {.rows = NULL};
    struct text_search_progress progress = {.finished = false};
    struct text_search_job job = {.run = recorded.run,
                                  .samples = run_samples(recorded.run, 0),
                                  .kind = TEXT_CONTAINS,
                                  .text = STR("NUMBER 1"),
                                  .wake_fd = -1};
    struct text_search *search;
    int pipes[2] = {-1, -1};
    size_t wrong = 0;
    char byte;

    if (!CHECK(pipe(pipes) == 0))
        return;
    job.wake_fd = pipes[1];
    job.text = STR("number 1");
    search = text_search_start(&job, NULL);
    while (!progress.finished && read(pipes[0], &byte, 1) == 1) {
        text_search_progress(search, &progress);
        text_search_collect(search, &found);
    }
    CHECK_INT(progress.rows_done, 20000);
    CHECK(progress.bytes > 40 * 1000000);
    CHECK(!text_search_failed(search, NULL));
    /* 1, 10-19, 100-199, 1000-1999, 10000-19999 */
    CHECK_INT(found.count, 11111);
    for (size_t i = 1; i < found.count; i++)
        wrong += found.rows[i] <= found.rows[i - 1];
    CHECK_INT(wrong, 0);
    text_search_free(search);
    close(pipes[0]);
    close(pipes[1]);
    row_list_release(&found);
    record_drop(&recorded);
}

TEST(cancelled_search_stops)
{
    struct recorded recorded = record_many(20000);
    struct text_search_job job = {.run = recorded.run,
                                  .samples = run_samples(recorded.run, 0),
                                  .kind = TEXT_CONTAINS,
                                  .text = STR("zzz"),
                                  .wake_fd = -1};
    struct text_search *search = text_search_start(&job, NULL);
    atomic_bool cancel = true;
    struct row_list rows = {.rows = NULL};
    struct err err;

    text_search_cancel(search);
    text_search_free(search);
    CHECK(!text_search_run(&job, &cancel, &rows, &err));
    CHECK_INT(err.code, ERR_NONE);
    record_drop(&recorded);
}

TEST(search_of_a_file_that_is_gone_fails_in_one_sentence)
{
    struct recorded recorded = record(texts, TEXTS);
    struct text_search_job job = {.run = recorded.run,
                                  .samples = run_samples(recorded.run, 0),
                                  .kind = TEXT_CONTAINS,
                                  .text = STR("hello"),
                                  .wake_fd = -1};
    struct row_list rows = {.rows = NULL};
    struct err err;

    temp_dir_write(&recorded.dir, "records", STR("short"));
    CHECK(!text_search_run(&job, NULL, &rows, &err));
    CHECK_INT(err.code, ERR_IO);
    unlink(temp_dir_path(&recorded.dir, "records"));
    CHECK(!text_search_run(&job, NULL, &rows, &err));
    CHECK_INT(err.code, ERR_IO);
    job.kind = TEXT_REGEX;
    job.text = STR("(");
    CHECK(text_search_start(&job, &err) == NULL);
    CHECK_INT(err.code, ERR_USAGE);
    row_list_release(&rows);
    record_drop(&recorded);
}

TEST(rows_of_a_table_are_searched_where_they_stand)
{
    struct buf table = {.ptr = NULL};
    struct loaded *loaded;
    struct sample_scope *scope;
    struct filter_vocabulary vocabulary;
    struct filter *filter;
    struct row_list rows = {.rows = NULL};

    buf_add_c(&table, "id,truth,prediction,comment\n");
    for (int i = 0; i < 5000; i++)
        buf_addf(&table, "%d,%s,a,\"note, %s %d\"\n%s", i, i % 2 ? "a" : "b",
                 i % 10 ? "none" : "said \"\"so\"\"", i, i % 77 ? "" : "broken\n");
    loaded =
        loaded_files("classification",
                     (const struct loaded_file[]){{"predictions.csv", table.ptr}, {NULL, NULL}});
    if (CHECK_INT(loaded->runs.count, 1)) {
        scope = sample_scope_new(loaded->runs.runs[0], run_samples(loaded->runs.runs[0], 0));
        vocabulary = sample_vocabulary(scope);
        filter = filter_parse(&vocabulary, STR("text:\"said \\\"so\\\" 4\" -truth:b or id=3"), NULL,
                              NULL);
        CHECK(text_select(filter, scope, &rows, NULL));
        CHECK_INT(rows.count, 1);
        filter_free(filter);
        filter =
            filter_parse(&vocabulary, STR("text:\"said \\\"so\\\" 4\" -text~/0\"?$/"), NULL, NULL);
        CHECK(text_select(filter, scope, &rows, NULL));
        CHECK_INT(rows.count, 0);
        filter_free(filter);
        filter = filter_parse(&vocabulary, STR("text:\"said \\\"so\\\" 4\" -text:40"), NULL, NULL);
        CHECK(text_select(filter, scope, &rows, NULL));
        /* Tens with a first digit 4: 1 + 10 + 100; less those with 40 in them. */
        for (size_t i = 0; i < rows.count; i++)
            CHECK(rows.rows[i] % 10 == 0);
        CHECK(rows.count > 50 && rows.count < 111);
        filter_free(filter);
        sample_scope_free(scope);
    }
    row_list_release(&rows);
    buf_release(&table);
    loaded_free(loaded);
}
