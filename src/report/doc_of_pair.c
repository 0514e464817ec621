#include <assay/report/doc_of_pair.h>

#include <assay/base/fmt.h>
#include <assay/report/compare_shown.h>
#include <assay/report/text_audit.h>
#include <assay/session/headline.h>
#include <assay/session/sheet_compare.h>

enum { UNMATCHED_MOST = 20 };

struct writing {
    const struct compare_part *part;
    const struct comparison *comparison;
    struct arena *arena;
    struct doc *doc;
};

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

    doc_heading(w->doc, 2,
                arena_printf(w->arena, "%s against %s", comparison->name_b, comparison->name_a));
    add_side(sheet, "A", &comparison->a);
    add_side(sheet, "B", &comparison->b);
    doc_sheet(w->doc, sheet, NULL);
    if (comparison->unpaired_why)
        doc_item(w->doc, 0, arena_printf(w->arena, "no pairs: %s", comparison->unpaired_why));
    for (size_t i = 0; i < comparison->set_count; i++) {
        const struct compare_set *set = &comparison->sets[i];
        const char *text = compare_pairing_text(set, w->arena);

        doc_item(w->doc, 0,
                 set->name[0] ? arena_printf(w->arena, "%s: %s", set->name, text) : text);
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
    doc_sheet(w->doc, sheet, NULL);
}

static void write_differs(const struct writing *w)
{
    const struct comparability *found = w->comparison->comparability;
    const struct sheet *settings = sheet_compare_settings(w->comparison, COMPARE_CHOSEN, w->arena);

    doc_heading(w->doc, 3, "What differs");
    if (found->finding_count == 0 && !settings)
        doc_paragraph(w->doc, found->differing_count ? "Nothing but time stamps and places."
                                                     : "Nothing that the runs tell of.");
    for (size_t i = 0; i < found->finding_count; i++)
        doc_item(w->doc, 0,
                 arena_printf(w->arena, "%s: %s", differing_name(found->findings[i].kind),
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
    doc_heading(w->doc, 3, "Gate");
    for (size_t i = 0; i < gate->count; i++) {
        const struct gate_finding *finding = &gate->findings[i];

        doc_open(w->doc, BLOCK_ITEM, 0);
        doc_strong(w->doc, gate_verdict_name(finding->verdict));
        doc_textf(w->doc, " %s (%s): %s", finding->title, policy_tier_name(finding->rule->tier),
                  finding->why);
    }
}

static void write_detail(const struct writing *w, enum compare_family family)
{
    const struct compare_row *row = w->comparison->headline;

    if (!row || row->family != family)
        return;
    doc_paragraph(w->doc, compare_detail_text(w->comparison, row, w->arena));
}

static void write_family(const struct writing *w, enum compare_family family)
{
    size_t hidden;
    const struct sheet *sheet =
        compare_shown_rows(w->comparison, family, w->part->all, w->arena, &hidden);

    if (family == FAMILY_PARTS && compare_no_parts_text(w->comparison, w->arena))
        doc_paragraph(w->doc, compare_no_parts_text(w->comparison, w->arena));
    if (!sheet)
        return;
    doc_heading(w->doc, 3, compare_shown_title(w->comparison, family, w->arena));
    doc_sheet(w->doc, sheet, NULL);
    if (hidden)
        doc_paragraph(w->doc, arena_printf(w->arena, "%s more without a proven difference.",
                                           fmt_counted(w->arena, hidden, "row")));
    write_detail(w, family);
    if (!compare_shown_doubt(w->comparison, family))
        return;
    doc_open(w->doc, BLOCK_PARAGRAPH, 0);
    doc_span_code(w->doc, "!");
    doc_text(w->doc, " a claim of this figure does not hold in one of the runs.");
}

static void write_square(const struct writing *w, const struct compare_set *set)
{
    static const struct sheet_column columns[] = {
        {"a", ""}, {"right", "B right"}, {"wrong", "B wrong"}, {NULL, NULL}};
    const struct paired_counts *counts = &set->counts;
    struct sheet *sheet = sheet_new(w->arena, "square", "", columns);

    if (set->name[0])
        doc_paragraph(w->doc, set->name);
    sheet_text(sheet, "A right");
    sheet_count(sheet, counts->both_right);
    sheet_text(sheet, arena_printf(w->arena, "broken %s", fmt_count(w->arena, counts->broken)));
    sheet_text(sheet, "A wrong");
    sheet_text(sheet, arena_printf(w->arena, "fixed %s", fmt_count(w->arena, counts->fixed)));
    sheet_count(sheet, counts->both_wrong);
    doc_sheet(w->doc, sheet, NULL);
}

static void write_squares(const struct writing *w)
{
    bool any = false;

    for (size_t i = 0; i < w->comparison->set_count; i++) {
        if (!w->comparison->sets[i].state)
            continue;
        if (!any)
            doc_heading(w->doc, 3, "Flips");
        any = true;
        write_square(w, &w->comparison->sets[i]);
    }
}

static void write_flips(const struct writing *w, const char *rest)
{
    const struct sheet *flips = sheet_compare_flips(w->comparison, w->part->flips, w->arena);
    uint64_t all = sheet_compare_flip_count(w->comparison);

    if (!flips)
        return;
    doc_sheet(w->doc, flips, NULL);
    if (sheet_rows(flips) < all)
        doc_paragraph(w->doc, arena_printf(w->arena, "The first %s of %s; %s.",
                                           fmt_count(w->arena, sheet_rows(flips)),
                                           fmt_counted(w->arena, all, "flip"), rest));
}

static void write_unmatched(const struct writing *w)
{
    const struct sheet *unmatched =
        sheet_compare_unmatched(w->comparison, w->part->all ? SIZE_MAX : UNMATCHED_MOST, w->arena);

    if (!unmatched)
        return;
    doc_heading(w->doc, 3, w->part->all ? "Unmatched samples" : "Unmatched samples, the first");
    doc_sheet(w->doc, unmatched, NULL);
}

static void write_method(const struct writing *w)
{
    const char *const *texts = compare_method_texts(w->comparison, w->arena);

    doc_heading(w->doc, 3, "Method");
    for (size_t i = 0; texts[i]; i++)
        doc_item(w->doc, 0, texts[i]);
}

/* ---- all ---- */

void doc_add_pair(struct doc *doc, const struct compare_part *part, const struct plot_list *plots,
                  const char *rest)
{
    struct writing w = {part, part->comparison, doc->arena, doc};

    write_head(&w);
    doc_plots(doc, plots, (const char *const[]){"compare-overview", NULL});
    write_differs(&w);
    write_gate(&w);
    doc_plots(doc, plots, (const char *const[]){"forest", NULL});
    for (int family = 0; family < COMPARE_FAMILIES; family++)
        write_family(&w, (enum compare_family)family);
    doc_plots(doc, plots,
              (const char *const[]){"paired-bars", "compare-curves", "delta-confusion", NULL});
    write_squares(&w);
    doc_plots(doc, plots, (const char *const[]){"flip-flow", NULL});
    write_flips(&w, rest);
    write_unmatched(&w);
    write_method(&w);
}
