#include "frame_internal.h"

#include <assay/base/fmt.h>
#include <assay/tui/glyph.h>
#include <assay/tui/name_pair.h>
#include <assay/tui/prose.h>

#include <stdio.h>
#include <string.h>

enum {
    LEAST_HEIGHT = 5,
    LEAST_WIDTH = 20,
    TABS_FROM_HEIGHT = 10, /* below, the line of tabs goes to the data */
    SIDEBAR_FROM_WIDTH = 80,
    SIDEBAR_ALONE_FROM = 160, /* shown unasked */
};

static int head_height(const struct frame *frame)
{
    return frame->height >= TABS_FROM_HEIGHT ? 2 : 1;
}

bool frame_sidebar_width(const struct frame *frame, int *width)
{
    bool wide =
        frame->width >= (frame->sidebar == SIDEBAR_AUTO ? SIDEBAR_ALONE_FROM : SIDEBAR_FROM_WIDTH);
    bool shown = frame->sidebar != SIDEBAR_HIDDEN && wide && !frame->zoomed &&
                 frame->current >= 0 &&
                 strcmp(frame->history[frame->current].view->name, "runs") != 0;

    *width = frame->sidebar_width;
    if (frame->sidebar == SIDEBAR_AUTO && frame_run_total(frame) < 2)
        shown = false;
    return shown;
}

bool frame_sidebar_focused(const struct frame *frame)
{
    int width;

    return frame->sidebar_focused && frame_sidebar_width(frame, &width);
}

struct rect frame_body(const struct frame *frame)
{
    int top = head_height(frame), width;
    struct rect rect = {top, 0, frame->height - top - 1, frame->width};

    if (frame_sidebar_width(frame, &width)) {
        rect.column += width + 2;
        rect.width -= width + 2;
    }
    rect.height = rect.height < 0 ? 0 : rect.height;
    return rect;
}

/* ---- line 1: where am I ---- */

static const char *run_name(const struct frame *frame, const struct place *place)
{
    size_t entry = place->opening.entry, run = place->opening.run;

    if (entry >= session_entry_count(frame->session))
        return "";
    if (run < session_run_count(frame->session, entry))
        return run_title(session_run(frame->session, entry, run));
    return session_entry(frame->session, entry)->group.id;
}

/* "A ↔ B" in so many columns; "" where the place compares nothing. */
static void add_pair(const struct frame *frame, const struct place *place, int width,
                     struct buf *out)
{
    const struct opening *opening = &place->opening;
    const struct comparison *comparison = frame->context.comparison;
    struct run_ref a = {opening->base_entry, opening->base_run};
    struct run_ref b = {opening->entry, opening->run};

    if (place->view->scope == VIEW_OF_PAIR)
        name_pair_write(out, str_of(comparison ? comparison->name_a : frame_run_name(frame, a)),
                        str_of(comparison ? comparison->name_b : frame_run_name(frame, b)), width);
}

/* What the views of a place are about: a run, or "A ↔ B"; nothing for lists of runs. */
static void add_subject(const struct frame *frame, const struct place *place, struct buf *out)
{
    if (place->view->scope == VIEW_OF_RUN)
        buf_add_c(out, run_name(frame, place));
    add_pair(frame, place, INT16_MAX, out);
}

static const char *place_name(const struct place *place)
{
    return place->opening.title[0] ? place->opening.title : place->view->title;
}

/* The places of the same run or pair this one was opened from, outermost first. */
static void add_trail(const struct frame *frame, int at, struct buf *out)
{
    const struct place *place = &frame->history[at];

    if (place->parent >= 0 && frame->history[place->parent].view->scope == place->view->scope)
        add_trail(frame, place->parent, out);
    buf_add_c(out, out->len ? " › " : "");
    buf_add_c(out, place_name(place));
}

