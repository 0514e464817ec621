/*
 * Errors: one code, one place, one sentence.
 *
 * What can fail returns bool and takes `struct err *err` last. The error is written where the fault
 * is seen; a layer above may add the file, nothing else. Only cmd and tui print it.
 *
 * text    a whole sentence for people, without a full stop and without the file's name; what it
 *         quotes of a file is cut and may hold any byte (printing makes it safe, see utf8.h)
 * file    the path the caller named, empty when no file is at fault; cut to fit
 * place   "line 12", "record 3", "byte 4096", or empty
 *
 * A value, no memory is owned. err may be NULL wherever a caller does not care.
 */
#ifndef ASSAY_BASE_ERR_H
#define ASSAY_BASE_ERR_H

#include <stdbool.h>
#include <stddef.h>

enum err_code {
    ERR_NONE,
    ERR_IO,          /* the system refused: open, read, write */
    ERR_USAGE,       /* the command line or a mapping makes no sense */
    ERR_SYNTAX,      /* a file is not what its format demands */
    ERR_UNSUPPORTED, /* a known format that is not read, or a limit exceeded */
    ERR_NO_EVIDENCE, /* nothing in there is an evaluation run */
    ERR_CANCELLED,   /* the user did not want to wait for it */
};

struct err {
    enum err_code code;
    char file[512];
    char place[64];
    char text[512];
};

/* Set code and sentence, leaving file and place empty. Always returns false. */
bool err_set(struct err *err, enum err_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The same with a file. Always returns false. */
bool err_set_file(struct err *err, enum err_code code, const char *file, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/* Name the place ("line 12") of an error already set. */
void err_place(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Name the file of an error that has none yet. */
void err_in_file(struct err *err, const char *file);
void err_clear(struct err *err);

/*
 * die: out of memory or a broken invariant. Calls the hook (which may restore the terminal), prints
 * one line on stderr, and exits 1. die_set_hook is the one writable global of base.
 */
_Noreturn void die(const char *format, ...) __attribute__((format(printf, 1, 2)));
void die_set_hook(void (*hook)(void));

/* malloc family that dies instead of returning NULL; sizes are checked for overflow. */
void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xreallocarray(void *old, size_t count, size_t size);
/*
 * Make room for `need` elements: returns the (moved) array and updates *capacity, growing by half.
 */
void *array_grow(void *array, size_t *capacity, size_t need, size_t size);

#endif
