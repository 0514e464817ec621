#include <assay/base/path.h>

#include <assay/base/utf8.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct str without_trailing_slashes(const char *path)
{
    struct str text = str_of(path);

    while (text.len > 1 && text.ptr[text.len - 1] == '/')
        text.len--;
    return text;
}

/* Where the last component starts in a text without trailing slashes. */
static size_t base_start(struct str text)
{
    size_t start = text.len;

    while (start > 0 && text.ptr[start - 1] != '/')
        start--;
    return start;
}

const char *path_join(struct arena *arena, const char *a, const char *b)
{
    struct str head = without_trailing_slashes(a);

    if (head.len == 0 || str_eq_c(head, "."))
        return arena_strdup(arena, b);
    while (*b == '/')
        b++;
    if (*b == '\0')
        return arena_strndup(arena, head.ptr, head.len);
    return arena_printf(arena, "%.*s%s%s", (int)head.len, head.ptr, str_eq_c(head, "/") ? "" : "/",
                        b);
}

static struct str base_of(const char *path)
{
    struct str text = without_trailing_slashes(path);
    size_t start = base_start(text);

    if (text.len == 0)
        return STR(".");
    if (start == text.len) /* nothing but slashes */
        return STR("/");
    return (struct str){text.ptr + start, text.len - start};
}

const char *path_base(struct arena *arena, const char *path)
{
    struct str base = base_of(path);

    return arena_strndup(arena, base.ptr, base.len);
}

const char *path_dir(struct arena *arena, const char *path)
{
    struct str text = without_trailing_slashes(path);
    size_t end = base_start(text);

    while (end > 1 && text.ptr[end - 1] == '/')
        end--;
    return end ? arena_strndup(arena, text.ptr, end) : ".";
}

/* The position of the suffix's dot, or the length when there is none; a leading dot is no suffix.
 */
static size_t suffix_dot(struct str base)
{
    for (size_t i = base.len; i > 1; i--)
        if (base.ptr[i - 1] == '.')
            return i < base.len && !str_eq_c(base, "..") ? i - 1 : base.len;
    return base.len;
}

const char *path_suffix(struct arena *arena, const char *path)
{
    struct str base = base_of(path);
    size_t dot = suffix_dot(base);
    char *suffix;

    if (dot == base.len)
        return "";
    suffix = arena_strndup(arena, base.ptr + dot + 1, base.len - dot - 1);
    for (char *at = suffix; *at; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at - 'A' + 'a');
    return suffix;
}

const char *path_stem(struct arena *arena, const char *path)
{
    struct str base = base_of(path);

    return arena_strndup(arena, base.ptr, suffix_dot(base));
}

/* ---- matching ---- */

/* The character at text (a stray byte stands for itself, out of the range of characters). */
static size_t next_character(const char *text, uint32_t *code)
{
    size_t length = utf8_decode(str_of(text), code);

    if (length)
        return length;
    *code = 0x110000u + (unsigned char)*text;
    return 1;
}

/* The end of the set whose '[' is at pattern, or NULL when it is never closed. */
static const char *set_end(const char *pattern)
{
    const char *at = pattern + 1;

    if (*at == '!' || *at == '^')
        at++;
    if (*at == ']') /* first in the set, it is a member */
        at++;
    at = strchr(at, ']');
    return at;
}

static bool set_has(const char *at, const char *end, uint32_t wanted)
{
    bool negated = *at == '!' || *at == '^', found = false;

    at += negated;
    while (at < end) {
        uint32_t first, last;

        at += next_character(at, &first);
        last = first;
        if (*at == '-' && at + 1 < end)
            at += 1 + next_character(at + 1, &last);
        found = found || (wanted >= first && wanted <= last);
    }
    return found != negated;
}

/*
 * Match one pattern element other than '*' with the character at name: the element's length in the
 * pattern, or 0 when it does not match.
 */
static size_t match_one(const char *pattern, const char *name, size_t *used)
{
    const char *end;
    uint32_t code, wanted;
    size_t length;

    if (*name == '\0' || *pattern == '\0')
        return 0;
    *used = next_character(name, &code);
    if (*pattern == '?')
        return code != '/';
    end = *pattern == '[' ? set_end(pattern) : NULL;
    if (end)
        return code != '/' && set_has(pattern + 1, end, code) ? (size_t)(end + 1 - pattern) : 0;
    length = next_character(pattern, &wanted);
    return wanted == code ? length : 0;
}

/*
 * Only the last star is tried again: an earlier one that took more would leave less to the later,
 * and across a slash nothing of an earlier component can change. So the time is at most the product
 * of both lengths.
 */
bool path_match(const char *pattern, const char *name)
{
    const char *star = NULL, *retry = NULL;

    while (*name || *pattern) {
        size_t used = 0, step;
        uint32_t skipped;

        if (*pattern == '*') {
            star = ++pattern;
            retry = name;
            continue;
        }
        step = match_one(pattern, name, &used);
        if (step) {
            pattern += step;
            name += used;
            continue;
        }
        if (!star || *retry == '/' || *retry == '\0')
            return false;
        retry += next_character(retry, &skipped);
        name = retry;
        pattern = star;
    }
    return true;
}

/* ---- the system ---- */

bool path_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

const char *path_xdg(struct arena *arena, const char *which)
{
    static const struct {
        const char *which, *variable, *fallback;
    } folders[] = {
        {"CONFIG", "XDG_CONFIG_HOME", ".config"},
        {"CACHE", "XDG_CACHE_HOME", ".cache"},
        {"DATA", "XDG_DATA_HOME", ".local/share"},
        {"STATE", "XDG_STATE_HOME", ".local/state"},
    };

    for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
        const char *set = getenv(folders[i].variable), *home = getenv("HOME");

        if (strcmp(folders[i].which, which) != 0)
            continue;
        if (set && set[0] == '/') /* the specification has relative ones ignored */
            return path_join(arena, set, "assay");
        if (!home || !home[0])
            return NULL;
        return path_join(arena, path_join(arena, home, folders[i].fallback), "assay");
    }
    return NULL;
}
