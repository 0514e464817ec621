#include <assay/load/sklearn_report.h>

#include <assay/base/err.h>

#include <stdlib.h>
#include <string.h>

enum { WORDS_MAX = 64 };

static const char *const column_words[REPORT_COLUMNS][3] = {
    [REPORT_PRECISION] = {"precision", NULL},
    [REPORT_RECALL] = {"recall", NULL},
    [REPORT_F1] = {"f1-score", "f1", NULL},
    [REPORT_SUPPORT] = {"support", NULL},
};

static size_t split_words(struct str line, struct str *words)
{
    size_t count = 0;

    for (size_t i = 0; i < line.len && count < WORDS_MAX;) {
        size_t start;

        while (i < line.len && (line.ptr[i] == ' ' || line.ptr[i] == '\t'))
            i++;
        start = i;
        while (i < line.len && line.ptr[i] != ' ' && line.ptr[i] != '\t')
            i++;
        if (i > start)
            words[count++] = (struct str){line.ptr + start, i - start};
    }
    return count;
}

static bool is_column(struct str word, size_t column)
{
    for (const char *const *name = column_words[column]; *name; name++)
        if (str_eq_nocase(word, str_of(*name)))
            return true;
    return false;
}

static bool is_header(struct str line)
{
    struct str words[WORDS_MAX];
    size_t count = split_words(line, words);

    if (count < REPORT_COLUMNS || count > REPORT_COLUMNS + 1)
        return false;
    for (size_t c = 0; c < REPORT_COLUMNS; c++)
        if (!is_column(words[count - REPORT_COLUMNS + c], c))
            return false;
    return true;
}

bool sklearn_report_seen(struct str text)
{
    struct str rest = text, line;

    while (str_split(&rest, '\n', &line))
        if (is_header(line))
            return true;
    return false;
}

static bool is_number(struct str word)
{
    double value;

    return str_number(word, &value, NULL);
}

static bool ends_in(const char *name, const char *end)
{
    return str_ends(str_of(name), end);
}

/* From the first byte of the line to the end of the name's last word. */
static const char *row_name(struct str first, struct str last, struct arena *arena)
{
    return arena_strndup(arena, first.ptr, (size_t)(last.ptr + last.len - first.ptr));
}

static bool parse_row(struct str line, uint32_t number, struct arena *arena, struct report_row *row)
{
    struct str words[WORDS_MAX];
    size_t count = split_words(line, words), values = 0;

    while (values < count && values < REPORT_COLUMNS && is_number(words[count - 1 - values]))
        values++;
    if (count <= values || (values != REPORT_COLUMNS && values != 2))
        return false;
    if (memchr(line.ptr, '\0', line.len)) /* no name could hold it */
        return false;
    memset(row, 0, sizeof(*row));
    row->line = number;
    row->name = row_name(words[0], words[count - values - 1], arena);
    row->is_accuracy = values == 2 && str_eq_nocase(str_of(row->name), STR("accuracy"));
    row->is_average = values == REPORT_COLUMNS && ends_in(row->name, " avg");
    if (values == 2 && !row->is_accuracy)
        return false;
    for (size_t v = 0; v < values; v++)
        row->cell[REPORT_COLUMNS - values + v] = words[count - values + v];
    return true;
}

/* Nothing in it but blanks, dashes, equals signs, underscores and such. */
static bool is_rule(struct str line)
{
    for (size_t i = 0; i < line.len; i++)
        if (!strchr(" \t-=_*~|+", line.ptr[i]) || line.ptr[i] == '\0')
            return false;
    return true;
}

static bool parse_line(struct str line, uint32_t number, struct report_line *out)
{
    struct str rest = line, key;

    if (!str_split(&rest, ':', &key) || key.len == line.len)
        return false;
    *out = (struct report_line){str_trim(key), str_trim(rest), number};
    return out->key.len && out->key.len <= 60 && out->value.len && key.ptr[0] != '-';
}

struct parse {
    struct report_row *rows;
    struct report_line *lines;
    size_t row_count, row_capacity, line_count, line_capacity;
    bool seen, inside;
};

static void take_line(struct parse *parse, struct str line, uint32_t number, struct arena *arena)
{
    struct report_row row;
    struct report_line pair;

    if (!parse->seen && is_header(line)) {
        parse->seen = parse->inside = true;
        return;
    }
    if (is_rule(line))
        return;
    if (parse->inside && parse_row(line, number, arena, &row)) {
        parse->rows = array_grow(parse->rows, &parse->row_capacity, parse->row_count + 1,
                                 sizeof(*parse->rows));
        parse->rows[parse->row_count++] = row;
        return;
    }
    parse->inside = false;
    if (parse_line(line, number, &pair)) {
        parse->lines = array_grow(parse->lines, &parse->line_capacity, parse->line_count + 1,
                                  sizeof(*parse->lines));
        parse->lines[parse->line_count++] = pair;
    }
}

bool sklearn_report_parse(struct str text, struct arena *arena, struct sklearn_report *report)
{
    struct parse parse = {.rows = NULL};
    struct str rest = text, line;
    uint32_t number = 0;

    while (str_split(&rest, '\n', &line))
        take_line(&parse, line, ++number, arena);
    report->rows = arena_copy(arena, parse.rows, parse.row_count, sizeof(*parse.rows));
    report->lines = arena_copy(arena, parse.lines, parse.line_count, sizeof(*parse.lines));
    report->row_count = parse.row_count;
    report->line_count = parse.line_count;
    free(parse.rows);
    free(parse.lines);
    return parse.row_count > 0;
}
