#include "check.h"
#include "loaded.h"

#include <assay/model/error_kind.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

#define FILES(...) loaded_files("mbpp", (const struct loaded_file[]){__VA_ARGS__, {NULL, NULL}})

/* ---- the dialect of real runs ---- */

#define PASS_3                                                                                     \
    "[\"Test 1: PASS - All Clear\", \"Test 2: PASS - All Clear\", \"Test 3: PASS - All Clear\"]"
#define TESTS_3                                                                                    \
    "[\"assert f(\\\"a,\\\") == 1\", \"assert f([2]) == 2\", \"assert f('\\\\0') == 3\"]"
#define RECORD(id, passed, outputs, code)                                                          \
    "{\"mbpp_id\": " id ", \"problem_statement\": \"p\", \"passed\": " passed                      \
    ", \"error\": null, \"test_outputs\": " outputs ", \"generated_code\": \"" code                \
    "\", \"test_cases\": " TESTS_3 "}"

static const char real_evaluation[] =
    "[\n" RECORD("11", "true", PASS_3, "def f(x):\\n    return 1\\nprint(f(1))") ",\n" RECORD(
        "12", "false",
        "[\"Test 1: PASS - All Clear\", \"Test 2: "
        "FAIL - Result does not match expected "
        "output\", \"Test 3: PASS - All Clear\"]",
        "def f(x): pass") ",\n" RECORD("13", "false",
                                       "[\"Test 1: FAIL - name 'math' is not defined\"]",
                                       "def f(x): math") ",\n" RECORD("511", "false",
                                                                      "[\"TIMEOUT\"]",
                                                                      "while True: pass") ","
                                                                                          "\n" RECORD(
                                                                                              "601",
                                                                                              "fals"
                                                                                              "e",
                                                                                              "[]",
                                                                                              "  "
                                                                                              "\\n"
                                                                                              " ") "\n]\n";

#define RESPONSE(id, content, finish, tokens)                                                      \
    "{\"mbpp_id\": " id ", \"problem\": {\"text\": \"p\", \"code\": \"ref\\r\\n\"},"               \
    " \"prompt\": \"Solve\", \"model_response\": {\"created\": 100, \"choices\": [{"               \
    "\"message\": {\"content\": \"" content "\"}, \"finish_reason\": \"" finish "\"}],"            \
    " \"usage\": {\"total_tokens\": " tokens "}}, \"timestamp\": 102.5}"

/* Code that the evaluator put together from two fenced blocks. */
static const char test_responses[] = "[" RESPONSE(
    "11", "```python\\ndef f(x):\\n    return 1\\n```\\nthen\\n```python\\nprint(f(1))\\n```",
    "stop", "100") "," RESPONSE("\"12\"", "def f(x): pass", "length",
                                "50") "," RESPONSE("13", "def f(x): math", "stop", "31") "]";

static const char test_analysis[] =
    "{\"total_problems\": 3, \"successful_responses\": 3, \"failed_responses\": 0,"
    " \"success_rate\": 1.0, \"average_tokens\": 60.333333333333336, \"total_tokens\": 181,\n"
    " \"mbpp_ids\": [11, 12, 13]}";

static const char train_analysis[] =
    "{\"total_problems\": 2, \"successful_responses\": 1, \"total_tokens\": 5,"
    " \"mbpp_ids\": [601, 602]}";

static const char test_metadata[] =
    "{\"timestamp\": \"20250630\", \"run_config\": {\"split\": \"test\", \"model_name\": \"M/1\","
    " \"temperature\": 1.0}, \"dataset_info\": {\"total_problems_loaded\": 500,"
    " \"problems_to_process\": 3}}";

static struct loaded *real_run(void)
{
    return FILES({"01/evaluations/evaluation_results_all.json", real_evaluation},
                 {"01/mbpp_results_final_test.json", test_responses},
                 {"01/analysis_final_test.json", test_analysis},
                 {"01/analysis_final_train.json", train_analysis},
                 {"01/run_metadata_test.json", test_metadata});
}

static const struct samples *only_samples(const struct loaded *l)
{
    return l->runs.count == 1 ? run_samples(l->runs.runs[0], 0) : NULL;
}

TEST(a_directory_of_evaluation_responses_analysis_and_metadata_is_one_run)
{
    struct loaded *l = real_run();

    if (CHECK_INT(l->runs.count, 1)) {
        size_t files;

        run_files(l->runs.runs[0], &files);
        CHECK_INT(files, 5);
        CHECK_STR(run_dialect(l->runs.runs[0]), "test_outputs");
        CHECK_STR(
            meta_text(meta_find(run_meta(l->runs.runs[0]), "run_metadata.test.timestamp"), ""),
            "20250630");
        CHECK_STR(meta_text(meta_get(run_meta(l->runs.runs[0]), "model"), ""), "M/1");
    }
    loaded_free(l);
}

