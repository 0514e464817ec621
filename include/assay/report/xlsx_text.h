/*
 * What a sheet of XLSX takes as texts, names and formats: pure functions, there in every build.
 *
 * Limits are those of Excel (ECMA-376 part 1, 18.3.1.4 and 18.18.93; "Excel specifications and
 * limits"): 1,048,576 rows, 32,767 characters a cell, 31 a sheet name, characters counted as UTF-16
 * code units.
 */
#ifndef ASSAY_REPORT_XLSX_TEXT_H
#define ASSAY_REPORT_XLSX_TEXT_H

#include <assay/metrics/metric.h>

enum { XLSX_ROWS_MOST = 1048576, XLSX_TEXT_MOST = 32767, XLSX_NAME_MOST = 31 };

/*
 * A text as a cell holds it, NUL-ended, into out: made safe as by utf8_make_safe, so that no
 * control character is left; "_x0041_", which readers would take for an escaped character, with its
 * underscore escaped; at most XLSX_TEXT_MOST characters, the last of them "… (cut)" where there
 * were more. True when it was cut.
 */
bool xlsx_text(struct buf *out, struct str text);
/*
 * A sheet name that Excel takes and that none of `used` equals (case does not count): without
 * []:*?/\ and control characters, not empty, no apostrophe at its ends, not "History", cut and
 * numbered where it must be ("samples 2"). In the arena.
 */
const char *xlsx_sheet_name(const char *wanted, const char *const *used, size_t used_count,
                            struct arena *arena);
/*
 * The number format that shows a number as metric_format does, "" for the general one; with a mark
 * other than '\0' it stands behind: `.0000" ="`. In the arena.
 */
const char *xlsx_number_format(const struct metric *metric, double number, char mark,
                               struct arena *arena);

#endif
