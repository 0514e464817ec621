/*
 * A comparison as people read it, the same in text and Markdown: sheets of texts with signs,
 * intervals and rounded p, and the sentences around them.
 *
 * Of many rows only those that differ are shown, of a curve some at equal steps; `hidden` counts
 * the rest. A figure of which a claim does not hold has " !" behind its name.
 */
#ifndef ASSAY_REPORT_COMPARE_SHOWN_H
#define ASSAY_REPORT_COMPARE_SHOWN_H

#include <assay/session/comparison.h>
#include <assay/session/sheet.h>

/*
 * Columns group name a b delta interval p p_holm outcome n fixed broken; NULL without rows. The
 * group is the metric where a family has several.
 */
const struct sheet *compare_shown_rows(const struct comparison *comparison,
                                       enum compare_family family, bool all, struct arena *arena,
                                       size_t *hidden);
/* The same columns of the sheet of compare_overview_sheet: a group a figure, a name a candidate. */
const struct sheet *compare_shown_overview(const struct sheet *overview, struct arena *arena);
/* "METRICS": "Metrics"; of parts what they are parts of. */
const char *compare_shown_title(const struct comparison *comparison, enum compare_family family,
                                struct arena *arena);
/* A sentence where parts were asked for and there are none; else NULL. */
const char *compare_no_parts_text(const struct comparison *comparison, struct arena *arena);
/* Whether any row of the family is doubtful. */
bool compare_shown_doubt(const struct comparison *comparison, enum compare_family family);
/* What stands behind a row: "Pass rate: mid-p .0057; as if not paired p .0593; …", or "". */
const char *compare_detail_text(const struct comparison *comparison, const struct compare_row *row,
                                struct arena *arena);

/* How a set pairs: "834 pairs; only in A 0, only in B 0; …". */
const char *compare_pairing_text(const struct compare_set *set, struct arena *arena);
/* One sentence on method and source each, of what the comparison used; ends in NULL. */
const char *const *compare_method_texts(const struct comparison *comparison, struct arena *arena);

#endif
