/*
 * Text as HTML: the one door through which what a file holds enters a page. It is made safe as for
 * a terminal and then escaped, so that it is text in an element and in a quoted attribute alike and
 * can be neither markup nor a script, nor reorder what a reader sees.
 */
#ifndef ASSAY_REPORT_HTML_OUT_H
#define ASSAY_REPORT_HTML_OUT_H

#include <assay/base/str.h>

void html_text(struct buf *out, const char *text);
/* At most so many characters of it, then "…". */
void html_cut(struct buf *out, struct str text, size_t most);
/* The same of a text block: newlines and tabs stay. True when it was cut. */
bool html_lines(struct buf *out, struct str text, size_t most);
/* ' NAME="TEXT"', cut as well. */
void html_attribute(struct buf *out, const char *name, const char *text);

/* What a verdict's mark is called: "agrees". Its classes of page.css, "v-agrees" and so on. */
const char *html_mark_name(char mark);
const char *html_mark_class(char mark);
/* The mark with its name for who cannot see it; nothing for '\0'. */
void html_mark(struct buf *out, char mark);

#endif
