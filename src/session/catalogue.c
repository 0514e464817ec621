#include <assay/session/catalogue.h>

#include <stdlib.h>

struct catalogue *catalogue_new(const char *path)
{
    struct catalogue *catalogue = xcalloc(1, sizeof(*catalogue));

    catalogue->arena = arena_new();
    catalogue->path = arena_strdup(catalogue->arena, path);
    atomic_init(&catalogue->users, 1);
    return catalogue;
}

struct catalogue *catalogue_keep(struct catalogue *catalogue)
{
    atomic_fetch_add(&catalogue->users, 1);
    return catalogue;
}

void catalogue_drop(struct catalogue *catalogue)
{
    if (!catalogue || atomic_fetch_sub(&catalogue->users, 1) != 1)
        return;
    arena_free(catalogue->arena);
    free(catalogue);
}
