#include <assay/report/groups_writer.h>

#include <assay/base/fmt.h>
#include <assay/report/csv_out.h>
#include <assay/report/doc_of_many.h>
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

static void write_md(const struct many_runs *runs, struct arena *arena, struct buf *out)
{
    md_write(doc_of_many(runs, NULL, NULL, 0, arena), NULL, out);
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
