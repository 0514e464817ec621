#include <assay/report/groups_text.h>

#include <assay/base/fmt.h>
#include <assay/base/spark.h>
#include <assay/base/utf8.h>
#include <assay/report/groups_writer.h>
#include <assay/report/table.h>
#include <assay/session/run_names.h>

#include <math.h>
#include <string.h>

enum { WIDTH = 100, NAME_MOST = 40, NAME_LEAST = 8, INDENT = 2 };
enum { NAME_LINES = 3, LEADERS = 10, OUTLIERS = 12, SPARK = 16 };

struct text_job {
    const struct many_runs *runs;
    const char *const *names;      /* of the groups' runs */
    const size_t *tails;           /* bytes of their ends that tell them apart */
    struct arena *arena;           /* of all that is written */
    struct arena *scratch;         /* of one try of a table */
    const struct run_board *board; /* the one that is written */
    size_t name;                   /* columns that this try gives a name */
    struct buf *out;
};

/* ---- names ---- */

/* At most so many columns, the middle left out; `least` of them are for its end, if so many
 * can be. */
static const char *cut_middle(const char *name, size_t columns, size_t least, struct arena *arena)
{
    struct buf safe = {.ptr = NULL};
    size_t after = least > columns / 2 && least < columns ? least : columns / 2;
    struct str text, head, tail;
    const char *made;

    utf8_make_safe(&safe, str_of(name));
    text = tail = buf_str(&safe);
    head = utf8_cut(text, columns - 1 - after);
    while (tail.len && utf8_width(tail) > after) {
        uint32_t code;
        size_t length = utf8_decode(tail, &code);

        length = length ? length : 1;
        tail = (struct str){tail.ptr + length, tail.len - length};
    }
    if (utf8_width(text) <= columns)
        made = arena_strndup(arena, text.len ? text.ptr : "", text.len);
    else
        made = arena_printf(arena, "%.*s…%.*s", (int)head.len, head.ptr, (int)tail.len,
                            tail.len ? tail.ptr : "");
    buf_release(&safe);
    return made;
}

static const char *shortened(const char *name, size_t columns, struct arena *arena)
{
    return cut_middle(name, columns, 0, arena);
}

static size_t widest_line(struct str text)
{
    size_t widest = 0;
    struct str line;

    while (str_split(&text, '\n', &line)) {
        size_t width = utf8_width(line);

        widest = width > widest ? width : widest;
    }
    return widest;
}

/* Names get the more room the narrower the numbers are: the widest table that fits is written. */
static void write_fitting(struct text_job *job, void (*fill)(struct text_job *job, struct table **),
                          size_t indent)
{
    struct buf text = {.ptr = NULL};

    for (job->name = NAME_MOST;; job->name -= 2) {
        struct table *table;

        buf_clear(&text);
        job->scratch = arena_new();
        fill(job, &table);
        table_write(table, indent, 0, &text);
        arena_free(job->scratch);
        if (job->name <= NAME_LEAST || widest_line(buf_str(&text)) <= WIDTH)
            break;
    }
    buf_add_str(job->out, buf_str(&text));
    buf_release(&text);
}

static const char *run_name(const struct text_job *job, size_t run)
{
    return cut_middle(job->names[run], job->name, job->tails[run], job->scratch);
}

static const char *group_name(const struct text_job *job, size_t group)
{
    return shortened(run_group_title(&job->runs->groups->groups[group]), job->name, job->scratch);
}

/* ---- runs ---- */

/* To the second: "2025-10-27 08:11:45". */
static const char *time_of(const struct text_job *job, const struct grouped_run *run)
{
    struct str cut = utf8_cut(str_of(run->time ? run->time : ""), 19);

    return arena_strndup(job->scratch, cut.ptr, cut.len);
}

static void fill_runs(struct text_job *job, struct table **table)
{
    const struct run_groups *groups = job->runs->groups;
    static const char *const titles[] = {"Group", "Run", "Time", "Title"};

    *table = table_new(job->scratch, "llll", titles);
    for (size_t g = 0; g < groups->group_count; g++)
        for (size_t r = 0, shown = 0; r < groups->run_count; r++) {
            const struct grouped_run *run = &groups->runs[r];

            if (run->group != g)
                continue;
            table_cell(*table, shown++ ? "" : group_name(job, g));
            table_cell(*table, run_name(job, r));
            table_cell(*table, time_of(job, run));
            table_cell(*table, strcmp(run->id, run->title) != 0
                                   ? shortened(run->title, job->name, job->scratch)
                                   : "");
        }
}

