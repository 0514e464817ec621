#include "check.h"

#include <assay/load/csv_in.h>
#include <assay/load/csv_split.h>

#include <assay/base/arena.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static unsigned next_random(unsigned *state, unsigned below)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) % below;
}

/* A file that holds the text, gone with temp_drop. */
struct temp {
    char path[64];
};

static struct temp temp_new(struct str text)
{
    struct temp temp;
    int fd;

    snprintf(temp.path, sizeof(temp.path), "%s", "/tmp/assay-csv-XXXXXX");
    fd = mkstemp(temp.path);
    if (CHECK(fd >= 0))
        CHECK(write(fd, text.ptr, text.len) == (ssize_t)text.len);
    close(fd);
    return temp;
}

static void temp_drop(const struct temp *temp)
{
    unlink(temp->path);
}

struct result {
    struct buf rows, faults;
    uint64_t recoded, lines, bytes;
    bool fine, met_quote;
};

static void result_release(struct result *result)
{
    buf_release(&result->rows);
    buf_release(&result->faults);
}

static void note_batch(struct result *result, const struct csv_batch *batch)
{
    for (size_t r = 0; r < batch->row_count; r++) {
        buf_addf(&result->rows, "%llu+%u line %llu", (unsigned long long)batch->rows[r].offset,
                 (unsigned)batch->rows[r].length, (unsigned long long)csv_line(batch, r));
        for (size_t c = 0; c < batch->column_count; c++) {
            buf_addf(&result->rows, " [");
            buf_add_str(&result->rows, csv_cell(batch, r, c));
            buf_addf(&result->rows, "]");
        }
        buf_addf(&result->rows, "\n");
    }
    for (size_t i = 0; i < batch->fault_count; i++) {
        const struct csv_fault *f = &batch->faults[i];

        buf_addf(&result->faults, "%d row %llu line %llu %llu+%llu cells %zu quote %llu@%llu\n",
                 (int)f->kind, (unsigned long long)f->row, (unsigned long long)f->line,
                 (unsigned long long)f->offset, (unsigned long long)f->length, f->cells,
                 (unsigned long long)f->quote_line, (unsigned long long)f->quote_offset);
    }
    result->recoded += batch->recoded;
}

static struct result read_file(const char *path, const struct csv_spec *spec)
{
    struct result result = {.rows = {.ptr = NULL}};
    struct err err = {.code = ERR_NONE};
    struct csv_batch batch = {.done = false};
    struct csv_reader *reader = csv_reader_open(path, NULL, spec, &err);

    while (reader && csv_reader_next(reader, &batch, &err) && !batch.done)
        note_batch(&result, &batch);
    result.fine = batch.done;
    if (reader) {
        result.met_quote = csv_reader_met_quote(reader);
        result.lines = csv_reader_lines(reader);
        result.bytes = csv_reader_bytes(reader);
    }
    csv_reader_close(reader);
    buf_add_c(&result.rows, "");
    buf_add_c(&result.faults, "");
    return result;
}

static struct result read_text(struct str text, const struct csv_spec *spec)
{
    struct temp temp = temp_new(text);
    struct result result = read_file(temp.path, spec);

    temp_drop(&temp);
    return result;
}

static void check_same(const struct result *is, const struct result *wanted)
{
    CHECK(is->fine && wanted->fine);
    if (!str_eq(buf_str(&is->rows), buf_str(&wanted->rows)))
        CHECK_STR(is->rows.ptr, wanted->rows.ptr);
    CHECK_STR(is->faults.ptr, wanted->faults.ptr);
    CHECK_INT(is->recoded, wanted->recoded);
    CHECK_INT(is->lines, wanted->lines);
    CHECK_INT(is->bytes, wanted->bytes);
}

static void check_text(struct str text, const char *rows, const char *faults)
{
    struct result result = read_text(text, NULL);

    CHECK(result.fine);
    CHECK_STR(result.rows.ptr, rows);
    CHECK_STR(result.faults.ptr, faults);
    result_release(&result);
}

TEST(csv_rows_have_their_place_in_the_file)
{
    check_text(STR("id,y\n1,joy\r\n\n2,fear"), "5+5 line 2 [1] [joy]\n13+6 line 4 [2] [fear]\n",
               "");
}

