#include <assay/plot/kind_groups.h>

#include <assay/base/fmt.h>
#include <assay/plot/plot_build.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PANELS_MOST = 12, TIME_PANELS_MOST = 6, COLUMNS = 3, GROUPS_NAMED = 8 };

/* ---- words ---- */

enum role groups_role(size_t group)
{
    return role_series((int)(group % 4));
}

const char *groups_name(const struct run_group *group, struct arena *arena)
{
    return arena_printf(arena, "%s (%zu)", run_group_title(group), group->count);
}

bool groups_are_told(const struct run_groups *groups)
{
    return groups->group_count > 1;
}

const char *groups_subtitle(const struct run_groups *groups, const char *what, struct arena *arena)
{
    const char *runs = fmt_counted(arena, groups->run_count, "run");

    if (groups_are_told(groups))
        runs = arena_printf(arena, "%s in %s by %s", runs,
                            fmt_counted(arena, groups->group_count, "group"), groups->by);
    return arena_printf(arena, "%s%s%s", runs, what ? " · " : "", what ? what : "");
}

static const char *figure_text(const struct group_row *row, const struct group_figure *figure,
                               struct arena *arena)
{
    if (figure->n == 1)
        return arena_printf(arena, "%s (1 run)", metric_format(row->metric, figure->mean, arena));
    return arena_printf(arena, "mean %s, std %s, worst %s, best %s (%zu runs)",
                        metric_format(row->metric, figure->mean, arena),
                        metric_format(row->metric, figure->std, arena),
                        metric_format(row->metric, figure->worst, arena),
                        metric_format(row->metric, figure->best, arena), figure->n);
}

const char *groups_row_sentence(const struct run_groups *groups, size_t row, struct arena *arena)
{
    const struct group_row *of = &groups->rows[row];
    const char *text = "";

    for (size_t g = 0; g < groups->group_count && g < GROUPS_NAMED; g++)
        if (of->figures[g].n)
            text = arena_printf(arena, "%s%s %s %s", text, text[0] ? ";" : "",
                                run_group_title(&groups->groups[g]),
                                figure_text(of, &of->figures[g], arena));
    return arena_printf(arena, "%s:%s", of->title, text);
}

size_t groups_headline(const struct run_groups *groups)
{
    for (size_t i = 0; i < groups->row_count; i++)
        if (!groups->rows[i].what.subject)
            return i;
    return groups->row_count ? 0 : SIZE_MAX;
}

static struct plot_axis figure_axis(const struct group_row *row)
{
    return plot_axis_of(NULL, TICKS_ANY, row->metric->unit == UNIT_SHARE ? TICK_SHARE : TICK_PLAIN);
}

static void add_chance(const struct group_row *row, struct plot_axes *axes, struct arena *arena)
{
    if (!isnan(row->chance))
        plot_add_level(axes, (struct plot_level){row->chance, "chance", ROLE_CROSSING}, arena);
}

/* ---- runs by group ---- */

struct run_points {
    double *x, *y;
    enum role *roles;
    const char **titles;
    size_t count;
};

static struct run_points points_new(size_t most, struct arena *arena)
{
    struct run_points points = {.x = arena_zalloc(arena, most + 1, sizeof(double))};

    points.y = arena_zalloc(arena, most + 1, sizeof(double));
    points.roles = arena_zalloc(arena, most + 1, sizeof(*points.roles));
    points.titles = arena_zalloc(arena, most + 1, sizeof(*points.titles));
    return points;
}

static const char *run_title_at(const struct run_groups *groups, size_t run, size_t row,
                                struct arena *arena)
{
    return arena_printf(
        arena, "%s: %s", groups->runs[run].title,
        metric_format(groups->rows[row].metric, groups->runs[run].values[row], arena));
}

static void add_point(struct run_points *points, const struct run_groups *groups, size_t run,
                      size_t row, double x, struct arena *arena)
{
    points->x[points->count] = x;
    points->y[points->count] = groups->runs[run].values[row];
    points->roles[points->count] = groups_role(groups->runs[run].group);
    points->titles[points->count++] = run_title_at(groups, run, row, arena);
}

/* Groups that have the figure, from the top, and where each stands. */
struct shown_groups {
    const size_t *groups;
    size_t count;
};

static struct shown_groups groups_with(const struct run_groups *groups, size_t row,
                                       struct arena *arena)
{
    size_t *found = arena_zalloc(arena, groups->group_count + 1, sizeof(*found));
    struct shown_groups out = {.groups = found};

