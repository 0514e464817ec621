#include "frame_internal.h"

#include <string.h>

void frame_want(struct frame *frame, size_t entry)
{
    struct err err;

    if (entry >= session_entry_count(frame->session))
        return;
    if (frame->background)
        background_want(frame->background, entry, BACKGROUND_NOW);
    else if (session_state(frame->session, entry) == ENTRY_UNREAD &&
             !session_load(frame->session, entry, &err))
        session_fail(frame->session, entry, &err);
}

void frame_forget_entry(struct frame *frame, size_t entry)
{
    struct grid_layout *layout;

    comparisons_forget(frame->comparisons, entry);
    if (frame->figures_arena && frame->figures_entry == entry)
        frame_forget_figures(frame);
    if (frame->current < 0)
        return;
    if (frame_grid(frame, &layout) && layout->source)
        frame->keep_row = layout->at_row;
    frame_drop_data(frame);
}

size_t frame_run_total(const struct frame *frame)
{
    size_t total = 0;

    for (size_t e = 0; e < session_entry_count(frame->session); e++) {
        size_t runs = session_run_count(frame->session, e);

        total += runs ? runs : 1;
    }
    return total;
}

bool frame_run_at(const struct frame *frame, size_t index, size_t *entry, size_t *run)
{
    for (size_t e = 0; e < session_entry_count(frame->session); e++) {
        size_t runs = session_run_count(frame->session, e);

        runs = runs ? runs : 1;
        if (index < runs) {
            *entry = e;
            *run = index;
            return true;
        }
        index -= runs;
    }
    return false;
}

size_t frame_run_index(const struct frame *frame, size_t entry, size_t run)
{
    size_t index = run;

    for (size_t e = 0; e < entry && e < session_entry_count(frame->session); e++) {
        size_t runs = session_run_count(frame->session, e);

        index += runs ? runs : 1;
    }
    return index;
}

void frame_forget_figures(struct frame *frame)
{
    tags_free(frame->tags);
    frame->tags = NULL;
    arena_free(frame->figures_arena);
    frame->figures_arena = NULL;
}

/* Figures are made once for a run and kept until another one is shown. */
static void make_figures(struct frame *frame, size_t entry, size_t run)
{
    if (frame->figures_arena && frame->figures_entry == entry && frame->figures_run == run)
        return;
    frame_forget_figures(frame);
    frame->figures_arena = arena_new();
    frame->assessed = session_assessed(frame->session, entry, run);
    frame->figures = figures_new(&frame->assessed, frame->figures_arena);
    frame->tags = tags_open(frame->assessed.run);
    frame->figures_entry = entry;
    frame->figures_run = run;
}

void frame_contextualise(struct frame *frame)
{
    struct place *place = frame_place(frame);
    size_t entry = place->opening.entry, run = place->opening.run;
    enum entry_state state;

    frame->context = (struct view_context){
        .frame = frame,
        .session = frame->session,
        .entry = entry,
        .run_index = run,
        .arena = frame->data_arena,
        .scratch = frame->scratch,
        .glyphs = frame->glyphs,
        .focused = !frame_sidebar_focused(frame),
        .zoomed = frame->zoomed,
        .rect = frame_body(frame),
        .wake_fd = frame->background ? frame->wake_pipe[1] : -1,
    };
    if (entry >= session_entry_count(frame->session) ||
        run >= session_run_count(frame->session, entry))
        return;
    frame->context.run = session_run(frame->session, entry, run);
    state = session_state(frame->session, entry);
    if (state != ENTRY_READY && state != ENTRY_FAILED)
        return;
    make_figures(frame, entry, run);
    frame->context.assessed = &frame->assessed;
    frame->context.figures = frame->figures;
    frame->context.tags = frame->tags;
    frame_compare_here(frame);
}
