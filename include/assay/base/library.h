/*
 * Shared libraries that are opened when first wanted: a command that paints nothing does not load
 * cairo and the twenty libraries behind it, and a program that is copied to a machine without them
 * starts all the same.
 *
 * A library is wanted through a table of its functions: one list names them, and makes both the
 * table and how it is filled.
 *
 *     #define PAINT_CALLS(X) X(create) X(destroy)
 *     struct paint_calls { PAINT_CALLS(...) };      one pointer each, of the function's own type
 *
 * What is opened stays open until the program ends: libraries keep state of their own (fonts), and
 * opening one again costs nothing. Threads may open the same one at once.
 */
#ifndef ASSAY_BASE_LIBRARY_H
#define ASSAY_BASE_LIBRARY_H

#include <assay/base/err.h>

#include <stddef.h>

struct library_call {
    const char *name; /* as the library exports it */
    size_t at;        /* of the pointer, from the beginning of the table */
};

/* The name that a build gives as ASSAY_CAIRO=libcairo.so.2, without quotes, as a text. */
#define LIBRARY_NAME(file)  LIBRARY_NAME_(file)
#define LIBRARY_NAME_(file) #file

/*
 * Open `file` as the system finds it ("libcairo.so.2") and fill the table with `count` functions.
 * False with ERR_UNSUPPORTED ("libcairo.so.2: cannot open shared object file: …") when there is no
 * such library, or it has not all of them.
 */
bool library_open(const char *file, const struct library_call *calls, size_t count, void *table,
                  struct err *err);

#endif
