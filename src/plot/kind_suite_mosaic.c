#include <assay/plot/kind_suite_mosaic.h>

#include <assay/base/fmt.h>
#include <assay/plot/kind_suite.h>
#include <assay/plot/plot_build.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Nothing is drawn of an item that a run does not have or that is not scored. */
#define ROLE_PASSED ROLE_HEAT_7
#define ROLE_FAILED ROLE_HEAT_1

struct mosaic {
    const struct suite *suite;
    size_t runs, items;
    const uint32_t *order; /* of the suite's runs, best first */
    const uint8_t **rows;  /* outcomes an item, the runs in that order; fewest passes first */
};

/* ---- order of items ---- */

struct item_row {
    uint8_t *outcomes; /* of `width` runs */
    size_t item, width;
    double rate;
};

static int by_passes(const void *a, const void *b)
{
    const struct item_row *x = a, *y = b;
    int order;

    if (x->rate != y->rate)
        return x->rate < y->rate ? -1 : 1;
    order = memcmp(y->outcomes, x->outcomes, x->width);
    return order ? order : (x->item > y->item) - (x->item < y->item);
}

static void order_items(struct mosaic *m, struct arena *arena)
{
    struct item_row *rows = arena_zalloc(arena, m->items + 1, sizeof(*rows));

    for (size_t i = 0; i < m->items; i++) {
        const struct suite_item *item = &m->suite->items[i];

        rows[i] = (struct item_row){arena_zalloc(arena, m->runs + 1, 1), i, m->runs,
                                    item->attempts ? (double)item->passed / (double)item->attempts
                                                   : -1.0};
        for (size_t r = 0; r < m->runs; r++)
            rows[i].outcomes[r] = (uint8_t)suite_outcome_at(m->suite, i, m->order[r]);
    }
    qsort(rows, m->items, sizeof(*rows), by_passes);
    m->rows = arena_zalloc(arena, m->items + 1, sizeof(*m->rows));
    for (size_t i = 0; i < m->items; i++)
        m->rows[i] = rows[i].outcomes;
}

static struct mosaic mosaic_of(const struct run_board *board, struct arena *arena)
{
    const struct leaderboard *leaders = board->leaders;
    struct mosaic m = {.suite = board->suite, .items = board->suite->item_count};
    uint32_t *order;

    m.runs = kind_suite_runs(board);
    order = arena_zalloc(arena, m.runs + 1, sizeof(*order));
    for (size_t r = 0; r < m.runs; r++)
        order[r] = leaders->leaders[r].run;
    m.order = order;
    order_items(&m, arena);
    return m;
}

/* ---- cells ---- */

static void fill_roles(struct plot_cells *cells, const struct mosaic *m, struct arena *arena)
{
    static const enum role roles_of[] = {ROLE_COUNT, ROLE_COUNT, ROLE_FAILED, ROLE_PASSED};
    enum role *roles = arena_zalloc(arena, m->runs * m->items + 1, sizeof(*roles));

    for (size_t r = 0; r < m->runs; r++)
        for (size_t i = 0; i < m->items; i++)
            roles[r * m->items + i] = roles_of[m->rows[i][r]];
    cells->column_count = m->items;
    cells->colours = CELLS_ROLES;
    cells->roles = roles;
}

/* Share of the items from..to that a run solved; NAN when it scored none. */
static double solved(const struct mosaic *m, size_t run, size_t from, size_t to)
{
    size_t passed = 0, scored = 0;

    for (size_t i = from; i < to; i++) {
        passed += m->rows[i][run] == SUITE_PASS;
        scored += m->rows[i][run] >= SUITE_FAIL;
    }
    return scored ? (double)passed / (double)scored : NAN;
}

