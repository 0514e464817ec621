#include "check.h"

#include <assay/load/csv_scan.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned next_random(unsigned *state, unsigned below)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) % below;
}

/* Byte by byte, against what the header promises. */
static void check_index(const struct csv_index *index, const char *text, size_t length)
{
    size_t seps = 1, ends = 0, at = 0;

    CHECK_INT(index->seps[0], UINT32_MAX);
    for (; at < length && text[at] != '"'; at++) {
        bool end = text[at] == '\n' || (text[at] == '\r' && text[at + 1] != '\n');

        if (text[at] != ',' && !end)
            continue;
        CHECK_INT(index->seps[seps], at);
        if (end)
            CHECK_INT(index->ends[++ends], seps);
        seps++;
    }
    CHECK_INT(index->sep_count, seps);
    CHECK_INT(index->end_count, ends);
    CHECK_INT(index->stop, at);
    CHECK(index->quote == (at < length));
    CHECK(index->carriage || !memchr(text, '\r', at));
    for (size_t i = 0; i < at; i++)
        CHECK(index->nonascii || (unsigned char)text[i] < 0x80);
}

static void check_cells(const struct csv_scanner *scanner, const struct csv_index *index,
                        const char *text)
{
    struct str *cells = calloc(index->sep_count, sizeof(*cells));
    size_t from = 0;

    scanner->cells(cells, text, index->seps, index->sep_count - 1);
    for (size_t i = 0; i + 1 < index->sep_count; i++) {
        CHECK(cells[i].ptr == text + from);
        CHECK_INT(cells[i].len, index->seps[i + 1] - from);
        from = index->seps[i + 1] + 1;
    }
    free(cells);
}

static void check_path(enum csv_path path)
{
    static const char letters[] = {'a', 'b',  'c',    ',', '\n', '\r',
                                   '"', '\0', '\xe9', '+', '-',  '\x0b'};
    struct csv_scanner scanner;
    struct csv_index index;
    unsigned seed = 5;

    if (!csv_scanner_pick(path, &scanner)) {
        SKIP("this processor lacks the instructions");
        return;
    }
    csv_index_init(&index);
    for (int round = 0; round < 600; round++) {
        size_t length = next_random(&seed, round % 50 ? 300 : CSV_SCAN_MAX + 1);
        unsigned kinds = round % 2 ? 6 : 12;
        /* Exactly the pad promised, so that the sanitisers see a read beyond it. */
        char *text = malloc(length + CSV_SCAN_PAD);

        for (size_t i = 0; i < length + CSV_SCAN_PAD; i++)
            text[i] = letters[round % 3 ? next_random(&seed, kinds) : next_random(&seed, 3)];
        scanner.scan(&index, text, length, ',');
        check_index(&index, text, length);
        check_cells(&scanner, &index, text);
        free(text);
    }
    csv_index_release(&index);
}

TEST(csv_scan_finds_each_separator_in_portable_c)
{
    check_path(CSV_PATH_PORTABLE);
}

TEST(csv_scan_finds_each_separator_with_sse2)
{
    check_path(CSV_PATH_SSE2);
}

TEST(csv_scan_finds_each_separator_with_avx2)
{
    check_path(CSV_PATH_AVX2);
}

TEST(csv_scan_finds_each_separator_with_avx512)
{
    check_path(CSV_PATH_AVX512);
}

TEST(csv_scan_holds_a_text_of_nothing_but_line_ends)
{
    struct csv_scanner scanner;
    struct csv_index index;
    char *text = malloc(CSV_SCAN_MAX + CSV_SCAN_PAD);

    memset(text, '\n', CSV_SCAN_MAX + CSV_SCAN_PAD);
    csv_index_init(&index);
    for (enum csv_path path = CSV_PATH_AUTO; path <= CSV_PATH_AVX512; path++) {
        if (!csv_scanner_pick(path, &scanner))
            continue;
        scanner.scan(&index, text, CSV_SCAN_MAX, ',');
        CHECK_INT(index.sep_count, CSV_SCAN_MAX + 1);
        CHECK_INT(index.end_count, CSV_SCAN_MAX);
    }
    csv_index_release(&index);
    free(text);
}
