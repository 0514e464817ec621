/*
 * Checksums: XXH64 with seed 0, to see whether bytes are still the same. It is fast and no defence
 * against anyone who wants two files to have one checksum.
 * Source: Y. Collet, xxHash fast digest algorithm, XXH64, version 0.1.1 (2018).
 *
 *     struct checksum sum = checksum_new();
 *     checksum_add(&sum, bytes, length); …
 *     uint64_t value = checksum_value(&sum);
 *
 * A value that owns nothing. checksum_text adds the closing NUL too, so that "a" + "b" is not "ab";
 * NULL differs from "".
 */
#ifndef ASSAY_BASE_CHECKSUM_H
#define ASSAY_BASE_CHECKSUM_H

#include <assay/base/err.h>

#include <stdint.h>

struct checksum {
    uint64_t lanes[4];
    uint64_t length;
    unsigned char rest[32]; /* length % 32 bytes that wait for the others */
};

struct checksum checksum_new(void);
void checksum_add(struct checksum *sum, const void *bytes, size_t length);
void checksum_text(struct checksum *sum, const char *text);
void checksum_number(struct checksum *sum, double number);
/* All of a file's bytes; false when it cannot be read. */
bool checksum_file(struct checksum *sum, const char *path, struct err *err);
uint64_t checksum_value(const struct checksum *sum);

#endif
