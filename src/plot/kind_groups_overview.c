#include <assay/plot/kind_groups_overview.h>

#include <assay/base/fmt.h>
#include <assay/plot/kind_groups.h>
#include <assay/plot/kind_leaders.h>
#include <assay/plot/plot_build.h>
#include <assay/session/run_names.h>

#include <math.h>
#include <string.h>

enum { COLUMNS = 3, GROUPS_MOST = 6, LEADERS_MOST = 14, RUNS_A_PANEL = 16, RUNS_ALONE = 8 };
/* Bytes of a run's name, in a column and over the whole width. */
enum { NAME_MOST = 22, NAME_ALONE = 48 };

/* ---- tasks by group ---- */

static bool is_task(const struct group_row *row)
{
    return strcmp(row->metric->name, "task_accuracy") == 0;
}

static size_t group_count_shown(const struct run_groups *groups)
{
    return groups->group_count < GROUPS_MOST ? groups->group_count : GROUPS_MOST;
}

static bool has_any(const struct run_groups *groups, size_t group, const size_t *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (groups->rows[rows[i]].figures[group].n)
            return true;
    return false;
}

static void add_group_bars(const struct run_groups *groups, size_t group, const size_t *rows,
                           size_t count, struct plot_axes *axes, struct arena *arena)
{
    double *mean = arena_zalloc(arena, count + 1, sizeof(*mean));
    double *low = arena_zalloc(arena, count + 1, sizeof(*low));
    double *high = arena_zalloc(arena, count + 1, sizeof(*high));

    for (size_t i = 0; i < count; i++) {
        const struct group_figure *figure = &groups->rows[rows[i]].figures[group];

        mean[i] = figure->mean;
        low[i] = figure->mean - figure->std;
        high[i] = figure->mean + figure->std;
    }
    plot_add_series(axes,
                    (struct plot_series){.name = groups_name(&groups->groups[group], arena),
                                         .form = PLOT_BARS,
                                         .role = groups_role(group),
                                         .y = mean,
                                         .count = count,
                                         .low = low,
                                         .high = high},
                    arena);
}

static bool tasks_panel(const struct many_runs *many, struct plot_panel *panel, struct arena *arena)
{
    const struct run_groups *groups = many->groups;
    size_t *rows = arena_zalloc(arena, groups->row_count + 1, sizeof(*rows));
    const char **names = arena_zalloc(arena, groups->row_count + 1, sizeof(*names));
    struct plot_axis x = plot_axis_of(NULL, TICKS_WHOLE, TICK_PLAIN);
    struct plot_axis y = plot_axis_of("Accuracy", TICKS_ANY, TICK_SHARE);
    struct plot_axes *axes;
    size_t count = 0;

    for (size_t i = 0; i < groups->row_count; i++)
        if (is_task(&groups->rows[i])) {
            names[count] = groups->rows[i].title;
            rows[count++] = i;
        }
    if (count == 0)
        return false;
    x.names = names;
    x.name_count = count;
    y.hold[0] = 0.0;
    y.hold[1] = 1.0;
    axes = plot_axes_new(x, y, arena);
    for (size_t g = 0; g < group_count_shown(groups); g++)
        if (has_any(groups, g, rows, count))
            add_group_bars(groups, g, rows, count, axes, arena);
    if (!isnan(groups->rows[rows[0]].chance))
        plot_add_level(axes,
                       (struct plot_level){groups->rows[rows[0]].chance, "chance", ROLE_CROSSING},
                       arena);
    axes->band = "± std over runs";
    *panel = (struct plot_panel){
        .kind = PANEL_AXES, .title = "Tasks, mean by group", .columns = 2, .axes = axes};
    return true;
}

/* ---- loss by group ---- */

static void add_curve(const struct run_group *group, size_t number, struct plot_axes *axes,
                      struct arena *arena)
{
    size_t count = group->losses.count;
    double *x = arena_zalloc(arena, count + 1, sizeof(*x));
    double *y = arena_zalloc(arena, count + 1, sizeof(*y));
    double *low = arena_zalloc(arena, count + 1, sizeof(*low));
    double *high = arena_zalloc(arena, count + 1, sizeof(*high));

    for (size_t i = 0; i < count; i++) {
        const struct group_curve_point *point = &group->losses.points[i];

        x[i] = point->position;
        y[i] = point->mean;
        low[i] = point->mean - point->std;
        high[i] = point->mean + point->std;
    }
    plot_add_series(
        axes,
        (struct plot_series){
            .name = arena_printf(arena, "%s (%zu)", run_group_title(group), group->losses.runs),
            .form = group->is_baseline ? PLOT_DASHED : PLOT_LINE,
            .role = groups_role(number),
            .x = x,
            .y = y,
            .count = count,
            .low = low,
            .high = high},
        arena);
}

