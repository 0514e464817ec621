/*
 * Figures that other software computed, stored with the script that made them: one a line, its name
 * first, then numbers parted by blanks.
 *
 *     struct figures figures = figures_open("tests/data/oracle/stats.txt");
 *     while (figures_next(&figures, "mcnemar")) {
 *         uint64_t fixed = figures_count(&figures), broken = figures_count(&figures);
 *         CHECK_NEAR(mcnemar_exact(fixed, broken), figures_number(&figures), 1e-12);
 *     }
 *     figures_close(&figures);
 *
 * figures_close checks that there was at least one figure of that name. A line is read at most up
 * to its end; then come NANs and zeros.
 */
#ifndef ASSAY_TESTS_FIGURES_H
#define ASSAY_TESTS_FIGURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct figures {
    FILE *file; /* NULL when it could not be opened */
    char *line, *at;
    size_t capacity, found;
};

struct figures figures_open(const char *path);
bool figures_next(struct figures *figures, const char *name);
double figures_number(struct figures *figures);
uint64_t figures_count(struct figures *figures);
void figures_numbers(struct figures *figures, double *out, size_t count);
void figures_close(struct figures *figures);
/* |is - wanted| <= tolerance * |wanted| */
bool figures_agree(double is, double wanted, double tolerance);

#endif
