#include <assay/metrics/metric_tables.h>

#include <assay/metrics/code_results.h>
#include <assay/metrics/passk.h>
#include <assay/metrics/results.h>

#include <math.h>
#include <string.h>

/* ---- what all of them share ---- */

static bool no_evidence(struct figure *out, const char *how)
{
    out->how = how;
    return false;
}

/* The samples a quantity speaks of: its split, and the difficulty that its subject names. */
static const struct code_part *part_of(const struct results *results, const struct quantity *what,
                                       struct arena *arena, struct figure *out)
{
    const struct code_part *part;
    enum difficulty difficulty = DIFFICULTY_NONE;

    if (!results->code) {
        no_evidence(out, "no evaluated records");
        return NULL;
    }
    if (what->subject) {
        difficulty = difficulty_find(str_of(what->subject));
        if (difficulty == DIFFICULTY_NONE || !results->code->samples->difficulty) {
            no_evidence(out,
                        arena_printf(arena, "no record states the difficulty %s", what->subject));
            return NULL;
        }
    }
    part = code_part_of(results->code, what->split, difficulty);
    if (!part)
        no_evidence(out,
                    arena_printf(arena, "no evaluated record is of the split %s", what->split));
    return part;
}

/* The same where a subject means nothing. */
static const struct code_part *part_of_split(const struct results *results,
                                             const struct quantity *what, struct arena *arena,
                                             struct figure *out)
{
    struct quantity of_split = *what;

    of_split.subject = NULL;
    return part_of(results, &of_split, arena, out);
}

static void give(struct figure *out, double value, uint64_t n, const char *how)
{
    out->evidence = EVIDENCE_SAMPLES;
    out->value = value;
    out->n = n;
    out->how = how;
}

static const char *k_of_n(struct arena *arena, uint64_t k, uint64_t n, const char *of)
{
    return arena_printf(arena, "%llu of %llu %s", (unsigned long long)k, (unsigned long long)n, of);
}

/* ---- passing ---- */

static void compute_problems(const struct results *results, const struct quantity *what,
                             uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct code_part *part = part_of(results, what, arena, out);

    (void)not_file;
    if (part)
        give(out, (double)part->samples, part->samples, "evaluated records");
}

static void compute_passed(const struct results *results, const struct quantity *what,
                           uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct code_part *part = part_of(results, what, arena, out);

    (void)not_file;
    if (part)
        give(out, (double)part->passed, part->scored,
             k_of_n(arena, part->passed, part->scored, "scored records"));
}

static void compute_pass_rate(const struct results *results, const struct quantity *what,
                              uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct code_part *part = part_of(results, what, arena, out);

    (void)not_file;
    if (!part)
        return;
    give(out, part->pass_rate, part->scored,
         k_of_n(arena, part->passed, part->scored, "scored records"));
    if (part->scored == 0)
        out->zero_why = "nothing is scored, 0 by convention";
}

static void compute_unscored(const struct results *results, const struct quantity *what,
                             uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct code_part *part = part_of(results, what, arena, out);

    (void)not_file;
    if (part)
        give(out, (double)(part->samples - part->scored), part->samples,
             "records that do not say whether they passed");
}

static void compute_error_kind(const struct results *results, const struct quantity *what,
                               uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct code_part *part = part_of_split(results, what, arena, out);

    (void)not_file;
    if (!part)
        return;
    for (unsigned k = ERROR_KIND_NO_CODE; what->subject && k < ERROR_KIND_COUNT; k++)
        if (strcmp(error_kind_name(k), what->subject) == 0)
            give(out, (double)part->error_kinds[k], part->scored - part->passed,
                 k_of_n(arena, part->error_kinds[k], part->scored - part->passed,
                        "records that failed"));
    if (out->evidence == EVIDENCE_NONE)
        no_evidence(out, "no such error kind");
}

static void compute_consistency(const struct results *results, const struct quantity *what,
                                uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct code_part *part = part_of_split(results, what, arena, out);

    (void)not_file;
    if (!part)
        return;
    if (part->comparable == 0) {
        no_evidence(out, "no record counts its tests");
        return;
    }
    give(out, (double)part->consistent, part->comparable,
         k_of_n(arena, part->consistent, part->comparable,
                "records pass exactly when all their tests do"));
}

