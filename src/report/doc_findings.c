#include <assay/report/doc_findings.h>

#include "label_facts_internal.h"

#include <assay/base/fmt.h>
#include <assay/report/rest.h>

#include <math.h>
#include <string.h>

enum {
    PAIRS_MOST = 50,
    ANSWERS_MOST = 20,
    OF_LABEL_MOST = 4, /* confusions named beside a label */
};

#define SELDOM           0.10 /* of a label's samples, taken for one other label */
#define SEPARATED        0.20 /* of all pairs at most are confused more often */
#define RIGHT_MOSTLY     0.50 /* less is no strength, however the errors lie */
#define IMBALANCED_RATIO 3.0

/* False when the list is long enough. */
static bool label_line(const struct label_facts *f, const struct doc_class *c, size_t shown,
                       const char *more)
{
    if (shown == LABELS_MOST) {
        doc_item(f->doc, 1, "…");
        return false;
    }
    doc_open(f->doc, BLOCK_ITEM, 1);
    doc_textf(f->doc, "%s: %s recall, %s samples (%s of all)%s", c->label,
              label_percent(f, c->recall), label_count(f, c->support),
              fmt_percent(f->arena, c->share, 1), more);
    return true;
}

/* "; taken for neutral (10), angry (10), sad (6), …", where that is known. */
static void confused_with(const struct label_facts *f, const char *truth)
{
    size_t shown = 0;

    for (size_t row = 0; f->pairs && row < sheet_rows(f->pairs); row++) {
        if (!label_is_pair(f, row, truth))
            continue;
        if (shown == OF_LABEL_MOST) {
            doc_text(f->doc, ", …");
            return;
        }
        doc_textf(f->doc, "%s%s (%s)", shown++ ? ", " : "; taken for ", label_predicted(f, row),
                  label_count(f, sheet_get_number(f->pairs, row, "count")));
    }
}

/* ---- key findings ---- */

/* A numbered finding with a heading of its own. */
static void finding(const struct label_facts *f, const char *title)
{
    doc_open(f->doc, BLOCK_NUMBERED, 0);
    doc_strong(f->doc, title);
}

static bool strong_labels(const struct label_facts *f)
{
    size_t shown = 0;

    for (size_t i = 0; i < f->count; i++) {
        const struct doc_class *c = &f->classes[i];

        if (!(c->recall >= STRONG_RECALL))
            continue;
        if (shown == 0)
            finding(f, "Strong labels:");
        if (!label_line(f, c, shown++, c == f->largest ? ", the largest label" : ""))
            break;
    }
    return shown > 0;
}

/* Ordered pairs of labels that are seldom taken for each other, when most are. A report's rows do
 * not say what was taken for what. */
static bool well_separated(const struct label_facts *f)
{
    double seen = 0.0, often = 0.0, pairs;

    if (!(f->accuracy >= RIGHT_MOSTLY))
        return false;
    for (size_t i = 0; i < f->count; i++) {
        if (isnan(f->classes[i].correct))
            return false;
        seen += f->classes[i].support > 0.0;
    }
    for (size_t row = 0; f->pairs && row < sheet_rows(f->pairs); row++)
        often += sheet_get_number(f->pairs, row, "share_of_truth") > SELDOM &&
                 sheet_get_text(f->pairs, row, "prediction")[0];
    pairs = seen * ((double)f->count - 1.0);
    if (!(pairs > 0.0) || often > SEPARATED * pairs)
        return false;
    finding(f, "Little confusion between labels: ");
    doc_textf(f->doc, "in %s of %s pairs at most %s of a label's samples are taken for the other",
              label_count(f, pairs - often), label_count(f, pairs),
              fmt_percent(f->arena, SELDOM, 0));
    return true;
}

static void strengths(const struct label_facts *f)
{
    bool any = f->accuracy >= WEAK_RECALL;

    doc_heading(f->doc, 3, "Strengths");
    if (any) {
        finding(f, "Overall accuracy: ");
        doc_textf(f->doc, "%s across %s samples (%s)", label_percent(f, f->accuracy),
                  label_count(f, f->total), label_band(f, f->accuracy));
    }
    any |= strong_labels(f);
    any |= well_separated(f);
    if (!any)
        doc_paragraph(f->doc, "No label is recognised in 90% of its samples or more.");
}

static bool imbalance(const struct label_facts *f)
{
    struct quantity ratio = QUANTITY("imbalance_ratio");
    double value = figures_value(f->report->figures, &ratio);
    size_t shown = 0;

    for (size_t i = 0; i < f->count; i++) {
        if (!label_is_rare(f, &f->classes[i]))
            continue;
        if (shown == 0) {
            finding(f, "Class imbalance:");
            if (value >= IMBALANCED_RATIO)
                doc_textf(f->doc, " largest to smallest label %.1f to 1", value);
        }
        if (!label_line(f, &f->classes[i], shown++, ""))
            break;
    }
    return shown > 0;
}

static const char *hardest_text(const struct label_facts *f, const struct doc_class *c)
{
    if (c->recall > f->worst->recall)
        return "";
    return label_among_equals(f, c) == c->label ? ", the hardest label"
                                                : ", one of the hardest labels";
}

