/*
 * A page of a report: one HTML file that asks nobody for anything, with contents, landmarks, light
 * and dark, a style for print. It can be read without its script, which sorts and filters.
 *
 *     struct html_page *page = html_page_new(input, title);
 *     html_heading(page, 2, "Claims", spans…);
 *     … buf_add_c(page->out, "<p>…") …
 *     html_page_finish(page, file);
 *
 * What is large is cut, with a sentence that says where the rest is, so that a page stays below
 * HTML_PAGE_MOST bytes whatever the run. Nothing is left out without a word: of a full page the
 * headings stay, and below each stands what is missing; of one that is full of headings, the last
 * sentence tells how many parts are. Texts of files enter through html_out.h. Its policy forbids a
 * browser every request and every script but the page's own.
 */
#ifndef ASSAY_REPORT_HTML_PAGE_H
#define ASSAY_REPORT_HTML_PAGE_H

#include <assay/base/intern.h>
#include <assay/report/doc.h>
#include <assay/report/report.h>

enum {
    HTML_PAGE_MOST = 1400000,
    HTML_PAGE_OVER = 1250000, /* from here on nothing is added, but what is missing is counted */
    HTML_PAGE_FULL = 1100000, /* from here on nothing but headings and sentences is added */
    HTML_PAGE_TIGHT = 700000, /* from here on tables are short */
    HTML_TEXT_MOST = 2000,    /* characters of a text in a line */
    HTML_SPANS_MOST = 8000,   /* bytes of a line, after which no further text of it begins */
};

struct html_link {
    int level; /* 2 or 3 */
    const char *id;
    const char *title; /* as HTML */
};

struct html_page {
    const struct report_input *input;
    struct arena *arena;
    const char *title;
    struct buf *out;    /* what stands in <main> */
    struct intern *ids; /* in use */
    struct html_link *links;
    size_t link_count, link_capacity, links_left_out;
    const char *heading; /* the last one, as text */
    int level;           /* its level; 0 at first */
    bool in_section;
    size_t figures; /* drawn */
    size_t kept;    /* bytes that are for a part to come, and not for those before it */
    size_t missing; /* blocks for which there was not even room to say so at their place */
    struct buf body;
};

struct html_page *html_page_new(const struct report_input *input, const char *title);
/* Writes the file and frees what the page held. */
void html_page_finish(struct html_page *page, struct buf *file);

/* Whether there is room for this much and the rest of the page. */
bool html_page_has_room(const struct html_page *page, size_t bytes);
/* No more headings and sentences either; who leaves something out counts it in `missing`. */
bool html_page_is_over(const struct html_page *page);
/* An id that nothing has yet, from the letters and digits of a text. */
const char *html_id(struct html_page *page, const char *text);
/* A heading with a link in the contents. Level 1 comes once; none is skipped. */
void html_heading(struct html_page *page, int level, const struct span *spans);
void html_heading_text(struct html_page *page, int level, const char *text);
/* Spans of a block, each cut at HTML_TEXT_MOST; with "…" for those past HTML_SPANS_MOST. */
void html_spans(struct buf *out, const struct span *spans);
/* A part that scrolls by itself, which keys can reach: its name is made to be the only one. */
void html_open_region(struct html_page *page, const char *name);
/* "<p class=more>": that something was left out. Words of the program, no text of a file. */
void html_more(struct html_page *page, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
