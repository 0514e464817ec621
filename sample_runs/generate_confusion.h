/*
 * A confusion matrix (rows truth, columns prediction) and scikit-learn's report of it, as
 * output_dict JSON and as the printed table with two decimals. Undefined precision or F1 is 0.
 */
#ifndef SAMPLES_GENERATE_CONFUSION_H
#define SAMPLES_GENERATE_CONFUSION_H

#include <stdio.h>

enum { CLASSES_MAX = 8 };

struct confusion {
    int n;
    const char *labels[CLASSES_MAX];
    int cell[CLASSES_MAX][CLASSES_MAX];
};

struct scores {
    double precision, recall, f1;
    int support;
};

int confusion_total(const struct confusion *cm);
int confusion_right(const struct confusion *cm);
struct scores confusion_scores(const struct confusion *cm, int label);
/* Mean over labels, plain or by support. */
struct scores confusion_macro(const struct confusion *cm);
struct scores confusion_weighted(const struct confusion *cm);

void confusion_report_json(const struct confusion *cm, FILE *f);
void confusion_report_text(const struct confusion *cm, FILE *f);
/* First header cell empty, as pandas writes an index without a name. */
void confusion_csv(const struct confusion *cm, FILE *f);

#endif
