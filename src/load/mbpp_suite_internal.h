/*
 * The parts of loader_mbpp_suite: tables that an evaluation wrote across its runs.
 *
 *   aggregated   model_run_id, mbpp_id, pass: a row an attempt (CSV, JSON)
 *   pivot        mbpp_id, run_01_pass, run_02_pass, …: a row a problem (CSV, JSON)
 *   pass@k       mbpp_id, pass@1, pass@5, …: claims, one a cell
 *   data sets    problems chosen for fine-tuning, with a summary: claims and facts
 *
 * The first table of outcomes is evidence (samples: id = problem, group and attempt = run); every
 * other one is held against it, cell by cell, as one claim. Only mbpp_suite*.c include this.
 */
#ifndef ASSAY_LOAD_MBPP_SUITE_INTERNAL_H
#define ASSAY_LOAD_MBPP_SUITE_INTERNAL_H

#include <assay/base/intern.h>
#include <assay/load/csv_in.h>
#include <assay/load/loader.h>
#include <assay/model/run_builder.h>

extern const struct file_kind suite_kind_aggregated_csv, suite_kind_aggregated_json,
    suite_kind_pivot_csv, suite_kind_pivot_json, suite_kind_pass_at_k, suite_kind_set_csv,
    suite_kind_set_jsonl, suite_kind_summary;

/* One cell of a table of outcomes: problem and run by number, enum outcome. */
struct suite_cell {
    uint32_t problem, run;
    uint8_t outcome;
};

struct suite_cells {
    struct suite_cell *cells;
    size_t count, capacity;
};

enum { SUITE_K_MAX = 16 };

/* The figures of one row of pass@k.csv. */
struct suite_row {
    double values[SUITE_K_MAX];
};

struct suite_load {
    const struct group *group;
    struct run_builder *builder;
    struct arena *scratch;
    struct intern *problems, *runs; /* ids and run names of all tables */
    uint8_t *outcomes;              /* of the evidence: problem * run_count + run, OUTCOME_ABSENT */
    size_t problem_count, run_count;
    double k[SUITE_K_MAX]; /* of the columns of pass@k.csv */
    size_t k_count;
    struct suite_row *rows; /* by problem number, NAN when there is none */
    size_t row_count, row_capacity;
};

enum { OUTCOME_ABSENT = 0xff };

/* ---- mbpp_suite_cells.c: tables of outcomes ---- */

/* Read the evidence and hold the other tables against it. False when there is no table. */
bool suite_read_tables(struct suite_load *load);

/* ---- mbpp_suite_sets.c: pass@k and the data sets ---- */

void suite_read_pass_at_k(struct suite_load *load);
void suite_read_sets(struct suite_load *load);

/* ---- shared ---- */

/*
 * A CSV file row by row: `row` gets the cells of the columns asked for (absent ones are empty).
 * Faults become notes. False when the file cannot be read, which is a note as well.
 */
struct suite_csv {
    const struct csv_dialect *dialect; /* the header */
    const struct str *cells;           /* all columns of the row */
    uint32_t line;
};
bool suite_csv_rows(struct suite_load *load, const struct group_file *file, uint32_t number,
                    void (*row)(void *arg, const struct suite_csv *csv), void *arg);
struct str suite_csv_cell(const struct suite_csv *csv, const char *column);

#endif
