/*
 * Formats that are known by sight and not read: refused by their name, so that nobody takes
 * "nothing found" for "nothing there".
 */
#ifndef ASSAY_LOAD_KNOWN_H
#define ASSAY_LOAD_KNOWN_H

#include <assay/load/sniff.h>

/* The format's name, or NULL when the file is none of them. */
const char *known_format(const struct sniff *sniff);
/* The names known_format may return, once each; NULL past the last. */
const char *known_name(size_t index);

#endif
