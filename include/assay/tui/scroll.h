/*
 * Scrolling of panes that are no tables. A view says which of its numbers an action moves, and gets
 * the rows of its action table made:
 *
 *     static enum effect scroll(const struct view_context *context, void *state, void *data,
 *                               enum action action);      EFFECT_NONE: let the table have the key
 *     SCROLL_FUNCTIONS(scroll)
 *     static const struct view_action actions[] = {SCROLL_ROWS(scroll) …};
 */
#ifndef ASSAY_TUI_SCROLL_H
#define ASSAY_TUI_SCROLL_H

#include <assay/tui/view.h>

/* Move by what the action says; not below 0, the view's prepare clamps the other end. */
void scroll_move(int *scroll, enum action action, int page);

#define SCROLL_FUNCTION(scroll, name)                                                              \
    static enum effect scroll##_##name(const struct view_context *context, void *state,            \
                                       void *data, const char *argument, struct view_reply *reply) \
    {                                                                                              \
        (void)argument, (void)reply;                                                               \
        return scroll(context, state, data, ACTION_##name);                                        \
    }
#define SCROLL_FUNCTIONS(scroll)                                                                   \
    SCROLL_FUNCTION(scroll, DOWN)                                                                  \
    SCROLL_FUNCTION(scroll, UP)                                                                    \
    SCROLL_FUNCTION(scroll, TOP)                                                                   \
    SCROLL_FUNCTION(scroll, BOTTOM)                                                                \
    SCROLL_FUNCTION(scroll, HALF_DOWN)                                                             \
    SCROLL_FUNCTION(scroll, HALF_UP)                                                               \
    SCROLL_FUNCTION(scroll, PAGE_DOWN)                                                             \
    SCROLL_FUNCTION(scroll, PAGE_UP)

#define SCROLL_ROW(scroll, name)                                                                   \
    {                                                                                              \
        ACTION_##name, NULL, NULL, scroll##_##name                                                 \
    }
#define SCROLL_ROWS(scroll)                                                                        \
    SCROLL_ROW(scroll, DOWN), SCROLL_ROW(scroll, UP), SCROLL_ROW(scroll, TOP),                     \
        SCROLL_ROW(scroll, BOTTOM), SCROLL_ROW(scroll, HALF_DOWN), SCROLL_ROW(scroll, HALF_UP),    \
        SCROLL_ROW(scroll, PAGE_DOWN), SCROLL_ROW(scroll, PAGE_UP)

#endif
