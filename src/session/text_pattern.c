#include <assay/session/text_pattern.h>

#include <stdlib.h>
#include <string.h>

/* ---- expressions ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t read_count(struct str text, size_t *at)
{
    size_t count = 0;

    for (; *at < text.len && is_digit(text.ptr[*at]); ++*at)
        if (count <= TEXT_REGEX_PARTS)
            count = count * 10 + (size_t)(text.ptr[*at] - '0');
    return count;
}

/* The larger number of {m,n} at text[at], which is the brace. */
static size_t largest_count(struct str text, size_t at)
{
    size_t least, most;

    at++;
    least = read_count(text, &at);
    if (at >= text.len || text.ptr[at] != ',')
        return least;
    at++;
    most = read_count(text, &at);
    return most > least ? most : least;
}

/* The byte after {m,n} at text[at]. */
static size_t after_count(struct str text, size_t at)
{
    at++;
    while (at < text.len && (is_digit(text.ptr[at]) || text.ptr[at] == ','))
        at++;
    return at < text.len && text.ptr[at] == '}' ? at + 1 : at;
}

/* The byte after a bracket expression that opens at text[at]. */
static size_t after_bracket(struct str text, size_t at)
{
    at++;
    if (at < text.len && text.ptr[at] == '^')
        at++;
    if (at < text.len && text.ptr[at] == ']')
        at++;
    for (; at < text.len && text.ptr[at] != ']'; at++) {
        /* [:alpha:], [.x.] and [=x=] may hold a bracket of their own. */
        if (text.ptr[at] == '[' && at + 1 < text.len && strchr(":.=", text.ptr[at + 1])) {
            char kind = text.ptr[at + 1];

            for (at += 2; at + 1 < text.len; at++)
                if (text.ptr[at] == kind && text.ptr[at + 1] == ']')
                    break;
            at++;
        }
    }
    return at + 1;
}

/* Parts that an expression comes to when its repetitions are written out, group by group. */
struct regex_size {
    size_t all[TEXT_REGEX_DEPTH + 1]; /* of the group that is open at each depth */
    size_t last;                      /* of what a repetition would repeat */
    size_t depth;
};

static bool add_parts(struct regex_size *size, size_t parts)
{
    size->all[size->depth] += parts;
    return size->all[size->depth] <= TEXT_REGEX_PARTS;
}

/* Two for a+, which is a and a*. */
static bool repeat(struct regex_size *size, size_t times)
{
    size_t more = size->last * (times - 1);

    size->last += more;
    return add_parts(size, more);
}

static bool close_group(struct regex_size *size)
{
    if (size->depth == 0)
        return true;
    size->last = size->all[size->depth--] + 1;
    return add_parts(size, size->last);
}

static bool size_char(struct regex_size *size, struct str text, size_t at)
{
    switch (text.ptr[at]) {
    case '(':
        size->all[++size->depth] = 0;
        size->last = 1;
        return true;
    case ')':
        return close_group(size);
    case '*':
    case '?':
        return add_parts(size, 1);
    case '+':
        return repeat(size, 2);
    case '{':
        return repeat(size, largest_count(text, at) + 1);
    default:
        size->last = 1;
        return add_parts(size, 1);
    }
}

/*
 * The library writes repetitions out, nested ones in each other: a dozen bytes could take all of
 * memory.
 */
static bool check_regex(struct str text, struct err *err)
{
    struct regex_size size = {.last = 1};

    if (text.len > TEXT_REGEX_BYTES)
        return err_set(err, ERR_USAGE, "the expression is longer than %d bytes", TEXT_REGEX_BYTES);
    if (text.len && memchr(text.ptr, '\0', text.len))
        return err_set(err, ERR_USAGE, "the expression holds a NUL byte");
    for (size_t at = 0; at < text.len; at++) {
        char c = text.ptr[at];

        if (c == '(' && size.depth == TEXT_REGEX_DEPTH)
            return err_set(err, ERR_USAGE, "the expression has more than %d nested groups",
                           TEXT_REGEX_DEPTH);
        if (!size_char(&size, text, at))
            return err_set(err, ERR_USAGE, "the expression comes to more than %d parts",
                           TEXT_REGEX_PARTS);
        if (c == '\\' && at + 1 < text.len && is_digit(text.ptr[++at]))
            return err_set(err, ERR_USAGE, "the expression refers back to a group, which is slow");
        if (c == '[')
            at = after_bracket(text, at) - 1;
        if (c == '{')
            at = after_count(text, at) - 1;
    }
    return true;
}

static bool regex_has_capital(struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '\\')
            i++;
        else if (text.ptr[i] >= 'A' && text.ptr[i] <= 'Z')
            return true;
    }
    return false;
}

static bool set_regex(struct text_pattern *pattern, struct err *err)
{
    char source[TEXT_REGEX_BYTES + 1], message[256];
    regex_t *regex;
    int code;

    if (!check_regex(pattern->text, err))
        return false;
    pattern->any_case = !regex_has_capital(pattern->text);
    memcpy(source, pattern->text.ptr, pattern->text.len);
    source[pattern->text.len] = '\0';
    regex = xmalloc(sizeof(*regex));
    code = regcomp(regex, source, REG_EXTENDED | REG_NOSUB | (pattern->any_case ? REG_ICASE : 0));
    if (code == 0) {
        pattern->regex = regex;
        return true;
    }
    regerror(code, regex, message, sizeof(message));
    free(regex);
    return err_set(err, ERR_USAGE, "the expression is not understood: %s", message);
}

