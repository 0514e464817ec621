/*
 * The interface as the command line asks for it: what `assay PATH…` opens in a terminal and
 * `assay render` prints.
 */
#ifndef ASSAY_CMD_SCREEN_H
#define ASSAY_CMD_SCREEN_H

#include <assay/cmd/command.h>
#include <assay/tui/frame.h>

extern const struct option option_theme, option_glyphs, option_view, option_baseline;

enum screen_loading { SCREEN_WAITS, SCREEN_IN_BACKGROUND };

/* The glyphs that a word of the configuration means: auto, braille, block or ascii. */
typedef enum glyph_set (*screen_glyphs)(const char *word);
/* auto is Braille: for documents, which any terminal may show. */
enum glyph_set screen_glyphs_of_documents(const char *word);

/*
 * A frame with the paths of the arguments opened (none: the current directory); NULL and *code
 * after a complaint. option_view and option_baseline are obeyed. *config is filled; it and the
 * arena must outlive the frame.
 */
struct frame *screen_open(const struct arguments *arguments, enum screen_loading loading,
                          screen_glyphs glyphs, struct config *config, struct arena *arena,
                          enum exit_code *code);

#endif
