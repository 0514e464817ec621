/*
 * Sparklines: a series in one row of text, one of eight heights a column.
 *
 *     spark_line(values, 36, 40, true, &out);     "▇█▇▅▃▂▁…"
 *
 * The lowest value has the lowest height and the highest the highest, so the scale must be shown
 * beside it; a flat series stands in the middle. More values than columns are averaged in equal
 * parts; NAN is a blank. Without unicode the heights are ".:-=+*#@".
 */
#ifndef ASSAY_BASE_SPARK_H
#define ASSAY_BASE_SPARK_H

#include <assay/base/str.h>

#include <stdbool.h>
#include <stddef.h>

void spark_line(const double *values, size_t count, size_t columns, bool unicode, struct buf *out);
/* Lowest and highest value, NAN when there is none. */
void spark_range(const double *values, size_t count, double *low, double *high);

#endif
