#include <assay/base/quote.h>

#include <assay/base/utf8.h>

#include <stdint.h>
#include <string.h>

static bool is_formula(struct str text)
{
    double number;

    return text.len > 1 && strchr("=+-@", text.ptr[0]) && !str_number(text, &number, NULL);
}

/* One bit a byte: printable ASCII but for the quote and the comma. */
static const uint64_t plain_bytes[4] = {0xffffeffb00000000u, 0x7fffffffffffffffu, 0, 0};

/* What opens a formula or, being a blank, is lost. */
static bool is_sign(char c)
{
    return c == '=' || c == '+' || c == '-' || c == '@' || c == ' ';
}

static bool is_plain(unsigned char byte)
{
    return plain_bytes[byte >> 6] >> (byte & 63) & 1;
}

/* What is the same in a cell as by itself: safe, nothing that asks for quotes, no formula. */
static bool add_plain_cell(struct buf *out, struct str text)
{
    char *to;
    size_t length = 0;

    buf_reserve(out, text.len);
    to = out->ptr + out->len;
    for (; length < text.len && is_plain((unsigned char)text.ptr[length]); length++)
        to[length] = text.ptr[length];
    if (length < text.len || (length && (is_sign(text.ptr[0]) || to[length - 1] == ' '))) {
        to[0] = '\0';
        return false;
    }
    to[length] = '\0';
    out->len += length;
    return true;
}

static void quote_odd_cell(struct buf *out, struct str text)
{
    struct buf safe = {.ptr = NULL};
    struct str cell;
    bool quoted;

    utf8_make_safe(&safe, text);
    cell = buf_str(&safe);
    /* Safe text has no line end; leading and trailing blanks are lost by some readers. */
    quoted = cell.len && (memchr(cell.ptr, ',', cell.len) || memchr(cell.ptr, '"', cell.len) ||
                          cell.ptr[0] == ' ' || cell.ptr[cell.len - 1] == ' ');
    if (quoted)
        buf_add_char(out, '"');
    if (is_formula(cell))
        buf_add_char(out, '\'');
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.ptr[i] == '"')
            buf_add_char(out, '"');
        buf_add_char(out, cell.ptr[i]);
    }
    if (quoted)
        buf_add_char(out, '"');
    buf_release(&safe);
}

void quote_csv(struct buf *out, struct str text)
{
    if (!add_plain_cell(out, text))
        quote_odd_cell(out, text);
}

static void quote_code(struct buf *out, uint32_t code)
{
    static const char *const shorts[] = {
        ['"'] = "\\\"", ['\\'] = "\\\\", ['\n'] = "\\n", ['\r'] = "\\r", ['\t'] = "\\t"};

    if (code < sizeof(shorts) / sizeof(shorts[0]) && shorts[code])
        buf_add_c(out, shorts[code]);
    else if (code > 0xffff && utf8_is_unsafe(code))
        buf_addf(out, "\\u%04x\\u%04x", 0xd7c0u + (unsigned)(code >> 10),
                 0xdc00u + (unsigned)(code & 0x3ff));
    else if (utf8_is_unsafe(code))
        buf_addf(out, "\\u%04x", (unsigned)code);
    else
        utf8_encode(out, code);
}

/* Bytes in front that stand for themselves: printable ASCII but for two. */
static size_t plain_start(struct str text)
{
    size_t length = 0;

    while (length < text.len && text.ptr[length] >= 0x20 && text.ptr[length] < 0x7f &&
           text.ptr[length] != '"' && text.ptr[length] != '\\')
        length++;
    return length;
}

void quote_json(struct buf *out, struct str text)
{
    buf_add_char(out, '"');
    while (text.len) {
        uint32_t code;
        size_t length = plain_start(text);

        if (length) {
            buf_add(out, text.ptr, length);
            text = (struct str){text.ptr + length, text.len - length};
            continue;
        }
        length = utf8_decode(text, &code);
        if (length == 0)
            code = 0xfffd, length = 1;
        quote_code(out, code);
        text.ptr += length;
        text.len -= length;
    }
    buf_add_char(out, '"');
}

/* ---- shell ---- */

static bool is_shell_plain(unsigned char byte)
{
    return byte >= 0x80 || (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= 'a' && byte <= 'z') || (byte && strchr("-_./,:@%+=", byte));
}

void quote_shell(struct buf *out, struct str text)
{
    struct buf safe = {.ptr = NULL};
    bool plain;

    utf8_make_safe(&safe, text);
    plain = safe.len > 0;
    for (size_t i = 0; i < safe.len; i++)
        plain = plain && is_shell_plain((unsigned char)safe.ptr[i]);
    buf_add_c(out, plain ? "" : "'");
    for (size_t i = 0; i < safe.len; i++) {
        if (safe.ptr[i] == '\'')
            buf_add_c(out, "'\\'");
        buf_add_char(out, safe.ptr[i]);
    }
    buf_add_c(out, plain ? "" : "'");
    buf_release(&safe);
}
