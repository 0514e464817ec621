#include "compare_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Families of places that views of their own draw as curves: beyond so many rows the first only. */
enum { PLACES_LISTED = 16, PLACES_FIRST = 6 };

bool compare_differs(const struct compare_row *row)
{
    switch (row->outcome) {
    case COMPARE_IMPROVED:
    case COMPARE_REGRESSED:
    case COMPARE_CHANGED:
        return true;
    case COMPARE_UNTESTED:
        return !isnan(row->delta) && row->delta != 0.0;
    default:
        return false;
    }
}

/* NANs last. */
static int ascending(double x, double y)
{
    if (isnan(x) || isnan(y))
        return isnan(x) - isnan(y);
    return (x > y) - (x < y);
}

static int by_evidence(const void *a, const void *b)
{
    const struct compare_row *x = ((const struct compare_line *)a)->row;
    const struct compare_row *y = ((const struct compare_line *)b)->row;
    int order = ascending(x->p_holm, y->p_holm);

    order = order ? order : ascending(x->p, y->p);
    order = order ? order : ascending(-fabs(x->delta), -fabs(y->delta));
    return order ? order : (x > y) - (x < y);
}

static size_t add_family(const struct comparison *comparison, enum compare_family family,
                         bool only_differing, struct compare_lines *out, struct compare_line *lines)
{
    size_t count = 0;

    for (size_t i = comparison->first[family]; i < comparison->first[family + 1]; i++) {
        if (only_differing && !compare_differs(&comparison->rows[i]))
            out->level++;
        else
            lines[count++] = (struct compare_line){.row = &comparison->rows[i], .family = family};
    }
    qsort(lines, count, sizeof(*lines), by_evidence);
    if ((family == FAMILY_LAYERS || family == FAMILY_CURVE) && count > PLACES_LISTED) {
        lines[PLACES_FIRST] = (struct compare_line){.family = family, .more = count - PLACES_FIRST};
        count = PLACES_FIRST + 1;
    }
    out->families += count > 0;
    return count;
}

struct compare_lines compare_lines_of(const struct comparison *comparison, bool only_differing,
                                      struct arena *arena)
{
    struct compare_line *lines = arena_alloc(arena, (comparison->row_count + 1) * sizeof(*lines));
    struct compare_lines out = {.lines = lines};

    for (int f = 0; f < COMPARE_FAMILIES; f++)
        out.count +=
            add_family(comparison, (enum compare_family)f, only_differing, &out, lines + out.count);
    return out;
}

/* ---- the axis ---- */

static double reach(const struct compare_row *row)
{
    if (isnan(row->interval.low) || isnan(row->interval.high))
        return 0.0;
    return fmax(fabs(row->interval.low), fabs(row->interval.high));
}

static bool on_one_axis(const struct compare_row *row, const struct compare_row *other)
{
    return row->metric == other->metric ||
           (row->metric->unit == UNIT_SHARE && other->metric->unit == UNIT_SHARE);
}

/* Of the run's own figures where they have intervals: single labels may go beyond and are cut. */
double compare_axis(const struct comparison *comparison, const struct compare_row *row)
{
    double widest = 0.0, widest_of_all = 0.0;

    for (size_t i = 0; i < comparison->row_count; i++) {
        const struct compare_row *other = &comparison->rows[i];

        if (!on_one_axis(row, other))
            continue;
        widest_of_all = fmax(widest_of_all, reach(other));
        if (other->family <= FAMILY_PARTS)
            widest = fmax(widest, reach(other));
    }
    return widest > 0.0 ? widest : widest_of_all;
}

/* ---- titles ---- */

const char *compare_line_title(const struct compare_line *line, struct arena *arena)
{
    if (!line->row)
        return arena_printf(arena, "… %zu more", line->more);
    if (line->family == FAMILY_LABELS)
        return arena_printf(arena, "%s · %s", line->row->title, line->row->metric->title);
    return line->row->title;
}

const char *compare_head(const struct compare_data *data, size_t at, struct arena *arena)
{
    const struct compare_line *line = &data->lines.lines[at];

    if (data->lines.families < 2 || (at > 0 && data->lines.lines[at - 1].family == line->family))
        return NULL;
    if (line->family == FAMILY_PARTS && line->row)
        return arena_printf(arena, "%s by %s", line->row->metric->title,
                            data->comparison->parts_by);
    return compare_family_name(line->family);
}