/* "results › ", when there is more than one run in what was opened. */
static void add_opened(const struct frame *frame, struct buf *out)
{
    if (frame->opened && frame_run_total(frame) > 1)
        buf_addf(out, "%s › ", frame->opened);
}

static void add_place(const struct frame *frame, struct buf *out)
{
    const struct place *place = &frame->history[frame->current];
    struct buf trail = {0};

    if (place->view->scope == VIEW_OF_SESSION) {
        buf_add_c(out, place->view->title);
        return;
    }
    add_trail(frame, frame->current, &trail);
    add_subject(frame, place, out);
    buf_add_c(out, " › ");
    buf_add_str(out, buf_str(&trail));
    buf_release(&trail);
}

struct str frame_title(struct frame *frame)
{
    struct buf *title = &frame->title;

    buf_clear(title);
    buf_add_c(title, "assay");
    if (frame->current >= 0) {
        buf_add_c(title, ": ");
        add_opened(frame, title);
        add_place(frame, title);
    }
    return buf_str(title);
}

/* The audit whose tally stands in line 1; NULL when there is none. */
static const struct audit *shown_audit(struct frame *frame)
{
    const struct audit *audit = frame->context.assessed ? frame->context.assessed->audit : NULL;

    if (!audit || audit->count == 0 || frame_place(frame)->view->scope != VIEW_OF_RUN)
        return NULL;
    return audit;
}

static int tally_width(struct frame *frame)
{
    const struct audit *audit = shown_audit(frame);
    int width = 0;

    for (int v = 0; audit && v <= VERDICT_NO_EVIDENCE; v++)
        width += snprintf(NULL, 0, "%zu", audit->tally[v]) + 3;
    return width;
}

/* "41=  6~  0!  3?" ending before column `end`; returns where it begins. */
static int draw_tally(struct frame *frame, const struct surface *surface, int end)
{
    const struct audit *audit = shown_audit(frame);

    for (int v = VERDICT_NO_EVIDENCE; audit && v >= 0; v--) {
        char mark = verdict_mark((enum verdict)v);
        char text[32];
        int length = snprintf(text, sizeof(text), "%zu%c", audit->tally[v], mark);

        end -= length;
        draw_c(surface, 0, end, audit->tally[v] ? role_verdict(mark) : ROLE_DIM, text);
        end -= 2;
    }
    return end;
}

/* Too long, the run's name gives way: it is cut in the middle, then left out. */
static void draw_place(struct frame *frame, const struct surface *surface, int at, int width,
                       struct str name)
{
    enum { NAME_LEAST = 7, PARTING = 5 /* bytes of " › " */ };
    struct buf pair = {0};
    struct str run = name, rest = STR("");
    struct buf subject = {0};
    size_t length;

    add_subject(frame, frame_place(frame), &subject);
    length = subject.len;
    buf_release(&subject);
    if (text_columns(name) > width && length && length + PARTING <= name.len) {
        run.len = length;
        rest = (struct str){name.ptr + length, name.len - length};
    }
    if (rest.len && width - text_columns(rest) < NAME_LEAST) {
        run = (struct str){rest.ptr + PARTING, rest.len - PARTING};
        rest = STR("");
    } else if (rest.len) {
        add_pair(frame, frame_place(frame), width - text_columns(rest), &pair);
        run = pair.len ? buf_str(&pair) : run;
    }
    at += draw_middle(surface, 0, at, width - text_columns(rest), ROLE_TITLE, run);
    draw_text(surface, 0, at, text_columns(rest), ROLE_TITLE, rest);
    buf_release(&pair);
}

/* The end of the text that fits between two columns; returns where it begins. */
static int draw_status(const struct surface *surface, int from, int end, struct str text)
{
    enum { STATUS_LEAST = 12 };
    int room = end - from - 1, columns = text_columns(text);
    bool cut = columns > room;
    struct glyph glyph;

    if (text.len == 0 || (cut && room < STATUS_LEAST))
        return end;
    while (columns > room - cut && glyph_next(&text, &glyph))
        columns -= glyph.width;
    end -= columns + 1;
    draw_text(surface, 0, end, columns, ROLE_DIM, text);
    if (cut)
        draw_code(surface, 0, --end, 1, ROLE_DIM, 0x2026);
    return end;
}

