/*
 * Actions: everything a user can ask for, in one list. Its rows make the keys, the names on the
 * command line (":sort-up"), the help screen, the hints of the last line and the table of keys in
 * the manual. A key means the same in every view.
 *
 * ACTIONS lists X(NAME, keys, name, argument, group, help). Keys are blank-parted in the form of
 * key.h, two for a sequence joined by "+" ("y+y"). argument names what the command line takes after
 * the name: "" for nothing, "[X]" when it may be left out; an action with an argument that must be
 * given opens a prompt when it is asked for by key.
 */
#ifndef ASSAY_TUI_ACTION_H
#define ASSAY_TUI_ACTION_H

#include <assay/base/str.h>
#include <assay/tui/key.h>

#define ACTIONS(X)                                                                                 \
    X(DOWN, "j <down>", "down", "", MOVE, "one row down")                                          \
    X(UP, "k <up>", "up", "", MOVE, "one row up")                                                  \
    X(LEFT, "h <left>", "left", "", MOVE, "one column left")                                       \
    X(RIGHT, "l <right>", "right", "", MOVE, "one column right")                                   \
    X(TOP, "g <home>", "top", "", MOVE, "first row")                                               \
    X(BOTTOM, "G <end>", "bottom", "", MOVE, "last row")                                           \
    X(HALF_DOWN, "<c-d>", "half-down", "", MOVE, "half a page down")                               \
    X(HALF_UP, "<c-u>", "half-up", "", MOVE, "half a page up")                                     \
    X(PAGE_DOWN, "<c-f> <pgdn>", "page-down", "", MOVE, "a page down")                             \
    X(PAGE_UP, "<c-b> <pgup>", "page-up", "", MOVE, "a page up")                                   \
    X(FIRST_COLUMN, "^", "first-column", "", MOVE, "first column")                                 \
    X(LAST_COLUMN, "$", "last-column", "", MOVE, "last column")                                    \
    X(NEXT_GROUP, "}", "next-group", "", MOVE, "next group: label, layer, split, run")             \
    X(PREVIOUS_GROUP, "{", "previous-group", "", MOVE, "previous group")                           \
    X(NEXT_FAILURE, "e", "next-failure", "", MOVE, "next failure; when comparing, next flip")      \
    X(PREVIOUS_FAILURE, "E", "previous-failure", "", MOVE, "previous failure or flip")             \
    X(GOTO, "", "goto", "ID", MOVE, "the row of that id or number")                                \
    X(OPEN, "<enter>", "open", "", PLACE, "open what is under the cursor")                         \
    X(BACK, "<bs>", "back", "", PLACE, "back to where this was opened")                            \
    X(HISTORY_BACK, "[", "history-back", "", PLACE, "the place before")                            \
    X(HISTORY_FORWARD, "]", "history-forward", "", PLACE, "the place after")                       \
    X(QUIT, "q", "close", "", PLACE, "back one level, at the root quit")                           \
    X(QUIT_NOW, "Q", "quit", "", PLACE, "quit")                                                    \
    X(VIEW, "", "view", "NAME", PLACE, "the view of that name")                                    \
    X(VIEW_1, "1", "view-runs", "", PLACE, "runs")                                                 \
    X(VIEW_2, "2", "view-overview", "", PLACE, "overview of this run")                             \
    X(VIEW_3, "3", "view-evidence", "", PLACE, "layers, curve or tasks, what the run has")         \
    X(VIEW_4, "4", "view-confusion", "", PLACE, "confusion matrix")                                \
    X(VIEW_5, "5", "view-classes", "", PLACE, "classes")                                           \
    X(VIEW_6, "6", "view-errors", "", PLACE, "errors")                                             \
    X(VIEW_7, "7", "view-samples", "", PLACE, "samples")                                           \
    X(VIEW_8, "8", "view-suite", "", PLACE, "suite: problems by runs")                             \
    X(VIEW_9, "9", "view-audit", "", PLACE, "audit")                                               \
    X(NEXT_PANE, "<tab>", "next-pane", "", PLACE, "next pane of this view")                        \
    X(PREVIOUS_PANE, "<s-tab>", "previous-pane", "", PLACE, "previous pane")                       \
    X(ZOOM, "z", "zoom", "", PLACE, "this pane alone, or all of them")                             \
    X(SIDEBAR, "b", "sidebar", "", PLACE, "list of runs at the side")                              \
    X(SEARCH, "/", "search", "TEXT", FIND, "search")                                               \
    X(SEARCH_NEXT, "n", "search-next", "", FIND, "next match")                                     \
    X(SEARCH_PREVIOUS, "N", "search-previous", "", FIND, "previous match")                         \
    X(FILTER, "& \\", "filter", "[FILTER]", FIND, "keep the rows that match a filter")             \
    X(COLUMNS, "*", "columns", "[PATTERN]", FIND, "choose columns by pattern; nothing: all")       \
    X(SORT_UP, "s", "sort-up", "[COLUMN]", TABLE, "sort by this column, lowest first")             \
    X(SORT_DOWN, "S", "sort-down", "[COLUMN]", TABLE, "sort by this column, highest first")        \
    X(NARROWER, "<lt>", "narrower", "", TABLE, "column narrower")                                  \
    X(WIDER, "<gt>", "wider", "", TABLE, "column wider")                                           \
    X(LESS, "-", "hide", "", TABLE, "hide this column; in charts zoom out")                        \
    X(FIT, "_", "fit", "", TABLE, "fit this column; in charts show all")                           \
    X(MORE, "+", "unhide", "", TABLE, "show hidden columns; in charts zoom in")                    \
    X(GROUP, "", "group", "[KEY]", TABLE, "group runs by a key of their metadata; nothing: none")  \
    X(SHARE_BASE, "%", "shares", "[BASE]", SHOW, "counts, or shares of row, column, all")          \
    X(LOG_SCALE, "L", "log-scale", "", SHOW, "logarithmic scale")                                  \
    X(PROBES, "a", "probes", "[A B]", SHOW, "choose probes A and B")                               \
    X(READING, "f", "reading", "", SHOW, "strict or fallback reading")                             \
    X(WRAP, "w", "wrap", "", SHOW, "wrap long lines")                                              \
    X(RAW, "i", "raw", "", SHOW, "the raw record")                                                 \
    X(EVIDENCE, "V", "evidence", "", SHOW, "the verdict under the cursor: claim, formula, rows")   \
    X(UNDO, "u", "undo", "", SHOW, "undo a change of the view")                                    \
    X(REDO, "<c-r>", "redo", "", SHOW, "redo it")                                                  \
    X(THEME, "", "theme", "[NAME]", SHOW, "choose colours")                                        \
    X(GLYPHS, "", "glyphs", "braille|block|ascii", SHOW, "choose the glyphs of charts")            \
    X(MARK, "<space>", "mark", "[RUN]", COMPARE, "mark this run to compare several, or unmark it") \
    X(BASELINE, "B", "baseline", "[RUN]", COMPARE, "take this run as the baseline")                \
    X(COMPARE, "c", "compare", "[RUN]", COMPARE, "compare this run with the baseline")             \
    X(SWAP, "x", "swap", "", COMPARE, "swap baseline and candidate")                               \
    X(ONLY_DIFFERING, "d", "only-differing", "", COMPARE, "only what differs, or all")             \
    X(TAG, "m", "tag", "[KIND NOTE]", RECORD, "tag this sample with a kind and a note")            \
    X(COPY_ROW, "y+y", "copy-row", "", RECORD, "copy this row")                                    \
    X(COPY_CELL, "y+c", "copy-cell", "", RECORD, "copy this cell")                                 \
    X(COPY_PATH, "y+p", "copy-path", "", RECORD, "copy the path of the file behind this row")      \
    X(COPY_VALUE, "y+v", "copy-value", "", RECORD, "copy the value in full precision")             \
    X(COPY_JSON, "y+j", "copy-json", "", RECORD, "copy this row as JSON")                          \
    X(EDIT, "v", "edit", "", RECORD, "open the file in $VISUAL or $EDITOR at this line")           \
    X(PIPE, "|", "pipe", "[COMMAND]", RECORD, "pipe to a command; nothing: $PAGER")                \
    X(WRITE, "o", "write", "FILE", RECORD, "write a report of this view")                          \
    X(COMMAND_LINE, "", "cmd", "", RECORD, "the command that prints this headless")                \
    X(FOLLOW, "F", "follow", "", RUN, "follow a growing run")                                      \
    X(RELOAD, "r <f5>", "reload", "", RUN, "read the run again")                                   \
    X(COMMAND, ":", "", "", RUN, "command line")                                                   \
    X(HELP, "? <f1>", "help", "", RUN, "help for this view, searchable")                           \
    X(MOUSE, "<f2>", "mouse", "", RUN, "mouse on or off")                                          \
    X(REDRAW, "<c-l>", "redraw", "", RUN, "draw the screen again")                                 \
    X(SUSPEND, "<c-z>", "suspend", "", RUN, "suspend")                                             \
    X(CANCEL, "<c-c>", "cancel", "", RUN, "cancel the job; twice quits")                           \
    X(ESCAPE, "<esc>", "escape", "", RUN, "cancel, clear, close; never quits")

enum action {
#define ACTION_NUMBER(name, keys, word, argument, group, help) ACTION_##name,
    ACTIONS(ACTION_NUMBER)
#undef ACTION_NUMBER
        ACTION_COUNT,
    ACTION_NONE = ACTION_COUNT
};

enum action_group {
    GROUP_MOVE,
    GROUP_PLACE,
    GROUP_FIND,
    GROUP_TABLE,
    GROUP_SHOW,
    GROUP_COMPARE,
    GROUP_RECORD,
    GROUP_RUN,
    GROUP_COUNT
};

struct action_row {
    const char *keys, *name, *argument, *help;
    enum action_group group;
};

extern const struct action_row action_table[ACTION_COUNT];
const char *action_group_title(enum action_group group);
/* By name or a cut name that is unique; ACTION_NONE. */
enum action action_find(struct str name);
/*
 * The action of a key after the keys pressed before it (0: none). ACTION_NONE when there is none;
 * *pending is set when the key begins a sequence.
 */
enum action action_of_key(uint32_t before, uint32_t key, bool *pending);
/* "j ↓" as people read it; the first key only when short. */
void action_keys(struct buf *out, enum action action, bool all);

#endif
