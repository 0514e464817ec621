#include <assay/load/markdown_matrix.h>

#include <assay/base/err.h>
#include <assay/base/utf8.h>

#include <stdlib.h>
#include <string.h>

enum { WORDS_MAX = 2048 };

/* Bytes of a drawing character at the start of text, 0 when there is none. */
static size_t drawing_length(struct str text)
{
    uint32_t code, next;
    size_t length = utf8_decode(text, &code), more;

    if (length == 0)
        return 0;
    if (code == '|' || (code >= 0x2500 && code <= 0x257f))
        return length;
    if (code != 0xe2) /* "â", what the first byte of a box character looks like */
        return 0;
    more = utf8_decode((struct str){text.ptr + length, text.len - length}, &next);
    if (more == 0 || (next != 0x201d && next != 0x2022)) /* bytes 94, 95 as Windows-1252 */
        return 0;
    length += more;
    more = utf8_decode((struct str){text.ptr + length, text.len - length}, &next);
    return length + (next >= 0x80 || next == 0 ? more : 0);
}

/* The line with every drawing character made blank. */
static struct str without_drawing(struct str line, struct arena *arena)
{
    char *text = arena_strndup(arena, line.ptr, line.len);

    for (size_t i = 0; i < line.len;) {
        size_t length = drawing_length((struct str){text + i, line.len - i});

        memset(text + i, ' ', length);
        i += length ? length : 1;
    }
    return (struct str){text, line.len};
}

struct words {
    struct str word[WORDS_MAX];
    size_t count;
};

static void split_words(struct str line, struct words *words)
{
    words->count = 0;
    for (size_t i = 0; i < line.len && words->count < WORDS_MAX;) {
        size_t start;

        while (i < line.len && (line.ptr[i] == ' ' || line.ptr[i] == '\t'))
            i++;
        start = i;
        while (i < line.len && line.ptr[i] != ' ' && line.ptr[i] != '\t')
            i++;
        if (i > start)
            words->word[words->count++] = (struct str){line.ptr + start, i - start};
    }
}

static size_t trailing_counts(const struct words *words)
{
    size_t counts = 0;
    long long value;

    while (counts < words->count && str_integer(words->word[words->count - 1 - counts], &value))
        counts++;
    return counts;
}

struct drawn {
    const char **rows;
    struct str *cells;
    size_t row_count, row_capacity, columns, cell_capacity;
};

static const char *joined(const struct str *words, size_t count, struct arena *arena)
{
    struct str last;

    if (count == 0)
        return "";
    last = words[count - 1];
    return arena_strndup(arena, words[0].ptr, (size_t)(last.ptr + last.len - words[0].ptr));
}

static void add_row(struct drawn *drawn, const struct words *words, size_t counts,
                    struct arena *arena)
{
    size_t named = words->count - counts, cell = drawn->row_count * drawn->columns;

    drawn->rows =
        array_grow(drawn->rows, &drawn->row_capacity, drawn->row_count + 1, sizeof(*drawn->rows));
    drawn->cells = array_grow(drawn->cells, &drawn->cell_capacity, cell + drawn->columns,
                              sizeof(*drawn->cells));
    drawn->rows[drawn->row_count++] = joined(words->word, named, arena);
    for (size_t c = 0; c < drawn->columns; c++)
        drawn->cells[cell + c] = words->word[named + c];
}

static bool is_row(const struct words *words, size_t counts, const struct drawn *drawn)
{
    return counts >= 2 && counts < words->count &&
           (drawn->row_count == 0 || counts == drawn->columns);
}

/* Column names by place; row names when the heads cannot be told apart. */
static const char **column_names(const struct words *heads, const struct drawn *drawn,
                                 struct arena *arena)
{
    const char **names = arena_zalloc(arena, drawn->columns, sizeof(*names));
    size_t skip = heads->count > drawn->columns ? heads->count - drawn->columns : 0;

    for (size_t c = 0; c < drawn->columns; c++)
        names[c] = heads->count >= drawn->columns ? joined(&heads->word[skip + c], 1, arena)
                   : c < drawn->row_count         ? drawn->rows[c]
                                                  : "total";
    return names;
}

bool markdown_matrix_parse(const struct str *lines, size_t count, struct arena *arena,
                           struct printed_matrix *out)
{
    struct drawn drawn = {.rows = NULL};
    struct words *words = xcalloc(2, sizeof(*words)), *heads = words + 1;

    for (size_t i = 0; i < count; i++) {
        size_t counts;

        split_words(without_drawing(lines[i], arena), words);
        counts = trailing_counts(words);
        if (is_row(words, counts, &drawn)) {
            drawn.columns = counts;
            add_row(&drawn, words, counts, arena);
        } else if (drawn.row_count == 0 && words->count >= 2 && counts == 0) {
            *heads = *words;
        }
    }
    out->rows = arena_copy(arena, drawn.rows, drawn.row_count, sizeof(*drawn.rows));
    out->cells =
        arena_copy(arena, drawn.cells, drawn.row_count * drawn.columns, sizeof(*drawn.cells));
    out->columns = column_names(heads, &drawn, arena);
    out->row_count = drawn.row_count;
    out->column_count = drawn.columns;
    free(drawn.rows);
    free(drawn.cells);
    free(words);
    return out->row_count >= 2;
}
