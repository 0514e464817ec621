/*
 * The interface as the command line asks for it: what `assay PATH…` opens in a terminal and
 * `assay render` prints.
 */
#ifndef ASSAY_CMD_SCREEN_H
#define ASSAY_CMD_SCREEN_H

#include <assay/cmd/command.h>
#include <assay/tui/frame.h>

extern const struct option option_theme, option_glyphs;

enum screen_loading { SCREEN_WAITS, SCREEN_IN_BACKGROUND };

/*
 * A frame with the paths opened (none: the current directory); NULL and *code after a complaint.
 * glyphs: what to use unless configuration or options say otherwise.
 */
struct frame *screen_open(const struct arguments *arguments, const char *const *paths,
                          size_t path_count, enum screen_loading loading, enum glyph_set glyphs,
                          struct arena *arena, enum exit_code *code);

#endif
