#include "metrics_code_internal.h"

#include <math.h>

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
        code_no_evidence(out, no_responses);
    else
        code_give(out, mean ? sum->mean : sum->total, sum->n,
                  mean ? "mean over responses" : "sum over responses");
}

static void compute_total_tokens(const struct results *results, const struct quantity *what,
                                 uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct code_part *part = code_part_of_quantity(results, what, arena, out);

    (void)not_file;
    compute_sum(results, what, part, part ? &part->tokens : NULL, false, out);
}

static void compute_average_tokens(const struct results *results, const struct quantity *what,
                                   uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct code_part *part = code_part_of_quantity(results, what, arena, out);

    (void)not_file;
    compute_sum(results, what, part, part ? &part->tokens : NULL, true, out);
}

static void compute_seconds(const struct results *results, const struct quantity *what,
                            uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct code_part *part = code_part_of_quantity(results, what, arena, out);

    (void)not_file;
    compute_sum(results, what, part, part ? &part->seconds : NULL, true, out);
}

static void compute_finish_length(const struct results *results, const struct quantity *what,
                                  uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct code_part *part = code_part_of_quantity(results, what, arena, out);

    (void)not_file;
    if (part && part->finish_known)
        code_give(out, (double)part->finish_length, part->finish_known,
                  code_k_of_n(arena, part->finish_length, part->finish_known,
                              "answers were cut at the token limit"));
    else if (part)
        code_no_evidence(out, no_responses);
}

/* Responses themselves are counted by the loader; what is left to say is that there are none. */
static void compute_responses(const struct results *results, const struct quantity *what,
                              uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct code_part *part = code_part_of_split(results, what, arena, out);

    (void)not_file;
    if (!part || counted_while_loading(results, what))
        return;
    code_no_evidence(out, no_responses);
    out->nearest = (double)part->samples;
    out->nearest_how =
        arena_printf(arena, "%llu evaluated records", (unsigned long long)part->samples);
}

/* ---- the registry's part ---- */

#define NEEDS RUN_HAS_OUTCOMES

const struct metric metric_total_tokens = {
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

const struct metric metric_average_tokens = {
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

const struct metric metric_response_seconds = {
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

const struct metric metric_finish_length = {
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

const struct metric metric_responses = {
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

const struct metric metric_responses_failed = {
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

const struct metric metric_response_rate = {
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
