#include <assay/report/doc_insights.h>

#include "label_facts_internal.h"

#include <assay/base/fmt.h>
#include <assay/base/quote.h>
#include <assay/report/rest.h>
#include <assay/session/headline.h>

#include <math.h>
#include <string.h>

enum {
    WEIGHTS_MOST = 200, /* labels of the dictionaries to paste */
    PAIRS_JOINED = 200, /* looked at for a confusion both ways */
};

#define OFTEN 1.25 /* predicted to samples */

/* ---- insights ---- */

static double pair_count(const struct label_facts *f, const char *truth, const char *prediction)
{
    for (size_t row = 0; row < sheet_rows(f->pairs); row++)
        if (label_is_pair(f, row, truth) &&
            strcmp(sheet_get_text(f->pairs, row, "prediction"), prediction) == 0)
            return sheet_get_number(f->pairs, row, "count");
    return 0.0;
}

/* The two labels most often taken for each other: the best sum of both ways, first of equals. */
static void strongest_both_ways(const struct label_facts *f)
{
    size_t rows = sheet_rows(f->pairs), best = SIZE_MAX;
    double most = 0.0, back = 0.0;

    /* Pairs come by falling count: past half of the best sum no pair can beat it. */
    for (size_t row = 0; row < rows && row < PAIRS_JOINED; row++) {
        const char *truth = sheet_get_text(f->pairs, row, "truth");
        const char *prediction = sheet_get_text(f->pairs, row, "prediction");
        double one = sheet_get_number(f->pairs, row, "count"), other;

        if (2.0 * one < most || !label_is_pair(f, row, truth))
            break;
        if (!prediction[0])
            continue;
        other = pair_count(f, prediction, truth);
        if (other <= one && one + other > most) {
            most = one + other;
            back = other;
            best = row;
        }
    }
    if (best == SIZE_MAX)
        return;
    doc_open(f->doc, BLOCK_ITEM, 0);
    doc_textf(f->doc, "Strongest confusion, both ways: %s and %s (%s and %s)",
              sheet_get_text(f->pairs, best, "truth"), sheet_get_text(f->pairs, best, "prediction"),
              label_count(f, most - back), label_count(f, back));
}

static void named(const struct label_facts *f, const char *what, const struct doc_class *c)
{
    const char *label;

    if (!c)
        return;
    doc_open(f->doc, BLOCK_ITEM, 0);
    label = label_among_equals(f, c);
    doc_textf(f->doc, "%s%s: %s (%s recall", what, label == c->label ? "" : "s", label,
              label_percent(f, c->recall));
    if (label != c->label)
        doc_text(f->doc, " each");
    else if (isnan(c->correct))
        doc_textf(f->doc, ", %s samples", label_count(f, c->support));
    else
        doc_textf(f->doc, ", %s of %s", label_count(f, c->correct), label_count(f, c->support));
    doc_text(f->doc, ")");
}

static void insights(const struct label_facts *f)
{
    doc_heading(f->doc, 2, "Insights");
    named(f, "Easiest label", f->best);
    if (f->worst->recall < f->best->recall)
        named(f, "Hardest label", f->worst);
    if (f->pairs)
        strongest_both_ways(f);
    for (size_t i = 0, shown = 0; i < f->count && shown < LABELS_MOST; i++)
        if (f->classes[i].predicted > OFTEN * f->classes[i].support &&
            f->classes[i].support > 0.0) {
            shown++;
            doc_open(f->doc, BLOCK_ITEM, 0);
            doc_textf(f->doc,
                      "Predicted more often than there are samples: %s (%s times, %s samples)",
                      f->classes[i].label, label_count(f, f->classes[i].predicted),
                      label_count(f, f->classes[i].support));
        }
}

/* ---- recommendations ---- */

enum weight_kind { WEIGHT_LARGEST, WEIGHT_BALANCED };

/* A Python dictionary; JSON's string is one of Python's. */
static void weights(const struct label_facts *f, enum weight_kind kind, struct buf *code)
{
    size_t shown = 0;
    double seen = 0.0;

    for (size_t i = 0; i < f->count; i++)
        seen += f->classes[i].support > 0.0;
    buf_addf(code, "%s = {\n", kind == WEIGHT_LARGEST ? "class_weights" : "class_weights_balanced");
    for (size_t i = 0; i < f->count; i++) {
        const struct doc_class *c = &f->classes[i];

        if (!(c->support > 0.0))
            continue;
        if (shown++ == WEIGHTS_MOST) {
            buf_addf(code, "    # … %s\n", rest_in_table(f->report->input, "classes"));
            break;
        }
        buf_add_c(code, "    ");
        quote_json(code, str_of(c->label));
        if (kind == WEIGHT_LARGEST)
            buf_addf(code, ": %s,  # %.0f/%.0f\n", fmt_fixed(f->arena, c->weight_largest, 3),
                     f->largest->support, c->support);
        else
            buf_addf(code, ": %s,  # %.0f/(%.0f*%.0f)\n",
                     fmt_fixed(f->arena, c->weight_balanced, 3), f->total, seen, c->support);
    }
    buf_add_c(code, "}\n");
}

