#include "check.h"
#include "loaded.h"

#include <assay/session/figures.h>
#include <assay/tui/evidence.h>
#include <assay/tui/finding_grid.h>

#include <math.h>
#include <string.h>

/* Four samples; 3 of 4 are right, and the file says .80. */
static struct loaded *wrong_claim(void)
{
    return loaded_files(
        "classification",
        (const struct loaded_file[]){
            {"run/predictions.csv", "id,truth,prediction\na,happy,happy\nb,happy,\"very sad\"\n"
                                    "c,\"very sad\",\"very sad\"\nd,\"very sad\",\"very sad\"\n"},
            {"run/metrics.json", "{\"accuracy\": 0.80, \"total_samples\": 4}"},
            {NULL, NULL}});
}

static bool says(const struct prose *prose, const char *words)
{
    for (int i = 0; i < prose_height(prose); i++)
        if (strstr(prose_line_text(prose, i), words))
            return true;
    return false;
}

static struct assessed assessed_of(const struct loaded *l)
{
    return (struct assessed){l->runs.runs[0], results_new(l->runs.runs[0], NULL, l->arena),
                             l->audits[0]};
}

TEST(the_evidence_of_a_claim_says_what_is_claimed_where_and_what_is_found)
{
    struct loaded *l = wrong_claim();
    const struct finding *finding = loaded_finding(l, 0, "accuracy");

    if (CHECK(finding != NULL)) {
        struct assessed input = assessed_of(l);
        struct evidence_of of = {finding->claim->what, finding};
        struct prose *prose = evidence_prose(&input, &of, 60, l->arena);

        CHECK(says(prose, "! differs"));
        CHECK(says(prose, "0.80"));
        CHECK(says(prose, "metrics.json:1"));
        CHECK(says(prose, ".7500"));
        CHECK(says(prose, "3 of 4"));
        CHECK(says(prose, "scikit-learn accuracy_score"));
        CHECK(says(prose, "0.005, half a unit"));
    }
    loaded_free(l);
}

TEST(the_evidence_of_a_figure_nobody_claims_says_so)
{
    struct loaded *l = wrong_claim();
    struct assessed input = assessed_of(l);
    struct evidence_of of = {QUANTITY("kappa"), NULL};
    struct prose *prose = evidence_prose(&input, &of, 60, l->arena);

    CHECK(says(prose, "- not claimed"));
    CHECK(says(prose, "Cohen"));
    CHECK(!says(prose, "tolerance"));
    loaded_free(l);
}

static const char *rows(const struct assessed *input, const char *metric, const char *subject)
{
    static struct opening opening;
    struct quantity what = {metric, subject, NULL, NULL, NAN};

    memset(&opening, 0, sizeof(opening));
    return evidence_rows_opening(input, &what, &opening) ? opening.filter : NULL;
}

TEST(rows_behind_a_figure_are_a_filter_of_the_samples)
{
    struct loaded *l = wrong_claim();
    struct assessed input = assessed_of(l);

    CHECK_STR(rows(&input, "accuracy", NULL), "");
    CHECK_STR(rows(&input, "recall", "happy"), "truth=happy");
    CHECK_STR(rows(&input, "precision", "happy"), "pred=happy");
    CHECK_STR(rows(&input, "recall", "very sad"), "truth=\"very sad\"");
    CHECK_STR(rows(&input, "confusion_cell", "happy>very sad"), "truth=happy pred=\"very sad\"");
    CHECK_STR(rows(&input, "correct", NULL), "is:pass");
    CHECK_STR(rows(&input, "recall", "nobody"), NULL);
    loaded_free(l);
}

TEST(claims_by_verdict_begin_with_what_differs)
{
    struct loaded *l = wrong_claim();
    const struct finding_rows *found =
        finding_rows_new(l->audits[0], FINDINGS_BY_VERDICT, l->arena);

    CHECK_INT(found->count, l->audits[0]->count);
    if (CHECK(found->count >= 2)) {
        CHECK_STR(finding_rows_at(found, 0)->claim->name, "accuracy");
        CHECK(found->heads[0] != NULL);
    }
    CHECK(finding_rows_at(found, found->count) == NULL);
    loaded_free(l);
}

TEST(claims_by_file_have_one_head_a_file_with_its_tally)
{
    struct loaded *l = wrong_claim();
    const struct finding_rows *found = finding_rows_new(l->audits[0], FINDINGS_BY_FILE, l->arena);

    if (CHECK(found->count == 2)) {
        CHECK_STR(found->heads[0], "run/metrics.json   1= 1!");
        CHECK(found->heads[1] == NULL);
    }
    loaded_free(l);
}
