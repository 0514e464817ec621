#include <assay/load/markdown_in.h>

#include <assay/base/err.h>

#include <stdlib.h>
#include <string.h>

enum { TABLE_COLUMNS_MAX = 1024 };

struct parser {
    struct arena *arena;
    const struct str *lines;
    size_t count, at;
    struct markdown_block *blocks;
    size_t block_count, block_capacity;
};

static struct markdown_block *add_block(struct parser *parser, enum markdown_kind kind)
{
    struct markdown_block *block;

    parser->blocks = array_grow(parser->blocks, &parser->block_capacity, parser->block_count + 1,
                                sizeof(*parser->blocks));
    block = &parser->blocks[parser->block_count++];
    memset(block, 0, sizeof(*block));
    block->kind = kind;
    block->line = (uint32_t)parser->at + 1;
    return block;
}

static size_t indentation(struct str line)
{
    size_t columns = 0;

    while (columns < line.len && (line.ptr[columns] == ' ' || line.ptr[columns] == '\t'))
        columns++;
    return columns;
}

static struct str skip(struct str text, size_t bytes)
{
    bytes = bytes < text.len ? bytes : text.len;
    return (struct str){text.ptr + bytes, text.len - bytes};
}

/* ---- fences ---- */

/* How many fence characters the line begins with, behind its indentation; 0 when under three. */
static size_t fence_length(struct str line, char *mark)
{
    struct str text = skip(line, indentation(line));
    size_t length = 0;

    if (text.len == 0 || (text.ptr[0] != '`' && text.ptr[0] != '~'))
        return 0;
    *mark = text.ptr[0];
    while (length < text.len && text.ptr[length] == *mark)
        length++;
    return length >= 3 ? length : 0;
}

static bool closes(struct str line, char mark, size_t length)
{
    char other = '\0';
    size_t found = fence_length(line, &other);

    return found >= length && other == mark && str_trim(line).len == found;
}

static void parse_fence(struct parser *parser, char mark, size_t length)
{
    struct markdown_block *block = add_block(parser, MARKDOWN_FENCE);
    struct str line = parser->lines[parser->at];
    size_t indent = indentation(line), first = parser->at + 1, last = first;
    struct str *inside;

    block->text = str_trim(skip(line, indent + length));
    while (last < parser->count && !closes(parser->lines[last], mark, length))
        last++;
    inside = arena_copy(parser->arena, parser->lines + first, last - first, sizeof(*inside));
    for (size_t i = 0; i < last - first; i++) {
        size_t own = indentation(inside[i]);

        inside[i] = skip(inside[i], own < indent ? own : indent);
    }
    block->lines = inside;
    block->line_count = last - first;
    parser->at = last < parser->count ? last + 1 : last;
}

/* ---- tables ---- */

static struct str without_edges(struct str line)
{
    struct str text = str_trim(line);

    if (text.len && text.ptr[0] == '|')
        text = skip(text, 1);
    if (text.len && text.ptr[text.len - 1] == '|')
        text.len--;
    return text;
}

/* The next cell of a row; "\|" is a bar in the text. */
static bool next_cell(struct str *rest, struct str *cell)
{
    size_t end = 0;

    if (!rest->ptr)
        return false;
    while (end < rest->len && !(rest->ptr[end] == '|' && (end == 0 || rest->ptr[end - 1] != '\\')))
        end++;
    *cell = str_trim((struct str){rest->ptr, end});
    *rest = end < rest->len ? skip(*rest, end + 1) : (struct str){NULL, 0};
    return true;
}

static size_t count_cells(struct str line)
{
    struct str rest = without_edges(line), cell;
    size_t count = 0;

    while (next_cell(&rest, &cell))
        count++;
    return count;
}

static bool is_rule(struct str line)
{
    struct str text = str_trim(line);
    bool dash = false;

    for (size_t i = 0; i < text.len; i++) {
        if (!strchr("|-: \t", text.ptr[i]) || text.ptr[i] == '\0')
            return false;
        dash = dash || text.ptr[i] == '-';
    }
    return dash && memchr(text.ptr, '|', text.len);
}

static bool has_bar(struct str line)
{
    return line.len && memchr(line.ptr, '|', line.len);
}

