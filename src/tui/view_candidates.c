#include <assay/tui/view_candidates.h>

#include <assay/base/fmt.h>
#include <assay/tui/delta_cells.h>
#include <assay/tui/name_pair.h>
#include <assay/tui/view_compare.h>

#include "candidates_internal.h"
#include "compare_internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { COLUMN_TITLE, COLUMN_BASE, COLUMN_FIRST, PER_RUN = 2 };
enum { COLUMNS_MOST = COLUMN_FIRST + PER_RUN * MARKS_MOST };
enum { TITLE_MOST = 28, NAME_MOST = 14, FOOT = 3, FOOT_FROM = 10, LEGEND = 88, LEGEND_FROM = 110 };

_Static_assert((int)COLUMNS_MOST <= (int)GRID_COLUMNS_MOST, "all candidates have columns");

struct candidates_state {
    struct grid_state grid;
    bool only_differing;
    struct run_ref base, runs[MARKS_MOST];
    size_t count;
};

struct candidates_data {
    bool wanted; /* the runs were asked for */
    size_t count;
    const struct comparison *comparisons[MARKS_MOST]; /* NULL: not there yet, or never */
    struct err faults[MARKS_MOST];                    /* why never */
    struct candidates_lines lines;
    bool made, made_differing;
    size_t made_of; /* comparisons that were there */
    struct grid_column columns[COLUMNS_MOST];
    struct grid_source source;
    struct grid_layout layout;
    struct prose *foot; /* until the next key; NULL: not shown */
};

/* ---- which runs ---- */

struct opening candidates_opening(struct run_ref base, const struct run_ref *candidates,
                                  size_t count)
{
    struct opening opening = {
        .view = &view_candidates, .entry = base.entry, .run = base.run, .row = SIZE_MAX};
    size_t used = (size_t)snprintf(opening.quantity, sizeof(opening.quantity), "%zu.%zu",
                                   base.entry, base.run);

    for (size_t i = 0; i < count && i < MARKS_MOST && used < sizeof(opening.quantity); i++)
        used += (size_t)snprintf(opening.quantity + used, sizeof(opening.quantity) - used,
                                 " %zu.%zu", candidates[i].entry, candidates[i].run);
    return opening;
}

/* "3.1" */
static struct run_ref read_ref(struct str word)
{
    struct str entry = {0};
    long long e = 0, r = 0;

    if (!str_split(&word, '.', &entry) || !str_integer(entry, &e) || !str_integer(word, &r))
        return (struct run_ref){SIZE_MAX, 0};
    return (struct run_ref){(size_t)e, (size_t)r};
}

static void begin(const struct view_context *context, void *state, const struct opening *opening)
{
    struct candidates_state *s = state;
    struct str rest = str_of(opening->quantity), word;

    /* Opened by its name it shows what is marked now. */
    if (rest.len == 0) {
        if (frame_baseline(context->frame, &s->base))
            s->count = frame_candidates(context->frame, s->runs);
        return;
    }
    if (str_split(&rest, ' ', &word))
        s->base = read_ref(word);
    while (s->count < MARKS_MOST && rest.len && str_split(&rest, ' ', &word))
        s->runs[s->count++] = read_ref(word);
}

/* The candidate whose column has the cursor; SIZE_MAX: none's. */
static size_t candidate_at(const struct candidates_state *s, const struct candidates_data *d)
{
    int column = d->layout.source ? grid_column_at(&s->grid, &d->layout) : -1;

    return column < COLUMN_FIRST ? SIZE_MAX : (size_t)(column - COLUMN_FIRST) / PER_RUN;
}

static const struct candidates_line *line_at(const struct candidates_data *d, size_t line)
{
    return line < d->lines.count ? &d->lines.lines[line] : NULL;
}

/* ---- cells ---- */

static unsigned delta_style(const struct compare_row *row)
{
    return delta_role(row->metric, row->delta) |
           (row->outcome <= COMPARE_CHANGED ? STYLE_BOLD : 0u);
}

static void candidate_cell(const struct compare_row *row, bool of_delta, struct arena *scratch,
                           struct grid_cell *cell)
{
    cell->number = of_delta ? row->delta : row->b;
    if (!of_delta) {
        cell->text = str_of(metric_format(row->metric, row->b, scratch));
        cell->mark = row->mark_b;
        return;
    }
    cell->style = delta_style(row);
    cell->text =
        str_of(arena_printf(scratch, "%s %s", compare_delta_text(row->metric, row->delta, scratch),
                            candidates_sign(row->outcome)));
    cell->mark = row->doubtful ? '!' : '\0';
}

