#include "check.h"
#include "loaded.h"
#include "temp_dir.h"

#include <assay/session/sample_text.h>

#include <string.h>
#include <unistd.h>

/* One sample of a run under sample_runs/ (or of files). */
struct shown {
    struct loaded *loaded;
    struct arena *arena;
    const struct sample_text *text;
};

static void show_row(struct shown *shown, size_t set, const char *id)
{
    const struct run *run = shown->loaded->runs.runs[0];
    size_t row = samples_find_id(run_samples(run, set), str_of(id));

    if (!CHECK(row != SIZE_MAX))
        die("no sample %s", id);
    arena_reset(shown->arena);
    shown->text = sample_text_build(run, set, row, shown->arena);
}

static struct shown show(const char *format, const char *path, size_t set, const char *id)
{
    struct shown shown = {.loaded = loaded_path(format, path), .arena = arena_new()};

    if (!CHECK(shown.loaded->runs.count >= 1))
        die("no run in %s", path);
    show_row(&shown, set, id);
    return shown;
}

static void drop(struct shown *shown)
{
    arena_free(shown->arena);
    loaded_free(shown->loaded);
}

static const struct sample_section *section(const struct shown *shown, const char *title)
{
    static const struct sample_section none = {.title = "none"};

    for (size_t i = 0; i < shown->text->count; i++)
        if (strcmp(shown->text->sections[i].title, title) == 0)
            return &shown->text->sections[i];
    return &none;
}

static bool there(const struct shown *shown, const char *title)
{
    return strcmp(section(shown, title)->title, title) == 0;
}

/* NUL-ended, in the arena; NULL when the section has no such fact. */
static const char *fact(const struct shown *shown, const char *title, const char *key)
{
    const struct sample_section *facts = section(shown, title);

    for (size_t i = 0; i < facts->fact_count; i++)
        if (str_eq_c(facts->facts[i].key, key))
            return arena_strndup(shown->arena, facts->facts[i].value.ptr,
                                 facts->facts[i].value.len);
    return NULL;
}

static bool text_has(const struct sample_section *section, const char *needle)
{
    return str_contains_nocase(section->text, needle);
}

#define MBPP "sample_runs/mbpp/ModelRuns/"

/* Problem 13 of run 01, as its two files have it. */
TEST(a_code_sample_shows_problem_tests_code_and_response)
{
    struct shown shown = show("mbpp", MBPP "01", 0, "13");
    const struct sample_section *tests = section(&shown, "Tests");

    CHECK_STR(fact(&shown, "Sample", "outcome"), "FAIL");
    CHECK_STR(fact(&shown, "Sample", "error kind"), "assertion");
    CHECK_STR(fact(&shown, "Sample", "decided by"), "wrong result");
    CHECK_STR(fact(&shown, "Sample", "tests passed"), "0 of 3");
    CHECK_STR(fact(&shown, "Sample", "tokens"), "124");
    CHECK_STR(fact(&shown, "Sample", "finish reason"), "stop");
    CHECK(str_eq_c(section(&shown, "Problem")->text,
                   "Write a function to find the smallest multiple of 2 not below a number."));
    if (CHECK_INT(tests->test_count, 3)) {
        CHECK(str_eq_c(tests->tests[0].test, "assert next_multiple_2(7) == 8"));
        CHECK_INT(tests->tests[0].state, TEST_FAILED);
        CHECK(str_eq_c(tests->tests[2].message, "Result does not match expected output"));
    }
    CHECK(str_starts(section(&shown, "Code")->text, "def next_multiple_2(x):\n"));
    CHECK_INT(section(&shown, "Code")->language, CODE_PYTHON);
    CHECK(text_has(section(&shown, "Response"), "The function does what the tests ask for."));
    CHECK(there(&shown, "Prompt") && there(&shown, "Reference code"));
    /* Keys that nothing is known of. */
    CHECK_STR(fact(&shown, "Other fields of the response", "model_response.object"),
              "chat.completion");
    CHECK_STR(fact(&shown, "Other fields of the response", "timestamp"), "1769080008.539487");
    CHECK(text_has(section(&shown, "Record, laid out"), "\n  \"mbpp_id\": 13,\n"));
    CHECK(str_starts(section(&shown, "Response record, raw")->text, "{\n    \"mbpp_id\": 13"));
    drop(&shown);
}