static bool table_begins(const struct parser *parser)
{
    return parser->at + 1 < parser->count && has_bar(parser->lines[parser->at]) &&
           is_rule(parser->lines[parser->at + 1]) && !is_rule(parser->lines[parser->at]);
}

static void fill_cells(struct str *cells, size_t columns, struct str line)
{
    struct str rest = without_edges(line), cell;

    for (size_t c = 0; c < columns; c++)
        cells[c] = next_cell(&rest, &cell) ? cell : (struct str){"", 0};
}

static void parse_table(struct parser *parser)
{
    struct markdown_block *block = add_block(parser, MARKDOWN_TABLE);
    size_t first = parser->at, last = first + 2;
    size_t columns = count_cells(parser->lines[first]);
    struct str *cells;

    columns = columns < TABLE_COLUMNS_MAX ? columns : TABLE_COLUMNS_MAX;
    while (last < parser->count && has_bar(parser->lines[last]))
        last++;
    cells = arena_zalloc(parser->arena, (last - first - 1) * columns, sizeof(*cells));
    fill_cells(cells, columns, parser->lines[first]);
    for (size_t r = first + 2; r < last; r++)
        fill_cells(cells + (r - first - 1) * columns, columns, parser->lines[r]);
    block->cells = cells;
    block->columns = columns;
    block->rows = last - first - 2;
    parser->at = last;
}

/* ---- headings and lines ---- */

static bool parse_heading(struct parser *parser)
{
    struct str line = parser->lines[parser->at];
    struct markdown_block *block;
    size_t level = 0;

    while (level < line.len && line.ptr[level] == '#')
        level++;
    if (level == 0 || level > 6 || (level < line.len && line.ptr[level] != ' '))
        return false;
    block = add_block(parser, MARKDOWN_HEADING);
    block->level = (int)level;
    block->text = str_trim(skip(line, level));
    return true;
}

/* Bytes of a bullet or an ordinal with its blank; 0 when there is none. */
static size_t bullet_length(struct str text)
{
    size_t digits = 0;

    if (text.len > 1 && strchr("-*+", text.ptr[0]) && text.ptr[1] == ' ')
        return 2;
    while (digits < text.len && text.ptr[digits] >= '0' && text.ptr[digits] <= '9')
        digits++;
    if (digits && digits + 1 < text.len && (text.ptr[digits] == '.' || text.ptr[digits] == ')') &&
        text.ptr[digits + 1] == ' ')
        return digits + 2;
    return 0;
}

static void parse_line(struct parser *parser)
{
    struct str line = parser->lines[parser->at];
    size_t indent = indentation(line);
    struct str text = str_trim(line);
    size_t bullet = bullet_length(text);
    struct markdown_block *block;

    if (text.len == 0)
        return;
    block = add_block(parser, MARKDOWN_LINE);
    block->level = (int)(indent < 1000 ? indent : 1000);
    block->bullet = bullet > 0;
    block->text = str_trim(skip(text, bullet));
}

static const struct str *split_lines(struct str text, struct arena *arena, size_t *count)
{
    struct str rest = text, line, *lines;
    size_t n = 0;

    while (str_split(&rest, '\n', &line))
        n++;
    lines = arena_zalloc(arena, n, sizeof(*lines));
    rest = text;
    for (n = 0; str_split(&rest, '\n', &line); n++)
        lines[n] = line;
    *count = n;
    return lines;
}

struct markdown markdown_parse(struct str text, struct arena *arena)
{
    struct parser parser = {.arena = arena};
    struct markdown document;

    parser.lines = split_lines(text, arena, &parser.count);
    while (parser.at < parser.count) {
        char mark = '\0';
        size_t length = fence_length(parser.lines[parser.at], &mark);

        if (length) {
            parse_fence(&parser, mark, length);
        } else if (table_begins(&parser)) {
            parse_table(&parser);
        } else {
            if (!parse_heading(&parser))
                parse_line(&parser);
            parser.at++;
        }
    }
    document.blocks = arena_copy(arena, parser.blocks, parser.block_count, sizeof(*parser.blocks));
    document.count = parser.block_count;
    free(parser.blocks);
    return document;
}
