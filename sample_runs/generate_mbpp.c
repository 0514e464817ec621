#include "generate_mbpp.h"

#include "generate_io.h"
#include "generate_parts.h"

#include <string.h>

static const char model_name[] = "Qwen/Qwen2.5-1.5B-Instruct";

struct reply {
    char text[TEXT_MAX];
    int prompt_tokens, completion_tokens;
    bool cut;
};

/* About four characters a token; an answer cut at the limit has all of the 512. */
static struct reply make_reply(const struct problem *p, int run)
{
    struct reply r;

    mbpp_answer(p, p->outcome[run], r.text);
    r.cut = p->outcome[run] == BAD_SYNTAX;
    r.prompt_tokens = (int)strlen(p->prompt) / 4 + 20;
    r.completion_tokens = r.cut ? 512 : (int)strlen(r.text) / 4 + 6;
    return r;
}

static FILE *open_in_run(const char *root, int run, const char *file, const char *split)
{
    return out_open(root, "mbpp/ModelRuns/%02d/%s%s.json", run + 1, file, split);
}

static void put_tests(struct json *j, const char *key, const struct problem *p)
{
    json_open(j, key, '[');
    for (int t = 0; t < TESTS; t++)
        json_text(j, NULL, p->tests[t]);
    json_close(j, ']');
}

static void put_evaluation(struct json *j, const struct problem *p, enum outcome how)
{
    char out[TESTS][128], code[TEXT_MAX];
    int n = mbpp_outputs(how, out);

    json_count(j, "mbpp_id", p->id);
    json_text(j, "problem_statement", p->text);
    json_flag(j, "passed", how == PASSED);
    json_null(j, "error");
    json_open(j, "test_outputs", '[');
    for (int t = 0; t < n; t++)
        json_text(j, NULL, out[t]);
    json_close(j, ']');
    mbpp_generated(p, how, code);
    json_text(j, "generated_code", code);
    put_tests(j, "test_cases", p);
}

/* The other dialect: string ids, the whole answer, counts of tests, a difficulty. */
void mbpp_put_short(struct json *j, const struct problem *p, enum outcome how)
{
    char id[12], text[TEXT_MAX];
    const char *error = mbpp_error(how);

    snprintf(id, sizeof id, "%d", p->id);
    mbpp_answer(p, how, text);
    json_text(j, "mbpp_id", id);
    json_text(j, "prompt", p->prompt);
    json_text(j, "response", text);
    json_flag(j, "passed", how == PASSED);
    if (error)
        json_text(j, "error_message", error);
    else
        json_null(j, "error_message");
    json_count(j, "test_cases_passed", mbpp_tests_passed(how));
    json_count(j, "total_test_cases", TESTS);
    json_text(j, "difficulty", mbpp_difficulty(p));
}

static void write_evaluations(const char *root, const struct problem *problems, int run,
                              void (*put)(struct json *, const struct problem *, enum outcome))
{
    FILE *f = open_in_run(root, run, "evaluations/evaluation_results_all", "");
    struct json j = json_start(f, 2);

    json_open(&j, NULL, '[');
    for (int i = 0; i < PROBLEMS; i++) {
        json_open(&j, NULL, '{');
        put(&j, &problems[i], problems[i].outcome[run]);
        json_close(&j, '}');
    }
    json_close(&j, ']');
    out_close(f);
}

static void put_problem(struct json *j, const struct problem *p)
{
    char code[TEXT_MAX];

    mbpp_reference(p, code);
    json_open(j, "problem", '{');
    json_count(j, "task_id", p->id);
    json_text(j, "text", p->text);
    json_text(j, "code", code);
    put_tests(j, "test_list", p);
    json_text(j, "test_setup_code", "");
    json_open(j, "challenge_test_list", '[');
    json_close(j, ']');
    json_close(j, '}');
}

