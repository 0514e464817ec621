/*
 * The parts that matrices of labels are drawn from (matrix_shape.h says where they stand); a view
 * says what is in them.
 */
#ifndef ASSAY_TUI_MATRIX_DRAW_H
#define ASSAY_TUI_MATRIX_DRAW_H

#include <assay/base/arena.h>
#include <assay/tui/matrix_shape.h>

struct matrix_sheet {
    const struct surface *surface;
    const struct matrix_shape *shape;
    const struct matrix_axes *axes;
    const struct matrix_cursor *cursor;
    bool focused;
    int head;  /* line of the heads; labels follow */
    int cells; /* first column of the cells */
    int edge;  /* column of the rule between cells and totals */
    int lines; /* labels that are shown */
};

struct matrix_sheet matrix_sheet(const struct surface *surface, const struct matrix_shape *shape,
                                 const struct matrix_axes *axes, const struct matrix_cursor *cursor,
                                 bool focused);
bool matrix_is_cursor(const struct matrix_sheet *sheet, uint16_t truth, uint16_t prediction);
/* The code of a column of cells on screen; of a row. */
uint16_t matrix_column_shown(const struct matrix_sheet *sheet, int column);
uint16_t matrix_row_shown(const struct matrix_sheet *sheet, int row);
/* One more part of the line above the matrix, where it fits; returns where the next begins. */
int matrix_draw_part(const struct matrix_sheet *sheet, int line, int at, unsigned style,
                     const char *text);
/* "rows 1–20, columns 1–12 of 200"; NULL when all is on screen. */
const char *matrix_window_words(const struct matrix_sheet *sheet, struct arena *arena);
/* heads: short forms of the labels by code. Titles of the edges; rating may be NULL. */
void matrix_draw_heads(const struct matrix_sheet *sheet, const struct str *heads, const char *total,
                       const char *rate, const char *rating);
/* The caret and name of a row. */
void matrix_draw_name(const struct matrix_sheet *sheet, int line, uint16_t truth, struct str name);
/* A cell with its colour; where it is `blank` only the cursor has one. */
void matrix_draw_cell(const struct matrix_sheet *sheet, int line, int column, uint16_t truth,
                      bool blank, unsigned style, struct str text);
/* A figure of an edge: below a column of cells, and in the total's and the rate's column. */
void matrix_draw_below(const struct matrix_sheet *sheet, int line, int column, uint16_t row,
                       unsigned style, const char *text, char mark);
void matrix_draw_total(const struct matrix_sheet *sheet, int line, uint16_t row, unsigned style,
                       const char *text, char mark);
void matrix_draw_rate(const struct matrix_sheet *sheet, int line, uint16_t row, unsigned style,
                      const char *text, char mark);
void matrix_draw_rating(const struct matrix_sheet *sheet, int line, const char *text);
void matrix_draw_mark(const struct matrix_sheet *sheet, int line, int column, char mark);
/* Rules between cells and edges, and arrows where there are more labels. */
void matrix_draw_rules(const struct matrix_sheet *sheet);

#endif