TEST(outcomes_tests_and_error_kinds_come_from_the_outputs)
{
    struct loaded *l = real_run();
    const struct samples *s = only_samples(l);
    static const uint8_t kinds[] = {ERROR_KIND_NONE, ERROR_KIND_EDGE_CASE, ERROR_KIND_NAME,
                                    ERROR_KIND_TIMEOUT, ERROR_KIND_NO_CODE};
    static const uint16_t run[] = {3, 3, 1, 1, 0}, passed[] = {3, 2, 0, 0, 0};

    for (size_t i = 0; CHECK(s && s->count == 5) && i < 5; i++) {
        CHECK_INT(s->outcome[i], i == 0 ? OUTCOME_PASS : OUTCOME_FAIL);
        CHECK_INT(s->error_kind[i], kinds[i]);
        CHECK_INT(s->tests_run[i], run[i]);
        CHECK_INT(s->tests_passed[i], passed[i]);
        CHECK_INT(s->tests_total[i], 3);
    }
    loaded_free(l);
}

TEST(a_record_reference_finds_the_record_again)
{
    struct loaded *l = real_run();
    const struct samples *s = only_samples(l);

    if (CHECK(s && s->record))
        for (size_t i = 0; i < s->count; i++) {
            char room[SAMPLE_ID_ROOM], start[64];
            struct str id = samples_id(s, i, room);
            int length = snprintf(start, sizeof(start), "{\"mbpp_id\": %.*s,", (int)id.len, id.ptr);

            CHECK(strncmp(real_evaluation + s->record[i].offset, start, (size_t)length) == 0);
            CHECK(real_evaluation[s->record[i].offset + s->record[i].length - 1] == '}');
        }
    loaded_free(l);
}

TEST(responses_join_by_id_whether_written_as_number_or_as_text)
{
    struct loaded *l = real_run();
    const struct samples *s = only_samples(l);

    if (CHECK(s && s->tokens && s->seconds && s->finish && s->response)) {
        CHECK_INT(s->tokens[1], 50);
        CHECK_INT(s->finish[1], 1);
        CHECK_INT(s->finish[0], 0);
        CHECK_NEAR((double)s->seconds[2], 2.5, 1e-6);
        CHECK_INT(s->response[3].length, 0);
        CHECK(strncmp(test_responses + s->response[1].offset, "{\"mbpp_id\": \"12\"", 16) == 0);
    }
    loaded_free(l);
}

TEST(a_split_is_that_of_the_file_of_responses_else_of_the_published_range)
{
    struct loaded *l = real_run();
    const struct samples *s = only_samples(l);

    if (CHECK(s && s->split)) {
        CHECK_STR(run_split(l->runs.runs[0], s->split[0]), "test");
        CHECK_STR(run_split(l->runs.runs[0], s->split[3]), "validation");
        CHECK_STR(run_split(l->runs.runs[0], s->split[4]), "train");
    }
    CHECK(loaded_notes(l, 0, "test 3 (MBPP has 500)"));
    loaded_free(l);
}

TEST(claims_of_an_analysis_are_checked_against_responses_and_evaluation)
{
    static const char *const agree[] = {"total_problems",
                                        "successful_responses",
                                        "failed_responses",
                                        "success_rate",
                                        "average_tokens",
                                        "total_tokens",
                                        "mbpp_ids",
                                        "dataset_info.problems_to_process",
                                        "passed"};
    struct loaded *l = real_run();

    for (size_t i = 0; i < sizeof(agree) / sizeof(agree[0]); i++)
        CHECK_INT(loaded_mark(l, 0, agree[i]), '=');
    /* 500 were loaded and 3 chosen: the size of the data set is not in the run. */
    CHECK_INT(loaded_mark(l, 0, "dataset_info.total_problems_loaded"), '?');
    /* The train file states 2 problems, 601 and 602; only 601 is evaluated, none has a response. */
    CHECK_INT(l->audits[0]->tally[VERDICT_DIFFERS], 2);
    CHECK_INT(l->audits[0]->tally[VERDICT_NO_EVIDENCE], 3);
    loaded_free(l);
}

