/*
 * Paired bootstrap: how far a difference of two figures may be off, by drawing as many pairs again
 * from those there are (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, ch. 13;
 * paired for evaluations: Koehn, EMNLP 2004).
 *
 * Both sides of a pair are drawn together. Drawing n pairs with replacement is a multinomial draw
 * over the joint cells, which is how it is done where pairs are many and cells few; else single
 * pairs are drawn (multinomial.h). The distribution is the same.
 *
 * All statistics asked for are taken of the same resamples. Delta is B minus A. Intervals are
 * percentiles, ends interpolated between order statistics (type 7 of Hyndman and Fan, Am. Stat. 50
 * (1996), 361-365), of the resamples in which the delta is defined; NAN when fewer than half are.
 * p is that of the randomisation test: in each pair A and B change places by a fair coin, and
 * p = (1 + resamples with |delta| >= that observed) / (1 + resamples) (Yeh, COLING 2000; Phipson
 * and Smyth, SAGMB 9 (2010), 39), over the resamples in which the delta is defined; NAN when fewer
 * than half are, or where the observed delta is not.
 *
 * Where A and B are alike in every pair, delta is 0, the interval [0,0] and p 1.
 *
 * The same seed gives the same figures on every machine and with any number of threads. Statistics
 * are called by several threads at once.
 */
#ifndef ASSAY_METRICS_BOOTSTRAP_H
#define ASSAY_METRICS_BOOTSTRAP_H

#include <assay/metrics/interval.h>
#include <assay/metrics/joint.h>

#include <stdatomic.h>
#include <stdbool.h>

struct bootstrap_options {
    double level; /* of the interval, .95 */
    unsigned resamples;
    uint64_t seed;
    unsigned threads;          /* 0 counts as 1 */
    const atomic_bool *cancel; /* NULL: never; looked at before every resample */
};

struct bootstrap_statistic {
    margins_function *of_margins; /* as in struct metric */
    size_t label;                 /* ignored by whole ones */
};

struct bootstrap_result {
    double a, b, delta; /* observed */
    double deviation;   /* of the delta over the resamples: its standard error */
    struct interval interval;
    double p;
    unsigned defined; /* resamples with a delta */
};

/* results: count of them, filled. False when cancelled. */
bool bootstrap_joint(const struct joint *joint, const struct bootstrap_statistic *statistics,
                     size_t count, const struct bootstrap_options *options,
                     struct bootstrap_result *results);
/*
 * The same for any deltas of pairs that are not of margins: calibration errors, say.
 * weights: how often each pair counts; swapped: 1 where the pair's A and B change places, else 0. A
 * resample draws pairs or swaps them, never both. Called by several threads at once; NAN where
 * undefined. The observed deltas are those of weights 1 and no swaps; a and b of the results are
 * NAN. O(pairs) a resample.
 */
typedef void bootstrap_deltas(const void *arg, void *room, const uint32_t *weights,
                              const uint8_t *swapped, double *deltas);
struct bootstrap_weighted {
    bootstrap_deltas *deltas;
    const void *arg;
    size_t count; /* of deltas, RESAMPLING_STATISTICS at most (resampling.h) */
    size_t room;  /* bytes for the function's own use, a thread; it finds there what it left */
    size_t pairs;
    const uint32_t *cluster; /* of each pair; NULL: pairs are drawn singly */
    size_t cluster_count;    /* numbers are below it, and each occurs */
};
/*
 * With clusters whole ones are drawn, as many as there are, and the pairs of a cluster change
 * places together. Percentiles are then of a level that makes up for few clusters: with G of them
 * their ends lie where a normal distribution has sqrt(G / (G - 1)) times the quantile of Student's
 * t with G - 1 degrees (Hesterberg, "What Teachers Should Know About the Bootstrap", Am. Stat. 69
 * (2015), 371-386, expanded percentiles). deviation is as it comes, like mean_error_clustered
 * without such a correction. All NAN with one cluster.
 */
bool bootstrap_weights(const struct bootstrap_weighted *weighted,
                       const struct bootstrap_options *options, struct bootstrap_result *results);

#endif
