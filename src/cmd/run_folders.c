#include <assay/cmd/run_folders.h>

#include <assay/base/str.h>

#include <string.h>

/* Of a part's bytes; leaves room for a number behind it. */
enum { PART_MOST = 240 };

/* Of the files that lie beside the folders. */
static const char *const suffixes[] = {".html", ".md",  ".json", ".xlsx", ".xml",
                                       ".csv",  ".svg", ".png",  ".pdf"};

/* A folder "index.html" would stand where a file is to be. */
static void take_suffix(char *part, size_t length)
{
    for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
        size_t dot = length - strlen(suffixes[i]);

        if (length > strlen(suffixes[i]) &&
            str_eq_nocase((struct str){part + dot, length - dot}, str_of(suffixes[i])))
            part[dot] = '_';
    }
}

/* Whatever the locale says of letters. */
static bool stays(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (c && strchr("_-+@", c));
}

/* Returns the part's length. */
static size_t write_part(struct str part, char *to)
{
    size_t length = part.len < PART_MOST ? part.len : PART_MOST;

    for (size_t i = 0; i < length; i++)
        to[i] = stays(part.ptr[i]) || (part.ptr[i] == '.' && i > 0) ? part.ptr[i] : '_';
    take_suffix(to, length);
    return length;
}

static const char *folder_of_id(struct arena *arena, const char *id)
{
    char *folder = arena_alloc(arena, strlen(id) + 1);
    struct str rest = str_of(id), part;
    size_t length = 0;

    while (str_split(&rest, '/', &part)) {
        if (part.len == 0)
            continue;
        if (length)
            folder[length++] = '/';
        length += write_part(part, folder + length);
    }
    folder[length] = '\0';
    return length ? folder : "run";
}

/* Where systems take "A" and "a" for the same name, they must not be two folders. */
static struct str in_small_letters(const char *text, struct arena *arena)
{
    char *small = arena_strdup(arena, text);

    for (char *at = small; *at; at++)
        if (*at >= 'A' && *at <= 'Z')
            *at = (char)(*at - 'A' + 'a');
    return str_of(small);
}

const char *run_folder_new(struct intern *taken, const char *id, struct arena *arena)
{
    const char *wanted = folder_of_id(arena, id), *folder = wanted;

    for (unsigned n = 2; intern_find(taken, in_small_letters(folder, arena)) != INTERN_NONE; n++)
        folder = arena_printf(arena, "%s_%u", wanted, n);
    intern_add(taken, in_small_letters(folder, arena));
    return folder;
}
