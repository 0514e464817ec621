#include <assay/report/compare_md.h>

#include <assay/base/fmt.h>
#include <assay/report/compare_shown.h>
#include <assay/report/md_out.h>
#include <assay/report/text_audit.h>
#include <assay/session/headline.h>
#include <assay/session/sheet_compare.h>

enum { UNMATCHED_MOST = 20 };

struct writing {
    const struct compare_part *part;
    const struct comparison *comparison;
    struct arena *arena;
    struct buf *out;
};

static void begin(struct compare_output *output)
{
    (void)output;
}

static void item(struct buf *out, const char *text)
{
    buf_add_c(out, "- ");
    md_text(out, text);
    buf_add_char(out, '\n');
}

/* A heading whose text is of a file. */
static void heading(struct buf *out, const char *before, const char *name, const char *between,
                    const char *other)
{
    buf_addf(out, "%s## %s", out->len ? "\n" : "", before);
    md_text(out, name);
    buf_add_c(out, between);
    md_text(out, other);
    buf_add_c(out, "\n\n");
}

/* ---- head ---- */

static const struct sheet_column side_columns[] = {
    {"side", ""},     {"run", "Run"},         {"format", "Format"}, {"model", "Model"},
    {"time", "Time"}, {"samples", "Samples"}, {"claims", "Claims"}, {NULL, NULL},
};

static void add_side(struct sheet *sheet, const char *side, const struct assessed *input)
{
    struct buf tally = {.ptr = NULL};

    text_tally(input->audit, &tally);
    sheet_text(sheet, side);
    sheet_text(sheet, run_id(input->run));
    sheet_text(sheet, run_format(input->run));
    sheet_text(sheet, run_model(input->run));
    sheet_text(sheet, run_time(input->run, sheet->arena));
    if (headline_samples(input))
        sheet_count(sheet, headline_samples(input));
    else
        sheet_none(sheet);
    sheet_text(sheet, tally.ptr);
    buf_release(&tally);
}

static void write_head(const struct writing *w)
{
    const struct comparison *comparison = w->comparison;
    struct sheet *sheet = sheet_new(w->arena, "runs", "", side_columns);

    heading(w->out, "", comparison->name_b, " against ", comparison->name_a);
    add_side(sheet, "A", &comparison->a);
    add_side(sheet, "B", &comparison->b);
    md_sheet(w->out, sheet, NULL);
    buf_add_char(w->out, '\n');
    if (comparison->unpaired_why)
        item(w->out, arena_printf(w->arena, "no pairs: %s", comparison->unpaired_why));
    for (size_t i = 0; i < comparison->set_count; i++) {
        const struct compare_set *set = &comparison->sets[i];
        const char *text = compare_pairing_text(set, w->arena);

        item(w->out, set->name[0] ? arena_printf(w->arena, "%s: %s", set->name, text) : text);
    }
}

static void add_value(struct sheet *sheet, const char *text)
{
    sheet_text(sheet, text[0] ? text : "–");
}

/* What differs, a dash where a side has not got it. */
static void write_settings(const struct writing *w, const struct sheet *settings)
{
    static const struct sheet_column columns[] = {
        {"path", "Setting"}, {"a", "A"}, {"b", "B"}, {NULL, NULL}};
    struct sheet *sheet = sheet_new(w->arena, "settings", "", columns);

    for (size_t i = 0; i < sheet_rows(settings); i++) {
        add_value(sheet, sheet_get_text(settings, i, "path"));
        add_value(sheet, sheet_get_text(settings, i, "a"));
        add_value(sheet, sheet_get_text(settings, i, "b"));
    }
    buf_add_char(w->out, '\n');
    md_sheet(w->out, sheet, NULL);
}

static void write_differs(const struct writing *w)
{
    const struct comparability *found = w->comparison->comparability;
    const struct sheet *settings = sheet_compare_settings(w->comparison, COMPARE_CHOSEN, w->arena);

    md_heading(w->out, 3, "What differs");
    if (found->finding_count == 0 && !settings)
        buf_addf(w->out, "Nothing %s.\n",
                 found->differing_count ? "but time stamps and places" : "that the runs tell of");
    for (size_t i = 0; i < found->finding_count; i++)
        item(w->out, arena_printf(w->arena, "%s: %s", differing_name(found->findings[i].kind),
                                  found->findings[i].text));
    if (settings)
        write_settings(w, settings);
}

/* ---- figures ---- */

static void write_gate(const struct writing *w)
{
    const struct gate *gate = w->part->gate;

    if (!gate)
        return;
    md_heading(w->out, 3, "Gate");
    for (size_t i = 0; i < gate->count; i++) {
        const struct gate_finding *finding = &gate->findings[i];

        buf_addf(w->out, "- **%s** ", gate_verdict_name(finding->verdict));
        md_text(w->out, arena_printf(w->arena, "%s (%s): %s", finding->title,
                                     policy_tier_name(finding->rule->tier), finding->why));
        buf_add_char(w->out, '\n');
    }
}

