#include "check.h"

#include <assay/load/discover.h>
#include <assay/load/record_find.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A run is the same whatever the number of threads: files large enough for several sections. */

enum { THREADS = 3, EVERY = 257 };

typedef void write_fn(FILE *out, size_t row);

struct kept {
    struct arena *arena;
    struct run_list runs;
};

static struct kept load(const char *path, unsigned threads)
{
    static const struct run_hints hints = {.format = NULL};
    struct load_progress progress = {.threads = threads};
    struct kept kept = {.arena = arena_new()};
    struct discovery found;
    struct err err;

    if (CHECK(discover(path, &hints, &progress, kept.arena, &found, &err)))
        for (size_t i = 0; i < found.count; i++)
            CHECK(discovered_load(&found.groups[i], &kept.runs, &err));
    return kept;
}

static void drop(struct kept *kept)
{
    run_list_release(&kept->runs);
    arena_free(kept->arena);
}

static const char *label(const struct samples *s, const uint16_t *codes, size_t i)
{
    if (!codes)
        return "";
    return codes[i] < s->labels.count  ? s->labels.names[codes[i]]
           : codes[i] == LABEL_MISSING ? "(missing)"
                                       : "(invalid)";
}

/* Rows of a table are read again, which takes a while: some of them must do. */
static bool same_record(const struct run *x, const struct samples *a, const struct run *y,
                        const struct samples *b, size_t i)
{
    struct record_ref p, q;

    if (!a->record && i % EVERY)
        return true;
    return record_find(x, a, i, &p, NULL) && record_find(y, b, i, &q, NULL) &&
           p.offset == q.offset && p.length == q.length && p.length > 0;
}

static bool same_row(const struct run *x, const struct samples *a, const struct run *y,
                     const struct samples *b, size_t i)
{
    char left[SAMPLE_ID_ROOM], right[SAMPLE_ID_ROOM];
    uint16_t p = a->split ? a->split[i] : UINT16_MAX, q = b->split ? b->split[i] : UINT16_MAX;

    return str_eq(samples_id(a, i, left), samples_id(b, i, right)) &&
           strcmp(label(a, a->truth, i), label(b, b->truth, i)) == 0 &&
           strcmp(label(a, a->prediction, i), label(b, b->prediction, i)) == 0 &&
           (p == UINT16_MAX) == (q == UINT16_MAX) &&
           (p == UINT16_MAX || strcmp(run_split(x, p), run_split(y, q)) == 0) &&
           (!a->score || memcmp(&a->score[i], &b->score[i], sizeof(double)) == 0) &&
           (!a->outcome || a->outcome[i] == b->outcome[i]) &&
           (!a->error_kind || a->error_kind[i] == b->error_kind[i]) &&
           (!a->tests_passed || a->tests_passed[i] == b->tests_passed[i]) &&
           same_record(x, a, y, b, i);
}

static void check_notes(const struct run *x, const struct run *y)
{
    size_t m, n;
    const struct note *a = run_notes(x, &m), *b = run_notes(y, &n);

    if (!CHECK_INT(m, n))
        return;
    for (size_t i = 0; i < n; i++) {
        CHECK_STR(a[i].text, b[i].text);
        CHECK_INT(a[i].line, b[i].line);
    }
}

static void check_same(const struct run *x, const struct run *y, size_t least)
{
    const struct samples *a = run_samples(x, 0), *b = run_samples(y, 0);
    size_t differ = 0;

    CHECK(a->count >= least);
    if (!CHECK_INT(a->count, b->count) || !CHECK(!a->score == !b->score) ||
        !CHECK(!a->split == !b->split) || !CHECK_INT(a->labels.count, b->labels.count))
        return;
    for (size_t i = 0; i < a->count; i++)
        differ += !same_row(x, a, y, b, i);
    CHECK_INT(differ, 0);
    check_notes(x, y);
}

