/*
 * Prose: lines of styled text for panes that are no tables (metadata, notes, the evidence of a
 * claim), wrapped to a width when they are added and drawn from any line on.
 *
 *     struct prose *prose = prose_new(arena, width);
 *     prose_head(prose, "Evidence");
 *     prose_pair(prose, "formula", 12, ROLE_TEXT, str_of(metric->formula));
 *     prose_draw(prose, surface, scroll);
 *
 * Words are parted by blanks; what is longer than a line is cut into lines, behind a mark such as
 * "/" or "_" where there is one. A text longer than PROSE_TEXT_MOST bytes ends in "…". Texts are
 * not copied: they live as long as the arena, in which all the rest is. A width below 8 counts
 * as 8. Nothing fails.
 */
#ifndef ASSAY_TUI_PROSE_H
#define ASSAY_TUI_PROSE_H

#include <assay/base/arena.h>
#include <assay/tui/canvas.h>

enum { PROSE_TEXT_MOST = 4096 };

struct prose;

struct prose *prose_new(struct arena *arena, int width);
int prose_width(const struct prose *prose);
/* An empty line, unless there is nothing above or one is there already. */
void prose_blank(struct prose *prose);
/* A section's title, with a blank line above. */
void prose_head(struct prose *prose, const char *title);
/* A text of its own, wrapped, all lines set in by `indent` columns. */
void prose_text(struct prose *prose, int indent, unsigned style, struct str text);
/* A key in a column of `room`, and its value wrapped beside it; under it when that is too narrow.
 */
void prose_pair(struct prose *prose, const char *key, int room, unsigned style, struct str value);
/* Go on behind the last line: wrapped like the rest of it. Without a line it begins one. */
void prose_add(struct prose *prose, unsigned style, struct str text);
void prose_addf(struct prose *prose, unsigned style, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* Begin a line set in by `indent`, to add to. */
void prose_line(struct prose *prose, int indent);
/* What is added to this line goes on set in by so many columns. */
void prose_hang(struct prose *prose, int indent);

int prose_height(const struct prose *prose);
/* The text of a line without its styles, in the arena of the prose. */
const char *prose_line_text(const struct prose *prose, int line);
/* The first line that may stand on top so that the last one is still at the bottom. */
int prose_clamp(const struct prose *prose, int scroll, int height);
/* Lines from `scroll` on; where more follow below, the last row ends in a dim "↓". */
void prose_draw(const struct prose *prose, const struct surface *surface, int scroll);
/* Underline the first line drawn: this pane has the keys. */
void prose_mark_focus(const struct prose *prose, const struct surface *surface, int scroll);

#endif