/* The names of a group's runs, as many as some lines hold; every line begins at `indent`. */
static void write_names(struct text_job *job, size_t group, size_t indent)
{
    const struct run_groups *groups = job->runs->groups;
    size_t column = indent, lines = 1, left = groups->groups[group].count;

    job->name = NAME_MOST;
    job->scratch = job->arena;
    for (size_t r = 0; r < groups->run_count; r++) {
        const char *name;
        size_t width, more = lines < NAME_LINES ? 0 : 14;

        if (groups->runs[r].group != group)
            continue;
        name = run_name(job, r);
        width = utf8_width(str_of(name));
        if (column > indent && column + width + 2 + more > WIDTH && lines == NAME_LINES) {
            buf_addf(job->out, " and %zu more", left);
            break;
        }
        if (column > indent && column + width + 2 > WIDTH) {
            buf_addf(job->out, ",\n%*s", (int)indent, "");
            column = indent;
            lines++;
        }
        buf_addf(job->out, "%s%s", column > indent ? ", " : "", name);
        left--;
        column += width + 2;
    }
    buf_add_char(job->out, '\n');
}

static void write_groups(struct text_job *job)
{
    const struct run_groups *groups = job->runs->groups;
    size_t widest = 0;

    job->name = NAME_MOST;
    job->scratch = job->arena;
    for (size_t g = 0; g < groups->group_count; g++) {
        size_t width = utf8_width(str_of(group_name(job, g)));

        widest = width > widest ? width : widest;
    }
    for (size_t g = 0; g < groups->group_count; g++) {
        const char *name;

        job->name = NAME_MOST;
        name = group_name(job, g);
        buf_addf(job->out, "  %s%*s  %4zu  ", name, (int)(widest - utf8_width(str_of(name))), "",
                 groups->groups[g].count);
        write_names(job, g, INDENT + widest + 8);
    }
}

/* ---- figures ---- */

static void fill_figures(struct text_job *job, struct table **table)
{
    static const char *const titles[] = {"Figure", "n",        "mean",  "std",
                                         "best",   "best run", "worst", "worst run"};
    const struct run_groups *groups = job->runs->groups;

    *table = table_new(job->scratch, "lrrrrlrl", titles);
    for (size_t r = 0; r < groups->row_count; r++) {
        const struct group_row *row = &groups->rows[r];

        table_line(*table, shortened(row->title, WIDTH - INDENT, job->scratch));
        for (size_t g = 0; g < groups->group_count; g++) {
            const struct group_figure *figure = &row->figures[g];

            if (figure->n == 0)
                continue;
            table_cellf(*table, "  %s", group_name(job, g));
            table_cell(*table, fmt_count(job->scratch, figure->n));
            table_cell(*table, metric_format(row->metric, figure->mean, job->scratch));
            table_cell(*table, metric_format(row->metric, figure->std, job->scratch));
            table_cell(*table, metric_format(row->metric, figure->best, job->scratch));
            table_cell(*table, run_name(job, figure->best_run));
            table_cell(*table, metric_format(row->metric, figure->worst, job->scratch));
            table_cell(*table, run_name(job, figure->worst_run));
        }
    }
}

/* ---- leaderboards ---- */

static void fill_leaders(struct text_job *job, struct table **table)
{
    static const char *const titles[] = {"place", "run",     "right", "of",     "rate",
                                         "95 %",  "to best", "p",     "p Holm", ""};
    const struct run_board *board = job->board;

    *table = table_new(job->scratch, "rlrrrlrrrl", titles);
    for (size_t i = 0; i < board->leaders->count && (job->runs->all || i < LEADERS); i++) {
        const struct leader *leader = &board->leaders->leaders[i];
        const struct suite_run *run = &board->suite->runs[leader->run];
        const struct suite_rate *rate = &run->rates[0];
        bool tested = !isnan(leader->p);

        table_cell(*table, fmt_count(job->scratch, leader->place));
        table_cell(*table, shortened(run->name, job->name, job->scratch));
        table_cell(*table, fmt_count(job->scratch, rate->passed));
        table_cell(*table, fmt_count(job->scratch, rate->scored));
        table_cell(*table, fmt_share(job->scratch, rate->rate));
        table_cellf(*table, "%s–%s", fmt_share(job->scratch, rate->interval.low),
                    fmt_share(job->scratch, rate->interval.high));
        table_cell(*table, tested ? fmt_delta(job->scratch, leader->delta, 4) : "");
        table_cell(*table, tested ? fmt_p_value(job->scratch, leader->p) : "");
        table_cell(*table, tested ? fmt_p_value(job->scratch, leader->p_holm) : "");
        table_cell(*table, leader->p_holm < board->leaders->alpha ? "behind"
                           : tested                               ? "level"
                                                                  : leader_standing(leader));
    }
}

static void write_board(struct text_job *job, const struct run_board *board)
{
    size_t count = board->leaders->count;

    buf_addf(job->out, "\n%s of %s over %s", board->metric ? board->metric->title : "Right items",
             fmt_counted(job->arena, count, "run"),
             fmt_counted(job->arena, board->suite->item_count, "item"));
    if (board->shared < board->suite->item_count)
        buf_addf(job->out, ", %s of them in every run", fmt_count(job->arena, board->shared));
    buf_add_char(job->out, '\n');
    job->board = board;
    write_fitting(job, fill_leaders, INDENT);
    if (!job->runs->all && count > LEADERS)
        buf_addf(job->out, "  and %zu more\n", count - LEADERS);
    buf_addf(job->out, "  %s\n", groups_board_tests(board->leaders, job->arena));
}