TEST(code_put_together_from_fenced_blocks_comes_from_the_response)
{
    struct loaded *l = real_run();

    CHECK(!loaded_notes(l, 0, "does not come from the response"));
    loaded_free(l);
    l = FILES({"evaluations/e.json", real_evaluation},
              {"mbpp_results_final_test.json", "[" RESPONSE("11", "return 2", "stop", "1") "]"});
    CHECK(loaded_notes(l, 0, "generated_code of 1 records does not come from the response"));
    CHECK(loaded_notes(l, 0, "4 of 5 evaluated records have no response"));
    loaded_free(l);
}

TEST(without_responses_token_totals_have_no_evidence_and_say_why)
{
    struct loaded *l =
        FILES({"evaluation.json", real_evaluation}, {"analysis_final_test.json", test_analysis});
    const struct finding *tokens = loaded_finding(l, 0, "total_tokens");

    CHECK(tokens && tokens->verdict == VERDICT_NO_EVIDENCE);
    CHECK(tokens && strstr(tokens->why, "no file of responses"));
    CHECK_INT(loaded_mark(l, 0, "successful_responses"), '?');
    CHECK_INT(loaded_mark(l, 0, "total_problems"), '=');
    CHECK_INT(loaded_mark(l, 0, "mbpp_ids"), '=');
    CHECK(loaded_notes(l, 0, "guessed from the ids"));
    loaded_free(l);
}

/* ---- the dialect of the format's guide ---- */

#define GUIDE(id, passed, of, outcome, error, difficulty)                                          \
    "{\"mbpp_id\": \"" id                                                                          \
    "\", \"prompt\": \"Write\", \"response\": \"def f(): 1\", \"passed\": " outcome                \
    ", \"error_message\": " error ", \"test_cases_passed\": " passed ", \"total_test_cases\": " of \
    ", \"difficulty\": \"" difficulty "\", \"split\": \"dev\"}\n"

static const char guide_lines[] =
    GUIDE("1", "3", "3", "true", "null", "easy") GUIDE("2", "1", "3", "false", "null", "easy")
        GUIDE("3", "0", "3", "false", "\"SyntaxError: invalid syntax\"", "medium")
            GUIDE("4", "0", "3", "false", "\"Traceback:\\n  File\\nIndexError: x\"", "hard")
                GUIDE("5", "0", "3", "false", "null", "Hard");

static const char guide_analysis[] =
    "{\"total_problems\": 5, \"passed_problems\": 1, \"pass_rate\": 0.20, \"difficulty_breakdown\":"
    " {\"easy\": {\"total\": 2, \"passed\": 1, \"pass_rate\": 0.50},"
    "  \"medium\": {\"total\": 1, \"passed\": 0, \"pass_rate\": 0.00},"
    "  \"hard\": {\"total\": 2, \"passed\": 1, \"pass_rate\": 0.50}}}";

TEST(the_dialect_of_the_guide_loads_from_lines_with_its_own_split_and_difficulty)
{
    struct loaded *l = FILES({"evaluation.jsonl", guide_lines});
    const struct samples *s = only_samples(l);
    static const uint8_t kinds[] = {ERROR_KIND_NONE, ERROR_KIND_EDGE_CASE, ERROR_KIND_SYNTAX,
                                    ERROR_KIND_EXCEPTION, ERROR_KIND_ASSERTION};

    for (size_t i = 0; CHECK(s && s->count == 5) && i < 5; i++) {
        CHECK_INT(s->error_kind[i], kinds[i]);
        CHECK_STR(run_split(l->runs.runs[0], s->split[i]), "dev");
    }
    if (s)
        CHECK_INT(s->difficulty[4], DIFFICULTY_HARD);
    loaded_free(l);
}

TEST(a_difficulty_breakdown_is_checked_band_by_band)
{
    struct loaded *l = FILES({"evaluation.jsonl", guide_lines}, {"analysis.json", guide_analysis});

    CHECK_INT(loaded_mark(l, 0, "passed_problems"), '=');
    CHECK_INT(loaded_mark(l, 0, "pass_rate"), '=');
    CHECK_INT(loaded_mark(l, 0, "difficulty_breakdown.easy.pass_rate"), '=');
    CHECK_INT(loaded_mark(l, 0, "difficulty_breakdown.hard.total"), '=');
    CHECK_INT(loaded_mark(l, 0, "difficulty_breakdown.hard.passed"), '!');
    CHECK_INT(loaded_mark(l, 0, "difficulty_breakdown.hard.pass_rate"), '!');
    CHECK_INT(loaded_tally(l, VERDICT_DIFFERS), 2);
    loaded_free(l);
}

/* ---- odd and broken input ---- */

