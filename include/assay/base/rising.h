/*
 * Numbers in rising order, without a NAN.
 */
#ifndef ASSAY_BASE_RISING_H
#define ASSAY_BASE_RISING_H

#include <stddef.h>
#include <stdint.h>

/* Where the first that equals `wanted` stands, SIZE_MAX when none does; O(log n). */
size_t rising_find(const double *values, size_t count, double wanted);

#endif
