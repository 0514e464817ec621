#include <assay/base/utf8.h>

#include <string.h>

#include <assay/base/utf8_tables.h>

enum { REPLACEMENT = 0xfffd, MARKS_IN_A_ROW = 4 };

/* ---- reading and writing ---- */

static bool is_scalar(uint32_t code)
{
    return code < 0xd800 || (code > 0xdfff && code <= 0x10ffff);
}

/* Length in bytes that a lead byte announces, 0 when it is none, and its payload. */
static size_t lead_length(unsigned char lead, uint32_t *payload)
{
    if (lead >= 0xc2 && lead <= 0xdf) {
        *payload = lead & 0x1fu;
        return 2;
    }
    if (lead >= 0xe0 && lead <= 0xef) {
        *payload = lead & 0x0fu;
        return 3;
    }
    if (lead >= 0xf0 && lead <= 0xf4) {
        *payload = lead & 0x07u;
        return 4;
    }
    return 0;
}

size_t utf8_decode(struct str text, uint32_t *code)
{
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t value = 0;
    size_t length;

    if (text.len == 0)
        return 0;
    if ((unsigned char)text.ptr[0] < 0x80) {
        *code = (unsigned char)text.ptr[0];
        return 1;
    }
    length = lead_length((unsigned char)text.ptr[0], &value);
    if (length == 0 || length > text.len)
        return 0;
    for (size_t i = 1; i < length; i++) {
        unsigned char byte = (unsigned char)text.ptr[i];

        if ((byte & 0xc0) != 0x80)
            return 0;
        value = value << 6 | (byte & 0x3fu);
    }
    if (value < smallest[length] || !is_scalar(value))
        return 0;
    *code = value;
    return length;
}

void utf8_encode(struct buf *out, uint32_t code)
{
    char bytes[4];
    size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char leads[] = {0, 0, 0xc0, 0xe0, 0xf0};

    if (!is_scalar(code)) {
        utf8_encode(out, REPLACEMENT);
        return;
    }
    for (size_t i = length - 1; i > 0; i--) {
        bytes[i] = (char)(0x80 | (code & 0x3f));
        code >>= 6;
    }
    bytes[0] = (char)(leads[length] | code);
    buf_add(out, bytes, length);
}

static struct str skip(struct str text, size_t bytes)
{
    return (struct str){text.ptr + bytes, text.len - bytes};
}

/* Bytes of ASCII in front, by eights: most of most texts. */
static size_t ascii_start(struct str text)
{
    size_t length = 0;
    uint64_t word;

    while (text.len - length >= sizeof(word)) {
        memcpy(&word, text.ptr + length, sizeof(word));
        if (word & 0x8080808080808080u)
            break;
        length += sizeof(word);
    }
    return length;
}

bool utf8_valid(struct str text)
{
    uint32_t code;

    while (text.len) {
        size_t length = utf8_decode(text = skip(text, ascii_start(text)), &code);

        if (length == 0)
            return text.len == 0;
        text = skip(text, length);
    }
    return true;
}

/* ---- measuring ---- */

static bool table_has(const struct utf8_table *table, uint32_t code)
{
    size_t low = 0, high = table->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (code > table->ranges[middle].last)
            low = middle + 1;
        else
            high = middle;
    }
    return low < table->count && table->ranges[low].first <= code;
}

static bool is_control(uint32_t code)
{
    return code < 0x20 || (code >= 0x7f && code < 0xa0);
}

bool utf8_is_unsafe(uint32_t code)
{
    return is_control(code) || table_has(&utf8_hidden, code);
}

int utf8_code_width(uint32_t code)
{
    if (code >= 0x20 && code < 0x7f)
        return 1;
    if (is_control(code) || table_has(&utf8_zero, code) || table_has(&utf8_hidden, code))
        return 0;
    return table_has(&utf8_wide, code) ? 2 : 1;
}

/* The next character or stray byte of a text that is not empty: its bytes and its columns. */
static size_t next_cell(struct str text, size_t *columns)
{
    uint32_t code;
    size_t length = utf8_decode(text, &code);

    *columns = length ? (size_t)utf8_code_width(code) : 1;
    return length ? length : 1;
}

size_t utf8_width(struct str text)
{
    size_t sum = 0, columns;

    while (text.len) {
        text = skip(text, next_cell(text, &columns));
        sum += columns;
    }
    return sum;
}

struct str utf8_cut(struct str text, size_t columns)
{
    size_t bytes = 0, sum = 0;

    while (bytes < text.len) {
        size_t width, length = next_cell(skip(text, bytes), &width);

        if (width > columns - sum)
            break;
        sum += width;
        bytes += length;
    }
    return (struct str){text.ptr, bytes};
}

