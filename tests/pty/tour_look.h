/*
 * The steps of a tour that only look: at the screen, the title, what was copied, files. Each waits
 * until what it wants is there, at most as long as the run is patient.
 */
#ifndef ASSAY_TESTS_PTY_TOUR_LOOK_H
#define ASSAY_TESTS_PTY_TOUR_LOOK_H

#include "tour.h"

/* NULL when no such step looks. */
const struct tour_verb *tour_look_find(const char *name);
/* Says why, in a format of ours with at most one %s; returns false. */
bool tour_fails(struct tour_run *run, const char *format, const char *text);

#endif
