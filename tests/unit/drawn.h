/*
 * The interface as text, driven by keys, without a terminal:
 *
 *     struct drawn *drawn = drawn_new("sample_runs/…/run_1", "layers", 120, 40);
 *     drawn_keys(drawn, "j j <tab>");
 *     CHECK(drawn_has(drawn, ".8421="));
 *     drawn_free(drawn);
 *
 * NULL (and a failed check) when the path or the view cannot be opened.
 */
#ifndef ASSAY_TESTS_DRAWN_H
#define ASSAY_TESTS_DRAWN_H

#include <assay/tui/frame.h>

struct drawn {
    struct arena *arena;
    struct session_options session;
    struct config config;
    struct frame_options options;
    struct frame *frame;
    struct canvas *canvas;
    struct buf text;
};

struct drawn *drawn_new(const char *path, const char *view, int width, int height);
void drawn_free(struct drawn *drawn);
void drawn_resize(struct drawn *drawn, int width, int height);
/* Keys in the form of key.h. */
void drawn_keys(struct drawn *drawn, const char *keys);
/* The screen now; lives until the next call. */
const char *drawn_text(struct drawn *drawn);
bool drawn_has(struct drawn *drawn, const char *words);
/* The first line of the screen that holds the words, in an own line; "" when none does. */
const char *drawn_line(struct drawn *drawn, const char *words);

#endif
