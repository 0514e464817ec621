#include "check.h"
#include "loaded.h"

#include <assay/plot/plot_build.h>
#include <assay/plot/plot_kind.h>

#include <math.h>
#include <string.h>

static const struct sheet *people(struct arena *arena)
{
    static const struct sheet_column columns[] = {
        {"name", "Name"}, {"team", "Team"}, {"age", "Age"}, {NULL, NULL}};
    struct sheet *sheet = sheet_new(arena, "people", "People", columns);

    sheet_text(sheet, "ann");
    sheet_text(sheet, "red");
    sheet_number(sheet, NULL, 30);
    sheet_text(sheet, "bob");
    sheet_none(sheet);
    sheet_none(sheet);
    sheet_text(sheet, "cleo");
    sheet_text(sheet, "red");
    sheet_number(sheet, NULL, 20);
    return sheet;
}

TEST(rows_are_chosen_by_what_a_cell_reads)
{
    struct arena *arena = arena_new();
    struct plot_rows all = plot_rows_all(people(arena), arena);
    struct plot_rows red = plot_rows_where(all, "team", "red", arena);

    CHECK_INT(all.count, 3);
    if (CHECK_INT(red.count, 2)) {
        CHECK_STR(plot_words(red, "name", arena)[1], "cleo");
        CHECK_NEAR(plot_numbers(red, "age", arena)[1], 20, 0);
    }
    CHECK_INT(plot_rows_where(all, "team", "", arena).count, 1);
    CHECK_INT(plot_rows_all(NULL, arena).count, 0);
    arena_free(arena);
}

TEST(cells_without_a_number_and_columns_that_are_not_there_are_empty)
{
    struct arena *arena = arena_new();
    struct plot_rows all = plot_rows_all(people(arena), arena);

    CHECK(isnan(plot_numbers(all, "age", arena)[1]));
    CHECK(isnan(plot_numbers(all, "name", arena)[0]));
    CHECK(!plot_has(plot_numbers(all, "height", arena), 3));
    CHECK_STR(plot_words(all, "height", arena)[0], "");
    arena_free(arena);
}

TEST(a_description_grows_by_sentences)
{
    struct arena *arena = arena_new();
    struct plot *plot = plot_new("Title", NULL, arena);

    plot_say(plot, arena, "%d of %d", 1, 2);
    plot_say(plot, arena, "More");
    CHECK_STR(plot->description, "1 of 2. More.");
    CHECK(!plot->subtitle);
    arena_free(arena);
}

TEST(a_short_share_keeps_what_it_needs)
{
    struct arena *arena = arena_new();

    CHECK_STR(plot_short_share(0.5, arena), ".5");
    CHECK_STR(plot_short_share(0.25, arena), ".25");
    CHECK_STR(plot_short_share(1.0 / 3.0, arena), ".3333");
    CHECK_STR(plot_short_share(0.0, arena), ".0");
    CHECK_STR(plot_short_share(1.0, arena), "1.0");
    CHECK_STR(plot_short_share(NAN, arena), "–");
    arena_free(arena);
}

/* ---- the registry ---- */

TEST(no_two_kinds_of_one_topic_share_a_name_or_a_file)
{
    for (size_t i = 0; plot_kinds[i]; i++) {
        CHECK(plot_kinds[i]->summary && plot_kinds[i]->summary[0]);
        CHECK(plot_kind_find(plot_kinds[i]->name, plot_kinds[i]->of) == plot_kinds[i]);
        for (size_t k = 0; k < i; k++)
            CHECK(plot_kinds[k]->of != plot_kinds[i]->of ||
                  strcmp(plot_kinds[k]->file, plot_kinds[i]->file) != 0);
    }
}

static void check_plots(const char *format, const char *path)
{
    struct loaded *l = loaded_path(format, path);

    for (size_t r = 0; r < l->runs.count; r++) {
        struct assessed input = {l->runs.runs[r], results_new(l->runs.runs[r], NULL, l->arena),
                                 l->audits[r]};
        struct topic topic = topic_of_run(&input, l->arena);
        struct plot_list list = plot_list_of(&topic);

        CHECK(list.count > 0);
        for (size_t i = 0; i < list.count; i++) {
            CHECK(list.plots[i]->title && list.plots[i]->subtitle && list.plots[i]->description);
            CHECK(list.plots[i]->panel_count > 0);
            CHECK(!list.plots[i]->description || !strstr(list.plots[i]->description, " nan"));
        }
    }
    CHECK(l->runs.count > 0);
    loaded_free(l);
}

TEST(every_plot_of_the_sample_runs_is_described)
{
    check_plots("layer-probe", "sample_runs/layer_probe");
    check_plots("paper-metrics", "sample_runs/paper_metrics");
    check_plots("classification", "sample_runs/classification/mer2023_test3");
    check_plots("mbpp", "sample_runs/mbpp");
}
