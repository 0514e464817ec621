#include <assay/report/text_audit.h>

#include <assay/base/fmt.h>
#include <assay/base/utf8.h>
#include <assay/report/table.h>

#include <math.h>
#include <stdint.h>
#include <string.h>

enum { WIDEST_CELL = 60, LONGEST_WORDS = 24 };

/* Claims of one file and verdict beyond which they are summed up; a difference never is. */
static const size_t many[VERDICT_COUNT] = {
    [VERDICT_AGREES] = 40,      [VERDICT_ALLOWED] = 12,     [VERDICT_DIFFERS] = SIZE_MAX,
    [VERDICT_NO_EVIDENCE] = 12, [VERDICT_NOT_CLAIMED] = 12,
};

void text_tally(const struct audit *audit, struct buf *out)
{
    bool any = false;

    for (int v = 0; v < VERDICT_COUNT; v++) {
        if (audit->tally[v] == 0)
            continue;
        buf_addf(out, "%s%zu%c", any ? "  " : "", audit->tally[v], verdict_mark((enum verdict)v));
        any = true;
    }
    if (!any)
        buf_add_c(out, "no claims");
}

static const char *file_name(const struct run *run, uint32_t file)
{
    size_t count;
    const struct run_file *files = run_files(run, &count);

    return file < count ? files[file].path : "(derived)";
}

static bool is_shown(enum verdict verdict, enum audit_detail detail, const size_t *of_file)
{
    return detail == AUDIT_ALL || of_file[verdict] <= many[verdict];
}

/* Words that do not fit beside figures stand in full in the verdict's sentence. */
static const char *shortened(const char *text, struct arena *arena)
{
    struct str part = utf8_cut(str_of(text), LONGEST_WORDS);

    if (part.len == strlen(text))
        return text;
    part = utf8_cut(str_of(text), LONGEST_WORDS - 1);
    return arena_printf(arena, "%.*s…", (int)part.len, part.ptr);
}

static void add_row(struct table *table, const struct finding *finding, struct arena *arena)
{
    const struct claim *claim = finding->claim;

    table_cellf(table, "  %s", claim->name);
    table_cell(table, claim_says(claim, arena));
    table_cell(table, shortened(finding_evidence(finding, arena), arena));
    if (finding->figure.n)
        table_cell(table, fmt_count(arena, finding->figure.n));
    else
        table_cell(table, "");
    table_cellf(table, "%c %s", verdict_mark(finding->verdict), finding->why);
}

/* The claims of one file under its name. */
static void add_file(struct table *table, const struct audit *audit, uint32_t file,
                     enum audit_detail detail, struct arena *arena)
{
    size_t of_file[VERDICT_COUNT] = {0}, hidden[VERDICT_COUNT] = {0};

    for (size_t i = 0; i < audit->count; i++)
        if (audit->findings[i].claim->file == file)
            of_file[audit->findings[i].verdict]++;
    table_line(table, file_name(audit->run, file));
    for (size_t i = 0; i < audit->count; i++) {
        const struct finding *finding = &audit->findings[i];

        if (finding->claim->file != file)
            continue;
        if (is_shown(finding->verdict, detail, of_file))
            add_row(table, finding, arena);
        else
            hidden[finding->verdict]++;
    }
    for (int v = 0; v < VERDICT_COUNT; v++)
        if (hidden[v])
            table_line(table,
                       arena_printf(arena, "    %s claims %c %s (--all lists them)",
                                    fmt_count(arena, hidden[v]), verdict_mark((enum verdict)v),
                                    verdict_name((enum verdict)v)));
}

void text_audit(const struct assessed *input, enum audit_detail detail, struct buf *out)
{
    static const char *const titles[] = {"  Claim", "says", "evidence", "n", "verdict"};
    struct arena *arena = arena_new();
    struct table *table = table_new(arena, "lrrrl", titles);
    size_t file_count;

    run_files(input->run, &file_count);
    for (uint32_t file = 0; file <= file_count; file++) {
        uint32_t number = file < file_count ? file : FILE_NONE;

        for (size_t i = 0; i < input->audit->count; i++) {
            if (input->audit->findings[i].claim->file == number) {
                add_file(table, input->audit, number, detail, arena);
                break;
            }
        }
    }
    if (input->audit->count)
        table_write(table, 0, WIDEST_CELL, out);
    arena_free(arena);
}
