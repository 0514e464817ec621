/*
 * Stable sort of values by 64-bit keys, least digit first.
 *
 * Digits in which all keys agree cost nothing, and keys whose range fits into 32 bits travel with
 * their value in one word, so a million labels are two short passes and a million scores six.
 */
#ifndef ASSAY_SESSION_RADIX_H
#define ASSAY_SESSION_RADIX_H

#include <stddef.h>
#include <stdint.h>

/* Both arrays are reordered, keys ascending; memory of the same size is used meanwhile. */
void radix_sort(uint64_t *keys, uint32_t *values, size_t count);

#endif
