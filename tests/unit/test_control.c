#include <assay/load/control.h>

#include "check.h"
#include "temp_dir.h"

#include <assay/base/arena.h>
#include <assay/load/csv_in.h>
#include <assay/load/discover.h>
#include <assay/load/json_doc.h>
#include <assay/load/json_scan.h>
#include <assay/load/source.h>

#include <string.h>

/* What a reader gave: how many records, the places where they begin, and what it complained of. */
struct read {
    uint64_t offsets[64];
    size_t count, faults;
    bool failed;
    struct err err;
};

static struct read read_table(const char *path, const struct load_control *control)
{
    const struct csv_spec spec = {.window = CSV_WINDOW_MIN, .control = control};
    struct read read = {.count = 0};
    struct csv_reader *reader = csv_reader_open(path, NULL, &spec, &read.err);
    struct csv_batch batch;

    read.failed = reader == NULL;
    while (reader) {
        read.failed = !csv_reader_next(reader, &batch, &read.err);
        if (read.failed || batch.done)
            break;
        for (size_t i = 0; i < batch.row_count && read.count < 64; i++)
            read.offsets[read.count++] = batch.rows[i].offset;
        read.faults += batch.fault_count;
    }
    csv_reader_close(reader);
    return read;
}

static struct read read_records(const char *path, const struct load_control *control)
{
    const struct json_spec spec = {.window = 64, .control = control};
    struct read read = {.count = 0};
    struct json_reader *reader = json_reader_open(path, &spec, &read.err);
    struct json_record record;
    enum json_status status = JSON_ERROR;

    while (reader && (status = json_reader_next(reader, &record, &read.err)) != JSON_END &&
           status != JSON_ERROR && status != JSON_CUT) {
        if (status == JSON_RECORD && read.count < 64)
            read.offsets[read.count++] = record.offset;
        read.faults += status == JSON_BROKEN;
    }
    read.faults += status == JSON_CUT;
    read.failed = status == JSON_ERROR;
    json_reader_close(reader);
    return read;
}

typedef struct read read_fn(const char *path, const struct load_control *control);

/* Every limit gives the first records, whole, and no complaint; only a full reading gives all. */
static void check_limits(read_fn *read, const char *name, struct str text, size_t records,
                         size_t header)
{
    struct temp_dir dir = temp_dir_new();
    struct read all, some;
    size_t prefixes = 0, complaints = 0, last = 0;
    bool grows = true;

    temp_dir_write(&dir, name, text);
    all = read(temp_dir_path(&dir, name), NULL);
    CHECK_INT(all.count, records);
    CHECK_INT(all.faults, 0);
    for (size_t limit = header; limit <= text.len; limit++) {
        const struct load_control control = {.limit = limit};

        some = read(temp_dir_path(&dir, name), &control);
        prefixes += some.count <= all.count &&
                    memcmp(some.offsets, all.offsets, some.count * sizeof(uint64_t)) == 0;
        complaints += some.faults + some.failed;
        grows = grows && some.count >= last;
        last = some.count;
    }
    CHECK_INT(prefixes, text.len - header + 1);
    CHECK_INT(complaints, 0);
    CHECK(grows);
    CHECK_INT(last, records);
    temp_dir_remove(&dir);
}

TEST(a_limited_table_is_its_first_rows_whatever_the_limit)
{
    check_limits(read_table, "t.csv", STR("id,text\n1,plain\n2,other\n33,more\n"), 3, 8);
    check_limits(read_table, "t.csv", STR("id,text\r\n1,plain\r\n2,other\r\n"), 2, 9);
    check_limits(read_table, "t.csv",
                 STR("id,text\n1,\"two\nlines, and \"\"more\"\"\"\n2,b\n3,\"x\n\n\ny\"\n4,d\n"), 4,
                 8);
}

TEST(limited_records_are_the_first_whatever_the_limit)
{
    check_limits(read_records, "r.jsonl",
                 STR("{\"a\": 1}\n{\"a\": \"}{\", \"b\": [1, {\"c\": null}]}\n{\"a\": 3}\n"), 3, 1);
    check_limits(read_records, "r.json",
                 STR("[\n  {\"a\": 1},\n  {\"a\": \"],\\\"\", \"b\": {}},\n  {\"a\": 3}\n]\n"), 3,
                 1);
    check_limits(read_records, "r.json", STR("[{\"a\": 1}, {\"a\": 2},{\"a\":[]}]"), 3, 1);
}

/* Every beginning of a file that is being written is as good as its whole records. */
static void check_growing(read_fn *read, const char *name, struct str text, size_t header)
{
    struct temp_dir dir = temp_dir_new();
    size_t complaints = 0, untold = 0, last = 0;
    bool grows = true;

    for (size_t length = header; length <= text.len; length++) {
        atomic_bool unfinished;
        const struct load_control control = {.growing = true, .unfinished = &unfinished};
        struct read some;

        atomic_init(&unfinished, false);
        temp_dir_write(&dir, name, (struct str){text.ptr, length});
        some = read(temp_dir_path(&dir, name), &control);
        complaints += some.faults + some.failed;
        grows = grows && some.count >= last;
        last = some.count;
        /* A line that has no end is either not there, and that is told, or it is a record. */
        untold += length > header && text.ptr[length - 1] != '\n' && some.count == 0 &&
                  !atomic_load(&unfinished);
    }
    CHECK_INT(complaints, 0);
    CHECK_INT(untold, 0);
    CHECK(grows);
    CHECK_INT(last, 3);
    temp_dir_remove(&dir);
}