/* ---- trends and outliers ---- */

static void fill_trends(struct text_job *job, struct table **table)
{
    static const char *const titles[] = {"Figure", "group", "n",      "slope",
                                         "tau",    "p",     "p Holm", "first to last"};
    const struct group_findings *findings = job->runs->findings;

    *table = table_new(job->scratch, "llrrrrrl", titles);
    for (size_t i = 0; i < findings->trend_count; i++) {
        const struct group_trend *found = &findings->trends[i];
        const struct timeline *line = &found->line;
        const struct group_row *row = &job->runs->groups->rows[found->row];
        struct buf spark = {.ptr = NULL};

        if (!job->runs->all && !(line->trend.p < findings->alpha))
            continue;
        spark_line(line->values, line->count, line->count < SPARK ? line->count : SPARK, true,
                   &spark);
        table_cell(*table, shortened(row->title, job->name, job->scratch));
        table_cell(*table, group_name(job, found->group));
        table_cell(*table, fmt_count(job->scratch, line->trend.n));
        table_cell(*table, group_trend_slope(line, row->metric, job->scratch));
        table_cell(*table, fmt_delta(job->scratch, line->trend.tau, 2));
        table_cell(*table, fmt_p_value(job->scratch, line->trend.p));
        table_cell(*table, fmt_p_value(job->scratch, found->p_holm));
        table_cellf(*table, "%s %.*s %s", metric_format(row->metric, line->values[0], job->scratch),
                    (int)spark.len, spark.ptr,
                    metric_format(row->metric, line->values[line->count - 1], job->scratch));
        buf_release(&spark);
    }
}

static void write_trends(struct text_job *job)
{
    const struct group_findings *findings = job->runs->findings;

    if (findings->trend_count == 0)
        return;
    buf_addf(job->out, "\nTrends over time: %s\n", groups_trend_count(findings, job->arena));
    if (findings->below_alpha || job->runs->all)
        write_fitting(job, fill_trends, INDENT);
}

static void fill_outliers(struct text_job *job, struct table **table)
{
    static const char *const titles[] = {"Run",   "group", "Figure",
                                         "value", "score", "median of its group"};
    const struct group_findings *findings = job->runs->findings;

    *table = table_new(job->scratch, "lllrrl", titles);
    for (size_t i = 0; i < findings->outlier_count && (job->runs->all || i < OUTLIERS); i++) {
        const struct group_outlier *found = &findings->outliers[i];
        const struct group_row *row = &job->runs->groups->rows[found->row];

        table_cell(*table, run_name(job, found->run));
        table_cell(*table, group_name(job, found->group));
        table_cell(*table, shortened(row->title, job->name, job->scratch));
        table_cell(*table, metric_format(row->metric, found->value, job->scratch));
        table_cell(*table, fmt_delta(job->scratch, found->score, 1));
        table_cell(*table, metric_format(row->metric, found->median, job->scratch));
    }
}

static void write_outliers(struct text_job *job)
{
    const size_t count = job->runs->findings->outlier_count;

    if (count == 0)
        return;
    buf_addf(job->out, "\nOutliers: %s beyond ±%s by the modified z score\n",
             fmt_counted(job->arena, count, "figure"), fmt_fixed(job->arena, OUTLIER_FROM, 1));
    write_fitting(job, fill_outliers, INDENT);
    if (!job->runs->all && count > OUTLIERS)
        buf_addf(job->out, "  and %zu more\n", count - OUTLIERS);
}

/* ---- all of it ---- */

void groups_text(const struct many_runs *runs, struct arena *arena, struct buf *out)
{
    const struct run_groups *groups = runs->groups;
    struct text_job job = {.runs = runs, .arena = arena, .out = out};
    const char **ids = arena_zalloc(arena, groups->run_count + 1, sizeof(*ids));

    for (size_t r = 0; r < groups->run_count; r++)
        ids[r] = groups->runs[r].id;
    job.names = run_names(ids, groups->run_count, arena);
    job.tails = run_name_tails(job.names, groups->run_count, arena);
    buf_addf(out, "%s\n", shortened(groups_summary(groups, arena), WIDTH, arena));
    if (runs->all)
        write_fitting(&job, fill_runs, INDENT);
    else
        write_groups(&job);
    buf_add_char(out, '\n');
    write_fitting(&job, fill_figures, INDENT);
    for (size_t b = 0; b < runs->boards->count; b++)
        write_board(&job, &runs->boards->boards[b]);
    write_trends(&job);
    write_outliers(&job);
}
