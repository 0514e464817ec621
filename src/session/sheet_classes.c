#include <assay/session/sheet_classes.h>

#include <assay/metrics/classification.h>
#include <assay/metrics/interval.h>
#include <assay/metrics/set_results.h>
#include <assay/session/matrices.h>

#include <math.h>
#include <stdlib.h>

static const struct metric *share(void)
{
    return metric_of_unit(UNIT_SHARE);
}

static struct quantity of_label(const char *metric, const char *label, const char *set)
{
    struct quantity what = QUANTITY(metric);

    what.subject = label;
    what.set = set;
    return what;
}

/* ---- classes ---- */

static const struct sheet_column class_columns[] = {
    {"set", "Set"},
    {"label", "Label"},
    {"support", "Samples"},
    {"share", "Share"},
    {"correct", "Correct"},
    {"predicted", "Predicted"},
    {"precision", "Precision"},
    {"recall", "Recall"},
    {"low", "95% from"},
    {"high", "to"},
    {"f1", "F1"},
    {"band", "Band"},
    {"weight_largest", "Weight"},
    {"weight_balanced", "Balanced weight"},
    {NULL, NULL},
};

struct class_figures {
    const char *set, *label;
    double support, share, correct, predicted;
    struct prf prf;
    struct interval interval;
    double largest, balanced; /* weights */
};

static void add_marked(struct sheet *sheet, const struct figures *figures,
                       const struct class_figures *c, const char *metric, enum metric_unit unit,
                       double value)
{
    struct quantity what = of_label(metric, c->label, c->set);

    sheet_number(sheet, metric_of_unit(unit), value);
    sheet_mark(sheet, figures_mark(figures, &what));
}

static void add_class(struct sheet *sheet, const struct figures *figures,
                      const struct class_figures *c)
{
    const struct rating_band *bands = figures->input->results->options.bands;
    size_t band = rating_band(bands, RATING_BAND_COUNT, c->prf.recall);
    struct quantity rating = of_label("rating_band", c->label, c->set);

    sheet_text(sheet, c->set);
    sheet_text(sheet, c->label);
    add_marked(sheet, figures, c, "support", UNIT_COUNT, c->support);
    add_marked(sheet, figures, c, "support_share", UNIT_SHARE, c->share);
    add_marked(sheet, figures, c, "correct", UNIT_COUNT, c->correct);
    sheet_number(sheet, metric_of_unit(UNIT_COUNT), c->predicted);
    add_marked(sheet, figures, c, "precision", UNIT_SHARE, c->prf.precision);
    add_marked(sheet, figures, c, "recall", UNIT_SHARE, c->prf.recall);
    sheet_number(sheet, share(), c->interval.low);
    sheet_number(sheet, share(), c->interval.high);
    add_marked(sheet, figures, c, "f1", UNIT_SHARE, c->prf.f1);
    sheet_text(sheet, band < RATING_BAND_COUNT ? bands[band].name : NULL);
    sheet_mark(sheet, figures_mark(figures, &rating));
    add_marked(sheet, figures, c, "class_weight_largest", UNIT_RATIO, c->largest);
    add_marked(sheet, figures, c, "class_weight_balanced", UNIT_RATIO, c->balanced);
}

static void add_matrix(struct sheet *sheet, const struct figures *figures,
                       const struct matrix_view *view)
{
    const struct confusion *cm = view->matrix;
    size_t n = view->labels.count;
    double *largest = arena_zalloc(figures->arena, n, sizeof(*largest));
    double *balanced = arena_zalloc(figures->arena, n, sizeof(*balanced));

    classification_weights(cm, CLASS_WEIGHT_LARGEST, largest);
    classification_weights(cm, CLASS_WEIGHT_BALANCED, balanced);
    for (size_t k = 0; k < n; k++) {
        uint64_t support = confusion_support(cm, k), correct = confusion_at(cm, k, k);
        struct class_figures c = {
            .set = view->set,
            .label = view->labels.names[k],
            .support = (double)support,
            .share = classification_share(cm, k),
            .correct = (double)correct,
            .predicted = (double)confusion_predicted(cm, k),
            .prf = classification_label(cm, k),
            .interval = interval_wilson(correct, support, 0.95),
            .largest = largest[k],
            .balanced = balanced[k],
        };

        add_class(sheet, figures, &c);
    }
}

/* Rows of a given table, where nothing else is there. */
static void add_table(struct sheet *sheet, const struct figures *figures,
                      const struct class_table *table)
{
    for (size_t i = 0; table && i < table->count; i++) {
        const struct class_row *row = &table->rows[i];
        struct class_figures c = {
            .label = row->label,
            .support = row->support,
            .share = NAN,
            .correct = NAN,
            .predicted = NAN,
            .prf = {row->precision, row->recall, row->f1},
            .interval = {NAN, NAN},
            .largest = NAN,
            .balanced = NAN,
        };

        add_class(sheet, figures, &c);
    }
}

const struct sheet *sheet_classes(const struct figures *figures)
{
    struct sheet *sheet =
        sheet_new(figures->arena, "classes", "Per-Class Performance", class_columns);
    size_t count;
    const struct matrix_view *views = matrices_of(figures, &count);

    for (size_t i = 0; i < count; i++)
        add_matrix(sheet, figures, &views[i]);
    if (count == 0)
        add_table(sheet, figures, run_classes(figures->input->run));
    return sheet->cell_count ? sheet : NULL;
}

/* ---- cells and pairs ---- */

static const char *prediction_name(const struct label_set *labels, uint16_t code)
{
    return code < labels->count ? labels->names[code] : NULL;
}

static int by_place(const void *a, const void *b)
{
    const struct confusion_cell *x = a, *y = b;

    if (x->truth != y->truth)
        return x->truth < y->truth ? -1 : 1;
    return (x->prediction > y->prediction) - (x->prediction < y->prediction);
}