static void cell_of(const void *arg, size_t at, size_t column, struct arena *scratch,
                    struct grid_cell *cell)
{
    const struct candidates_data *d = arg;
    const struct candidates_line *line = line_at(d, at);
    size_t candidate = column < COLUMN_FIRST ? 0 : (column - COLUMN_FIRST) / PER_RUN;
    struct compare_line shown = {.row = line->first, .family = line->first->family};

    *cell = (struct grid_cell){.style = ROLE_TEXT, .number = NAN};
    if (column == COLUMN_TITLE) {
        cell->text = str_of(compare_line_title(&shown, scratch));
    } else if (column == COLUMN_BASE) {
        cell->number = line->first->a;
        cell->text = str_of(metric_format(line->first->metric, line->first->a, scratch));
        cell->mark = line->first->mark_a;
    } else if (line->rows[candidate]) {
        candidate_cell(line->rows[candidate], (column - COLUMN_FIRST) % PER_RUN == 1, scratch,
                       cell);
    } else {
        cell->style = ROLE_DIM;
        cell->text = d->comparisons[candidate] || d->faults[candidate].code ? STR("–") : STR("…");
    }
}

static const char *head_of(const void *arg, size_t at, struct arena *scratch)
{
    const struct candidates_data *d = arg;
    enum compare_family family = line_at(d, at)->first->family;

    (void)scratch;
    if (at > 0 && line_at(d, at - 1)->first->family == family)
        return NULL;
    return compare_family_name(family);
}

/* ---- preparing ---- */

static void want(const struct view_context *context, const struct candidates_state *s,
                 struct candidates_data *d)
{
    if (d->wanted)
        return;
    d->wanted = true;
    frame_want(context->frame, s->base.entry);
    for (size_t i = 0; i < s->count; i++)
        frame_want(context->frame, s->runs[i].entry);
}

/* How many are there, or will never be. */
static size_t gather(const struct view_context *context, const struct candidates_state *s,
                     struct candidates_data *d)
{
    size_t settled = 0;

    d->count = s->count;
    for (size_t i = 0; i < s->count; i++) {
        d->comparisons[i] = frame_comparison(context->frame, s->base, s->runs[i], &d->faults[i]);
        settled += d->comparisons[i] || d->faults[i].code;
    }
    return settled;
}

/* Cut where it does not tell the run from the other one. */
static const char *short_name(struct arena *arena, const char *name, const char *other, int most)
{
    struct buf out = {0};
    const char *kept;

    name_apart(&out, str_of(name), str_of(other), most);
    kept = arena_strndup(arena, out.ptr ? out.ptr : "", out.len);
    buf_release(&out);
    return kept;
}

static void head_columns(const struct view_context *context, const struct candidates_state *s,
                         struct candidates_data *d)
{
    const char *base = arena_strdup(context->arena, frame_run_name(context->frame, s->base));
    const char *other =
        s->count ? arena_strdup(context->arena, frame_run_name(context->frame, s->runs[0])) : base;

    d->columns[COLUMN_TITLE] =
        (struct grid_column){.key = "metric", .title = "Metric", .most = TITLE_MOST};
    d->columns[COLUMN_BASE] = (struct grid_column){
        .key = "baseline", .align = GRID_RIGHT, .most = NAME_MOST, .is_name = true, .marked = true};
    d->columns[COLUMN_BASE].title =
        arena_printf(context->arena, "A %s", short_name(context->arena, base, other, NAME_MOST));
    for (size_t i = 0; i < s->count; i++) {
        struct grid_column *column = &d->columns[COLUMN_FIRST + PER_RUN * i];
        const char *name = arena_strdup(context->arena, frame_run_name(context->frame, s->runs[i]));

        column[0] = (struct grid_column){.key = name,
                                         .title = short_name(context->arena, name, base, NAME_MOST),
                                         .align = GRID_RIGHT,
                                         .most = NAME_MOST,
                                         .is_name = true,
                                         .marked = true};
        column[1] = (struct grid_column){.key = arena_printf(context->arena, "%s.delta", name),
                                         .title = "Δ",
                                         .align = GRID_RIGHT,
                                         .marked = true};
    }
}

