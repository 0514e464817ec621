#include <assay/load/csv_sniff.h>

#include <assay/load/csv_row.h>

#include <assay/base/utf8.h>

#include <string.h>

/* Rows looked at to judge a delimiter. */
enum { SNIFF_ROWS = 64 };

static const char delimiters[] = {',', '\t', ';', '|'};

struct sniff {
    struct str text;
    struct arena *arena;
    struct csv_dialect *out;
    struct csv_row row;
};

static struct str rest_of(struct str text, size_t at)
{
    return (struct str){text.ptr + at, text.len - at};
}

static void refuse(struct csv_dialect *out, const char *why)
{
    out->table = false;
    if (!out->why_not)
        out->why_not = why;
}

/* Sets the offset past a mark; false when the text is of an encoding that is not read. */
static bool check_mark(struct sniff *s)
{
    const unsigned char *b = (const unsigned char *)s->text.ptr;
    size_t n = s->text.len;

    if (n >= 2 && ((b[0] == 0xff && b[1] == 0xfe) || (b[0] == 0xfe && b[1] == 0xff))) {
        s->out->readable = false;
        refuse(s->out, "is UTF-16 text, which is not read: save it as UTF-8");
        return false;
    }
    if (n >= 4 && !b[0] && !b[1] && b[2] == 0xfe && b[3] == 0xff) {
        s->out->readable = false;
        refuse(s->out, "is UTF-32 text, which is not read: save it as UTF-8");
        return false;
    }
    if (n >= 3 && b[0] == 0xef && b[1] == 0xbb && b[2] == 0xbf) {
        s->out->byte_order_mark = true;
        s->out->header_offset = 3;
    }
    return true;
}

/* Valid but for a character cut at the very end, where the first bytes stop. */
static bool valid_prefix(struct str text)
{
    for (size_t cut = 0; cut < 4 && cut <= text.len; cut++)
        if (utf8_valid((struct str){text.ptr, text.len - cut}))
            return true;
    return false;
}

/*
 * Text with some damage in it is still UTF-8 when more of its characters beyond ASCII are valid
 * than there are stray bytes: in Windows-1252 text such sequences come about by chance only.
 */
static bool mostly_utf8(struct str text)
{
    size_t valid = 0, stray = 0;

    while (text.len) {
        uint32_t code;
        size_t length = utf8_decode(text, &code);

        valid += length > 1;
        stray += length == 0;
        length += length == 0;
        text = (struct str){text.ptr + length, text.len - length};
    }
    return valid > stray;
}

/* The physical line at `at`: its text, and where the next one begins. */
static struct str line_at(struct str text, size_t at, size_t *next)
{
    size_t end = at;

    while (end < text.len && text.ptr[end] != '\n' && text.ptr[end] != '\r')
        end++;
    *next = end;
    if (end < text.len)
        *next += text.ptr[end] == '\r' && end + 1 < text.len && text.ptr[end + 1] == '\n' ? 2 : 1;
    return (struct str){text.ptr + at, end - at};
}

static bool numeric(struct str cell)
{
    double value;

    cell = str_trim(cell);
    return cell.len && str_number(cell, &value, NULL);
}

/* How many cells has this line with the best delimiter for it, and how many are numbers? */
static size_t count_cells(struct sniff *s, struct str line, char delimiter, size_t *numbers)
{
    *numbers = 0;
    csv_row_parse(&s->row, line, CSV_TAIL_LAST, delimiter);
    for (size_t i = 0; i < s->row.count; i++)
        *numbers += numeric(csv_piece_text(&s->row.pieces[i], line.ptr, s->arena));
    return s->row.count;
}

/* "# a,b" above "1,2" is a header in a comment; "# a, b" above "id,label" is a remark. */
static bool is_commented_header(struct sniff *s, struct str comment, struct str below)
{
    bool spaced = comment.len > 1 && (comment.ptr[1] == ' ' || comment.ptr[1] == '#');

    for (size_t i = 0; i < sizeof(delimiters); i++) {
        size_t numbers, cells = count_cells(s, comment, delimiters[i], &numbers);

        if (cells < 2 || numbers || count_cells(s, below, delimiters[i], &numbers) != cells)
            continue;
        if (spaced ? numbers == cells : numbers > 0)
            return true;
    }
    return false;
}