TEST(csv_cells_of_several_lines_keep_later_line_numbers_right)
{
    check_text(STR("id,y\n1,\"a\nb\r\nc\"\n2,\"\"\"q\"\"\"\n3,x\n"),
               "5+10 line 2 [1] [a\nb\r\nc]\n16+9 line 5 [2] [\"q\"]\n26+3 line 6 [3] [x]\n", "");
}

TEST(csv_ragged_rows_are_faults_and_reading_goes_on)
{
    check_text(STR("a,b\n1\n1,2,3\n4,5\n"), "12+3 line 4 [4] [5]\n",
               "0 row 1 line 2 4+1 cells 1 quote 0@0\n1 row 2 line 3 6+5 cells 3 quote 0@0\n");
}

TEST(csv_quote_never_closed_is_told_with_the_place_it_opened)
{
    check_text(STR("a,b\n1,2\n3,\"x\ny\n\"\"z"), "4+3 line 2 [1] [2]\n",
               "3 row 2 line 3 8+10 cells 2 quote 3@10\n");
}

TEST(csv_row_cut_by_the_end_of_the_file_is_told)
{
    check_text(STR("a,b,c\n1,2,3\n4,5"), "6+5 line 2 [1] [2] [3]\n",
               "3 row 2 line 3 12+3 cells 2 quote 0@0\n");
}

TEST(csv_files_without_rows_are_fine)
{
    check_text(STR(""), "", "");
    check_text(STR("a,b"), "", "");
    check_text(STR("a,b\r\n"), "", "");
    check_text(STR("\n\n# nothing\n"), "", "");
}

TEST(csv_carriage_returns_alone_end_lines)
{
    check_text(STR("a,b\r1,2\r\r3,4\r"), "4+3 line 2 [1] [2]\n9+3 line 4 [3] [4]\n", "");
}

TEST(csv_nul_bytes_pass)
{
    struct result result = read_text(STR("a,b\n1,\0\0002\n"), NULL);
    struct str wanted = STR("4+5 line 2 [1] [\0\0002]\n");

    CHECK(result.fine && str_eq(buf_str(&result.rows), wanted));
    result_release(&result);
}

TEST(csv_windows_1252_becomes_utf8)
{
    check_text(STR("a,b\n1,caf\xe9\n2,\"\x80\"\n"),
               "4+6 line 2 [1] [caf\xc3\xa9]\n11+5 line 3 [2] [\xe2\x82\xac]\n", "");
}

TEST(csv_invalid_bytes_far_into_a_utf8_file_are_recoded_and_counted)
{
    struct buf text = {.ptr = NULL};
    struct result result;

    buf_add_c(&text, "a,b\n");
    for (int i = 0; i < 20000; i++)
        buf_addf(&text, "%d,\xc3\xa9\n", i);
    buf_add_c(&text, "x,\xe9\n");
    result = read_text(buf_str(&text), NULL);
    CHECK_INT(result.recoded, 1);
    CHECK(str_ends(buf_str(&result.rows),
                   "[19999] [\xc3\xa9]\n168894+3 line 20002 [x] [\xc3\xa9]\n"));
    result_release(&result);
    buf_release(&text);
}

TEST(csv_columns_come_in_the_order_wanted)
{
    static const size_t columns[] = {2, 0};
    struct csv_spec spec = {.columns = columns, .column_count = 2};
    struct result result = read_text(STR("a,b,c\r\n1,2,3\r\n4,\"5\",6\r\n"), &spec);

    CHECK_STR(result.rows.ptr, "7+5 line 2 [3] [1]\n14+7 line 3 [6] [4]\n");
    result_release(&result);
}

TEST(csv_column_out_of_range_is_refused)
{
    static const size_t columns[] = {3};
    struct csv_spec spec = {.columns = columns, .column_count = 1};
    struct temp temp = temp_new(STR("a,b,c\n"));
    struct err err = {.code = ERR_NONE};

    CHECK(csv_reader_open(temp.path, NULL, &spec, &err) == NULL);
    CHECK_INT(err.code, ERR_USAGE);
    CHECK_STR(err.file, temp.path);
    temp_drop(&temp);
}

