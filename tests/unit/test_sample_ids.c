#include "check.h"

#include <assay/model/run_builder.h>

#include <stdio.h>

static struct run *run_of(const int64_t *ids, size_t count)
{
    struct run_builder *builder = run_builder_new("r", "r", "test");
    struct sample_writer *writer = builder_samples(builder, "");

    sample_writer_add(writer, count);
    for (size_t i = 0; i < count; i++)
        sample_writer_id_number(writer, ids[i]);
    return run_builder_finish(builder);
}

static void check_ids(const int64_t *ids, size_t count, size_t duplicates, size_t first_row)
{
    struct run *run = run_of(ids, count);
    const struct samples *samples = run_samples(run, 0);
    size_t found, row;

    CHECK(samples_have_ids(samples));
    for (size_t i = 0; i < count; i++) {
        char room[SAMPLE_ID_ROOM], wanted[SAMPLE_ID_ROOM];
        size_t first = 0;

        snprintf(wanted, sizeof(wanted), "%lld", (long long)ids[i]);
        CHECK(str_eq_c(samples_id(samples, i, room), wanted));
        while (ids[first] != ids[i])
            first++;
        CHECK_INT(samples_find_id(samples, str_of(wanted)), first);
    }
    samples_find_duplicates(samples, NULL, &found, &row);
    CHECK_INT(found, duplicates);
    CHECK(row == first_row);
    CHECK(samples_find_id(samples, str_of("77")) == SIZE_MAX);
    CHECK(samples_find_id(samples, str_of("-0")) == SIZE_MAX);
    CHECK(samples_find_id(samples, str_of("+5")) == SIZE_MAX);
    CHECK(samples_find_id(samples, str_of("05")) == SIZE_MAX);
    CHECK(samples_find_id(samples, str_of("")) == SIZE_MAX);
    run_free(run);
}

#define IDS(duplicates, first_row, ...)                                                            \
    check_ids((const int64_t[]){__VA_ARGS__},                                                      \
              sizeof((const int64_t[]){__VA_ARGS__}) / sizeof(int64_t), duplicates, first_row)

TEST(ids_that_count_up_are_kept_wherever_they_begin)
{
    IDS(0, SIZE_MAX, 0, 1, 2, 3);
    IDS(0, SIZE_MAX, 5, 6, 7);
    IDS(0, SIZE_MAX, -2, -1, 0, 1);
    IDS(0, SIZE_MAX, 5);
    IDS(0, SIZE_MAX, INT64_MAX - 1, INT64_MAX);
    IDS(0, SIZE_MAX, INT64_MAX, INT64_MIN, INT64_MIN + 1);
}

TEST(ids_after_a_break_are_kept_and_repeats_told)
{
    IDS(0, SIZE_MAX, 5, 6, 8, 9);
    IDS(0, SIZE_MAX, 5, 4, 3);
    IDS(1, 1, 5, 5, 6);
    IDS(2, 3, 5, 6, 7, 5, 6);
    IDS(0, SIZE_MAX, INT64_MIN, INT64_MAX);
}

TEST(ids_that_count_up_take_no_memory)
{
    enum { COUNT = 100000 };
    struct run_builder *builder = run_builder_new("r", "r", "test");
    struct sample_writer *counted = builder_samples(builder, ""), *broken;
    size_t before, after;
    struct run *run;

    sample_writer_add(counted, COUNT);
    for (int64_t i = 0; i < COUNT; i++)
        sample_writer_id_number(counted, i + 3);
    run = run_builder_finish(builder);
    before = run_footprint(run);
    run_free(run);
    builder = run_builder_new("r", "r", "test");
    broken = builder_samples(builder, "");
    sample_writer_add(broken, COUNT);
    for (int64_t i = 0; i < COUNT; i++)
        sample_writer_id_number(broken, i * 2);
    run = run_builder_finish(builder);
    after = run_footprint(run);
    run_free(run);
    CHECK(before < COUNT);
    CHECK(after >= before + COUNT * sizeof(int64_t));
}

TEST(a_run_of_ids_must_continue_the_one_before)
{
    struct run_builder *builder = run_builder_new("r", "r", "test");
    struct sample_writer *writer = builder_samples(builder, "");
    char room[SAMPLE_ID_ROOM];
    int64_t *numbers;
    struct run *run;

    sample_writer_add(writer, 9);
    CHECK(sample_writer_id_run(writer, 10, 3));
    CHECK(!sample_writer_id_run(writer, 14, 2));
    CHECK(sample_writer_id_run(writer, 13, 2));
    numbers = sample_writer_id_numbers(writer, 2);
    if (CHECK(numbers != NULL)) {
        numbers[0] = 15;
        numbers[1] = 90;
    }
    CHECK(!sample_writer_id_run(writer, 17, 1));
    sample_writer_id(writer, str_of("x"));
    CHECK(!sample_writer_id_run(writer, 18, 1));
    sample_writer_id_number(writer, -4);
    run = run_builder_finish(builder);
    CHECK(str_eq_c(samples_id(run_samples(run, 0), 0, room), "10"));
    CHECK(str_eq_c(samples_id(run_samples(run, 0), 4, room), "14"));
    CHECK(str_eq_c(samples_id(run_samples(run, 0), 5, room), "15"));
    CHECK(str_eq_c(samples_id(run_samples(run, 0), 6, room), "90"));
    CHECK(str_eq_c(samples_id(run_samples(run, 0), 7, room), "x"));
    CHECK(str_eq_c(samples_id(run_samples(run, 0), 8, room), "-4"));
    CHECK_INT(samples_find_id(run_samples(run, 0), str_of("14")), 4);
    run_free(run);
}

TEST(samples_without_ids_are_found_by_their_row_from_one)
{
    struct run_builder *builder = run_builder_new("r", "r", "test");
    struct run *run;

    sample_writer_add(builder_samples(builder, ""), 3);
    run = run_builder_finish(builder);
    CHECK_INT(samples_find_id(run_samples(run, 0), str_of("1")), 0);
    CHECK_INT(samples_find_id(run_samples(run, 0), str_of("3")), 2);
    CHECK(samples_find_id(run_samples(run, 0), str_of("0")) == SIZE_MAX);
    CHECK(samples_find_id(run_samples(run, 0), str_of("4")) == SIZE_MAX);
    run_free(run);
}
