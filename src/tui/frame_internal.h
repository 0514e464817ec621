/*
 * Shared by the files of the frame:
 *
 *     frame.c           life, events, what the driver asks
 *     frame_place.c     places: opening, history, undo
 *     frame_act.c       what every action does, views and tables first
 *     frame_view.c      actions that go to views
 *     frame_compare.c   baseline, marks, and places that compare
 *     frame_record.c    actions on the thing under the cursor
 *     frame_prompt.c    the prompt of the last line
 *     frame_complete.c  what could be typed next
 *     frame_command.c   the command line
 *     frame_runs.c      runs and their data: what a view is given
 *     frame_load.c      what comes from the background
 *     frame_write.c     files of what is shown
 *     frame_draw.c      the bands of the screen
 */
#ifndef ASSAY_TUI_FRAME_INTERNAL_H
#define ASSAY_TUI_FRAME_INTERNAL_H

#include <assay/session/background.h>
#include <assay/session/comparisons.h>
#include <assay/tui/frame.h>

enum { HISTORY_MOST = 100, UNDO_MOST = 64, PROMPT_ROOM = 512, PROMPT_HISTORY = 50 };

/* Copies of a view's state, oldest first; each is view->state_size bytes. */
struct state_stack {
    void *copies[UNDO_MOST];
    int count;
};

struct place {
    struct opening opening;
    const struct view *view;
    void *state;
    struct state_stack undo, redo;
    int parent; /* index into the history, -1 at the root */
};

struct prompt {
    bool open;
    enum action action;     /* what Enter does with the text */
    char text[PROMPT_ROOM]; /* UTF-8 */
    size_t length, cursor;  /* bytes */
    void *before;           /* the view's state when it was opened, for Esc */
    size_t before_size;
    size_t before_row;       /* the source's row that had the cursor then, SIZE_MAX */
    int recalled;            /* history entry shown, -1: none */
    char typed[PROMPT_ROOM]; /* what stood there before the first was recalled */
};

struct frame {
    struct frame_options options;
    struct session *session;
    char *opened; /* name of the path opened, NULL before and when there are several */
    int height, width;

    struct place history[HISTORY_MOST];
    int place_count, current; /* -1: nothing opened yet */

    /* The current place's data. */
    void *data;
    struct arena *data_arena;
    bool prepared; /* data follows from state: actions and drawing may look at it */

    /* What was computed of the current place's run. */
    struct assessed assessed;
    struct figures *figures;
    struct arena *figures_arena; /* NULL: not made */
    size_t figures_entry, figures_run;
    struct tags *tags; /* of that run */

    struct comparisons *comparisons;
    struct err incomparable; /* why the place's runs cannot be compared */
    bool has_baseline;
    struct run_ref baseline, marks[MARKS_MOST];
    size_t mark_count;
    char *baseline_path; /* its first run becomes the baseline as soon as it is found; NULL */

    struct background *background; /* NULL: everything is loaded at once */
    int wake_pipe[2];              /* of what views do in the background */
    bool *followed;                /* by entry */
    size_t followed_count;
    bool untouched;            /* no key was pressed yet: where it begins may still change */
    bool previewed;            /* a preview is to be shown, and the background to be told */
    const struct view *wished; /* to go to when the first entry is there; NULL */
    bool cancel_again;         /* ^C was the last key */
    size_t keep_row;           /* the source's row to put the cursor on again, SIZE_MAX */

    struct arena *scratch;
    struct view_context context;

    struct prompt prompt;
    char *recall[ACTION_COUNT][PROMPT_HISTORY];
    int recall_count[ACTION_COUNT];

    uint32_t chord; /* first key of a sequence */
    bool message_is_error;
    char message[256];
    bool zoomed;
    enum sidebar_mode { SIDEBAR_AUTO, SIDEBAR_SHOWN, SIDEBAR_HIDDEN } sidebar;
    bool sidebar_focused;
    int sidebar_width;    /* columns, without the rule beside it */
    bool sidebar_dragged; /* the mouse holds its border */
    size_t sidebar_cursor;
    struct frame_request request;
    struct buf request_text, request_command;
    const struct theme *theme;
    struct arena *theme_arena;
    const struct theme *preview; /* shown instead while its name is typed; NULL */
    struct arena *preview_arena;
    enum glyph_set glyphs;
    const struct canvas *drawn; /* the canvas drawn last, for the mouse; NULL */
    struct buf title;
};

/* ---- frame_runs.c ---- */
/* Fill frame->context with what is there for the current place. */
void frame_contextualise(struct frame *frame);
/* Runs of all entries as one list. */
size_t frame_run_total(const struct frame *frame);
bool frame_run_at(const struct frame *frame, size_t index, size_t *entry, size_t *run);
size_t frame_run_index(const struct frame *frame, size_t entry, size_t run);
/* Drop what points into an entry's runs, since they are replaced; the cursor stays on its row. */
void frame_forget_entry(struct frame *frame, size_t entry);
/* Before the run they are of is freed. */
void frame_forget_figures(struct frame *frame);

/* ---- frame_load.c ---- */
bool frame_load_collect(struct frame *frame);
/* "reading records.json 43 %, 2 s left"; empty when nothing is under way. */
void frame_load_progress(const struct frame *frame, struct buf *out);
void frame_load_cancel(struct frame *frame);
void frame_load_follow(struct frame *frame, size_t entry);
bool frame_load_follows(const struct frame *frame, size_t entry);