/* The cells that are not zero by row and column, the invalid column last. */
static struct confusion_cell *sorted_cells(const struct confusion *cm, struct arena *arena,
                                           size_t *count)
{
    struct confusion_cell cell, *cells;
    size_t at = 0;

    for (*count = 0; confusion_next(cm, &at, &cell);)
        ++*count;
    cells = arena_zalloc(arena, *count, sizeof(*cells));
    at = 0;
    for (size_t i = 0; confusion_next(cm, &at, &cell); i++)
        cells[i] = cell;
    qsort(cells, *count, sizeof(*cells), by_place);
    return cells;
}

const struct sheet *sheet_confusion(const struct figures *figures)
{
    static const struct sheet_column columns[] = {
        {"set", "Set"},       {"reading", "Reading"},
        {"truth", "Truth"},   {"prediction", "Prediction"},
        {"count", "Samples"}, {NULL, NULL},
    };
    struct sheet *sheet = sheet_new(figures->arena, "confusion", "Confusion Matrix", columns);
    size_t views, cells;
    const struct matrix_view *view = matrices_of(figures, &views);

    for (; views--; view++) {
        const struct confusion_cell *cell = sorted_cells(view->matrix, figures->arena, &cells);

        for (; cells--; cell++) {
            sheet_text(sheet, view->set);
            sheet_text(sheet, view->reading);
            sheet_text(sheet, view->labels.names[cell->truth]);
            sheet_text(sheet, prediction_name(&view->labels, cell->prediction));
            sheet_count(sheet, cell->count);
        }
    }
    return sheet->cell_count ? sheet : NULL;
}

const struct sheet *sheet_confused_pairs(const struct figures *figures)
{
    static const struct sheet_column columns[] = {
        {"set", "Set"},
        {"truth", "Truth"},
        {"prediction", "Prediction"},
        {"count", "Samples"},
        {"share_of_errors", "Of all errors"},
        {"share_of_truth", "Of the label"},
        {NULL, NULL},
    };
    struct sheet *sheet = sheet_new(figures->arena, "confused_pairs", "Confused Pairs", columns);
    size_t views, pairs;
    const struct matrix_view *view = matrices_of(figures, &views);

    for (; views--; view++) {
        const struct confused_pair *pair =
            classification_confused_pairs(figures->arena, view->matrix, &pairs);

        for (; pairs--; pair++) {
            sheet_text(sheet, view->set);
            sheet_text(sheet, view->labels.names[pair->truth]);
            sheet_text(sheet, prediction_name(&view->labels, pair->prediction));
            sheet_count(sheet, pair->count);
            sheet_number(sheet, share(), pair->share_of_errors);
            sheet_number(sheet, share(), pair->share_of_row);
        }
    }
    return sheet->cell_count ? sheet : NULL;
}

/* ---- answers outside the label set ---- */

enum { ANSWERS_MOST = 1000 };

struct answer {
    uint32_t raw; /* interned */
    uint16_t truth;
    size_t count, first;
};

static struct answer *find_answer(struct answer *answers, size_t *count, uint32_t raw,
                                  uint16_t truth)
{
    for (size_t i = 0; i < *count; i++)
        if (answers[i].raw == raw && answers[i].truth == truth)
            return &answers[i];
    if (*count == ANSWERS_MOST)
        return NULL;
    answers[*count] = (struct answer){.raw = raw, .truth = truth};
    return &answers[(*count)++];
}

/* The counts tell cheaply that there is none, which is the rule. */
static bool may_have_invalid(const struct matrix_view *view)
{
    const struct confusion *strict = view->results->strict;

    return view->samples && (confusion_invalid_total(strict) || confusion_truth_outside(strict) ||
                             confusion_unscored(strict));
}

static void add_answers(struct sheet *sheet, const struct figures *figures,
                        const struct matrix_view *view)
{
    const struct samples *samples = view->samples;
    struct answer *answers = arena_zalloc(figures->arena, ANSWERS_MOST, sizeof(*answers));
    size_t count = 0;

    for (size_t i = 0; i < samples->count; i++) {
        struct answer *answer;

        if (samples->prediction[i] != LABEL_INVALID)
            continue;
        answer = find_answer(answers, &count, samples->raw ? samples->raw[i] : UINT32_MAX,
                             samples->truth[i]);
        if (answer && answer->count++ == 0)
            answer->first = i;
    }
    for (size_t i = 0; i < count; i++) {
        char room[SAMPLE_ID_ROOM];
        struct str id = samples_id(samples, answers[i].first, room);
        const char *truth = prediction_name(&view->labels, answers[i].truth);
        struct str raw = run_text(figures->input->run, answers[i].raw);

        sheet_text(sheet, view->set);
        sheet_text(sheet, truth ? truth : "(none)");
        sheet_text(sheet, arena_strndup(figures->arena, raw.len ? raw.ptr : "", raw.len));
        sheet_count(sheet, answers[i].count);
        sheet_text(sheet, arena_strndup(figures->arena, id.ptr, id.len));
    }
}

const struct sheet *sheet_invalid_answers(const struct figures *figures)
{
    static const struct sheet_column columns[] = {
        {"set", "Set"},     {"truth", "Truth"},        {"answer", "Answer"},
        {"count", "Times"}, {"first", "First sample"}, {NULL, NULL},
    };
    struct sheet *sheet =
        sheet_new(figures->arena, "invalid_answers", "Answers Outside the Label Set", columns);
    size_t views;
    const struct matrix_view *view = matrices_of(figures, &views);

    for (; views--; view++)
        if (may_have_invalid(view))
            add_answers(sheet, figures, view);
    return sheet->cell_count ? sheet : NULL;
}
