#include <assay/tui/quantity_text.h>

#include <assay/base/fmt.h>

#include <string.h>

enum { PARTS = 6 };

static void add_part(struct buf *out, const char *text)
{
    if (text && !*text)
        buf_add_c(out, "\\e");
    for (; text && *text; text++) {
        if (*text == '|' || *text == '\\')
            buf_add_char(out, '\\');
        buf_add_char(out, *text);
    }
    buf_add_char(out, '|');
}

bool quantity_write(const struct quantity *what, size_t claim, char room[QUANTITY_ROOM])
{
    struct buf out = {.ptr = NULL};
    bool fits;

    add_part(&out, what->metric);
    add_part(&out, what->subject);
    add_part(&out, what->set);
    add_part(&out, what->split);
    if (!isnan(what->at))
        fmt_shortest(&out, what->at);
    buf_add_char(&out, '|');
    if (claim != SIZE_MAX)
        buf_addf(&out, "#%zu", claim);
    fits = out.len < QUANTITY_ROOM;
    room[0] = '\0';
    if (fits)
        memcpy(room, out.ptr, out.len + 1);
    buf_release(&out);
    return fits;
}

/* One part; steps behind its "|". NULL when it is cut or has a broken escape. */
static char *take_part(const char **text, struct arena *arena, bool last)
{
    char *part = arena_alloc(arena, strlen(*text) + 1), *to = part;
    const char *from = *text;

    for (; *from && *from != '|'; from++) {
        if (*from == '\\') {
            from++;
            if (*from == 'e')
                continue;
            if (*from != '|' && *from != '\\')
                return NULL;
        }
        *to++ = *from;
    }
    if (last ? *from != '\0' : *from != '|')
        return NULL;
    *text = last ? from : from + 1;
    *to = '\0';
    return part;
}

static bool read_claim(const char *part, size_t *claim)
{
    long long number;

    *claim = SIZE_MAX;
    if (!*part)
        return true;
    if (*part != '#' || !str_integer(str_of(part + 1), &number) || number < 0)
        return false;
    *claim = (size_t)number;
    return true;
}

/* Nothing at all is a part that is missing; an escaped nothing is an empty text. */
static const char *given(const char *start, const char *part)
{
    return *start == '|' || !*start ? NULL : part;
}

bool quantity_read(const char *text, struct arena *arena, struct quantity *what, size_t *claim)
{
    const char *parts[PARTS], *names[PARTS];
    struct quantity found = {.at = NAN};
    size_t number;

    for (size_t i = 0; i < PARTS; i++) {
        const char *start = text;

        parts[i] = take_part(&text, arena, i == PARTS - 1);
        if (!parts[i])
            return false;
        names[i] = given(start, parts[i]);
    }
    if (!names[0] || (names[4] && !str_number(str_of(names[4]), &found.at, NULL)) ||
        !read_claim(parts[5], &number))
        return false;
    *what = (struct quantity){names[0], names[1], names[2], names[3], found.at};
    *claim = number;
    return true;
}
