#include <assay/report/md_findings.h>

#include <assay/base/fmt.h>
#include <assay/base/quote.h>
#include <assay/metrics/classification.h>
#include <assay/report/md_classes.h>
#include <assay/report/md_out.h>
#include <assay/session/headline.h>

#include <math.h>
#include <string.h>

enum {
    PAIRS_MOST = 50,
    ANSWERS_MOST = 20,
    OF_LABEL_MOST = 4,  /* confusions named beside a label */
    LABELS_MOST = 30,   /* of one list */
    WEIGHTS_MOST = 200, /* labels of the dictionaries to paste */
    PAIRS_JOINED = 200, /* looked at for a confusion both ways */
};

/* From here on a label is called strong; below, weak; and a data set imbalanced. */
#define STRONG_RECALL     0.90
#define WEAK_RECALL       0.80
#define OFTEN             1.25 /* predicted to samples */
#define IMBALANCED_RATIO  3.0
#define SHARE_BELOW_EQUAL 0.5 /* of 1 / labels: underrepresented */

struct facts {
    const struct md_report *report;
    struct buf *out;
    struct arena *arena;
    struct md_class *classes;
    size_t count;
    const struct sheet *pairs; /* NULL when nothing was confused */
    const struct md_class *largest, *best, *worst;
    double accuracy, total;
};

static struct facts gather(const struct md_report *report)
{
    struct facts f = {.report = report, .out = report->out, .arena = report->figures->arena};
    struct quantity accuracy = QUANTITY("accuracy");

    f.classes = md_class_rows(report, &f.count);
    f.pairs = sheets_find(&report->sheets, "confused_pairs");
    f.accuracy = figures_value(report->figures, &accuracy);
    for (size_t i = 0; i < f.count; i++) {
        const struct md_class *c = &f.classes[i];

        if (!(c->support > 0.0))
            continue;
        f.total += c->support;
        if (!f.largest || c->support > f.largest->support)
            f.largest = c;
        if (!f.best || c->recall > f.best->recall)
            f.best = c;
        if (!f.worst || c->recall < f.worst->recall)
            f.worst = c;
    }
    return f;
}

static const char *percent(const struct facts *f, double share)
{
    return fmt_percent(f->arena, share, 2);
}

static const char *count_text(const struct facts *f, double count)
{
    return count >= 0.0 ? fmt_count(f->arena, (uint64_t)count) : "–";
}

/* False when the list is long enough. */
static bool label_line(const struct facts *f, const struct md_class *c, size_t shown,
                       const char *more)
{
    if (shown == LABELS_MOST) {
        buf_add_c(f->out, "   - …\n");
        return false;
    }
    buf_add_c(f->out, "   - ");
    md_text(f->out, c->label);
    buf_addf(f->out, ": %s recall, %s samples (%s of all)%s\n", percent(f, c->recall),
             count_text(f, c->support), fmt_percent(f->arena, c->share, 1), more);
    return true;
}

/* ---- the pairs of one truth ---- */

static bool is_pair_of(const struct facts *f, size_t row, const char *truth)
{
    return strcmp(sheet_get_text(f->pairs, row, "set"), sheet_get_text(f->pairs, 0, "set")) == 0 &&
           strcmp(sheet_get_text(f->pairs, row, "truth"), truth) == 0;
}

static const char *predicted_of(const struct facts *f, size_t row)
{
    const char *predicted = sheet_get_text(f->pairs, row, "prediction");

    return predicted[0] ? predicted : "(outside the label set)";
}

/* "neutral (10), angry (10), sad (6), …". */
static void confused_with(const struct facts *f, const char *truth)
{
    size_t shown = 0;

    for (size_t row = 0; f->pairs && row < sheet_rows(f->pairs); row++) {
        if (!is_pair_of(f, row, truth))
            continue;
        if (shown == OF_LABEL_MOST) {
            buf_add_c(f->out, ", …");
            return;
        }
        buf_add_c(f->out, shown++ ? ", " : "");
        md_text(f->out, predicted_of(f, row));
        buf_addf(f->out, " (%s)", count_text(f, sheet_get_number(f->pairs, row, "count")));
    }
}

/* ---- key findings ---- */

