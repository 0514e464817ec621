#include "check.h"

#include <assay/metrics/metric.h>

#include <math.h>
#include <string.h>

static bool is_plain_name(const char *name)
{
    return name[0] && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_@") == strlen(name);
}

TEST(every_metric_has_a_name_of_its_own)
{
    size_t count = 0;

    for (const struct metric *metric; (metric = metric_at(count)); count++) {
        if (!CHECK(is_plain_name(metric->name)))
            CHECK_STR(metric->name, "");
        if (!CHECK(metric_find(metric->name) == metric))
            CHECK_STR(metric->name, "unique");
    }
    CHECK(count > 50);
    CHECK(metric_at(count + 3) == NULL);
    CHECK(metric_find("no_such_metric") == NULL);
    CHECK(metric_find(NULL) == NULL);
}

TEST(every_metric_says_what_it_is_and_whence)
{
    const struct metric *metric;

    for (size_t i = 0; (metric = metric_at(i)); i++)
        if (!CHECK(metric->title && metric->title[0] && metric->formula && metric->formula[0] &&
                   metric->source && metric->source[0] && metric->compute))
            CHECK_STR(metric->name, "");
}

/* A relative gain has no bound below, so a share may be open at an end. */
TEST(ranges_are_in_order_and_fit_the_unit)
{
    const struct metric *metric;

    for (size_t i = 0; (metric = metric_at(i)); i++) {
        bool holds = isnan(metric->least) || isnan(metric->most) || metric->least < metric->most;

        switch (metric->unit) {
        case UNIT_SHARE:
            holds = holds && !(metric->least < -1) && !(metric->most > 1);
            break;
        case UNIT_COUNT:
        case UNIT_LAYER:
        case UNIT_TOKENS:
        case UNIT_SECONDS:
            holds = holds && metric->least >= 0;
            break;
        case UNIT_PERPLEXITY:
            holds = holds && metric->least >= 1;
            break;
        default:
            break;
        }
        if (!CHECK(holds))
            CHECK_STR(metric->name, "");
    }
}

/* The ranges of van Rijsbergen, Cohen and Matthews. */
TEST(well_known_metrics_have_their_published_ranges)
{
    static const struct {
        const char *name;
        double least, most;
        enum metric_better better;
    } known[] = {
        {"accuracy", 0, 1, BETTER_HIGHER}, {"macro_f1", 0, 1, BETTER_HIGHER},
        {"kappa", -1, 1, BETTER_HIGHER},   {"mcc", -1, 1, BETTER_HIGHER},
        {"recall", 0, 1, BETTER_HIGHER},   {"dominance", -1, 1, BETTER_NEITHER},
    };

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        const struct metric *metric = metric_find(known[i].name);

        if (!CHECK(metric != NULL))
            continue;
        CHECK_NEAR(metric->least, known[i].least, 0);
        CHECK_NEAR(metric->most, known[i].most, 0);
        if (!CHECK(metric->better == known[i].better))
            CHECK_STR(metric->name, "");
    }
}

TEST(figures_are_shown_in_their_unit)
{
    struct arena *arena = arena_new();

    CHECK_STR(metric_format(metric_find("accuracy"), 0.90647482, arena), ".9065");
    CHECK_STR(metric_format(metric_find("accuracy"), NAN, arena), "–");
    CHECK_STR(metric_format(metric_find("support"), 834, arena), "834");
    CHECK_STR(metric_format(metric_find("kappa"), 0.8786719, arena), ".8787");
    CHECK_STR(metric_format(NULL, 257, arena), "257");
    CHECK_STR(metric_format(NULL, 2.5, arena), "2.5000");
    arena_free(arena);
}
