#include <assay/tui/label_abbreviate.h>

#include <assay/base/err.h>
#include <assay/base/utf8.h>

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A label that does not fit, and how it begins. */
struct entry {
    struct str text, start;
    size_t label;
};

struct shortening {
    struct arena *arena;
    size_t width;
    struct str *texts; /* in full, safe */
    struct str *forms; /* empty until chosen */
    /* The forms taken: 1 + label, 0 free; open addressing. */
    uint32_t *slots;
    size_t slot_count; /* a power of two */
};

/* ---- the forms that are taken ---- */

static size_t hash_of(struct str text)
{
    uint64_t hash = 0xcbf29ce484222325u;

    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.ptr[i]) * 0x100000001b3u;
    return (size_t)(hash ^ hash >> 29);
}

static size_t slot_of(const struct shortening *s, struct str form)
{
    size_t mask = s->slot_count - 1, at = hash_of(form) & mask;

    while (s->slots[at] && !str_eq(s->forms[s->slots[at] - 1], form))
        at = (at + 1) & mask;
    return at;
}

/* False when another label has it, or when it is empty. */
static bool take(struct shortening *s, size_t label, struct str form)
{
    size_t slot;

    if (form.len == 0)
        return false;
    slot = slot_of(s, form);
    if (s->slots[slot])
        return false;
    s->forms[label] = form;
    s->slots[slot] = (uint32_t)label + 1;
    return true;
}

/* ---- ways to shorten ---- */

/* What is left of the text when its first `columns` are cut. */
static struct str after(struct str text, size_t columns)
{
    struct str head = utf8_cut(text, columns);

    return (struct str){text.ptr + head.len, text.len - head.len};
}

static struct str end_of(struct str text, size_t columns)
{
    size_t all = utf8_width(text);
    struct str end = after(text, all > columns ? all - columns : 0);

    /* A wide character at the cut may leave one column too many. */
    return utf8_width(end) > columns ? after(end, utf8_width(end) - columns + 1) : end;
}

static struct str joined(const struct shortening *s, struct str head, struct str tail)
{
    char *text = arena_alloc(s->arena, head.len + tail.len + 1);

    memcpy(text, head.ptr, head.len);
    memcpy(text + head.len, tail.ptr, tail.len);
    text[head.len + tail.len] = '\0';
    return (struct str){text, head.len + tail.len};
}

/* The first character and then the front, or the end, of `rest`. */
static struct str with_first(const struct shortening *s, struct str text, struct str rest, bool end)
{
    struct str narrow = utf8_cut(text, 1), first = narrow.len ? narrow : utf8_cut(text, 2);
    size_t used = utf8_width(first), room = s->width > used ? s->width - used : 0;

    return joined(s, first, end ? end_of(rest, room) : utf8_cut(rest, room));
}

enum way { WAY_START, WAY_FIRST_AND_REST, WAY_REST, WAY_FIRST_AND_END, WAY_END, WAY_COUNT };

/* rest: the text without what the group has in common. */
static struct str shortened(const struct shortening *s, enum way way, struct str text,
                            struct str rest)
{
    switch (way) {
    case WAY_START:
        return utf8_cut(text, s->width);
    case WAY_FIRST_AND_REST:
        return with_first(s, text, rest, false);
    case WAY_REST:
        return utf8_cut(rest, s->width);
    case WAY_FIRST_AND_END:
        return with_first(s, text, rest, true);
    default:
        return end_of(text, s->width);
    }
}

/* ---- labels that begin alike ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Bytes that all of the group begin with, whole characters and numbers only. */
static size_t common(const struct entry *group, size_t count)
{
    struct str first = group[0].text;
    size_t same = first.len;
    size_t whole = 0;

    for (size_t i = 1; i < count; i++)
        for (size_t at = 0; at < same; at++)
            if (at >= group[i].text.len || group[i].text.ptr[at] != first.ptr[at])
                same = at;
    for (struct str rest = first; rest.len;) {
        uint32_t code;
        size_t length = utf8_decode(rest, &code);

        length = length ? length : 1;
        if (whole + length > same)
            break;
        whole += length;
        rest = (struct str){rest.ptr + length, rest.len - length};
    }
    while (whole > 0 && whole < first.len && is_digit(first.ptr[whole - 1]))
        whole--;
    return whole;
}

