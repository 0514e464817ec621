/*
 * Digest: what a list of runs shows of a run, kept when the run itself is let go of.
 *
 * A few kilobytes a run, whatever its size, so that a folder of a thousand runs can be summarised
 * one after another in the memory of the largest. All texts live with the digests; those but the id
 * are cut at 1000 bytes. Of the metadata the first DIGEST_SETTINGS scalars are kept by their paths
 * through maps ("training_config.lora.rank"), each with at most DIGEST_SETTING bytes.
 */
#ifndef ASSAY_SESSION_DIGEST_H
#define ASSAY_SESSION_DIGEST_H

#include <assay/session/computed.h>

enum { DIGEST_CURVE = 48, DIGEST_SETTINGS = 128, DIGEST_SETTING = 120 };

struct digest_setting {
    const char *key, *value;
};

struct run_digest {
    const char *id, *title;
    const char *format;          /* the loader's name */
    const char *model, *time;    /* NULL where not said */
    uint64_t samples;            /* headline_samples */
    const struct metric *metric; /* the headline figure; NULL when there is none */
    double value;                /* NAN when there is none */
    size_t verdicts[VERDICT_COUNT];
    const double *curve; /* dominance by layer, else mean loss by position; NULL */
    size_t curve_count;  /* at most DIGEST_CURVE; of more values the means of equal parts */
    size_t notes;        /* of every kind, each text once */
    unsigned content;    /* enum run_content; 0 for what could not be loaded */
    const struct digest_setting *settings; /* in the order of the metadata */
    size_t setting_count;
    const char *error; /* sentence; NULL when the run was loaded */
};

/* A value that owns its arena; all zero: none. */
struct digest_list {
    struct arena *arena;
    const struct run_digest *digests;
    size_t count;
};

/* One a run, in their order. Computes what has not been. */
struct digest_list digest_runs(struct computed *computed, const struct metric_options *options);
/* The one of a group that could not be loaded. */
struct digest_list digest_failure(const struct discovered *found, const struct err *err);
/* The value of a key of the metadata, as kept; "" when it is not. */
const char *digest_setting(const struct run_digest *digest, const char *key);
void digest_release(struct digest_list *list);

#endif
