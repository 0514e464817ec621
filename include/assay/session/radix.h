/*
 * Stable sort of values by 64-bit keys, least digit first.
 *
 * A key travels with its value in one word of 64 bits, so 32 bits of it are sorted at a time: the
 * upper ones that differ at all, then, where these are equal, the others. Digits in which all keys
 * agree cost nothing. At most 2^32 values; nothing fails.
 */
#ifndef ASSAY_SESSION_RADIX_H
#define ASSAY_SESSION_RADIX_H

#include <stddef.h>
#include <stdint.h>

/* Both arrays are reordered, keys ascending; memory of the same size is used meanwhile. */
void radix_sort(uint64_t *keys, uint32_t *values, size_t count);

#endif
