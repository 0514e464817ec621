#include "shown.h"

#include "temp_dir.h"

#include <assay/base/err.h>
#include <assay/tui/frame.h>
#include <assay/tui/present_text.h>

#include <stdlib.h>

struct shown {
    struct temp_dir dir;
    struct arena *arena;
    struct session_options session;
    struct config config;
    struct frame *frame;
    struct canvas *canvas;
    struct buf text;
};

static struct frame *open_frame(struct shown *shown)
{
    struct frame_options options = {
        .session = &shown->session,
        .config = &shown->config,
        .glyphs = GLYPHS_BRAILLE,
        .waits = true,
    };
    struct frame *frame;
    struct err err;

    if (!config_load(shown->arena, &shown->config, &err))
        die("%s", err.text);
    shown->session.metrics = config_metric_options(&shown->config);
    shown->session.progress.threads = 1;
    options.theme = theme_load("default", shown->arena, &err);
    frame = frame_new(&options);
    if (!frame_open(frame, shown->dir.root, &err))
        die("%s", err.text);
    return frame;
}

struct shown *shown_new(const char *file, const char *text)
{
    struct shown *shown = xcalloc(1, sizeof(*shown));

    shown->dir = temp_dir_new();
    temp_dir_write(&shown->dir, file, str_of(text));
    shown->arena = arena_new();
    shown->canvas = canvas_new(1, 1);
    shown->frame = open_frame(shown);
    return shown;
}

const char *shown_keys(struct shown *shown, const char *view, const char *keys, int height,
                       int width)
{
    struct str rest = str_of(keys);
    struct err err = {.code = ERR_NONE};
    uint32_t key;

    frame_resize(shown->frame, height, width);
    if (!frame_view(shown->frame, view, &err))
        die("%s", err.text);
    while (key_parse(&rest, &key, &err)) {
        frame_draw(shown->frame, shown->canvas);
        frame_key(shown->frame, key);
    }
    frame_draw(shown->frame, shown->canvas);
    buf_clear(&shown->text);
    present_txt(shown->canvas, &shown->text);
    return shown->text.ptr;
}

void shown_free(struct shown *shown)
{
    frame_free(shown->frame);
    canvas_free(shown->canvas);
    buf_release(&shown->text);
    temp_dir_remove(&shown->dir);
    arena_free(shown->arena);
    free(shown);
}
