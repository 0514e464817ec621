#include "fuzz.h"

#include <assay/look/theme.h>

/* A theme that is read can be shown at any depth; each fault has a sentence and a file. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct err err = {.code = ERR_NONE};
    const struct theme *theme = theme_parse((const char *)data, size, "fuzz", arena, &err);

    if (!theme)
        FUZZ_HOLDS(err.code == ERR_SYNTAX && err.text[0] && err.file[0]);
    for (int role = 0; theme && role < ROLE_COUNT; role += 7)
        for (int depth = DEPTH_MONO; depth <= DEPTH_RGB; depth++) {
            struct role_style style = theme_style(theme, (unsigned)role, (enum colour_depth)depth);

            FUZZ_HOLDS(depth != DEPTH_MONO || style.fg.kind == COLOUR_DEFAULT);
            FUZZ_HOLDS(depth != DEPTH_8 || style.fg.index < 8);
            FUZZ_HOLDS(depth != DEPTH_16 || style.bg.index < 16);
        }
    arena_free(arena);
    return 0;
}
