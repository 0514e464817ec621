/*
 * Loader of classification evaluations: per-sample predictions, confusion matrices, classification
 * reports, metrics files, Markdown summaries; any of them alone or together in one folder.
 *
 * Which file is what is told by classify from names and first bytes, by the table of kinds in
 * classification.c. Evidence in order of weight: samples, matrix, rows of a report; figures beside
 * them are claims. See the manual page on formats for what each file may look like.
 */
#ifndef ASSAY_LOAD_CLASSIFICATION_H
#define ASSAY_LOAD_CLASSIFICATION_H

#include <assay/load/loader.h>

extern const struct loader loader_classification;

#endif