static bool losses_panel(const struct many_runs *many, struct plot_panel *panel,
                         struct arena *arena)
{
    const struct run_groups *groups = many->groups;
    struct plot_axes *axes =
        plot_axes_new(plot_axis_of("Token position", TICKS_WHOLE, TICK_PLAIN),
                      plot_axis_of("Loss, nats per token", TICKS_ANY, TICK_PLAIN), arena);

    for (size_t g = 0; g < group_count_shown(groups); g++)
        if (groups->groups[g].losses.count)
            add_curve(&groups->groups[g], g, axes, arena);
    axes->band = "± std over runs";
    *panel = (struct plot_panel){
        .kind = PANEL_AXES, .title = "Loss by position, mean by group", .axes = axes};
    return axes->series_count > 0;
}

/* ---- single figures ---- */

static size_t row_of_metric(const struct run_groups *groups, const char *metric)
{
    for (size_t i = 0; i < groups->row_count; i++)
        if (strcmp(groups->rows[i].metric->name, metric) == 0)
            return i;
    return SIZE_MAX;
}

static bool headline_panel(const struct many_runs *many, struct plot_panel *panel,
                           struct arena *arena)
{
    const struct run_groups *groups = many->groups;
    *panel = groups_row_panel(groups, groups_headline(groups), arena);
    return true;
}

static bool slopes_panel(const struct many_runs *many, struct plot_panel *panel,
                         struct arena *arena)
{
    const struct run_groups *groups = many->groups;
    size_t row = row_of_metric(groups, "slope_least_squares");

    if (row == SIZE_MAX)
        return false;
    *panel = groups_row_panel(groups, row, arena);
    return true;
}

static bool time_panel(const struct many_runs *many, struct plot_panel *panel, struct arena *arena)
{
    const struct run_groups *groups = many->groups;
    size_t row = groups_headline(groups);

    if (!groups_time_panel(many, row, panel, arena))
        return false;
    panel->title = arena_printf(arena, "%s over time", panel->title);
    return true;
}

/* ---- leaders ---- */

static struct plot_panel leaders_panel(const struct run_board *board, struct arena *arena)
{
    struct plot_panel panel = leaderboard_panel(board, LEADERS_MOST, arena);
    const char *what = board->metric ? board->metric->title : "Right items";
    const char *items = fmt_counted(arena, board->suite->item_count, "item");
    size_t all = board->leaders->count;

    panel.title = all > LEADERS_MOST ? arena_printf(arena, "%s, best %d of %zu runs over %s", what,
                                                    LEADERS_MOST, all, items)
                                     : arena_printf(arena, "%s over %s", what, items);
    return panel;
}

/* ---- the runs in words ---- */

static const char *const *short_names(const struct run_groups *groups, struct arena *arena)
{
    const char **ids = arena_zalloc(arena, groups->run_count + 1, sizeof(*ids));

    for (size_t r = 0; r < groups->run_count; r++)
        ids[r] = groups->runs[r].id;
    return run_names(ids, groups->run_count, arena);
}

static bool is_inside(char byte)
{
    return ((unsigned char)byte & 0xc0u) == 0x80u;
}

/* Cut in the middle, as runs of one kind differ at their ends; where it takes more than the end to
 * tell a run apart, at the front, and where it takes much more, at both. */
static const char *cut_name(const char *name, size_t tail_needed, size_t most, struct arena *arena)
{
    enum { HEAD = 8 };
    size_t length = strlen(name);
    size_t head = tail_needed > most - HEAD - 1 ? 0 : HEAD, tail;

    if (length <= most)
        return name;
    if (tail_needed >= most && tail_needed < length) {
        const char *from = name + length - tail_needed;
        size_t part = most - 2;

        while (is_inside(*from))
            from++;
        while (part > 0 && is_inside(from[part]))
            part--;
        return arena_printf(arena, "…%.*s…", (int)part, from);
    }
    while (head > 0 && is_inside(name[head]))
        head--;
    tail = length - (most - head - 1);
    while (is_inside(name[tail]))
        tail++;
    return arena_printf(arena, "%.*s…%s", (int)head, name, name + tail);
}

static const char *run_words(const struct run_groups *groups, size_t run, struct arena *arena)
{
    const struct grouped_run *of = &groups->runs[run];
    size_t row = groups_headline(groups);
    const char *figure =
        row == SIZE_MAX || isnan(of->values[row])
            ? ""
            : arena_printf(arena, " · %s",
                           metric_format(groups->rows[row].metric, of->values[row], arena));

    const char *time = of->time ? arena_printf(arena, " · %s", plot_time(of->time, arena)) : "";

    if (groups_are_told(groups))
        return arena_printf(arena, "%s%s%s", run_group_title(&groups->groups[of->group]), figure,
                            time);
    time = arena_printf(arena, "%s%s", figure, time);
    return time[0] ? time + strlen(" · ") : "–";
}

