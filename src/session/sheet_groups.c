#include <assay/session/sheet_groups.h>

/* What the row is of, in four cells. */
static void begin_row(struct sheet *sheet, const struct run_groups *groups,
                      const struct group_row *row, size_t group)
{
    sheet_text(sheet, row->what.metric);
    sheet_text(sheet, row->title);
    sheet_text(sheet, row->what.subject);
    sheet_text(sheet, run_group_title(&groups->groups[group]));
}

static void add_figure(struct sheet *sheet, const struct run_groups *groups,
                       const struct group_row *row, size_t group)
{
    const struct group_figure *figure = &row->figures[group];

    if (figure->n == 0)
        return;
    begin_row(sheet, groups, row, group);
    sheet_count(sheet, groups->groups[group].count);
    sheet_count(sheet, figure->n);
    sheet_number(sheet, row->metric, figure->mean);
    sheet_number(sheet, row->metric, figure->std);
    sheet_number(sheet, row->metric, figure->best);
    sheet_text(sheet, groups->runs[figure->best_run].id);
    sheet_number(sheet, row->metric, figure->worst);
    sheet_text(sheet, groups->runs[figure->worst_run].id);
}

const struct sheet *sheet_groups(const struct run_groups *groups, struct arena *arena)
{
    static const struct sheet_column columns[] = {
        {"metric", "Name"},     {"title", "Figure"},
        {"subject", "Subject"}, {"group", "Group"},
        {"runs", "Runs"},       {"n", "n"},
        {"mean", "Mean"},       {"std", "Std"},
        {"best", "Best"},       {"best_run", "Best run"},
        {"worst", "Worst"},     {"worst_run", "Worst run"},
        {NULL, NULL},
    };
    struct sheet *sheet = sheet_new(arena, "groups", "Groups", columns);

    for (size_t r = 0; r < groups->row_count; r++)
        for (size_t g = 0; g < groups->group_count; g++)
            add_figure(sheet, groups, &groups->rows[r], g);
    return sheet;
}

const struct sheet *sheet_grouped_runs(const struct run_groups *groups, struct arena *arena)
{
    static const struct sheet_column columns[] = {
        {"group", "Group"}, {"id", "Run"}, {"title", "Title"}, {"time", "Time"}, {NULL, NULL}};
    struct sheet *sheet = sheet_new(arena, "runs", "Runs", columns);

    for (size_t g = 0; g < groups->group_count; g++)
        for (size_t r = 0; r < groups->run_count; r++) {
            if (groups->runs[r].group != g)
                continue;
            sheet_text(sheet, run_group_title(&groups->groups[g]));
            sheet_text(sheet, groups->runs[r].id);
            sheet_text(sheet, groups->runs[r].title);
            sheet_text(sheet, groups->runs[r].time);
        }
    return sheet;
}

/* ---- what stands out ---- */

const struct sheet *sheet_trends(const struct many_runs *runs, struct arena *arena)
{
    static const struct sheet_column columns[] = {
        {"metric", "Name"}, {"title", "Figure"}, {"subject", "Subject"},
        {"group", "Group"}, {"n", "n"},          {"first", "First"},
        {"last", "Last"},   {"slope", "Slope"},  {"per", "Per"},
        {"tau", "Tau"},     {"p", "p"},          {"p_holm", "p Holm"},
        {NULL, NULL},
    };
    struct sheet *sheet = sheet_new(arena, "trends", "Trends over time", columns);

    for (size_t i = 0; i < runs->findings->trend_count; i++) {
        const struct group_trend *found = &runs->findings->trends[i];
        const struct group_row *row = &runs->groups->rows[found->row];
        const struct timeline *line = &found->line;

        begin_row(sheet, runs->groups, row, found->group);
        sheet_count(sheet, line->trend.n);
        sheet_number(sheet, row->metric, line->values[0]);
        sheet_number(sheet, row->metric, line->values[line->count - 1]);
        sheet_number(sheet, metric_of_unit(UNIT_PER_TOKEN), line->trend.slope);
        sheet_text(sheet, line->by_day ? "day" : "run");
        sheet_number(sheet, metric_of_unit(UNIT_RATIO), line->trend.tau);
        sheet_number(sheet, metric_of_unit(UNIT_RATIO), line->trend.p);
        sheet_number(sheet, metric_of_unit(UNIT_RATIO), found->p_holm);
    }
    return sheet;
}