TEST(a_growing_file_is_never_broken_at_its_end)
{
    check_growing(read_table, "t.csv", STR("id,text\n1,plain\n2,\"a\nb\"\n33,more\n"), 8);
    check_growing(read_records, "r.jsonl", STR("{\"a\": 1}\n{\"a\": [2, \"x\"]}\n{\"a\": 3}\n"), 1);
}

TEST(a_growing_file_that_is_broken_in_its_middle_is_broken)
{
    struct temp_dir dir = temp_dir_new();
    const struct load_control control = {.growing = true};

    temp_dir_write(&dir, "t.csv", STR("id,text\n1,plain\n2\n3,more\n"));
    CHECK_INT(read_table(temp_dir_path(&dir, "t.csv"), &control).faults, 1);
    temp_dir_write(&dir, "r.jsonl", STR("{\"a\": 1}\n{\"a\": \n{\"a\": 3}\n"));
    CHECK_INT(read_records(temp_dir_path(&dir, "r.jsonl"), &control).faults, 1);
    temp_dir_remove(&dir);
}

TEST(a_cancelled_reader_says_so)
{
    struct temp_dir dir = temp_dir_new();
    struct arena *arena = arena_new();
    atomic_bool cancel;
    const struct load_control control = {.cancel = &cancel};
    struct read read;
    struct err err;

    atomic_init(&cancel, true);
    temp_dir_write(&dir, "t.csv", STR("id,text\n1,plain\n2,other\n"));
    read = read_table(temp_dir_path(&dir, "t.csv"), &control);
    CHECK(read.failed && read.count == 0);
    CHECK_INT(read.err.code, ERR_CANCELLED);
    temp_dir_write(&dir, "r.jsonl", STR("{\"a\": 1}\n{\"a\": 2}\n"));
    read = read_records(temp_dir_path(&dir, "r.jsonl"), &control);
    CHECK(read.failed && read.count == 0);
    CHECK_INT(read.err.code, ERR_CANCELLED);
    CHECK(json_doc_read(arena, temp_dir_path(&dir, "r.jsonl"), &control, &err) == NULL);
    CHECK_INT(err.code, ERR_CANCELLED);
    arena_free(arena);
    temp_dir_remove(&dir);
}

TEST(a_cancelled_load_or_discovery_leaves_nothing)
{
    atomic_bool cancel;
    const struct run_hints hints = {.format = NULL};
    struct load_progress progress = {.threads = 2, .control = {.cancel = &cancel}};
    struct arena *arena = arena_new();
    struct discovery found;
    struct run_list runs = {.runs = NULL};
    struct err err;
    size_t refused = 0;

    atomic_init(&cancel, false);
    if (CHECK(discover("sample_runs", &hints, &progress, arena, &found, &err))) {
        CHECK(found.count > 10);
        atomic_store(&cancel, true);
        for (size_t i = 0; i < found.count; i++)
            refused += !discovered_load(&found.groups[i], &runs, &err) && err.code == ERR_CANCELLED;
        CHECK_INT(refused, found.count);
        CHECK_INT(runs.count, 0);
        CHECK(!discover("sample_runs", &hints, &progress, arena, &found, &err));
        CHECK_INT(err.code, ERR_CANCELLED);
    }
    run_list_release(&runs);
    arena_free(arena);
}

TEST(a_part_of_a_folder_is_walked_with_what_lies_above_it)
{
    struct temp_dir dir = temp_dir_new();
    struct arena *arena = arena_new();
    struct source source;

    temp_dir_write(&dir, "assay.yaml", STR("title: x\n"));
    temp_dir_write(&dir, "a/b/one.csv", STR("x"));
    temp_dir_write(&dir, "a/b/c/two.csv", STR("x"));
    temp_dir_write(&dir, "a/bc/three.csv", STR("x"));
    temp_dir_write(&dir, "a/beside.csv", STR("x"));
    temp_dir_write(&dir, "d/four.csv", STR("x"));
    CHECK(source_open_part(temp_dir_path(&dir, ""), "a/b", NULL, arena, &source, NULL));
    if (CHECK_INT(source.count, 4)) {
        CHECK_STR(source.files[0].path, "a/b/c/two.csv");
        CHECK_STR(source.files[1].path, "a/b/one.csv");
        CHECK_STR(source.files[2].path, "a/beside.csv");
        CHECK_STR(source.files[3].path, "assay.yaml");
    }
    arena_free(arena);
    temp_dir_remove(&dir);
}
