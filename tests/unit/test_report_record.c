#include <assay/cmd/report_record.h>

#include "check.h"
#include "temp_dir.h"

#define HEAD "assay report 1\nmade 0123456789abcdef\n"

static const struct report_record *parse(const char *text, struct arena *arena)
{
    return report_record_parse(str_of(text), arena);
}

TEST(a_record_gives_back_what_was_written)
{
    struct arena *arena = arena_new();
    struct buf text = {.ptr = NULL};
    const struct report_record *record;

    report_record_begin(&text, UINT64_C(0xfedcba9876543210));
    report_record_add_run(&text, 17, "a/run_1");
    report_record_add_file(&text, "a/run_1/report.md", 1234);
    report_record_add_file(&text, "a/run_1/tables/claims.csv", 0);
    report_record_add_none(&text, 18);
    report_record_add_top(&text);
    report_record_add_file(&text, "report.md", 5);
    record = report_record_parse(buf_str(&text), arena);
    if (CHECK(record) && CHECK_INT(record->run_count, 3) && CHECK_INT(record->file_count, 3)) {
        CHECK(record->made == UINT64_C(0xfedcba9876543210));
        CHECK_INT(record->runs[0].inputs, 17);
        CHECK_STR(record->runs[0].folder, "a/run_1");
        CHECK_INT(record->runs[0].first, 0);
        CHECK_INT(record->runs[0].count, 2);
        CHECK_INT(record->runs[1].part, RECORD_NONE);
        CHECK_INT(record->runs[1].count, 0);
        CHECK_INT(record->runs[2].part, RECORD_TOP);
        CHECK_INT(record->runs[2].first, 2);
        CHECK_STR(record->files[0].name, "a/run_1/report.md");
        CHECK_INT(record->files[0].bytes, 1234);
        CHECK(report_record_lists(record, "a/run_1/tables/claims.csv"));
        CHECK(report_record_lists(record, ".assay-report"));
        CHECK(!report_record_lists(record, "a/run_1"));
    }
    buf_release(&text);
    arena_free(arena);
}

/* Files are removed by a record, and a stranger may have written it. */
TEST(a_record_that_names_files_elsewhere_is_none)
{
    static const char *const bad[] = {
        HEAD "top\nfile 1 ../x\n",      HEAD "top\nfile 1 /etc/passwd\n",
        HEAD "top\nfile 1 a/../../x\n", HEAD "top\nfile 1 a//b\n",
        HEAD "top\nfile 1 ./a\n",       HEAD "top\nfile 1 a/\n",
        HEAD "top\nfile 1 \n",          HEAD "run 0123456789abcdef ../x\n",
        HEAD "run 0123456789abcdef \n",
    };
    struct arena *arena = arena_new();

    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        CHECK(!parse(bad[i], arena));
    CHECK(parse(HEAD "top\nfile 1 a..b/..c\n", arena));
    arena_free(arena);
}

TEST(a_text_that_is_no_record_is_none)
{
    static const char *const bad[] = {
        "",
        "hello\n",
        "assay report 2\n",
        HEAD "file 1 a\n", /* of no part */
        HEAD "top\nfile -1 a\n",
        HEAD "top\nfile x a\n",
        HEAD "run 012345678 a\n",
        HEAD "what 1\n",
        "assay report 1\nmade 0123456789ABCDEF\n",
    };
    struct arena *arena = arena_new();

    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        CHECK(!parse(bad[i], arena));
    arena_free(arena);
}

TEST(a_report_is_whole_only_with_all_its_files_in_their_sizes)
{
    struct arena *arena = arena_new();
    struct temp_dir dir = temp_dir_new();
    const struct report_record *record =
        parse(HEAD "run 0000000000000001 a\nfile 3 a/x\ntop\nfile 2 y\n", arena);

    temp_dir_write(&dir, "a/x", STR("abc"));
    temp_dir_write(&dir, "y", STR("de"));
    CHECK(report_record_is_whole(record, NULL, dir.root));
    temp_dir_write(&dir, "y", STR("def"));
    CHECK(!report_record_is_whole(record, NULL, dir.root));
    CHECK(report_record_is_whole(record, &record->runs[0], dir.root));
    temp_dir_write(&dir, "a/x", STR(""));
    CHECK(!report_record_is_whole(record, &record->runs[0], dir.root));
    temp_dir_remove(&dir);
    arena_free(arena);
}

TEST(removing_by_a_record_leaves_what_it_does_not_list)
{
    struct arena *arena = arena_new();
    struct temp_dir dir = temp_dir_new();
    const struct report_record *record =
        parse(HEAD "top\nfile 1 a/b/x\nfile 1 y\nfile 1 c/z\n", arena);
    const struct report_record *keep = parse(HEAD "top\nfile 1 y\n", arena);

    temp_dir_write(&dir, "a/b/x", STR("1"));
    temp_dir_write(&dir, "c/z", STR("1"));
    temp_dir_write(&dir, "c/notes.txt", STR("mine"));
    temp_dir_write(&dir, "y", STR("1"));
    report_record_remove_files(record, keep, dir.root);
    CHECK_INT(temp_dir_count(&dir), 2); /* c and y */
    CHECK(report_record_is_whole(keep, NULL, dir.root));
    CHECK(report_record_is_whole(parse(HEAD "top\nfile 4 c/notes.txt\n", arena), NULL, dir.root));
    temp_dir_remove(&dir);
    arena_free(arena);
}