TEST(code_is_taken_from_the_response_where_the_record_has_none)
{
    struct shown shown = show("mbpp", MBPP "04", 0, "12");

    CHECK(str_eq_c(
        section(&shown, "Code in the response")->text,
        "def cap_at_2(x):\n    if x > 30:\n        return 0\n    return min(x, 2 * 10)\n"));
    CHECK(!there(&shown, "Tests"));
    CHECK(str_eq_c(section(&shown, "Error")->text, "Result does not match expected output"));
    CHECK_STR(fact(&shown, "Sample", "tests passed"), "2 of 3");
    CHECK_STR(fact(&shown, "Sample", "difficulty"), "medium");
    drop(&shown);
}

static const char early[] =
    "[{\"mbpp_id\": 7, \"passed\": false, \"new\": {\"deep\": [1, 2.50]}, \"long\": \"a\\nb\",\n"
    "\"test_outputs\": [\"hello\", \"Test 2: FAIL - name 'x' is not defined\", "
    "\"Test 1: PASS - All Clear\"],\n"
    "\"generated_code\": \"\", \"test_cases\": [\"one\", \"two\", \"three\"]}]";

TEST(outputs_meet_their_tests_by_number_and_the_rest_was_not_run)
{
    struct loaded *loaded = loaded_files(
        "mbpp", (const struct loaded_file[]){{"evaluations/e.json", early}, {NULL, NULL}});
    struct shown shown = {.loaded = loaded, .arena = arena_new()};
    const struct sample_section *tests;

    show_row(&shown, 0, "7");
    tests = section(&shown, "Tests");
    if (CHECK_INT(tests->test_count, 3)) {
        CHECK_INT(tests->tests[0].state, TEST_PASSED);
        CHECK_INT(tests->tests[1].state, TEST_FAILED);
        CHECK(str_eq_c(tests->tests[1].message, "name 'x' is not defined"));
        CHECK_INT(tests->tests[2].state, TEST_NOT_RUN);
    }
    CHECK_STR(fact(&shown, "Other fields", "new.deep"), "[1, 2.50]");
    CHECK(str_eq_c(section(&shown, "long")->text, "a\nb"));
    CHECK(!there(&shown, "Code"));
    drop(&shown);
}

TEST(a_row_of_a_table_shows_its_header_and_probabilities)
{
    struct shown shown = show("classification", "sample_runs/classification/mer2023_test3_rank16",
                              0, "samplenew_00000071");
    const struct sample_section *bars = section(&shown, "Probabilities");

    CHECK_STR(fact(&shown, "Sample", "truth"), "angry");
    CHECK_STR(fact(&shown, "Sample", "prediction"), "sad");
    CHECK_STR(fact(&shown, "Sample", "outcome"), "wrong");
    CHECK_STR(fact(&shown, "Sample", "score"), "0.807");
    if (CHECK_INT(bars->fact_count, 6)) {
        CHECK(str_eq_c(bars->facts[0].key, "sad"));
        CHECK_NEAR(bars->facts[0].share, 0.807, 1e-6);
        CHECK_INT(bars->facts[0].mark, MARK_WRONG);
        CHECK(str_eq_c(bars->facts[2].key, "angry"));
        CHECK_INT(bars->facts[2].mark, MARK_RIGHT);
        CHECK(str_eq_c(bars->facts[5].key, "worried"));
    }
    CHECK_STR(fact(&shown, "Other fields", "true_label"), "angry");
    CHECK(fact(&shown, "Other fields", "prob_sad") == NULL);
    drop(&shown);
}

