#include "fuzz.h"

#include <assay/load/csv_in.h>
#include <assay/load/csv_number.h>
#include <assay/load/csv_split.h>

#include <assay/base/arena.h>
#include <assay/base/utf8.h>

#include <math.h>
#include <string.h>
#include <unistd.h>

/* Whatever the bytes: each window size and each path delivers the same rows and faults, cells are
 * valid UTF-8, places lie in the file and do not go back, sections without quotes add up. */

struct sums {
    struct buf rows, faults;
    uint64_t last, recoded, count;
    bool quote;
};

static void add_rows(struct sums *sums, const struct csv_batch *batch, uint64_t size)
{
    for (size_t r = 0; r < batch->row_count; r++) {
        const struct csv_place *place = &batch->rows[r];
        uint64_t line = csv_line(batch, r);

        FUZZ_HOLDS(place->offset >= sums->last && place->offset + place->length <= size);
        sums->last = place->offset + place->length;
        sums->count++;
        buf_add(&sums->rows, (const char *)&place->offset, sizeof(place->offset));
        buf_add(&sums->rows, (const char *)&place->length, sizeof(place->length));
        buf_add(&sums->rows, (const char *)&line, sizeof(line));
        for (size_t c = 0; c < batch->column_count; c++) {
            struct str cell = csv_cell(batch, r, c);

            FUZZ_HOLDS(utf8_valid(cell));
            buf_add(&sums->rows, (const char *)&cell.len, sizeof(cell.len));
            buf_add_str(&sums->rows, cell);
        }
    }
}

static void add_faults(struct sums *sums, const struct csv_batch *batch, uint64_t size)
{
    for (size_t i = 0; i < batch->fault_count; i++) {
        const struct csv_fault *f = &batch->faults[i];

        FUZZ_HOLDS(f->offset + f->length <= size && f->quote_offset < size + !size);
        buf_addf(&sums->faults, "%d %llu %llu %llu %llu %zu %llu %llu\n", (int)f->kind,
                 (unsigned long long)f->row, (unsigned long long)f->line,
                 (unsigned long long)f->offset, (unsigned long long)f->length, f->cells,
                 (unsigned long long)f->quote_line, (unsigned long long)f->quote_offset);
        csv_fault_text(f, 3, &sums->faults);
    }
}

static bool read_all(struct sums *sums, const char *path, const struct csv_dialect *dialect,
                     const struct csv_spec *spec, uint64_t size)
{
    struct err err = {.code = ERR_NONE};
    struct csv_batch batch = {.done = false};
    struct csv_reader *reader = csv_reader_open(path, dialect, spec, &err);

    if (!reader) {
        FUZZ_HOLDS(err.code == ERR_UNSUPPORTED && err.text[0]);
        return false;
    }
    while (csv_reader_next(reader, &batch, &err) && !batch.done) {
        FUZZ_HOLDS(batch.row_count || batch.fault_count);
        add_rows(sums, &batch, size);
        add_faults(sums, &batch, size);
        sums->recoded += batch.recoded;
    }
    FUZZ_HOLDS(batch.done);
    FUZZ_HOLDS(csv_reader_bytes(reader) <= size);
    sums->quote |= csv_reader_met_quote(reader);
    csv_reader_close(reader);
    return true;
}

static void sums_release(struct sums *sums)
{
    buf_release(&sums->rows);
    buf_release(&sums->faults);
}

static void compare_ways(const char *path, const struct sums *wanted, size_t limit, uint64_t size)
{
    static const size_t windows[] = {64, 71, 128, 4096};

    for (enum csv_path way = CSV_PATH_PORTABLE; way <= CSV_PATH_AVX512; way++)
        for (size_t i = 0; i < sizeof(windows) / sizeof(windows[0]); i++) {
            struct csv_spec spec = {
                .window = windows[i], .path = way, .row_limit = limit, .batch_rows = 1 + 5 * i};
            struct csv_scanner scanner;
            struct sums sums = {.last = 0};

            if (!csv_scanner_pick(way, &scanner))
                continue;
            FUZZ_HOLDS(read_all(&sums, path, NULL, &spec, size));
            FUZZ_HOLDS(str_eq(buf_str(&sums.rows), buf_str(&wanted->rows)));
            FUZZ_HOLDS(str_eq(buf_str(&sums.faults), buf_str(&wanted->faults)));
            FUZZ_HOLDS(sums.recoded == wanted->recoded && sums.quote == wanted->quote);
            sums_release(&sums);
        }
}

static void compare_sections(const char *path, const struct sums *wanted, size_t limit,
                             uint64_t size, struct str text)
{
    struct arena *arena = arena_new();
    struct sums sums = {.last = 0};
    struct csv_dialect dialect;
    uint64_t offsets[4];

    csv_sniff(text, arena, &dialect);
    FUZZ_HOLDS(csv_split(path, &dialect, 3, offsets, NULL));
    for (size_t i = 0; i < 3; i++) {
        struct csv_spec spec = {
            .from = offsets[i], .to = offsets[i + 1], .row_limit = limit, .window = 4096};

        FUZZ_HOLDS(offsets[i] <= offsets[i + 1] && offsets[i + 1] <= size);
        if (offsets[i] < offsets[i + 1])
            FUZZ_HOLDS(read_all(&sums, path, &dialect, &spec, size));
    }
    if (!sums.quote && !wanted->quote)
        FUZZ_HOLDS(sums.count == wanted->count && sums.last == wanted->last);
    /* A quote anywhere is met by the section it stands in. */
    FUZZ_HOLDS(sums.quote || !wanted->quote);
    sums_release(&sums);
    arena_free(arena);
}

static void check_numbers(struct str text)
{
    double fast = 1.0, plain = 1.0;
    long long whole = 1, same = 1;

    FUZZ_HOLDS(csv_number(text, &fast) == str_number(text, &plain, NULL));
    FUZZ_HOLDS(memcmp(&fast, &plain, sizeof(fast)) == 0 || (isnan(fast) && isnan(plain)));
    FUZZ_HOLDS(csv_integer(text, &whole) == str_integer(text, &same) && whole == same);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[] = "/tmp/assay-fuzz-csv-XXXXXX";
    size_t limit = size && data[0] == '\'' ? 40 : 0;
    struct str text = {(const char *)data, size};
    struct csv_spec spec = {.row_limit = limit};
    struct sums wanted = {.last = 0};
    int fd = mkstemp(path);

    FUZZ_HOLDS(fd >= 0 && write(fd, data, size) == (ssize_t)size);
    close(fd);
    if (read_all(&wanted, path, NULL, &spec, size)) {
        compare_ways(path, &wanted, limit, size);
        compare_sections(path, &wanted, limit, size, text);
    }
    unlink(path);
    sums_release(&wanted);
    check_numbers((struct str){text.ptr, size < 24 ? size : 24});
    return 0;
}
