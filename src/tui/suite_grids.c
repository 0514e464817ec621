#include <assay/tui/suite_grids.h>

#include <assay/base/fmt.h>
#include <assay/tui/strip.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Columns that the problems' table takes without its mosaic. */
enum { BESIDE_MOSAIC = 54, ROOMY_CELL = 3, INTERVAL = 16 };

/* ---- problems ---- */

static const struct {
    uint32_t code;
    enum role role;
    bool wide; /* fills all its columns */
} looks[] = {
    [SUITE_ABSENT] = {' ', ROLE_DIM, false},
    [SUITE_UNSCORED] = {'?', ROLE_UNSCORED, false},
    [SUITE_FAIL] = {0xb7, ROLE_WRONG, false},
    [SUITE_PASS] = {0x2588, ROLE_RIGHT, true},
};

static enum role outcome_role(enum suite_outcome outcome)
{
    return looks[outcome].role;
}

void suite_draw_outcome(const struct surface *surface, int row, int column, int width,
                        enum suite_outcome outcome, unsigned attributes)
{
    unsigned style = looks[outcome].role | attributes;

    if (attributes)
        draw_fill(surface, row, column, 1, width, style);
    /* A full block in reverse would be a hole. */
    if (looks[outcome].wide && attributes)
        draw_code(surface, row, column, 1, style, 0x2713);
    else if (looks[outcome].wide)
        draw_code(surface, row, column, width, style, looks[outcome].code);
    else
        draw_code(surface, row, column, 1, style, looks[outcome].code);
}

static void paint_mosaic(const void *arg, size_t row, const struct surface *surface, unsigned style)
{
    const struct suite_grids *grids = arg;
    int filled = grids->cell == ROOMY_CELL ? 2 : 1;

    (void)style;
    for (size_t r = 0; r < grids->suite->run_count; r++) {
        enum suite_outcome outcome = suite_outcome_at(grids->suite, row, r);
        bool chosen = row == grids->item && r == grids->run;
        int column = (int)r * grids->cell;

        /* Gaps between equals in their style: a terminal need not switch colours back and forth. */
        if (r > 0 && suite_outcome_at(grids->suite, row, r - 1) == outcome)
            draw_fill(surface, 0, column - grids->cell + filled, 1, grids->cell - filled,
                      outcome_role(outcome));
        if (!chosen)
            draw_fill(surface, 0, column, 1, filled, outcome_role(outcome));
        suite_draw_outcome(surface, 0, column, filled, outcome, chosen ? STYLE_REVERSE : 0);
    }
}

/* Runs by number: two digits where there is room, else the last. */
static void paint_numbers(const void *arg, const struct surface *surface)
{
    const struct suite_grids *grids = arg;

    for (size_t r = 0; r < grids->suite->run_count; r++) {
        unsigned style = r == grids->run ? ROLE_HEAD | STYLE_UNDERLINE : ROLE_DIM;
        int column = (int)r * grids->cell;

        if (grids->cell == ROOMY_CELL)
            draw_f(surface, 0, column, style, "%02zu", (r + 1) % 100);
        else
            draw_f(surface, 0, column, style, "%zu", (r + 1) % 10);
    }
}

static const struct grid_column problem_columns[PROBLEM_COLUMNS] = {
    [PROBLEM_ID] = {.key = "problem", .title = "Problem", .least = 7, .most = 28},
    [PROBLEM_SPLIT] = {.key = "split", .title = "split", .most = 10, .priority = 3},
    [PROBLEM_PASSED] = {.key = "passed", .title = "passed", .align = GRID_RIGHT, .priority = 2},
    [PROBLEM_RATE] = {.key = "pass@1", .title = "pass@1", .least = 7, .align = GRID_RIGHT},
    [PROBLEM_AT_K] =
        {.key = "pass@k", .title = "pass@k", .least = 7, .align = GRID_RIGHT, .priority = 4},
    [PROBLEM_BAND] = {.key = "difficulty", .title = "band", .most = 6, .priority = 5},
    [PROBLEM_MOSAIC] = {.key = "mosaic",
                        .title = "by run",
                        .paint = paint_mosaic,
                        .paint_head = paint_numbers},
};

static void set_number(struct grid_cell *cell, const char *text, double value)
{
    cell->text = str_of(text);
    cell->number = value;
}

/* Counts behind the sort of the mosaic: runs that passed it. */
static double runs_passed(const struct suite *suite, size_t item)
{
    size_t passed = 0;

    for (size_t r = 0; r < suite->run_count; r++)
        passed += suite_outcome_at(suite, item, r) == SUITE_PASS;
    return (double)passed;
}

static enum role band_role(enum difficulty band)
{
    return band == DIFFICULTY_HARD ? ROLE_TEXT : ROLE_DIM;
}

static void problem_cell(const void *arg, size_t row, size_t column, struct arena *scratch,
                         struct grid_cell *cell)
{
    const struct suite_grids *grids = arg;
    const struct suite_item *item = &grids->suite->items[row];
    double value;