static void compute_stopped_early(const struct results *results, const struct quantity *what,
                                  uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct code_part *part = part_of_split(results, what, arena, out);

    (void)not_file;
    if (part && part->tests_known)
        give(out, (double)part->stopped_early, part->tests_known,
             k_of_n(arena, part->stopped_early, part->tests_known,
                    "records have fewer outputs than tests"));
    else if (part)
        no_evidence(out, "no record has outputs and tests");
}

static void compute_duplicates(const struct results *results, const struct quantity *what,
                               uint32_t not_file, struct arena *arena, struct figure *out)
{
    (void)what;
    (void)not_file;
    (void)arena;
    if (results->code)
        give(out, (double)results->code->duplicates, results->code->samples->count,
             "records beyond the first of their problem and attempt");
}

/* ---- several attempts ---- */

static void pass_of_problem(const struct code_results *code, const struct quantity *what,
                            enum code_pass which, uint64_t k, struct arena *arena,
                            struct figure *out)
{
    struct code_problem problem;

    if (!code_problem_find(code, str_of(what->subject), &problem)) {
        no_evidence(out, arena_printf(arena, "no attempt at the problem %s", what->subject));
        return;
    }
    if (problem.attempts < k) {
        no_evidence(out, arena_printf(arena, "only %llu attempts at the problem %s",
                                      (unsigned long long)problem.attempts, what->subject));
        return;
    }
    give(out,
         which == CODE_PASS_ANY ? passk_any(problem.attempts, problem.passed, k)
                                : passk_all(problem.attempts, problem.passed, k),
         problem.attempts, k_of_n(arena, problem.passed, problem.attempts, "attempts pass"));
}

static void compute_pass(const struct results *results, const struct quantity *what,
                         enum code_pass which, struct arena *arena, struct figure *out)
{
    uint64_t k = what->at >= 1 && what->at < 1e9 ? (uint64_t)what->at : 0, problems;
    double value;

    if (!results->code) {
        no_evidence(out, "no evaluated records");
        return;
    }
    if (what->subject) {
        pass_of_problem(results->code, what, which, k, arena, out);
        return;
    }
    value = code_pass_at_k(results->code, which, k, what->split, &problems);
    if (problems == 0)
        no_evidence(out, arena_printf(arena, "no problem was tried %g times", what->at));
    else
        give(out, value, problems,
             arena_printf(arena, "mean over %llu problems with at least %llu attempts",
                          (unsigned long long)problems, (unsigned long long)k));
}

static void compute_pass_at_k(const struct results *results, const struct quantity *what,
                              uint32_t not_file, struct arena *arena, struct figure *out)
{
    (void)not_file;
    compute_pass(results, what, CODE_PASS_ANY, arena, out);
}

static void compute_pass_hat_k(const struct results *results, const struct quantity *what,
                               uint32_t not_file, struct arena *arena, struct figure *out)
{
    (void)not_file;
    compute_pass(results, what, CODE_PASS_ALL, arena, out);
}

/* ---- what the answers cost ---- */

static const char no_responses[] = "the run has no file of responses (mbpp_results_final_*)";

/*
 * What the loader counted over all responses, also of problems that were not evaluated, is the
 * figure a file of responses claims; metric_compute takes it when nothing is given here.
 */
static bool counted_while_loading(const struct results *results, const struct quantity *what)
{
    return run_fact(results->run, what) != NULL;
}

static void compute_sum(const struct results *results, const struct quantity *what,
                        const struct code_part *part, const struct code_sum *sum, bool mean,
                        struct figure *out)
{
    if (!part || counted_while_loading(results, what))
        return;
    if (sum->n == 0)
        no_evidence(out, no_responses);
    else
        give(out, mean ? sum->mean : sum->total, sum->n,
             mean ? "mean over responses" : "sum over responses");
}

static void compute_total_tokens(const struct results *results, const struct quantity *what,
                                 uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct code_part *part = part_of(results, what, arena, out);

    (void)not_file;
    compute_sum(results, what, part, part ? &part->tokens : NULL, false, out);
}

