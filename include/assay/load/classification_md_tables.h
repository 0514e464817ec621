/*
 * Tables of a Markdown summary: which kind one is, and what it claims. See classification_md.h.
 */
#ifndef ASSAY_LOAD_CLASSIFICATION_MD_TABLES_H
#define ASSAY_LOAD_CLASSIFICATION_MD_TABLES_H

#include <assay/load/classification_parts.h>
#include <assay/load/markdown_in.h>

enum md_table {
    MD_TABLE_OTHER,
    MD_TABLE_METRICS, /* metric and score */
    MD_TABLE_CLASSES, /* one row a label */
    MD_TABLE_PAIRS,   /* truth, prediction, count */
    MD_TABLE_MODELS,  /* one row a model */
    MD_TABLE_MATRIX,  /* counts by label and label */
};

/* heading: the nearest above the table. */
enum md_table md_table_kind(const struct markdown_block *table, struct str heading);
/* Push the table's claims, and a matrix as evidence. */
void md_table_push(struct evaluation *evaluation, const struct markdown_block *table,
                   enum md_table kind, uint32_t file, struct str heading);

#endif
