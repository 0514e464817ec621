/*
 * A pair_doc as its files share it: strips of one or more lines, made once, laid out for a width.
 */
#ifndef ASSAY_TUI_PAIR_DOC_INTERNAL_H
#define ASSAY_TUI_PAIR_DOC_INTERNAL_H

#include <assay/base/arena.h>
#include <assay/base/line_pairs.h>
#include <assay/base/wrap.h>
#include <assay/tui/pair_doc.h>

enum {
    PAIR_GUTTER = 2,       /* columns before a text: the sign and a blank */
    PAIR_KEY_MOST = 16,    /* columns of a key */
    PAIR_TEST_INDENT = 22, /* "  1  pass → FAIL     " */
    PAIR_BAR = 12,
    PAIR_BAR_AT = 8
};

enum strip_kind {
    STRIP_HEAD,    /* title of a section */
    STRIP_SIDES,   /* the line that says how either did */
    STRIP_BOTH,    /* a text of both, as wide as there is room */
    STRIP_LINE,    /* a line of either text */
    STRIP_FACT,    /* a key, and its value on either side */
    STRIP_TEST,    /* a test, and how either did */
    STRIP_MESSAGE, /* a text of either side that is not compared */
    STRIP_NOTE,    /* a sentence of ours */
    STRIP_GAP
};

/* A text of either side, or of both (then texts[SIDE_A] alone). */
struct piece {
    struct wrap *texts[SIDES];
    uint8_t *states[SIDES]; /* of code: what each source line begins with */
    enum code_language language;
    const struct word_diff *diff; /* NULL: not compared */
    bool lone;                    /* one side only */
    struct piece *next;
};

struct strip {
    enum strip_kind kind;
    const char *title; /* HEAD, NOTE */
    const char *aside; /* HEAD: at its right end, or NULL */
    struct piece *piece;
    struct line_pair pair;                  /* LINE */
    const struct sample_fact *facts[SIDES]; /* FACT; NULL: that side has none */
    enum sample_test_state states[SIDES];   /* TEST */
    bool has_state[SIDES];
    size_t number; /* TEST, from 1 */
    size_t most;   /* BOTH: lines at most, 0: all */
    int indent;    /* FACT: columns before the value */
    bool changed;
    size_t first, lines;
};

struct pair_doc {
    struct arena *arena;
    struct strip *strips;
    size_t count, capacity, lines;
    struct piece *pieces; /* all, to free them */
    struct pair_head heads[SIDES];
    bool has[SIDES];
    size_t sides_at; /* strip */
    int width;
    bool wrapped, fitted;
};

/* ---- pair_doc_couples: the sections of both sides, by title ---- */

struct couple {
    const char *title;
    const struct sample_section *sections[SIDES]; /* NULL: that side has none */
    int rank;                                     /* the lowest come first */
    size_t order;
    bool same; /* texts that are equal */
};
struct couple *couples_join(const struct pair_doc_input *input, struct arena *arena, size_t *count);
const struct sample_section *couple_any(const struct couple *couple);
bool couple_is_text(const struct couple *couple);

/* ---- pair_doc_build: strips ---- */

struct strip *pair_doc_add(struct pair_doc *doc, enum strip_kind kind);
/* A text of both sides, of which at most so many lines are shown; 0: all. */
void pair_doc_add_both(struct pair_doc *doc, const struct couple *couple, size_t most);
void pair_doc_add_couple(struct pair_doc *doc, struct couple *couple);

/* ---- pair_doc: laid out ---- */

/* Where a side stands in a width. */
struct pane {
    int at, width;
};
bool pair_doc_stacks(int width);
struct pane pair_doc_pane(int width, enum pair_side side);
/* Lines a source line of a side takes as laid out, and the first of them. */
size_t pair_doc_rows(const struct piece *piece, enum pair_side side, uint32_t source,
                     size_t *first);
/* The strip that a line is of. */
size_t pair_doc_strip_at(const struct pair_doc *doc, size_t line);

#endif
