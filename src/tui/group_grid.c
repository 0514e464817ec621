#include <assay/tui/group_grid.h>

#include <assay/session/comparison.h>
#include <assay/tui/delta_cells.h>
#include <assay/tui/frame.h>
#include <assay/tui/run_list.h>

#include <math.h>
#include <string.h>

/* Columns of a group. */
enum group_part { PART_MEAN, PART_DELTA, PART_STD, PART_BEST, PART_WORST, PART_COUNT };

/* ---- which runs ---- */

static size_t marked_runs(const struct view_context *context, struct run_ref marks[MARKS_MOST])
{
    return context->frame ? frame_candidates(context->frame, marks) : 0;
}

static void add_run(struct run_groups *groups, struct session *session, struct run_ref ref)
{
    struct assessed run;

    if (session_state(session, ref.entry) != ENTRY_READY ||
        ref.run >= session_run_count(session, ref.entry) ||
        !(run_content(session_run(session, ref.entry, ref.run)) & RUN_HAS_TASKS))
        return;
    run = session_assessed(session, ref.entry, ref.run);
    run_groups_add(groups, &run);
}

static void ask_for(const struct view_context *context, size_t entry, struct group_grid *grid)
{
    enum entry_state state = session_state(context->session, entry);

    if (state == ENTRY_UNREAD && context->frame)
        frame_want(context->frame, entry);
    state = session_state(context->session, entry);
    grid->waiting += state == ENTRY_UNREAD || state == ENTRY_PREVIEW;
}

static bool is_same(struct run_ref a, struct run_ref b)
{
    return a.entry == b.entry && a.run == b.run;
}

static void add_marked(struct run_groups *groups, const struct view_context *context,
                       struct group_grid *grid, const struct run_ref *marks, size_t count)
{
    struct run_ref baseline, candidate = {context->entry, context->run_index};
    bool known = false;

    if (frame_baseline(context->frame, &baseline))
        add_run(groups, context->session, baseline);
    else
        baseline = candidate;
    for (size_t i = 0; i < count; i++) {
        known = known || is_same(marks[i], candidate);
        ask_for(context, marks[i].entry, grid);
        add_run(groups, context->session, marks[i]);
    }
    if (!known && !is_same(baseline, candidate))
        add_run(groups, context->session, candidate);
}

/* The next byte of a path that tells it from another: no "//", no "/.". */
static const char *skipped(const char *path)
{
    while (path[0] == '/' && (path[1] == '/' || path[1] == '\0' ||
                              (path[1] == '.' && (path[2] == '/' || path[2] == '\0'))))
        path += path[1] == '.' ? 2 : 1;
    return path;
}

static bool same_path(const char *a, const char *b)
{
    for (a = skipped(a), b = skipped(b); *a && *a == *b; a = skipped(a + 1), b = skipped(b + 1))
        ;
    return *a == *b;
}

/* One of two paths to it was opened before. */
static bool is_repeated(const struct session *session, size_t entry)
{
    const struct discovered *found = session_entry(session, entry);

    for (size_t e = 0; e < entry; e++) {
        const struct discovered *other = session_entry(session, e);

        if (other->loader == found->loader && same_path(other->group.root, found->group.root))
            return true;
    }
    return false;
}

static void add_all(struct run_groups *groups, const struct view_context *context,
                    struct group_grid *grid)
{
    struct session *session = context->session;
    const struct loader *loader = session_entry(session, context->entry)->loader;
    size_t asked = 0;

    for (size_t e = 0; e < session_entry_count(session); e++) {
        if (session_entry(session, e)->loader != loader || is_repeated(session, e) ||
            asked++ >= GROUP_ENTRIES_MOST)
            continue;
        ask_for(context, e, grid);
        for (size_t r = 0; r < session_run_count(session, e); r++)
            add_run(groups, session, (struct run_ref){e, r});
    }
}

/* ---- cells ---- */

static const struct group_figure *figure_at(const struct group_grid *grid, size_t row,
                                            size_t column, size_t *group)
{
    *group = grid->groups_of[column];
    return &grid->groups->rows[row].figures[*group];
}

static double number_of(const struct group_grid *grid, size_t row, size_t column)
{
    size_t group;
    const struct group_figure *figure = figure_at(grid, row, column, &group);

    switch (grid->parts[column]) {
    case PART_MEAN:
        return figure->mean;
    case PART_DELTA:
        return figure->mean - grid->groups->rows[row].figures[0].mean;
    case PART_STD:
        return figure->std;
    case PART_BEST:
        return figure->best;
    default:
        return figure->worst;
    }
}

/* A mean of fewer runs than the group has says of how many. */
static const char *text_of(const struct group_grid *grid, size_t row, size_t column, double number,
                           struct arena *scratch)
{
    const struct metric *metric = grid->groups->rows[row].metric;
    size_t group;
    const struct group_figure *figure = figure_at(grid, row, column, &group);
    const char *text = metric_format(metric, number, scratch);