static void put_chat(struct json *j, const struct reply *r, const char *id, long created)
{
    json_open(j, "model_response", '{');
    json_text(j, "id", id);
    json_text(j, "object", "chat.completion");
    json_count(j, "created", created);
    json_text(j, "model", model_name);
    json_open(j, "choices", '[');
    json_open(j, NULL, '{');
    json_count(j, "index", 0);
    json_open(j, "message", '{');
    json_text(j, "role", "assistant");
    json_null(j, "reasoning_content");
    json_text(j, "content", r->text);
    json_open(j, "tool_calls", '[');
    json_close(j, ']');
    json_close(j, '}');
    json_null(j, "logprobs");
    json_text(j, "finish_reason", r->cut ? "length" : "stop");
    json_null(j, "stop_reason");
    json_close(j, '}');
    json_close(j, ']');
    json_open(j, "usage", '{');
    json_count(j, "prompt_tokens", r->prompt_tokens);
    json_count(j, "total_tokens", r->prompt_tokens + r->completion_tokens);
    json_count(j, "completion_tokens", r->completion_tokens);
    json_null(j, "prompt_tokens_details");
    json_close(j, '}');
    json_null(j, "prompt_logprobs");
    json_close(j, '}');
}

static void write_results(const char *root, const struct problem *problems, int run,
                          const struct split *split)
{
    struct rng rng = rng_seed(4000 + (uint64_t)(run * 10 + split->first));
    long created = 1769080000 + run * 86400 + split->first * 60;
    FILE *f = open_in_run(root, run, "mbpp_results_final_", split->name);
    struct json j = json_start(f, 2);

    json_open(&j, NULL, '[');
    for (int i = split->first; i < split->first + split->count; i++) {
        const struct problem *p = &problems[i];
        struct reply r = make_reply(p, run);
        int micros = 2200000 + rng_below(&rng, 1600001);
        char id[48];

        snprintf(id, sizeof id, "chatcmpl-%016llx", (unsigned long long)rng_next(&rng));
        json_open(&j, NULL, '{');
        json_count(&j, "mbpp_id", p->id);
        put_problem(&j, p);
        json_text(&j, "prompt", p->prompt);
        put_chat(&j, &r, id, created);
        json_real(&j, "timestamp", (double)(created * 1000000 + micros) / 1000000.0);
        json_close(&j, '}');
        created += micros / 1000000;
    }
    json_close(&j, ']');
    out_close(f);
}

static void write_results_short(const char *root, const struct problem *problems, int run,
                                const struct split *split)
{
    FILE *f = open_in_run(root, run, "mbpp_results_final_", split->name);
    struct json j = json_start(f, 2);

    json_open(&j, NULL, '[');
    for (int i = split->first; i < split->first + split->count; i++) {
        char id[12], text[TEXT_MAX];

        snprintf(id, sizeof id, "%d", problems[i].id);
        mbpp_answer(&problems[i], problems[i].outcome[run], text);
        json_open(&j, NULL, '{');
        json_text(&j, "mbpp_id", id);
        json_text(&j, "prompt", problems[i].prompt);
        json_text(&j, "response", text);
        json_text(&j, "model_name", model_name);
        json_real(&j, "temperature", 0.2);
        json_count(&j, "max_tokens", 512);
        json_text(&j, "split", split->name);
        json_close(&j, '}');
    }
    json_close(&j, ']');
    out_close(f);
}

static void write_analysis(const char *root, const struct problem *problems, int run,
                           const struct split *split)
{
    FILE *f = open_in_run(root, run, "analysis_final_", split->name);
    struct json j = json_start(f, 2);
    long tokens = 0;

    for (int i = split->first; i < split->first + split->count; i++) {
        struct reply r = make_reply(&problems[i], run);

        tokens += r.prompt_tokens + r.completion_tokens;
    }
    json_open(&j, NULL, '{');
    json_count(&j, "total_problems", split->count);
    json_count(&j, "successful_responses", split->count);
    json_count(&j, "failed_responses", 0);
    json_real(&j, "success_rate", 1.0);
    json_real(&j, "average_tokens", (double)tokens / split->count);
    json_count(&j, "total_tokens", tokens);
    json_open(&j, "mbpp_ids", '[');
    for (int i = split->first; i < split->first + split->count; i++)
        json_count(&j, NULL, problems[i].id);
    json_close(&j, ']');
    json_close(&j, '}');
    out_close(f);
}

