/*
 * Documents: what a report says, as a list of blocks, before it is Markdown or HTML. Those who
 * write a section need not know which of the two it becomes, and both say the same.
 *
 *     doc_heading(doc, 2, "Key Findings");
 *     doc_open(doc, BLOCK_ITEM, 0);
 *     doc_strong(doc, "Hardest label: ");
 *     doc_textf(doc, "%s (%s recall)", label, recall);
 *
 * Texts are as files hold them: whoever renders a document makes them safe and escapes them. Blocks
 * live in the arena of the document; texts are copied, sheets and plots borrowed. Nothing fails.
 */
#ifndef ASSAY_REPORT_DOC_H
#define ASSAY_REPORT_DOC_H

#include <assay/plot/plot_kind.h>
#include <assay/session/figures.h>

enum span_kind { SPAN_TEXT, SPAN_STRONG, SPAN_CODE, SPAN_MARK /* a verdict's mark */, SPAN_REPORT };

struct span {
    enum span_kind kind;
    const char *text;
    const struct span *next;
    const char *folder; /* SPAN_REPORT: of another report, whose page of the same kind is meant */
};

enum block_kind {
    BLOCK_HEADING,   /* level 1 to 4 */
    BLOCK_PARAGRAPH, /* level 1: the next block of this kind follows on a line of its own */
    BLOCK_ITEM,      /* of a list; level is its depth, 0 outermost */
    BLOCK_NUMBERED,  /* the same, counted from 1 */
    BLOCK_TABLE,
    BLOCK_CODE,
    BLOCK_PLOT
};

enum { BLOCK_DEPTHS = 8 }; /* of lists; what is deeper stands at the last */

struct block {
    enum block_kind kind;
    int level;
    const struct span *spans; /* HEADING, PARAGRAPH, ITEM, NUMBERED */
    struct span *last;
    const struct sheet *sheet; /* TABLE */
    const bool *skip;          /* of its columns: blank or not wanted */
    size_t step;               /* rows 0, step, 2 step, … and the last one */
    const char *language;      /* CODE; "": plain text */
    struct str code;
    const struct plot *plot; /* PLOT */
    const struct plot_kind *plot_kind;
};

struct doc {
    struct arena *arena;
    const char *title;
    struct block *blocks;
    size_t count, capacity;
};

struct doc *doc_new(const char *title, struct arena *arena);

/* Open a block whose spans follow. */
void doc_open(struct doc *doc, enum block_kind kind, int level);
void doc_text(struct doc *doc, const char *text);
void doc_textf(struct doc *doc, const char *format, ...) __attribute__((format(printf, 2, 3)));
void doc_strong(struct doc *doc, const char *text);
void doc_span_code(struct doc *doc, const char *text);
void doc_mark(struct doc *doc, char mark); /* nothing for '\0' */

/* A link to the report of that title in a folder below. */
void doc_report(struct doc *doc, const char *title, const char *folder);

/* Whole blocks. */
void doc_heading(struct doc *doc, int level, const char *title);
void doc_paragraph(struct doc *doc, const char *text);
void doc_item(struct doc *doc, int depth, const char *text);
void doc_code(struct doc *doc, const char *language, struct str text);
/* `hidden` are column keys left out, NULL-ended, or NULL; blank columns are left out anyway. */
void doc_sheet(struct doc *doc, const struct sheet *sheet, const char *const *hidden);
void doc_every(struct doc *doc, const struct sheet *sheet, size_t step);
/* The plots of these kinds that are in the list (NULL: none); names end in NULL. */
void doc_plots(struct doc *doc, const struct plot_list *plots, const char *const *kinds);

/* The figure with its mark; false, and nothing, when the run has no evidence of it. */
bool doc_figure(struct doc *doc, const struct figures *figures, const struct quantity *what);
/* An item "name: figure", or nothing. */
bool doc_figure_item(struct doc *doc, int depth, const struct figures *figures, const char *name,
                     const struct quantity *what);
/* What the evidence gives of a claim (what it says where there is none), mark, and why not `=`. */
void doc_finding(struct doc *doc, const struct finding *finding);
/* True when so many figures of a sheet agree that a sentence says it; only others are marked. */
bool doc_agrees_throughout(const struct sheet *sheet);
/* Columns that stand flush right: numbers, and texts that all are percentages. */
bool doc_is_flush_right(const struct sheet *sheet, size_t column);

#endif
