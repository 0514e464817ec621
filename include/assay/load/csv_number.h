/*
 * Numbers in cells, read fast. Both accept exactly what str_number and str_integer accept and give
 * the same values, bit for bit; they only take shorter ways where that is sure:
 *
 *   up to 8 characters   all at once in one 64-bit word
 *   up to 19 digits      mantissa m < 2^64 and k <= 19 digits after the point. m / 10^k is one
 *                        division when both fit a double exactly (Clinger, How to Read Floating
 * Point Numbers Accurately, PLDI 1990); else the quotient is formed in integers to 64 bits and more
 * and rounded once, to even on a tie all else             str_number
 *
 * False when the text is no number; *value is untouched then.
 */
#ifndef ASSAY_LOAD_CSV_NUMBER_H
#define ASSAY_LOAD_CSV_NUMBER_H

#include <assay/base/str.h>

#include <stdbool.h>

bool csv_number(struct str text, double *value);
bool csv_integer(struct str text, long long *value);

#endif
