/*
 * A frame driven like a terminal drives it: keys and typed text in, the screen as text out, files
 * written for real, loading at once or in the background.
 *
 *     struct driven *driven = driven_new("sample_runs/mbpp", DRIVEN_WAITS, 24, 80);
 *     driven_keys(driven, "7 j <enter>");
 *     driven_type(driven, "&is:fail");
 *     CHECK(driven_has(driven, "✗"));
 *     driven_free(driven);
 *
 * Tags go to a folder of its own. NULL and a failed check when the path cannot be opened.
 */
#ifndef ASSAY_TESTS_DRIVEN_H
#define ASSAY_TESTS_DRIVEN_H

#include "temp_dir.h"

#include <assay/tui/frame.h>

enum driven_loading { DRIVEN_WAITS, DRIVEN_BEHIND };

struct driven {
    struct temp_dir dir; /* for what is written, and tags */
    struct arena *arena;
    struct session_options session;
    struct config config;
    struct frame *frame;
    struct canvas *canvas;
    struct buf text;
};

struct driven *driven_new(const char *path, enum driven_loading loading, int height, int width);
void driven_free(struct driven *driven);
/* Keys in the form of key.h, and characters as they are. */
void driven_keys(struct driven *driven, const char *keys);
void driven_type(struct driven *driven, const char *text);
/* ":" command, Enter. */
void driven_command(struct driven *driven, const char *command);
/* The screen, and one of its rows (from the end when negative); until the next call of either. */
const char *driven_text(struct driven *driven);
const char *driven_row(struct driven *driven, int row);
bool driven_has(struct driven *driven, const char *words);
/* A copy of the screen, in the arena of the frame's driver. */
const char *driven_copy(struct driven *driven);
/* Take what the background does until the screen holds the words; false after half a minute. */
bool driven_until(struct driven *driven, const char *words);
/* Take what the background does until nothing is under way. */
void driven_settle(struct driven *driven);
/* The text of a file that was written, "" when there is none. */
const char *driven_file(struct driven *driven, const char *name);

#endif
