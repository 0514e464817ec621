#include <assay/session/run_names.h>

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

struct named {
    const char *id, *name;
    size_t at;
};

static bool is_break(char c)
{
    return c == '/' || c == '#';
}

/* One part more than `name` has, which points into `id`. */
static const char *part_before(const char *id, const char *name)
{
    if (name == id)
        return id;
    for (name--; name > id && !is_break(name[-1]); name--)
        ;
    return name;
}

const char *run_name_last(const char *id)
{
    return part_before(id, id + strlen(id));
}

static int by_name(const void *a, const void *b)
{
    const struct named *x = a, *y = b;
    int order = strcmp(x->name, y->name);

    return order ? order : strcmp(x->id, y->id);
}

/* The end of those that have one name; lengthens them when their ids differ. */
static size_t tell_apart(struct named *names, size_t from, size_t count, bool *again)
{
    size_t end = from + 1;

    while (end < count && strcmp(names[end].name, names[from].name) == 0)
        end++;
    /* In their order the first and the last differ when any do. */
    if (strcmp(names[from].id, names[end - 1].id) == 0)
        return end;
    *again = true;
    for (size_t i = from; i < end; i++)
        names[i].name = part_before(names[i].id, names[i].name);
    return end;
}

const char *const *run_names(const char *const *ids, size_t count, struct arena *arena)
{
    const char **out = arena_zalloc(arena, count + 1, sizeof(*out));
    struct arena *scratch = arena_new();
    struct named *names = arena_alloc(scratch, (count + 1) * sizeof(*names));
    bool again = count > 1;

    for (size_t i = 0; i < count; i++)
        names[i] = (struct named){ids[i], run_name_last(ids[i]), i};
    while (again) {
        again = false;
        qsort(names, count, sizeof(*names), by_name);
        for (size_t i = 0; i < count;)
            i = tell_apart(names, i, count, &again);
    }
    for (size_t i = 0; i < count; i++)
        out[names[i].at] = names[i].name;
    arena_free(scratch);
    return out;
}

/* ---- ends that tell names apart ---- */

struct ending {
    const char *name;
    size_t length, at;
};

/* Bytes that two names have in common at their ends. */
static size_t common_end(const struct ending *a, const struct ending *b)
{
    size_t most = a->length < b->length ? a->length : b->length, common = 0;

    while (common < most && a->name[a->length - 1 - common] == b->name[b->length - 1 - common])
        common++;
    return common;
}

/* By the names read from their ends, so that those most alike stand side by side. */
static int by_end(const void *a, const void *b)
{
    const struct ending *x = a, *y = b;
    size_t common = common_end(x, y);

    if (common == x->length || common == y->length)
        return (x->length > y->length) - (x->length < y->length);
    return (unsigned char)x->name[x->length - 1 - common] <
                   (unsigned char)y->name[y->length - 1 - common]
               ? -1
               : 1;
}

const size_t *run_name_tails(const char *const *names, size_t count, struct arena *arena)
{
    size_t *tails = arena_zalloc(arena, count + 1, sizeof(*tails));
    struct arena *scratch = arena_new();
    struct ending *ends = arena_alloc(scratch, (count + 1) * sizeof(*ends));

    for (size_t i = 0; i < count; i++)
        ends[i] = (struct ending){names[i], strlen(names[i]), i};
    if (count)
        qsort(ends, count, sizeof(*ends), by_end);
    for (size_t i = 0; i < count; i++) {
        size_t before = i > 0 ? common_end(&ends[i], &ends[i - 1]) : 0;
        size_t after = i + 1 < count ? common_end(&ends[i], &ends[i + 1]) : 0;
        size_t needed = (before > after ? before : after) + 1;

        tails[ends[i].at] = needed <= ends[i].length ? needed : 0;
    }
    arena_free(scratch);
    return tails;
}