TEST(a_row_in_windows_1252_is_shown_in_utf8)
{
    struct shown shown =
        show("classification", "sample_runs/classification/dialects/windows_1252", 0, "u02");

    CHECK_STR(fact(&shown, "Other fields", "y_true"), "m\xc3\xbc"
                                                      "de");
    CHECK(there(&shown, "Record, raw"));
    drop(&shown);
}

/* The first rows of the file: layer 0 of happy/001_1.wav is happy read as angry. */
TEST(a_probed_sample_shows_what_every_layer_said)
{
    struct shown shown =
        show("layer-probe", "sample_runs/layer_probe/run_20260122_153920", 0, "happy/001_1.wav");
    const struct sample_section *layers = section(&shown, "Layers");
    const struct run *run = shown.loaded->runs.runs[0];
    size_t wrong = 0;

    CHECK_INT(layers->layer_count, 36);
    for (size_t i = 0; i < layers->layer_count; i++)
        wrong += layers->layers[i].layer != i;
    CHECK_INT(wrong, 0);
    CHECK_STR(run_samples(run, 1)->name, "prosody");
    CHECK(str_eq_c(layers->layers[0].readings[0].truth, "happy"));
    CHECK(str_eq_c(layers->layers[0].readings[0].prediction, "angry"));
    CHECK_INT(layers->layers[0].readings[0].mark, MARK_WRONG);
    CHECK(str_eq_c(layers->layers[0].readings[1].prediction, "happy"));
    CHECK_INT(layers->layers[0].readings[1].mark, MARK_RIGHT);
    drop(&shown);
}

static struct shown show_file(struct temp_dir *dir, const char *text)
{
    struct shown shown = {.arena = arena_new()};

    temp_dir_write(dir, "r/predictions.csv", str_of(text));
    shown.loaded = loaded_path("classification", temp_dir_path(dir, "r"));
    show_row(&shown, 0, "b");
    return shown;
}

TEST(a_file_that_is_gone_or_changed_costs_its_section_only)
{
    struct temp_dir dir = temp_dir_new();
    struct shown shown = show_file(&dir, "id,y_true,y_pred\na,x,y\nb,x,y\nc,y,y\n");

    CHECK(section(&shown, "Record")->err == NULL);
    temp_dir_write(&dir, "r/predictions.csv", STR("id,y_true,y_pred\na,x,y\nZ,x,y\nc,y,y\n"));
    show_row(&shown, 0, "b");
    CHECK(section(&shown, "Record")->err && strstr(section(&shown, "Record")->err, "sample b"));
    CHECK_STR(fact(&shown, "Sample", "truth"), "x");
    CHECK(truncate(temp_dir_path(&dir, "r/predictions.csv"), 20) == 0);
    show_row(&shown, 0, "b");
    CHECK(section(&shown, "Record")->err != NULL);
    CHECK(unlink(temp_dir_path(&dir, "r/predictions.csv")) == 0);
    show_row(&shown, 0, "b");
    CHECK(section(&shown, "Record")->err != NULL);
    CHECK_STR(fact(&shown, "Sample", "prediction"), "y");
    CHECK(!there(&shown, "Record, raw"));
    drop(&shown);
    temp_dir_remove(&dir);
}