static void fill_shares(struct plot_cells *cells, const struct mosaic *m, struct arena *arena)
{
    double *values = arena_zalloc(arena, m->runs * MOSAIC_ITEMS, sizeof(*values));

    for (size_t r = 0; r < m->runs; r++)
        for (size_t c = 0; c < MOSAIC_ITEMS; c++)
            values[r * MOSAIC_ITEMS + c] =
                solved(m, r, c * m->items / MOSAIC_ITEMS, (c + 1) * m->items / MOSAIC_ITEMS);
    cells->column_count = MOSAIC_ITEMS;
    cells->colours = CELLS_HEAT;
    cells->values = values;
    cells->low = 0.0;
    cells->high = 1.0;
    cells->key = "share of neighbouring items that pass";
    cells->key_text = TICK_SHARE;
}

static const char *const *run_labels(const struct mosaic *m, struct arena *arena)
{
    const char **names = arena_zalloc(arena, m->runs + 1, sizeof(*names));

    for (size_t r = 0; r < m->runs; r++) {
        const struct suite_run *run = &m->suite->runs[m->order[r]];

        names[r] = arena_printf(arena, "%s  %s", run->name, fmt_share(arena, run->rates[0].rate));
    }
    return names;
}

static const struct plot_cells *cells_of(const struct mosaic *m, struct arena *arena)
{
    struct plot_cells *cells = arena_zalloc(arena, 1, sizeof(*cells));

    cells->row_title = "Runs, the best first";
    cells->column_title =
        arena_printf(arena,
                     "%s: %s that nothing solves on the left, %s that all %s attempts do on "
                     "the right",
                     fmt_counted(arena, m->items, "item"), fmt_count(arena, m->suite->histogram[0]),
                     fmt_count(arena, m->suite->histogram[m->suite->most_attempts]),
                     fmt_count(arena, m->suite->most_attempts));
    cells->rows = run_labels(m, arena);
    cells->row_count = m->runs;
    if (m->items > MOSAIC_ITEMS)
        fill_shares(cells, m, arena);
    else
        fill_roles(cells, m, arena);
    return cells;
}

/* ---- the plot ---- */

static void say(struct plot *plot, const struct mosaic *m, struct arena *arena)
{
    const struct suite *suite = m->suite;

    plot_say(plot, arena, "Which of %s each of %s solves", fmt_counted(arena, m->items, "item"),
             fmt_counted(arena, m->runs, "run"));
    plot_say(plot, arena, "%s are solved in no attempt, %s in all %s",
             fmt_count(arena, suite->histogram[0]),
             fmt_count(arena, suite->histogram[suite->most_attempts]),
             fmt_count(arena, suite->most_attempts));
}

static const struct plot *build(const struct topic *topic, const char **why)
{
    struct arena *arena = topic->arena;
    const struct run_board *board = kind_suite_board(topic, why);
    struct plot_panel panel = {.kind = PANEL_CELLS};
    struct mosaic m;
    struct plot *plot;

    if (!board)
        return NULL;
    m = mosaic_of(board, arena);
    plot = plot_new("Which run solves which item",
                    kind_suite_subtitle(topic, board,
                                        m.runs < board->suite->run_count
                                            ? arena_printf(arena, "the best %zu runs", m.runs)
                                            : NULL),
                    arena);
    panel.cells = cells_of(&m, arena);
    if (panel.cells->colours == CELLS_ROLES) {
        plot_add_key(&panel, (struct plot_key){ROLE_PASSED, true, "passes"}, arena);
        plot_add_key(&panel, (struct plot_key){ROLE_FAILED, true, "fails"}, arena);
    }
    plot_add_panel(plot, panel, arena);
    plot->width = 680.0;
    plot->height = 130.0 + fmax(14.0 * (double)m.runs, 60.0);
    say(plot, &m, arena);
    return plot;
}

const struct plot_kind kind_pass_mosaic = {
    .name = "pass-mosaic",
    .file = "pass_mosaic",
    .summary =
        "which run solves which item; the hardest items are on the left, the best run on top",
    .of = TOPIC_MANY,
    .build = build,
};
