/*
 * Writers of comparisons: one const struct each, listed in compare_writers. A comparison is given
 * when it is there and may be let go of afterwards; what all of them come to is known at the end.
 *
 *     struct compare_output output = {.arena = arena, .level = .95};
 *     writer->begin(&output);
 *     for each candidate: compare_output_add(&output, writer, &part);
 *     writer->finish(&output, &summary, &text);
 *     compare_output_release(&output);
 *
 * Nothing is computed here. The same comparisons give the same bytes.
 */
#ifndef ASSAY_REPORT_COMPARE_WRITER_H
#define ASSAY_REPORT_COMPARE_WRITER_H

#include <assay/report/json_out.h>
#include <assay/session/gate.h>

struct compare_part {
    const struct comparison *comparison;
    const struct gate *gate; /* NULL: nothing is gated */
    bool all;                /* every row and setting */
    size_t flips;            /* so many are listed */
};

/* Exit codes that a gate gives (see assay(1)). */
enum { COMPARE_REGRESSION_CODE = 4, COMPARE_INCONCLUSIVE_CODE = 5 };

/* A candidate that could not be compared. */
struct compare_failure {
    const char *path, *text;
};

struct compare_summary {
    const struct sheet *overview; /* NULL of fewer than two comparisons */
    const struct compare_failure *failures;
    size_t failure_count;
    enum gate_mode mode;
    const char *policy; /* its file, or NULL */
    /* What the program ends with, all codes that hold, first the one that wins, and their names. */
    const int *codes;
    const char *const *code_names;
    size_t code_count;
};

struct compare_output {
    struct arena *arena;
    double level;         /* of the intervals */
    struct buf body;      /* of what was added */
    struct json_out json; /* over body */
    size_t count;         /* added */
};

struct compare_writer {
    const char *name; /* as --to names it */
    void (*begin)(struct compare_output *output);
    void (*add)(struct compare_output *output, const struct compare_part *part);
    void (*finish)(struct compare_output *output, const struct compare_summary *summary,
                   struct buf *text);
};

extern const struct compare_writer *const compare_writers[]; /* ends in NULL */
const struct compare_writer *compare_writer_find(const char *name);
/* One more comparison. */
void compare_output_add(struct compare_output *output, const struct compare_writer *writer,
                        const struct compare_part *part);
void compare_output_release(struct compare_output *output);
/* A document of this one comparison, every row, setting and flip, and what the gate comes to. */
void compare_write_pair(const struct compare_writer *writer, const struct comparison *comparison,
                        const struct gate *gate, struct buf *text);

/* "exit code 4, regression; 6, unreadable, holds too": without the precedence. */
const char *compare_exit_text(const struct compare_summary *summary, struct arena *arena);

#endif