/* The place, then size and verdicts at the right as far as they leave it room. */
static void draw_head(struct frame *frame, const struct surface *surface)
{
    const struct place *place = frame_place(frame);
    struct buf name = {0}, status = {0}, opened = {0};
    int width = surface->rect.width, at = draw_c(surface, 0, 1, ROLE_BRAND, "assay") + 3;
    int end = width, wanted, least, most;

    add_place(frame, &name);
    wanted = at + text_columns(buf_str(&name)) + 2;
    most = place->view->scope == VIEW_OF_PAIR ? width * 3 / 5 : width * 2 / 5;
    least = wanted > most ? most : wanted;
    if (width - tally_width(frame) > (wanted > width / 2 ? width / 2 : wanted))
        end = draw_tally(frame, surface, surface->rect.width - 1);
    if (place->view->status && frame->prepared)
        place->view->status(&frame->context, place->state, frame->data, &status);
    end = draw_status(surface, least, end, buf_str(&status));
    add_opened(frame, &opened);
    if (at + text_columns(buf_str(&opened)) + text_columns(buf_str(&name)) < end)
        at += draw_text(surface, 0, at, end - at, ROLE_DIM, buf_str(&opened));
    draw_place(frame, surface, at, end - at - 1, buf_str(&name));
    buf_release(&opened);
    buf_release(&name);
    buf_release(&status);
}

/* ---- line 2: the views ---- */

/* How tabs stand, roomiest first: what is named, and the blanks before a name and a number. */
static const struct tab_style {
    enum { TABS_ALL, TABS_ABLE, TABS_CURRENT } named;
    int before_name, between;
} tab_styles[] = {
    {TABS_ALL, 1, 2},  {TABS_ALL, 1, 1},  {TABS_ABLE, 1, 2},
    {TABS_ABLE, 1, 1}, {TABS_ABLE, 0, 1}, {TABS_CURRENT, 1, 1},
};

enum { TAB_STYLES = sizeof(tab_styles) / sizeof(tab_styles[0]) };

/* Draws when there is a surface; returns the columns used. */
static int lay_tabs(struct frame *frame, const struct surface *surface, const struct tab_style *how)
{
    const struct run *run = frame_run_meant(frame).run;
    int at = 1;

    for (char number = '1'; number <= '9'; number++) {
        const struct view *view = frame_numbered(frame, run, number);
        bool current = view == frame_place(frame)->view;
        bool lacks = view && frame_lacks(frame, view, run);
        bool named = current || how->named == TABS_ALL || (how->named == TABS_ABLE && !lacks);
        unsigned style = current ? ROLE_TAB_CURRENT : lacks ? ROLE_DISABLED : ROLE_TAB;

        if (!view)
            continue;
        if (surface)
            draw_f(surface, 0, at, style, "%c%s%s", number, named && how->before_name ? " " : "",
                   named ? view->name : "");
        at += 1 + (named ? how->before_name + (int)strlen(view->name) : 0) + how->between;
    }
    return at - how->between;
}

static void draw_tabs(struct frame *frame, const struct surface *surface)
{
    struct buf news = {0};
    int style = 0;

    while (style + 1 < TAB_STYLES &&
           lay_tabs(frame, NULL, &tab_styles[style]) > surface->rect.width)
        style++;
    lay_tabs(frame, surface, &tab_styles[style]);
    frame_load_progress(frame, &news);
    if (!news.len && frame_load_follows(frame, frame_run_meant(frame).entry))
        buf_add_c(&news, "following");
    if (news.len)
        draw_right(surface, 0, surface->rect.width - 1, surface->rect.width - 2, ROLE_MESSAGE,
                   buf_str(&news));
    buf_release(&news);
}