    for (size_t g = 0; g < groups->group_count; g++)
        if (groups->rows[row].figures[g].n)
            found[out.count++] = g;
    return out;
}

/* One beside the other, so that equal runs do not hide one another. */
static void add_group_points(struct run_points *points, const struct run_groups *groups,
                             size_t group, size_t row, double place, struct arena *arena)
{
    size_t all = groups->rows[row].figures[group].n, at = 0;

    for (size_t r = 0; r < groups->run_count; r++) {
        double beside = all > 1 ? .4 * (double)at / (double)(all - 1) - .36 : -.16;

        if (groups->runs[r].group != group || isnan(groups->runs[r].values[row]))
            continue;
        add_point(points, groups, r, row, place + beside, arena);
        at++;
    }
}

static const char *mean_text(const struct group_row *row, const struct group_figure *figure,
                             struct arena *arena)
{
    const char *mean = plot_figure(row->metric, figure->mean, arena);

    if (isnan(figure->std))
        return mean;
    return arena_printf(arena, "%s ± %s", mean, plot_figure(row->metric, figure->std, arena));
}

/* "mean, ttt (5): .6434 ± .0173": of slopes with all their digits. */
static const char *mean_title(const struct group_row *row, const struct group_figure *figure,
                              const char *group, struct arena *arena)
{
    const char *mean = metric_format(row->metric, figure->mean, arena);

    if (isnan(figure->std))
        return arena_printf(arena, "mean, %s: %s", group, mean);
    return arena_printf(arena, "mean, %s: %s ± %s", group, mean,
                        metric_format(row->metric, figure->std, arena));
}

static void add_means(const struct run_groups *groups, size_t row, struct shown_groups shown,
                      struct plot_axes *axes, struct arena *arena)
{
    double *x = arena_zalloc(arena, shown.count + 1, sizeof(*x));
    double *mean = arena_zalloc(arena, shown.count + 1, sizeof(*mean));
    double *low = arena_zalloc(arena, shown.count + 1, sizeof(*low));
    double *high = arena_zalloc(arena, shown.count + 1, sizeof(*high));
    const char **texts = arena_zalloc(arena, shown.count + 1, sizeof(*texts));
    const char **titles = arena_zalloc(arena, shown.count + 1, sizeof(*titles));

    for (size_t i = 0; i < shown.count; i++) {
        const struct group_figure *figure = &groups->rows[row].figures[shown.groups[i]];

        x[i] = (double)i + .24;
        mean[i] = figure->mean;
        low[i] = figure->mean - figure->std;
        high[i] = figure->mean + figure->std;
        texts[i] = mean_text(&groups->rows[row], figure, arena);
        titles[i] = mean_title(&groups->rows[row], figure, axes->x.names[i], arena);
    }
    plot_add_series(axes,
                    (struct plot_series){.name = "mean",
                                         .form = PLOT_POINTS,
                                         .role = ROLE_TEXT,
                                         .x = x,
                                         .y = mean,
                                         .count = shown.count,
                                         .low = low,
                                         .high = high,
                                         .texts = texts,
                                         .titles = titles},
                    arena);
}

/* How many of a group have the figure is said where some do not. */
static struct plot_axis groups_axis(const struct run_groups *groups, size_t row,
                                    struct shown_groups shown, struct arena *arena)
{
    struct plot_axis axis = plot_axis_of(NULL, TICKS_WHOLE, TICK_PLAIN);
    const char **names = arena_zalloc(arena, shown.count + 1, sizeof(*names));

    for (size_t i = 0; i < shown.count; i++) {
        const struct run_group *group = &groups->groups[shown.groups[i]];
        size_t with = groups->rows[row].figures[shown.groups[i]].n;

        names[i] = !groups_are_told(groups) ? fmt_counted(arena, with, "run")
                   : with < group->count    ? arena_printf(arena, "%s (%zu of %zu)",
                                                           run_group_title(group), with, group->count)
                                            : groups_name(group, arena);
    }
    axis.names = names;
    axis.name_count = shown.count;
    return axis;
}

struct plot_panel groups_row_panel(const struct run_groups *groups, size_t row, struct arena *arena)
{
    const struct group_row *of = &groups->rows[row];
    struct shown_groups shown = groups_with(groups, row, arena);
    struct run_points points = points_new(groups->run_count, arena);
    struct plot_axes *axes =
        plot_axes_new(groups_axis(groups, row, shown, arena), figure_axis(of), arena);

