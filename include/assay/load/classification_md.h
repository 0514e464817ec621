/*
 * Markdown summaries of an evaluation. What is drawn as a confusion matrix is evidence; what tables
 * and lists state are claims; settings and named lines are metadata.
 *
 *   table "Metric | Score"             figures of the whole
 *   table with a column of samples, accuracy, precision, … per label
 *   table "True | Predicted | Count"   claims about confused pairs, their order and completeness
 *   table "Model | Accuracy | …"       one row a model (classification_parts.h settles which is
 * ours) fence with names and counts        the matrix (markdown_matrix.h) fence with 'label':
 * number         class weights, where "weight" stands in the code
 *   **Key:** value                     metadata, under its headings
 *
 * Fails when the file cannot be read; a document without any of these is only noted.
 */
#ifndef ASSAY_LOAD_CLASSIFICATION_MD_H
#define ASSAY_LOAD_CLASSIFICATION_MD_H

#include <assay/load/classification_parts.h>
#include <assay/load/sniff.h>

enum summary_kind { SUMMARY_NONE, SUMMARY_EVIDENCE, SUMMARY_MODELS };

bool classification_md_load(struct evaluation *evaluation, const struct group_file *file,
                            struct err *err);
/* What a Markdown file is to an evaluation, from its first bytes. */
enum summary_kind classification_md_kind(const struct sniff *sniff, struct arena *arena);

#endif
