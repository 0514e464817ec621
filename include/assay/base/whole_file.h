/*
 * A file that is there whole or not at all. It has no name until all of it is on the disk, where
 * the system can do that (Linux, most file systems); elsewhere it has another name beside it until
 * then. What is there under the name is replaced in one step, and stays when something fails.
 */
#ifndef ASSAY_BASE_WHOLE_FILE_H
#define ASSAY_BASE_WHOLE_FILE_H

#include <stdbool.h>
#include <stddef.h>

/* New files have the rights that the user lets them have. False: errno tells why. */
bool whole_file_write(const char *path, const char *text, size_t length);

#endif