    for (size_t i = 0; i < shown.count; i++)
        add_group_points(&points, groups, shown.groups[i], row, (double)i, arena);
    plot_add_series(axes,
                    (struct plot_series){.name = "runs",
                                         .form = PLOT_POINTS,
                                         .role = ROLE_DIM,
                                         .x = points.x,
                                         .y = points.y,
                                         .count = points.count,
                                         .roles = points.roles,
                                         .titles = points.titles},
                    arena);
    add_means(groups, row, shown, axes, arena);
    add_chance(of, axes, arena);
    axes->band = "± std over runs";
    axes->sideways = true;
    return (struct plot_panel){.kind = PANEL_AXES, .title = of->title, .axes = axes};
}

/* ---- runs over time ---- */

/* Days of the first and the last run, as calendar.h counts them. */
struct time_axis {
    double start, days;
    size_t first; /* run */
};

static struct time_axis time_axis_of(const struct run_groups *groups)
{
    struct time_axis out = {NAN, NAN, 0};
    double last = NAN;

    for (size_t r = 0; r < groups->run_count; r++) {
        double day = groups->runs[r].day;

        if (isnan(day))
            continue;
        if (isnan(out.start) || day < out.start) {
            out.start = day;
            out.first = r;
        }
        last = isnan(last) || day > last ? day : last;
    }
    out.days = last - out.start;
    return out;
}

struct timed_run {
    double day;
    size_t run;
};

static int by_day(const void *left, const void *right)
{
    const struct timed_run *x = left, *y = right;

    if (x->day < y->day || x->day > y->day)
        return x->day < y->day ? -1 : 1;
    return (x->run > y->run) - (x->run < y->run);
}

static struct run_points times_of(const struct run_groups *groups, size_t group, size_t row,
                                  struct arena *arena)
{
    struct run_points points = points_new(groups->run_count, arena);
    struct timed_run *timed = arena_zalloc(arena, groups->run_count + 1, sizeof(*timed));
    size_t count = 0;

    for (size_t r = 0; r < groups->run_count; r++)
        if (groups->runs[r].group == group && !isnan(groups->runs[r].day) &&
            !isnan(groups->runs[r].values[row]))
            timed[count++] = (struct timed_run){groups->runs[r].day, r};
    qsort(timed, count, sizeof(*timed), by_day);
    for (size_t i = 0; i < count; i++)
        add_point(&points, groups, timed[i].run, row, timed[i].day, arena);
    return points;
}

/* "ttt, -.0022 a day" where the trend holds. */
static const char *time_name(const struct many_runs *many, size_t group, size_t row,
                             struct arena *arena)
{
    const char *name =
        groups_are_told(many->groups) ? run_group_title(&many->groups->groups[group]) : NULL;

    for (size_t i = 0; i < many->findings->trend_count; i++) {
        const struct group_trend *trend = &many->findings->trends[i];

        if (trend->row == row && trend->group == group && trend->p_holm < many->findings->alpha)
            return arena_printf(
                arena, "%s%s%s", name ? name : "", name ? ", " : "",
                group_trend_slope(&trend->line, many->groups->rows[row].metric, arena));
    }
    return name;
}

static void add_times(const struct many_runs *many, size_t group, size_t row,
                      const struct run_points *points, struct plot_axes *axes, struct arena *arena)
{
    plot_add_series(axes,
                    (struct plot_series){.name = time_name(many, group, row, arena),
                                         .form = PLOT_POINTS,
                                         .role = groups_role(group),
                                         .x = points->x,
                                         .y = points->y,
                                         .count = points->count,
                                         .titles = points->titles},
                    arena);
}

/* Ticks at hours do not say the day, and those at days not the year. */
static struct plot_axis time_axis(const struct run_groups *groups, struct time_axis time,
                                  struct arena *arena)
{
    const char *start = groups->run_count ? groups->runs[time.first].time : NULL;

    return plot_axis_of(start ? arena_printf(arena, "From %s", plot_time(start, arena)) : "Time",
                        TICKS_DATES, TICK_DATE);
}

bool groups_time_panel(const struct many_runs *many, size_t row, struct plot_panel *panel,
                       struct arena *arena)
{
    const struct run_groups *groups = many->groups;
    struct time_axis time = time_axis_of(groups);
    struct plot_axes *axes =
        plot_axes_new(time_axis(groups, time, arena), figure_axis(&groups->rows[row]), arena);
    size_t count = 0;

