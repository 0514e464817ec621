/*
 * Overview: several comparisons with their figures side by side, kept when the comparisons
 * themselves are let go of.
 *
 *     struct compare_overview *overview = compare_overview_new(arena);
 *     for each candidate: compare_overview_add(overview, comparison);
 *     const struct sheet *sheet = compare_overview_sheet(overview);
 *
 * One row a figure and candidate, figures in the order in which they first came. p_holm is
 * corrected over the whole table, and the outcome is decided on that; so it may be more careful
 * than the one a comparison gives by itself. Columns: metric title baseline candidate n a b delta
 * low high p p_holm outcome bound.
 *
 * Lives in the arena.
 */
#ifndef ASSAY_SESSION_COMPARE_OVERVIEW_H
#define ASSAY_SESSION_COMPARE_OVERVIEW_H

#include <assay/session/comparison.h>
#include <assay/session/sheet.h>

struct compare_overview;

struct compare_overview *compare_overview_new(struct arena *arena);
/* Copies what it keeps: the rows of FAMILY_METRICS, or where there are none the headline. */
void compare_overview_add(struct compare_overview *overview, const struct comparison *comparison);
/* NULL when nothing was added. */
const struct sheet *compare_overview_sheet(const struct compare_overview *overview);

#endif