/* ---- frame_place.c ---- */
struct place *frame_place(struct frame *frame);
/*
 * Where back leads from a place: to the one it was opened from, to the list it is reached from (the
 * suite, the runs), to where the present one leads, or nowhere. One that is swapped takes over the
 * state too.
 */
enum place_relation { PLACE_BELOW, PLACE_TOP, PLACE_BESIDE, PLACE_SWAPPED, PLACE_ROOT };
bool frame_go(struct frame *frame, const struct opening *opening, enum place_relation relation);
bool frame_go_to(struct frame *frame, int place);
bool frame_back(struct frame *frame);
/* Ask for the runs that the place shows. */
void frame_want_place(struct frame *frame);
void frame_drop_data(struct frame *frame);
/* Undo of the current place goes back to this copy of its state; redo is forgotten. */
void frame_remember(struct frame *frame, const void *before);
bool frame_undo(struct frame *frame, bool redo);
void frame_places_release(struct frame *frame);
/* Bring state and data of the current place up to date. */
void frame_prepare(struct frame *frame);

/* ---- frame_act.c ---- */
void frame_act(struct frame *frame, enum action action, const char *argument);
struct subject frame_subject(struct frame *frame);
struct grid_state *frame_grid(struct frame *frame, struct grid_layout **layout);
/* The run that views are opened of: the place's, in lists of runs the one under the cursor. */
struct run_meant {
    size_t entry, index;
    const struct run *run; /* NULL while it is not there */
};
struct run_meant frame_run_meant(struct frame *frame);
/* NULL while it is not there. */
const struct run *frame_run_of(const struct frame *frame, size_t entry, size_t index);
/* What the frame does itself for an action that neither view nor table has done. */
struct frame_row {
    enum action action;
    void (*act)(struct frame *frame, enum action action, const char *argument); /* NULL: the end */
};

/* ---- frame_view.c ---- */
extern const struct frame_row frame_view_rows[];
/* The view that a number key opens for that run; NULL. */
const struct view *frame_numbered(const struct frame *frame, const struct run *run, char number);

/* Why the view cannot show that run, where the place compares also its baseline; NULL. */
const char *frame_lacks(const struct frame *frame, const struct view *view, const struct run *run);

/* ---- frame_compare.c ---- */
extern const struct frame_row frame_compare_rows[];
/* Ids of all runs, in frame->scratch. */
const char *const *frame_run_names(struct frame *frame, size_t *count);
void frame_set_baseline(struct frame *frame, struct run_ref ref);
/* What a run is to be compared with: the baseline, else the one it names, else the one beside it
 * that says so, else the one other that is marked. */
bool frame_baseline_for(const struct frame *frame, struct run_ref of, struct run_ref *out);
/* Where a view of the run against its baseline is; false after a message. */
bool frame_pair_opening(struct frame *frame, struct run_ref candidate, const struct view *view,
                        struct opening *out);
/* Give the context the comparison of the place, or say why there is none. */
void frame_compare_here(struct frame *frame);

/* ---- frame_record.c ---- */
extern const struct frame_row frame_record_rows[];

/* ---- frame_prompt.c ---- */
void frame_prompt_open(struct frame *frame, enum action action, const char *text);
void frame_prompt_key(struct frame *frame, uint32_t key);
void frame_prompt_close(struct frame *frame);
void frame_prompt_draw(struct frame *frame, const struct surface *surface);
/* The character that stands before the typed text: ':' '/' '&' … */
const char *frame_prompt_sign(enum action action);

/* ---- frame_complete.c ---- */
/* What could stand at the end of the typed text: words that replace bytes [from, end). */
enum { COMPLETIONS_MOST = 64 };
struct completion {
    const char *word, *help;
};
struct completions {
    size_t from, count;
    struct completion items[COMPLETIONS_MOST];
};
void frame_complete(struct frame *frame, enum action prompt, const char *text,
                    struct completions *out);

/* ---- frame_write.c ---- */
/*
 * Write what this view shows, by the file's suffix: csv and tsv the rows of the table as filtered
 * and sorted; txt, ansi and svg the screen; any other the report of that format, of the run or
 * of the comparison. A file that
 * is there is kept unless the name begins with "!". The path must not be in frame->scratch.
 */
bool frame_write(struct frame *frame, const char *path, struct err *err);

/* ---- frame_draw.c ---- */
/* The rectangle that the view gets. */
struct rect frame_body(const struct frame *frame);
/* False when the list of runs is not on screen. */
bool frame_sidebar_width(const struct frame *frame, int *width);
/* The list of runs has the keys: it was gone to and is on screen. */
bool frame_sidebar_focused(const struct frame *frame);

/* ---- frame.c ---- */
/* The baseline that was given as a path, as soon as it is found. */
void frame_find_baseline(struct frame *frame);
/* Go to the wished view as soon as the first run is there; if that lacks it, stay and say so. */
void frame_grant_wish(struct frame *frame);
void frame_fail(struct frame *frame, const char *format, ...) __attribute__((format(printf, 2, 3)));
void frame_ask(struct frame *frame, enum frame_request_kind kind, struct str text);
/* Show a theme for now; one that is not known, or "": the chosen one. */
void frame_preview_theme(struct frame *frame, const char *name);

#endif
