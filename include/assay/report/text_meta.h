/*
 * A metadata tree as text: keys in file order, two blanks a level, one line a value, texts cut to
 * the width of a terminal. Unless all is wanted, deep levels, long lists and many lines are summed
 * up, and say so.
 */
#ifndef ASSAY_REPORT_TEXT_META_H
#define ASSAY_REPORT_TEXT_META_H

#include <assay/base/str.h>
#include <assay/model/meta.h>

void text_meta(const struct meta *node, bool all, struct buf *out);

#endif