TEST(csv_utf16_folder_and_missing_file_are_refused_in_a_sentence)
{
    struct temp temp = temp_new(STR("\xff\xfe"
                                    "a\0,\0b\0\n\0"));
    struct err err = {.code = ERR_NONE};

    CHECK(csv_reader_open(temp.path, NULL, NULL, &err) == NULL);
    CHECK_INT(err.code, ERR_UNSUPPORTED);
    CHECK_STR(err.text, "is UTF-16 text, which is not read: save it as UTF-8");
    CHECK(csv_reader_open("/", NULL, NULL, &err) == NULL);
    CHECK_STR(err.text, "is not a regular file");
    temp_drop(&temp);
    CHECK(csv_reader_open(temp.path, NULL, NULL, &err) == NULL);
    CHECK_INT(err.code, ERR_IO);
}

TEST(csv_row_above_the_limit_is_a_fault_and_reading_goes_on)
{
    struct csv_spec spec = {.row_limit = 10, .window = 64};
    struct result result =
        read_text(STR("a,b\n12345,7890\n12345,78901\n\"1\n345\",\"890123\n\n6\"\n1,2\n"), &spec);

    CHECK_STR(result.rows.ptr, "4+10 line 2 [12345] [7890]\n47+3 line 8 [1] [2]\n");
    CHECK_STR(result.faults.ptr, "2 row 2 line 3 15+11 cells 2 quote 0@0\n"
                                 "2 row 3 line 4 27+19 cells 2 quote 0@0\n");
    result_release(&result);
}

TEST(csv_cell_keys_are_equal_just_when_short_cells_are)
{
    struct temp temp =
        temp_new(STR("a,b\njoy,joy\n\"jo\"\"y\",j\xe9\n,\"\"\"\"\nsurprise,surprises\nab,abc"));
    struct csv_reader *reader = csv_reader_open(temp.path, NULL, NULL, NULL);
    struct csv_batch batch;

    CHECK(csv_reader_next(reader, &batch, NULL));
    for (size_t i = 0; i < batch.row_count * batch.column_count; i++)
        for (size_t k = 0; k < batch.row_count * batch.column_count; k++) {
            struct str a = batch.cells[i], b = batch.cells[k];

            if (a.len <= 8 && b.len <= 8)
                CHECK((csv_cell_key(a) == csv_cell_key(b)) == str_eq(a, b));
        }
    CHECK_INT(batch.row_count, 5);
    CHECK(csv_cell_key(csv_cell(&batch, 3, 0)) == csv_cell_key(csv_cell(&batch, 3, 1)));
    csv_reader_close(reader);
    temp_drop(&temp);
}

TEST(csv_fault_reads_as_a_sentence)
{
    struct csv_fault few = {.kind = CSV_FAULT_FEW, .row = 7, .cells = 1};
    struct csv_fault cut = {
        .kind = CSV_FAULT_CUT, .row = 2, .quote_line = 3, .quote_offset = 10, .length = 9};
    struct buf text = {.ptr = NULL};

    csv_fault_text(&few, 5, &text);
    CHECK_STR(text.ptr, "row 7 has 1 cell where the header has 5");
    buf_clear(&text);
    csv_fault_text(&cut, 5, &text);
    CHECK_STR(text.ptr, "row 2 has a quote that is never closed (line 3, byte 10): the last 9 "
                        "bytes of the file are lost in it");
    buf_release(&text);
}

/* ---- a reading byte by byte, to compare with ---- */

struct naive {
    struct buf rows, faults, cells;
    size_t count; /* cells of the row, the one in hand included */
    size_t from;  /* where the row began */
    uint64_t line, at_line, row, quote_line;
    size_t quote_at;
};

enum { WIDTH = 3 };

static void naive_row(struct naive *n, size_t end, bool quoted, int cut)
{
    size_t length = end - n->from;

    if (!cut && n->count == 1 && !quoted && strspn(n->cells.ptr, " \t[]") == n->cells.len) {
        /* blank */
    } else if (cut || n->count != WIDTH) {
        int kind = cut || n->count > WIDTH ? (cut ? 3 : 1) : 0;

        n->row++;
        buf_addf(&n->faults, "%d row %llu line %llu %zu+%zu cells %zu quote %llu@%zu\n", kind,
                 (unsigned long long)n->row, (unsigned long long)n->at_line, n->from, length,
                 n->count, (unsigned long long)n->quote_line, n->quote_line ? n->quote_at : 0);
    } else {
        n->row++;
        buf_addf(&n->rows, "%zu+%zu line %llu", n->from, length, (unsigned long long)n->at_line);
        buf_add_str(&n->rows, buf_str(&n->cells));
        buf_add_c(&n->rows, "]\n");
    }
}

