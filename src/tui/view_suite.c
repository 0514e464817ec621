#include <assay/tui/view_suite.h>

#include <assay/base/fmt.h>
#include <assay/tui/frame.h>
#include <assay/tui/run_list.h>
#include <assay/tui/suite_grids.h>
#include <assay/tui/suite_prose.h>
#include <assay/tui/suite_runs.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

enum {
    BESIDE_FROM = 132, /* runs beside the problems, not above them */
    CHART_FROM = 104,  /* the histogram beside the runs when they stand above */
    DETAIL_FROM = 176, /* a pane for the problem under the cursor */
    BOARD_ABOVE = 84,
    DETAIL = 34,
    LEAST_HEIGHT = 13,
    LEAST_DETAIL = 8,
    RULE = 2,
};
enum pane { PANE_PROBLEMS, PANE_RUNS };

static const uint64_t usual_k[] = {2, 5, 10};

struct suite_state {
    struct grid_state problems, runs;
    enum pane pane;
    size_t run; /* the chosen column of the mosaic */
    uint64_t k; /* of pass@k; 0: not chosen yet */
};

struct suite_data {
    struct arena *arena;
    uint64_t stamp;
    struct suite_runs found;
    struct suite_grids *grids; /* NULL: there is no suite */
    struct grid_layout problems_layout, runs_layout;
    struct rect problems, runs, chart, detail;
    struct prose *text; /* of the detail; until the next key */
};

static size_t current_item(const struct suite_state *s, const struct suite_data *d)
{
    return d->grids && d->problems_layout.source ? grid_row(&s->problems, &d->problems_layout)
                                                 : SIZE_MAX;
}

static uint64_t most_attempts(const struct suite *suite)
{
    uint64_t most = 0;

    for (size_t i = 0; i < suite->item_count; i++)
        most = suite->items[i].attempts > most ? suite->items[i].attempts : most;
    return most;
}

/* The next of the usual k that some problem was tried often enough for. */
static uint64_t next_k(const struct suite_data *d, uint64_t k)
{
    enum { COUNT = sizeof(usual_k) / sizeof(*usual_k) };
    size_t at = 0;

    while (at < COUNT && usual_k[at] != k)
        at++;
    for (size_t i = 1; i <= COUNT; i++) {
        uint64_t next = usual_k[(at + i) % COUNT];

        if (next <= most_attempts(d->found.suite))
            return next;
    }
    return usual_k[0];
}

/* ---- preparing ---- */

static void want(void *frame, size_t entry)
{
    frame_want(frame, entry);
}

static void remake(const struct view_context *context, struct suite_data *d)
{
    struct suite_wish wish = {context->frame ? want : NULL, context->frame};

    if (d->arena && d->stamp == run_list_stamp(context->session))
        return;
    grid_layout_release(&d->problems_layout);
    grid_layout_release(&d->runs_layout);
    arena_free(d->arena);
    d->arena = arena_new();
    d->grids = NULL;
    d->found = suite_runs_new(context->session, context->entry, &wish, d->arena);
    d->stamp = run_list_stamp(context->session);
    if (!d->found.suite)
        return;
    d->grids = arena_zalloc(d->arena, 1, sizeof(*d->grids));
    suite_grids_init(d->grids, d->found.suite, d->arena);
}

/* Lines of the histogram, with its head. */
static int chart_lines(const struct suite_data *d)
{
    return d->found.suite->most_attempts < 1000 ? (int)d->found.suite->most_attempts + 2 : 1000;
}

static int least_of(int a, int b)
{
    return a < b ? a : b;
}

/* The problem under the cursor stands at the right, else in what the histogram leaves. */
static void lay_beside(struct suite_data *d, int height, int width)
{
    int rows = least_of((int)d->found.suite->run_count + 1, height / 2);
    int left = least_of(width * 2 / 5, BOARD_ABOVE), chart = chart_lines(d);
    int detail = width >= DETAIL_FROM ? DETAIL + RULE : 0, rest;

    rest = height - rows - 1;
    if (detail)
        d->detail = (struct rect){0, width - DETAIL, height, DETAIL};
    else if (rest - chart > LEAST_DETAIL)
        d->detail = (struct rect){rows + 1 + chart + 1, 1, rest - chart - 1, left - 2};
    d->runs = (struct rect){0, 0, rows, left - 1};
    d->chart = (struct rect){rows + 1, 1, least_of(chart, rest), left - 2};
    d->problems = (struct rect){0, left + RULE, height, width - left - RULE - detail};
}

