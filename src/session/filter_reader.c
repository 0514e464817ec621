#include <assay/session/filter_reader.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool filter_fail_at(struct filter_reader *reader, size_t at, size_t length)
{
    if (reader->fault)
        *reader->fault = (struct filter_fault){at, length};
    return false;
}

bool filter_fail(struct filter_reader *reader, size_t at, size_t length, const char *format, ...)
{
    char text[256];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    err_set(reader->err, ERR_USAGE, "%s", text);
    return filter_fail_at(reader, at, length);
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_border(char c)
{
    return c == '\0' || c == '(' || c == ')' || is_blank(c);
}

static char char_at(const struct filter_reader *reader, size_t at)
{
    return at < reader->text.len ? reader->text.ptr[at] : '\0';
}

char filter_peek(const struct filter_reader *reader)
{
    return char_at(reader, reader->at);
}

bool filter_at_border(const struct filter_reader *reader)
{
    return is_border(filter_peek(reader));
}

void filter_skip_blanks(struct filter_reader *reader)
{
    while (is_blank(filter_peek(reader)))
        reader->at++;
}

bool filter_take_keyword(struct filter_reader *reader, const char *keyword)
{
    struct str wanted = str_of(keyword);
    struct str here = {reader->text.ptr + reader->at, wanted.len};

    if (reader->text.len - reader->at < wanted.len || !str_eq_nocase(here, wanted) ||
        !is_border(char_at(reader, reader->at + wanted.len)))
        return false;
    reader->at += wanted.len;
    return true;
}

bool filter_is_keyword(struct str word)
{
    return str_eq_nocase(word, STR("or")) || str_eq_nocase(word, STR("and")) ||
           str_eq_nocase(word, STR("not"));
}

static bool is_sign(const struct filter_reader *reader, size_t at)
{
    char c = char_at(reader, at);

    if (c == '!')
        return char_at(reader, at + 1) == '=' || char_at(reader, at + 1) == '~';
    return c && strchr(":=<>~", c);
}

size_t filter_name_length(const struct filter_reader *reader)
{
    size_t end = reader->at;

    while (!is_border(char_at(reader, end)) && char_at(reader, end) != '"' && !is_sign(reader, end))
        end++;
    return is_sign(reader, end) ? end - reader->at : 0;
}

/* Room for what stands from here to the next such character that no backslash escapes. */
static char *room_until(const struct filter_reader *reader, char end)
{
    size_t at = reader->at + 1;

    for (; char_at(reader, at) && char_at(reader, at) != end; at++)
        at += char_at(reader, at) == '\\';
    return arena_alloc(reader->arena, at - reader->at + 2);
}

static bool read_quoted(struct filter_reader *reader, struct filter_piece *piece)
{
    char *text = room_until(reader, '"');
    size_t length = 0, start = reader->at++;

    for (;; reader->at++) {
        char c = filter_peek(reader);

        if (c == '\0')
            return filter_fail(reader, start, 1, "the quote is not closed");
        if (c == '"')
            break;
        if (c == '\\' && strchr("\"\\", char_at(reader, reader->at + 1)) &&
            char_at(reader, reader->at + 1))
            c = char_at(reader, ++reader->at);
        text[length++] = c;
    }
    text[length] = '\0';
    reader->at++;
    *piece = (struct filter_piece){{text, length}, start, reader->at - start, true};
    return true;
}

static bool read_piece(struct filter_reader *reader, char also, struct filter_piece *piece)
{
    size_t start = reader->at;
    char c;

    if (filter_peek(reader) == '"') {
        if (!read_quoted(reader, piece))
            return false;
        c = filter_peek(reader);
        return is_border(c) || c == also ||
               filter_fail(reader, reader->at, 1, "a blank is missing after the closing quote");
    }
    while (!is_border(c = filter_peek(reader)) && c != also)
        reader->at++;
    piece->at = start;
    piece->length = reader->at - start;
    piece->text.ptr = arena_strndup(reader->arena, reader->text.ptr + start, piece->length);
    piece->text.len = piece->length;
    piece->quoted = false;
    return true;
}

bool filter_read_word(struct filter_reader *reader, struct filter_piece *piece)
{
    return read_piece(reader, '\0', piece);
}

bool filter_read_value(struct filter_reader *reader, bool list, struct filter_piece *piece)
{
    return read_piece(reader, list ? ',' : '\0', piece);
}

bool filter_read_expression(struct filter_reader *reader, struct filter_piece *piece)
{
    char *text = room_until(reader, '/');
    size_t length = 0, start = reader->at;

    if (filter_peek(reader) != '/')
        return filter_fail(reader, start, 0, "an expression stands between slashes: ~/…/");
    while (char_at(reader, ++reader->at) != '/') {
        char c = filter_peek(reader);

        if (c == '\0')
            return filter_fail(reader, start, 1, "the expression has no closing slash");
        if (c == '\\' && char_at(reader, reader->at + 1)) {
            if (char_at(reader, reader->at + 1) != '/')
                text[length++] = c;
            c = char_at(reader, ++reader->at);
        }
        text[length++] = c;
    }
    reader->at++;
    text[length] = '\0';
    *piece = (struct filter_piece){{text, length}, start, reader->at - start, true};
    return filter_at_border(reader) ||
           filter_fail(reader, reader->at, 1, "a blank is missing after the closing slash");
}
