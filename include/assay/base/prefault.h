/*
 * Memory that is about to be written all over: ask for its pages at once instead of one fault each.
 *
 * A hint. Where the system has no such call, or refuses, nothing happens and the pages come as they
 * are touched. The bytes keep their values. Linux 5.14 and later: madvise(MADV_POPULATE_WRITE).
 */
#ifndef ASSAY_BASE_PREFAULT_H
#define ASSAY_BASE_PREFAULT_H

#include <stddef.h>

/* Bytes [from, from + size) must belong to one object. */
void prefault(void *from, size_t size);

#endif
