/*
 * Fuzz targets: each tests/fuzz/fuzz_NAME.c defines LLVMFuzzerTestOneInput for one entry point,
 * which must return 0, keep nothing, leak nothing, and abort() when a property is broken.
 * Seeds live in tests/fuzz/corpus/NAME/, tokens (if any) in tests/fuzz/NAME.dict.
 */
#ifndef ASSAY_TESTS_FUZZ_H
#define ASSAY_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A property of the code under test that no input may break. */
#define FUZZ_HOLDS(condition)                                                                      \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: %s does not hold\n", __FILE__, __LINE__, #condition);          \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

#endif
