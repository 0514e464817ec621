/*
 * Excerpts of samples on a page, errors first: the first samples of each confused pair, of answers
 * outside the label set, of each kind of failure, and last some that are right. Texts are cut, and
 * the section is bounded; a sentence says what there is besides. Nothing of runs over layers, whose
 * samples hold no texts, nor without samples.
 */
#ifndef ASSAY_REPORT_HTML_SAMPLES_H
#define ASSAY_REPORT_HTML_SAMPLES_H

#include <assay/report/html_page.h>

void html_samples(struct html_page *page, const struct figures *figures);

#endif
