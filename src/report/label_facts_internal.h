/*
 * What the sections on labels are written from: the rows of the first set of classes, which of them
 * stand out, and how their figures read. Everything lives in the document's arena.
 */
#include <assay/report/doc_classes.h>
#include <assay/report/doc_run.h>

/* From here on a label is called strong; below, weak. */
#define STRONG_RECALL 0.90
#define WEAK_RECALL   0.80

enum { LABELS_MOST = 30 }; /* of one list */

struct label_facts {
    const struct doc_run *report;
    struct doc *doc;
    struct arena *arena;
    struct doc_class *classes;
    size_t count;
    const struct sheet *pairs; /* NULL when nothing was confused */
    const struct doc_class *largest, *best, *worst;
    double accuracy, total;
};

/* False when the run has no labels, or is one over layers. */
bool label_facts_of(const struct doc_run *report, struct label_facts *facts);
const char *label_percent(const struct label_facts *f, double share);
/* "angry", or "angry and 4 others" with the same recall. */
const char *label_among_equals(const struct label_facts *f, const struct doc_class *c);
const char *label_count(const struct label_facts *f, double count);
/* "very good", after the rating bands of the options. */
const char *label_band(const struct label_facts *f, double share);
/* Has far fewer samples than an equal part of all. */
bool label_is_rare(const struct label_facts *f, const struct doc_class *c);
/* Whether a row of the confused pairs is of that truth, in the first set; and its prediction. */
bool label_is_pair(const struct label_facts *f, size_t row, const char *truth);
const char *label_predicted(const struct label_facts *f, size_t row);