static void lay_above(struct suite_data *d, int height, int width)
{
    bool chart = width >= CHART_FROM;
    int rows = (int)d->found.suite->run_count + 1;

    if (chart && rows < chart_lines(d))
        rows = chart_lines(d);
    rows = least_of(rows, chart ? height * 2 / 5 : height / 3);
    d->runs = (struct rect){0, 0, rows, chart ? BOARD_ABOVE - 1 : width};
    if (chart)
        d->chart = (struct rect){0, BOARD_ABOVE + RULE, rows, width - BOARD_ABOVE - RULE};
    d->problems = (struct rect){rows + 1, 0, height - rows - 3, width};
    d->detail = (struct rect){height - 1, 1, 1, width - 2};
}

static void lay_out(const struct view_context *context, const struct suite_state *s,
                    struct suite_data *d)
{
    int height = context->rect.height, width = context->rect.width;

    d->runs = d->chart = d->detail = d->problems = (struct rect){0};
    if (context->zoomed || height < LEAST_HEIGHT)
        *(s->pane == PANE_RUNS ? &d->runs : &d->problems) = (struct rect){0, 0, height, width};
    else if (width >= BESIDE_FROM)
        lay_beside(d, height, width);
    else
        lay_above(d, height, width);
}

static void prepare_grids(const struct view_context *context, struct suite_state *s,
                          struct suite_data *d)
{
    if (d->runs.width > 0)
        grid_prepare(&s->runs, &d->runs_layout, &d->grids->runs, d->runs.height, d->runs.width,
                     context->scratch);
    if (s->pane == PANE_RUNS && d->runs_layout.source) {
        size_t row = grid_row(&s->runs, &d->runs_layout);

        s->run = row < d->found.suite->run_count ? d->grids->board[row] : s->run;
    }
    if (s->run >= d->found.suite->run_count)
        s->run = d->found.suite->run_count - 1;
    if (d->problems.width > 0) {
        if (suite_grids_fit(d->grids, d->problems.width, s->k))
            d->problems_layout.measured = false;
        grid_prepare(&s->problems, &d->problems_layout, &d->grids->problems, d->problems.height,
                     d->problems.width, context->scratch);
    }
    d->grids->run = s->run;
    d->grids->item = current_item(s, d);
}

static void prepare(const struct view_context *context, void *state, void *data)
{
    struct suite_state *s = state;
    struct suite_data *d = data;
    size_t row;

    d->text = NULL;
    remake(context, d);
    if (!d->grids)
        return;
    if (s->k == 0)
        s->k = next_k(d, 0);
    lay_out(context, s, d);
    prepare_grids(context, s, d);
    row = current_item(s, d);
    if (d->detail.width > 0 && row != SIZE_MAX)
        d->text = d->detail.height > 1
                      ? suite_problem_prose(d->found.suite, row, s->run, d->detail.width,
                                            context->scratch)
                      : suite_problem_line(d->found.suite, row, d->detail.width, context->scratch);
}

/* ---- drawing ---- */

static struct surface part_of(const struct surface *surface, struct rect at)
{
    return surface_part(surface, at.row, at.column, at.height, at.width);
}

static void draw_rules(const struct suite_data *d, const struct surface *surface)
{
    int height = surface->rect.height, width = surface->rect.width;
    int beside = d->problems.column;

    if (d->runs.width == 0 || d->problems.width == 0)
        return;
    if (beside == 0) {
        draw_code(surface, d->runs.height, 0, width, ROLE_RULE, 0x2500);
        draw_code(surface, height - 2, 0, width, ROLE_RULE, 0x2500);
        if (d->chart.width > 0)
            draw_column(surface, 0, d->chart.column - RULE, d->chart.height, ROLE_RULE, 0x2502);
        return;
    }
    draw_code(surface, d->runs.height, 0, beside - RULE, ROLE_RULE, 0x2500);
    draw_column(surface, 0, beside - RULE, height, ROLE_RULE, 0x2502);
    draw_code(surface, d->runs.height, beside - RULE, 1, ROLE_RULE, 0x2524);
    if (d->detail.row > 0)
        draw_code(surface, d->detail.row - 1, 0, beside - RULE, ROLE_RULE, 0x2500);
    else if (d->detail.width > 0)
        draw_column(surface, 0, d->detail.column - RULE, height, ROLE_RULE, 0x2502);
}

