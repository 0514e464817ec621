#include <assay/report/groups_writer.h>

#include <assay/base/fmt.h>
#include <assay/report/csv_out.h>
#include <assay/report/json_run.h>
#include <assay/report/md_out.h>
#include <assay/report/table.h>
#include <assay/session/sheet_groups.h>

#include <string.h>

enum { WIDEST = 24 }; /* columns of a run's id */

static const char *summary_of(const struct run_groups *groups, struct arena *arena)
{
    return arena_printf(arena, "%s in %s, by %s", fmt_counted(arena, groups->run_count, "run"),
                        fmt_counted(arena, groups->group_count, "group"), groups->by);
}

/* ---- text ---- */

static void write_runs(const struct run_groups *groups, struct arena *arena, struct buf *out)
{
    const struct sheet *sheet = sheet_grouped_runs(groups, arena);
    struct table *table = table_new(arena, "lll", NULL);
    const char *before = NULL;

    for (size_t i = 0; i < sheet_rows(sheet); i++) {
        const char *group = sheet_get_text(sheet, i, "group");
        const char *id = sheet_get_text(sheet, i, "id"), *title = sheet_get_text(sheet, i, "title");

        table_cell(table, before && strcmp(before, group) == 0 ? "" : group);
        table_cell(table, id);
        table_cell(table, strcmp(id, title) != 0 ? title : "");
        before = group;
    }
    table_write(table, 2, 0, out);
}

/* What tells a run apart from those beside it: behind the last "/" and "#" of its id. */
static const char *short_name(const char *id)
{
    const char *name = id;

    for (const char *at = id; *at; at++)
        if ((*at == '/' || *at == '#') && at[1])
            name = at + 1;
    return name;
}

static void write_figures(const struct run_groups *groups, struct arena *arena, struct buf *out)
{
    static const char *const titles[] = {"Figure", "n",        "mean",  "std",
                                         "best",   "best run", "worst", "worst run"};
    static const char *const keys[] = {"n",        "mean",  "std",      "best",
                                       "best_run", "worst", "worst_run"};
    const struct sheet *sheet = sheet_groups(groups, arena);
    struct table *table = table_new(arena, "lrrrrlrl", titles);
    const char *figure = "";

    for (size_t i = 0; i < sheet_rows(sheet); i++) {
        if (strcmp(figure, sheet_get_text(sheet, i, "title")) != 0)
            table_line(table, figure = sheet_get_text(sheet, i, "title"));
        table_cellf(table, "  %s", sheet_get_text(sheet, i, "group"));
        for (size_t k = 0; k < sizeof(keys) / sizeof(keys[0]); k++)
            table_cell(table, short_name(cell_format(sheet_get(sheet, i, keys[k]), arena)));
    }
    table_write(table, 2, WIDEST, out);
}

static void write_text(const struct run_groups *groups, struct arena *arena, struct buf *out)
{
    struct table *table = table_new(arena, "l", NULL);

    table_cell(table, summary_of(groups, arena));
    table_write(table, 0, 0, out);
    write_runs(groups, arena, out);
    buf_add_char(out, '\n');
    write_figures(groups, arena, out);
}

/* ---- the others ---- */

static void write_md(const struct run_groups *groups, struct arena *arena, struct buf *out)
{
    static const char *const hidden[] = {"metric", "subject", NULL};

    buf_add_c(out, "# Groups\n\n");
    md_text(out, summary_of(groups, arena));
    buf_add_c(out, "\n\n");
    md_sheet(out, sheet_grouped_runs(groups, arena), NULL);
    buf_add_char(out, '\n');
    md_sheet(out, sheet_groups(groups, arena), hidden);
}

static void write_json(const struct run_groups *groups, struct arena *arena, struct buf *out)
{
    struct json_out json = json_out_begin(out);

    json_out_open(&json, NULL, '{');
    json_out_text(&json, "schema", "assay/groups/1");
    json_out_text(&json, "by", groups->by);
    json_sheet(&json, sheet_grouped_runs(groups, arena));
    json_sheet(&json, sheet_groups(groups, arena));
    json_out_close(&json);
}

static void write_csv(const struct run_groups *groups, struct arena *arena, struct buf *out)
{
    csv_sheet(sheet_groups(groups, arena), out);
}

static const struct {
    const char *name;
    void (*write)(const struct run_groups *groups, struct arena *arena, struct buf *out);
} writers[] = {{"text", write_text}, {"md", write_md}, {"json", write_json}, {"csv", write_csv}};

bool groups_write(const struct run_groups *groups, const char *to, struct buf *out)
{
    for (size_t i = 0; i < sizeof(writers) / sizeof(writers[0]); i++) {
        struct arena *arena;

        if (strcmp(writers[i].name, to) != 0)
            continue;
        arena = arena_new();
        writers[i].write(groups, arena, out);
        arena_free(arena);
        return true;
    }
    return false;
}