const struct sheet *sheet_outliers(const struct many_runs *runs, struct arena *arena)
{
    static const struct sheet_column columns[] = {
        {"metric", "Name"}, {"title", "Figure"}, {"subject", "Subject"},        {"group", "Group"},
        {"run", "Run"},     {"value", "Value"},  {"median", "Median of group"}, {"score", "Score"},
        {NULL, NULL},
    };
    struct sheet *sheet = sheet_new(arena, "outliers", "Outliers", columns);

    for (size_t i = 0; i < runs->findings->outlier_count; i++) {
        const struct group_outlier *found = &runs->findings->outliers[i];
        const struct group_row *row = &runs->groups->rows[found->row];

        begin_row(sheet, runs->groups, row, found->group);
        sheet_text(sheet, runs->groups->runs[found->run].id);
        sheet_number(sheet, row->metric, found->value);
        sheet_number(sheet, row->metric, found->median);
        sheet_number(sheet, metric_of_unit(UNIT_TOKENS), found->score);
    }
    return sheet;
}

/* ---- leaderboards ---- */

const struct sheet *sheet_boards(const struct many_runs *runs, struct arena *arena)
{
    static const struct sheet_column columns[] = {
        {"board", "Board"},
        {"headline", "Figure"},
        {"runs", "Runs"},
        {"items", "Items"},
        {"shared", "Items of all"},
        {"pairs", "Pairs"},
        {"below_alpha", "Below alpha"},
        {"below_after_holm", "After Holm"},
        {"alpha", "alpha"},
        {"cochran_q", "Cochran's Q"},
        {"cochran_p", "p"},
        {"cochran_items", "Items scored by all"},
        {NULL, NULL},
    };
    struct sheet *sheet = sheet_new(arena, "boards", "Leaderboards", columns);

    for (size_t b = 0; b < runs->boards->count; b++) {
        const struct run_board *board = &runs->boards->boards[b];
        const struct leaderboard *leaders = board->leaders;

        sheet_count(sheet, b + 1);
        sheet_text(sheet, board->metric ? board->metric->name : NULL);
        sheet_count(sheet, board->suite->run_count);
        sheet_count(sheet, board->suite->item_count);
        sheet_count(sheet, board->shared);
        sheet_count(sheet, leaders->pair_count);
        sheet_count(sheet, leaders->below_alpha);
        sheet_count(sheet, leaders->below_after_holm);
        sheet_number(sheet, metric_of_unit(UNIT_SHARE), leaders->alpha);
        sheet_number(sheet, metric_of_unit(UNIT_SECONDS), leaders->cochran.q);
        sheet_number(sheet, metric_of_unit(UNIT_SHARE), leaders->cochran.p);
        sheet_count(sheet, leaders->cochran.samples);
    }
    return sheet;
}

static void add_leader(struct sheet *sheet, const struct run_board *board,
                       const struct leader *leader)
{
    const struct metric *share = metric_of_unit(UNIT_SHARE);
    const struct suite_rate *rate = &board->suite->runs[leader->run].rates[0];
    const char *standing = leader_standing(leader);

    sheet_count(sheet, leader->place);
    sheet_count(sheet, leader->rank);
    sheet_text(sheet, board->ids[leader->run]);
    sheet_count(sheet, rate->scored);
    sheet_count(sheet, rate->passed);
    sheet_number(sheet, share, rate->rate);
    sheet_number(sheet, share, rate->interval.low);
    sheet_number(sheet, share, rate->interval.high);
    sheet_number(sheet, share, leader->delta);
    sheet_count(sheet, leader->shared);
    sheet_number(sheet, share, leader->p);
    sheet_number(sheet, share, leader->p_holm);
    sheet_text(sheet, standing[0] ? standing : "best");
}

const struct sheet *sheet_leaders(const struct many_runs *runs, struct arena *arena)
{
    static const struct sheet_column columns[] = {
        {"board", "Board"},   {"place", "Place"},       {"level_rank", "Rank"}, {"run", "Run"},
        {"scored", "Scored"}, {"passed", "Right"},      {"rate", "Rate"},       {"low", "Low"},
        {"high", "High"},     {"delta", "To the best"}, {"items", "Items"},     {"p", "p"},
        {"p_holm", "p Holm"}, {"standing", "Standing"}, {NULL, NULL},
    };
    struct sheet *sheet = sheet_new(arena, "leaders", "Leaders", columns);

    for (size_t b = 0; b < runs->boards->count; b++)
        for (size_t i = 0; i < runs->boards->boards[b].leaders->count; i++) {
            sheet_count(sheet, b + 1);
            add_leader(sheet, &runs->boards->boards[b],
                       &runs->boards->boards[b].leaders->leaders[i]);
        }
    return sheet;
}