static const char *band_name(const struct facts *f, double share)
{
    const struct rating_band *bands = f->report->figures->input->results->options.bands;
    size_t band = rating_band(bands, RATING_BAND_COUNT, share);

    return band < RATING_BAND_COUNT ? bands[band].name : "undefined";
}

static int strengths(const struct facts *f)
{
    int n = 0;

    if (f->accuracy >= WEAK_RECALL)
        buf_addf(f->out, "%d. **Overall accuracy:** %s across %s samples (%s)\n", ++n,
                 percent(f, f->accuracy), count_text(f, f->total), band_name(f, f->accuracy));
    for (size_t i = 0, shown = 0; i < f->count; i++) {
        const struct md_class *c = &f->classes[i];

        if (!(c->recall >= STRONG_RECALL))
            continue;
        if (shown == 0)
            buf_addf(f->out, "%d. **Strong labels:**\n", ++n);
        if (!label_line(f, c, shown++, c == f->largest ? ", the largest label" : ""))
            break;
    }
    return n;
}

static bool is_rare(const struct facts *f, const struct md_class *c)
{
    return c->support > 0.0 && c->share < SHARE_BELOW_EQUAL / (double)f->count;
}

static int imbalance(const struct facts *f, int n)
{
    struct quantity ratio = QUANTITY("imbalance_ratio");
    double value = figures_value(f->report->figures, &ratio);
    size_t shown = 0;
    bool any = false;

    for (size_t i = 0; i < f->count; i++) {
        if (!is_rare(f, &f->classes[i]))
            continue;
        if (!any)
            buf_addf(f->out, "%d. **Class imbalance:**%s\n", ++n,
                     value >= IMBALANCED_RATIO
                         ? arena_printf(f->arena, " largest to smallest label %.1f to 1", value)
                         : "");
        any = true;
        if (!label_line(f, &f->classes[i], shown++, ""))
            break;
    }
    return n;
}

static int weak_labels(const struct facts *f, int n)
{
    int before = n;

    for (size_t i = 0; i < f->count && n < before + LABELS_MOST; i++) {
        const struct md_class *c = &f->classes[i];

        if (!(c->recall < STRONG_RECALL) || !(c->support > c->correct))
            continue;
        buf_addf(f->out, "%d. **", ++n);
        md_text(f->out, c->label);
        buf_addf(f->out, ":** %s recall%s; taken for ", percent(f, c->recall),
                 c == f->worst ? ", the hardest label" : "");
        confused_with(f, c->label);
        buf_add_char(f->out, '\n');
    }
    return n;
}

static int never_predicted(const struct facts *f, int n)
{
    size_t shown = 0;

    for (size_t i = 0; i < f->count && shown <= LABELS_MOST; i++) {
        if (f->classes[i].predicted != 0.0 || !(f->classes[i].support > 0.0))
            continue;
        if (shown)
            buf_add_c(f->out, ", ");
        else
            buf_addf(f->out, "%d. **Never predicted:** ", ++n);
        if (shown++ < LABELS_MOST)
            md_text(f->out, f->classes[i].label);
        else
            buf_add_c(f->out, "…");
    }
    if (shown)
        buf_add_char(f->out, '\n');
    return n;
}

static void key_findings(const struct facts *f)
{
    int n;

    md_heading(f->out, 2, "Key Findings");
    md_heading(f->out, 3, "Strengths");
    if (strengths(f) == 0)
        buf_add_c(f->out, "No label is recognised in 90% of its samples or more.\n");
    md_heading(f->out, 3, "Challenges");
    n = imbalance(f, 0);
    n = weak_labels(f, n);
    if (never_predicted(f, n) == 0)
        buf_add_c(f->out, "Every label is recognised in 90% of its samples or more.\n");
}

/* ---- error analysis ---- */

