#include "check.h"

#include <assay/load/classification_threads.h>
#include <assay/load/record_find.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * A table that the test writes, remembering each sound row as it goes; it is loaded in sections so
 * small that there are many, and every row must be found again.
 */

enum { ROWS = 2100, SECTION = 3000 };

struct table {
    char path[64];
    FILE *out;
    struct buf rows; /* the sound rows, NUL after each */
    struct buf ids;
    size_t starts[ROWS + 1], id_starts[ROWS + 1], count;
};

typedef void write_fn(struct table *table, size_t row);

static void sound(struct table *table, const char *id, const char *truth, const char *end)
{
    table->starts[table->count] = table->rows.len;
    table->id_starts[table->count++] = table->ids.len;
    buf_addf(&table->rows, "%s,%s,no", id, truth);
    buf_addf(&table->ids, "%s", id);
    fprintf(table->out, "%s,%s,no%s", id, truth, end);
}

static struct str piece(const struct buf *all, const size_t *starts, size_t count, size_t i)
{
    size_t end = i + 1 < count ? starts[i + 1] : all->len;

    return (struct str){all->ptr + starts[i], end - starts[i]};
}

static void ignore_fault(void *arg, const struct csv_fault *fault)
{
    (void)fault;
    ++*(size_t *)arg;
}

static struct run *load(const char *path, unsigned threads, struct arena *arena)
{
    static const struct str names[] = {{"id", 2}, {"y_true", 6}, {"y_pred", 6}};
    static const struct run_hints hints = {.format = NULL};
    struct run_builder *builder = run_builder_new("r", path, "classification");
    struct csv_reader *sniffer = csv_reader_open(path, NULL, NULL, NULL);
    struct table_layout layout = {.path = path, .dialect = csv_reader_dialect(sniffer)};
    struct field_map map;
    size_t faults = 0;
    struct table_reading reading = {.layout = &layout,
                                    .threads = threads,
                                    .section_bytes = SECTION,
                                    .on_fault = ignore_fault,
                                    .arg = &faults};

    CHECK(field_map_find(names, 3, &hints, arena, &map, NULL));
    for (size_t f = 0; f < FIELD_COUNT; f++)
        layout.column[f] = map.at[f];
    layout.file = builder_file(builder, "p.csv", "predictions", 0);
    reading.rows = prediction_rows_new(builder, &hints, &map, layout.file);
    CHECK(table_read(&reading, NULL));
    prediction_rows_finish(reading.rows);
    prediction_rows_free(reading.rows);
    csv_reader_close(sniffer);
    return run_builder_finish(builder);
}

static void check_run(const struct table *table, unsigned threads)
{
    struct arena *arena = arena_new();
    struct run *run = load(table->path, threads, arena);
    const struct samples *samples = run_samples(run, 0);
    char room[SAMPLE_ID_ROOM];
    size_t wrong_rows = 0, wrong_ids = 0, lost = 0;
    struct str bytes;

    CHECK(!samples->record);
    CHECK(samples->rows.count > 1);
    if (CHECK_INT(samples->count, table->count))
        for (size_t i = 0; i < table->count; i++) {
            struct str id = piece(&table->ids, table->id_starts, table->count, i);

            wrong_ids += !str_eq(samples_id(samples, i, room), id);
            lost += samples_find_id(samples, id) != i;
            wrong_rows += !record_read(run, samples, i, arena, &bytes, NULL) ||
                          !str_eq(bytes, piece(&table->rows, table->starts, table->count, i));
            arena_reset(arena);
        }
    CHECK_INT(wrong_rows, 0);
    CHECK_INT(wrong_ids, 0);
    CHECK_INT(lost, 0);
    run_free(run);
    arena_free(arena);
}

static struct table *table_new(write_fn *write)
{
    struct table *table = xcalloc(1, sizeof(*table));
    int fd;

    snprintf(table->path, sizeof(table->path), "%s", "/tmp/assay-record-XXXXXX");
    fd = mkstemp(table->path);
    table->out = fd < 0 ? NULL : fdopen(fd, "wb");
    if (!CHECK(table->out != NULL))
        die("cannot write %s", table->path);
    fputs("id,y_true,y_pred\n", table->out);
    for (size_t i = 0; i < ROWS; i++)
        write(table, i);
    fclose(table->out);
    return table;
}

static void table_drop(struct table *table)
{
    unlink(table->path);
    buf_release(&table->rows);
    buf_release(&table->ids);
    free(table);
}

static void check_every_row(write_fn *write)
{
    struct table *table = table_new(write);

    check_run(table, 1);
    check_run(table, 3);
    table_drop(table);
}

static void numbered(struct table *table, size_t number, const char *truth, const char *end)
{
    char id[32];

    snprintf(id, sizeof(id), "%zu", number);
    sound(table, id, truth, end);
}

static void plain_row(struct table *table, size_t row)
{
    numbered(table, row + 7, row % 3 ? "yes" : "", "\n");
}

