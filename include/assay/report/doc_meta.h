/*
 * A metadata tree as nested items of a document; long lists and texts are cut, and say so. Keys of
 * the first level in `hidden` (NULL-ended, or NULL) are left out.
 */
#ifndef ASSAY_REPORT_DOC_META_H
#define ASSAY_REPORT_DOC_META_H

#include <assay/report/doc.h>

void doc_meta(struct doc *doc, const struct meta *node, const char *const *hidden);

#endif
