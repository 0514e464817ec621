#include "check.h"
#include "plotted.h"

#include <math.h>
#include <string.h>

/* Figures of INDEX.md: the twelve runs of mbpp-turing. */
#define REAL "mbpp-turing/ModelRuns"

static const struct plot_axes *axes_of(const struct plot *plot, size_t panel)
{
    return plot->panels[panel].axes;
}

/* The twelve runs together; false without them. */
static bool real_suite(struct plotted *plotted)
{
    char room[512];
    const char *real = loaded_real(REAL, room);

    if (real)
        *plotted = plotted_many(loaded_path("mbpp", real), NULL);
    return real != NULL;
}

TEST(curves_over_runs_are_the_published_pass_at_k)
{
    struct plotted p;
    const struct plot *plot;

    if (!real_suite(&p))
        return;
    plot = plotted_plot(&p, "pass-at-k");
    if (CHECK(plot && plot->panel_count == 2 && axes_of(plot, 0)->series_count == 4)) {
        const struct plot_series *all = &axes_of(plot, 0)->series[0];
        const struct plot_series *test = &axes_of(plot, 0)->series[1];

        CHECK_INT(all->count, 12);
        CHECK_NEAR(all->y[0], 0.437414, 1e-6);
        CHECK_NEAR(all->y[4], 0.651734, 1e-6);
        CHECK_NEAR(all->y[9], 0.714510, 1e-6);
        CHECK_STR(test->name, "test");
        CHECK_NEAR(test->y[9], 0.696727, 1e-6);
        CHECK_NEAR(axes_of(plot, 1)->series[0].y[11], 153.0 / 964.0, 1e-12);
        CHECK(plotted_svg(&p, plot) != NULL);
    }
    plotted_free(&p);
}

TEST(bars_of_passes_are_the_published_histogram)
{
    static const double passes[] = {262, 74, 58, 47, 46, 38, 41, 47, 30, 46, 52, 70, 153};
    struct plotted p;
    const struct plot *plot;

    if (!real_suite(&p))
        return;
    plot = plotted_plot(&p, "difficulty");
    if (CHECK(plot && plot->panel_count == 2)) {
        const struct plot_axes *bands = axes_of(plot, 0), *bars = axes_of(plot, 1);
        double items = 0.0;

        CHECK_INT(bars->series[0].count, 13);
        for (size_t i = 0; i < 13; i++)
            CHECK_NEAR(bars->series[0].y[i], passes[i], 0.0);
        CHECK_INT(bands->series_count, 3);
        for (size_t s = 0; s < bands->series_count; s++)
            for (size_t b = 0; b < 3; b++)
                items += bands->series[s].y[b];
        CHECK_NEAR(items, 964.0, 0.0);
    }
    plotted_free(&p);
}

TEST(a_mosaic_of_twelve_runs_has_their_passes_and_a_small_picture)
{
    struct plotted p;
    const struct plot *plot;

    if (!real_suite(&p))
        return;
    plot = plotted_plot(&p, "pass-mosaic");
    if (CHECK(plot)) {
        const struct plot_cells *cells = plot->panels[0].cells;
        size_t passed = 0;

        CHECK_INT(cells->row_count, 12);
        CHECK_INT(cells->column_count, 964);
        CHECK_STR(cells->rows[0], "01  .4544");
        for (size_t i = 0; i < 964; i++)
            passed += cells->roles[i] == plot->panels[0].keys[0].role;
        CHECK_INT(passed, 438);
        CHECK(strlen(plotted_svg(&p, plot)) < 150000);
    }
    plot = plotted_plot(&p, "leaderboard");
    if (CHECK(plot)) {
        CHECK_NEAR(axes_of(plot, 0)->series[0].y[0], 0.454357, 1e-6);
        CHECK_NEAR(axes_of(plot, 0)->series[0].y[11], 0.411826, 1e-6);
        CHECK(strstr(plot->subtitle, "12 of 12 are level with the best"));
    }
    plotted_free(&p);
}

TEST(runs_that_share_no_items_have_no_plots_of_a_suite)
{
    struct plotted p = plotted_many(
        loaded_path("layer-probe", "sample_runs/layer_probe/run_20260122_153920"), NULL);
    static const char *const kinds[] = {"pass-at-k", "difficulty", "pass-mosaic", "leaderboard"};

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        CHECK_STR(plotted_why(&p, kinds[i]), "no two of the runs answered the same items");
    plotted_free(&p);
}

/* ---- one run of generated code ---- */

TEST(rates_and_errors_of_a_run_are_those_of_its_splits)
{
    char room[512];
    const char *real = loaded_real(REAL "/01", room), *why;
    struct plotted p;
    const struct plot *plot;

    if (!real)
        return;
    p = plotted_path("mbpp", real);
    plot = plotted_plot(&p, "difficulty");
    if (CHECK(plot)) {
        const struct plot_series *rates = &axes_of(plot, 0)->series[0];

        CHECK_STR(axes_of(plot, 0)->x.names[1], "test (500)");
        CHECK_NEAR(rates->y[0], 438.0 / 964.0, 1e-12);
        CHECK_NEAR(rates->y[1], 220.0 / 500.0, 1e-12);
    }
    plot = plotted_plot(&p, "error-kinds");
    if (CHECK(plot && plot->panel_count == 4)) {
        double all = 0.0, parts = 0.0;

        for (size_t n = 0; n < 4; n++)
            for (size_t i = 0; i < axes_of(plot, n)->series[0].count; i++)
                *(n ? &parts : &all) += axes_of(plot, n)->series[0].y[i];
        CHECK_NEAR(all, 964.0 - 438.0, 0.0);
        CHECK_NEAR(parts, all, 0.0);
        CHECK(plotted_svg(&p, plot) != NULL);
    }
    why = plotted_why(&p, "pass-at-k");
    CHECK(why && strstr(why, "tried once"));
    plotted_free(&p);
}
