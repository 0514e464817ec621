/*
 * Two samples (session/sample_text.h) as lines of a given width, side by side and word against
 * word: what the flip view scrolls through and the list of flips shows beside itself.
 *
 *     struct pair_doc *doc = pair_doc_new(&input);
 *     pair_doc_fit(doc, width, wrapped);                 // cheap when nothing changed
 *     pair_doc_draw(doc, &surface, top, left, SIDE_A, "needle");
 *     pair_doc_free(doc);
 *
 * First what both were asked, once; then a line that says how either did, which stays in sight;
 * then section by section A on the left and B on the right, lines that belong together beside each
 * other. Below PAIR_DOC_STACKS columns A stands above B, line by line.
 *
 * What differs is told without colours too: words that differ are underlined, and a sign before the
 * line says "~" changed, "-" only A has it, "+" only B has it. A section that is the same in both
 * is shown once and says so.
 *
 * Texts are compared as they are shown: unsafe bytes spelt out, tabs as blanks, line ends alike.
 * The texts must outlive the doc. A side may be NULL: the sample has no partner.
 */
#ifndef ASSAY_TUI_PAIR_DOC_H
#define ASSAY_TUI_PAIR_DOC_H

#include <assay/session/sample_text.h>
#include <assay/tui/canvas.h>

enum { PAIR_DOC_STACKS = 60 };

enum pair_side { SIDE_A, SIDE_B, SIDES };

/* How a side did: "✗", "failed 2 of 3", … */
struct pair_head {
    const char *name; /* of the run */
    const char *text;
    unsigned style;
};

struct pair_doc_input {
    const struct sample_text *texts[SIDES];
    struct pair_head heads[SIDES];
    bool raw; /* the records instead of what was read of them */
};

struct pair_doc;

/* The heads are copied into the doc's memory. */
struct pair_doc *pair_doc_new(const struct pair_doc_input *input);
void pair_doc_free(struct pair_doc *doc);
void pair_doc_fit(struct pair_doc *doc, int width, bool wrapped);
size_t pair_doc_lines(const struct pair_doc *doc);
/*
 * left: columns that long lines are moved by when they are not wrapped. side: the one that stands
 * out, as keys go to it; SIDES: none. needle "": none.
 */
void pair_doc_draw(const struct pair_doc *doc, const struct surface *surface, size_t top,
                   size_t left, enum pair_side side, const char *needle);
/* The next line with the needle after (or before) a line; SIZE_MAX. Smart case. */
size_t pair_doc_find(const struct pair_doc *doc, const char *needle, size_t from, bool forward);

#endif
