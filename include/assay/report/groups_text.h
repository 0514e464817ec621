/*
 * Many runs as text of at most 100 columns: runs by the shortest names that tell them apart, which
 * are cut in their middle where the numbers leave them no room, so that they still differ if may
 * be. Without `all` a group's runs are named in three lines, of a leaderboard the best ten, of the
 * trends those with p below alpha, and of the outliers the twelve that lie farthest off.
 */
#ifndef ASSAY_REPORT_GROUPS_TEXT_H
#define ASSAY_REPORT_GROUPS_TEXT_H

#include <assay/base/str.h>
#include <assay/session/sheet_groups.h>

void groups_text(const struct many_runs *runs, struct arena *arena, struct buf *out);

#endif