/* ---- making safe ---- */

enum line_rule { LINES_SHOWN, LINES_PASS };

static void add_control(struct buf *out, uint32_t code, enum line_rule lines)
{
    if (lines == LINES_PASS && (code == '\n' || code == '\t'))
        buf_add_char(out, (char)code);
    else if (code == '\n')
        buf_add_c(out, "\\n");
    else if (code == '\t')
        buf_add_c(out, "\\t");
    else if (code == '\r')
        buf_add_c(out, "\\r");
    else if (code < 0x80)
        buf_addf(out, "\\x%02x", (unsigned)code);
    else /* not \x9b, which is how an invalid byte looks */
        buf_addf(out, "\\u{%x}", (unsigned)code);
}

/* Marks that pile up on one character climb over the lines above: only the first few pass. */
static void add_mark(struct buf *out, struct str mark, uint32_t code, size_t in_a_row)
{
    if (in_a_row <= MARKS_IN_A_ROW)
        buf_add_str(out, mark);
    else if (in_a_row == MARKS_IN_A_ROW + 1)
        buf_addf(out, "\\u{%x}…", (unsigned)code);
}

/* Bytes of printable ASCII at the start of a text. */
static size_t ascii_run(struct str text)
{
    size_t length = 0;

    while (length < text.len && text.ptr[length] >= 0x20 && text.ptr[length] < 0x7f)
        length++;
    return length;
}

static void make_safe(struct buf *out, struct str text, enum line_rule lines)
{
    size_t marks = 0;

    while (text.len) {
        uint32_t code = 0;
        size_t length = ascii_run(text);

        if (length) {
            buf_add(out, text.ptr, length);
            text = skip(text, length);
            marks = 0;
            continue;
        }
        length = utf8_decode(text, &code);
        marks = length && table_has(&utf8_zero, code) ? marks + 1 : 0;
        if (length == 0)
            buf_addf(out, "\\x%02x", (unsigned)(unsigned char)text.ptr[0]);
        else if (is_control(code))
            add_control(out, code, lines);
        else if (marks)
            add_mark(out, (struct str){text.ptr, length}, code, marks);
        else if (table_has(&utf8_hidden, code))
            buf_addf(out, "\\u{%x}", (unsigned)code);
        else
            buf_add(out, text.ptr, length);
        text = skip(text, length ? length : 1);
    }
}

void utf8_make_safe(struct buf *out, struct str text)
{
    make_safe(out, text, LINES_SHOWN);
}

void utf8_make_safe_lines(struct buf *out, struct str text)
{
    make_safe(out, text, LINES_PASS);
}

/* ---- Windows-1252 ---- */

/* Bytes 0x80 to 0x9f; 0 where the code page has nothing. Source: the table CP1252.TXT of Unicode.
 */
static const uint16_t cp1252_high[32] = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

static bool is_cp1252_high(unsigned char byte)
{
    return byte >= 0x80 && byte < 0xa0;
}

void utf8_from_cp1252(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.ptr[i];
        uint32_t code = is_cp1252_high(byte) ? cp1252_high[byte - 0x80] : byte;

        utf8_encode(out, is_cp1252_high(byte) && code == 0 ? REPLACEMENT : code);
    }
}

/* The byte that Windows-1252 shows as this character; false when there is none. */
static bool to_cp1252(uint32_t code, char *byte)
{
    if (code < 0x80 || (code >= 0xa0 && code <= 0xff)) {
        *byte = (char)code;
        return true;
    }
    for (unsigned i = 0; i < 32; i++) {
        if (code == (cp1252_high[i] ? cp1252_high[i] : 0x80 + i)) {
            *byte = (char)(0x80 + i);
            return true;
        }
    }
    return false;
}

bool utf8_undo_mojibake(struct buf *out, struct str text)
{
    struct buf bytes = {.ptr = NULL};
    size_t shrunk = 0;
    bool undone;

    while (text.len) {
        uint32_t code;
        size_t length = utf8_decode(text, &code);
        char byte;

        if (length == 0 || !to_cp1252(code, &byte))
            break;
        buf_add_char(&bytes, byte);
        shrunk += length - 1;
        text = skip(text, length);
    }
    /* Bytes above 0x7f that form valid UTF-8 come in sequences, so characters become fewer. */
    undone = text.len == 0 && shrunk > 0 && utf8_valid(buf_str(&bytes));
    if (undone)
        buf_add_str(out, buf_str(&bytes));
    buf_release(&bytes);
    return undone;
}
