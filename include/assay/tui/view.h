/*
 * Views: one const struct each, listed in view_registry. Drawing is a pure function of what the
 * context holds, the view's state and its data.
 *
 *     state  what the user chose and where the cursor stands. Plain data without pointers to what
 *            the view owns: the frame copies it for undo and for the history of places.
 *     data   what was derived from run and state. Zeroed when the place is opened and when the run
 *            was read again; brought up to date by `prepare`, freed by `release`. Its arena is
 *            context->arena, which lives as long as the data.
 *
 * For every key:  act -> (state changes) -> prepare (clamps, derives) -> draw (reads only).
 */
#ifndef ASSAY_TUI_VIEW_H
#define ASSAY_TUI_VIEW_H

#include <assay/session/figures.h>
#include <assay/session/session.h>
#include <assay/session/tags.h>
#include <assay/tui/grid.h>

struct frame;      /* frame.h: owner of all this */
struct comparison; /* session/comparison.h */

enum { OPENING_TEXT = 512 };

/* A place to open: a view of a run, and what to start with. Plain data. */
struct opening {
    const struct view *view;
    size_t entry, run;           /* as session.h numbers them */
    bool compares;               /* that run is the candidate, B */
    size_t base_entry, base_run; /* then the baseline, A */
    size_t set;                  /* which samples; of views of pairs: of comparison->sets */
    size_t row;                  /* of those; SIZE_MAX: none */
    char filter[OPENING_TEXT];   /* in the filter language */
    char sort[32];               /* field that the list was sorted by, "-field" descending, "" */
    char title[96];              /* for the breadcrumb, "" for the view's */
    char quantity[OPENING_TEXT]; /* of the evidence to show, see quantity_text.h */
};

/* What stands under the cursor, for the actions that mean the same everywhere. */
struct subject {
    bool has_sample;
    bool of_baseline; /* the sample is A's, where the place compares */
    size_t set, row;
    bool has_quantity;
    struct quantity quantity;      /* V */
    const struct finding *finding; /* V, when the figure is a claim */
    struct str text;               /* y c */
    double value;                  /* y v; NAN */
    const char *path;              /* y p, v: file, NULL for the sample's own */
    uint64_t line;                 /* v; 0 unknown */
    bool has_run;
    size_t entry, run; /* B, c, Enter in lists of runs */
};

struct view_context {
    struct frame *frame;
    struct session *session;
    size_t entry, run_index;
    const struct run *run;           /* NULL while nothing is there yet */
    const struct assessed *assessed; /* NULL until all was read and computed */
    const struct figures *figures;   /* NULL with it */
    struct tags *tags;               /* of the run; NULL with it */
    /* Where the place compares: run and all the above are B's, A's are comparison->a. */
    const struct comparison *comparison; /* NULL until computed */
    int wake_fd; /* a byte written to it makes the frame call wake; -1: do all work at once */
    struct arena *arena;   /* of the data */
    struct arena *scratch; /* until the next key */
    enum glyph_set glyphs;
    enum action action; /* what is asked for, while an action runs */
    bool focused;       /* the view has the keys, not the sidebar */
    bool zoomed;        /* show the focused pane only */
    struct rect rect;   /* what the view was given */
};

/* What an action of a view did. */
enum effect {
    EFFECT_NONE,    /* not this view's: let the frame try */
    EFFECT_MOVED,   /* cursor or scrolling */
    EFFECT_CHANGED, /* a choice that undo takes back */
    EFFECT_OPEN,    /* go to reply->opening */
    EFFECT_SAID,    /* nothing but the message */
};

struct view_reply {
    struct opening opening;
    char message[256]; /* shown in the last line when not empty */
};

struct view_action {
    enum action action;
    const char *hint; /* for the last line, two words; NULL: only in help */
    const char *help; /* what it means here; NULL: as in the action table */
    enum effect (*act)(const struct view_context *context, void *state, void *data,
                       const char *argument, struct view_reply *reply);
};

/*
 * Views of pairs are shown where a place compares: number keys and tabs lead to them there. They
 * are prepared once context->comparison is there, early ones before.
 */
enum view_scope { VIEW_OF_SESSION, VIEW_OF_RUN, VIEW_OF_PAIR };

struct view {
    const char *name, *title, *summary;
    char number; /* '1' to '9' when a key opens it, else '\0' */
    enum view_scope scope;
    bool early;         /* draws before the run was read (runs, files, help) or of a preview */
    unsigned needs_any; /* bits of enum run_content; 0: always there */
    unsigned unless;    /* bits that rule it out */
    const char *lacks;  /* why it is greyed out: "no samples with labels" */
    size_t state_size, data_size;
    const struct view_action *actions; /* ends in ACTION_NONE */
    void (*begin)(const struct view_context *context, void *state, const struct opening *opening);
    void (*prepare)(const struct view_context *context, void *state, void *data);
    void (*draw)(const struct view_context *context, const void *state, const void *data,
                 const struct surface *surface);
    void (*release)(void *data); /* what is not in the arena; may be NULL */
    /* What the view does in the background has news: true when it must be drawn; may be NULL. */
    bool (*wake)(const struct view_context *context, void *state, void *data);
    /* The table that has the keys now, for the actions of tables; may be NULL or return NULL. */
    struct grid_state *(*grid)(void *state, void *data, struct grid_layout **layout);
    void (*subject)(const struct view_context *context, const void *state, const void *data,
                    struct subject *subject); /* comes zeroed; may be NULL */
    /* The subcommand and options that print the same, appended to out; NULL: show. The frame adds
     * the program's name and the path. */
    void (*command_line)(const struct view_context *context, const void *state, struct buf *out);
    /*
     * What the breadcrumb calls the place, where that follows from the state (the id of a sample);
     * NULL: the title it was opened with.
     */
    void (*crumb)(const struct view_context *context, const void *state, struct buf *out);
    /* The right end of line 1: size of what is shown ("834 samples"); may be NULL. */
    void (*status)(const struct view_context *context, const void *state, const void *data,
                   struct buf *out);
};

extern const struct view *const view_registry[]; /* ends in NULL */
const struct view *view_find(struct str name);
/* NULL when the run can show it, else why not. */
const char *view_lacks(const struct view *view, const struct run *run);

#endif
