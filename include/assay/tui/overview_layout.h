/*
 * Where the panes of the overview stand, by the size of the screen and by what there is to show.
 */
#ifndef ASSAY_TUI_OVERVIEW_LAYOUT_H
#define ASSAY_TUI_OVERVIEW_LAYOUT_H

#include <assay/tui/canvas.h>

/* The panes in the order of Tab, and where they stand. A pane without columns is not shown. */
enum overview_pane {
    OVERVIEW_FIGURES,
    OVERVIEW_CLAIMS,
    OVERVIEW_NOTES,
    OVERVIEW_METADATA,
    OVERVIEW_PANES
};

struct overview_panes {
    struct rect at[OVERVIEW_PANES]; /* of the view's own rectangle */
};

/* What there is to lay out; rows are lines wanted, without the head of a table. */
struct overview_wish {
    int height, width;
    int figures, claims; /* rows; claims 0: none */
    bool notes;
    bool alone; /* zoomed: the focused pane has it all */
    enum overview_pane focus;
};

/* Pure; panes never overlap and keep one column and one row for the rules between them. */
void overview_layout(const struct overview_wish *wish, struct overview_panes *panes);

#endif