    if (grid->parts[column] == PART_DELTA)
        return compare_delta_text(metric, number, scratch);
    if (grid->parts[column] == PART_MEAN && figure->n &&
        figure->n < grid->groups->groups[group].count)
        return arena_printf(scratch, "%zu× %s", figure->n, text);
    return text;
}

static unsigned style_of(const struct group_grid *grid, size_t row, size_t column, double number)
{
    if (isnan(number) || grid->parts[column] > PART_DELTA)
        return ROLE_DIM;
    if (grid->parts[column] == PART_DELTA)
        return delta_role(grid->groups->rows[row].metric, number);
    return ROLE_TEXT;
}

static void cell(const void *arg, size_t row, size_t column, struct arena *scratch,
                 struct grid_cell *cell)
{
    const struct group_grid *grid = arg;

    if (column == 0) {
        cell->text = str_of(grid->groups->rows[row].title);
        return;
    }
    cell->number = number_of(grid, row, column);
    cell->text = str_of(text_of(grid, row, column, cell->number, scratch));
    cell->style = style_of(grid, row, column, cell->number);
}

const struct grouped_run *group_grid_run(const struct group_grid *grid, size_t row, size_t column)
{
    const struct group_figure *figure;
    size_t group;

    if (column == 0)
        return NULL;
    figure = figure_at(grid, row, column, &group);
    if (figure->n == 0 || grid->parts[column] < PART_BEST)
        return NULL;
    return &grid->groups
                ->runs[grid->parts[column] == PART_BEST ? figure->best_run : figure->worst_run];
}

/* ---- making ---- */

static const struct {
    const char *key, *title;
    unsigned char priority;
} parts[PART_COUNT] = {[PART_MEAN] = {"mean", NULL, 0},
                       [PART_DELTA] = {"delta", "Δ", 1},
                       [PART_STD] = {"std", "± std", 2},
                       [PART_BEST] = {"best", "best", 3},
                       [PART_WORST] = {"worst", "worst", 4}};

static void add_column(struct group_grid *grid, size_t group, int part, struct arena *arena)
{
    const struct run_group *of = &grid->groups->groups[group];
    const char *name = run_group_title(of);
    size_t at = grid->source.column_count++;

    grid->groups_of[at] = group;
    grid->parts[at] = (unsigned char)part;
    grid->columns[at] = (struct grid_column){
        .key = arena_printf(arena, "%s %s", name, parts[part].key),
        .title =
            parts[part].title ? parts[part].title : arena_printf(arena, "%s ×%zu", name, of->count),
        .align = GRID_RIGHT,
        .least = parts[part].title ? 0 : 14,
        .priority = parts[part].priority};
}

/* Groups are held against the baseline's where there is one. */
static void make_columns(struct group_grid *grid, struct arena *arena)
{
    bool baseline = grid->groups->group_count && grid->groups->groups[0].is_baseline;

    grid->source = (struct grid_source){.arg = grid,
                                        .row_count = grid->groups->row_count,
                                        .columns = grid->columns,
                                        .column_count = 1,
                                        .cell = cell};
    grid->columns[0] =
        (struct grid_column){.key = "figure", .title = "Figure", .most = 32, .is_name = true};
    for (size_t g = 0; g < grid->groups->group_count &&
                       grid->source.column_count + PART_COUNT <= GROUP_COLUMNS_MOST;
         g++)
        for (int part = 0; part < PART_COUNT; part++)
            if (part != PART_DELTA || (baseline && g > 0))
                add_column(grid, g, part, arena);
}

void group_grid_make(struct group_grid *grid, const struct view_context *context,
                     struct arena *arena)
{
    struct run_groups *groups = run_groups_new(NULL, arena);
    struct run_ref marks[MARKS_MOST];
    size_t marked = marked_runs(context, marks);

    grid->waiting = 0;
    if (marked > 1)
        add_marked(groups, context, grid, marks, marked);
    else
        add_all(groups, context, grid);
    run_groups_finish(groups);
    grid->groups = groups;
    make_columns(grid, arena);
}

size_t group_grid_left_out(const struct group_grid *grid)
{
    size_t last = grid->source.column_count - 1;

    return last ? grid->groups->group_count - grid->groups_of[last] - 1 : 0;
}

bool group_grid_is_worth(const struct group_grid *grid)
{
    return grid->groups && grid->groups->run_count > 2 && grid->groups->row_count > 0;
}

uint64_t group_grid_stamp(const struct view_context *context)
{
    struct run_ref marks[MARKS_MOST], baseline = {0, 0};
    size_t marked = marked_runs(context, marks);
    uint64_t stamp = run_list_stamp(context->session) * 31 + marked;

    if (context->frame && frame_baseline(context->frame, &baseline))
        stamp = stamp * 31 + baseline.entry * 1009 + baseline.run + 1;
    for (size_t i = 0; i < marked; i++)
        stamp = stamp * 31 + marks[i].entry * 1009 + marks[i].run + 1;
    return stamp;
}
