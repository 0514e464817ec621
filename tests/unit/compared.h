/*
 * Two runs that a test writes or that are there, compared.
 *
 *     struct compared *compared = compared_texts("id,truth,prediction\n…",
 * "id,truth,prediction\n…"); … compared->comparison … compared_free(compared);
 */
#ifndef ASSAY_TESTS_COMPARED_H
#define ASSAY_TESTS_COMPARED_H

#include "temp_dir.h"

#include <assay/session/comparison.h>
#include <assay/session/session.h>

struct compared {
    struct temp_dir dir; /* with the texts */
    struct session_options options;
    struct session *session;
    struct comparison *comparison;
};

/* Of two CSV files, A first; ends the program when they cannot be compared. */
struct compared *compared_texts(const char *a, const char *b);
/* Of two paths. */
struct compared *compared_paths(const char *a, const char *b);
void compared_free(struct compared *compared);

#endif
