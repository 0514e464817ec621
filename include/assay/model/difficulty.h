/*
 * Difficulty of a problem: a band of pass@1, the chance that one attempt at it is right.
 *
 * Easy from .75, medium from .30, hard below; none when it is NAN. A file may also state a band by
 * name. enum difficulty stands in samples.h, because it is a column.
 */
#ifndef ASSAY_MODEL_DIFFICULTY_H
#define ASSAY_MODEL_DIFFICULTY_H

#include <assay/model/samples.h>

enum { DIFFICULTY_COUNT = DIFFICULTY_HARD + 1 };

#define DIFFICULTY_EASY_LEAST   0.75
#define DIFFICULTY_MEDIUM_LEAST 0.30

enum difficulty difficulty_of(double pass_at_1);
/* "none", "easy", "medium", "hard". */
const char *difficulty_name(enum difficulty difficulty);
/* Any case; DIFFICULTY_NONE for another text. */
enum difficulty difficulty_find(struct str name);

#endif
