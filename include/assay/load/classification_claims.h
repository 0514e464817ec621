/*
 * Figures that files of an evaluation state, by whatever name: "F1-Score (weighted)",
 * "weighted_f1", "f1_weighted" and "Weighted F1" are one quantity.
 *
 * A name is read word by word: one measure, at most one way to average, and words that do not
 * matter. A word that is none of these means that the figure is something else ("top 5 accuracy"),
 * which is nobody's claim.
 */
#ifndef ASSAY_LOAD_CLASSIFICATION_CLAIMS_H
#define ASSAY_LOAD_CLASSIFICATION_CLAIMS_H

#include <assay/model/run_builder.h>

/* Where a printed figure stands and how it is to be read. */
struct claim_place {
    uint32_t file, line;
    bool percent; /* the column's head says %, though the cell does not */
    int decimals; /* of all figures of a file that prints in full precision; 0: as printed */
};

/* A file whose longest figure has so many decimals prints all of them in full. */
enum { FULL_PRECISION_DECIMALS = 8 };

/* The metric of the registry that a name means, NULL when it is none. */
const char *claim_metric(struct str name);
/* Whether the metric is a share, so that 90.65 can only be percent. */
bool claim_is_share(const char *metric);
/*
 * State a printed figure. Marks of emphasis around it are taken off; "90.65%" is a share, and so
 * is 90.65 where only a share makes sense. False when the text is no number.
 */
bool claim_cell(struct run_builder *builder, const char *name, struct quantity what,
                struct str cell, const struct claim_place *place);
void claim_words(struct run_builder *builder, const char *name, struct quantity what,
                 const char *words, const struct claim_place *place);
/* A cell without emphasis (** _ `), blanks and a leading ~. */
struct str claim_bare(struct str cell);
/* A quantity of a label. */
struct quantity claim_about(const char *metric, const char *subject);

#endif
