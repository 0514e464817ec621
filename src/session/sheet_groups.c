#include <assay/session/sheet_groups.h>

static void add_figure(struct sheet *sheet, const struct run_groups *groups,
                       const struct group_row *row, size_t group)
{
    const struct group_figure *figure = &row->figures[group];

    if (figure->n == 0)
        return;
    sheet_text(sheet, row->what.metric);
    sheet_text(sheet, row->title);
    sheet_text(sheet, row->what.subject);
    sheet_text(sheet, run_group_title(&groups->groups[group]));
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
        {"group", "Group"}, {"id", "Run"}, {"title", "Title"}, {NULL, NULL}};
    struct sheet *sheet = sheet_new(arena, "runs", "Runs", columns);

    for (size_t g = 0; g < groups->group_count; g++)
        for (size_t r = 0; r < groups->run_count; r++) {
            if (groups->runs[r].group != g)
                continue;
            sheet_text(sheet, run_group_title(&groups->groups[g]));
            sheet_text(sheet, groups->runs[r].id);
            sheet_text(sheet, groups->runs[r].title);
        }
    return sheet;
}