static void give_back(struct shortening *s, const struct entry *group, size_t count)
{
    /* Taken last to first, so that no chain of slots is broken. */
    while (count-- > 0) {
        s->slots[slot_of(s, s->forms[group[count].label])] = 0;
        s->forms[group[count].label] = (struct str){"", 0};
    }
}

/* All of the group one way, or none. */
static bool shorten_alike(struct shortening *s, enum way way, const struct entry *group,
                          size_t count, size_t same)
{
    for (size_t i = 0; i < count; i++) {
        struct str text = group[i].text;
        struct str rest = {text.ptr + same, text.len - same};

        if (!take(s, group[i].label, shortened(s, way, text, rest))) {
            give_back(s, group, i);
            return false;
        }
    }
    return true;
}

static void number(struct shortening *s, const struct entry *entry)
{
    for (size_t n = entry->label;; n += s->slot_count) {
        const char *digits = arena_printf(s->arena, "%zu", n);
        size_t length = strlen(digits), room = s->width > length ? s->width - length : 0;

        if (take(s, entry->label, joined(s, utf8_cut(entry->text, room), str_of(digits))))
            return;
    }
}

static void shorten_group(struct shortening *s, const struct entry *group, size_t count)
{
    size_t same = count > 1 ? common(group, count) : 0;

    for (int way = count > 1 ? WAY_FIRST_AND_REST : WAY_START; way < WAY_COUNT; way++)
        if (shorten_alike(s, (enum way)way, group, count, same))
            return;
    for (size_t i = 0; i < count; i++) {
        bool done = false;

        for (int way = 0; way < WAY_COUNT && !done; way++)
            done =
                take(s, group[i].label,
                     shortened(s, (enum way)way, group[i].text,
                               (struct str){group[i].text.ptr + same, group[i].text.len - same}));
        if (!done)
            number(s, &group[i]);
    }
}

static int by_start(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    size_t length = x->start.len < y->start.len ? x->start.len : y->start.len;
    int order = memcmp(x->start.ptr, y->start.ptr, length);

    if (order)
        return order;
    if (x->start.len != y->start.len)
        return x->start.len < y->start.len ? -1 : 1;
    return (x->label > y->label) - (x->label < y->label);
}

static void shorten_groups(struct shortening *s, struct entry *entries, size_t count)
{
    if (count)
        qsort(entries, count, sizeof(*entries), by_start);
    for (size_t from = 0, end; from < count; from = end) {
        for (end = from + 1; end < count && str_eq(entries[end].start, entries[from].start);)
            end++;
        shorten_group(s, entries + from, end - from);
    }
}

/* ---- all ---- */

static struct str safe_text(struct arena *arena, const char *name)
{
    struct buf text = {0};
    struct str safe;

    utf8_make_safe(&text, str_of(name));
    safe = (struct str){arena_strndup(arena, text.ptr ? text.ptr : "", text.len), text.len};
    buf_release(&text);
    return safe;
}

const struct str *label_abbreviate(const struct label_set *labels, int width, struct arena *arena)
{
    struct shortening s = {.arena = arena, .width = width < 1 ? 1 : (size_t)width};
    struct entry *entries = xcalloc(labels->count + 1, sizeof(*entries));
    size_t count = 0;

    s.texts = arena_zalloc(arena, labels->count + 1, sizeof(*s.texts));
    s.forms = arena_zalloc(arena, labels->count + 1, sizeof(*s.forms));
    for (s.slot_count = 16; s.slot_count < 2 * labels->count;)
        s.slot_count *= 2;
    s.slots = xcalloc(s.slot_count, sizeof(*s.slots));
    for (size_t i = 0; i < labels->count; i++) {
        struct str text = s.texts[i] = safe_text(arena, labels->names[i]);

        s.forms[i] = STR("");
        if (utf8_width(text) > s.width || !take(&s, i, text))
            entries[count++] = (struct entry){text, utf8_cut(text, s.width), i};
    }
    shorten_groups(&s, entries, count);
    free(entries);
    free(s.slots);
    return s.forms;
}
