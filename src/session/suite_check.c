#include <assay/session/suite_check.h>

#include <assay/base/err.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { AGREEMENTS_MAX = 32 };

struct checking {
    const struct suite *suite;
    const struct run *tables;
    struct arena *arena;
    struct suite_agreement *found;
    size_t count;
};

static struct suite_agreement *agreement_of(struct checking *checking, const char *what)
{
    for (size_t i = 0; i < checking->count; i++)
        if (strcmp(checking->found[i].what, what) == 0)
            return &checking->found[i];
    if (checking->count == AGREEMENTS_MAX)
        return NULL;
    checking->found[checking->count].what = what;
    return &checking->found[checking->count++];
}

static void remember_first(struct suite_agreement *agreement, const char *words)
{
    if (!agreement->first)
        agreement->first = words;
}

/* ---- outcomes ---- */

static enum suite_outcome stated_outcome(uint8_t outcome)
{
    if (outcome == OUTCOME_PASS)
        return SUITE_PASS;
    return outcome == OUTCOME_FAIL ? SUITE_FAIL : SUITE_UNSCORED;
}

static const char *outcome_word(enum suite_outcome outcome)
{
    static const char *const words[] = {"absent", "unscored", "fail", "pass"};

    return words[outcome];
}

static void check_outcome(struct checking *checking, const struct samples *samples, size_t row,
                          uint8_t *met, struct suite_agreement *agreement)
{
    const struct suite *suite = checking->suite;
    char room[SAMPLE_ID_ROOM];
    struct str id = samples_id(samples, row, room);
    struct str name = samples->group ? run_text(checking->tables, samples->group[row]) : STR("");
    size_t item = suite_find_item(suite, id), run = suite_find_run(suite, name);
    enum suite_outcome stated = stated_outcome(samples->outcome[row]), is;

    agreement->stated++;
    if (item == SIZE_MAX || run == SIZE_MAX) {
        agreement->unmatched++;
        return;
    }
    met[item * suite->run_count + run] = 1;
    is = suite_outcome_at(suite, item, run);
    if (stated == is)
        agreement->equal++;
    else
        remember_first(agreement,
                       arena_printf(checking->arena, "run %.*s, problem %.*s: %s, the run has %s",
                                    (int)name.len, name.ptr, (int)id.len, id.ptr,
                                    outcome_word(stated), outcome_word(is)));
}

static void check_outcomes(struct checking *checking)
{
    const struct suite *suite = checking->suite;
    const struct samples *samples = run_samples(checking->tables, 0);
    struct suite_agreement *agreement;
    size_t cells = suite->item_count * suite->run_count;
    uint8_t *met;

    if (!samples || !samples->outcome)
        return;
    agreement = agreement_of(checking, "outcomes");
    met = xcalloc(cells, 1);
    for (size_t i = 0; i < samples->count; i++)
        check_outcome(checking, samples, i, met, agreement);
    for (size_t i = 0; i < cells; i++)
        agreement->missing += suite->outcomes[i] != SUITE_ABSENT && !met[i];
    free(met);
}

/* ---- pass@k ---- */

static void check_claim(struct checking *checking, const struct claim *claim)
{
    struct suite_agreement *agreement =
        agreement_of(checking, arena_printf(checking->arena, "pass@%g", claim->what.at));
    size_t item = suite_find_item(checking->suite, str_of(claim->what.subject));
    double is;

    if (!agreement)
        return;
    agreement->stated++;
    if (item == SIZE_MAX) {
        agreement->unmatched++;
        return;
    }
    is = suite_pass_at_k(checking->suite, item, (uint64_t)claim->what.at);
    if (fabs(is - claim->value) < 1e-9)
        agreement->equal++;
    else
        remember_first(agreement,
                       arena_printf(checking->arena, "problem %s: %s, the runs give %.9g",
                                    claim->what.subject, claim->printed, is));
}

static void check_pass_at_k(struct checking *checking)
{
    size_t count;
    const struct claim *claims = run_claims(checking->tables, &count);

    for (size_t i = 0; i < count; i++)
        if (strcmp(claims[i].what.metric, "pass_at_k") == 0 && claims[i].what.subject &&
            claims[i].what.at >= 1)
            check_claim(checking, &claims[i]);
    for (size_t i = 0; i < checking->count; i++) {
        struct suite_agreement *agreement = &checking->found[i];
        uint64_t matched = agreement->stated - agreement->unmatched;

        if (str_starts(str_of(agreement->what), "pass@") && matched < checking->suite->item_count)
            agreement->missing = checking->suite->item_count - matched;
    }
}

const struct suite_agreement *suite_check(const struct suite *suite, const struct run *tables,
                                          struct arena *arena, size_t *count)
{
    struct checking checking = {.suite = suite, .tables = tables, .arena = arena};

    checking.found = arena_zalloc(arena, AGREEMENTS_MAX, sizeof(*checking.found));
    check_outcomes(&checking);
    check_pass_at_k(&checking);
    *count = checking.count;
    return checking.found;
}