static void remake(const struct view_context *context, const struct candidates_state *s,
                   struct candidates_data *d)
{
    size_t settled = gather(context, s, d);

    if (d->made && d->made_of == settled && d->made_differing == s->only_differing)
        return;
    head_columns(context, s, d);
    d->made = true;
    d->made_of = settled;
    d->made_differing = s->only_differing;
    d->lines = candidates_lines_of(d->comparisons, d->count, s->only_differing, context->arena);
    d->source = (struct grid_source){.arg = d,
                                     .row_count = d->lines.count,
                                     .version = d->source.version + 1,
                                     .columns = d->columns,
                                     .column_count = COLUMN_FIRST + PER_RUN * d->count,
                                     .cell = cell_of,
                                     .head = head_of};
}

/* The pair under the cursor, or why it is none. */
static struct prose *foot_of(const struct view_context *context, const struct candidates_state *s,
                             const struct candidates_data *d, int width)
{
    size_t candidate = candidate_at(s, d);
    const struct candidates_line *line = line_at(d, grid_row(&s->grid, &d->layout));
    struct prose *prose;

    if (candidate >= d->count)
        candidate = 0;
    if (d->faults[candidate].code) {
        prose = prose_new(context->scratch, width);
        prose_text(prose, 0, ROLE_ERROR, str_of(d->faults[candidate].text));
        return prose;
    }
    if (!d->comparisons[candidate] || !line || !line->rows[candidate])
        return NULL;
    return compare_foot(d->comparisons[candidate], line->rows[candidate], width, context->scratch);
}

static void prepare(const struct view_context *context, void *state, void *data)
{
    struct candidates_state *s = state;
    struct candidates_data *d = data;
    int height = context->rect.height;

    want(context, s, d);
    remake(context, s, d);
    if (s->count == 0)
        return;
    if (height >= FOOT_FROM)
        height -= FOOT + 1;
    grid_prepare(&s->grid, &d->layout, &d->source, height, context->rect.width, context->scratch);
    d->foot =
        context->rect.height >= FOOT_FROM ? foot_of(context, s, d, context->rect.width - 2) : NULL;
}

/* ---- drawing ---- */

/* What the marks behind the differences mean, at the right where there is room. */
static void draw_legend(const struct surface *surface, int from)
{
    struct buf legend = {0};
    int width = surface->rect.width;

    for (int i = 0; i < COMPARE_OUTCOMES; i++) {
        const char *sign = candidates_sign((enum compare_outcome)i);

        if (*sign != ' ')
            buf_addf(&legend, "%s%s %s", legend.len ? "  " : "", sign,
                     compare_outcome_name((enum compare_outcome)i));
    }
    if (from + text_columns(buf_str(&legend)) < width)
        draw_right(surface, 0, width - 1, width - from, ROLE_DIM, buf_str(&legend));
    buf_release(&legend);
}

static void draw_foot(const struct view_context *context, const struct candidates_state *s,
                      const struct candidates_data *d, const struct surface *surface)
{
    size_t candidate = candidate_at(s, d);
    /* The legend takes its room first where there is enough for both. */
    int most = surface->rect.width < LEGEND_FROM ? INT16_MAX : (surface->rect.width - LEGEND) / 2,
        at;
    const char *a, *b;
    struct surface rest =
        surface_part(surface, 1, 1, surface->rect.height - 1, surface->rect.width - 1);

    if (candidate >= d->count)
        candidate = 0;
    b = arena_strdup(context->scratch, frame_run_name(context->frame, s->runs[candidate]));
    a = arena_strdup(context->scratch, frame_run_name(context->frame, s->base));
    at = 1 + draw_f(surface, 0, 1, ROLE_HEAD, "%s against %s",
                    short_name(context->scratch, b, a, most),
                    short_name(context->scratch, a, b, most));
    draw_legend(surface, at + 2);
    if (d->foot)
        prose_draw(d->foot, &rest, 0);
    else
        draw_c(&rest, 0, 0, ROLE_DIM, d->comparisons[candidate] ? "no such figure" : "comparing …");
}