/* regexec wants a NUL behind the text, and with REG_STARTEND lets others be in it. */
static bool match_regex(const struct text_pattern *pattern, struct str text)
{
    char room[4096];
    char *copy = text.len < sizeof(room) ? room : xmalloc(text.len + 1);
    regmatch_t range = {.rm_so = 0, .rm_eo = (regoff_t)text.len};
    bool match;

    if (text.len)
        memcpy(copy, text.ptr, text.len);
    copy[text.len] = '\0';
    match = regexec(pattern->regex, copy, 1, &range, REG_STARTEND) == 0;
    if (copy != room)
        free(copy);
    return match;
}

/* ---- texts ---- */

static unsigned char lower(unsigned char c)
{
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c | 0x20) : c;
}

/* How common a byte is in texts and records: 0 for the rarest. */
static int commonness(unsigned char c)
{
    static const char order[] = "zqjxkvbwpygfm0123456789.dc_uh,lr:snoia\"t e";
    const char *place = c ? strchr(order, lower(c)) : NULL;

    return place ? (int)(place - order) + 1 : 0;
}

static void choose_bytes(struct text_pattern *pattern)
{
    const unsigned char *text = (const unsigned char *)pattern->text.ptr;
    size_t best = 0, next = SIZE_MAX;

    if (pattern->text.len == 0)
        return;
    for (size_t i = 1; i < pattern->text.len; i++)
        if (commonness(text[i]) < commonness(text[best]))
            best = i;
    for (size_t i = 0; i < pattern->text.len; i++)
        if (i != best && (next == SIZE_MAX || commonness(text[i]) < commonness(text[next])))
            next = i;
    if (next == SIZE_MAX)
        next = best;
    pattern->rare[0] = best < next ? best : next;
    pattern->rare[1] = best < next ? next : best;
    for (int i = 0; i < 2; i++) {
        unsigned char c = lower(text[pattern->rare[i]]);
        bool letter = c >= 'a' && c <= 'z';

        pattern->byte[i] = pattern->any_case ? c : text[pattern->rare[i]];
        pattern->fold[i] = pattern->any_case && letter ? 0x20 : 0;
    }
}

bool text_has_capital(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] >= 'A' && text.ptr[i] <= 'Z')
            return true;
    return false;
}

bool text_pattern_set(struct text_pattern *pattern, enum text_pattern_kind kind, struct str text,
                      struct err *err)
{
    *pattern = (struct text_pattern){.kind = kind, .text = text};
    if (kind == TEXT_REGEX)
        return set_regex(pattern, err);
    pattern->any_case = kind == TEXT_CONTAINS && !text_has_capital(text);
    choose_bytes(pattern);
    return true;
}

void text_pattern_release(struct text_pattern *pattern)
{
    if (pattern->regex) {
        regfree(pattern->regex);
        free(pattern->regex);
    }
    pattern->regex = NULL;
}

static bool is_here(const struct text_pattern *pattern, const char *at)
{
    struct str here = {at, pattern->text.len};

    return pattern->any_case ? str_eq_nocase(here, pattern->text) : str_eq(here, pattern->text);
}

enum { BLOCK = 64 };

/* Whether both rare bytes stand right in any of BLOCK places; no branch, so it is vectorised. */
static bool block_may_match(const struct text_pattern *pattern, const unsigned char *a,
                            const unsigned char *b)
{
    unsigned char fold_a = pattern->fold[0], fold_b = pattern->fold[1];
    unsigned char byte_a = pattern->byte[0], byte_b = pattern->byte[1], any = 0;

    for (size_t i = 0; i < BLOCK; i++)
        any |= (unsigned char)(((a[i] | fold_a) == byte_a) & ((b[i] | fold_b) == byte_b));
    return any != 0;
}

size_t text_pattern_find(const struct text_pattern *pattern, struct str text)
{
    size_t places, at = 0;
    const unsigned char *a, *b;

    if (pattern->text.len > text.len)
        return SIZE_MAX;
    if (pattern->text.len == 0)
        return 0;
    places = text.len - pattern->text.len + 1;
    a = (const unsigned char *)text.ptr + pattern->rare[0];
    b = (const unsigned char *)text.ptr + pattern->rare[1];
    while (at < places) {
        size_t end = places - at < BLOCK ? places : at + BLOCK;

        if (end - at < BLOCK || block_may_match(pattern, a + at, b + at))
            for (size_t i = at; i < end; i++)
                if ((a[i] | pattern->fold[0]) == pattern->byte[0] &&
                    (b[i] | pattern->fold[1]) == pattern->byte[1] && is_here(pattern, text.ptr + i))
                    return i;
        at = end;
    }
    return SIZE_MAX;
}

bool text_pattern_match(const struct text_pattern *pattern, struct str text)
{
    switch (pattern->kind) {
    case TEXT_EQUAL:
        return str_eq(text, pattern->text);
    case TEXT_CONTAINS:
        return text_pattern_find(pattern, text) != SIZE_MAX;
    case TEXT_REGEX:
        break;
    }
    return match_regex(pattern, text);
}
