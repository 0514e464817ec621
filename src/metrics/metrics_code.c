#include "metrics_code_internal.h"

#include <assay/metrics/code_results.h>
#include <assay/metrics/metric_tables.h>
#include <assay/metrics/passk.h>

#include <math.h>
#include <string.h>

/* ---- passing ---- */

static void compute_problems(const struct results *results, const struct quantity *what,
                             uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct code_part *part = code_part_of_quantity(results, what, arena, out);

    (void)not_file;
    if (part)
        code_give(out, (double)part->samples, part->samples, "evaluated records");
}

static void compute_passed(const struct results *results, const struct quantity *what,
                           uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct code_part *part = code_part_of_quantity(results, what, arena, out);

    (void)not_file;
    if (part)
        code_give(out, (double)part->passed, part->scored,
                  code_k_of_n(arena, part->passed, part->scored, "scored records"));
}

static void compute_pass_rate(const struct results *results, const struct quantity *what,
                              uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct code_part *part = code_part_of_quantity(results, what, arena, out);

    (void)not_file;
    if (!part)
        return;
    code_give(out, part->pass_rate, part->scored,
              code_k_of_n(arena, part->passed, part->scored, "scored records"));
    if (part->scored == 0)
        out->zero_why = "nothing is scored, 0 by convention";
}

static void compute_unscored(const struct results *results, const struct quantity *what,
                             uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct code_part *part = code_part_of_quantity(results, what, arena, out);

    (void)not_file;
    if (part)
        code_give(out, (double)(part->samples - part->scored), part->samples,
                  "records that do not say whether they passed");
}

static void compute_error_kind(const struct results *results, const struct quantity *what,
                               uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct code_part *part = code_part_of_split(results, what, arena, out);

    (void)not_file;
    if (!part)
        return;
    for (unsigned k = ERROR_KIND_NO_CODE; what->subject && k < ERROR_KIND_COUNT; k++)
        if (strcmp(error_kind_name(k), what->subject) == 0)
            code_give(out, (double)part->error_kinds[k], part->scored - part->passed,
                      code_k_of_n(arena, part->error_kinds[k], part->scored - part->passed,
                                  "records that failed"));
    if (out->evidence == EVIDENCE_NONE)
        code_no_evidence(out, "no such error kind");
}

static void compute_consistency(const struct results *results, const struct quantity *what,
                                uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct code_part *part = code_part_of_split(results, what, arena, out);

    (void)not_file;
    if (!part)
        return;
    if (part->comparable == 0) {
        code_no_evidence(out, "no record counts its tests");
        return;
    }
    code_give(out, (double)part->consistent, part->comparable,
              code_k_of_n(arena, part->consistent, part->comparable,
                          "records pass exactly when all their tests do"));
}

static void compute_stopped_early(const struct results *results, const struct quantity *what,
                                  uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct code_part *part = code_part_of_split(results, what, arena, out);

    (void)not_file;
    if (part && part->tests_known)
        code_give(out, (double)part->stopped_early, part->tests_known,
                  code_k_of_n(arena, part->stopped_early, part->tests_known,
                              "records have fewer outputs than tests"));
    else if (part)
        code_no_evidence(out, "no record has outputs and tests");
}

static void compute_outputs_mismatch(const struct results *results, const struct quantity *what,
                                     uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct code_part *part = code_part_of_split(results, what, arena, out);

    (void)not_file;
    if (part && part->tests_known)
        code_give(out, (double)(part->stopped_early + part->extra_outputs), part->tests_known,
                  arena_printf(arena, "%llu records have fewer, %llu more outputs than tests",
                               (unsigned long long)part->stopped_early,
                               (unsigned long long)part->extra_outputs));
    else if (part)
        code_no_evidence(out, "no record has outputs and tests");
}

static void compute_duplicates(const struct results *results, const struct quantity *what,
                               uint32_t not_file, struct arena *arena, struct figure *out)
{
    (void)what;
    (void)not_file;
    (void)arena;
    if (results->code)
        code_give(out, (double)results->code->duplicates, results->code->samples->count,
                  "records beyond the first of their problem and attempt");
}

/* ---- several attempts ---- */

static void pass_of_problem(const struct code_results *code, const struct quantity *what,
                            enum code_pass which, uint64_t k, struct arena *arena,
                            struct figure *out)
{
    struct code_problem problem;

    if (!code_problem_find(code, str_of(what->subject), &problem)) {
        code_no_evidence(out, arena_printf(arena, "no attempt at the problem %s", what->subject));
        return;
    }
    if (problem.attempts < k) {
        code_no_evidence(out, arena_printf(arena, "only %llu attempts at the problem %s",
                                           (unsigned long long)problem.attempts, what->subject));
        return;
    }
    code_give(out,
              which == CODE_PASS_ANY ? passk_any(problem.attempts, problem.passed, k)
                                     : passk_all(problem.attempts, problem.passed, k),
              problem.attempts,
              code_k_of_n(arena, problem.passed, problem.attempts, "attempts pass"));
}

static void compute_pass(const struct results *results, const struct quantity *what,
                         enum code_pass which, struct arena *arena, struct figure *out)
{
    uint64_t k = what->at >= 1 && what->at < 1e9 ? (uint64_t)what->at : 0, problems;
    double value;

    if (!results->code) {
        code_no_evidence(out, "no evaluated records");
        return;
    }
    if (what->subject) {
        pass_of_problem(results->code, what, which, k, arena, out);
        return;
    }
    value = code_pass_at_k(results->code, which, k, what->split, &problems);
    if (problems == 0)
        code_no_evidence(out, arena_printf(arena, "no problem was tried %g times", what->at));
    else
        code_give(out, value, problems,
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

static const struct metric outputs_mismatch = {
    .name = "outputs_mismatch",
    .title = "Outputs not as many as tests",
    .unit = UNIT_COUNT,
    .least = 0,
    .most = NAN,
    .better = BETTER_LOWER,
    .needs_any = NEEDS,
    .formula = "records with fewer or more outputs than tests",
    .source = "count",
    .compute = compute_outputs_mismatch,
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

const struct metric *const metrics_code[] = {
    &problems,
    &passed,
    &pass_rate,
    &unscored,
    &pass_at_k,
    &pass_hat_k,
    &error_kind_count,
    &stopped_early,
    &outputs_mismatch,
    &metric_responses,
    &metric_responses_failed,
    &metric_response_rate,
    &metric_total_tokens,
    &metric_average_tokens,
    &metric_response_seconds,
    &metric_finish_length,
    &outcome_consistency,
    &duplicate_problems,
    NULL,
};