static void write_detail(const struct writing *w, enum compare_family family)
{
    const struct compare_row *row = w->comparison->headline;

    if (!row || row->family != family)
        return;
    buf_add_char(w->out, '\n');
    md_text(w->out, compare_detail_text(w->comparison, row, w->arena));
    buf_add_char(w->out, '\n');
}

static void write_family(const struct writing *w, enum compare_family family)
{
    size_t hidden;
    const struct sheet *sheet =
        compare_shown_rows(w->comparison, family, w->part->all, w->arena, &hidden);

    if (family == FAMILY_PARTS && compare_no_parts_text(w->comparison, w->arena)) {
        buf_add_char(w->out, '\n');
        md_text(w->out, compare_no_parts_text(w->comparison, w->arena));
        buf_add_char(w->out, '\n');
    }
    if (!sheet)
        return;
    md_heading(w->out, 3, compare_shown_title(w->comparison, family, w->arena));
    md_sheet(w->out, sheet, NULL);
    if (hidden)
        buf_addf(w->out, "\n%s more without a proven difference.\n",
                 fmt_counted(w->arena, hidden, "row"));
    write_detail(w, family);
    if (compare_shown_doubt(w->comparison, family))
        buf_add_c(w->out, "\n`!` a claim of this figure does not hold in one of the runs.\n");
}

static void write_square(const struct writing *w, const struct compare_set *set)
{
    const struct paired_counts *counts = &set->counts;

    buf_add_c(w->out, "| ");
    md_text(w->out, set->name);
    buf_addf(w->out,
             " | B right | B wrong |\n|---|---:|---:|\n| A right | %s | broken %s |\n| A wrong | "
             "fixed %s | %s |\n\n",
             fmt_count(w->arena, counts->both_right), fmt_count(w->arena, counts->broken),
             fmt_count(w->arena, counts->fixed), fmt_count(w->arena, counts->both_wrong));
}

static void write_squares(const struct writing *w)
{
    bool any = false;

    for (size_t i = 0; i < w->comparison->set_count; i++) {
        if (!w->comparison->sets[i].state)
            continue;
        if (!any)
            md_heading(w->out, 3, "Flips");
        any = true;
        write_square(w, &w->comparison->sets[i]);
    }
}

static void write_samples(const struct writing *w)
{
    const struct sheet *flips = sheet_compare_flips(w->comparison, w->part->flips, w->arena);
    const struct sheet *unmatched =
        sheet_compare_unmatched(w->comparison, w->part->all ? SIZE_MAX : UNMATCHED_MOST, w->arena);

    if (flips)
        md_sheet(w->out, flips, NULL);
    if (!unmatched)
        return;
    md_heading(w->out, 3, w->part->all ? "Unmatched samples" : "Unmatched samples, the first");
    md_sheet(w->out, unmatched, NULL);
}

static void write_method(const struct writing *w)
{
    const char *const *texts = compare_method_texts(w->comparison, w->arena);

    md_heading(w->out, 3, "Method");
    for (size_t i = 0; texts[i]; i++)
        item(w->out, texts[i]);
}

/* ---- the writer ---- */

static void add(struct compare_output *output, const struct compare_part *part)
{
    struct writing w = {part, part->comparison, arena_new(), &output->body};

    write_head(&w);
    write_differs(&w);
    write_gate(&w);
    for (int family = 0; family < COMPARE_FAMILIES; family++)
        write_family(&w, (enum compare_family)family);
    write_squares(&w);
    write_samples(&w);
    write_method(&w);
    arena_free(w.arena);
}

static void finish(struct compare_output *output, const struct compare_summary *summary,
                   struct buf *text)
{
    buf_add_c(text, "# Comparison\n");
    if (summary->mode != GATE_OFF || summary->code_count)
        buf_addf(text, "\n**%s.** Of those that hold the first of 2, 1, 3, 4, 5, 6 is returned.\n",
                 compare_exit_text(summary, output->arena));
    for (size_t i = 0; i < summary->failure_count; i++) {
        buf_add_c(text, i ? "" : "\n");
        item(text, arena_printf(output->arena, "%s: %s", summary->failures[i].path,
                                summary->failures[i].text));
    }
    if (summary->overview) {
        md_heading(text, 2, "Overview");
        md_sheet(text, compare_shown_overview(summary->overview, output->arena), NULL);
    }
    if (output->body.len)
        buf_add_char(text, '\n');
    buf_add_str(text, buf_str(&output->body));
}

const struct compare_writer compare_writer_md = {
    .name = "md",
    .begin = begin,
    .add = add,
    .finish = finish,
};
