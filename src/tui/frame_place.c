#include "frame_internal.h"

#include <stdlib.h>
#include <string.h>

struct place *frame_place(struct frame *frame)
{
    return &frame->history[frame->current];
}

/* ---- copies of states ---- */

static void *copy_state(const struct view *view, const void *state)
{
    size_t size = view->state_size ? view->state_size : 1;
    void *copy = xmalloc(size);

    memcpy(copy, state, view->state_size);
    return copy;
}

static void stack_clear(struct state_stack *stack)
{
    while (stack->count > 0)
        free(stack->copies[--stack->count]);
}

static void stack_push(struct state_stack *stack, void *copy)
{
    if (stack->count == UNDO_MOST) {
        free(stack->copies[0]);
        memmove(stack->copies, stack->copies + 1, (UNDO_MOST - 1) * sizeof(stack->copies[0]));
        stack->count--;
    }
    stack->copies[stack->count++] = copy;
}

void frame_remember(struct frame *frame, const void *before)
{
    struct place *place = frame_place(frame);

    stack_push(&place->undo, copy_state(place->view, before));
    stack_clear(&place->redo);
}

bool frame_undo(struct frame *frame, bool redo)
{
    struct place *place = frame_place(frame);
    struct state_stack *from = redo ? &place->redo : &place->undo;
    struct state_stack *to = redo ? &place->undo : &place->redo;
    struct grid_layout *layout;

    if (from->count == 0)
        return false;
    stack_push(to, place->state);
    place->state = from->copies[--from->count];
    /* The state says where its cursor stands; it shall not follow the row it is on now. */
    if (frame_grid(frame, &layout))
        layout->at_row = SIZE_MAX;
    return true;
}

/* ---- places ---- */

static void place_release(struct place *place)
{
    stack_clear(&place->undo);
    stack_clear(&place->redo);
    free(place->state);
    *place = (struct place){0};
}

void frame_places_release(struct frame *frame)
{
    frame_drop_data(frame);
    while (frame->place_count > 0)
        place_release(&frame->history[--frame->place_count]);
    frame->current = -1;
}

void frame_drop_data(struct frame *frame)
{
    if (frame->prepared && frame_place(frame)->view->release)
        frame_place(frame)->view->release(frame->data);
    arena_free(frame->data_arena);
    frame->data_arena = NULL;
    frame->data = NULL;
    frame->prepared = false;
}

/* Forget the oldest place. */
static void drop_oldest(struct frame *frame)
{
    place_release(&frame->history[0]);
    memmove(frame->history, frame->history + 1, (HISTORY_MOST - 1) * sizeof(frame->history[0]));
    frame->place_count--;
    frame->current--;
    for (int i = 0; i < frame->place_count; i++)
        if (frame->history[i].parent >= 0)
            frame->history[i].parent--;
}

/* The last place that shows the same of the same run, whose choices a new one takes over. */
static const struct place *place_like(const struct frame *frame, const struct opening *opening)
{
    for (int i = frame->place_count - 1; i >= 0; i--) {
        const struct place *place = &frame->history[i];

        if (place->view == opening->view && place->opening.entry == opening->entry &&
            place->opening.run == opening->run && place->opening.set == opening->set &&
            place->opening.base_entry == opening->base_entry &&
            place->opening.base_run == opening->base_run &&
            strcmp(place->opening.quantity, opening->quantity) == 0 && !place->opening.filter[0] &&
            place->opening.row == SIZE_MAX)
            return place;
    }
    return NULL;
}

static void begin(struct frame *frame, struct place *place, const struct place *like)
{
    place->state = xcalloc(1, place->view->state_size ? place->view->state_size : 1);
    if (like && like->state)
        memcpy(place->state, like->state, place->view->state_size);
    else if (place->view->begin)
        place->view->begin(&frame->context, place->state, &place->opening);
}

static bool is_list(const struct view *view)
{
    return view->scope == VIEW_OF_SESSION && view->number;
}

/* The list that a view is reached from: the runs lead to the suite, and both to a run's views. */
static int parent_of(const struct frame *frame, const struct view *view,
                     enum place_relation relation)
{
    int at = frame->current;

    if (relation == PLACE_BESIDE || relation == PLACE_SWAPPED)
        return frame->history[at].parent;
    if (relation != PLACE_TOP)
        return relation == PLACE_BELOW ? at : -1;
    for (; at >= 0; at = frame->history[at].parent) {
        const struct view *above = frame->history[at].view;

        if (is_list(above) && (view->scope != VIEW_OF_SESSION || above->number < view->number))
            return at;
    }
    return -1;
}

void frame_want_place(struct frame *frame)
{
    const struct place *place = frame_place(frame);

    if (place->view->scope == VIEW_OF_SESSION)
        return;
    if (place->opening.compares)
        frame_want(frame, place->opening.base_entry);
    frame_want(frame, place->opening.entry);
}

