/*
 * What the parts of the classification loader share while one run is loaded: evidence found so
 * far, from which the one row of a table of models that is this run is told, and what of several
 * reports is evidence and what is claim.
 *
 * Everything lives in the scratch arena of the load. Best evidence first: samples, matrix, rows.
 */
#ifndef ASSAY_LOAD_CLASSIFICATION_PARTS_H
#define ASSAY_LOAD_CLASSIFICATION_PARTS_H

#include <assay/load/loader.h>
#include <assay/model/run_builder.h>

/* One figure of a model in a table of models. */
struct model_figure {
    const char *name;   /* the column */
    const char *metric; /* of the registry */
    struct str cell;
    bool percent;
};

struct model_row {
    const char *model;
    const struct model_figure *figures;
    size_t count;
    uint32_t file, line;
    int decimals; /* as in claim_place */
    size_t table; /* rows of one table have the same number */
};

struct evaluation {
    const struct group *group;
    struct run_builder *builder;
    struct arena *arena;
    const uint16_t *truth, *prediction; /* of the samples, NULL when there are none */
    size_t samples;
    bool has_splits;
    struct matrix matrix;       /* counts NULL when there is none */
    struct class_table classes; /* rows NULL when there are none; the most precise so far */
    struct model_row *models;
    size_t model_count, model_capacity;
    size_t tables;        /* of models, seen so far */
    const char *fallback; /* a label that a document names as fallback, NULL */
    uint32_t fallback_file, fallback_line;
};

/* The whole text of a file in UTF-8, with a note on its encoding. */
bool evaluation_text(struct evaluation *evaluation, const struct group_file *file, uint32_t number,
                     struct str *text, struct err *err);
uint32_t evaluation_file(struct evaluation *evaluation, const struct group_file *file);
/* The samples were written, and no more will be. */
void evaluation_samples(struct evaluation *evaluation, struct sample_writer *writer);
/* Keep a given matrix; its cells are claims when better evidence is there. */
void evaluation_matrix(struct evaluation *evaluation, const struct matrix *matrix, uint32_t line);
/* Keep a given class table if it is more precise than the one there. */
void evaluation_classes(struct evaluation *evaluation, const struct class_table *table);
/* Correct / scored by the best evidence, NAN without any. */
double evaluation_accuracy(const struct evaluation *evaluation);
/* A row of a table of models; copied. */
void evaluation_model(struct evaluation *evaluation, const struct model_row *row);
/* After all files: which rows of models are this run's claims. */
void evaluation_settle_models(struct evaluation *evaluation);

#endif
