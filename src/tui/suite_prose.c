#include <assay/tui/suite_prose.h>

#include <assay/base/fmt.h>
#include <assay/tui/suite_grids.h>

enum { KEY_ROOM = 11 };

static const uint64_t ks[] = {2, 5, 10};

static const char *outcome_name(enum suite_outcome outcome)
{
    static const char *const names[] = {[SUITE_ABSENT] = "not tried",
                                        [SUITE_UNSCORED] = "unscored",
                                        [SUITE_FAIL] = "failed",
                                        [SUITE_PASS] = "passed"};

    return names[outcome];
}

static enum role outcome_role(enum suite_outcome outcome)
{
    static const enum role roles[] = {[SUITE_ABSENT] = ROLE_DIM,
                                      [SUITE_UNSCORED] = ROLE_UNSCORED,
                                      [SUITE_FAIL] = ROLE_WRONG,
                                      [SUITE_PASS] = ROLE_RIGHT};

    return roles[outcome];
}

static void pair(struct prose *prose, const char *key, const char *value)
{
    prose_pair(prose, key, KEY_ROOM, ROLE_TEXT, str_of(value));
}

struct prose *suite_problem_prose(const struct suite *suite, size_t row, size_t run, int width,
                                  struct arena *arena)
{
    const struct suite_item *item = &suite->items[row];
    struct prose *prose = prose_new(arena, width);

    prose_text(prose, 0, ROLE_HEAD, item->id);
    prose_blank(prose);
    if (item->split)
        pair(prose, "split", item->split);
    pair(prose, "difficulty", item->band == DIFFICULTY_NONE ? "–" : difficulty_name(item->band));
    pair(
        prose, "passed",
        arena_printf(arena, "%u of %u attempts", (unsigned)item->passed, (unsigned)item->attempts));
    pair(prose, "pass@1", fmt_share(arena, suite_pass_at_k(suite, row, 1)));
    for (size_t i = 0; i < sizeof(ks) / sizeof(*ks); i++)
        if (ks[i] <= item->attempts)
            pair(prose, arena_printf(arena, "pass@%u", (unsigned)ks[i]),
                 fmt_share(arena, suite_pass_at_k(suite, row, ks[i])));
    prose_head(prose, "Runs");
    for (size_t r = 0; r < suite->run_count; r++) {
        enum suite_outcome outcome = suite_outcome_at(suite, row, r);

        prose_line(prose, 0);
        prose_addf(prose, outcome_role(outcome), "%-9s ", outcome_name(outcome));
        prose_add(prose, r == run ? ROLE_TEXT | STYLE_BOLD : ROLE_TEXT,
                  str_of(suite_run_title(suite, r, arena)));
    }
    return prose;
}

struct prose *suite_problem_line(const struct suite *suite, size_t row, int width,
                                 struct arena *arena)
{
    static const enum suite_outcome order[] = {SUITE_PASS, SUITE_FAIL, SUITE_UNSCORED,
                                               SUITE_ABSENT};
    struct prose *prose = prose_new(arena, 4 * width);

    prose_text(prose, 0, ROLE_HEAD, suite->items[row].id);
    for (size_t o = 0; o < sizeof(order) / sizeof(*order); o++) {
        bool any = false;

        for (size_t r = 0; r < suite->run_count; r++) {
            if (suite_outcome_at(suite, row, r) != order[o])
                continue;
            if (!any)
                prose_addf(prose, outcome_role(order[o]), "   %s%s", outcome_name(order[o]),
                           order[o] == SUITE_PASS || order[o] == SUITE_FAIL ? " by" : "");
            any = true;
            prose_addf(prose, ROLE_TEXT, " %02zu", r + 1);
        }
    }
    return prose;
}