static void check_file(const char *name, const char *head, write_fn *write, size_t rows)
{
    const char *temp = getenv("TMPDIR");
    char folder[200], path[256];
    struct kept one, several;
    FILE *out;

    snprintf(folder, sizeof(folder), "%s/assay-threads-XXXXXX", temp ? temp : "/tmp");
    if (!CHECK(mkdtemp(folder) != NULL))
        return;
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    out = fopen(path, "wb");
    fputs(head, out);
    for (size_t i = 0; i < rows; i++)
        write(out, i);
    fclose(out);
    one = load(folder, 1);
    several = load(folder, THREADS);
    if (CHECK_INT(one.runs.count, 1) && CHECK_INT(several.runs.count, 1))
        check_same(one.runs.runs[0], several.runs.runs[0], rows / 2);
    drop(&one);
    drop(&several);
    remove(path);
    rmdir(folder);
}

/* ---- tables ---- */

static const char head[] = "id,split,y_true,y_pred,score\n";
static const char *const names[] = {"joy", "sadness", "a label of more than eight bytes", ""};

static void plain_row(FILE *out, size_t row)
{
    fprintf(out, "%zu,%s,%s,%s,0.%03zu\n", row, row < 100000 ? "test" : "train", names[row % 3],
            names[row * 7 / 5 % 3], row % 1000);
}

static void odd_row(FILE *out, size_t row)
{
    const char *id = row == 120000 ? "clip_" : "";

    if (row % 50021 == 7)
        fprintf(out, "broken,row\n\n");
    fprintf(out, "%s%zu,%s,%s,%s,%s\n", id, row, row > 90000 ? "dev" : "", names[row % 4],
            row == 140000 ? "new" : names[row / 3 % 4], row % 70001 == 5 ? "high" : "0.25");
}

static void quoted_row(FILE *out, size_t row)
{
    if (row == 130000)
        fprintf(out, "%zu,test,\"joy\",\"two\nlines, and a comma\",1\n", row);
    else
        plain_row(out, row);
}

static void distinct_row(FILE *out, size_t row)
{
    fprintf(out, "%zu,test,%s,answer number %zu of the model,0.5\n", row, names[row % 3],
            row % 70000);
}

TEST(a_table_is_the_same_with_several_threads)
{
    check_file("predictions.csv", head, plain_row, 200000);
}

TEST(broken_rows_and_texts_among_ids_are_the_same_with_several_threads)
{
    check_file("predictions.csv", head, odd_row, 200000);
}

TEST(a_quoted_line_end_is_the_same_with_several_threads)
{
    check_file("predictions.csv", head, quoted_row, 200000);
}

TEST(more_answers_than_sixteen_bits_are_the_same_with_several_threads)
{
    check_file("predictions.csv", head, distinct_row, 100000);
}

/* ---- records ---- */

static const char padding[] = "def f(x):\\n    return [x for x in range(10) if \\\"x\\\" != x]\\n";

static void sound_record(FILE *out, size_t row)
{
    fprintf(out,
            "{\"mbpp_id\": %zu, \"passed\": %s, \"test_outputs\": [\"Test 1: %s\"], "
            "\"generated_code\": \"%s%s%s%s\", \"test_cases\": [\"assert f(1)\"]}\n",
            row + 11, row % 3 ? "true" : "false", row % 3 ? "PASS" : "FAIL - NameError: x", padding,
            padding, padding, padding);
}

static void odd_record(FILE *out, size_t row)
{
    if (row == 30000)
        fprintf(out, "{\"mbpp_id\": 5, \"passed\": tru\n");
    if (row == 41000)
        fprintf(out, "{\"passed\": true, \"test_outputs\": [], \"split\": \"test\"}\n");
    sound_record(out, row);
}

TEST(an_evaluation_is_the_same_with_several_threads)
{
    check_file("evaluation_results_all.jsonl", "", sound_record, 50000);
}

TEST(a_broken_evaluation_is_the_same_with_several_threads)
{
    check_file("evaluation_results_all.jsonl", "", odd_record, 50000);
}