/* Numbers of the runs, group by group. */
static const size_t *runs_by_group(const struct run_groups *groups, struct arena *arena)
{
    size_t *order = arena_zalloc(arena, groups->run_count + 1, sizeof(*order)), at = 0;

    for (size_t g = 0; g < groups->group_count; g++)
        for (size_t r = 0; r < groups->run_count; r++)
            if (groups->runs[r].group == g)
                order[at++] = r;
    return order;
}

static void add_some_runs(struct plot *plot, const struct run_groups *groups, const size_t *order,
                          size_t from, size_t to, struct plot_panel panel, struct arena *arena)
{
    const char *const *names = short_names(groups, arena);
    const size_t *tails = run_name_tails(names, groups->run_count, arena);
    size_t most = panel.columns > 1 ? NAME_ALONE : NAME_MOST;

    panel.kind = PANEL_FACTS;
    panel.title = to - from == groups->run_count ? "Runs"
                  : from + 1 == to ? arena_printf(arena, "Run %zu of %zu", to, groups->run_count)
                                   : arena_printf(arena, "Runs %zu to %zu of %zu", from + 1, to,
                                                  groups->run_count);
    for (size_t i = from; i < to; i++)
        plot_add_fact(&panel,
                      (struct plot_fact){cut_name(names[order[i]], tails[order[i]], most, arena),
                                         run_words(groups, order[i], arena)},
                      arena);
    plot_add_panel(plot, panel, arena);
}

/* A few over the whole width, else in columns. Returns the lines of the longest. */
static size_t add_runs(struct plot *plot, const struct run_groups *groups, int row, int columns,
                       struct arena *arena)
{
    const size_t *order = runs_by_group(groups, arena);
    size_t most = RUNS_A_PANEL * COLUMNS;
    size_t shown = groups->run_count < most ? groups->run_count : most;
    size_t panels = shown <= RUNS_ALONE ? 1 : COLUMNS, each = (shown + panels - 1) / panels;

    for (size_t p = 0; p < panels; p++) {
        size_t from = p * each, to = from + each < shown ? from + each : shown;

        if (from < to)
            add_some_runs(plot, groups, order, from, to,
                          (struct plot_panel){
                              .row = row, .column = (int)p, .columns = panels == 1 ? columns : 1},
                          arena);
    }
    return each;
}

/* ---- the page ---- */

static bool (*const panels[])(const struct many_runs *, struct plot_panel *, struct arena *) = {
    tasks_panel, headline_panel, losses_panel, slopes_panel, time_panel};
enum { PANELS = sizeof(panels) / sizeof(panels[0]) };

/* The next place with room for it. */
struct page_place {
    int row, column;
};

static void put(struct plot *plot, struct plot_panel panel, struct page_place *at,
                struct arena *arena)
{
    int wide = panel.columns > 1 ? panel.columns : 1;

    if (at->column + wide > COLUMNS)
        *at = (struct page_place){at->row + 1, 0};
    panel.row = at->row;
    panel.column = at->column;
    plot_add_panel(plot, panel, arena);
    at->column += wide;
}

/* A single row of few panels is the page's width, where the runs below need no more. */
static int columns_of(const struct run_groups *groups, const struct page_place *at)
{
    return at->row == 0 && groups->run_count <= RUNS_ALONE ? at->column : COLUMNS;
}

static void fit(struct plot *plot, int rows, int columns, size_t lines)
{
    double words = 40.0 + 14.0 * (double)lines;

    for (int r = 0; r < rows; r++)
        plot->row_weight[r] = 260.0;
    plot->row_weight[rows] = words;
    plot->width = columns == COLUMNS ? 1040.0 : 30.0 + 345.0 * columns;
    plot->height = 70.0 + 260.0 * rows + words;
}

static const struct plot *build(const struct topic *topic, const char **why)
{
    const struct many_runs *many = topic->many;
    struct arena *arena = topic->arena;
    struct page_place at = {0, 0};
    struct plot_panel panel;
    struct plot *plot;
    int columns;

    if (groups_headline(many->groups) == SIZE_MAX) {
        *why = "the runs have no figure of a whole run";
        return NULL;
    }
    plot = plot_new("All runs", groups_subtitle(many->groups, NULL, arena), arena);
    for (size_t i = 0; i < PANELS; i++)
        if (panels[i](many, &panel, arena))
            put(plot, panel, &at, arena);
    for (size_t i = 0; i < many->boards->count && i < 2; i++)
        put(plot, leaders_panel(&many->boards->boards[i], arena), &at, arena);
    columns = columns_of(many->groups, &at);
    fit(plot, at.row + 1, columns, add_runs(plot, many->groups, at.row + 1, columns, arena));
    for (size_t i = 0; i < many->groups->row_count; i++)
        plot_say(plot, arena, "%s", groups_row_sentence(many->groups, i, arena));
    return plot;
}

const struct plot_kind kind_groups_overview = {
    .name = "groups-overview",
    .file = "all_runs",
    .summary = "many runs on one page: tasks, losses and slopes by group, time, and the runs",
    .of = TOPIC_MANY,
    .build = build,
};
