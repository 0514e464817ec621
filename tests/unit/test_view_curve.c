#include "check.h"
#include "drawn.h"

#include <string.h>

/* Figures of these runs are those of sample_runs/README.md. */
#define TOKENS "sample_runs/paper_metrics/run_20251006_101112_ttt"
#define POINTS "sample_runs/paper_metrics/run_20251003_150145_baseline"

TEST(curve_shows_slopes_with_their_verdicts)
{
    struct drawn *drawn = drawn_new(TOKENS, "curve", 120, 40);

    if (!drawn)
        return;
    CHECK(drawn_has(drawn, "-1.0500e-05="));
    CHECK(drawn_has(drawn, "-1.5000e-05="));
    CHECK(drawn_has(drawn, "-6.2500e-06="));
    CHECK(strstr(drawn_line(drawn, "End-point slope"), "–?") != NULL);
    CHECK(strstr(drawn_line(drawn, "Least-squares slope"), "-1.2057e-05 ") != NULL);
    drawn_free(drawn);
}

TEST(claims_of_single_tokens_have_their_verdict_at_their_position)
{
    struct drawn *drawn = drawn_new(TOKENS, "curve", 120, 60);

    if (!drawn)
        return;
    CHECK(strstr(drawn_line(drawn, "  8000 "), "2.4000=") != NULL);
    CHECK(strstr(drawn_line(drawn, "16,000 "), "2.2800=") != NULL);
    CHECK(strstr(drawn_line(drawn, "  7000 "), "=") == NULL);
    drawn_free(drawn);
    drawn = drawn_new(POINTS, "curve", 120, 60);
    if (!drawn)
        return;
    /* 596.2738 is claimed of token 8000, of which the run holds three points and no token. */
    CHECK(strstr(drawn_line(drawn, "  8000 "), "–?") != NULL);
    CHECK(strstr(drawn_line(drawn, "Least-squares slope"), "8.0000e-05") != NULL);
    CHECK(drawn_has(drawn, "24 positions · 72 points"));
    drawn_free(drawn);
}

TEST(curve_of_another_series_has_its_own_figures)
{
    struct drawn *drawn = drawn_new(POINTS, "curve", 120, 40);

    if (!drawn)
        return;
    CHECK(drawn_has(drawn, "  librilight_progression   position 1000"));
    drawn_keys(drawn, "a");
    CHECK(drawn_has(drawn, "  librilight_progression_perplexity   position 1000"));
    CHECK(!drawn_has(drawn, "End-point slope"));
    drawn_keys(drawn, ":probes<space>librilight_progression<enter>");
    CHECK(drawn_has(drawn, "  librilight_progression   position 1000"));
    drawn_keys(drawn, ":probes<space>nothing<enter>");
    CHECK(drawn_has(drawn, "no series over positions has that name"));
    drawn_free(drawn);
}

/* Columns of the first label and the one after it, below the axis. */
static bool labels_at(struct drawn *drawn, const char *first, const char *second, size_t apart)
{
    const char *from = strstr(drawn_text(drawn), "└");
    const char *a = from ? strstr(from, first) : NULL, *b = a ? strstr(a, second) : NULL;

    return a && b && (size_t)(b - a) >= apart;
}

TEST(positions_by_logarithm_spread_the_first_ones)
{
    struct drawn *drawn = drawn_new(TOKENS, "curve", 120, 40);

    if (!drawn)
        return;
    CHECK(!labels_at(drawn, " 2000", "5000", 20));
    drawn_keys(drawn, "L");
    CHECK(labels_at(drawn, " 2000", "5000", 20));
    drawn_free(drawn);
}

TEST(tasks_show_counts_means_and_chance)
{
    struct drawn *drawn =
        drawn_new("sample_runs/paper_metrics/run_20251003_143022_ttt", "tasks", 120, 30);
    const char *line;

    if (!drawn)
        return;
    line = drawn_line(drawn, "sblimp");
    CHECK(strstr(line, ".5035=") && strstr(line, "1007") && strstr(line, "2000"));
    CHECK(strstr(drawn_line(drawn, "swuggy"), "chance in interval") != NULL);
    CHECK(strstr(drawn_line(drawn, "tstory"), "above chance") != NULL);
    CHECK(strstr(drawn_line(drawn, "Mean task accuracy"), ".5185=") != NULL);
    CHECK(strstr(drawn_line(drawn, "Harmonic mean"), ".5178=") != NULL);
    drawn_keys(drawn, ":sort-down<space>accuracy<enter>g");
    CHECK(drawn_has(drawn, "› tstory"));
    drawn_keys(drawn, ":sort-up<space>accuracy<enter>g");
    CHECK(drawn_has(drawn, "› swuggy"));
    drawn_free(drawn);
}

/* 95% Wilson interval of 1007 of 2000, by hand: (.5035 + .00096) / 1.00192 -+ .0219. */
TEST(task_bar_reaches_its_interval_on_a_scale_from_0_to_1)
{
    struct drawn *drawn =
        drawn_new("sample_runs/paper_metrics/run_20251003_143022_ttt", "tasks", 200, 30);
    const char *line;

    if (!drawn)
        return;
    line = drawn_line(drawn, "sblimp");
    CHECK(strstr(line, ".4816") && strstr(line, ".5254"));
    CHECK(strstr(line, "█") && strstr(line, "▒") && strstr(line, "●"));
    drawn_free(drawn);
}

TEST(curve_and_tasks_are_drawn_at_any_size)
{
    static const char *const keys[] = {"j", "<tab>", "+", "l", "L", "z", "G", "_", "a"};
    static const char *const views[] = {"curve", "tasks"};

    for (int v = 0; v < 2; v++) {
        struct drawn *drawn = drawn_new(POINTS, views[v], 80, 24);
        size_t key = 0;

        for (int height = 1; drawn && height < 64; height += 3)
            for (int width = 1; width < 220; width += 17) {
                drawn_resize(drawn, width, height);
                drawn_keys(drawn, keys[key++ % (sizeof(keys) / sizeof(keys[0]))]);
                CHECK(drawn_text(drawn) != NULL);
            }
        drawn_free(drawn);
    }
}

TEST(evidence_opens_from_the_slopes_and_the_means)
{
    struct drawn *drawn = drawn_new(TOKENS, "curve", 120, 40);

    if (!drawn)
        return;
    drawn_keys(drawn, "<tab><tab>j");
    CHECK(drawn_has(drawn, "› Slope 4k to 8k"));
    drawn_keys(drawn, "V");
    CHECK(drawn_has(drawn, "librilight_detailed.slopes.early"));
    drawn_free(drawn);
    drawn = drawn_new(TOKENS, "tasks", 80, 24);
    if (!drawn)
        return;
    drawn_keys(drawn, "<tab>V");
    CHECK(drawn_has(drawn, "paper_metrics_avg"));
    drawn_free(drawn);
}

TEST(number_of_the_view_again_is_the_next_view_of_that_number)
{
    struct drawn *drawn = drawn_new(POINTS, "curve", 120, 40);

    if (!drawn)
        return;
    CHECK(drawn_has(drawn, "› Curve") && drawn_has(drawn, "3 curve"));
    drawn_keys(drawn, "3");
    CHECK(drawn_has(drawn, "› Tasks") && drawn_has(drawn, "3 tasks"));
    drawn_keys(drawn, "3");
    CHECK(drawn_has(drawn, "› Curve"));
    drawn_free(drawn);
}
