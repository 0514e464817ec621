#include "drawn.h"

#include "check.h"

#include <assay/tui/present_text.h>

#include <stdlib.h>
#include <string.h>

struct drawn *drawn_new(const char *path, const char *view, int width, int height)
{
    struct drawn *drawn = xcalloc(1, sizeof(*drawn));
    struct err err;

    drawn->arena = arena_new();
    config_load(drawn->arena, &drawn->config, &err);
    drawn->session.metrics = metric_options_default();
    drawn->options = (struct frame_options){.session = &drawn->session,
                                            .config = &drawn->config,
                                            .theme = theme_load("default", drawn->arena, &err),
                                            .glyphs = GLYPHS_BRAILLE,
                                            .waits = true};
    drawn->frame = frame_new(&drawn->options);
    drawn->canvas = canvas_new(height, width);
    frame_resize(drawn->frame, height, width);
    if (CHECK(frame_open(drawn->frame, path, &err)) && CHECK(frame_view(drawn->frame, view, &err)))
        return drawn;
    drawn_free(drawn);
    return NULL;
}

void drawn_free(struct drawn *drawn)
{
    if (!drawn)
        return;
    frame_free(drawn->frame);
    canvas_free(drawn->canvas);
    arena_free(drawn->arena);
    buf_release(&drawn->text);
    free(drawn);
}

void drawn_resize(struct drawn *drawn, int width, int height)
{
    frame_resize(drawn->frame, height, width);
}

void drawn_keys(struct drawn *drawn, const char *keys)
{
    struct str rest = str_of(keys);
    struct err err;
    uint32_t key;

    while (key_parse(&rest, &key, &err)) {
        frame_draw(drawn->frame, drawn->canvas);
        frame_key(drawn->frame, key);
    }
}

const char *drawn_text(struct drawn *drawn)
{
    frame_draw(drawn->frame, drawn->canvas);
    buf_clear(&drawn->text);
    present_txt(drawn->canvas, &drawn->text);
    return drawn->text.ptr;
}

bool drawn_has(struct drawn *drawn, const char *words)
{
    return strstr(drawn_text(drawn), words) != NULL;
}

const char *drawn_line(struct drawn *drawn, const char *words)
{
    const char *text = drawn_text(drawn), *found = strstr(text, words), *start = found;
    size_t length;

    if (!found)
        return "";
    while (start > text && start[-1] != '\n')
        start--;
    length = strcspn(start, "\n");
    return arena_strndup(drawn->arena, start, length);
}