    *cell = (struct grid_cell){.style = ROLE_TEXT, .number = NAN};
    switch ((enum problem_column)column) {
    case PROBLEM_ID:
        cell->text = item->id;
        cell->number = (double)row; /* the suite's order: numbers by value, then texts */
        break;
    case PROBLEM_SPLIT:
        cell->text = str_of(item->split);
        cell->style = ROLE_DIM;
        break;
    case PROBLEM_PASSED:
        if (item->attempts)
            set_number(
                cell,
                arena_printf(scratch, "%u/%u", (unsigned)item->passed, (unsigned)item->attempts),
                (double)item->passed);
        break;
    case PROBLEM_RATE:
    case PROBLEM_AT_K:
        value = suite_pass_at_k(grids->suite, row, column == PROBLEM_RATE ? 1 : grids->k);
        set_number(cell, fmt_share(scratch, value), value);
        break;
    case PROBLEM_BAND:
        if (item->band != DIFFICULTY_NONE)
            set_number(cell, difficulty_name(item->band), (double)item->band);
        cell->style = band_role(item->band);
        break;
    case PROBLEM_MOSAIC:
        cell->number = runs_passed(grids->suite, row);
        break;
    case PROBLEM_COLUMNS:
        break;
    }
}

/* ---- runs ---- */

const char *suite_run_title(const struct suite *suite, size_t run, struct arena *arena)
{
    const char *number = arena_printf(arena, "%02zu", run + 1), *name = suite->runs[run].name;

    return strcmp(number, name) == 0 ? number : arena_printf(arena, "%s %s", number, name);
}

static const struct suite_run *board_run(const struct suite_grids *grids, size_t row)
{
    return &grids->suite->runs[grids->board[row]];
}

/* All intervals share one scale, from the lowest end to the highest. */
static double scaled(const struct suite_grids *grids, double rate)
{
    double width = grids->high - grids->low;

    return width > 0.0 ? (rate - grids->low) / width : 0.5;
}

static void paint_interval(const void *arg, size_t row, const struct surface *surface,
                           unsigned style)
{
    const struct suite_grids *grids = arg;
    const struct suite_rate *rate = &board_run(grids, row)->rates[0];

    (void)style;
    strip_interval(surface, scaled(grids, rate->interval.low), scaled(grids, rate->rate),
                   scaled(grids, rate->interval.high), ROLE_SERIES_A);
}

enum board_column {
    BOARD_RUN,
    BOARD_RANK,
    BOARD_PASSED,
    BOARD_RATE,
    BOARD_LEVEL,
    BOARD_P,
    BOARD_LIMITS,
    BOARD_INTERVAL
};

static const struct grid_column board_columns[BOARD_COLUMNS] = {
    [BOARD_RUN] = {.key = "run", .title = "Run", .least = 6, .most = 24},
    [BOARD_RANK] = {.key = "rank", .title = "rank", .align = GRID_RIGHT},
    [BOARD_PASSED] = {.key = "passed", .title = "passed", .align = GRID_RIGHT, .priority = 2},
    [BOARD_RATE] = {.key = "rate", .title = "rate", .least = 5, .align = GRID_RIGHT},
    [BOARD_LEVEL] = {.key = "level", .title = "to best", .least = 7, .priority = 2},
    [BOARD_P] =
        {.key = "p-holm", .title = "p Holm", .least = 6, .align = GRID_RIGHT, .priority = 1},
    [BOARD_LIMITS] = {.key = "interval", .title = "95 %", .least = 12, .priority = 1},
    [BOARD_INTERVAL] = {.key = "drawn",
                        .title = "", /* the scale */
                        .least = INTERVAL,
                        .most = 60,
                        .priority = 3,
                        .stretches = true,
                        .paint = paint_interval},
};

static void board_cell(const void *arg, size_t row, size_t column, struct arena *scratch,
                       struct grid_cell *cell)
{
    const struct suite_grids *grids = arg;
    const struct suite_run *run = board_run(grids, row);
    const struct suite_rate *rate = &run->rates[0];
    const struct leader *leader = leaderboard_leader(grids->leaders, grids->board[row]);

    *cell = (struct grid_cell){.style = ROLE_TEXT, .number = NAN};
    switch ((enum board_column)column) {
    case BOARD_RUN:
        cell->text = str_of(suite_run_title(grids->suite, grids->board[row], scratch));
        cell->number = grids->board[row];
        break;
    case BOARD_RANK:
        set_number(cell, arena_printf(scratch, "%u", (unsigned)run->rank), (double)run->rank);
        break;
    case BOARD_PASSED:
        set_number(cell,
                   arena_printf(scratch, "%llu/%llu", (unsigned long long)rate->passed,
                                (unsigned long long)rate->scored),
                   (double)rate->passed);
        break;
    case BOARD_RATE:
        set_number(cell, fmt_share(scratch, rate->rate), rate->rate);
        break;
    case BOARD_LEVEL:
        cell->style = leader->rank == 1 ? ROLE_TEXT : ROLE_DIM;
        if (leader->rank && !isnan(leader->p_holm))
            set_number(cell, leader->rank == 1 ? "level" : "behind", (double)leader->rank);
        break;
    case BOARD_P:
        cell->style = leader->p_holm < grids->leaders->alpha ? ROLE_TEXT : ROLE_DIM;
        if (!isnan(leader->p_holm))
            set_number(cell, fmt_p_value(scratch, leader->p_holm), leader->p_holm);
        break;
    case BOARD_LIMITS:
        cell->style = ROLE_DIM;
        if (!isnan(rate->interval.low))
            set_number(cell,
                       arena_printf(scratch, "%s–%s", fmt_share(scratch, rate->interval.low),
                                    fmt_share(scratch, rate->interval.high)),
                       rate->interval.low);
        break;
    case BOARD_INTERVAL:
        cell->number = rate->rate;
        break;
    }
}

