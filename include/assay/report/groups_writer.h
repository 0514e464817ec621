/*
 * Many runs as text, Markdown, JSON (share/schemas/groups.schema.json) or CSV: their groups with
 * mean, deviation, best and worst of each figure, leaderboards of runs over the same items, trends
 * over time and outliers, as session/sheet_groups.h has them.
 *
 * Text is cut to what stands out (groups_text.h); Markdown and JSON have everything, CSV is the
 * table of groups.
 */
#ifndef ASSAY_REPORT_GROUPS_WRITER_H
#define ASSAY_REPORT_GROUPS_WRITER_H

#include <assay/base/str.h>
#include <assay/session/sheet_groups.h>

/* False when there is no writer of that name. */
bool groups_write(const struct many_runs *runs, const char *to, struct buf *out);
/* "7 runs in 2 groups, by variant" */
const char *groups_summary(const struct run_groups *groups, struct arena *arena);
/* "3 of 20 with p below .0500, 1 after Holm over all of them" */
const char *groups_trend_count(const struct group_findings *findings, struct arena *arena);
/* "10 of 66 pairs below .0500, none after Holm over all pairs; Cochran's Q 14.23, p .2201, …" */
const char *groups_board_tests(const struct leaderboard *leaders, struct arena *arena);

#endif
