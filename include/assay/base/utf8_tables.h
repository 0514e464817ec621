/*
 * Sets of code points that decide what a character does to a terminal line: sorted, disjoint,
 * inclusive ranges from the Unicode data (generated, see tests/tools/make_width_table.py for the
 * rules). ASCII and C1 are in none of them. Only base/utf8 reads them.
 *
 * wide    two columns
 * zero    none: marks that join what stands before
 * hidden  shows nothing or reorders what is shown, so never printed as it is
 */
#ifndef ASSAY_BASE_UTF8_TABLES_H
#define ASSAY_BASE_UTF8_TABLES_H

#include <stddef.h>
#include <stdint.h>

struct utf8_range {
    uint32_t first;
    uint32_t last;
};

struct utf8_table {
    const struct utf8_range *ranges;
    size_t count;
};

extern const struct utf8_table utf8_wide;
extern const struct utf8_table utf8_zero;
extern const struct utf8_table utf8_hidden;

#endif
