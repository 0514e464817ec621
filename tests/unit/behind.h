/*
 * A session with a background over a temporary folder, for tests that wait for events.
 *
 *     struct behind *behind = behind_new();
 *     behind_table(behind, "a/predictions.csv", 100);
 *     behind_open(behind, "");                         // until it is discovered
 *     background_want(behind->bg, 0, BACKGROUND_NOW);
 *     CHECK(behind_until(behind, BACKGROUND_LOADED, 0));
 *     behind_free(behind);
 */
#ifndef ASSAY_TESTS_BEHIND_H
#define ASSAY_TESTS_BEHIND_H

#include "temp_dir.h"

#include <assay/session/background.h>

#include <stdio.h>

enum { BEHIND_EVENTS = 1024 };

struct behind {
    struct temp_dir dir;
    struct session *session;
    struct background *bg;
    struct background_event last;
    size_t seen[BACKGROUND_PROGRESS + 1]; /* events by kind */
};

typedef void behind_row(FILE *out, size_t row);

struct behind *behind_new(void);
void behind_free(struct behind *behind);
/* Open the folder and wait until it is discovered. */
bool behind_open(struct behind *behind, const char *path);
/* Collect until an event of that kind about the entry has come (it is `last`); ten seconds at most.
 */
bool behind_until(struct behind *behind, enum background_kind kind, size_t entry);
/* Collect all that comes within the time. */
void behind_while(struct behind *behind, int milliseconds);
/* Write head and rows [from, to); mode as fopen has it. */
void behind_write(struct behind *behind, const char *path, const char *mode, const char *head,
                  behind_row *row, size_t from, size_t to);
/* A table of predictions, right in two rows of three. */
void behind_table(struct behind *behind, const char *path, size_t rows);
size_t behind_samples(const struct behind *behind, size_t entry);
/* Notes of that kind in the entry's first run. */
size_t behind_notes(const struct behind *behind, size_t entry, enum note_kind kind);

#endif
