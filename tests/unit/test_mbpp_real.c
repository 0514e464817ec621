#include "check.h"
#include "loaded.h"

#include <assay/metrics/code_results.h>

#include <stdio.h>
#include <string.h>

/*
 * Twelve public runs of one model over MBPP. The figures are those of the index that comes with
 * them, worked out from the files by scripts of their own.
 */
static const struct {
    const char *run;
    unsigned passed, test, validation, train;
} published[] = {
    {"01", 438, 220, 41, 177}, {"02", 423, 206, 40, 177}, {"03", 421, 212, 35, 174},
    {"04", 397, 204, 34, 159}, {"05", 431, 223, 36, 172}, {"06", 432, 212, 41, 179},
    {"07", 433, 216, 37, 180}, {"08", 415, 211, 38, 166}, {"09", 418, 215, 37, 166},
    {"10", 430, 215, 37, 178}, {"11", 421, 214, 34, 173}, {"12", 401, 198, 38, 165},
};

/* All runs loaded, or NULL and a skipped test. */
static struct loaded *real_runs(const char *format)
{
    char room[512];
    const char *path = loaded_real("mbpp-turing/ModelRuns", room);

    if (!path) {
        SKIP("ASSAY_REAL_RUNS is not set");
        return NULL;
    }
    return loaded_path(format, path);
}

static const struct code_results *results_of(struct loaded *l, const char *run)
{
    const struct run *found = loaded_run(l, run);

    return found ? code_results_new(found, l->arena) : NULL;
}

TEST(real_mbpp_runs_pass_as_often_as_published_in_every_split)
{
    struct loaded *l = real_runs("mbpp");

    for (size_t i = 0; l && i < 12; i++) {
        const struct code_results *code = results_of(l, published[i].run);

        if (!CHECK(code != NULL))
            continue;
        CHECK_INT(code_part_of(code, NULL, DIFFICULTY_NONE)->passed, published[i].passed);
        CHECK_INT(code_part_of(code, "test", DIFFICULTY_NONE)->passed, published[i].test);
        CHECK_INT(code_part_of(code, "test", DIFFICULTY_NONE)->scored, 500);
        CHECK_INT(code_part_of(code, "validation", DIFFICULTY_NONE)->passed,
                  published[i].validation);
        CHECK_INT(code_part_of(code, "validation", DIFFICULTY_NONE)->scored, 90);
        CHECK_INT(code_part_of(code, "train", DIFFICULTY_NONE)->passed, published[i].train);
        CHECK_INT(code_part_of(code, "train", DIFFICULTY_NONE)->scored, 374);
    }
    if (l)
        loaded_free(l);
}

/*
 * The index counts the records whose outputs are not as many as the tests; four of them have more
 * outputs, all others fewer.
 */
TEST(real_mbpp_runs_have_1099_records_with_other_outputs_than_tests_and_61_timeouts)
{
    struct loaded *l = real_runs("mbpp");
    uint64_t stopped = 0, other = 0, timeouts = 0, least = UINT64_MAX, most = 0, disagree = 0;

    for (size_t i = 0; l && i < 12; i++) {
        const struct code_results *code = results_of(l, published[i].run);
        uint64_t here;

        if (!CHECK(code != NULL))
            continue;
        here = code->parts->stopped_early + code->parts->extra_outputs;
        stopped += code->parts->stopped_early;
        other += here;
        least = here < least ? here : least;
        most = here > most ? here : most;
        timeouts += code->parts->error_kinds[ERROR_KIND_TIMEOUT];
        disagree += code->parts->comparable - code->parts->consistent;
        CHECK_INT(code->parts->comparable, 964);
    }
    if (!l)
        return;
    CHECK_INT(other, 1099);
    CHECK_INT(stopped, 1095);
    CHECK_INT(least, 83);
    CHECK_INT(most, 104);
    CHECK_INT(timeouts, 61);
    CHECK_INT(disagree, 0);
    loaded_free(l);
}

TEST(real_mbpp_responses_give_the_published_tokens_and_cut_answers)
{
    static const struct {
        const char *run, *split;
        unsigned tokens, cut;
    } wanted[] = {
        {"01", "test", 168012, 1}, {"01", "train", 124974, 3}, {"01", "validation", 30321, 1},
        {"02", "test", 168846, 2}, {"02", "train", 120413, 0}, {"02", "validation", 31519, 1},
    };
    struct loaded *l = real_runs("mbpp");

    for (size_t i = 0; l && i < 6; i++) {
        const struct code_results *code = results_of(l, wanted[i].run);
        const struct code_part *part =
            code ? code_part_of(code, wanted[i].split, DIFFICULTY_NONE) : NULL;

        if (!CHECK(part != NULL))
            continue;
        CHECK_NEAR(part->tokens.total, wanted[i].tokens, 0);
        CHECK_INT(part->finish_length, wanted[i].cut);
    }
    if (!l)
        return;
    CHECK_NEAR(results_of(l, "01")->parts->seconds.mean, 3.0, 0.1);
    CHECK(!loaded_notes(l, SIZE_MAX, "does not come from the response"));
    loaded_free(l);
}

TEST(no_claim_of_the_real_mbpp_runs_differs_and_tokens_without_responses_have_no_evidence)
{
    struct loaded *l = real_runs("mbpp");

    if (!l)
        return;
    CHECK_INT(l->runs.count, 12);
    CHECK_INT(loaded_tally(l, VERDICT_DIFFERS), 0);
    CHECK_INT(loaded_tally(l, VERDICT_ALLOWED), 0);
    /* Five claims of responses in each of three splits, in the ten runs that have no responses. */
    CHECK_INT(loaded_tally(l, VERDICT_NO_EVIDENCE), 10 * 3 * 5);
    for (size_t i = 0; i < l->runs.count; i++) {
        const struct finding *tokens = loaded_finding(l, i, "total_tokens");

        CHECK(tokens && (tokens->verdict == VERDICT_NO_EVIDENCE) == (i >= 2));
    }
    loaded_free(l);
}

TEST(tables_across_the_real_runs_agree_in_every_value)
{
    char room[512];
    const char *path = loaded_real("mbpp-turing", room);
    struct loaded *l;
    const struct finding *any;
    size_t pass_at = 0, claims = 0;

    if (!path) {
        SKIP("ASSAY_REAL_RUNS is not set");
        return;
    }
    l = loaded_path("mbpp-suite", path);
    if (CHECK_INT(l->runs.count, 1)) {
        const struct claim *all = run_claims(l->runs.runs[0], &claims);

        for (size_t i = 0; i < claims; i++)
            pass_at += strcmp(all[i].what.metric, "pass_at_k") == 0;
        CHECK_INT(run_samples(l->runs.runs[0], 0)->count, 11568);
    }
    CHECK_INT(pass_at, 2892);
    CHECK_INT(loaded_tally(l, VERDICT_AGREES), claims);
    any = loaded_finding(l, 0, "outcomes");
    CHECK(any && any->figure.value == 11568);
    CHECK(
        loaded_notes(l, 0, "easy_heavy names a mix it does not have: 6 easy, 39 medium, 19 hard"));
    CHECK(loaded_notes(l, 0, "balanced names"));
    CHECK(loaded_notes(l, 0, "medium_heavy names"));
    CHECK(!loaded_notes(l, 0, "hard_heavy names"));
    loaded_free(l);
}
