/*
 * What a run is known by in a list: its headline figure, model, time and size.
 */
#ifndef ASSAY_SESSION_HEADLINE_H
#define ASSAY_SESSION_HEADLINE_H

#include <assay/session/assessed.h>

/* The one figure that stands for a run: its metric and value; NULL when there is none. */
const struct metric *headline_metric(const struct assessed *input, double *value);
/* "model" of the metadata, whatever the format calls it; NULL. */
const char *run_model(const struct run *run);
/* When the run was made, as the metadata or its directory's name says; NULL. */
const char *run_time(const struct run *run, struct arena *arena);
/* Different items the run evaluated: those of the largest set, each counted once over layers. */
uint64_t headline_samples(const struct assessed *input);

#endif