/* ---- the side ---- */

static void draw_side_row(struct frame *frame, const struct surface *surface, int y, size_t index)
{
    struct place probe = {0};
    size_t here =
        frame_run_index(frame, frame_place(frame)->opening.entry, frame_place(frame)->opening.run);
    unsigned style = index == here ? ROLE_TEXT | STYLE_BOLD : ROLE_TEXT;
    int name = frame->has_baseline || frame->mark_count ? 3 : 2; /* behind the marks */

    if (!frame_run_at(frame, index, &probe.opening.entry, &probe.opening.run))
        return;
    if (frame_sidebar_focused(frame) && index == frame->sidebar_cursor)
        style = ROLE_CURSOR;
    if (index == here)
        draw_code(surface, y, 0, 1, ROLE_TEXT | STYLE_BOLD, 0x203a);
    draw_c(surface, y, 1, ROLE_MARKED,
           run_mark_sign(frame_run_mark(frame, probe.opening.entry, probe.opening.run)));
    draw_middle(surface, y, name, surface->rect.width - name, style,
                str_of(run_name(frame, &probe)));
}

static void draw_sidebar(struct frame *frame, const struct surface *surface)
{
    size_t total = frame_run_total(frame), top = 0;
    size_t page = surface->rect.height > 1 ? (size_t)surface->rect.height - 1 : 1;
    size_t at = frame_sidebar_focused(frame)
                    ? frame->sidebar_cursor
                    : frame_run_index(frame, frame_place(frame)->opening.entry,
                                      frame_place(frame)->opening.run);

    draw_f(surface, 0, 2, ROLE_HEAD, "Runs");
    if (at >= page)
        top = at - page + 1;
    for (size_t i = 0; i < page && top + i < total; i++)
        draw_side_row(frame, surface, (int)i + 1, top + i);
}

/* ---- the last line ---- */

static int draw_hint(const struct surface *surface, int at, enum action action, const char *hint)
{
    struct buf keys = {0};
    int width;

    action_keys(&keys, action, false);
    width = text_columns(buf_str(&keys)) + 1 + text_columns(str_of(hint));
    if (keys.len && at + width <= surface->rect.width - 8) {
        at += draw_text(surface, 0, at, surface->rect.width, ROLE_KEY, buf_str(&keys)) + 1;
        at += draw_c(surface, 0, at, ROLE_HINT, hint) + 2;
    }
    buf_release(&keys);
    return at;
}

static void draw_hints(struct frame *frame, const struct surface *surface)
{
    /* Of a view that has nothing to show there is nothing to do either. */
    const struct view_action *row = frame->prepared ? frame_place(frame)->view->actions : NULL;
    struct grid_layout *layout;
    bool table = frame->prepared && frame_grid(frame, &layout) != NULL;
    int at = 1, shown = 0;

    for (; row && row->action != ACTION_NONE && shown < 6; row++)
        if (row->hint) {
            at = draw_hint(surface, at, row->action, row->hint);
            shown++;
        }
    if (table && shown < 4) {
        at = draw_hint(surface, at, ACTION_SEARCH, "find");
        at = draw_hint(surface, at, ACTION_FILTER, "filter");
        at = draw_hint(surface, at, ACTION_SORT_UP, "sort");
    }
    if (shown < 6)
        at = frame_place(frame)->parent >= 0 ? draw_hint(surface, at, ACTION_BACK, "back")
                                             : draw_hint(surface, at, ACTION_QUIT, "quit");
    draw_right(surface, 0, surface->rect.width - 1, 6, ROLE_HINT, STR("? help"));
}