/* Steps over blank and comment lines to the header. */
static void find_header(struct sniff *s)
{
    struct csv_dialect *out = s->out;
    struct str comment = {NULL, 0};
    size_t at = out->header_offset, next, comment_at = 0;
    uint64_t line = 1, comment_line = 0;

    for (; at < s->text.len; at = next, line++) {
        struct str text = line_at(s->text, at, &next);

        if (str_trim(text).len == 0 && !memchr(text.ptr, '\t', text.len))
            continue;
        if (text.ptr[0] != '#')
            break;
        comment = text;
        comment_at = at;
        comment_line = line;
    }
    out->header_offset = at;
    out->header_line = line;
    if (comment.ptr && at < s->text.len && comment_line + 1 == line &&
        is_commented_header(s, comment, line_at(s->text, at, &next))) {
        out->commented = true;
        out->header_offset = comment_at;
        out->header_line = comment_line;
    }
}

struct trial {
    char delimiter;
    size_t cells;       /* of the header, 0 when it does not end */
    size_t rows, alike; /* rows after it, and those of as many cells */
};

/* `split`: another one splits the header, so that one that does not need not be tried on rows. */
static void try_delimiter(struct sniff *s, struct trial *trial, bool split)
{
    size_t at = s->out->header_offset;

    if (csv_row_parse(&s->row, rest_of(s->text, at), CSV_TAIL_LAST, trial->delimiter) !=
        CSV_ROW_WHOLE)
        return;
    trial->cells = s->row.count;
    if (split && trial->cells < 2)
        return;
    at += s->row.next;
    while (at < s->text.len && trial->rows < SNIFF_ROWS) {
        enum csv_row_state state =
            csv_row_parse(&s->row, rest_of(s->text, at), CSV_TAIL_MORE, trial->delimiter);

        /* The row the text ends in may be cut: it can speak for a delimiter, not against it. */
        if (state != CSV_ROW_WHOLE && s->row.count != trial->cells)
            break;
        if (s->row.end || state != CSV_ROW_WHOLE) {
            trial->rows++;
            trial->alike += s->row.count == trial->cells;
        }
        if (state != CSV_ROW_WHOLE)
            break;
        at += s->row.next;
    }
}

/* Is a the better guess? Compared by the share of rows that agree, then by cells. */
static bool better(const struct trial *a, const struct trial *b)
{
    size_t left = a->alike * (b->rows ? b->rows : 1), right = b->alike * (a->rows ? a->rows : 1);

    if ((a->cells > 1) != (b->cells > 1))
        return a->cells > 1;
    if (a->rows && b->rows && left != right)
        return left > right;
    return a->cells > b->cells;
}

static struct trial pick_delimiter(struct sniff *s)
{
    struct trial best = {.delimiter = delimiters[0]};

    try_delimiter(s, &best, false);
    for (size_t i = 1; i < sizeof(delimiters); i++) {
        struct trial trial = {.delimiter = delimiters[i]};

        try_delimiter(s, &trial, best.cells > 1);
        if (better(&trial, &best))
            best = trial;
    }
    return best;
}

static struct str header_cell(struct sniff *s, size_t i, const char *text)
{
    struct str cell = str_trim(csv_piece_text(&s->row.pieces[i], text, s->arena));

    if (i == 0 && s->out->commented) {
        while (cell.len && cell.ptr[0] == '#')
            cell.ptr++, cell.len--;
        cell = str_trim(cell);
    }
    if (s->out->encoding == CSV_WINDOWS_1252) {
        struct buf converted = {.ptr = NULL};

        utf8_from_cp1252(&converted, cell);
        cell =
            (struct str){arena_strndup(s->arena, converted.ptr ? converted.ptr : "", converted.len),
                         converted.len};
        buf_release(&converted);
    }
    return cell;
}

