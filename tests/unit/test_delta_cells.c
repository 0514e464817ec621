#include "check.h"

#include <assay/metrics/metric.h>
#include <assay/tui/delta_cells.h>

#include <math.h>

static enum role role_of(const char *metric, double change)
{
    return delta_role(metric_find(metric), change);
}

TEST(a_rise_is_better_where_higher_is_better)
{
    CHECK_INT(role_of("accuracy", .1), ROLE_POSITIVE);
    CHECK_INT(role_of("accuracy", -.1), ROLE_NEGATIVE);
}

TEST(a_loss_that_falls_is_better)
{
    CHECK_INT(role_of("curve_mean_loss", -3.4), ROLE_POSITIVE);
    CHECK_INT(role_of("curve_mean_loss", 3.4), ROLE_NEGATIVE);
}

TEST(a_figure_without_a_better_direction_goes_by_its_sign)
{
    CHECK_INT(role_of("dominance_mean", .1), ROLE_POSITIVE);
    CHECK_INT(role_of("dominance_mean", -.1), ROLE_NEGATIVE);
    CHECK_INT(role_of("average_tokens", 0.0), ROLE_DIM);
    CHECK_INT(role_of("accuracy", NAN), ROLE_DIM);
}
