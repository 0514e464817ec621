#include "built.h"
#include "check.h"
#include "loaded.h"

#include <string.h>

/* Excerpts of samples on the page of a run. */

static const char *page_of(const struct loaded *loaded)
{
    const struct run *run = loaded->runs.runs[0];
    struct built built = {.arena = loaded->arena,
                          .input = {run, results_new(run, NULL, loaded->arena), loaded->audits[0]}};

    return built_report(&built, "html", "index.html");
}

/* From the heading of level 3 with that text to the next heading; "" when there is none. */
static const char *part_of(const struct loaded *loaded, const char *heading)
{
    const char *title = arena_printf(loaded->arena, "\">%s</h3>", heading);
    const char *at = strstr(page_of(loaded), title), *end;

    if (!at)
        return "";
    at += strlen(title);
    end = strstr(at, "<h");
    return arena_strndup(loaded->arena, at, end ? (size_t)(end - at) : strlen(at));
}

static size_t count_of(const char *text, const char *what)
{
    size_t count = 0;

    for (const char *at = text; (at = strstr(at, what)); at += strlen(what))
        count++;
    return count;
}

/* Counts of the published matrix. */
TEST(the_first_samples_of_a_confusion_are_shown_and_how_many_there_are)
{
    struct loaded *l = loaded_path("classification", "sample_runs/classification/mer2023_test3");
    const char *part = part_of(l, "happy, taken for neutral");

    CHECK_INT(count_of(part, "<details>"), 3);
    CHECK(strstr(part, "The first 3 of 10 samples."));
    part = part_of(l, "Answers outside the label set");
    CHECK_INT(count_of(part, "<details>"), 1);
    CHECK(strstr(part, "samplenew_00005655"));
    CHECK(!strstr(part, "The first"));
    loaded_free(l);
}

TEST(samples_that_failed_stand_under_their_own_kind_of_error)
{
    static const char *const kinds[] = {"assertion", "edge case", "exception",     "timeout",
                                        "no code",   "syntax",    "name or import"};
    struct loaded *l = loaded_path("mbpp", "sample_runs/mbpp/ModelRuns/01");

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        const char *part = part_of(l, arena_printf(l->arena, "Failed: %s", kinds[i]));
        const char *fact = arena_printf(l->arena, "<dt>error kind</dt><dd>%s</dd>", kinds[i]);

        CHECK(count_of(part, "<details>") > 0);
        CHECK_INT(count_of(part, fact), count_of(part, "<details>"));
    }
    loaded_free(l);
}
