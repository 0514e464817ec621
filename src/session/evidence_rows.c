#include <assay/session/evidence_rows.h>

#include <assay/metrics/classification_source.h>
#include <assay/session/cell_samples.h>
#include <assay/session/filter_print.h>

#include <math.h>
#include <string.h>

/* What a metric of a label counts. */
enum part_of_matrix { ROW, COLUMN, DIAGONAL, ROW_AND_COLUMN, PAIR };

static const struct {
    const char *metric;
    enum part_of_matrix part;
} label_rules[] = {
    {"recall", ROW},         {"support", ROW},         {"support_share", ROW},
    {"rating_band", ROW},    {"row_total", ROW},       {"correct", DIAGONAL},
    {"precision", COLUMN},   {"column_total", COLUMN}, {"f1", ROW_AND_COLUMN},
    {"confused_pair", PAIR}, {"confusion_cell", PAIR},
};

/* Where nothing is said of a metric it is of the samples that are scored. */
static const struct {
    const char *metric, *filter;
    bool of_scored;
} whole_rules[] = {
    {"samples", "", false},
    {"duplicates", "", false},
    {"duplicate_ids", "", false},
    {"invalid_answers", "is:invalid", true},
    {"accuracy_drop", "-is:invalid", true},
    {"unscored", "is:unscored", false},
    {"problems", "", false},
    {"passed", "is:pass", false},
    {"unscored_problems", "is:unscored", false},
    {"error_kind_count", "is:fail", false},
};

struct search {
    const struct run *run;
    const struct quantity *what;
    const struct set_results *results; /* NULL: no labels are compared */
    struct cell_query query;
    const char *split;
    struct arena *arena;
    struct buf filter;
};

static bool find_set(const struct run *run, const struct quantity *what, size_t *set)
{
    size_t count = run_samples_count(run);

    *set = 0;
    if (!what->set && !what->subject)
        return count > 0;
    for (size_t i = 0; i < count; i++) {
        const char *name = run_samples(run, i)->name;

        if ((what->set && strcmp(name, what->set) == 0) ||
            (!what->set && strcmp(name, what->subject) == 0)) {
            *set = i;
            return true;
        }
    }
    return count > 0 && !what->set;
}

static bool find_split(struct search *search)
{
    const char *wanted = search->what->split;
    size_t count = wanted ? run_split_count(search->run) : 0;

    for (size_t i = 0; i < count && !search->split; i++)
        if (strcmp(run_split(search->run, (uint16_t)i), wanted) == 0) {
            search->split = run_split(search->run, (uint16_t)i);
            search->query.split = (uint16_t)i;
        }
    return !wanted || search->split;
}

static bool find_layer(struct search *search)
{
    double at = search->what->at;

    if (isnan(at) || !(run_content(search->run) & RUN_HAS_LAYERS))
        return true;
    if (!(at >= 0.0 && at < UINT16_MAX))
        return false;
    search->query.layer = (uint16_t)at;
    return search->query.layer == at;
}

/* Of labels, the reading of the run's claims. */
static void find_reading(struct search *search)
{
    const struct set_results *results = search->results;

    search->query.reading = READING_STRICT;
    if (results && results->fallback && confusion_invalid_total(results->strict))
        search->query.reading = READING_FALLBACK(results->fallback_label);
}

static const char *label_of(const struct search *search, uint16_t code)
{
    return search->results->labels.names[code];
}

/* ---- figures of a label or of a pair ---- */

static void add_row_and_column(struct search *search, uint16_t label)
{
    struct reading reading = search->query.reading;

    buf_add_char(&search->filter, '(');
    filter_add_equal(&search->filter, "truth", str_of(label_of(search, label)));
    buf_add_c(&search->filter, " or");
    filter_add_equal(&search->filter, "pred", str_of(label_of(search, label)));
    if (reading.kind == READING_KIND_FALLBACK && reading.label == label)
        buf_add_c(&search->filter, " or is:invalid");
    buf_add_char(&search->filter, ')');
}

