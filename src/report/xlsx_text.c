#include <assay/report/xlsx_text.h>

#include <assay/base/utf8.h>

#include <ctype.h>
#include <math.h>
#include <string.h>

/* ---- cells ---- */

#define CUT_MARK "… (cut)"
enum { CUT_UNITS = 7 };

static bool is_escape(struct str text)
{
    return text.len >= 7 && text.ptr[0] == '_' && text.ptr[1] == 'x' && text.ptr[6] == '_' &&
           isxdigit((unsigned char)text.ptr[2]) && isxdigit((unsigned char)text.ptr[3]) &&
           isxdigit((unsigned char)text.ptr[4]) && isxdigit((unsigned char)text.ptr[5]);
}

/* A character outside the first plane is a pair of units. */
static size_t units_of(uint32_t code)
{
    return code > 0xffff ? 2 : 1;
}

/* Where the text has to end so that the mark of a cut has room, or its end when all of it fits. */
static size_t end_of(struct str text)
{
    size_t units = 0, fits = 0;

    for (size_t at = 0; at < text.len;) {
        uint32_t code;
        size_t length = utf8_decode((struct str){text.ptr + at, text.len - at}, &code);

        units += units_of(code);
        if (units > XLSX_TEXT_MOST)
            return fits;
        at += length ? length : 1;
        if (units <= XLSX_TEXT_MOST - CUT_UNITS)
            fits = at;
    }
    return text.len;
}

bool xlsx_text(struct buf *out, struct str text)
{
    struct buf safe = {.ptr = NULL}, cell = {.ptr = NULL};
    bool cut;
    size_t end;

    utf8_make_safe(&safe, text);
    for (size_t i = 0; i < safe.len; i++) {
        if (is_escape((struct str){safe.ptr + i, safe.len - i}))
            buf_add_c(&cell, "_x005F");
        buf_add_char(&cell, safe.ptr[i]);
    }
    end = end_of(buf_str(&cell));
    cut = end < cell.len;
    if (cut)
        buf_add(out, cell.ptr, end), buf_add_c(out, CUT_MARK);
    else
        buf_add_str(out, buf_str(&cell));
    buf_add(out, "", 0);
    buf_release(&safe);
    buf_release(&cell);
    return cut;
}

/* ---- names ---- */

/* So many characters at most, no apostrophe at either end. */
static struct str trimmed(struct str name, size_t most)
{
    size_t units = 0, end = 0;

    while (name.len && (name.ptr[0] == '\'' || name.ptr[0] == ' '))
        name.ptr++, name.len--;
    while (end < name.len) {
        uint32_t code;
        size_t length = utf8_decode((struct str){name.ptr + end, name.len - end}, &code);

        units += units_of(code);
        if (units > most)
            break;
        end += length ? length : 1;
    }
    while (end && (name.ptr[end - 1] == '\'' || name.ptr[end - 1] == ' '))
        end--;
    return (struct str){name.ptr, end};
}

static bool is_used(const char *name, const char *const *used, size_t count)
{
    if (str_eq_nocase(str_of(name), str_of("history")))
        return true;
    for (size_t i = 0; i < count; i++)
        if (str_eq_nocase(str_of(name), str_of(used[i])))
            return true;
    return false;
}

const char *xlsx_sheet_name(const char *wanted, const char *const *used, size_t used_count,
                            struct arena *arena)
{
    struct buf safe = {.ptr = NULL};
    const char *name;

    utf8_make_safe(&safe, str_of(wanted));
    for (size_t i = 0; i < safe.len; i++)
        if (strchr("[]:*?/\\", safe.ptr[i]))
            safe.ptr[i] = '_';
    if (trimmed(buf_str(&safe), XLSX_NAME_MOST).len == 0)
        buf_clear(&safe), buf_add_c(&safe, "sheet");
    for (unsigned n = 1;; n++) {
        const char *tail = n == 1 ? "" : arena_printf(arena, " %u", n);
        struct str kept = trimmed(buf_str(&safe), XLSX_NAME_MOST - strlen(tail));

        name = arena_printf(arena, "%.*s%s", (int)kept.len, kept.ptr, tail);
        if (!is_used(name, used, used_count))
            break;
    }
    buf_release(&safe);
    return name;
}

/* ---- numbers ---- */

static const char *format_of(const struct metric *metric, double number)
{
    bool whole = number == floor(number);

    if (!metric)
        return fabs(number) < 1e15 && whole ? "0" : "";
    switch (metric->unit) {
    case UNIT_SHARE:
        return ".0000";
    case UNIT_COUNT:
    case UNIT_TOKENS:
        return whole ? "#,##0" : "#,##0.00";
    case UNIT_LAYER:
        return whole ? "0" : "0.00";
    case UNIT_PER_TOKEN:
        return "0.0000E+00";
    case UNIT_PERPLEXITY:
    case UNIT_SECONDS:
        return "0.00";
    case UNIT_RATIO:
        return metric->most == 1.0 ? ".0000" : "0.0000";
    case UNIT_NATS:
    case UNIT_TEXT:
        break;
    }
    return "0.0000";
}

const char *xlsx_number_format(const struct metric *metric, double number, char mark,
                               struct arena *arena)
{
    const char *format = format_of(metric, number);

    if (mark == '\0')
        return format;
    return arena_printf(arena, "%s\" %c\"", format[0] ? format : "General", mark);
}