TEST(an_outcome_that_its_tests_contradict_is_a_claim_that_differs)
{
    struct loaded *l = FILES(
        {"evaluation.json",
         "[" RECORD("11", "true", PASS_3, "x") "," RECORD("12", "false", PASS_3, "x") "," RECORD(
             "13", "true", "[\"Test 1: FAIL - no\"]", "x") "]"});
    const struct finding *passed = loaded_finding(l, 0, "passed");

    CHECK(passed && passed->verdict == VERDICT_DIFFERS);
    CHECK_NEAR(passed ? passed->figure.value : 0, 1, 0);
    loaded_free(l);
}

TEST(a_pass_without_any_output_is_a_note_and_no_contradiction)
{
    struct loaded *l =
        FILES({"evaluation.json",
               "[" RECORD("11", "true", "[]", "x") "," RECORD("12", "true", PASS_3, "x") "]"});

    CHECK(loaded_notes(l, 0, "1 of 2 records passed although test_outputs is empty"));
    CHECK_INT(loaded_mark(l, 0, "passed"), '=');
    loaded_free(l);
}

TEST(a_record_that_does_not_say_whether_it_passed_is_unscored)
{
    struct loaded *l = FILES(
        {"evaluation.json", "[{\"mbpp_id\": 1, \"passed\": true, \"error_message\": null},"
                            " {\"mbpp_id\": 2, \"passed\": null, \"error_message\": null},"
                            " {\"mbpp_id\": 3, \"error_message\": \"x\"}]"},
        {"analysis.json", "{\"total_problems\": 3, \"passed_problems\": 1, \"pass_rate\": 1.0}"});
    const struct samples *s = only_samples(l);

    CHECK(s && s->outcome[1] == OUTCOME_UNSCORED && s->outcome[2] == OUTCOME_UNSCORED);
    CHECK_INT(loaded_mark(l, 0, "pass_rate"), '=');
    CHECK(loaded_notes(l, 0, "2 of 3 records do not say whether they passed"));
    loaded_free(l);
}

TEST(a_broken_record_costs_itself_and_a_cut_file_what_was_cut)
{
    struct loaded *l =
        FILES({"evaluation.json", "[\n  {\n    \"mbpp_id\": 11,\n    \"passed\": true\n  },\n"
                                  "  {\n    \"mbpp_id\": 12,\n    \"passed\": tru\n  },\n"
                                  "  {\n    \"mbpp_id\": 13,\n    \"passed\": false\n  },\n"
                                  "  {\n    \"mbpp_id\": 14,\n    \"pass"});
    const struct samples *s = only_samples(l);

    CHECK(s && s->count == 2);
    CHECK(loaded_notes(l, 0, "record 2 at byte"));
    CHECK(loaded_notes(l, 0, "the file ends in the middle"));
    loaded_free(l);
}

TEST(ids_that_are_none_of_mbpp_have_no_split)
{
    struct loaded *l =
        FILES({"evaluation.json",
               "[" RECORD("11", "true", PASS_3, "x") "," RECORD("5000", "true", PASS_3, "x") "]"});
    const struct samples *s = only_samples(l);

    CHECK(s && (!s->split || s->split[0] == UINT16_MAX));
    CHECK(loaded_notes(l, 0, "nothing tells the split"));
    loaded_free(l);
}

TEST(a_record_without_an_id_is_named_by_its_number)
{
    struct loaded *l = FILES({"evaluation.json",
                              "[{\"mbpp_id\": \"a\\nb\", \"passed\": true, \"error_message\": 1},"
                              " {\"passed\": true, \"error_message\": 1}]"});
    const struct samples *s = only_samples(l);
    char room[SAMPLE_ID_ROOM];

    if (CHECK(s && s->count == 2)) {
        CHECK(str_eq_c(samples_id(s, 0, room), "a\nb"));
        CHECK(str_eq_c(samples_id(s, 1, room), "record 2"));
    }
    loaded_free(l);
}

TEST(tests_are_counted_right_whatever_their_quotes_hide)
{
    static const char *const cases[] = {"[]",
                                        "[\"a\"]",
                                        "[ \"a\" , \"b, \\\"c\\\"\" ]",
                                        "[\"\\\\\", \"\\\\\\\"\", \"x\"]",
                                        "[1, 2, 3, 4]",
                                        "[[\"a\", \"b\"], \"c\", \"d\", {}, null]"};

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        char text[256];
        struct loaded *l;
        const struct samples *s;

        snprintf(text, sizeof(text),
                 "[{\"mbpp_id\": 1, \"passed\": true, \"test_outputs\": [], \"test_cases\": %s}]",
                 cases[i]);
        l = FILES({"evaluation.json", text});
        s = only_samples(l);
        CHECK_INT(s && s->tests_total ? s->tests_total[0] : 99, i);
        loaded_free(l);
    }
}
