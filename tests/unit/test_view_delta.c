#include "check.h"
#include "drawn.h"

#include <stdio.h>
#include <string.h>

/* Figures of layers are those of tests/data/oracle/layer_pairs.txt, of tasks task_pairs.txt. */
#define LAYERS "sample_runs/layer_probe"
#define PAPER  "sample_runs/paper_metrics"

/* The first run against the third; the baseline against the first of the TTT runs. */
#define COMPARE_LAYERS "B j j c 3 "
#define COMPARE_PAPER  "j j j j j B k c 3 "

static const char *line_of(struct drawn *drawn, const char *words)
{
    return drawn_line(drawn, words);
}

static void has(struct drawn *drawn, const char *line, const char *const *words)
{
    for (; *words; words++)
        if (!strstr(line, *words)) {
            CHECK(strstr(line, *words) != NULL);
            printf("# \"%s\" is not in \"%s\"\n%s", *words, line, drawn_text(drawn));
        }
}
#define HAS(drawn, line, ...) has(drawn, line, (const char *const[]){__VA_ARGS__, NULL})

TEST(delta_layers_show_figures_intervals_and_outcomes)
{
    struct drawn *drawn = drawn_new(LAYERS, "runs", 200, 50);

    if (!drawn)
        return;
    drawn_keys(drawn, COMPARE_LAYERS);
    HAS(drawn, line_of(drawn, "Delta layers"), "7 layers", "29 only A", "247 pairs a layer");
    HAS(drawn, line_of(drawn, "[-.2386, -.1089]"), " 0 ", ".7042=", ".5305=", "-.1737", "2.1e-06",
        "regressed", " 36 ", " 79 ");
    HAS(drawn, line_of(drawn, "[-.0338, +.0828]"), " 24 ", ".7772=", ".8017=", "+.0245", ".4025",
        "too little data");
    drawn_free(drawn);
}

TEST(delta_layers_name_the_layers_level_with_the_best)
{
    struct drawn *drawn = drawn_new(LAYERS, "runs", 200, 50);

    if (!drawn)
        return;
    drawn_keys(drawn, COMPARE_LAYERS);
    CHECK(strstr(line_of(drawn, "[-.2386, -.1089]"), "≈") == NULL);
    HAS(drawn, line_of(drawn, "[-.1055, +.0247]"), "Δ ≈");
    HAS(drawn, line_of(drawn, "[-.0338, +.0828]"), "A ≈", "B ≈", "Δ best");
    HAS(drawn, line_of(drawn, "[-.0519, +.0922]"), "A ≈", "B best", "Δ ≈");
    drawn_free(drawn);
}

TEST(the_next_probe_and_all_of_them_are_a_key_away)
{
    struct drawn *drawn = drawn_new(LAYERS, "runs", 120, 40);

    if (!drawn)
        return;
    drawn_keys(drawn, COMPARE_LAYERS "a");
    HAS(drawn, line_of(drawn, "Accuracy, prosody"), "layer 0", "A .8420=", "B .9029=");
    CHECK(!drawn_has(drawn, ".7042="));
    drawn_keys(drawn, "a");
    HAS(drawn, line_of(drawn, "Accuracy "),
        "A semantic .7042=", "B semantic .5305=", "A prosody .8420=", "B prosody .9029=");
    drawn_keys(drawn, "a");
    HAS(drawn, line_of(drawn, "Accuracy, semantic"), "A .7042=");
    drawn_free(drawn);
}

TEST(the_reading_of_the_difference_follows_the_crosshair)
{
    struct drawn *drawn = drawn_new(LAYERS, "runs", 120, 40);

    if (!drawn)
        return;
    drawn_keys(drawn, COMPARE_LAYERS "<tab> <tab> l l");
    HAS(drawn, line_of(drawn, "B − A, semantic"), "layer 12", "Δ -.0404", "[-.1055, +.0247]",
        "too little data");
    drawn_keys(drawn, "g");
    HAS(drawn, line_of(drawn, "B − A, semantic"), "layer 0", "p Holm 2.9e-05", "regressed");
    drawn_free(drawn);
}

TEST(swapped_layers_have_the_other_sign)
{
    struct drawn *drawn = drawn_new(LAYERS, "runs", 120, 40);

    if (!drawn)
        return;
    drawn_keys(drawn, COMPARE_LAYERS "x");
    HAS(drawn, line_of(drawn, "Delta layers"), "29 only B");
    HAS(drawn, line_of(drawn, "[+.1089, +.2386]"), ".5305=", ".7042=", "+.1737", "improved");
    drawn_free(drawn);
}

