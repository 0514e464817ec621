#include "grid_internal.h"

#include <assay/session/text_pattern.h>

#include <math.h>
#include <string.h>

/* Columns out of sight at the right, which scrolling shows. */
static void draw_further(const struct grid_layout *layout, const struct surface *surface)
{
    const struct grid_column *columns = layout->source->columns;
    const struct grid_place *last;
    int width = surface->rect.width;

    if (layout->place_count == 0)
        return;
    last = &layout->places[layout->place_count - 1];
    if (last->column < layout->columns[layout->column_count - 1] &&
        columns[last->column + 1].priority == 0 &&
        last->at + last->width + columns[last->column].marked < width)
        draw_code(surface, 0, width - 1, 1, ROLE_DIM, 0x203a);
}

static void draw_head(const struct grid_state *state, const struct grid_layout *layout,
                      const struct surface *surface, bool focused)
{
    int current = grid_column_at(state, layout);

    for (int i = 0; i < layout->place_count; i++) {
        const struct grid_place *place = &layout->places[i];
        const struct grid_column *def = &layout->source->columns[place->column];
        unsigned style = ROLE_HEAD;
        bool sorted = state->sort_column == place->column + 1;
        int room = place->width, used;

        style |= focused && place->column == current ? STYLE_UNDERLINE : 0;
        if (def->align == GRID_RIGHT) {
            draw_right(surface, 0, place->at + place->width, room, style, str_of(def->title));
            used = text_columns(str_of(def->title));
            used = room - (used > room ? room : used) - 1;
        } else {
            used = draw_text(surface, 0, place->at, room, style, str_of(def->title));
        }
        /* In the gap beside a head that fills its column, so that no head is cut for it. */
        if (sorted)
            draw_code(surface, 0, place->at + used, 1, ROLE_HEAD,
                      state->descending ? 0x25bc : 0x25b2);
        if (def->paint_head && layout->head_lines > 1) {
            struct surface part = surface_part(surface, 1, place->at, 1, place->width);

            def->paint_head(layout->source->arg, &part);
        }
    }
    draw_further(layout, surface);
}

static void draw_cell(const struct grid_state *state, const struct grid_layout *layout,
                      const struct surface *surface, int y, size_t row,
                      const struct grid_place *place, unsigned over, struct arena *scratch)
{
    const struct grid_column *def = &layout->source->columns[place->column];
    struct grid_cell cell = {.number = NAN};
    unsigned style;

    layout->source->cell(layout->source->arg, row, (size_t)place->column, scratch, &cell);
    style = over ? over : cell.style;
    if (over)
        draw_fill(surface, y, place->at, 1, place->width, over);
    if (def->paint) {
        struct surface part = surface_part(surface, y, place->at, 1, place->width);

        def->paint(layout->source->arg, row, &part, cell.style);
    } else if (def->align == GRID_RIGHT) {
        draw_right(surface, y, place->at + place->width, place->width, style, cell.text);
    } else if (def->is_name) {
        draw_middle(surface, y, place->at, place->width, style, cell.text);
    } else {
        draw_text(surface, y, place->at, place->width, style, cell.text);
    }
    if (state->search[0] && !def->paint)
        draw_matches(surface, y, place->at, place->width, str_of(state->search),
                     text_has_capital(str_of(state->search)));
    if (def->marked && cell.mark)
        draw_code(surface, y, place->at + place->width, 1, role_verdict(cell.mark),
                  (unsigned char)cell.mark);
}

static void draw_row(const struct grid_state *state, const struct grid_layout *layout,
                     const struct surface *surface, int y, size_t displayed, bool focused,
                     struct arena *scratch)
{
    size_t row = grid_row_at(layout, displayed);
    bool at_cursor = displayed == state->cursor;

    if (at_cursor)
        draw_code(surface, y, 0, 1, focused ? ROLE_TEXT | STYLE_BOLD : ROLE_DIM, 0x203a);
    for (int i = 0; i < layout->place_count; i++) {
        unsigned over = 0;

        if (at_cursor && i == 0)
            over = focused ? ROLE_CURSOR : ROLE_CURSOR_AWAY;
        draw_cell(state, layout, surface, y, row, &layout->places[i], over, scratch);
    }
}

static void draw_line(const struct grid_state *state, const struct grid_layout *layout,
                      const struct surface *surface, int y, size_t line, bool focused,
                      struct arena *scratch)
{
    if (!layout->lines) {
        draw_row(state, layout, surface, y, line, focused, scratch);
    } else if (layout->lines[line] & 1) {
        size_t row =
            grid_group_of(layout->source, grid_row_at(layout, layout->lines[line] / 2), scratch);
        const char *head = layout->source->head(layout->source->arg, row, scratch);

        draw_c(surface, y, GRID_CARET, ROLE_HEAD, head ? head : "");
    } else {
        draw_row(state, layout, surface, y, layout->lines[line] / 2, focused, scratch);
    }
}

void grid_draw(const struct grid_state *state, const struct grid_layout *layout,
               const struct surface *surface, bool focused, struct arena *scratch)
{
    size_t lines = grid_line_count(layout);

    draw_area(surface, layout);
    draw_head(state, layout, surface, focused);
    for (int i = 0; i < layout->page && state->top + (size_t)i < lines; i++)
        draw_line(state, layout, surface, layout->head_lines + i, state->top + (size_t)i, focused,
                  scratch);
    if (lines == 0)
        draw_c(surface, layout->head_lines, GRID_CARET, ROLE_DIM,
               state->filter[0] ? "nothing matches the filter" : "nothing here");
}