static void compute_average_tokens(const struct results *results, const struct quantity *what,
                                   uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct code_part *part = part_of(results, what, arena, out);

    (void)not_file;
    compute_sum(results, what, part, part ? &part->tokens : NULL, true, out);
}

static void compute_seconds(const struct results *results, const struct quantity *what,
                            uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct code_part *part = part_of(results, what, arena, out);

    (void)not_file;
    compute_sum(results, what, part, part ? &part->seconds : NULL, true, out);
}

static void compute_finish_length(const struct results *results, const struct quantity *what,
                                  uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct code_part *part = part_of(results, what, arena, out);

    (void)not_file;
    if (part && part->finish_known)
        give(out, (double)part->finish_length, part->finish_known,
             k_of_n(arena, part->finish_length, part->finish_known,
                    "answers were cut at the token limit"));
    else if (part)
        no_evidence(out, no_responses);
}

/* Responses themselves are counted by the loader; what is left to say is that there are none. */
static void compute_responses(const struct results *results, const struct quantity *what,
                              uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct code_part *part = part_of_split(results, what, arena, out);

    (void)not_file;
    if (!part || counted_while_loading(results, what))
        return;
    no_evidence(out, no_responses);
    out->nearest = (double)part->samples;
    out->nearest_how =
        arena_printf(arena, "%llu evaluated records", (unsigned long long)part->samples);
}

/* ---- the registry's part ---- */

#define NEEDS RUN_HAS_OUTCOMES

static const struct metric problems = {
    .name = "problems",
    .title = "Problems",
    .unit = UNIT_COUNT,
    .least = 0,
    .most = NAN,
    .better = BETTER_NEITHER,
    .needs_any = NEEDS,
    .formula = "number of evaluated records",
    .source = "count",
    .compute = compute_problems,
};

static const struct metric passed = {
    .name = "passed",
    .title = "Passed",
    .unit = UNIT_COUNT,
    .least = 0,
    .most = NAN,
    .better = BETTER_HIGHER,
    .needs_any = NEEDS,
    .formula = "number of records that pass all their tests",
    .source = "count",
    .compute = compute_passed,
};

static const struct metric pass_rate = {
    .name = "pass_rate",
    .title = "Pass rate",
    .unit = UNIT_SHARE,
    .least = 0,
    .most = 1,
    .better = BETTER_HIGHER,
    .needs_any = NEEDS,
    .formula = "passed / scored records",
    .source = "Austin et al., arXiv 2108.07732 (MBPP)",
    .compute = compute_pass_rate,
};

static const struct metric unscored = {
    .name = "unscored_problems",
    .title = "Unscored",
    .unit = UNIT_COUNT,
    .least = 0,
    .most = NAN,
    .better = BETTER_LOWER,
    .needs_any = NEEDS,
    .formula = "records that do not say whether they passed",
    .source = "count",
    .compute = compute_unscored,
};

static const struct metric error_kind_count = {
    .name = "error_kind_count",
    .title = "Failures of a kind",
    .unit = UNIT_COUNT,
    .least = 0,
    .most = NAN,
    .better = BETTER_LOWER,
    .needs_any = NEEDS,
    .formula = "failed records of the error kind",
    .source = "rules in assay-formats(5)",
    .compute = compute_error_kind,
};

static const struct metric outcome_consistency = {
    .name = "outcome_consistency",
    .title = "Outcomes that follow from the tests",
    .unit = UNIT_COUNT,
    .least = 0,
    .most = NAN,
    .better = BETTER_HIGHER,
    .needs_any = NEEDS,
    .formula = "records that pass exactly when all their tests do",
    .source = "count",
    .compute = compute_consistency,
};

static const struct metric stopped_early = {
    .name = "stopped_early",
    .title = "Stopped early",
    .unit = UNIT_COUNT,
    .least = 0,
    .most = NAN,
    .better = BETTER_LOWER,
    .needs_any = NEEDS,
    .formula = "records with fewer outputs than tests",
    .source = "count",
    .compute = compute_stopped_early,
};

