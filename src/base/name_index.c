#include <assay/base/name_index.h>

#include <assay/base/str.h>

#include <stdlib.h>
#include <string.h>

struct entry {
    const char *name;
    uint32_t place;
};

static int compare_names(const char *a, const char *b)
{
    return str_order_nocase(str_of(a), str_of(b));
}

static int by_name(const void *a, const void *b)
{
    const struct entry *x = a, *y = b;
    int order = compare_names(x->name, y->name);

    return order ? order : (x->place > y->place) - (x->place < y->place);
}

struct name_index name_index_of(const char *const *names, size_t count, struct arena *arena)
{
    struct entry *entries = arena_zalloc(arena, count + 1, sizeof(*entries));
    uint32_t *order = arena_zalloc(arena, count + 1, sizeof(*order));

    for (size_t i = 0; i < count; i++)
        entries[i] = (struct entry){names[i], (uint32_t)i};
    qsort(entries, count, sizeof(*entries), by_name);
    for (size_t i = 0; i < count; i++)
        order[i] = entries[i].place;
    return (struct name_index){names, order, count};
}

static const char *name_at(const struct name_index *index, size_t place)
{
    return index->names[index->order[place]];
}

/* Where the names begin that differ from this one in case at most. */
static size_t first_of_name(const struct name_index *index, const char *name)
{
    size_t low = 0, high = index->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare_names(name_at(index, middle), name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

size_t name_index_find(const struct name_index *index, const char *name)
{
    size_t first = first_of_name(index, name), place = first;

    for (; place < index->count && compare_names(name_at(index, place), name) == 0; place++)
        if (strcmp(name_at(index, place), name) == 0)
            return index->order[place];
    return place > first ? index->order[first] : SIZE_MAX;
}