/* Broken and blank rows at every place of the stride sooner or later, and both line ends. */
static void broken_row(struct table *table, size_t row)
{
    if (row % 37 == 0)
        fputs("broken,row\n\n", table->out);
    if (row % 255 == 0)
        fputs("too,many,cells,here\r\n \t\r\n", table->out);
    numbered(table, row, "yes", row + 1 == ROWS ? "" : row % 5 ? "\n" : "\r\n");
}

static void late_quote_row(struct table *table, size_t row)
{
    bool quoted = row > 900 && row % 101 == 0;

    if (row % 83 == 5)
        fputs("\"broken\n1,2,3\n\",row\n", table->out);
    numbered(table, row, quoted ? "\"two\n1,yes,no\nlines, a comma\"" : "yes", "\n");
}

static void early_quote_row(struct table *table, size_t row)
{
    numbered(table, row, row % 2 ? "\"a\r\n\"\"b\"\"\n\"" : "yes", row % 7 ? "\n" : "\n\n");
}

static void long_row(struct table *table, size_t row)
{
    static char text[200000];

    memset(text, 'x', sizeof(text) - 1);
    numbered(table, row, row == 300 || row == 1100 ? text : "yes", "\n");
}

static void gap_row(struct table *table, size_t row)
{
    numbered(table, row < 1300 ? row : row + 5, "yes", "\n");
}

static void descending_row(struct table *table, size_t row)
{
    numbered(table, ROWS - row, "yes", "\n");
}

static void late_text_row(struct table *table, size_t row)
{
    if (row == 1700)
        sound(table, "clip_1700", "yes", "\n");
    else
        numbered(table, row < 1300 ? row : row + 5, "yes", "\n");
}

static void run_then_text_row(struct table *table, size_t row)
{
    if (row == 1700)
        sound(table, "01700", "yes", "\n");
    else
        numbered(table, row, "yes", "\n");
}

TEST(every_row_of_a_table_is_found_again)
{
    check_every_row(plain_row);
}

TEST(rows_are_found_past_broken_and_blank_ones)
{
    check_every_row(broken_row);
}

TEST(rows_are_found_past_quoted_line_ends)
{
    check_every_row(late_quote_row);
    check_every_row(early_quote_row);
}

TEST(rows_longer_than_what_is_read_at_once_are_found)
{
    check_every_row(long_row);
}

TEST(ids_that_do_not_count_up_are_kept_and_found)
{
    check_every_row(gap_row);
    check_every_row(descending_row);
    check_every_row(late_text_row);
    check_every_row(run_then_text_row);
}

TEST(a_row_that_is_gone_is_an_error)
{
    struct table *table = table_new(plain_row);
    struct arena *arena = arena_new();
    struct run *run = load(table->path, 1, arena);
    struct record_ref ref;
    struct err err;

    CHECK(truncate(table->path, 200) == 0);
    CHECK(record_find(run, run_samples(run, 0), 3, &ref, &err));
    CHECK(!record_find(run, run_samples(run, 0), 2000, &ref, &err));
    CHECK_INT(err.code, ERR_IO);
    CHECK(!record_find(run, run_samples(run, 0), ROWS, &ref, &err));
    CHECK_INT(err.code, ERR_USAGE);
    unlink(table->path);
    CHECK(!record_find(run, run_samples(run, 0), 3, &ref, &err));
    CHECK_INT(err.code, ERR_IO);
    run_free(run);
    arena_free(arena);
    table_drop(table);
}

TEST(a_record_names_its_line)
{
    struct table *table = table_new(early_quote_row);
    struct arena *arena = arena_new();
    struct run *run = load(table->path, 1, arena);
    struct record_ref ref;

    /* Behind the head; the text of rows with an odd number has two line ends, and every seventh
     * row is followed by a blank one: 1 + 2 + 1 + 3. */
    CHECK(record_find(run, run_samples(run, 0), 0, &ref, NULL));
    CHECK_INT(record_line(run, &ref), 2);
    CHECK(record_find(run, run_samples(run, 0), 3, &ref, NULL));
    CHECK_INT(record_line(run, &ref), 8);
    CHECK(truncate(table->path, 10) == 0);
    CHECK_INT(record_line(run, &ref), 0);
    run_free(run);
    arena_free(arena);
    table_drop(table);
}

TEST(a_line_too_far_down_or_in_no_file_is_not_counted)
{
    struct table *table = table_new(early_quote_row);
    struct arena *arena = arena_new();
    struct run *run = load(table->path, 1, arena);
    struct record_ref ref;

    CHECK(record_find(run, run_samples(run, 0), 3, &ref, NULL));
    /* A hole takes no room and has no line end. */
    CHECK(truncate(table->path, 0) == 0 && truncate(table->path, (off_t)80 << 20) == 0);
    ref.offset = (uint64_t)64 << 20;
    CHECK_INT(record_line(run, &ref), 1);
    ref.offset++;
    CHECK_INT(record_line(run, &ref), 0);
    ref.offset = 0;
    CHECK_INT(record_line(run, &ref), 1);
    unlink(table->path);
    CHECK(mkfifo(table->path, 0600) == 0);
    CHECK_INT(record_line(run, &ref), 0);
    run_free(run);
    arena_free(arena);
    table_drop(table);
}
