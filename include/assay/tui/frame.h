/*
 * Frame: the interface without a terminal. It owns the session, the places, the prompt and the
 * message line; events go in, a canvas comes out. The terminal (present_curses), the renderer of
 * documents (assay render) and the tests all drive it the same way:
 *
 *     struct frame *frame = frame_new(&options);
 *     frame_open(frame, "results", &err);
 *     frame_resize(frame, 40, 120);
 *     frame_key(frame, 'j');
 *     frame_draw(frame, canvas);
 *
 * What only a terminal can do (copy, suspend, run an editor) is asked for through frame_request,
 * which the driver answers after each event.
 */
#ifndef ASSAY_TUI_FRAME_H
#define ASSAY_TUI_FRAME_H

#include <assay/look/theme.h>
#include <assay/session/config.h>
#include <assay/tui/view.h>

/* What ":write FILE" needs of the layers above; given by cmd. */
struct frame_writer {
    /* A report of the run in the format of that name ("md", "json"); false when there is none. */
    bool (*report)(const struct assessed *assessed, const char *format, struct buf *out);
    /* The same of a comparison. */
    bool (*comparison)(const struct comparison *comparison, const char *format, struct buf *out);
    /* Put a file in place as a whole. */
    bool (*save)(const char *path, const char *text, size_t length, struct err *err);
};

struct frame_options {
    const struct session_options *session;
    const struct config *config;
    const struct theme *theme;
    enum glyph_set glyphs;
    struct frame_writer writer; /* zeroed: not offered */
    bool waits;                 /* load at once instead of in the background: documents and tests */
};

enum frame_request_kind {
    REQUEST_NONE,
    REQUEST_QUIT,
    REQUEST_REDRAW, /* everything anew */
    REQUEST_SUSPEND,
    REQUEST_COPY,  /* text to the clipboard */
    REQUEST_EDIT,  /* path at line */
    REQUEST_PIPE,  /* text to a shell command; "" is $PAGER */
    REQUEST_MOUSE, /* switch it */
    REQUEST_STYLE, /* theme or glyphs were changed */
};

struct frame_request {
    enum frame_request_kind kind;
    struct str text;
    const char *path, *command;
    uint64_t line;
};

struct frame *frame_new(const struct frame_options *options);
void frame_free(struct frame *frame);
/* Find runs under a path and show the runs view, or the overview when there is one run only. */
bool frame_open(struct frame *frame, const char *path, struct err *err);
/*
 * Go to a view by name with all that was opened; false when it is not known or the run lacks it.
 * With a background it is remembered until the run is there, and given up with the first key.
 */
bool frame_view(struct frame *frame, const char *view, struct err *err);
/* Wait, less than an eye sees, for what the first frame is to show. */
void frame_await(struct frame *frame);
/*
 * Open a path as well, whose first run is to be the baseline; views of pairs can be gone to then.
 * Before frame_view.
 */
bool frame_open_baseline(struct frame *frame, const char *path, struct err *err);
void frame_resize(struct frame *frame, int height, int width);
void frame_key(struct frame *frame, uint32_t key);
enum mouse_kind { MOUSE_PRESS, MOUSE_DRAG, MOUSE_RELEASE, MOUSE_WHEEL_UP, MOUSE_WHEEL_DOWN };
void frame_mouse(struct frame *frame, enum mouse_kind kind, int row, int column);
/* Run a command of the command line, as typed after ":". */
void frame_command(struct frame *frame, const char *line);
/* Take what the background has done; true when something is to be drawn. */
bool frame_wake(struct frame *frame);
/* What to poll for before frame_wake, how many; 0 when nothing is done in the background. */
enum { FRAME_WAKE_FDS = 2 };
int frame_wake_fds(const struct frame *frame, int fds[FRAME_WAKE_FDS]);
void frame_draw(struct frame *frame, struct canvas *canvas);
/* The canvas that was drawn has reached the terminal. */
void frame_shown(struct frame *frame);
/* What the driver must do now; cleared by the call. Texts live until the next event. */
struct frame_request frame_take_request(struct frame *frame);
const struct theme *frame_theme(const struct frame *frame);
/* One line for the last row: what became of a request. */
void frame_say(struct frame *frame, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* "assay: run_1 › Layers": the title of the window; until the next call. */
struct str frame_title(struct frame *frame);

/* For views. */
/* Ask for an entry that is not there yet; without background it is loaded. */
void frame_want(struct frame *frame, size_t entry);
/* A run, as session.h numbers them. */
struct run_ref {
    size_t entry, run;
};
enum { MARKS_MOST = 16 };
enum run_mark { RUN_UNMARKED, RUN_MARKED, RUN_BASELINE };
enum run_mark frame_run_mark(const struct frame *frame, size_t entry, size_t run);
/* "A" of the baseline, "*" of one that is marked, else "". */
const char *run_mark_sign(enum run_mark mark);
/* The last part of its id, read or not. */
const char *frame_run_name(const struct frame *frame, struct run_ref ref);
bool frame_baseline(const struct frame *frame, struct run_ref *out);
/* The marked runs but the baseline, in the order they were marked. */
size_t frame_candidates(const struct frame *frame, struct run_ref out[MARKS_MOST]);
/* As comparisons_get: ask again when woken. */
const struct comparison *frame_comparison(struct frame *frame, struct run_ref base,
                                          struct run_ref candidate, struct err *err);
/* NULL: all settings have their defaults. */
const struct config *frame_config(const struct frame *frame);
/* The view that the current place was opened from, NULL at the root. */
const struct view *frame_view_below(const struct frame *frame);
/* Whether an action does anything in that view. */
bool frame_offers(const struct frame *frame, const struct view *view, enum action action);

#endif
