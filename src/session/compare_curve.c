#include "comparison_internal.h"

#include <assay/base/fmt.h>
#include <assay/metrics/curve_results.h>

#include <math.h>

/*
 * Loss at each position that both curves have, means of what is stored there. Nothing is
 * interpolated and nothing tested: points of one position are sequences without ids, so that none
 * of A can be named the partner of one of B.
 */

static void add_position(struct compare_builder *builder, const struct curve_point *a,
                         const struct curve_point *b)
{
    struct quantity what = QUANTITY("curve_mean_loss");
    struct compare_row *row;

    what.at = a->position;
    row = compare_row_add(
        builder, FAMILY_CURVE, &what,
        arena_printf(builder->arena, "position %s", fmt_fixed(builder->scratch, a->position, 0)));
    row->a = a->mean;
    row->b = b->mean;
    row->delta = row->b - row->a;
    row->n = a->n < b->n ? a->n : b->n;
    row->why = row->n > 1 ? "sequences carry no ids: their losses do not pair"
                          : "one loss a position is nothing to test";
}

void compare_add_curve(struct compare_builder *builder)
{
    const struct curve_results *a = builder->comparison->a.results->curve;
    const struct curve_results *b = builder->comparison->b.results->curve;

    if (!a || !b)
        return;
    for (size_t i = 0; i < a->losses.count && !compare_cancelled(builder); i++) {
        const struct curve_point *point = &a->losses.points[i];
        const struct curve_point *other = curve_table_at(&b->losses, point->position);

        if (other && point->n && other->n)
            add_position(builder, point, other);
    }
}
