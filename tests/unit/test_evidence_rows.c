#include "check.h"

#include <assay/metrics/audit.h>
#include <assay/model/run_builder.h>
#include <assay/session/evidence_rows.h>
#include <assay/session/filter_select.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { ROWS = 600 };

static const char *const labels[] = {"calm", "very sad", "fear-ful"};
static const char *const answers[] = {"calm", "very sad", "fear-ful", "xyz", "", "calm"};

/* Three labels, answers outside them and answers that are missing, in two splits. */
static struct run *make_run(const char *fallback)
{
    struct run_builder *builder = run_builder_new("r", "r", "classification");
    struct sample_writer *writer = builder_samples(builder, "");
    uint16_t *truth, *prediction, *split;
    double *score;
    uint32_t state = 11;

    for (size_t i = 0; i < 3; i++)
        sample_writer_label(writer, str_of(labels[i]));
    sample_writer_close_labels(writer);
    sample_writer_add(writer, ROWS);
    truth = sample_writer_truth(writer);
    prediction = sample_writer_prediction(writer);
    split = sample_writer_split(writer);
    score = sample_writer_score(writer);
    for (size_t i = 0; i < ROWS; i++) {
        state = state * 1664525u + 1013904223u;
        truth[i] = (uint16_t)((state >> 16) % 3);
        prediction[i] = sample_writer_label(writer, str_of(answers[(state >> 24) % 6]));
        split[i] = builder_split(builder, state >> 20 & 1 ? STR("test") : STR("dev"));
        score[i] = 0.5;
    }
    if (fallback)
        builder_fallback(builder, fallback);
    return run_builder_finish(builder);
}

struct place {
    struct run *run;
    struct arena *arena;
    struct assessed input;
    const char *split;
};

static struct place place_of(const char *fallback)
{
    struct place place = {.run = make_run(fallback), .arena = arena_new()};
    struct results *results = results_new(place.run, NULL, place.arena);

    place.input.run = place.run;
    place.input.results = results;
    return place;
}

static void release(struct place *place)
{
    run_free(place->run);
    arena_free(place->arena);
}

static struct quantity quantity_of(const struct place *place, const char *metric,
                                   const char *subject)
{
    return (struct quantity){metric, subject, NULL, place->split, NAN};
}

static struct figure figure_of(const struct place *place, const char *metric, const char *subject)
{
    struct quantity what = quantity_of(place, metric, subject);
    struct figure figure;

    metric_compute(place->input.results, &what, FILE_NONE, place->arena, &figure);
    return figure;
}

/* How many samples the figure's filter selects; SIZE_MAX when there is none. */
static size_t opened(const struct place *place, const char *metric, const char *subject)
{
    struct quantity what = quantity_of(place, metric, subject);
    struct sample_scope *scope = sample_scope_new(place->run, run_samples(place->run, 0));
    struct filter_vocabulary vocabulary = sample_vocabulary(scope);
    size_t set;
    const char *text = evidence_rows(&place->input, &what, place->arena, &set);
    struct row_list rows = {0};
    struct filter *filter = NULL;
    size_t count = SIZE_MAX;

    if (text) {
        filter = filter_parse(&vocabulary, str_of(text), NULL, NULL);
        if (CHECK(text[0] == '\0' || filter != NULL) &&
            CHECK(filter_select(filter, scope, &rows, NULL)))
            count = rows.count;
    }
    filter_free(filter);
    row_list_release(&rows);
    sample_scope_free(scope);
    return count;
}

static double value_of(const struct place *place, const char *metric, const char *subject)
{
    return figure_of(place, metric, subject).value;
}

static void check_label(const struct place *place, const char *label)
{
    static const char *const counts[] = {"support", "correct", "row_total", "column_total"};
    double row = value_of(place, "row_total", label), column;

    for (size_t i = 0; i < 4; i++)
        CHECK_INT(opened(place, counts[i], label), value_of(place, counts[i], label));
    column = value_of(place, "column_total", label);
    CHECK_INT(opened(place, "recall", label), row);
    CHECK_INT(opened(place, "precision", label), column);
    CHECK_INT(opened(place, "f1", label), row + column - value_of(place, "correct", label));
    for (size_t i = 0; i < 3; i++) {
        const char *pair = arena_printf(place->arena, "%s>%s", label, labels[i]);

        CHECK_INT(opened(place, "confusion_cell", pair), value_of(place, "confusion_cell", pair));
    }
}

static bool counts_no_samples(const char *metric)
{
    return strcmp(metric, "labels") == 0 || strcmp(metric, "duplicate_ids") == 0;
}

/* A count opens what it counts, any other figure what it was taken over. */
static void check_whole(const struct place *place)
{
    size_t checked = 0;
    const struct metric *metric;

    for (size_t i = 0; (metric = metric_at(i)); i++) {
        struct figure figure = figure_of(place, metric->name, NULL);

        if (figure.evidence != EVIDENCE_SAMPLES || counts_no_samples(metric->name))
            continue;
        checked++;
        if (!CHECK_INT(opened(place, metric->name, NULL),
                       metric->unit == UNIT_COUNT ? (uint64_t)figure.value : figure.n))
            printf("%s\n", metric->name);
    }
    CHECK(checked > 15);
}

TEST(a_figure_opens_exactly_the_samples_it_counts_under_the_reading_of_the_run)
{
    static const char *const fallbacks[] = {NULL, "calm", "very sad"};
    static const char *const splits[] = {NULL, "test", "dev"};

    for (size_t f = 0; f < 3; f++) {
        struct place place = place_of(fallbacks[f]);

        for (size_t s = 0; s < 3; s++) {
            place.split = splits[s];
            check_whole(&place);
            for (size_t i = 0; i < 3; i++)
                check_label(&place, labels[i]);
        }
        release(&place);
    }
}

TEST(a_figure_that_no_filter_gives_opens_nothing)
{
    struct place place = place_of("calm");

    CHECK(opened(&place, "recall", "nobody") == SIZE_MAX);
    CHECK(opened(&place, "confusion_cell", "calm>(invalid)") == SIZE_MAX);
    place.split = "another";
    CHECK(opened(&place, "recall", "calm") == SIZE_MAX);
    release(&place);
}