static void take_header(struct sniff *s)
{
    struct csv_dialect *out = s->out;
    struct str text = rest_of(s->text, out->header_offset);
    enum csv_row_state state = csv_row_parse(&s->row, text, CSV_TAIL_LAST, out->delimiter);
    struct str *header;

    if (state != CSV_ROW_WHOLE ||
        (s->row.next == text.len && s->text.len >= CSV_SNIFF_BYTES && s->row.end == s->row.next)) {
        out->readable = false;
        refuse(out, "has a header line that does not end within its first 64 KiB");
        return;
    }
    header = arena_zalloc(s->arena, s->row.count, sizeof(*header));
    for (size_t i = 0; i < s->row.count; i++)
        header[i] = header_cell(s, i, text.ptr);
    out->header = header;
    out->column_count = s->row.count;
    if (s->row.next > s->row.end)
        out->line_end = text.ptr[s->row.end] == '\n'    ? CSV_LF
                        : s->row.next == s->row.end + 2 ? CSV_CRLF
                                                        : CSV_CR;
    out->data_offset = out->header_offset + s->row.next;
    out->data_line = out->header_line + s->row.lines;
}

/* Other text formats whose lines may split evenly by chance. */
static const char *looks_like_another(struct str header, struct str below)
{
    char first = header.len ? header.ptr[0] : '\0';

    if (memchr(header.ptr, '\0', header.len))
        return "has NUL bytes in its first line";
    if (first == '{' || (first == '[' && header.len < 3))
        return "begins like JSON";
    if (first == '<')
        return "begins like HTML or XML";
    if (below.len && memchr(below.ptr, '-', below.len)) {
        size_t rule = 0;

        while (rule < below.len && strchr("|-: ", below.ptr[rule]))
            rule++;
        if (rule == below.len)
            return "is a Markdown table";
    }
    return NULL;
}

static void judge(struct sniff *s, const struct trial *trial)
{
    struct csv_dialect *out = s->out;
    size_t next;
    struct str header = line_at(s->text, out->header_offset, &next);
    struct str below = line_at(s->text, next, &next);
    const char *other = looks_like_another(header, below);

    if (other)
        refuse(out, other);
    else if (trial->cells < 2)
        refuse(out, "has a first line that no comma, tab, semicolon or pipe splits into columns");
    else if (trial->rows && trial->alike * 2 < trial->rows)
        refuse(out, "has rows that do not have as many cells as its first line");
}

static void sniff_text(struct sniff *s)
{
    struct trial trial;

    if (!valid_prefix(s->text) && !mostly_utf8(s->text))
        s->out->encoding = CSV_WINDOWS_1252;
    find_header(s);
    if (s->out->header_offset == s->text.len) {
        s->out->data_offset = s->text.len;
        s->out->data_line = s->out->header_line;
        s->out->readable = s->text.len < CSV_SNIFF_BYTES;
        refuse(s->out, s->text.len ? "holds no header line" : "is empty");
        return;
    }
    trial = pick_delimiter(s);
    s->out->delimiter = trial.delimiter;
    take_header(s);
    if (s->out->readable)
        judge(s, &trial);
}

void csv_sniff(struct str first_bytes, struct arena *arena, struct csv_dialect *out)
{
    struct sniff s = {.text = first_bytes, .arena = arena, .out = out};

    *out = (struct csv_dialect){
        .delimiter = ',', .header_line = 1, .data_line = 1, .table = true, .readable = true};
    if (!first_bytes.ptr)
        s.text = (struct str){"", 0};
    csv_row_init(&s.row);
    if (check_mark(&s))
        sniff_text(&s);
    csv_row_release(&s.row);
}

size_t csv_column(const struct csv_dialect *dialect, const char *name)
{
    for (size_t i = 0; i < dialect->column_count; i++)
        if (str_eq_c(dialect->header[i], name))
            return i;
    return SIZE_MAX;
}