TEST(a_record_of_more_than_four_mebibytes_is_cut_and_says_so)
{
    struct temp_dir dir = temp_dir_new();
    struct buf table = {.ptr = NULL};
    struct shown shown = {.arena = arena_new()};
    char part[1024];

    memset(part, 'x', sizeof(part));
    buf_add_c(&table, "{\"id\": \"b\", \"y_true\": \"x\", \"y_pred\": \"y\", \"text\": \"");
    for (size_t i = 0; i < 5 << 10; i++)
        buf_add(&table, part, sizeof(part));
    buf_add_c(&table, "\"}\n{\"id\": \"c\", \"y_true\": \"x\", \"y_pred\": \"y\"}\n");
    temp_dir_write(&dir, "r/predictions.jsonl", buf_str(&table));
    shown.loaded = loaded_path("classification", temp_dir_path(&dir, "r"));
    show_row(&shown, 0, "b");
    CHECK(section(&shown, "Record, raw")->cut);
    CHECK_INT(section(&shown, "Record, raw")->text.len, 4 << 20);
    CHECK(section(&shown, "Record")->err == NULL);
    CHECK_STR(fact(&shown, "Other fields", "y_true"), "x");
    drop(&shown);
    buf_release(&table);
    temp_dir_remove(&dir);
}

TEST(a_sample_is_copied_as_json)
{
    struct shown shown =
        show("classification", "sample_runs/classification/dialects/json_array", 0, "u02");
    const struct run *run = shown.loaded->runs.runs[0];
    size_t row = samples_find_id(run_samples(run, 0), STR("u02"));
    struct buf out = {.ptr = NULL};

    sample_json(&out, run, 0, row);
    CHECK_STR(out.ptr, "{\"run\":\"json_array\",\"id\":\"u02\",\"truth\":\"m\xc3\xbc"
                       "de\",\"pred\":\"m\xc3\xbc"
                       "de\",\"outcome\":\"pass\",\"score\":\"0.88\",\"record\":{\"sample_id\":"
                       "\"u02\",\"y_true\":\"m\xc3\xbc"
                       "de\",\"y_pred\":\"m\xc3\xbc"
                       "de\",\"score\":0.88,\"text\":\"Ich will nur noch schlafen\"}}");
    buf_release(&out);
    drop(&shown);
}

TEST(a_row_of_a_table_is_copied_with_its_column_names)
{
    struct shown shown =
        show("classification", "sample_runs/classification/dialects/semicolon", 0, "u02");
    const struct run *run = shown.loaded->runs.runs[0];
    struct buf out = {.ptr = NULL};

    sample_json(&out, run, 0, samples_find_id(run_samples(run, 0), STR("u02")));
    CHECK(strstr(out.ptr, "\"record\":{\"sample_id\":\"u02\",\"y_true\":") != NULL);
    CHECK(strstr(out.ptr, "\"text\":\"Ich will nur noch schlafen\"}}") != NULL);
    buf_release(&out);
    drop(&shown);
}

/* Every sample of every real run can be shown, and its file says what was loaded. */
static void show_all(const char *format, const char *folder)
{
    char room[512];
    const char *path = loaded_real(folder, room);
    struct loaded *loaded;
    struct arena *arena;
    size_t errors = 0, seen = 0;

    if (!path) {
        SKIP("ASSAY_REAL_RUNS is not set");
        return;
    }
    loaded = loaded_path(format, path);
    arena = arena_new();
    for (size_t r = 0; r < loaded->runs.count; r++) {
        const struct run *run = loaded->runs.runs[r];
        const struct samples *samples = run_samples(run, 0);

        for (size_t row = 0; samples && row < samples->count; row += 1 + samples->count / 97) {
            const struct sample_text *text = sample_text_build(run, 0, row, arena);

            for (size_t i = 0; i < text->count; i++)
                errors += text->sections[i].err != NULL;
            seen += text->count > 0;
            arena_reset(arena);
        }
    }
    CHECK_INT(errors, 0);
    CHECK(seen > 0);
    arena_free(arena);
    loaded_free(loaded);
}

TEST(samples_of_real_code_runs_are_shown)
{
    show_all("mbpp", "mbpp-turing/ModelRuns");
}

TEST(samples_of_real_probe_runs_are_shown)
{
    show_all("layer-probe", "layer_probe");
}

TEST(samples_of_real_classifications_are_shown)
{
    show_all("classification", "emotion-emotiontalk");
    show_all("classification", "predictions-lc25000");
}