static void naive_start(struct naive *n, size_t from)
{
    n->from = from;
    n->at_line = n->line;
    n->count = 1;
    n->quote_line = 0;
    buf_clear(&n->cells);
    buf_add_c(&n->cells, " [");
}

/* Python's rules, one byte at a time; the text holds no cell with brackets. */
static void naive_read(struct naive *n, struct str text, size_t at)
{
    bool fresh = true, inside = false, quoted = false, ended = true;

    naive_start(n, at);
    for (; at < text.len; at++) {
        char c = text.ptr[at];
        bool pair = c == '\r' && at + 1 < text.len && text.ptr[at + 1] == '\n';

        ended = false;
        if ((c == '\n' || c == '\r') && !pair)
            n->line++;
        if (inside) {
            if (c != '"') {
                buf_add_char(&n->cells, c);
            } else if (at + 1 < text.len && text.ptr[at + 1] == '"') {
                buf_add_char(&n->cells, c);
                at++;
            } else {
                inside = false;
            }
        } else if (c == ',') {
            buf_add_c(&n->cells, "] [");
            n->count++;
            fresh = true;
            continue;
        } else if (c == '\n' || c == '\r') {
            n->quote_line = 0;
            naive_row(n, at, quoted, 0);
            at += pair;
            n->line += pair;
            naive_start(n, at + 1);
            fresh = ended = true;
            quoted = false;
            continue;
        } else if (c == '"' && fresh) {
            inside = quoted = true;
            n->quote_line = n->line;
            n->quote_at = at;
        } else {
            buf_add_char(&n->cells, c);
        }
        fresh = false;
    }
    if (!inside)
        n->quote_line = 0;
    if (!ended)
        naive_row(n, text.len, quoted,
                  inside || (n->count < WIDTH && (n->count > 1 || quoted ||
                                                  strspn(n->cells.ptr, " \t[]") != n->cells.len)));
}

static void random_table(struct buf *text, unsigned *seed, unsigned wild)
{
    /* The first six are free of quotes, the first nine of line ends. */
    static const char *const parts[] = {"a",  "joy",  "0.5", " ", "\xc3\xa9", "\t",  "x\"y",
                                        "\"", "\"\"", "\n",  ",", "\r",       "\r\n"};
    static const char *const ends[] = {"\n", "\r\n", "\r", "\n\n"};
    unsigned rows = next_random(seed, 40), style = next_random(seed, 4);

    buf_add_c(text, "id,truth,answer\n");
    for (unsigned r = 0; r < rows; r++) {
        unsigned cells = next_random(seed, wild ? 8 : 100) ? WIDTH : next_random(seed, 6);

        for (unsigned c = 0; c < cells; c++) {
            unsigned quoted = wild && next_random(seed, 4) == 0, n = next_random(seed, 4);

            buf_add_c(text, c ? "," : "");
            buf_add_c(text, quoted ? "\"" : "");
            for (unsigned i = 0; i < n; i++)
                buf_add_c(text, parts[next_random(seed, quoted ? 13 : wild ? 9 : 6)]);
            buf_add_c(text, quoted && next_random(seed, 9) ? "\"" : "");
        }
        buf_add_c(text, r + 1 < rows || next_random(seed, 2) ? ends[style] : "");
    }
}

static void check_all_ways(struct str text, const struct result *wanted)
{
    static const size_t windows[] = {64, 65, 100, 127, 128, 1000, 0};
    struct temp temp = temp_new(text);

    for (enum csv_path path = CSV_PATH_PORTABLE; path <= CSV_PATH_AVX512; path++)
        for (size_t i = 0; i < sizeof(windows) / sizeof(windows[0]); i++) {
            struct csv_spec spec = {.window = windows[i], .path = path, .batch_rows = 1 + i * 3};
            struct csv_scanner scanner;
            struct result result;

            if (!csv_scanner_pick(path, &scanner))
                continue;
            result = read_file(temp.path, &spec);
            check_same(&result, wanted);
            result_release(&result);
        }
    temp_drop(&temp);
}

