#include <assay/tui/scroll.h>

enum { FARTHEST = 1 << 24 };

void scroll_move(int *scroll, enum action action, int page)
{
    int half = page > 2 ? page / 2 : 1, whole = page > 2 ? page - 1 : 1;
    int by = action == ACTION_DOWN        ? 1
             : action == ACTION_UP        ? -1
             : action == ACTION_HALF_DOWN ? half
             : action == ACTION_HALF_UP   ? -half
             : action == ACTION_PAGE_DOWN ? whole
             : action == ACTION_PAGE_UP   ? -whole
             : action == ACTION_TOP       ? -FARTHEST
             : action == ACTION_BOTTOM    ? FARTHEST
                                          : 0;

    *scroll += by;
    if (*scroll > FARTHEST)
        *scroll = FARTHEST;
    if (*scroll < 0)
        *scroll = 0;
}
