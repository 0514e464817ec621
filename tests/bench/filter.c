/*
 * How long filters and sorts of many samples and of many pairs take: filter [ROWS]. Linked with the
 * program's objects (see `make bench-filter`); prints the best of five in milliseconds.
 */
#define _POSIX_C_SOURCE 200809L

#include <assay/model/run_builder.h>
#include <assay/session/comparison.h>
#include <assay/session/filter_select.h>
#include <assay/session/pair_rows.h>
#include <assay/session/row_order.h>
#include <assay/session/text_search.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static uint32_t draw(uint64_t *state, uint32_t below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33) % below;
}

enum id_kind { ID_NUMBERS, ID_TEXTS };

/* The same samples whatever the seed of the answers and scores. */
static struct run *make_run(size_t rows, enum id_kind ids, uint64_t answers)
{
    static const char *const splits[] = {"train", "validation", "test"};
    struct run_builder *b = run_builder_new("bench", ".", "classification");
    struct sample_writer *w = builder_samples(b, "");
    uint64_t state = 1;
    char text[32];

    for (int i = 0; i < 50; i++) {
        snprintf(text, sizeof(text), "label %d", i * 37 % 50);
        sample_writer_label(w, str_of(text));
    }
    sample_writer_add(w, rows);
    for (size_t i = 0; i < rows; i++) {
        uint16_t truth = (uint16_t)draw(&state, 50);

        sample_writer_truth(w)[i] = truth;
        sample_writer_prediction(w)[i] = draw(&answers, 4) ? truth : (uint16_t)draw(&answers, 50);
        sample_writer_score(w)[i] =
            draw(&answers, 10) ? draw(&answers, 1u << 30) / 1073741824.0 : NAN;
        sample_writer_split(w)[i] = builder_split(b, str_of(splits[draw(&state, 3)]));
        sample_writer_tokens(w)[i] = draw(&state, 4000);
        sample_writer_seconds(w)[i] = (float)draw(&state, 100000) / 1000.0f;
        snprintf(text, sizeof(text), "group %u", draw(&state, 5000));
        sample_writer_group(w)[i] = builder_text(b, str_of(text));
        snprintf(text, sizeof(text), "clip_%08u", draw(&state, 1u << 26));
        if (ids == ID_TEXTS)
            sample_writer_id(w, str_of(text));
        else
            sample_writer_id_number(w, (int64_t)draw(&state, 1u << 30));
    }
    return run_builder_finish(b);
}

static void time_filters(const char *title, const struct run *run)
{
    static const char *const texts[] = {"truth=\"label 3\"",
                                        "truth:\"label 3\" is:fail",
                                        "is:fail",
                                        "score<0.6",
                                        "is:fail split:test score<0.6",
                                        "tokens:100..500",
                                        "seconds>50",
                                        "group~/9$/",
                                        "id:123..456789",
                                        "id=12345",
                                        "id:123",
                                        "clip_0001",
                                        "\"label 7\"",
                                        "is:duplicate",
                                        "-(truth:3 or score:0.2..0.4) or tokens>3900"};
    struct sample_scope *scope = sample_scope_new(run, run_samples(run, 0));
    struct filter_vocabulary vocabulary = sample_vocabulary(scope);
    struct row_list rows = {.rows = NULL};

    for (size_t f = 0; f < sizeof(texts) / sizeof(texts[0]); f++) {
        struct filter *filter = filter_parse(&vocabulary, str_of(texts[f]), NULL, NULL);
        double best = 1e9;

        for (int i = 0; i < 5; i++) {
            double start = now();

            filter_select(filter, scope, &rows, NULL);
            best = now() - start < best ? now() - start : best;
        }
        printf("%-10s filter  %8.2f ms  %8zu rows  %s\n", title, best, rows.count, texts[f]);
        filter_free(filter);
    }
    row_list_release(&rows);
    sample_scope_free(scope);
}

static void time_orders(const char *title, const struct run *run)
{
    static const enum sample_field_index fields[] = {SAMPLE_TRUTH, SAMPLE_SPLIT,   SAMPLE_GROUP,
                                                     SAMPLE_SCORE, SAMPLE_SECONDS, SAMPLE_TOKENS,
                                                     SAMPLE_ID};
    const struct samples *samples = run_samples(run, 0);
    struct row_list rows = {.rows = NULL};

    for (size_t f = 0; f < sizeof(fields) / sizeof(fields[0]); f++) {
        double best = 1e9;

        for (int i = 0; i < 5; i++) {
            double start;

            row_list_all(&rows, samples->count);
            start = now();
            row_order_samples(run, samples, fields[f], ROW_DESCENDING, &rows);
            best = now() - start < best ? now() - start : best;
        }
        printf("%-10s sort    %8.2f ms  %8zu rows  %s\n", title, best, rows.count,
               sample_fields[fields[f]].name);
    }
    row_list_release(&rows);
}