static void patterns(const struct facts *f)
{
    static const struct sheet_column columns[] = {
        {"truth", "True label"},     {"prediction", "Predicted"}, {"count", "Count"},
        {"errors", "Of all errors"}, {"row", "Of the label"},     {NULL, NULL},
    };
    struct sheet *top = sheet_new(f->arena, "patterns", "", columns);
    size_t rows = sheet_rows(f->pairs);

    md_heading(f->out, 3, "Top Misclassification Patterns");
    for (size_t row = 0; row < rows && row < PAIRS_MOST; row++) {
        sheet_text(top, sheet_get_text(f->pairs, row, "truth"));
        sheet_text(top, predicted_of(f, row));
        sheet_count(top, (uint64_t)sheet_get_number(f->pairs, row, "count"));
        sheet_text(top,
                   fmt_percent(f->arena, sheet_get_number(f->pairs, row, "share_of_errors"), 1));
        sheet_text(top,
                   fmt_percent(f->arena, sheet_get_number(f->pairs, row, "share_of_truth"), 1));
    }
    md_sheet(f->out, top, NULL);
    if (rows > PAIRS_MOST)
        buf_addf(f->out, "\n%zu more pairs are in tables/confused_pairs.csv.\n", rows - PAIRS_MOST);
}

static const char *reading_of(const struct run *run, struct arena *arena)
{
    const char *fallback = run_fallback(run);

    return fallback ? arena_printf(arena, "counted as %s (fallback reading)", fallback)
                    : "an error in a column of its own (strict reading)";
}

static void invalid_answers(const struct facts *f)
{
    const struct sheet *answers = sheets_find(&f->report->sheets, "invalid_answers");
    const struct run *run = f->report->figures->input->run;
    size_t rows = answers ? sheet_rows(answers) : 0;

    if (rows == 0)
        return;
    md_heading(f->out, 3, "Answers Outside the Label Set");
    for (size_t row = 0; row < rows && row < ANSWERS_MOST; row++) {
        buf_addf(f->out, "- **%s:** the model answered \"",
                 count_text(f, sheet_get_number(answers, row, "count")));
        md_text(f->out, sheet_get_text(answers, row, "answer"));
        buf_add_c(f->out, "\" where the truth is ");
        md_text(f->out, sheet_get_text(answers, row, "truth"));
        buf_add_c(f->out, " (first: sample ");
        md_text(f->out, sheet_get_text(answers, row, "first"));
        buf_add_c(f->out, ")\n");
    }
    if (rows > ANSWERS_MOST)
        buf_addf(f->out, "- … %zu further kinds in tables/invalid_answers.csv\n",
                 rows - ANSWERS_MOST);
    buf_add_c(f->out, "- **Reading:** ");
    md_text(f->out, reading_of(run, f->arena));
    buf_add_char(f->out, '\n');
}

static void error_analysis(const struct facts *f)
{
    if (!sheets_find(&f->report->sheets, "confusion"))
        return;
    md_heading(f->out, 2, "Error Analysis");
    if (f->pairs)
        patterns(f);
    else
        buf_add_c(f->out, "No sample was misclassified.\n");
    invalid_answers(f);
}

/* ---- insights ---- */

static double pair_count(const struct facts *f, const char *truth, const char *prediction)
{
    for (size_t row = 0; row < sheet_rows(f->pairs); row++)
        if (is_pair_of(f, row, truth) &&
            strcmp(sheet_get_text(f->pairs, row, "prediction"), prediction) == 0)
            return sheet_get_number(f->pairs, row, "count");
    return 0.0;
}

