#include <assay/load/csv_row.h>

#include <assay/load/csv_scan.h>

#include <assay/base/err.h>

#include <stdlib.h>
#include <string.h>

void csv_row_init(struct csv_row *row)
{
    *row = (struct csv_row){.pieces = NULL};
}

void csv_row_release(struct csv_row *row)
{
    free(row->pieces);
    csv_row_init(row);
}

uint64_t csv_count_lines(struct str text)
{
    uint64_t lines = 0;

    for (size_t i = 0; i < text.len; i++)
        lines += text.ptr[i] == '\n' ||
                 (text.ptr[i] == '\r' && (i + 1 == text.len || text.ptr[i + 1] != '\n'));
    return lines;
}

static void add_piece(struct csv_row *row, size_t from, size_t to, bool escaped)
{
    row->pieces = array_grow(row->pieces, &row->capacity, row->count + 1, sizeof(struct csv_piece));
    row->pieces[row->count++] = (struct csv_piece){from, to, escaped};
}

/* The first delimiter or line end at or after `at`, or the end of the text. */
static size_t unquoted_end(struct str text, size_t at, char delimiter)
{
    for (; at < text.len; at++) {
        char c = text.ptr[at];

        if (c == delimiter || c == '\n' || c == '\r')
            break;
    }
    return at;
}

enum close { CLOSE_FOUND, CLOSE_MISSING, CLOSE_UNSURE };

/* From behind the opening quote to the closing one, which doubled quotes are not. */
static enum close find_close(struct str text, size_t at, enum csv_row_tail tail, size_t *close,
                             bool *doubled)
{
    *doubled = false;
    for (;;) {
        const char *quote = at < text.len ? memchr(text.ptr + at, '"', text.len - at) : NULL;

        if (!quote)
            return CLOSE_MISSING;
        at = (size_t)(quote - text.ptr) + 1;
        if (at == text.len && tail == CSV_TAIL_MORE)
            return CLOSE_UNSURE;
        if (at == text.len || text.ptr[at] != '"')
            break;
        *doubled = true;
        at++;
    }
    *close = at - 1;
    return CLOSE_FOUND;
}

static enum csv_row_state quoted_cell(struct csv_row *row, struct str text, size_t *at,
                                      enum csv_row_tail tail, char delimiter)
{
    size_t open = *at, close, end;
    bool doubled;

    row->quoted = true;
    row->quote_at = open;
    row->quote_up = row->lines;
    switch (find_close(text, open + 1, tail, &close, &doubled)) {
    case CLOSE_UNSURE:
        return CSV_ROW_MORE;
    case CLOSE_MISSING:
        return tail == CSV_TAIL_LAST ? CSV_ROW_OPEN : CSV_ROW_MORE;
    case CLOSE_FOUND:
        break;
    }
    row->lines += csv_count_lines((struct str){text.ptr + open + 1, close - open - 1});
    end = unquoted_end(text, close + 1, delimiter);
    if (end == close + 1 && !doubled)
        add_piece(row, open + 1, close, false);
    else
        add_piece(row, open, end, true);
    *at = end;
    return CSV_ROW_WHOLE;
}

static enum csv_row_state end_row(struct csv_row *row, struct str text, size_t at,
                                  enum csv_row_tail tail)
{
    row->end = row->next = at;
    if (at == text.len)
        return tail == CSV_TAIL_LAST ? CSV_ROW_WHOLE : CSV_ROW_MORE;
    row->lines++;
    row->next++;
    if (text.ptr[at] == '\n')
        return CSV_ROW_WHOLE;
    if (row->next == text.len)
        return tail == CSV_TAIL_LAST ? CSV_ROW_WHOLE : CSV_ROW_MORE;
    row->next += text.ptr[row->next] == '\n';
    return CSV_ROW_WHOLE;
}

enum csv_row_state csv_row_parse(struct csv_row *row, struct str text, enum csv_row_tail tail,
                                 char delimiter)
{
    size_t at = 0;

    row->count = 0;
    row->lines = 0;
    row->quoted = false;
    for (;; at++) {
        if (at < text.len && text.ptr[at] == '"') {
            enum csv_row_state state = quoted_cell(row, text, &at, tail, delimiter);

            if (state != CSV_ROW_WHOLE)
                return state;
        } else {
            size_t end = unquoted_end(text, at, delimiter);

            add_piece(row, at, end, false);
            at = end;
        }
        if (at == text.len || text.ptr[at] != delimiter)
            return end_row(row, text, at, tail);
    }
}

struct str csv_piece_text(const struct csv_piece *piece, const char *text, struct arena *arena)
{
    const char *from = text + piece->from, *end = text + piece->to;
    size_t length = piece->to - piece->from, used = 0;
    char *copy;

    if (!piece->escaped)
        return (struct str){from, length};
    copy = arena_alloc(arena, length + CSV_CELL_PAD);
    memset(copy + length, 0, CSV_CELL_PAD);
    for (from++; from < end; from++) {
        if (*from == '"' && (from + 1 == end || from[1] != '"'))
            break;
        from += *from == '"';
        copy[used++] = *from;
    }
    from += from < end; /* over the closing quote */
    memcpy(copy + used, from, (size_t)(end - from));
    return (struct str){copy, used + (size_t)(end - from)};
}

/* One byte outside quotes; true when it ends the row. */
static bool skip_outside(struct csv_skip *skip, char c, char delimiter)
{
    if (c == '\n' || c == '\r') {
        skip->lines++;
        skip->state = CSV_SKIP_CR;
        return c == '\n';
    }
    if (c == delimiter) {
        skip->cells++;
        skip->state = CSV_SKIP_START;
    } else if (c == '"' && skip->state == CSV_SKIP_START) {
        skip->state = CSV_SKIP_QUOTE;
        skip->quote_at = skip->length;
        skip->quote_up = skip->lines;
        skip->after_cr = false;
    } else {
        skip->state = c == '"' && skip->state == CSV_SKIP_CLOSE ? CSV_SKIP_QUOTE : CSV_SKIP_CELL;
    }
    skip->length++;
    return false;
}

static void skip_inside(struct csv_skip *skip, char c)
{
    if (c == '"')
        skip->state = CSV_SKIP_CLOSE;
    skip->lines += c == '\r' || (c == '\n' && !skip->after_cr);
    skip->after_cr = c == '\r';
    skip->length++;
}

bool csv_skip_feed(struct csv_skip *skip, struct str text, char delimiter, size_t *used)
{
    bool over = false;
    size_t i = 0;

    if (skip->eaten == 0)
        skip->cells = 1;
    for (; i < text.len && !over; i++) {
        char c = text.ptr[i];

        if (skip->state == CSV_SKIP_CR) {
            i += c == '\n';
            over = true;
            break;
        }
        if (skip->state == CSV_SKIP_QUOTE)
            skip_inside(skip, c);
        else
            over = skip_outside(skip, c, delimiter);
    }
    *used = i;
    skip->eaten += i;
    return over;
}
