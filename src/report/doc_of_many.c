#include <assay/report/doc_of_many.h>

#include <assay/base/fmt.h>
#include <assay/report/groups_writer.h>

#include <string.h>

#define LEVEL                                                                                      \
    "A run is level with the best when no run is shown to be better than it (p after Holm below "  \
    "alpha); that does not show the runs to be equal."

/* The same with p as people read it. */
static const struct sheet *with_p(const struct sheet *sheet, struct arena *arena)
{
    static const char *const keys[] = {"p", "p_holm", "cochran_p"};
    struct sheet *shown = arena_copy(arena, sheet, 1, sizeof(*sheet));

    shown->cells = arena_copy(arena, sheet->cells, sheet->cell_count, sizeof(*sheet->cells));
    for (size_t i = 0; i < shown->cell_count; i++)
        for (size_t k = 0; k < sizeof(keys) / sizeof(keys[0]); k++) {
            struct cell *cell = &shown->cells[i];

            if (strcmp(sheet->columns[i % sheet->column_count].key, keys[k]) == 0 &&
                cell->kind == CELL_NUMBER)
                *cell = (struct cell){.kind = CELL_TEXT, .text = fmt_p_value(arena, cell->number)};
        }
    return shown;
}

static void part(struct doc *doc, const char *title, const char *said, const struct sheet *sheet)
{
    static const char *const hidden[] = {"metric", "subject", NULL};

    if (sheet_rows(sheet) == 0)
        return;
    doc_heading(doc, 2, title);
    if (said)
        doc_paragraph(doc, said);
    doc_sheet(doc, with_p(sheet, doc->arena), hidden);
}

static void reports(struct doc *doc, const struct report_link *links, size_t count)
{
    if (count)
        doc_heading(doc, 2, "Reports");
    for (size_t i = 0; i < count; i++) {
        doc_open(doc, BLOCK_ITEM, 0);
        doc_report(doc, links[i].title, links[i].folder);
    }
}

const struct doc *doc_of_many(const struct many_runs *runs, const struct plot_list *plots,
                              const struct report_link *links, size_t link_count,
                              struct arena *arena)
{
    struct doc *doc = doc_new("Groups", arena);

    doc_heading(doc, 1, "Groups");
    doc_paragraph(doc, groups_summary(runs->groups, arena));
    doc_plots(doc, plots, (const char *const[]){"groups-overview", NULL});
    doc_sheet(doc, sheet_grouped_runs(runs->groups, arena), NULL);
    reports(doc, links, link_count);
    part(doc, "Figures", NULL, sheet_groups(runs->groups, arena));
    doc_plots(doc, plots, (const char *const[]){"groups", NULL});
    part(doc, "Leaderboards", NULL, sheet_boards(runs, arena));
    part(doc, "Leaders", LEVEL, sheet_leaders(runs, arena));
    doc_plots(doc, plots,
              (const char *const[]){"leaderboard", "pass-at-k", "difficulty", "pass-mosaic", NULL});
    part(doc, "Trends over time", groups_trend_count(runs->findings, arena),
         sheet_trends(runs, arena));
    part(doc, "Outliers", NULL, sheet_outliers(runs, arena));
    return doc;
}