static void weight_code(const struct label_facts *f)
{
    struct buf code = {.ptr = NULL};

    doc_paragraph(f->doc, "Class weights, largest label / label and total / (labels x label):");
    weights(f, WEIGHT_LARGEST, &code);
    weights(f, WEIGHT_BALANCED, &code);
    doc_code(f->doc, "python", buf_str(&code));
    buf_release(&code);
}

static bool needs_samples(const struct label_facts *f, const struct doc_class *c)
{
    return label_is_rare(f, c) && c->recall < WEAK_RECALL;
}

static bool recommends(const struct label_facts *f)
{
    bool any = !isnan(f->largest->weight_largest) ||
               sheets_find(f->report->sheets, "invalid_answers") != NULL;

    for (size_t i = 0; i < f->count; i++)
        any |= needs_samples(f, &f->classes[i]);
    return any;
}

static void recommendations(const struct label_facts *f)
{
    if (!recommends(f))
        return;
    doc_heading(f->doc, 2, "Recommendations");
    if (!isnan(f->largest->weight_largest))
        weight_code(f);
    for (size_t i = 0, shown = 0; i < f->count && shown < LABELS_MOST; i++)
        if (needs_samples(f, &f->classes[i])) {
            shown++;
            doc_open(f->doc, BLOCK_ITEM, 0);
            doc_textf(f->doc, "Collect more samples of %s: %s of %s", f->classes[i].label,
                      label_count(f, f->classes[i].support), label_count(f, f->total));
        }
    if (sheets_find(f->report->sheets, "invalid_answers"))
        doc_item(f->doc, 0, "Constrain the answers to the label set");
}

void doc_insights(const struct doc_run *report)
{
    struct label_facts f;

    if (!label_facts_of(report, &f))
        return;
    insights(&f);
    recommendations(&f);
}

/* What the rare labels cost, and how sure their figures are. */
static void rare_labels(const struct label_facts *f)
{
    double rare = 0.0, rare_right = 0.0, right = 0.0, others;
    const struct doc_class *least = NULL;
    size_t shown = 0;

    for (size_t i = 0; i < f->count; i++) {
        const struct doc_class *c = &f->classes[i];

        right += c->correct;
        if (!needs_samples(f, c))
            continue;
        rare += c->support;
        rare_right += c->correct;
        if (!least || c->support < least->support)
            least = c;
    }
    /* Rows of a report count no right answers. */
    if (!least || isnan(right) || !(f->total > rare))
        return;
    others = (right - rare_right) / (f->total - rare);
    doc_open(f->doc, BLOCK_PARAGRAPH, 0);
    doc_text(f->doc, "Were ");
    for (size_t i = 0; i < f->count && shown <= LABELS_MOST; i++)
        if (needs_samples(f, &f->classes[i])) {
            doc_text(f->doc, shown ? " and " : "");
            doc_text(f->doc, shown < LABELS_MOST ? f->classes[i].label : "…");
            shown++;
        }
    doc_textf(f->doc, " recognised as often as the other labels, accuracy would be %s.",
              label_percent(f, others));
    doc_textf(f->doc, " %s rests on %s samples: the 95%% interval of its recall is %s to %s.",
              least->label, label_count(f, least->support), fmt_percent(f->arena, least->low, 1),
              fmt_percent(f->arena, least->high, 1));
}

void doc_conclusion(const struct doc_run *report)
{
    const char *model = run_model(report->figures->input->run);
    struct label_facts f;

    if (!label_facts_of(report, &f))
        return;
    doc_heading(f.doc, 2, "Conclusion");
    doc_open(f.doc, BLOCK_PARAGRAPH, 0);
    doc_text(f.doc, model ? model : "The model");
    if (!isnan(f.accuracy)) {
        doc_text(f.doc, " reaches ");
        doc_strong(f.doc, label_percent(&f, f.accuracy));
        doc_textf(f.doc, " accuracy (%s) on %s samples; it", label_band(&f, f.accuracy),
                  label_count(&f, f.total));
    }
    if (f.best->recall > f.worst->recall)
        doc_textf(f.doc, " is best on %s (%s), weakest on %s (%s).", label_among_equals(&f, f.best),
                  label_percent(&f, f.best->recall), label_among_equals(&f, f.worst),
                  label_percent(&f, f.worst->recall));
    else
        doc_textf(f.doc, " has the same recall on every label (%s).",
                  label_percent(&f, f.best->recall));
    rare_labels(&f);
}