static bool weak_labels(const struct label_facts *f)
{
    size_t shown = 0;

    for (size_t i = 0; i < f->count && shown < LABELS_MOST; i++) {
        const struct doc_class *c = &f->classes[i];

        if (!(c->recall < STRONG_RECALL))
            continue;
        shown++;
        finding(f, arena_printf(f->arena, "%s: ", c->label));
        doc_textf(f->doc, "%s recall%s", label_percent(f, c->recall), hardest_text(f, c));
        confused_with(f, c->label);
    }
    return shown > 0;
}

static bool never_predicted(const struct label_facts *f)
{
    size_t shown = 0;

    for (size_t i = 0; i < f->count && shown <= LABELS_MOST; i++) {
        if (f->classes[i].predicted != 0.0 || !(f->classes[i].support > 0.0))
            continue;
        if (shown)
            doc_text(f->doc, ", ");
        else
            finding(f, "Never predicted: ");
        doc_text(f->doc, shown++ < LABELS_MOST ? f->classes[i].label : "…");
    }
    return shown > 0;
}

static void challenges(const struct label_facts *f)
{
    bool any = imbalance(f);

    any |= weak_labels(f);
    any |= never_predicted(f);
    if (!any)
        doc_paragraph(f->doc, "Every label is recognised in 90% of its samples or more.");
}

static void key_findings(const struct label_facts *f)
{
    doc_heading(f->doc, 2, "Key Findings");
    strengths(f);
    doc_heading(f->doc, 3, "Challenges");
    challenges(f);
}

/* ---- error analysis ---- */

static void patterns(const struct label_facts *f)
{
    static const struct sheet_column columns[] = {
        {"truth", "True label"},     {"prediction", "Predicted"}, {"count", "Count"},
        {"errors", "Of all errors"}, {"row", "Of the label"},     {NULL, NULL},
    };
    struct sheet *top = sheet_new(f->arena, "patterns", "", columns);
    size_t rows = sheet_rows(f->pairs);

    doc_heading(f->doc, 3, "Top Misclassification Patterns");
    for (size_t row = 0; row < rows && row < PAIRS_MOST; row++) {
        sheet_text(top, sheet_get_text(f->pairs, row, "truth"));
        sheet_text(top, label_predicted(f, row));
        sheet_count(top, (uint64_t)sheet_get_number(f->pairs, row, "count"));
        sheet_text(top,
                   fmt_percent(f->arena, sheet_get_number(f->pairs, row, "share_of_errors"), 1));
        sheet_text(top,
                   fmt_percent(f->arena, sheet_get_number(f->pairs, row, "share_of_truth"), 1));
    }
    doc_sheet(f->doc, top, NULL);
    if (rows > PAIRS_MOST)
        doc_paragraph(f->doc,
                      arena_printf(f->arena, "The first %d of %zu pairs; %s.", PAIRS_MOST, rows,
                                   rest_in_table(f->report->input, "confused_pairs")));
}

static const char *reading_of(const struct run *run, struct arena *arena)
{
    const char *fallback = run_fallback(run);

    return fallback ? arena_printf(arena, "counted as %s (fallback reading)", fallback)
                    : "an error in a column of its own (strict reading)";
}

static void invalid_answers(const struct label_facts *f)
{
    const struct sheet *answers = sheets_find(f->report->sheets, "invalid_answers");
    const struct run *run = f->report->figures->input->run;
    size_t rows = answers ? sheet_rows(answers) : 0;

    if (rows == 0)
        return;
    doc_heading(f->doc, 3, "Answers Outside the Label Set");
    for (size_t row = 0; row < rows && row < ANSWERS_MOST; row++) {
        doc_open(f->doc, BLOCK_ITEM, 0);
        doc_strong(f->doc, arena_printf(f->arena, "%s: ",
                                        label_count(f, sheet_get_number(answers, row, "count"))));
        doc_textf(f->doc, "the model answered \"%s\" where the truth is %s (first: sample %s)",
                  sheet_get_text(answers, row, "answer"), sheet_get_text(answers, row, "truth"),
                  sheet_get_text(answers, row, "first"));
    }
    if (rows > ANSWERS_MOST)
        doc_item(f->doc, 0,
                 arena_printf(f->arena, "… %zu further kinds; %s", rows - ANSWERS_MOST,
                              rest_in_table(f->report->input, "invalid_answers")));
    doc_open(f->doc, BLOCK_ITEM, 0);
    doc_strong(f->doc, "Reading: ");
    doc_text(f->doc, reading_of(run, f->arena));
}

static void error_analysis(const struct label_facts *f)
{
    if (!sheets_find(f->report->sheets, "confusion"))
        return;
    doc_heading(f->doc, 2, "Error Analysis");
    if (f->pairs)
        patterns(f);
    else
        doc_paragraph(f->doc, "No sample was misclassified.");
    invalid_answers(f);
}

void doc_findings(const struct doc_run *report)
{
    struct label_facts f;

    if (!label_facts_of(report, &f))
        return;
    key_findings(&f);
    error_analysis(&f);
}
