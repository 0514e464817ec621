#include "check.h"

#include <assay/tui/overview_layout.h>

static bool overlap(struct rect a, struct rect b)
{
    return a.width > 0 && b.width > 0 && a.height > 0 && b.height > 0 && a.row < b.row + b.height &&
           b.row < a.row + a.height && a.column < b.column + b.width &&
           b.column < a.column + a.width;
}

static bool inside(struct rect at, int height, int width)
{
    return at.width == 0 || (at.row >= 0 && at.column >= 0 && at.height >= 0 && at.width > 0 &&
                             at.row + at.height <= height && at.column + at.width <= width);
}

TEST(panes_of_the_overview_stay_inside_and_apart_at_every_size)
{
    static const int wanted[] = {0, 1, 5, 40, 500};

    for (int height = 0; height < 70; height += 3)
        for (int width = 1; width < 260; width += 7)
            for (int f = 0; f < 5; f++)
                for (int c = 0; c < 5; c++) {
                    struct overview_wish wish = {.height = height,
                                                 .width = width,
                                                 .figures = wanted[f],
                                                 .claims = wanted[c],
                                                 .notes = c % 2};
                    struct overview_panes panes;
                    bool good = true;

                    overview_layout(&wish, &panes);
                    for (int a = 0; a < OVERVIEW_PANES; a++) {
                        good = good && inside(panes.at[a], height, width);
                        for (int b = 0; b < a; b++)
                            good = good && !overlap(panes.at[a], panes.at[b]);
                    }
                    if (!good) {
                        CHECK_INT(height * 1000 + width, -1);
                        return;
                    }
                }
}

TEST(a_zoomed_pane_of_the_overview_has_it_all)
{
    struct overview_wish wish = {.height = 40,
                                 .width = 120,
                                 .figures = 5,
                                 .claims = 5,
                                 .alone = true,
                                 .focus = OVERVIEW_CLAIMS};
    struct overview_panes panes;

    overview_layout(&wish, &panes);
    CHECK_INT(panes.at[OVERVIEW_CLAIMS].width, 120);
    CHECK_INT(panes.at[OVERVIEW_CLAIMS].height, 40);
    CHECK_INT(panes.at[OVERVIEW_FIGURES].width, 0);
}

TEST(without_claims_the_figures_have_their_room)
{
    struct overview_wish wish = {.height = 40, .width = 120, .figures = 5};
    struct overview_panes panes;

    overview_layout(&wish, &panes);
    CHECK_INT(panes.at[OVERVIEW_CLAIMS].width, 0);
    CHECK_INT(panes.at[OVERVIEW_FIGURES].height, 40);
}