static void draw(const struct view_context *context, const void *state, const void *data,
                 const struct surface *surface)
{
    const struct suite_state *s = state;
    const struct suite_data *d = data;
    struct surface problems = part_of(surface, d->problems), runs = part_of(surface, d->runs);
    struct surface chart = part_of(surface, d->chart), detail = part_of(surface, d->detail);

    if (!d->grids) {
        draw_c(surface, 0, 1, ROLE_DIM,
               d->found.waiting ? "… the runs are being read"
                                : "no run here has samples that pass or fail");
        return;
    }
    draw_rules(d, surface);
    if (d->runs.width > 0)
        grid_draw(&s->runs, &d->runs_layout, &runs, context->focused && s->pane == PANE_RUNS,
                  context->scratch);
    if (d->chart.width > 0)
        suite_draw_histogram(d->found.suite, &chart, context->scratch);
    if (d->problems.width > 0)
        grid_draw(&s->problems, &d->problems_layout, &problems,
                  context->focused && s->pane == PANE_PROBLEMS, context->scratch);
    if (d->text)
        prose_draw(d->text, &detail, 0);
}

static void release(void *data)
{
    struct suite_data *d = data;

    grid_layout_release(&d->problems_layout);
    grid_layout_release(&d->runs_layout);
    arena_free(d->arena);
}

/* ---- actions ---- */

static bool in_mosaic(const struct suite_state *s, const struct suite_data *d)
{
    return d->grids && s->pane == PANE_PROBLEMS && d->problems_layout.source &&
           grid_column_at(&s->problems, &d->problems_layout) == PROBLEM_MOSAIC;
}

static enum effect left(const struct view_context *context, void *state, void *data,
                        const char *argument, struct view_reply *reply)
{
    struct suite_state *s = state;

    (void)context, (void)argument, (void)reply;
    if (!in_mosaic(s, data) || s->run == 0)
        return EFFECT_NONE;
    s->run--;
    return EFFECT_MOVED;
}

static enum effect right(const struct view_context *context, void *state, void *data,
                         const char *argument, struct view_reply *reply)
{
    struct suite_state *s = state;
    const struct suite_data *d = data;

    (void)context, (void)argument, (void)reply;
    if (!in_mosaic(s, d))
        return EFFECT_NONE;
    s->run += s->run + 1 < d->found.suite->run_count;
    return EFFECT_MOVED;
}

static enum effect next_pane(const struct view_context *context, void *state, void *data,
                             const char *argument, struct view_reply *reply)
{
    struct suite_state *s = state;

    (void)context, (void)data, (void)argument, (void)reply;
    s->pane = s->pane == PANE_PROBLEMS ? PANE_RUNS : PANE_PROBLEMS;
    return EFFECT_MOVED;
}

static enum effect open_cell(const struct view_context *context, void *state, void *data,
                             const char *argument, struct view_reply *reply)
{
    const struct suite_state *s = state;
    const struct suite_data *d = data;
    const struct suite_place *place = d->grids ? &d->found.places[s->run] : NULL;
    size_t item = current_item(s, d);

    (void)context, (void)argument;
    if (!place || (s->pane == PANE_PROBLEMS && item == SIZE_MAX))
        return EFFECT_NONE;
    reply->opening = (struct opening){
        .entry = place->entry, .run = place->run, .set = place->set, .row = SIZE_MAX};
    reply->opening.view = view_find(s->pane == PANE_RUNS ? STR("overview") : STR("sample"));
    if (s->pane == PANE_PROBLEMS)
        reply->opening.row = suite_runs_row(&d->found, s->run, item);
    if (s->pane == PANE_PROBLEMS && reply->opening.row == SIZE_MAX) {
        snprintf(reply->message, sizeof(reply->message), "That run did not try this problem");
        return EFFECT_SAID;
    }
    return reply->opening.view ? EFFECT_OPEN : EFFECT_NONE;
}

/* The next problem, as they are shown, that the chosen run failed. */
static enum effect go_failure(struct suite_state *s, const struct suite_data *d, size_t by,
                              struct view_reply *reply)
{
    if (!d->grids || s->pane != PANE_PROBLEMS)
        return EFFECT_NONE;
    for (size_t at = s->problems.cursor + by; at < d->problems_layout.count; at += by)
        if (suite_outcome_at(d->found.suite, grid_row_at(&d->problems_layout, at), s->run) ==
            SUITE_FAIL) {
            s->problems.cursor = at;
            return EFFECT_MOVED;
        }
    snprintf(reply->message, sizeof(reply->message), "Run %02zu failed no problem %s this one",
             s->run + 1, by == 1 ? "after" : "before");
    return EFFECT_SAID;
}

static enum effect next_failure(const struct view_context *context, void *state, void *data,
                                const char *argument, struct view_reply *reply)
{
    (void)context, (void)argument;
    return go_failure(state, data, 1, reply);
}

static enum effect previous_failure(const struct view_context *context, void *state, void *data,
                                    const char *argument, struct view_reply *reply)
{
    (void)context, (void)argument;
    return go_failure(state, data, (size_t)-1, reply);
}