static bool find_labels(struct search *search, enum part_of_matrix part, uint16_t *truth,
                        uint16_t *prediction)
{
    const char *subject = search->what->subject;

    if (part == PAIR)
        return label_pair(search->results, str_of(subject), search->arena, truth, prediction) &&
               *truth < search->results->labels.count;
    *truth = *prediction = set_results_label(search->results, subject);
    return *truth != LABEL_MISSING;
}

static bool add_labels(struct search *search, enum part_of_matrix part)
{
    struct cell_query *query = &search->query;
    uint16_t truth, prediction;

    if (!find_labels(search, part, &truth, &prediction))
        return false;
    /* Where such answers count as a label none is left outside. */
    if (prediction == LABEL_INVALID && query->reading.kind == READING_KIND_FALLBACK)
        return false;
    if (part == ROW_AND_COLUMN)
        add_row_and_column(search, truth);
    if (part == ROW || part == DIAGONAL || part == PAIR)
        query->truth = truth;
    if (part == COLUMN || part == DIAGONAL || part == PAIR)
        query->prediction = prediction;
    cell_filter(query, search->split, &search->filter);
    return true;
}

/* ---- figures of all samples ---- */

/* Of all right answers: those that the reading makes right too. */
static void add_right(struct search *search)
{
    struct reading reading = search->query.reading;

    if (reading.kind != READING_KIND_FALLBACK) {
        buf_add_c(&search->filter, "is:pass");
    } else {
        buf_add_c(&search->filter, "(is:pass or is:invalid");
        filter_add_equal(&search->filter, "truth", str_of(label_of(search, reading.label)));
        buf_add_char(&search->filter, ')');
    }
    cell_filter_part(&search->query, search->split, &search->filter);
}

static bool add_whole(struct search *search)
{
    const struct quantity *what = search->what;
    bool scored = search->results != NULL;

    if (!what->subject && strcmp(what->metric, "correct") == 0) {
        add_right(search);
        return true;
    }
    if (what->subject && strcmp(what->metric, "error_kind_count") == 0)
        filter_add_equal(&search->filter, "error", str_of(what->subject));
    else if (what->subject && strcmp(search->query.samples->name, what->subject) != 0)
        return false;
    for (size_t i = 0; i < sizeof(whole_rules) / sizeof(*whole_rules); i++)
        if (strcmp(whole_rules[i].metric, what->metric) == 0) {
            buf_addf(&search->filter, "%s%s", search->filter.len ? " " : "", whole_rules[i].filter);
            scored = scored && whole_rules[i].of_scored;
        }
    if (scored)
        cell_filter(&search->query, search->split, &search->filter);
    else
        cell_filter_part(&search->query, search->split, &search->filter);
    return true;
}

static bool add_rows(struct search *search)
{
    if (!find_split(search) || !find_layer(search))
        return false;
    find_reading(search);
    for (size_t i = 0;
         search->what->subject && search->results && i < sizeof(label_rules) / sizeof(*label_rules);
         i++)
        if (strcmp(label_rules[i].metric, search->what->metric) == 0)
            return add_labels(search, label_rules[i].part);
    return add_whole(search);
}

const char *evidence_rows(const struct assessed *input, const struct quantity *what,
                          struct arena *arena, size_t *set)
{
    struct search search = {.run = input->run, .what = what, .arena = arena};
    const char *filter = NULL;

    if (!find_set(input->run, what, set))
        return NULL;
    search.results = input->results->sets[*set];
    search.query = (struct cell_query){
        run_samples(input->run, *set), READING_STRICT, CELL_ANY, CELL_ANY, UINT16_MAX, UINT16_MAX};
    if (add_rows(&search))
        filter =
            arena_strndup(arena, search.filter.ptr ? search.filter.ptr : "", search.filter.len);
    buf_release(&search.filter);
    return filter;
}
