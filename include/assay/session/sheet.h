/*
 * Sheets: the tables of a report, filled once and then written as JSON, CSV, Markdown or text.
 *
 * A sheet has named columns and cells in row order; a cell is nothing, a text, or a number with the
 * metric that says how people read it (see metric_format). Marks are the verdicts on a claim of the
 * same quantity. Texts are as the files hold them: whoever writes a sheet makes them safe.
 * Everything lives in the arena. Nothing fails; a row that is short by some cells is a broken
 * invariant.
 */
#ifndef ASSAY_SESSION_SHEET_H
#define ASSAY_SESSION_SHEET_H

#include <assay/metrics/metric.h>

struct sheet_column {
    const char *key;   /* of JSON members and CSV heads: "f1" */
    const char *title; /* of tables for people: "F1" */
};

enum cell_kind { CELL_NONE, CELL_TEXT, CELL_NUMBER };

struct cell {
    enum cell_kind kind;
    double number;               /* NAN: undefined, shown as a dash */
    const struct metric *metric; /* how to print the number; NULL: in full */
    const char *text;
    char mark; /* verdict on a claim of this figure, or '\0' */
};

struct sheet {
    struct arena *arena;
    const char *name;  /* "classes": file name and JSON key */
    const char *title; /* "Per-Class Performance" */
    const struct sheet_column *columns;
    size_t column_count;
    struct cell *cells;
    size_t cell_count, capacity;
};

/* columns ends in a NULL key and outlives the sheet. */
struct sheet *sheet_new(struct arena *arena, const char *name, const char *title,
                        const struct sheet_column *columns);
void sheet_none(struct sheet *sheet);
void sheet_text(struct sheet *sheet, const char *text); /* copied; NULL or "": nothing */
void sheet_number(struct sheet *sheet, const struct metric *metric, double number);
void sheet_count(struct sheet *sheet, uint64_t count);
/* Mark the cell added last. */
void sheet_mark(struct sheet *sheet, char mark);

size_t sheet_rows(const struct sheet *sheet);
const struct cell *sheet_cell(const struct sheet *sheet, size_t row, size_t column);
/* By column key, which must be one of the sheet's. */
const struct cell *sheet_get(const struct sheet *sheet, size_t row, const char *key);
/* The text of that cell ("" for none), or its number (NAN for none). */
const char *sheet_get_text(const struct sheet *sheet, size_t row, const char *key);
double sheet_get_number(const struct sheet *sheet, size_t row, const char *key);
/* True when a column holds numbers only (and at least one). */
bool sheet_is_numeric(const struct sheet *sheet, size_t column);
/* True when no cell of the column holds anything. */
bool sheet_is_blank(const struct sheet *sheet, size_t column);
/* For people: metric_format of numbers, the text as it is, "" for nothing. No mark. */
const char *cell_format(const struct cell *cell, struct arena *arena);
/* A stand-in that prints as this unit, for numbers that are no metric's. */
const struct metric *metric_of_unit(enum metric_unit unit);

#endif