    for (size_t g = 0; g < groups->group_count; g++) {
        struct run_points points = times_of(groups, g, row, arena);

        if (points.count)
            add_times(many, g, row, &points, axes, arena);
        count += points.count;
    }
    add_chance(&groups->rows[row], axes, arena);
    *panel =
        (struct plot_panel){.kind = PANEL_AXES, .title = groups->rows[row].title, .axes = axes};
    return count > 1 && time.days > 0.0;
}

/* ---- the kinds ---- */

static void place(struct plot *plot, struct plot_panel panel, size_t columns, struct arena *arena)
{
    panel.row = (int)(plot->panel_count / columns);
    panel.column = (int)(plot->panel_count % columns);
    plot_add_panel(plot, panel, arena);
}

static size_t columns_for(size_t panels, size_t most)
{
    return panels <= most ? panels : (panels + 1) / 2 < most ? (panels + 1) / 2 : most;
}

static void fit(struct plot *plot, size_t columns, double width, double height)
{
    size_t rows = (plot->panel_count + columns - 1) / columns;

    plot->width = columns == 1 ? 480.0 : width * (double)columns;
    plot->height = 70.0 + height * (double)rows;
}

static const struct plot *build_groups(const struct topic *topic, const char **why)
{
    const struct run_groups *groups = topic->many->groups;
    struct arena *arena = topic->arena;
    size_t shown = groups->row_count < PANELS_MOST ? groups->row_count : PANELS_MOST;
    size_t columns = columns_for(shown, COLUMNS);
    struct plot *plot;

    if (shown == 0) {
        *why = "the runs have no figure of a whole run";
        return NULL;
    }
    plot =
        plot_new("Runs by group",
                 groups_subtitle(groups, "discs are runs, squares their mean ± std", arena), arena);
    for (size_t i = 0; i < shown; i++) {
        place(plot, groups_row_panel(groups, i, arena), columns, arena);
        plot_say(plot, arena, "%s", groups_row_sentence(groups, i, arena));
    }
    if (shown < groups->row_count)
        plot_say(plot, arena, "%zu figures more are not shown", groups->row_count - shown);
    fit(plot, columns, 340.0, 110.0 + 34.0 * (double)groups->group_count);
    return plot;
}

const struct plot_kind kind_groups = {
    .name = "groups",
    .file = "groups",
    .summary = "each figure of many runs by group: every run as a point, the mean and deviation",
    .of = TOPIC_MANY,
    .build = build_groups,
};

static void say_trends(struct plot *plot, const struct many_runs *many, size_t row,
                       struct arena *arena)
{
    const struct group_findings *findings = many->findings;

    for (size_t i = 0; i < findings->trend_count; i++) {
        const struct group_trend *trend = &findings->trends[i];

        if (trend->row == row && timeline_has_trend(&trend->line))
            plot_say(plot, arena, "%s of %s: %s over %zu runs, tau %s, p %s, after Holm %s",
                     many->groups->rows[row].title,
                     run_group_title(&many->groups->groups[trend->group]),
                     group_trend_slope(&trend->line, many->groups->rows[row].metric, arena),
                     trend->line.trend.n, fmt_delta(arena, trend->line.trend.tau, 2),
                     fmt_p_value(arena, trend->line.trend.p), fmt_p_value(arena, trend->p_holm));
    }
}

static const struct plot *build_trends(const struct topic *topic, const char **why)
{
    const struct run_groups *groups = topic->many->groups;
    struct arena *arena = topic->arena;
    struct plot *plot = plot_new("Runs over time", groups_subtitle(groups, NULL, arena), arena);
    struct plot_panel panel;
    size_t columns;

    for (size_t i = 0; i < groups->row_count && plot->panel_count < TIME_PANELS_MOST; i++)
        if (groups_time_panel(topic->many, i, &panel, arena)) {
            place(plot, panel, COLUMNS, arena);
            say_trends(plot, topic->many, i, arena);
        }
    if (plot->panel_count == 0) {
        *why = "fewer than two runs have a figure at different times";
        return NULL;
    }
    columns = plot->panel_count < COLUMNS ? plot->panel_count : COLUMNS;
    fit(plot, columns, 320.0, 240.0);
    return plot;
}

const struct plot_kind kind_trends = {
    .name = "trends",
    .file = "trends",
    .summary = "each figure of many runs over time, by group",
    .of = TOPIC_MANY,
    .build = build_trends,
};
