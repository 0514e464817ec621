#include <assay/report/groups_writer.h>

#include <assay/base/fmt.h>
#include <assay/report/csv_out.h>
#include <assay/report/groups_text.h>
#include <assay/report/json_run.h>
#include <assay/report/md_out.h>

#include <math.h>
#include <string.h>

/* ---- sentences ---- */

const char *groups_summary(const struct run_groups *groups, struct arena *arena)
{
    return arena_printf(arena, "%s in %s, by %s", fmt_counted(arena, groups->run_count, "run"),
                        fmt_counted(arena, groups->group_count, "group"), groups->by);
}

static const char *or_none(size_t count, struct arena *arena)
{
    return count ? fmt_count(arena, count) : "none";
}

const char *groups_trend_count(const struct group_findings *findings, struct arena *arena)
{
    const char *below =
        arena_printf(arena, "%s of %s with p below %s", or_none(findings->below_alpha, arena),
                     fmt_count(arena, findings->trend_count), fmt_share(arena, findings->alpha));

    if (findings->below_alpha == 0)
        return below;
    return arena_printf(arena, "%s, %s after Holm over all of them", below,
                        or_none(findings->below_after_holm, arena));
}

const char *groups_board_tests(const struct leaderboard *leaders, struct arena *arena)
{
    const struct cochran *all = &leaders->cochran;
    const char *pairs = arena_printf(
        arena, "%s of %s below %s", or_none(leaders->below_alpha, arena),
        fmt_counted(arena, leaders->pair_count, "pair"), fmt_share(arena, leaders->alpha));

    if (leaders->below_alpha)
        pairs = arena_printf(arena, "%s, %s after Holm over all pairs", pairs,
                             or_none(leaders->below_after_holm, arena));
    if (leaders->count < 3 || all->samples == 0 || isnan(all->p))
        return pairs;
    return arena_printf(arena, "%s; Cochran's Q %s, p %s", pairs, fmt_fixed(arena, all->q, 2),
                        fmt_p_value(arena, all->p));
}

/* ---- Markdown ---- */

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

static void md_part(const char *title, const char *said, const struct sheet *sheet,
                    struct arena *arena, struct buf *out)
{
    static const char *const hidden[] = {"metric", "subject", NULL};

    if (sheet_rows(sheet) == 0)
        return;
    md_heading(out, 2, title);
    if (said)
        md_text(out, said), buf_add_c(out, "\n\n");
    md_sheet(out, with_p(sheet, arena), hidden);
}

static void write_md(const struct many_runs *runs, struct arena *arena, struct buf *out)
{
    buf_add_c(out, "# Groups\n\n");
    md_text(out, groups_summary(runs->groups, arena));
    buf_add_c(out, "\n\n");
    md_sheet(out, sheet_grouped_runs(runs->groups, arena), NULL);
    md_part("Figures", NULL, sheet_groups(runs->groups, arena), arena, out);
    md_part("Leaderboards", NULL, sheet_boards(runs, arena), arena, out);
    md_part("Leaders", NULL, sheet_leaders(runs, arena), arena, out);
    md_part("Trends over time", groups_trend_count(runs->findings, arena),
            sheet_trends(runs, arena), arena, out);
    md_part("Outliers", NULL, sheet_outliers(runs, arena), arena, out);
}

/* ---- JSON and CSV ---- */

static void write_json(const struct many_runs *runs, struct arena *arena, struct buf *out)
{
    struct json_out json = json_out_begin(out);

    json_out_open(&json, NULL, '{');
    json_out_text(&json, "schema", "assay/groups/1");
    json_out_text(&json, "by", runs->groups->by);
    json_sheet(&json, sheet_grouped_runs(runs->groups, arena));
    json_sheet(&json, sheet_groups(runs->groups, arena));
    json_sheet(&json, sheet_boards(runs, arena));
    json_sheet(&json, sheet_leaders(runs, arena));
    json_sheet(&json, sheet_trends(runs, arena));
    json_sheet(&json, sheet_outliers(runs, arena));
    json_out_close(&json);
}

static void write_csv(const struct many_runs *runs, struct arena *arena, struct buf *out)
{
    csv_sheet(sheet_groups(runs->groups, arena), CSV_LF, out);
}

static const struct {
    const char *name;
    void (*write)(const struct many_runs *runs, struct arena *arena, struct buf *out);
} writers[] = {{"text", groups_text}, {"md", write_md}, {"json", write_json}, {"csv", write_csv}};

bool groups_write(const struct many_runs *runs, const char *to, struct buf *out)
{
    for (size_t i = 0; i < sizeof(writers) / sizeof(writers[0]); i++) {
        struct arena *arena;

        if (strcmp(writers[i].name, to) != 0)
            continue;
        arena = arena_new();
        writers[i].write(runs, arena, out);
        arena_free(arena);
        return true;
    }
    return false;
}
