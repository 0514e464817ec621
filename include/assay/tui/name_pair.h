/*
 * Two names in a line, "A ↔ B", cut so that what tells them apart stays.
 *
 *     name_pair_write(&out, STR("mer2023_test3"), STR("mer2023_test3_rank16"), 30);
 *     -> "mer202…test3 ↔ mer2023_…rank16"
 *
 * A name that is too long loses of what both begin with, and of what both end with. Each side may
 * take half the width, and what the other side leaves. Cannot fail; width in columns, of which the
 * result takes no more, unless there are fewer than 5: "… ↔ …".
 */
#ifndef ASSAY_TUI_NAME_PAIR_H
#define ASSAY_TUI_NAME_PAIR_H

#include <assay/base/str.h>

void name_pair_write(struct buf *out, struct str a, struct str b, int width);
/* One of two names, in so many columns. */
void name_apart(struct buf *out, struct str name, struct str other, int width);

#endif
