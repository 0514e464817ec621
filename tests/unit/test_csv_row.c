#include "check.h"

#include <assay/load/csv_row.h>

#include <assay/base/arena.h>

#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A small generator, so that every run sees the same tables. */
static unsigned next_random(unsigned *state, unsigned below)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) % below;
}

/* All rows as text: cells in brackets, one row a line, blank lines left out. */
static void read_rows(struct str text, char delimiter, struct buf *out)
{
    struct csv_row row;
    struct arena *arena = arena_new();

    csv_row_init(&row);
    while (text.len) {
        enum csv_row_state state = csv_row_parse(&row, text, CSV_TAIL_LAST, delimiter);
        bool is_blank = row.count == 1 && row.end == 0 && !row.quoted;

        for (size_t i = 0; i < row.count && !is_blank; i++) {
            buf_add_char(out, '[');
            buf_add_str(out, csv_piece_text(&row.pieces[i], text.ptr, arena));
            buf_add_char(out, ']');
        }
        if (state == CSV_ROW_OPEN) {
            buf_add_c(out, "open\n");
            break;
        }
        if (!is_blank)
            buf_add_char(out, '\n');
        text.ptr += row.next;
        text.len -= row.next;
    }
    csv_row_release(&row);
    arena_free(arena);
}

static bool unhex(const char *hex, struct buf *out)
{
    unsigned byte;

    if (strcmp(hex, "-") == 0)
        return true;
    for (; hex[0] && hex[1]; hex += 2) {
        if (sscanf(hex, "%2x", &byte) != 1)
            return false;
        buf_add_char(out, (char)byte);
    }
    return hex[0] == '\0';
}

static void add_wanted(char *line, struct buf *wanted)
{
    char *at = NULL;

    for (char *cell = strtok_r(line, " \n", &at); cell; cell = strtok_r(NULL, " \n", &at)) {
        buf_add_char(wanted, '[');
        unhex(cell, wanted);
        buf_add_char(wanted, ']');
    }
    buf_add_char(wanted, '\n');
}

/* Python hands out the open cell at the end of the text; here it only has to be said. */
static bool same_rows(struct str is, struct str wanted)
{
    if (!str_ends(is, "open\n"))
        return str_eq(is, wanted);
    return wanted.len >= is.len - 5 && memcmp(is.ptr, wanted.ptr, is.len - 5) == 0;
}

static size_t check_python_case(const struct buf *text, char delimiter, const struct buf *wanted)
{
    struct buf rows = {.ptr = NULL};

    read_rows(buf_str(text), delimiter, &rows);
    if (!same_rows(buf_str(&rows), buf_str(wanted)))
        CHECK_STR(rows.ptr, wanted->ptr);
    buf_release(&rows);
    return 1;
}

TEST(csv_rows_are_what_python_reads)
{
    FILE *file = fopen("tests/data/csv/python_rows.txt", "r");
    struct buf text = {.ptr = NULL}, wanted = {.ptr = NULL};
    char line[65536], delimiter = ',';
    size_t cases = 0;
    bool begun = false;

    if (!CHECK(file != NULL))
        return;
    while (fgets(line, sizeof(line), file)) {
        if (line[0] == 'R') {
            add_wanted(line + 2, &wanted);
            continue;
        }
        if (begun)
            cases += check_python_case(&text, delimiter, &wanted);
        begun = true;
        buf_clear(&text);
        buf_clear(&wanted);
        line[strcspn(line, "\n")] = '\0';
        delimiter = (char)atoi(line + 2);
        CHECK(unhex(strchr(line + 2, ' ') + 1, &text));
    }
    cases += check_python_case(&text, delimiter, &wanted);
    CHECK(cases > 300);
    fclose(file);
    buf_release(&text);
    buf_release(&wanted);
}

struct seen {
    struct buf rows;
};

static void on_cell(void *cell, size_t length, void *context)
{
    struct seen *seen = context;

    buf_add_char(&seen->rows, '[');
    buf_add(&seen->rows, cell ? cell : "", length);
    buf_add_char(&seen->rows, ']');
}

