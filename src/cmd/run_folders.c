#include <assay/cmd/run_folders.h>

#include <assay/base/str.h>

#include <ctype.h>
#include <string.h>

static const char *folder_of_id(struct arena *arena, const char *id)
{
    char *folder = arena_strdup(arena, id);
    char *to = folder;

    for (const char *at = id; *at; at++) {
        bool first = to == folder || to[-1] == '/';

        if (*at == '/') {
            if (!first)
                *to++ = '/';
        } else if (isalnum((unsigned char)*at) || strchr("_-+@", *at) || (*at == '.' && !first)) {
            *to++ = *at;
        } else {
            *to++ = '_';
        }
    }
    while (to > folder && to[-1] == '/')
        to--;
    *to = '\0';
    return folder[0] ? folder : "run";
}

const char *run_folder_new(struct intern *taken, const char *id, struct arena *arena)
{
    const char *wanted = folder_of_id(arena, id), *folder = wanted;

    for (unsigned n = 2; intern_find(taken, str_of(folder)) != INTERN_NONE; n++)
        folder = arena_printf(arena, "%s_%u", wanted, n);
    intern_add(taken, str_of(folder));
    return folder;
}
