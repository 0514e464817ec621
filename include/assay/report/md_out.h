/*
 * Markdown (GitHub's) from figures and sheets. Every text of a file is made safe as for a terminal
 * and then escaped, so that it can neither break a table nor become markup, link, formula or HTML.
 * Figures of claims carry the verdict's mark in a code span. Tables leave out columns that are
 * blank.
 */
#ifndef ASSAY_REPORT_MD_OUT_H
#define ASSAY_REPORT_MD_OUT_H

#include <assay/session/figures.h>

/* A text anywhere but at the start of a line. */
void md_text(struct buf *out, const char *text);
/* "## Title" with blank lines around it. */
void md_heading(struct buf *out, int level, const char *title);
/* " `=`", or nothing for '\0'. */
void md_mark(struct buf *out, char mark);
/* The figure with its mark; false, and nothing, when the run has no evidence of it. */
bool md_figure(struct buf *out, const struct figures *figures, const struct quantity *what);
/* "- name: figure", or nothing. */
bool md_item(struct buf *out, const struct figures *figures, const char *name,
             const struct quantity *what);
/* What the evidence gives of a claim (what it says where there is none), mark, and why not `=`. */
void md_finding(struct buf *out, const struct finding *finding, struct arena *arena);
/* A sheet as a table; `hidden` are column keys left out, NULL-ended, or NULL. */
void md_sheet(struct buf *out, const struct sheet *sheet, const char *const *hidden);
/* Rows 0, step, 2 step, … and the last one. */
void md_every(struct buf *out, const struct sheet *sheet, size_t step);
/* A fence longer than any run of backticks in the text. */
void md_fence(struct buf *out, const char *language, struct str text);
/*
 * A metadata tree as nested lists; long lists and texts are cut, and say so. Keys of the first
 * level in `hidden` (NULL-ended, or NULL) are left out.
 */
void md_meta(struct buf *out, const struct meta *node, const char *const *hidden);

#endif
