#include "check.h"

#include <assay/model/run_builder.h>
#include <assay/session/compare_overview.h>

/* Three candidates against one baseline, one row each: .02 each by itself, .06 of three (Holm). */
struct three {
    struct arena *arena;
    struct run *base, *runs[3];
    struct compare_row row;
    struct compare_overview *overview;
};

static struct run *run_called(const char *id, const char *root)
{
    return run_builder_finish(run_builder_new(id, root, "classification"));
}

static struct three three_new(struct interval interval, const char *const *ids)
{
    static const char *const roots[] = {"x/one", "y/one", "z/two"};
    struct three three = {
        .arena = arena_new(),
        .base = run_called("base", "base"),
        .row = {.metric = metric_find("accuracy"),
                .title = "Accuracy",
                .a = .8,
                .b = .76,
                .delta = -.04,
                .p = .02,
                .p_holm = .02,
                .interval = interval,
                .outcome = COMPARE_REGRESSED},
    };

    three.overview = compare_overview_new(three.arena);
    for (size_t i = 0; i < 3; i++) {
        struct comparison comparison = {.options = compare_options_default(),
                                        .rows = &three.row,
                                        .row_count = 1,
                                        .headline = &three.row};

        for (int family = FAMILY_METRICS; family < COMPARE_FAMILIES; family++)
            comparison.first[family + 1] = 1;
        three.runs[i] = run_called(ids[i], roots[i]);
        comparison.a.run = three.base;
        comparison.b.run = three.runs[i];
        compare_overview_add(three.overview, &comparison);
    }
    return three;
}

static void three_free(struct three *three)
{
    run_free(three->base);
    for (size_t i = 0; i < 3; i++)
        run_free(three->runs[i]);
    arena_free(three->arena);
}

static const char *const apart[] = {"a/one", "a/two", "a/three"};

TEST(an_overview_corrects_over_all_its_candidates)
{
    struct three three = three_new((struct interval){-.07, -.01}, apart);
    const struct sheet *sheet = compare_overview_sheet(three.overview);

    CHECK_INT(sheet_rows(sheet), 3);
    CHECK_NEAR(sheet_get_number(sheet, 0, "p"), .02, 1e-12);
    CHECK_NEAR(sheet_get_number(sheet, 0, "p_holm"), .06, 1e-12);
    CHECK_STR(sheet_get_text(sheet, 0, "outcome"), "too little data");
    CHECK_STR(sheet_get_text(sheet, 0, "baseline"), "base");
    three_free(&three);
}

TEST(an_overview_says_level_where_the_interval_lies_within_the_margin)
{
    struct three three = three_new((struct interval){-.045, -.01}, apart);
    const struct sheet *sheet = compare_overview_sheet(three.overview);

    CHECK_STR(sheet_get_text(sheet, 2, "outcome"), "no difference");
    CHECK_NEAR(sheet_get_number(sheet, 2, "bound"), .045, 1e-12);
    three_free(&three);
}

TEST(candidates_have_the_shortest_name_that_tells_them_apart)
{
    static const char *const ends[] = {"x/run", "y/run", "other"};
    static const char *const ids[] = {"run", "run", "a/other"};
    struct three three = three_new((struct interval){-.07, -.01}, apart);
    const struct sheet *sheet = compare_overview_sheet(three.overview);

    CHECK_STR(sheet_get_text(sheet, 1, "candidate"), "two");
    three_free(&three);
    three = three_new((struct interval){-.07, -.01}, ends);
    sheet = compare_overview_sheet(three.overview);
    CHECK_STR(sheet_get_text(sheet, 0, "candidate"), "x/run");
    CHECK_STR(sheet_get_text(sheet, 2, "candidate"), "other");
    three_free(&three);
    three = three_new((struct interval){-.07, -.01}, ids);
    sheet = compare_overview_sheet(three.overview);
    CHECK_STR(sheet_get_text(sheet, 1, "candidate"), "y/one");
    CHECK_STR(sheet_get_text(sheet, 2, "candidate"), "other");
    three_free(&three);
}

TEST(an_overview_of_nothing_is_none)
{
    struct arena *arena = arena_new();

    CHECK(!compare_overview_sheet(compare_overview_new(arena)));
    arena_free(arena);
}
