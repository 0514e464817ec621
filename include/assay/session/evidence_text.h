/*
 * The evidence of one figure in words: what is claimed and where, what was recomputed and how, by
 * which formula, and which rows it was taken from. Screens and pages show the same lines.
 *
 *     Recall of happy, set audio                 title, part
 *     ! differs – ...                            mark, verdict, why
 *     Claim        says   0.80 ...               lines: a head, pairs of key and value, texts
 *     Recomputed   value  .7500 ...
 *
 * Texts are as the files hold them: whoever shows them makes them safe. They live in the arena or
 * with what they were made of.
 */
#ifndef ASSAY_SESSION_EVIDENCE_TEXT_H
#define ASSAY_SESSION_EVIDENCE_TEXT_H

#include <assay/session/assessed.h>

/* A figure asked for: a quantity, and the finding when it is a claim. Borrowed. */
struct evidence_of {
    struct quantity what;
    const struct finding *finding; /* NULL: not claimed, or not asked for as a claim */
};

enum evidence_line_kind {
    EVIDENCE_HEAD, /* value: a section's title */
    EVIDENCE_PAIR, /* key and value */
    EVIDENCE_MAIN, /* the same, what the section is about */
    EVIDENCE_NAME, /* the same, what matters less */
    EVIDENCE_WORDS /* value: a text of its own */
};

struct evidence_line {
    enum evidence_line_kind kind;
    const char *key, *value;
};

enum { EVIDENCE_LINES_MOST = 32 };

struct evidence_text {
    const char *title, *part; /* "Recall of happy", ", set audio, layer 5" */
    char mark;
    const char *verdict, *why; /* why is "" where the verdict says it all */
    struct evidence_line lines[EVIDENCE_LINES_MOST];
    size_t count;
    /* The rows behind the figure, as a filter of this set of samples; NULL: none, or not known. */
    const char *rows;
    size_t set;
};

struct evidence_text *evidence_text_of(const struct assessed *input, const struct evidence_of *of,
                                       struct arena *arena);

#endif
