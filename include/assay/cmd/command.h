/*
 * Subcommands: one const struct each, listed in command_registry. A command prints to stdout and
 * returns an exit code; what went wrong on the way goes to stderr as one line each.
 */
#ifndef ASSAY_CMD_COMMAND_H
#define ASSAY_CMD_COMMAND_H

#include <assay/cmd/options.h>

/* The exit codes of assay(1). Where several hold, the first of 2, 1, 3, 4, 5, 6 wins. */
enum exit_code {
    EXIT_DONE = 0,
    EXIT_FAILED = 1, /* internal or I/O failure */
    EXIT_USAGE = 2,
    EXIT_CLAIM = 3, /* a claim differs (audit) */
    EXIT_REGRESSION = 4,
    EXIT_INCONCLUSIVE = 5,
    EXIT_NO_EVIDENCE = 6, /* a named run cannot be read, or has no evidence for any claim */
};

struct command {
    const char *name;
    const char *arguments;               /* "PATH…" */
    const char *summary;                 /* one sentence without a full stop */
    const struct option *const *options; /* ends in NULL */
    enum exit_code (*run)(const struct arguments *arguments, struct arena *arena);
};

extern const struct command *const command_registry[]; /* ends in NULL */
const struct command *command_find(const char *name);

/* The worse of two codes by the order above. */
enum exit_code exit_code_worse(enum exit_code a, enum exit_code b);
/* "assay: FILE: place: text" on stderr, made safe for a terminal. */
void command_complain(const struct err *err);
/* The exit code that an error of this kind means. */
enum exit_code exit_code_of(const struct err *err);
/* Print to stdout; a reader that has gone away is no failure, a full disk is. */
bool command_print(const char *text, size_t length, struct err *err);
/* Write a file whole or not at all; what is there is replaced; "-" is stdout. */
bool command_write_file(const char *path, const char *text, size_t length, struct err *err);

#endif