static void draw_table(const struct view_context *context, const struct candidates_state *s,
                       const struct candidates_data *d, const struct surface *surface)
{
    if (d->lines.count)
        grid_draw(&s->grid, &d->layout, surface, context->focused, context->scratch);
    else if (d->made_of < d->count)
        draw_c(surface, 0, 2, ROLE_DIM, "comparing …");
    else if (d->lines.level)
        draw_f(surface, 0, 2, ROLE_DIM, "no run differs beyond doubt; d shows all %zu figures",
               d->lines.level);
    else
        draw_c(surface, 0, 2, ROLE_DIM, "these runs have no figure in common");
}

static void draw(const struct view_context *context, const void *state, const void *data,
                 const struct surface *surface)
{
    const struct candidates_state *s = state;
    const struct candidates_data *d = data;
    struct surface rest = *surface;

    if (s->count == 0) {
        draw_c(surface, 0, 2, ROLE_DIM, "Space marks runs, and B one to compare them with");
        return;
    }
    if (surface->rect.height >= FOOT_FROM) {
        struct surface foot = surface_take_bottom(&rest, FOOT, SURFACE_RULED);

        draw_foot(context, s, d, &foot);
    }
    draw_table(context, s, d, &rest);
}

static void release(void *data)
{
    struct candidates_data *d = data;

    grid_layout_release(&d->layout);
}

/* ---- actions ---- */

static enum effect toggle_differing(const struct view_context *context, void *state, void *data,
                                    const char *argument, struct view_reply *reply)
{
    struct candidates_state *s = state;

    (void)context, (void)data, (void)argument, (void)reply;
    s->only_differing = !s->only_differing;
    return EFFECT_CHANGED;
}

static enum effect open_pair(const struct view_context *context, void *state, void *data,
                             const char *argument, struct view_reply *reply)
{
    const struct candidates_state *s = state;
    size_t candidate = candidate_at(s, data);

    (void)context, (void)argument;
    if (s->count == 0)
        return EFFECT_NONE;
    if (candidate >= s->count)
        candidate = 0;
    reply->opening = (struct opening){.view = &view_compare,
                                      .entry = s->runs[candidate].entry,
                                      .run = s->runs[candidate].run,
                                      .compares = true,
                                      .base_entry = s->base.entry,
                                      .base_run = s->base.run,
                                      .row = SIZE_MAX};
    return EFFECT_OPEN;
}

static const struct view_action actions[] = {
    {ACTION_OPEN, "this pair", "compare the run of this column with the baseline", open_pair},
    {ACTION_ONLY_DIFFERING, "only what differs", "only figures in which a run differs, or all",
     toggle_differing},
    {ACTION_NONE, NULL, NULL, NULL},
};

/* ---- for the frame ---- */

static struct grid_state *grid_of(void *state, void *data, struct grid_layout **layout)
{
    struct candidates_state *s = state;
    struct candidates_data *d = data;

    *layout = &d->layout;
    return &s->grid;
}

static void subject_of(const struct view_context *context, const void *state, const void *data,
                       struct subject *subject)
{
    const struct candidates_state *s = state;
    size_t candidate = candidate_at(s, data);

    (void)context;
    if (candidate >= s->count)
        return;
    subject->has_run = true;
    subject->entry = s->runs[candidate].entry;
    subject->run = s->runs[candidate].run;
}

static void command_line(const struct view_context *context, const void *state, struct buf *out)
{
    (void)context, (void)state;
    buf_add_c(out, "compare");
}

static void status(const struct view_context *context, const void *state, const void *data,
                   struct buf *out)
{
    const struct candidates_state *s = state;
    const struct candidates_data *d = data;

    if (d->made_of < d->count)
        buf_addf(out, "%zu of ", d->made_of);
    buf_addf(out, "%zu runs against %s", d->count, frame_run_name(context->frame, s->base));
}

const struct view view_candidates = {
    .name = "candidates",
    .title = "Compare",
    .summary = "The marked runs against the baseline, a figure a row",
    .scope = VIEW_OF_SESSION,
    .early = true,
    .state_size = sizeof(struct candidates_state),
    .data_size = sizeof(struct candidates_data),
    .actions = actions,
    .begin = begin,
    .prepare = prepare,
    .draw = draw,
    .release = release,
    .grid = grid_of,
    .subject = subject_of,
    .command_line = command_line,
    .status = status,
};
