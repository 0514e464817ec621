/*
 * What the rows of a classification report tell of the samples behind them.
 *
 * A row states precision P, recall R, F1 F and support s, each share rounded to d decimals, so it
 * is known within h = 0.5 * 10^-d. Counts are whole numbers, which often pins them down:
 *
 *   TP         the whole numbers in [s(R-h), s(R+h)]
 *   predicted  those in [TP/(P+h), TP/(P-h)] that also give F: 2 TP / (s + predicted) in [F-h, F+h]
 *
 * Where just one number fits, the share is known exactly and has allowance 0; else it is the
 * printed one and its allowance is h. Sums and means carry the allowances of their parts, weighted
 * alike.
 *
 * impossible: no whole number of right answers gives the printed recall.
 *
 * Built in the arena given; labels belong to the table. Nothing fails; what is not stated is NAN.
 */
#ifndef ASSAY_METRICS_CLASS_ROWS_H
#define ASSAY_METRICS_CLASS_ROWS_H

#include <assay/base/arena.h>
#include <assay/base/name_index.h>
#include <assay/metrics/classification.h>
#include <assay/model/run.h>

/* A value known within ± allowance. */
struct bounded {
    double value, allowance;
};

struct class_counts {
    const char *label;
    double support;
    bool impossible;
    struct bounded correct, predicted; /* predicted NAN unless pinned down */
    struct bounded precision, recall, f1;
    struct bounded f1_of_parts; /* 2 P R / (P + R) of the printed P and R */
};

struct class_rows {
    const struct class_counts *rows;
    struct name_index labels; /* of the rows */
    size_t count;
    double support; /* of all rows */
    int decimals;   /* of the printed shares */
    uint32_t file;
};

struct class_rows *class_rows_new(const struct class_table *table, struct arena *arena);
/* The first row of a label, else the first of it in another case, or NULL. */
const struct class_counts *class_rows_find(const struct class_rows *rows, const char *label);
struct bounded class_rows_correct(const struct class_rows *rows);
struct bounded class_rows_accuracy(const struct class_rows *rows);
/* Mean recall of rows with support. */
struct bounded class_rows_balanced(const struct class_rows *rows);

enum class_share { CLASS_PRECISION, CLASS_RECALL, CLASS_F1 };
/* AVERAGE_MACRO or AVERAGE_WEIGHTED; an undefined share counts 0. */
struct bounded class_rows_average(const struct class_rows *rows, enum average average,
                                  enum class_share share);
/* Largest support / smallest support that is not 0. */
double class_rows_imbalance(const struct class_rows *rows);

#endif