static const struct metric duplicate_problems = {
    .name = "duplicate_problems",
    .title = "Duplicate problems",
    .unit = UNIT_COUNT,
    .least = 0,
    .most = NAN,
    .better = BETTER_LOWER,
    .needs_any = NEEDS,
    .formula = "records beyond the first of their problem and attempt",
    .source = "count",
    .compute = compute_duplicates,
};

static const struct metric pass_at_k = {
    .name = "pass_at_k",
    .title = "pass@k",
    .unit = UNIT_SHARE,
    .least = 0,
    .most = 1,
    .better = BETTER_HIGHER,
    .needs_any = NEEDS,
    .formula = "1 - C(n-c, k) / C(n, k), mean over problems",
    .source = "Chen et al., arXiv 2107.03374, eq. 1",
    .compute = compute_pass_at_k,
};

static const struct metric pass_hat_k = {
    .name = "pass_hat_k",
    .title = "pass^k",
    .unit = UNIT_SHARE,
    .least = 0,
    .most = 1,
    .better = BETTER_HIGHER,
    .needs_any = NEEDS,
    .formula = "C(c, k) / C(n, k), mean over problems",
    .source = "Yao et al., arXiv 2406.12045",
    .compute = compute_pass_hat_k,
};

static const struct metric total_tokens = {
    .name = "total_tokens",
    .title = "Tokens",
    .unit = UNIT_TOKENS,
    .least = 0,
    .most = NAN,
    .better = BETTER_NEITHER,
    .needs_any = NEEDS,
    .formula = "sum of usage.total_tokens over responses",
    .source = "sum",
    .compute = compute_total_tokens,
};

static const struct metric average_tokens = {
    .name = "average_tokens",
    .title = "Tokens a response",
    .unit = UNIT_TOKENS,
    .least = 0,
    .most = NAN,
    .better = BETTER_NEITHER,
    .needs_any = NEEDS,
    .formula = "total tokens / responses that state them",
    .source = "mean",
    .compute = compute_average_tokens,
};

static const struct metric response_seconds = {
    .name = "response_seconds",
    .title = "Seconds a response",
    .unit = UNIT_SECONDS,
    .least = 0,
    .most = NAN,
    .better = BETTER_LOWER,
    .needs_any = NEEDS,
    .formula = "mean of timestamp - created",
    .source = "mean",
    .compute = compute_seconds,
};

static const struct metric finish_length = {
    .name = "finish_length",
    .title = "Cut at the token limit",
    .unit = UNIT_COUNT,
    .least = 0,
    .most = NAN,
    .better = BETTER_LOWER,
    .needs_any = NEEDS,
    .formula = "responses whose finish_reason is length",
    .source = "count",
    .compute = compute_finish_length,
};

static const struct metric responses = {
    .name = "responses",
    .title = "Responses",
    .unit = UNIT_COUNT,
    .least = 0,
    .most = NAN,
    .better = BETTER_NEITHER,
    .needs_any = NEEDS,
    .formula = "responses with a text",
    .source = "count",
    .compute = compute_responses,
};

static const struct metric responses_failed = {
    .name = "responses_failed",
    .title = "Responses without a text",
    .unit = UNIT_COUNT,
    .least = 0,
    .most = NAN,
    .better = BETTER_LOWER,
    .needs_any = NEEDS,
    .formula = "responses without a text",
    .source = "count",
    .compute = compute_responses,
};

static const struct metric response_rate = {
    .name = "response_rate",
    .title = "Response rate (not a pass rate)",
    .unit = UNIT_SHARE,
    .least = 0,
    .most = 1,
    .better = BETTER_HIGHER,
    .needs_any = NEEDS,
    .formula = "responses with a text / all responses",
    .source = "count",
    .compute = compute_responses,
};

const struct metric *const metrics_code[] = {
    &problems,           &passed,
    &pass_rate,          &unscored,
    &pass_at_k,          &pass_hat_k,
    &error_kind_count,   &stopped_early,
    &responses,          &responses_failed,
    &response_rate,      &total_tokens,
    &average_tokens,     &response_seconds,
    &finish_length,      &outcome_consistency,
    &duplicate_problems, NULL,
};