static void time_list(const char *title, struct pair_rows *rows, const char *filter,
                      const char *sort)
{
    double best = 1e9;

    for (int i = 0; i < 5; i++) {
        double start = now();

        pair_rows_make(rows, filter, sort, NULL);
        best = now() - start < best ? now() - start : best;
    }
    printf("%-10s pairs   %8.2f ms  %8zu rows  %s%s%s\n", title, best, rows->list.count, filter,
           sort[0] ? "  by " : "", sort);
}

/* Comparing two runs, and lists of what differs. */
static void time_pairs(const char *title, const struct run *a, const struct run *b)
{
    static const char *const lists[][2] = {{"is:broken,fixed", ""},
                                           {"is:broken", ""},
                                           {"is:broken,fixed", "id"},
                                           {"is:broken,fixed", "-delta-score"},
                                           {"(is:broken,fixed) (split:test)", ""},
                                           {"(is:broken,fixed) (score<0.6)", ""},
                                           {"(is:broken,fixed) (a.pred:3)", ""},
                                           {"(is:broken,fixed) 0001", ""},
                                           {"", ""},
                                           {"", "id"},
                                           {"split:test", ""}};
    struct arena *arena = arena_new();
    struct results *of_a = results_new(a, NULL, arena), *of_b = results_new(b, NULL, arena);
    struct assessed side_a = {a, of_a, audit_run(of_a, arena)};
    struct assessed side_b = {b, of_b, audit_run(of_b, arena)};
    struct pair_rows rows = {.scope = NULL};
    double start = now();
    struct comparison *comparison = comparison_new(&side_a, &side_b, NULL, NULL);

    printf("%-10s compare %8.2f ms  %8zu rows  one thread\n", title, now() - start,
           comparison->sets[0].pairing.count);
    start = now();
    pair_rows_begin(&rows, comparison, 0);
    printf("%-10s pairs   %8.2f ms  %8zu rows  made ready\n", title, now() - start,
           rows.scope->count);
    for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
        time_list(title, &rows, lists[i][0], lists[i][1]);
    pair_rows_release(&rows);
    comparison_free(comparison);
    arena_free(arena);
}

/* Records of 1000 bytes, with an escape in each, 500 MB; TMPDIR holds them meanwhile. */
static void time_search(void)
{
    enum { RECORDS = 500000, SIZE = 1000 };
    static const struct {
        enum text_pattern_kind kind;
        const char *text;
    } patterns[] = {{TEXT_CONTAINS, "nothing like this"},
                    {TEXT_CONTAINS, "Nothing Like This"},
                    {TEXT_CONTAINS, "number 4"},
                    {TEXT_CONTAINS, "a/b"},
                    {TEXT_REGEX, "number 4+7"}};
    char path[512], record[SIZE + 1];
    struct run_builder *b;
    struct sample_writer *w;
    struct run *run;
    FILE *out;

    snprintf(path, sizeof(path), "%s/assay-bench-records",
             getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp");
    if (!(out = fopen(path, "wb")))
        return;
    b = run_builder_new("bench", path, "classification");
    builder_file(b, "records", "predictions", 0);
    w = builder_samples(b, "");
    sample_writer_add(w, RECORDS);
    for (size_t i = 0; i < RECORDS; i++) {
        size_t length = (size_t)snprintf(record, sizeof(record),
                                         "{\"id\": %zu, \"code\": \"def f():\\n    return \", "
                                         "\"answer\": \"number %zu is what it says here\", \"",
                                         i, i);

        while (length < SIZE - 3)
            record[length] = "the quick brown fox jumps over a lazy dog and more "[length % 51],
            length++;
        snprintf(record + length, 4, "\"}\n");
        fwrite(record, 1, SIZE, out);
        sample_writer_record(w)[i] = (struct record_ref){i * SIZE, SIZE - 1, 0};
    }
    fclose(out);
    run = run_builder_finish(b);
    for (size_t p = 0; p < sizeof(patterns) / sizeof(patterns[0]); p++) {
        struct text_search_job job = {.run = run,
                                      .samples = run_samples(run, 0),
                                      .kind = patterns[p].kind,
                                      .text = str_of(patterns[p].text),
                                      .wake_fd = -1};
        struct row_list rows = {.rows = NULL};
        double best = 1e9;

        for (int i = 0; i < 3; i++) {
            double start = now();

            text_search_run(&job, NULL, &rows, NULL);
            best = now() - start < best ? now() - start : best;
        }
        printf("500 MB     search  %8.2f ms  %8zu rows  %s\n", best, rows.count, patterns[p].text);
        row_list_release(&rows);
    }
    run_free(run);
    remove(path);
}

int main(int argc, char **argv)
{
    size_t rows = argc > 1 ? strtoul(argv[1], NULL, 10) : 1000000;
    struct run *numbers = make_run(rows, ID_NUMBERS, 2), *texts = make_run(rows, ID_TEXTS, 2);
    struct run *others = make_run(rows, ID_TEXTS, 3);

    time_filters("number ids", numbers);
    time_orders("number ids", numbers);
    time_filters("text ids", texts);
    time_orders("text ids", texts);
    time_pairs("text ids", texts, others);
    time_search();
    run_free(numbers);
    run_free(texts);
    run_free(others);
    return 0;
}