/* Problems of a difficulty (NULL: all) in a split, and how many of them the run passed. */
static void count_passed(const struct problem *problems, int run, const struct split *split,
                         const char *difficulty, int *total, int *passed)
{
    *total = *passed = 0;
    for (int i = split->first; i < split->first + split->count; i++) {
        if (difficulty && strcmp(difficulty, mbpp_difficulty(&problems[i])) != 0)
            continue;
        ++*total;
        *passed += problems[i].outcome[run] == PASSED;
    }
}

static void write_analysis_short(const char *root, const struct problem *problems, int run,
                                 const struct split *split)
{
    static const char *const levels[] = {"easy", "medium", "hard"};
    FILE *f = open_in_run(root, run, "analysis_final_", split->name);
    struct json j = json_start(f, 2);
    int total, passed;

    count_passed(problems, run, split, NULL, &total, &passed);
    json_open(&j, NULL, '{');
    json_count(&j, "total_problems", total);
    json_count(&j, "passed_problems", passed);
    json_real(&j, "pass_rate", (double)passed / total);
    json_open(&j, "difficulty_breakdown", '{');
    for (int k = 0; k < 3; k++) {
        count_passed(problems, run, split, levels[k], &total, &passed);
        json_open(&j, levels[k], '{');
        json_count(&j, "total", total);
        json_count(&j, "passed", passed);
        json_real(&j, "pass_rate", (double)passed / total);
        json_close(&j, '}');
    }
    json_close(&j, '}');
    json_close(&j, '}');
    out_close(f);
}

static void write_metadata(const char *root, int run, const struct split *split)
{
    static const char *const stamps[RUNS] = {"20260122_110640", "20260123_110640",
                                             "20260124_110640", "20260125_110640"};
    FILE *f = open_in_run(root, run, "run_metadata_", split->name);
    struct json j = json_start(f, 2);
    char results[40];

    snprintf(results, sizeof results, "results_%s", stamps[run]);
    json_open(&j, NULL, '{');
    json_text(&j, "timestamp", stamps[run]);
    json_open(&j, "run_config", '{');
    json_flag(&j, "demo_mode", false);
    json_text(&j, "split", split->name);
    json_count(&j, "max_problems", split->count);
    json_text(&j, "model_url", "http://localhost:8000/v1/chat/completions");
    json_text(&j, "model_name", model_name);
    json_real(&j, "temperature", run == 3 ? 0.2 : 1.0);
    json_count(&j, "max_tokens", 512);
    json_flag(&j, "debug", false);
    json_close(&j, '}');
    json_open(&j, "dataset_info", '{');
    json_count(&j, "total_problems_loaded", split->count);
    json_count(&j, "problems_to_process", split->count);
    json_close(&j, '}');
    json_text(&j, "results_directory", results);
    json_close(&j, '}');
    out_close(f);
}

/* Runs 01 and 02 keep their responses, 03 does not, 04 is in the other dialect. */
static const struct {
    void (*evaluation)(struct json *, const struct problem *, enum outcome);
    void (*results)(const char *, const struct problem *, int, const struct split *);
    void (*analysis)(const char *, const struct problem *, int, const struct split *);
} dialects[RUNS] = {
    {put_evaluation, write_results, write_analysis},
    {put_evaluation, write_results, write_analysis},
    {put_evaluation, NULL, write_analysis},
    {mbpp_put_short, write_results_short, write_analysis_short},
};

void write_mbpp(const char *root)
{
    static struct problem problems[PROBLEMS];

    mbpp_make(problems);
    for (int run = 0; run < RUNS; run++) {
        write_evaluations(root, problems, run, dialects[run].evaluation);
        for (int s = 0; s < SPLITS; s++) {
            if (dialects[run].results)
                dialects[run].results(root, problems, run, &mbpp_splits[s]);
            dialects[run].analysis(root, problems, run, &mbpp_splits[s]);
            write_metadata(root, run, &mbpp_splits[s]);
        }
    }
    mbpp_write_suite(root, problems);
}
