/*
 * What every part of the sample generator writes with: files below a root, JSON as Python's
 * json.dump writes it, numbers as Python prints them, and a small random number generator.
 *
 * Anything that cannot be written ends the program with one line on stderr and status 1; nothing
 * is returned, so that the parts read as plain descriptions of their files. No clock, no locale,
 * no environment: the same sources give the same bytes.
 */
#ifndef SAMPLES_GENERATE_IO_H
#define SAMPLES_GENERATE_IO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* splitmix64 (Steele, Lea, Flood, OOPSLA 2014): one word of state, every seed is good. */
struct rng {
    uint64_t state;
};

struct rng rng_seed(uint64_t seed);
uint64_t rng_next(struct rng *rng);
/* Uniform enough in [0, n); n > 0 and small against 2^32. */
int rng_below(struct rng *rng, int n);
/* Fisher and Yates, over v[0..n). */
void rng_shuffle(struct rng *rng, int *v, int n);

/* Opens root/PATH for writing, making the directories on the way; the path is a format. */
FILE *out_open(const char *root, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Closes and checks: a write that failed anywhere is found here. */
void out_close(FILE *f);

/* The shortest decimal that reads back as x, laid out like Python's repr (0.1, 24000.0, 1e-05). */
void py_repr(double x, char buf[40]);
/* x as Python's round(x, digits) gives it. */
double py_round(double x, int digits);

/*
 * A JSON document in progress. indent 2 puts every member on a line of its own; indent 0 keeps a
 * document on one line with ", " and ": " between, as json.dumps does. key is NULL in arrays.
 */
struct json {
    FILE *f;
    int indent;
    int depth;
    bool empty; /* nothing yet in the innermost bracket */
};

struct json json_start(FILE *f, int indent);
void json_open(struct json *j, const char *key, char bracket);
void json_close(struct json *j, char bracket);
void json_text(struct json *j, const char *key, const char *value);
void json_real(struct json *j, const char *key, double value);
void json_count(struct json *j, const char *key, long value);
void json_flag(struct json *j, const char *key, bool value);
void json_null(struct json *j, const char *key);

#endif