TEST(csv_any_window_and_path_reads_what_a_reading_byte_by_byte_does)
{
    unsigned seed = 4711;

    for (unsigned round = 0; round < 150; round++) {
        struct buf text = {.ptr = NULL};
        struct naive naive = {.line = 2};
        struct result result;

        random_table(&text, &seed, round % 3);
        result = read_text(buf_str(&text), NULL);
        buf_add_c(&naive.rows, "");
        buf_add_c(&naive.faults, "");
        naive_read(&naive, buf_str(&text), strlen("id,truth,answer\n"));
        if (!CHECK_STR(result.rows.ptr, naive.rows.ptr) ||
            !CHECK_STR(result.faults.ptr, naive.faults.ptr))
            fprintf(stderr, "# text: %s\n", text.ptr);
        CHECK_INT(result.bytes, text.len - strlen("id,truth,answer\n"));
        check_all_ways(buf_str(&text), &result);
        result_release(&result);
        buf_release(&text);
        buf_release(&naive.rows);
        buf_release(&naive.faults);
        buf_release(&naive.cells);
    }
}

TEST(csv_row_longer_than_the_first_window_grows_it)
{
    struct buf text = {.ptr = NULL};
    struct csv_spec spec = {.window = 64};
    struct result small, large;

    buf_add_c(&text, "a,b\n1,");
    for (int i = 0; i < 100000; i++)
        buf_add_c(&text, "0123456789");
    buf_add_c(&text, "\n2,\"");
    for (int i = 0; i < 100000; i++)
        buf_add_c(&text, "01,\"\"\n789");
    buf_add_c(&text, "\"\n3,4\n");
    small = read_text(buf_str(&text), &spec);
    large = read_text(buf_str(&text), NULL);
    check_same(&small, &large);
    CHECK(str_ends(buf_str(&small.rows), "line 100004 [3] [4]\n"));
    result_release(&small);
    result_release(&large);
    buf_release(&text);
}

static void add_sections(const char *path, size_t count, struct buf *rows, bool *quote)
{
    uint64_t offsets[9];
    struct arena *arena = arena_new();
    struct csv_reader *whole = csv_reader_open(path, NULL, NULL, NULL);

    *quote = false;
    CHECK(csv_split(path, csv_reader_dialect(whole), count, offsets, NULL));
    for (size_t i = 0; i < count; i++) {
        struct csv_spec spec = {.from = offsets[i], .to = offsets[i + 1]};
        struct csv_reader *part;
        struct csv_batch batch;

        CHECK(offsets[i] <= offsets[i + 1]);
        if (offsets[i] == offsets[i + 1])
            continue;
        part = csv_reader_open(path, csv_reader_dialect(whole), &spec, NULL);
        while (csv_reader_next(part, &batch, NULL) && !batch.done)
            for (size_t r = 0; r < batch.row_count; r++)
                buf_addf(rows, "%llu+%u\n", (unsigned long long)batch.rows[r].offset,
                         (unsigned)batch.rows[r].length);
        *quote |= csv_reader_met_quote(part);
        csv_reader_close(part);
    }
    csv_reader_close(whole);
    arena_free(arena);
}

TEST(csv_sections_together_hold_the_rows_of_the_file_unless_one_met_a_quote)
{
    unsigned seed = 31, quoted = 0, plain = 0;

    for (unsigned round = 0; round < 200; round++) {
        struct buf text = {.ptr = NULL}, whole = {.ptr = NULL}, parts = {.ptr = NULL};
        struct temp temp;
        bool quote;

        random_table(&text, &seed, round % 2);
        temp = temp_new(buf_str(&text));
        add_sections(temp.path, 1, &whole, &quote);
        CHECK(quote == (memchr(text.ptr, '"', text.len) != NULL));
        add_sections(temp.path, 1 + round % 8, &parts, &quote);
        if (!quote)
            CHECK(str_eq(buf_str(&parts), buf_str(&whole)));
        quoted += quote;
        plain += !quote;
        temp_drop(&temp);
        buf_release(&text);
        buf_release(&whole);
        buf_release(&parts);
    }
    CHECK(quoted > 20 && plain > 20);
}