/* The two labels most often taken for each other: the best sum of both ways, first of equals. */
static void strongest_both_ways(const struct facts *f)
{
    size_t rows = sheet_rows(f->pairs), best = SIZE_MAX;
    double most = 0.0, back = 0.0;

    /* Pairs come by falling count: past half of the best sum no pair can beat it. */
    for (size_t row = 0; row < rows && row < PAIRS_JOINED; row++) {
        const char *truth = sheet_get_text(f->pairs, row, "truth");
        const char *prediction = sheet_get_text(f->pairs, row, "prediction");
        double one = sheet_get_number(f->pairs, row, "count"), other;

        if (2.0 * one < most || !is_pair_of(f, row, truth))
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
    buf_add_c(f->out, "- Strongest confusion, both ways: ");
    md_text(f->out, sheet_get_text(f->pairs, best, "truth"));
    buf_add_c(f->out, " and ");
    md_text(f->out, sheet_get_text(f->pairs, best, "prediction"));
    buf_addf(f->out, " (%s and %s)\n", count_text(f, most - back), count_text(f, back));
}

static void named(const struct facts *f, const char *what, const struct md_class *c)
{
    if (!c)
        return;
    buf_addf(f->out, "- %s: ", what);
    md_text(f->out, c->label);
    buf_addf(f->out, " (%s recall, %s of %s)\n", percent(f, c->recall), count_text(f, c->correct),
             count_text(f, c->support));
}

static void insights(const struct facts *f)
{
    md_heading(f->out, 2, "Insights");
    named(f, "Easiest label", f->best);
    if (f->worst != f->best)
        named(f, "Hardest label", f->worst);
    if (f->pairs)
        strongest_both_ways(f);
    for (size_t i = 0, shown = 0; i < f->count && shown < LABELS_MOST; i++)
        if (f->classes[i].predicted > OFTEN * f->classes[i].support &&
            f->classes[i].support > 0.0) {
            shown++;
            buf_add_c(f->out, "- Predicted more often than there are samples: ");
            md_text(f->out, f->classes[i].label);
            buf_addf(f->out, " (%s times, %s samples)\n", count_text(f, f->classes[i].predicted),
                     count_text(f, f->classes[i].support));
        }
}

/* ---- recommendations ---- */

enum weight_kind { WEIGHT_LARGEST, WEIGHT_BALANCED };

/* A Python dictionary; JSON's string is one of Python's. */
static void weights(const struct facts *f, enum weight_kind kind, struct buf *code)
{
    size_t shown = 0;
    double seen = 0.0;

    for (size_t i = 0; i < f->count; i++)
        seen += f->classes[i].support > 0.0;
    buf_addf(code, "%s = {\n", kind == WEIGHT_LARGEST ? "class_weights" : "class_weights_balanced");
    for (size_t i = 0; i < f->count; i++) {
        const struct md_class *c = &f->classes[i];

        if (!(c->support > 0.0))
            continue;
        if (shown++ == WEIGHTS_MOST) {
            buf_add_c(code, "    # … tables/classes.csv has the rest\n");
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

static void weight_code(const struct facts *f)
{
    struct buf code = {.ptr = NULL};

    buf_add_c(f->out, "Class weights, largest label / label and total / (labels x label):\n\n");
    weights(f, WEIGHT_LARGEST, &code);
    weights(f, WEIGHT_BALANCED, &code);
    md_fence(f->out, "python", buf_str(&code));
    buf_release(&code);
    buf_add_char(f->out, '\n');
}

static void recommendations(const struct facts *f)
{
    md_heading(f->out, 2, "Recommendations");
    if (!isnan(f->largest->weight_largest))
        weight_code(f);
    for (size_t i = 0, shown = 0; i < f->count && shown < LABELS_MOST; i++)
        if (is_rare(f, &f->classes[i]) && f->classes[i].recall < WEAK_RECALL) {
            shown++;
            buf_add_c(f->out, "- Collect more samples of ");
            md_text(f->out, f->classes[i].label);
            buf_addf(f->out, ": %s of %s\n", count_text(f, f->classes[i].support),
                     count_text(f, f->total));
        }
    if (sheets_find(&f->report->sheets, "invalid_answers"))
        buf_add_c(f->out, "- Constrain the answers to the label set\n");
}

static bool applies(const struct md_report *report)
{
    return sheets_find(&report->sheets, "classes") &&
           !(run_content(report->figures->input->run) & RUN_HAS_LAYERS);
}

void md_findings(const struct md_report *report)
{
    struct facts f;

    if (!applies(report))
        return;
    f = gather(report);
    if (!f.largest)
        return;
    key_findings(&f);
    error_analysis(&f);
    insights(&f);
    recommendations(&f);
}

void md_conclusion(const struct md_report *report)
{
    const char *model = run_model(report->figures->input->run);
    struct facts f;

    if (!applies(report))
        return;
    f = gather(report);
    if (!f.largest)
        return;
    md_heading(f.out, 2, "Conclusion");
    md_text(f.out, model ? model : "The model");
    if (!isnan(f.accuracy))
        buf_addf(f.out, " reaches **%s** accuracy (%s) on %s samples;", percent(&f, f.accuracy),
                 band_name(&f, f.accuracy), count_text(&f, f.total));
    buf_add_c(f.out, " is best on ");
    md_text(f.out, f.best->label);
    buf_addf(f.out, " (%s), weakest on ", percent(&f, f.best->recall));
    md_text(f.out, f.worst->label);
    buf_addf(f.out, " (%s).\n", percent(&f, f.worst->recall));
}
