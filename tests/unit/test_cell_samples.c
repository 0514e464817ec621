#include "check.h"

#include <assay/model/run_builder.h>
#include <assay/session/cell_samples.h>
#include <assay/session/filter_select.h>

#include <stdlib.h>
#include <string.h>

static const char *const names[] = {"happy", "very sad", "say \"x\""};

/* 1,000 samples of three labels, every kind of code among them; splits and layers by turns. */
static struct run *thousand(void)
{
    struct run_builder *b = run_builder_new("r", "r", "classification");
    struct sample_writer *w = builder_samples(b, "");
    uint16_t *truth, *prediction, *split, *step;
    uint32_t state = 7;

    for (size_t i = 0; i < 3; i++)
        sample_writer_label(w, str_of(names[i]));
    sample_writer_add(w, 1000);
    truth = sample_writer_truth(w);
    prediction = sample_writer_prediction(w);
    split = sample_writer_split(w);
    step = sample_writer_step(w);
    for (size_t i = 0; i < 1000; i++) {
        static const uint16_t codes[] = {0, 1, 2, LABEL_INVALID, LABEL_MISSING};

        state = state * 1664525u + 1013904223u;
        truth[i] = codes[(state >> 16) % 5];
        prediction[i] = codes[(state >> 24) % 5];
        split[i] = builder_split(b, i % 2 ? STR("test") : STR("train"));
        step[i] = (uint16_t)(i % 3);
    }
    return run_builder_finish(b);
}

static struct cell_query query_of(const struct samples *samples, struct reading reading)
{
    return (struct cell_query){samples, reading, CELL_ANY, CELL_ANY, UINT16_MAX, UINT16_MAX};
}

static void check_reading(const struct run *run, struct reading reading)
{
    struct arena *arena = arena_new();
    const struct samples *samples = run_samples(run, 0);
    struct confusion *strict = confusion_new(arena, 3), *cm;
    struct cell_query query = query_of(samples, reading);
    size_t rows[1000];

    confusion_add_all(strict, samples->truth, samples->prediction, samples->count);
    cm = confusion_read(arena, strict, reading);
    CHECK_INT(cell_samples(&query, 0, rows, 1000), confusion_total(cm));
    for (uint16_t t = 0; t < 3; t++) {
        for (uint16_t p = 0; p < 3; p++) {
            query.truth = t, query.prediction = p;
            CHECK_INT(cell_samples(&query, 0, rows, 1000), confusion_at(cm, t, p));
        }
        query.prediction = LABEL_INVALID;
        CHECK_INT(cell_samples(&query, 0, rows, 1000), confusion_invalid(cm, t));
        query.prediction = CELL_ANY;
        CHECK_INT(cell_samples(&query, 0, rows, 1000), confusion_support(cm, t));
        query.truth = CELL_ANY, query.prediction = t;
        CHECK_INT(cell_samples(&query, 0, rows, 1000), confusion_predicted(cm, t));
    }
    arena_free(arena);
}

TEST(a_cell_lists_as_many_samples_as_the_matrix_counts_under_every_reading)
{
    struct run *run = thousand();

    check_reading(run, READING_STRICT);
    check_reading(run, READING_FALLBACK(1));
    check_reading(run, READING_DROP);
    run_free(run);
}

TEST(a_cell_lists_its_first_samples_in_order_and_goes_on_from_a_row)
{
    struct run *run = thousand();
    const struct samples *samples = run_samples(run, 0);
    struct cell_query query = query_of(samples, READING_STRICT);
    size_t all[1000], some[3], count;

    query.truth = 0, query.prediction = 2;
    count = cell_samples(&query, 0, all, 1000);
    CHECK(count > 6);
    CHECK_INT(cell_samples(&query, 0, some, 3), 3);
    CHECK(memcmp(all, some, sizeof(some)) == 0);
    CHECK_INT(cell_samples(&query, some[2] + 1, some, 3), 3);
    CHECK(memcmp(all + 3, some, sizeof(some)) == 0);
    for (size_t i = 0; i < count; i++)
        CHECK(samples->truth[all[i]] == 0 && samples->prediction[all[i]] == 2);
    run_free(run);
}

/* How many samples the filter of the cell selects. */
static size_t selected(const struct run *run, const struct cell_query *query)
{
    struct sample_scope *scope = sample_scope_new(run, query->samples);
    struct filter_vocabulary vocabulary = sample_vocabulary(scope);
    struct row_list rows = {0};
    struct buf text = {0};
    struct filter *filter;
    size_t count = SIZE_MAX;

    cell_filter(query, NULL, &text);
    filter = filter_parse(&vocabulary, buf_str(&text), NULL, NULL);
    if (CHECK(filter != NULL) && CHECK(filter_select(filter, scope, &rows, NULL)))
        count = rows.count;
    filter_free(filter);
    buf_release(&text);
    row_list_release(&rows);
    sample_scope_free(scope);
    return count;
}

TEST(the_filter_of_a_cell_row_or_column_selects_the_samples_it_lists)
{
    const struct reading readings[] = {READING_STRICT, READING_FALLBACK(1), READING_DROP};
    struct run *run = thousand();
    size_t all[1000];

    for (size_t r = 0; r < 3; r++) {
        struct cell_query query = query_of(run_samples(run, 0), readings[r]);

        for (size_t cell = 0; cell < 16; cell++) {
            query.truth = cell % 4 == 3 ? CELL_ANY : (uint16_t)(cell % 4);
            query.prediction = cell / 4 == 3 ? CELL_ANY : (uint16_t)(cell / 4);
            CHECK_INT(selected(run, &query), cell_samples(&query, 0, all, 1000));
        }
    }
    run_free(run);
}

TEST(a_cell_of_a_split_and_layer_holds_no_other)
{
    struct run *run = thousand();
    const struct samples *samples = run_samples(run, 0);
    struct cell_query query = query_of(samples, READING_STRICT);
    size_t all[1000], part[1000], sum = 0;

    query.truth = 1;
    for (query.split = 0; query.split < 2; query.split++)
        for (query.layer = 0; query.layer < 3; query.layer++) {
            size_t count = cell_samples(&query, 0, part, 1000);

            for (size_t i = 0; i < count; i++)
                CHECK(samples->split[part[i]] == query.split && part[i] % 3 == query.layer);
            sum += count;
        }
    query.split = query.layer = UINT16_MAX;
    CHECK_INT(sum, cell_samples(&query, 0, all, 1000));
    run_free(run);
}

static void check_filter(struct cell_query query, const char *split, const char *wanted)
{
    struct buf out = {0};

    cell_filter(&query, split, &out);
    CHECK_STR(out.ptr, wanted);
    buf_release(&out);
}

TEST(a_cell_is_said_in_the_filter_language_with_the_quotes_it_needs)
{
    struct run *run = thousand();
    struct cell_query query = query_of(run_samples(run, 0), READING_STRICT);

    query.truth = 0, query.prediction = 1;
    check_filter(query, NULL, "truth=happy pred=\"very sad\"");
    check_filter(query, "test", "truth=happy pred=\"very sad\" split=test");
    query.prediction = 2;
    check_filter(query, NULL, "truth=happy pred=\"say \\\"x\\\"\"");
    query.prediction = LABEL_INVALID, query.layer = 7;
    check_filter(query, NULL, "truth=happy is:invalid layer=7");
    query = query_of(run_samples(run, 0), READING_FALLBACK(0));
    query.prediction = 0;
    check_filter(query, NULL, "(pred=happy or is:invalid) -is:unscored");
    run_free(run);
}
