#include "check.h"
#include "drawn.h"

#include <string.h>

/* Figures of this run are those of sample_runs/README.md. */
#define RUN "sample_runs/layer_probe/run_20260122_153920"

TEST(layers_show_the_published_figures_with_their_verdicts)
{
    struct drawn *drawn = drawn_new(RUN, "layers", 200, 60);
    const char *peak, *low;

    if (!drawn)
        return;
    CHECK(drawn_has(drawn, "36 layers · 247 samples"));
    CHECK(drawn_has(drawn, "D = prosody − semantic"));
    peak = drawn_line(drawn, "peak");
    CHECK(strstr(peak, "    5 ") && strstr(peak, "+.2146=") && strstr(peak, "+.2182="));
    low = drawn_line(drawn, "min");
    CHECK(strstr(low, "   26 ") && strstr(low, "-.0414="));
    CHECK(strstr(drawn_line(drawn, "best prosody"), ".8420=") != NULL);
    CHECK(strstr(drawn_line(drawn, "best semantic"), ".8304=") != NULL);
    drawn_free(drawn);
}

TEST(crossings_stand_beside_the_layer_after_them)
{
    static const char *const words[][2] = {
        {"crossing 14.60", "   15 "}, {"crossing 19.33", "   20 "}, {"crossing 22.75", "   23 "},
        {"crossing 23.33", "   24 "}, {"crossing 24.29", "   25 "}, {"crossing 34.67", "   35 "},
    };
    struct drawn *drawn = drawn_new(RUN, "layers", 200, 60);

    for (size_t i = 0; drawn && i < sizeof(words) / sizeof(words[0]); i++)
        CHECK(strstr(drawn_line(drawn, words[i][0]), words[i][1]) != NULL);
    drawn_free(drawn);
}

TEST(crosshair_follows_the_row_and_the_row_the_crosshair)
{
    struct drawn *drawn = drawn_new(RUN, "layers", 120, 40);

    if (!drawn)
        return;
    drawn_keys(drawn, "jjjjj");
    CHECK(strstr(drawn_line(drawn, "Accuracy"),
                 "layer 5   ● prosody .8219= ±.041   ○ semantic .6073="));
    drawn_keys(drawn, "<tab>lll");
    CHECK(strstr(drawn_line(drawn, "Accuracy"), "layer 8 ") != NULL);
    CHECK(strstr(drawn_line(drawn, "›     8"), ".7936=") != NULL);
    drawn_keys(drawn, "$");
    CHECK(drawn_has(drawn, "layer 35 "));
    drawn_free(drawn);
}

TEST(crosshair_walks_the_axis_whatever_the_table_is_sorted_by)
{
    struct drawn *drawn = drawn_new(RUN, "layers", 120, 40);

    if (!drawn)
        return;
    drawn_keys(drawn, ":sort-down<space>dominance<enter>g");
    CHECK(strstr(drawn_line(drawn, "Accuracy"), "layer 5 ") != NULL);
    drawn_keys(drawn, "<tab>l");
    CHECK(strstr(drawn_line(drawn, "Accuracy"), "layer 6 ") != NULL);
    drawn_keys(drawn, "hh");
    CHECK(strstr(drawn_line(drawn, "Accuracy"), "layer 4 ") != NULL);
    drawn_free(drawn);
}

TEST(other_pair_turns_dominance_round_and_claims_nothing_of_it)
{
    struct drawn *drawn = drawn_new(RUN, "layers", 160, 60);
    const char *low;

    if (!drawn)
        return;
    drawn_keys(drawn, "a");
    CHECK(drawn_has(drawn, "D = semantic − prosody"));
    low = drawn_line(drawn, "min");
    CHECK(strstr(low, "    5 ") && strstr(low, "-.2146 ") && strstr(low, ".6073="));
    drawn_keys(drawn, "u");
    CHECK(drawn_has(drawn, "D = prosody − semantic"));
    drawn_keys(drawn, ":probes<space>semantic<space>prosody_acc<enter>");
    CHECK(drawn_has(drawn, "D = semantic − prosody"));
    drawn_keys(drawn, ":probes<space>semantic<space>nothing<enter>");
    CHECK(drawn_has(drawn, "no probe is named \"nothing\""));
    drawn_free(drawn);
}

TEST(enter_opens_the_samples_of_the_layer)
{
    struct drawn *drawn = drawn_new(RUN, "layers", 120, 40);

    if (!drawn)
        return;
    drawn_keys(drawn, "jjj<enter>");
    CHECK(drawn_has(drawn, "layer=3"));
    CHECK(drawn_has(drawn, "247 of 8892 samples"));
    drawn_free(drawn);
}

/* The labels below the axis of the first chart. */
static const char *ticks(struct drawn *drawn)
{
    const char *axis = strstr(drawn_text(drawn), "└");

    return axis && strchr(axis, '\n') ? arena_strndup(drawn->arena, strchr(axis, '\n') + 1,
                                                      strcspn(strchr(axis, '\n') + 1, "\n"))
                                      : "";
}

TEST(zoom_shows_fewer_layers_and_fit_all_again)
{
    struct drawn *drawn = drawn_new(RUN, "layers", 120, 40);

    if (!drawn)
        return;
    drawn_keys(drawn, "jjj<tab>");
    CHECK(strstr(ticks(drawn), " 0 ") && strstr(ticks(drawn), " 34"));
    drawn_keys(drawn, "++");
    CHECK(strstr(ticks(drawn), " 3 ") && !strstr(ticks(drawn), " 20"));
    drawn_keys(drawn, "$");
    CHECK(strstr(ticks(drawn), " 35") && !strstr(ticks(drawn), " 3 "));
    drawn_keys(drawn, "_");
    CHECK(strstr(ticks(drawn), " 0 ") && strstr(ticks(drawn), " 35"));
    drawn_free(drawn);
}

TEST(run_without_conflict_samples_has_no_conflict_columns)
{
    struct drawn *drawn =
        drawn_new("sample_runs/layer_probe/run_20260205_120000", "layers", 200, 60);

    if (!drawn)
        return;
    CHECK(drawn_has(drawn, "+.0000="));
    CHECK(!drawn_has(drawn, "onflict"));
    CHECK(!drawn_has(drawn, "peak"));
    drawn_free(drawn);
}

/* Each size is another way to lay the panes out; the sanitised build sees what goes wrong. */
TEST(layers_are_drawn_at_any_size)
{
    static const char *const keys[] = {"j", "<tab>", "+", "l", "<tab>", "z", "G", "<s-tab>", "a"};
    struct drawn *drawn = drawn_new(RUN, "layers", 80, 24);
    size_t key = 0;

    for (int height = 1; drawn && height < 64; height += 3)
        for (int width = 1; width < 220; width += 17) {
            drawn_resize(drawn, width, height);
            drawn_keys(drawn, keys[key++ % (sizeof(keys) / sizeof(keys[0]))]);
            CHECK(drawn_text(drawn) != NULL);
        }
    drawn_free(drawn);
}
