#include <assay/load/folder_hints.h>

#include <assay/base/path.h>
#include <assay/load/hints.h>

#include <string.h>

struct own {
    const char *folder;
    struct run_hints hints;
    struct own *next;
};

struct folder_hints {
    struct arena *arena;
    const struct run_hints *given;
    struct own *first;
};

struct folder_hints *folder_hints_new(struct arena *arena, const struct run_hints *given)
{
    struct folder_hints *hints = arena_zalloc(arena, 1, sizeof(*hints));

    hints->arena = arena;
    hints->given = given;
    return hints;
}

const char *folder_hints_target(struct arena *arena, const char *path)
{
    static const char *const names[] = {"assay.yaml", "assay.yml"};
    size_t length = strlen(path);

    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        size_t name = strlen(names[i]);

        if (length < name || strcmp(path + length - name, names[i]) != 0)
            continue;
        if (length == name)
            return "";
        if (path[length - name - 1] == '/' || path[length - name - 1] == '.')
            return arena_strndup(arena, path, length - name - 1);
    }
    return NULL;
}

bool folder_hints_read(struct folder_hints *hints, const char *folder, const char *full,
                       struct err *err)
{
    struct own *own = arena_zalloc(hints->arena, 1, sizeof(*own));

    own->folder = arena_strdup(hints->arena, folder);
    own->hints = *hints->given;
    own->next = hints->first;
    hints->first = own;
    return hints_read(full, hints->arena, &own->hints, err);
}

/* True for the folder itself and all below it. */
static bool holds_for(const char *folder, const char *path)
{
    size_t length = strlen(folder);

    return length == 0 ||
           (strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0'));
}

const struct run_hints *folder_hints_at(const struct folder_hints *hints, const char *path)
{
    const struct own *nearest = NULL;

    for (const struct own *own = hints->first; own; own = own->next)
        if (holds_for(own->folder, path) &&
            (!nearest || strlen(own->folder) > strlen(nearest->folder)))
            nearest = own;
    return nearest ? &nearest->hints : hints->given;
}

bool folder_hints_own(const struct folder_hints *hints, const char *folder)
{
    for (const struct own *own = hints->first; own; own = own->next)
        if (strcmp(own->folder, folder) == 0)
            return true;
    return false;
}

bool folder_hints_below(const struct folder_hints *hints, const char *folder)
{
    for (const struct own *own = hints->first; own; own = own->next)
        if (strcmp(own->folder, folder) != 0 && holds_for(folder, own->folder))
            return true;
    return false;
}
