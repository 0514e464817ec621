#include <assay/tui/overview_layout.h>

enum {
    NOTES_FROM = 160,  /* columns from which notes have a pane of their own */
    BESIDE_FROM = 110, /* metadata beside figures and claims */
    ABOVE_FROM = 72,   /* metadata beside the figures, claims below both */
    LEAST_HEIGHT = 9,
    LEAST_TABLE = 4,
    RULE = 2, /* a rule and a blank column */
};

static int between(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

/* Figures above claims: each gets what it wants while both fit, else about half. */
static int figures_height(const struct overview_wish *wish, int height)
{
    int figures = wish->figures + 1, claims = wish->claims + 1, room = height - 1;

    if (wish->claims == 0)
        return height;
    if (figures + claims <= room)
        return figures;
    if (claims < room / 2)
        return room - claims;
    return between(figures, LEAST_TABLE, room - room / 2);
}

static void stack(const struct overview_wish *wish, struct overview_panes *panes, int column,
                  int width)
{
    int top = figures_height(wish, wish->height);

    panes->at[OVERVIEW_FIGURES] = (struct rect){0, column, top, width};
    if (top < wish->height)
        panes->at[OVERVIEW_CLAIMS] = (struct rect){top + 1, column, wish->height - top - 1, width};
}

/* Metadata and figures side by side, claims below. */
static void lay_narrow(const struct overview_wish *wish, struct overview_panes *panes)
{
    int left = between(wish->width * 3 / 8, 28, 40);
    int top = wish->claims ? figures_height(wish, wish->height) : wish->height;

    top = wish->claims && top < wish->height / 2 ? wish->height / 2 : top;
    panes->at[OVERVIEW_METADATA] = (struct rect){0, 0, top, left};
    panes->at[OVERVIEW_FIGURES] = (struct rect){0, left + RULE, top, wish->width - left - RULE};
    if (top < wish->height)
        panes->at[OVERVIEW_CLAIMS] = (struct rect){top + 1, 0, wish->height - top - 1, wish->width};
}

static void lay_wide(const struct overview_wish *wish, struct overview_panes *panes)
{
    int left = between(wish->width / 4, 34, 48);
    int right = wish->notes && wish->width >= NOTES_FROM ? between(wish->width / 4, 36, 52) : 0;
    int middle = wish->width - left - RULE - (right ? right + RULE : 0);

    panes->at[OVERVIEW_METADATA] = (struct rect){0, 0, wish->height, left};
    stack(wish, panes, left + RULE, middle);
    if (right)
        panes->at[OVERVIEW_NOTES] = (struct rect){0, wish->width - right, wish->height, right};
}

void overview_layout(const struct overview_wish *wish, struct overview_panes *panes)
{
    *panes = (struct overview_panes){0};
    if (wish->alone || wish->width < ABOVE_FROM || wish->height < LEAST_HEIGHT)
        panes->at[wish->focus] = (struct rect){0, 0, wish->height, wish->width};
    else if (wish->width < BESIDE_FROM)
        lay_narrow(wish, panes);
    else
        lay_wide(wish, panes);
}