/* A view of pairs that is opened where runs are compared is of the same two. */
static struct opening complete(const struct frame *frame, const struct opening *opening)
{
    struct opening out = *opening;
    const struct opening *now =
        frame->current >= 0 ? &frame->history[frame->current].opening : opening;

    if (opening->view->scope != VIEW_OF_PAIR) {
        out.compares = false;
        out.base_entry = out.base_run = 0;
    } else if (!out.compares) {
        out.compares = true;
        out.base_entry = now->base_entry;
        out.base_run = now->base_run;
    }
    return out;
}

/* The choices that a new place begins with. */
static const struct place *place_before(const struct frame *frame, const struct opening *opening,
                                        enum place_relation relation)
{
    if (relation == PLACE_SWAPPED)
        return &frame->history[frame->current];
    return opening->filter[0] || opening->row != SIZE_MAX ? NULL : place_like(frame, opening);
}

bool frame_go(struct frame *frame, const struct opening *asked, enum place_relation relation)
{
    struct opening whole = complete(frame, asked), *opening = &whole;
    int parent = parent_of(frame, opening->view, relation);
    struct place *place;
    const struct place *like;

    if (frame->current >= 0)
        frame_drop_data(frame);
    comparisons_give_up(frame->comparisons);
    frame->keep_row = SIZE_MAX; /* of the place that is left */
    while (frame->place_count > frame->current + 1)
        place_release(&frame->history[--frame->place_count]);
    if (frame->place_count == HISTORY_MOST) {
        drop_oldest(frame);
        parent -= parent >= 0;
    }
    like = place_before(frame, opening, relation);
    place = &frame->history[frame->place_count];
    *place = (struct place){.opening = *opening, .view = opening->view, .parent = parent};
    frame->current = frame->place_count++;
    frame_want_place(frame);
    frame_contextualise(frame);
    begin(frame, place, like);
    return true;
}

bool frame_go_to(struct frame *frame, int place)
{
    if (place < 0 || place >= frame->place_count)
        return false;
    frame_drop_data(frame);
    frame->keep_row = SIZE_MAX;
    comparisons_give_up(frame->comparisons);
    frame->current = place;
    frame_want_place(frame);
    return true;
}

bool frame_back(struct frame *frame)
{
    int parent = frame->current >= 0 ? frame_place(frame)->parent : -1;

    return parent >= 0 && frame_go_to(frame, parent);
}

/* A run that was opened before it was read, or that is another now, may lack what the view shows.
 */
static bool can_prepare(const struct frame *frame, const struct place *place)
{
    const struct run *run = frame->context.run;

    if (!frame->context.assessed && !place->view->early)
        return false;
    if (place->view->scope == VIEW_OF_SESSION)
        return true;
    if (place->opening.compares && !frame->context.comparison && !place->view->early)
        return false;
    return run && !frame_lacks(frame, place->view, run) &&
           (place->opening.set == 0 || place->opening.compares ||
            run_samples(run, place->opening.set));
}

/* The run was read again: the cursor goes back to the row it stood on. */
static void put_back_cursor(struct frame *frame)
{
    struct grid_layout *layout;
    struct grid_state *state = frame_grid(frame, &layout);
    size_t place = SIZE_MAX;

    if (state && layout->source)
        place = grid_place_of(layout, frame->keep_row);
    frame->keep_row = SIZE_MAX;
    if (place == SIZE_MAX || place == state->cursor)
        return;
    state->cursor = place;
    frame_place(frame)->view->prepare(&frame->context, frame_place(frame)->state, frame->data);
}

/* Cut at the end of a character. */
static void name_place(struct frame *frame, struct place *place)
{
    struct buf name = {0};
    size_t length;

    if (!place->view->crumb)
        return;
    place->view->crumb(&frame->context, place->state, &name);
    length = name.len < sizeof(place->opening.title) ? name.len : sizeof(place->opening.title) - 1;
    while (length < name.len && length > 0 && ((unsigned char)name.ptr[length] & 0xc0) == 0x80)
        length--;
    if (length)
        memcpy(place->opening.title, name.ptr, length);
    place->opening.title[length] = '\0';
    buf_release(&name);
}

void frame_prepare(struct frame *frame)
{
    struct place *place;

    /* Only here: what views have prepared may stand in it until they prepare again. */
    arena_reset(frame->scratch);
    if (frame->current < 0)
        return;
    place = frame_place(frame);
    if (!frame->data_arena)
        frame->data_arena = arena_new();
    frame_contextualise(frame);
    if (!frame->data) {
        if (frame->context.tags)
            tags_refresh(frame->context.tags);
        frame->data =
            arena_zalloc(frame->data_arena, 1, place->view->data_size ? place->view->data_size : 1);
    }
    frame->prepared = can_prepare(frame, place);
    if (!frame->prepared)
        return;
    place->view->prepare(&frame->context, place->state, frame->data);
    name_place(frame, place);
    if (frame->keep_row != SIZE_MAX)
        put_back_cursor(frame);
}
