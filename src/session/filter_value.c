#include <assay/session/filter_value.h>

#include <math.h>
#include <string.h>

static bool read_number(struct str text, double *number)
{
    return str_number(text, number, NULL) && !isnan(*number);
}

static bool read_end(struct str text, double open, double *number)
{
    *number = open;
    return text.len == 0 || read_number(text, number);
}

static bool read_range(struct str text, double *low, double *high)
{
    for (size_t i = 0; i + 1 < text.len; i++)
        if (text.ptr[i] == '.' && text.ptr[i + 1] == '.')
            return text.len > 2 && read_end((struct str){text.ptr, i}, -INFINITY, low) &&
                   read_end((struct str){text.ptr + i + 2, text.len - i - 2}, INFINITY, high);
    return false;
}

bool filter_is_range(struct str text)
{
    double low, high;

    return read_range(text, &low, &high);
}

/* The next number after x towards an end, of the width that the field keeps. */
static double neighbour(double x, double towards, enum filter_kind kind)
{
    if (kind == FILTER_SINGLE)
        return (double)nextafterf((float)x, (float)towards);
    return nextafter(x, towards);
}

static void set_empty(struct filter_value *value)
{
    value->low = 1;
    value->high = 0;
}

/* low holds the number; make it the range of all that the operator takes. */
static void set_bounds(struct filter_value *value, enum filter_operator operation,
                       enum filter_kind kind)
{
    double number = value->low;

    value->high = number;
    if (operation == FILTER_AT_MOST || operation == FILTER_BELOW)
        value->low = -INFINITY;
    if (operation == FILTER_AT_LEAST || operation == FILTER_ABOVE)
        value->high = INFINITY;
    if (operation == FILTER_BELOW)
        value->high = neighbour(number, -INFINITY, kind);
    if (operation == FILTER_ABOVE)
        value->low = neighbour(number, INFINITY, kind);
    /* Nothing lies beyond an infinity. */
    if ((operation == FILTER_BELOW || operation == FILTER_ABOVE) && isinf(number) &&
        (number < 0) == (operation == FILTER_BELOW))
        set_empty(value);
}

static bool is_order(enum filter_operator operation)
{
    return operation >= FILTER_BELOW && operation <= FILTER_AT_LEAST;
}

static bool wants_number(const struct filter_term *term, enum filter_kind kind)
{
    return term->operation < FILTER_MATCHES && (kind != FILTER_TEXT || is_order(term->operation));
}

static void round_to_single(struct filter_value *value)
{
    value->low = (double)(float)value->low;
    value->high = (double)(float)value->high;
}

/* False, without an error, when the piece is no number and no range. */
static bool set_number(const struct filter_term *term, enum filter_kind kind,
                       const struct filter_piece *piece, struct filter_value *value)
{
    if (read_number(piece->text, &value->low)) {
        value->high = value->low;
        if (kind == FILTER_SINGLE)
            round_to_single(value);
        set_bounds(value, term->operation, kind);
        return true;
    }
    if (is_order(term->operation) || !read_range(piece->text, &value->low, &value->high))
        return false;
    if (kind == FILTER_SINGLE)
        round_to_single(value);
    return true;
}

static bool set_text(struct filter_reader *reader, const struct filter_term *term,
                     const struct filter_piece *piece, struct filter_value *value)
{
    enum text_pattern_kind kind =
        term->operation == FILTER_MATCHES || term->operation == FILTER_MATCHES_NOT ? TEXT_REGEX
        : term->operation == FILTER_CONTAINS                                       ? TEXT_CONTAINS
                                                                                   : TEXT_EQUAL;

    return text_pattern_set(&value->pattern, kind, value->text, reader->err) ||
           filter_fail_at(reader, piece->at, piece->length);
}

/* Unquoted values of texts that can only be meant as numbers. */
static bool is_numeric(const struct filter_term *term, const struct filter_piece *piece,
                       double *number)
{
    if (piece->quoted)
        return false;
    if (term->operation == FILTER_CONTAINS)
        return filter_is_range(piece->text);
    return term->subject == FILTER_META && read_number(piece->text, number);
}

bool filter_value_set(struct filter_reader *reader, const struct filter_term *term,
                      enum filter_kind kind, const struct filter_piece *piece,
                      struct filter_value *value)
{
    double number;

    *value = (struct filter_value){.text = piece->text};
    if (piece->length == 0)
        return filter_fail(reader, piece->at, 0, "a value is missing after %s",
                           filter_signs[term->operation]);
    if (wants_number(term, kind)) {
        value->comparison = FILTER_BY_NUMBER;
        return set_number(term, kind, piece, value) ||
               filter_fail(reader, piece->at, piece->length,
                           "%.60s is compared with a number, not \"%.60s\"", term->name,
                           piece->text.ptr);
    }
    if (term->operation < FILTER_MATCHES && is_numeric(term, piece, &number)) {
        value->comparison =
            term->operation == FILTER_CONTAINS ? FILTER_BY_NUMBER : FILTER_BY_EITHER;
        set_number(term, kind, piece, value);
        if (value->comparison == FILTER_BY_NUMBER)
            return true;
    }
    return set_text(reader, term, piece, value);
}
