/*
 * Whole small files: bounded reads, and text brought to UTF-8.
 *
 * Only regular files are read (a FIFO or a device would block or never end); the file's name is in
 * the error. What is read lives in the arena.
 */
#ifndef ASSAY_LOAD_TEXT_IN_H
#define ASSAY_LOAD_TEXT_IN_H

#include <assay/base/arena.h>
#include <assay/base/err.h>
#include <assay/base/str.h>

#include <stdbool.h>
#include <stdint.h>

/* The largest document (not record file) that is read whole. */
#define DOCUMENT_LIMIT ((uint64_t)64 << 20)

enum text_encoding { TEXT_UTF8, TEXT_CP1252, TEXT_MOJIBAKE };

/* All bytes of a file of at most `limit` bytes, NUL-ended; a larger one is refused. */
bool file_read(const char *path, uint64_t limit, struct arena *arena, struct str *bytes,
               struct err *err);
/* Up to `limit` bytes from the start. */
bool file_read_start(const char *path, size_t limit, struct arena *arena, struct str *bytes,
                     struct err *err);
/* Bytes [offset, offset + length); fewer when the file has become shorter is an error. */
bool file_read_range(const char *path, uint64_t offset, size_t length, struct arena *arena,
                     struct str *bytes, struct err *err);
/*
 * The text as UTF-8 without a byte order mark and with \n line ends: valid UTF-8 as it is, else
 * read as Windows-1252. Text that is UTF-8 once read as Windows-1252 is turned back
 * (TEXT_MOJIBAKE).
 */
struct str text_to_utf8(struct arena *arena, struct str bytes, enum text_encoding *encoding);

#endif
