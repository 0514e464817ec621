#include "fuzz.h"

#include <assay/session/tag_file.h>

#include <string.h>

/* Each line of the input; one that was read and written is read as the same again. */
static void check_line(struct str text, struct arena *arena)
{
    struct tag_line line, again;
    struct buf out = {.ptr = NULL}, twice = {.ptr = NULL};

    if (!tag_line_parse(text, arena, &line))
        return;
    tag_line_add(&out, &line);
    FUZZ_HOLDS(out.len > 0 && memchr(out.ptr, '\n', out.len) == out.ptr + out.len - 1);
    if (out.len > TAG_LINE_MOST) { /* escapes may make it longer */
        buf_release(&out);
        return;
    }
    FUZZ_HOLDS(tag_line_parse(buf_str(&out), arena, &again));
    FUZZ_HOLDS(again.kind == line.kind && again.seen == line.seen && again.which == line.which);
    FUZZ_HOLDS(again.layer == line.layer && again.time == line.time);
    tag_line_add(&twice, &again);
    FUZZ_HOLDS(str_eq(buf_str(&out), buf_str(&twice)));
    buf_release(&out);
    buf_release(&twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct str text = {(const char *)data, size}, line;

    while (str_split(&text, '\n', &line))
        check_line(line, arena);
    arena_free(arena);
    return 0;
}