/* 2, 5, 10 and again; or the k that was typed. */
static enum effect choose_k(const struct view_context *context, void *state, void *data,
                            const char *argument, struct view_reply *reply)
{
    struct suite_state *s = state;
    const struct suite_data *d = data;
    long long typed;

    (void)context;
    if (!d->grids)
        return EFFECT_NONE;
    if (argument && *argument) {
        if (!str_integer(str_of(argument), &typed) || typed < 1 || typed > 1000000) {
            snprintf(reply->message, sizeof(reply->message), "k is a number from 1");
            return EFFECT_SAID;
        }
        s->k = (uint64_t)typed;
        return EFFECT_CHANGED;
    }
    s->k = next_k(d, s->k);
    return EFFECT_CHANGED;
}

static const struct view_action actions[] = {
    {ACTION_OPEN, "open", "open that run's sample of the problem, or the run", open_cell},
    {ACTION_NEXT_PANE, "runs", NULL, next_pane},
    {ACTION_PREVIOUS_PANE, NULL, NULL, next_pane},
    {ACTION_NEXT_FAILURE, "next failed", "the next problem that the chosen run failed",
     next_failure},
    {ACTION_PREVIOUS_FAILURE, NULL, "the problem before that the chosen run failed",
     previous_failure},
    {ACTION_SHARE_BASE, "k", "k of pass@k: 2, 5, 10, or the number given", choose_k},
    {ACTION_LEFT, NULL, "one column or run left", left},
    {ACTION_RIGHT, NULL, "one column or run right", right},
    {ACTION_NONE, NULL, NULL, NULL},
};

/* ---- for the frame ---- */

static struct grid_state *grid_of(void *state, void *data, struct grid_layout **layout)
{
    struct suite_state *s = state;
    struct suite_data *d = data;

    *layout = s->pane == PANE_RUNS ? &d->runs_layout : &d->problems_layout;
    if (!d->grids)
        return NULL;
    return s->pane == PANE_RUNS ? &s->runs : &s->problems;
}

static void subject_of(const struct view_context *context, const void *state, const void *data,
                       struct subject *subject)
{
    const struct suite_state *s = state;
    const struct suite_data *d = data;
    size_t item = current_item(s, d);

    (void)context;
    if (!d->grids)
        return;
    subject->has_run = true;
    subject->entry = d->found.places[s->run].entry;
    subject->run = d->found.places[s->run].run;
    if (s->pane == PANE_RUNS) {
        subject->text = str_of(d->found.suite->runs[s->run].name);
        subject->value = d->found.suite->runs[s->run].rates[0].rate;
    } else if (item != SIZE_MAX) {
        subject->text = d->found.suite->items[item].id;
        subject->value = suite_pass_at_k(d->found.suite, item, 1);
    }
}

static void command_line(const struct view_context *context, const void *state, struct buf *out)
{
    const struct suite_state *s = state;

    (void)context;
    buf_addf(out, "suite --k 1,%llu", (unsigned long long)s->k);
}

static void status(const struct view_context *context, const void *state, const void *data,
                   struct buf *out)
{
    const struct suite_data *d = data;
    struct arena *arena = context->scratch;

    (void)state;
    if (!d->grids)
        return;
    for (int band = DIFFICULTY_EASY; band < DIFFICULTY_COUNT; band++)
        if (context->rect.width >= 100)
            buf_addf(out, "%s %s  ", difficulty_name((enum difficulty)band),
                     fmt_count(arena, d->found.suite->bands[band]));
    buf_addf(out, "%s × %s", fmt_counted(arena, d->found.suite->item_count, "problem"),
             fmt_counted(arena, d->found.suite->run_count, "run"));
    if (d->found.waiting)
        buf_addf(out, ", %zu being read", d->found.waiting);
    if (d->found.failed)
        buf_addf(out, ", %zu not read", d->found.failed);
}

const struct view view_suite = {
    .name = "suite",
    .title = "Suite",
    .summary = "Runs over the same problems: who passed what, ranks, pass@k, difficulty",
    .number = '8',
    .scope = VIEW_OF_SESSION,
    .early = true, /* of other runs than the chosen one too */
    .needs_any = RUN_HAS_OUTCOMES | RUN_HAS_LABELS,
    .unless = RUN_HAS_LAYERS,
    .lacks = "no samples that pass or fail",
    .state_size = sizeof(struct suite_state),
    .data_size = sizeof(struct suite_data),
    .actions = actions,
    .prepare = prepare,
    .draw = draw,
    .release = release,
    .grid = grid_of,
    .subject = subject_of,
    .command_line = command_line,
    .status = status,
};
