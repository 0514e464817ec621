/*
 * Tags: what a reader found of single samples (triage), kept outside the run.
 *
 *     struct tags *tags = tags_open(run);
 *     tags_set(tags, set, row, TAG_LABEL_ERROR, STR("clearly sad"), time(NULL), &err);
 *     const struct tag *tag = tags_get(tags, set, row);   // O(1), NULL when there is none
 *     tags_free(tags);
 *
 * Where     $XDG_STATE_HOME/assay/tags/NAME-HASH.jsonl (~/.local/state where that is not set), file
 *           mode 0600, folders made as 0700. Never in a run's directory. With neither variable set,
 *           or without a sample to know the run by, tags live in memory and tags_why_not says why.
 *
 * Which run NAME is the folder of the file that holds the first sample (the one above, where that
 * is "evaluations", "outputs" or the like), HASH is taken of NAME, the format and the bytes of that
 * sample's record; of id and verdict, and the run's id as NAME, where samples have no record. So
 * tags stay when the run grows, is opened by another path, or its directory moves; they are left
 * behind when that gets another name or the first record changes.
 *
 * Which     set, id, attempt, fold and layer, and where samples share all of these, which of them
 * sample    it is. Beside that the tag holds a checksum of what was judged: truth, prediction and
 *           outcome. A tag on a sample that now has others is stale: it is not shown, and counted
 * by tags_unmatched like one whose sample is gone.
 *
 * The file is a log (tag_file.h); the last word on a sample counts.
 *
 * Fails: tags_set when the file cannot be written (ERR_IO): the tag is then not set
 * in memory either. tags_open never fails; damage is counted. Not for two threads at once. The run
 * must outlive the tags. O(samples) when there are tags, else O(1), once.
 */
#ifndef ASSAY_SESSION_TAGS_H
#define ASSAY_SESSION_TAGS_H

#include <assay/base/arena.h>
#include <assay/base/err.h>
#include <assay/model/run.h>

enum tag_kind {
    TAG_NONE,
    TAG_LABEL_ERROR,   /* the truth is wrong */
    TAG_MODEL_ERROR,   /* the model is wrong */
    TAG_HARNESS_ERROR, /* the evaluation is wrong: a broken test, a cut answer, a bad parse */
    TAG_AMBIGUOUS,     /* more than one answer is right */
    TAG_KINDS,
};

/* A note is cut at a character's end. */
enum { TAG_NOTE_MOST = 2000 };

/* "label-error", …; "" for none. */
const char *tag_kind_name(enum tag_kind kind);
enum tag_kind tag_kind_find(struct str name); /* TAG_NONE for another */
const char *tag_kind_help(enum tag_kind kind);

struct tag {
    enum tag_kind kind;
    struct str note; /* valid UTF-8, may hold controls */
    long long time;  /* seconds since 1970, 0 when unknown */
    size_t set, row;
};

struct tags;

struct tags *tags_open(const struct run *run);
void tags_free(struct tags *tags);
/* Read again what other processes wrote; cheap when nothing did. True when there was something. */
bool tags_refresh(struct tags *tags);

const char *tags_path(const struct tags *tags);    /* NULL in memory */
const char *tags_why_not(const struct tags *tags); /* why in memory only, or NULL */

const struct tag *tags_get(const struct tags *tags, size_t set, size_t row);
/* kind TAG_NONE clears. */
bool tags_set(struct tags *tags, size_t set, size_t row, enum tag_kind kind, struct str note,
              long long time, struct err *err);

size_t tags_count(const struct tags *tags);
/* Tags in the file whose sample is gone or has another truth, prediction or outcome. */
size_t tags_unmatched(const struct tags *tags);
/* Lines of the file that could not be read. */
size_t tags_broken(const struct tags *tags);
/* The first tag of a set at or behind the row, NULL when there is none. O(rows in between). */
const struct tag *tags_next(const struct tags *tags, size_t set, size_t row);

/*
 * The score as it is and as it would be were the tags acted on, over the scored samples of a set
 * (see sample_outcome): share = right / n, NAN when n is 0. That is the accuracy under the strict
 * reading, or the pass rate.
 *
 *   label-error    the truth is wrong, so the verdict on the answer is turned round: what was
 * called wrong counts as right, what was called right as wrong. With more than two labels the first
 * is a guess in the model's favour: an answer that differs from a wrong truth need not be right.
 *   harness-error  the sample is taken out: of n, and of right if it was
 *   model-error, ambiguous, untagged: as they are
 *
 * Samples that are not scored count in neither.
 */
struct tags_score {
    size_t right, n;
    double share;
};

struct tags_what_if {
    struct tags_score official, what_if;
    size_t to_right, to_wrong, removed; /* scored samples that a tag moves */
    size_t tagged;                      /* scored or not */
};

struct tags_what_if tags_what_if(const struct tags *tags, size_t set);

#endif
