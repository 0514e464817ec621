/*
 * Label codes and label sets.
 *
 * A column of labels holds one uint16_t a sample: an index into the label set, or one of two codes.
 * So a set has at most LABEL_LIMIT labels; a column with more different values is no label column.
 */
#ifndef ASSAY_MODEL_LABELS_H
#define ASSAY_MODEL_LABELS_H

#include <stddef.h>
#include <stdint.h>

#define LABEL_MISSING ((uint16_t)0xffff) /* no truth, or no answer at all: unscored */
#define LABEL_INVALID ((uint16_t)0xfffe) /* an answer outside the label set */
#define LABEL_LIMIT   ((size_t)65000)

/* The ordered labels of a run. Names are NUL-ended UTF-8 and unique. */
struct label_set {
    const char *const *names;
    size_t count;
};

/* The index of a name, else of the first that differs in case alone, or LABEL_MISSING. */
uint16_t label_find(const struct label_set *set, const char *name);

#endif