static void on_row(int end, void *context)
{
    struct seen *seen = context;

    (void)end;
    buf_add_char(&seen->rows, '\n');
}

static int no_space(unsigned char c)
{
    (void)c;
    return 0;
}

static void libcsv_rows(struct str text, struct seen *seen)
{
    struct csv_parser parser;

    csv_init(&parser, 0);
    csv_set_space_func(&parser, no_space);
    csv_parse(&parser, text.ptr, text.len, on_cell, on_row, seen);
    csv_fini(&parser, on_cell, on_row, seen);
    csv_free(&parser);
}

/* Quoted cells end at their closing quote, others do not begin with one: there both agree. */
static void random_cell(struct buf *out, unsigned *seed)
{
    static const char *const inside[] = {"a",    "joy", " ",    ",",        "\n",
                                         "\r\n", "\r",  "\"\"", "\xc3\xa9", ""};
    static const char *const outside[] = {"a", "joy", " ", "0.25", "b\"c", "\xe9", ""};
    unsigned parts = next_random(seed, 4);
    bool quoted = next_random(seed, 3) == 0;

    if (quoted)
        buf_add_char(out, '"');
    for (unsigned i = 0; i < parts; i++)
        buf_add_c(out, quoted ? inside[next_random(seed, 10)] : outside[next_random(seed, 7)]);
    if (quoted)
        buf_add_char(out, '"');
}

TEST(csv_rows_are_what_libcsv_reads_where_the_rules_agree)
{
    static const char *const ends[] = {"\n", "\r\n", "\r", "\n\n"};
    unsigned seed = 20240607;

    for (int round = 0; round < 2000; round++) {
        struct buf text = {.ptr = NULL}, rows = {.ptr = NULL};
        struct seen seen = {.rows = {.ptr = NULL}};
        unsigned cells = 1 + next_random(&seed, 30);

        for (unsigned i = 0; i < cells; i++) {
            random_cell(&text, &seed);
            buf_add_c(&text, next_random(&seed, 3) ? "," : ends[next_random(&seed, 4)]);
        }
        libcsv_rows(buf_str(&text), &seen);
        read_rows(buf_str(&text), ',', &rows);
        if (!str_eq(buf_str(&rows), buf_str(&seen.rows)))
            CHECK_STR(rows.ptr, seen.rows.ptr);
        buf_release(&text);
        buf_release(&rows);
        buf_release(&seen.rows);
    }
}

TEST(csv_skip_ends_where_the_row_ends_however_it_is_fed)
{
    static const char letters[] = "a,\"\n\r";
    unsigned seed = 7;

    for (int round = 0; round < 5000; round++) {
        char text[24];
        size_t length = 1 + next_random(&seed, 23), fed = 0;
        struct csv_row row;
        struct csv_skip skip = {.eaten = 0};
        bool over = false;

        for (size_t i = 0; i < length; i++)
            text[i] = letters[next_random(&seed, 5)];
        csv_row_init(&row);
        if (csv_row_parse(&row, (struct str){text, length}, CSV_TAIL_MORE, ',') != CSV_ROW_WHOLE) {
            csv_row_release(&row);
            continue;
        }
        while (!over && fed < length) {
            size_t part = 1 + next_random(&seed, 3), used;

            part = part > length - fed ? length - fed : part;
            over = csv_skip_feed(&skip, (struct str){text + fed, part}, ',', &used);
            fed += used;
        }
        CHECK(over || skip.state == CSV_SKIP_CR);
        CHECK_INT(skip.eaten, row.next);
        CHECK_INT(skip.length, row.end);
        CHECK_INT(skip.cells, row.count);
        CHECK_INT(skip.lines, row.lines);
        csv_row_release(&row);
    }
}

TEST(csv_line_ends_of_three_kinds_count_once_each)
{
    CHECK_INT(csv_count_lines(STR("a\nb\r\nc\rd")), 3);
    CHECK_INT(csv_count_lines(STR("\r\r\n\n")), 3);
    CHECK_INT(csv_count_lines(STR("")), 0);
}