static void draw_foot(struct frame *frame, const struct surface *surface)
{
    if (frame->prompt.open)
        frame_prompt_draw(frame, surface);
    else if (frame->message[0])
        draw_text(surface, 0, 1, surface->rect.width - 1,
                  frame->message_is_error ? ROLE_ERROR : ROLE_MESSAGE, str_of(frame->message));
    else if (frame->chord)
        draw_c(surface, 0, 1, ROLE_MESSAGE, "copy: y row  c cell  p path  v value  j JSON");
    else
        draw_hints(frame, surface);
}

/* ---- the whole ---- */

/* Why nothing of the place's run can be shown; of two that are compared, of either. */
static const struct err *fault_of(struct frame *frame)
{
    const struct opening *opening = &frame_place(frame)->opening;
    const struct err *err = session_error(frame->session, opening->entry);

    return err || !opening->compares ? err : session_error(frame->session, opening->base_entry);
}

static const char *waits_for(struct frame *frame)
{
    const struct opening *opening = &frame_place(frame)->opening;
    const struct run *run = frame->context.run;
    const char *lacks = run ? frame_lacks(frame, frame_place(frame)->view, run) : NULL;

    if (!frame->context.assessed)
        return "reading …";
    if (lacks)
        return lacks;
    if (!opening->compares || session_state(frame->session, opening->base_entry) != ENTRY_READY)
        return "reading …";
    return "comparing …";
}

static void draw_missing(struct frame *frame, const struct surface *surface)
{
    size_t entry = frame_place(frame)->opening.entry;
    const struct err *err;
    struct surface part;
    struct prose *why;
    int lines;

    if (entry >= session_entry_count(frame->session)) {
        draw_c(surface, 1, 2, ROLE_DIM, "nothing was found yet");
        return;
    }
    err = frame->incomparable.code ? &frame->incomparable : fault_of(frame);
    if (!err) {
        draw_c(surface, 1, 2, ROLE_DIM, waits_for(frame));
        return;
    }
    draw_c(surface, 1, 2, ROLE_ERROR,
           frame->incomparable.code ? "these two cannot be compared" : "this run cannot be read");
    why = prose_new(frame->context.scratch, surface->rect.width - 3);
    prose_text(why, 0, ROLE_TEXT, str_of(err->text));
    lines = prose_height(why);
    part = surface_part(surface, 2, 2, surface->rect.height - 2, surface->rect.width - 3);
    prose_draw(why, &part, 0);
    draw_f(surface, 2 + lines, 2, ROLE_DIM, "%s%s%s", err->file, err->place[0] ? ", " : "",
           err->place);
}

static void draw_view(struct frame *frame, const struct surface *surface)
{
    const struct place *place = frame_place(frame);

    if (frame->prepared)
        place->view->draw(&frame->context, place->state, frame->data, surface);
    else
        draw_missing(frame, surface);
}

static void draw_all(struct frame *frame, const struct surface *screen)
{
    struct surface rest = *screen, part;
    int width;

    part = surface_take_top(&rest, 1, SURFACE_PLAIN);
    draw_head(frame, &part);
    if (head_height(frame) > 1) {
        part = surface_take_top(&rest, 1, SURFACE_PLAIN);
        draw_tabs(frame, &part);
    }
    part = surface_take_bottom(&rest, 1, SURFACE_PLAIN);
    draw_foot(frame, &part);
    if (frame_sidebar_width(frame, &width)) {
        part = surface_take_left(&rest, width, SURFACE_RULED);
        draw_sidebar(frame, &part);
    }
    draw_view(frame, &rest);
}

void frame_draw(struct frame *frame, struct canvas *canvas)
{
    struct surface screen;

    canvas_reset(canvas, frame->height, frame->width);
    screen = canvas_surface(canvas, frame->glyphs);
    frame->drawn = canvas;
    if (frame->height < LEAST_HEIGHT || frame->width < LEAST_WIDTH) {
        draw_c(&screen, 0, 0, ROLE_WARNING, "20x5 at least");
        return;
    }
    if (frame->current < 0)
        return;
    frame_prepare(frame);
    draw_all(frame, &screen);
}
