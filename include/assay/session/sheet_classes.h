/*
 * Sheets of classification: one set of rows a set of samples (column "set" is empty where a run has
 * one) or of the given confusion matrix. NULL when the run has none.
 *
 * classes         a row a label: support, right, precision, recall with its 95% Wilson interval,
 *                 F1, rating band, both class weights
 * confusion       the cells that are not zero; prediction is empty for answers outside the label
 * set confused_pairs  all pairs of truth and wrong prediction, most frequent first invalid_answers
 * what was answered outside the label set, with the first such sample; the first thousand kinds
 */
#ifndef ASSAY_SESSION_SHEET_CLASSES_H
#define ASSAY_SESSION_SHEET_CLASSES_H

#include <assay/session/figures.h>

const struct sheet *sheet_classes(const struct figures *figures);
const struct sheet *sheet_confusion(const struct figures *figures);
const struct sheet *sheet_confused_pairs(const struct figures *figures);
const struct sheet *sheet_invalid_answers(const struct figures *figures);

#endif