TEST(enter_opens_the_flips_of_the_layer)
{
    struct drawn *drawn = drawn_new(LAYERS, "runs", 120, 40);

    if (!drawn)
        return;
    drawn_keys(drawn, COMPARE_LAYERS "j j <enter>");
    CHECK(drawn_has(drawn, "layer=12"));
    /* 44 fixed and 54 broken. */
    CHECK(drawn_has(drawn, "98 of"));
    drawn_free(drawn);
}

TEST(layers_of_a_table_say_why_they_are_not_tested)
{
    struct drawn *drawn = drawn_new(LAYERS, "runs", 160, 40);

    if (!drawn)
        return;
    drawn_keys(drawn, "j B j c 3");
    HAS(drawn, line_of(drawn, "B − A, semantic"),
        "not tested: A holds no predictions of this layer");
    CHECK(drawn_has(drawn, "≈ A no predictions by layer"));
    drawn_free(drawn);
}

TEST(delta_tasks_show_both_accuracies_and_what_the_difference_is_worth)
{
    struct drawn *drawn = drawn_new(PAPER, "runs", 160, 40);

    if (!drawn)
        return;
    drawn_keys(drawn, COMPARE_PAPER "3");
    HAS(drawn, line_of(drawn, "swuggy"), ".6245", ".4980=", "-.1265", "[-.1568, -.0959]",
        "regressed", "2000");
    HAS(drawn, line_of(drawn, "sblimp"), "-.0280", "[-.0589, +.0030]", ".0764", "too little data");
    HAS(drawn, line_of(drawn, "  mean "), ".6361=", "-.1176", "[-.1329, -.1023]", "regressed");
    HAS(drawn, line_of(drawn, "harmonic mean"), "not tested");
    drawn_free(drawn);
}

TEST(groups_of_runs_stand_below_their_tasks)
{
    struct drawn *drawn = drawn_new(PAPER, "runs", 200, 50);

    if (!drawn)
        return;
    drawn_keys(drawn, COMPARE_PAPER "3");
    CHECK(drawn_has(drawn, "7 runs by variant"));
    HAS(drawn, line_of(drawn, "Figure "), "baseline ×2", "ttt ×5", "best", "worst");
    /* See test_run_groups.c; the difference of the means is .5967 - .6361. */
    HAS(drawn, line_of(drawn, "Mean task accuracy"), ".6361", ".5967", "-.0395", ".0658", ".6480",
        ".5185");
    HAS(drawn, line_of(drawn, "Least-squares slope"), "4× ");
    drawn_keys(drawn, "<tab> $");
    CHECK(drawn_has(drawn, "143022_ttt"));
    drawn_free(drawn);
}

TEST(marked_runs_alone_are_grouped)
{
    struct drawn *drawn = drawn_new(PAPER, "runs", 160, 50);

    if (!drawn)
        return;
    drawn_keys(drawn, "j j j j <space> B j <space> c <enter> 3 3");
    CHECK(drawn_has(drawn, "3 runs by variant"));
    HAS(drawn, line_of(drawn, "Figure "), "baseline ×1", "ttt ×2");
    drawn_free(drawn);
}

TEST(delta_curve_compares_positions_of_both_and_slopes)
{
    struct drawn *drawn = drawn_new(PAPER, "runs", 120, 40);

    if (!drawn)
        return;
    drawn_keys(drawn, COMPARE_PAPER);
    HAS(drawn, line_of(drawn, "Delta curve"), "24 positions in both", "217 only B");
    HAS(drawn, line_of(drawn, " 8000  "), "6.3907", "2.4500", "-3.9407", "-61.7%");
    HAS(drawn, line_of(drawn, "Least-squares slope"), "8.0000e-05", "-1.3009e-05", "-9.3008e-05");
    drawn_keys(drawn, "<tab> l l L");
    HAS(drawn, line_of(drawn, "B − A, lower is better"), "position 3000", "Δ -3.5390");
    drawn_free(drawn);
}

static void at_any_size(const char *path, const char *keys)
{
    static const int heights[] = {5, 8, 14, 15, 20, 24, 30, 31, 60},
                     widths[] = {20, 40, 80, 119, 130, 190, 240};

    for (size_t h = 0; h < sizeof(heights) / sizeof(heights[0]); h++) {
        struct drawn *drawn = drawn_new(path, "runs", 80, heights[h]);

        if (!drawn)
            return;
        drawn_keys(drawn, keys);
        for (size_t w = 0; w < sizeof(widths) / sizeof(widths[0]); w++) {
            drawn_resize(drawn, widths[w], heights[h]);
            CHECK(drawn_text(drawn)[0] != '\0');
            drawn_keys(drawn, "<tab> j z + z a _ G g L");
        }
        drawn_free(drawn);
    }
}

TEST(views_of_pairs_are_drawn_at_any_size)
{
    at_any_size(LAYERS, COMPARE_LAYERS);
    at_any_size(PAPER, COMPARE_PAPER);
    at_any_size(PAPER, COMPARE_PAPER "3");
}
