#include "frame_internal.h"

#include <assay/session/comparison.h>
#include <assay/tui/evidence.h>
#include <assay/tui/quantity_text.h>
#include <assay/tui/view_statistics.h>

const char *frame_lacks(const struct frame *frame, const struct view *view, const struct run *run)
{
    const char *lacks = view_lacks(view, run);
    const struct opening *here = &frame->history[frame->current].opening;

    if (!lacks && view->scope == VIEW_OF_PAIR && here->compares)
        lacks = view_lacks(view, frame_run_of(frame, here->base_entry, here->base_run));
    return lacks;
}

/* Views of runs, or where runs are compared those of pairs; lists of runs always. */
static bool belongs(const struct frame *frame, const struct view *view)
{
    bool compares = frame->current >= 0 && frame->history[frame->current].opening.compares;

    return view->scope == VIEW_OF_SESSION || (view->scope == VIEW_OF_PAIR) == compares;
}

const struct view *frame_numbered(const struct frame *frame, const struct run *run, char number)
{
    const struct view *first = frame->current < 0 ? NULL : frame->history[frame->current].view;

    /* The one that is shown stands for its number. */
    if (first && first->number == number)
        return first;
    first = NULL;
    for (size_t i = 0; view_registry[i]; i++) {
        const struct view *view = view_registry[i];

        if (view->number != number || !belongs(frame, view))
            continue;
        if (!first)
            first = view;
        if (!frame_lacks(frame, view, run))
            return view;
    }
    return first;
}

static void go_to_view(struct frame *frame, const struct view *view)
{
    struct place *place = frame_place(frame);
    struct run_meant meant = frame_run_meant(frame);
    bool same = meant.entry == place->opening.entry && meant.index == place->opening.run;
    struct opening opening = {.view = view,
                              .entry = meant.entry,
                              .run = meant.index,
                              .set = same ? place->opening.set : 0,
                              .row = SIZE_MAX};
    const char *lacks = frame_lacks(frame, view, meant.run);

    if (view->scope == VIEW_OF_PAIR && !place->opening.compares) {
        struct run_ref candidate = {meant.entry, meant.index};

        if (!frame_pair_opening(frame, candidate, view, &opening))
            return;
    }
    if (lacks)
        frame_fail(frame, "%s: %s", view->title, lacks);
    else if (place->view != view || place->opening.filter[0])
        frame_go(frame, &opening, PLACE_TOP);
}

/* The next view of the same number that the run can show: a curve's tasks, and back. */
static const struct view *next_of_number(const struct frame *frame, const struct view *view)
{
    size_t count = 0, at = 0;

    for (; view_registry[count]; count++)
        at = view_registry[count] == view ? count : at;
    for (size_t i = 1; i < count; i++) {
        const struct view *next = view_registry[(at + i) % count];

        if (next->number == view->number && belongs(frame, next) &&
            !frame_lacks(frame, next, frame->context.run))
            return next;
    }
    return view;
}

static void open_view_number(struct frame *frame, enum action action, const char *argument)
{
    const struct view *view =
        frame_numbered(frame, frame_run_meant(frame).run, (char)('1' + (action - ACTION_VIEW_1)));

    (void)argument;
    if (view && view == frame_place(frame)->view)
        view = next_of_number(frame, view);
    if (view)
        go_to_view(frame, view);
    else
        frame_fail(frame, "there is no such view");
}

static void open_view_named(struct frame *frame, enum action action, const char *argument)
{
    const struct view *view = view_find(str_of(argument));

    (void)action;
    if (view)
        go_to_view(frame, view);
    else
        frame_fail(frame, "there is no view named %s", argument);
}

static void open_help(struct frame *frame, enum action action, const char *argument)
{
    (void)action;
    (void)argument;
    if (view_find(STR("help")))
        frame_go(frame,
                 &(struct opening){.view = view_find(STR("help")),
                                   .entry = frame_place(frame)->opening.entry,
                                   .run = frame_place(frame)->opening.run,
                                   .row = SIZE_MAX},
                 PLACE_BELOW);
}

/* Of a difference: what it is worth, rather than the evidence of one side. */
static bool statistics_opening(struct frame *frame, const struct subject *subject,
                               struct opening *opening)
{
    const struct comparison *comparison = frame->context.comparison;

    if (frame_place(frame)->view->scope != VIEW_OF_PAIR || !comparison || subject->finding ||
        !subject->has_quantity || !comparison_find(comparison, &subject->quantity))
        return false;
    opening->view = &view_statistics;
    opening->entry = frame->context.entry;
    opening->run = frame->context.run_index;
    return quantity_write(&subject->quantity, SIZE_MAX, opening->quantity);
}

static void open_evidence(struct frame *frame, enum action action, const char *argument)
{
    struct subject subject = frame_subject(frame);
    struct opening opening = {.row = SIZE_MAX};

    (void)action;
    (void)argument;
    if (statistics_opening(frame, &subject, &opening) ||
        (frame->context.assessed && evidence_opening(&frame->context, &subject, &opening)))
        frame_go(frame, &opening, PLACE_BELOW);
    else
        frame_fail(frame, "no figure stands under the cursor");
}

const struct frame_row frame_view_rows[] = {
    {ACTION_VIEW, open_view_named},
    {ACTION_VIEW_1, open_view_number},
    {ACTION_VIEW_2, open_view_number},
    {ACTION_VIEW_3, open_view_number},
    {ACTION_VIEW_4, open_view_number},
    {ACTION_VIEW_5, open_view_number},
    {ACTION_VIEW_6, open_view_number},
    {ACTION_VIEW_7, open_view_number},
    {ACTION_VIEW_8, open_view_number},
    {ACTION_VIEW_9, open_view_number},
    {ACTION_EVIDENCE, open_evidence},
    {ACTION_HELP, open_help},
    {.act = NULL},
};
