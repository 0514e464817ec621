/*
 * Cutting a file into sections for several readers at once.
 *
 * offsets[0] is where the data begins, offsets[count] where the file ends, and the others are the
 * first bytes after a line end near equal distances. They are row starts only if no cell spans
 * lines, which is sure when no section meets a quote: after reading, ask csv_reader_met_quote of
 * every reader, and if any says yes, drop all results and read the file with one reader.
 *
 * Sections may be empty (equal offsets): such a one must not be opened, since csv_spec.to = from
 * holds no row and to = 0 means the end of the file.
 *
 * Fails like csv_reader_open. count at least 1; offsets has room for count + 1.
 */
#ifndef ASSAY_LOAD_CSV_SPLIT_H
#define ASSAY_LOAD_CSV_SPLIT_H

#include <assay/load/csv_sniff.h>

#include <assay/base/err.h>

bool csv_split(const char *path, const struct csv_dialect *dialect, size_t count, uint64_t *offsets,
               struct err *err);

#endif