/* By rank; those of a rank by number. Few, so the simplest sort will do. */
static const uint32_t *rank_runs(const struct suite *suite, struct arena *arena)
{
    uint32_t *board = arena_alloc(arena, (suite->run_count + 1) * sizeof(*board));

    for (size_t i = 0; i < suite->run_count; i++) {
        size_t at = i;

        while (at > 0 && suite->runs[board[at - 1]].rank > suite->runs[i].rank) {
            board[at] = board[at - 1];
            at--;
        }
        board[at] = (uint32_t)i;
    }
    return board;
}

static void set_scale(struct suite_grids *grids, struct arena *arena)
{
    const struct suite *suite = grids->suite;

    grids->low = 1.0;
    grids->high = 0.0;
    for (size_t r = 0; r < suite->run_count; r++) {
        grids->low = fmin(grids->low, suite->runs[r].rates[0].interval.low);
        grids->high = fmax(grids->high, suite->runs[r].rates[0].interval.high);
    }
    grids->board_columns[BOARD_INTERVAL].title = arena_printf(
        arena, "%s to %s", fmt_share(arena, grids->low), fmt_share(arena, grids->high));
}

/* ---- both ---- */

void suite_grids_init(struct suite_grids *grids, const struct suite *suite, struct arena *arena)
{
    *grids = (struct suite_grids){.suite = suite,
                                  .leaders = leaderboard_new(suite, LEADERBOARD_ALPHA, arena),
                                  .board = rank_runs(suite, arena)};
    memcpy(grids->problem_columns, problem_columns, sizeof(problem_columns));
    memcpy(grids->board_columns, board_columns, sizeof(board_columns));
    set_scale(grids, arena);
    grids->problems = (struct grid_source){.arg = grids,
                                           .row_count = suite->item_count,
                                           .columns = grids->problem_columns,
                                           .column_count = PROBLEM_COLUMNS,
                                           .cell = problem_cell};
    grids->runs = (struct grid_source){.arg = grids,
                                       .row_count = suite->run_count,
                                       .columns = grids->board_columns,
                                       .column_count = BOARD_COLUMNS,
                                       .cell = board_cell};
}

bool suite_grids_fit(struct suite_grids *grids, int width, uint64_t k)
{
    int runs = grids->suite->run_count < 400 ? (int)grids->suite->run_count : 400;
    int cell = BESIDE_MOSAIC + ROOMY_CELL * runs <= width ? ROOMY_CELL : 1;
    int least = cell == ROOMY_CELL ? ROOMY_CELL * runs - 1 : runs;
    bool other = grids->k != k || grids->cell != cell;

    grids->k = k;
    grids->cell = cell;
    snprintf(grids->at_k, sizeof(grids->at_k), "pass@%llu", (unsigned long long)k);
    grids->problem_columns[PROBLEM_AT_K].title = grids->at_k;
    grids->problem_columns[PROBLEM_MOSAIC].least = (short)(least < 6 ? 6 : least);
    return other;
}

void suite_draw_histogram(const struct suite *suite, const struct surface *surface,
                          struct arena *scratch)
{
    uint64_t most = 1;
    int digits = 1, room = surface->rect.width - 4;

    draw_c(surface, 0, 0, ROLE_HEAD, "Problems by attempts that passed");
    for (uint32_t n = 0; n <= suite->most_attempts; n++)
        most = suite->histogram[n] > most ? suite->histogram[n] : most;
    for (uint64_t left = most; left > 9; left /= 10)
        digits++;
    digits += digits > 4; /* thin grouping */
    for (uint32_t n = 0; n <= suite->most_attempts; n++) {
        int row = (int)n + 1;
        struct surface bar = surface_part(surface, row, 4, 1, room - digits - 1);

        if (row >= surface->rect.height)
            break;
        draw_f(surface, row, 0, ROLE_DIM, "%3u", (unsigned)n);
        strip_bar(&bar, (double)suite->histogram[n] / (double)most, ROLE_BAR);
        draw_right(surface, row, surface->rect.width, digits, ROLE_TEXT,
                   str_of(fmt_count(scratch, suite->histogram[n])));
    }
}
