/*
 * A sample's sections (session/sample_text.h) as lines of a given width: what the sample view
 * scrolls through and other views show beside their tables.
 *
 *     struct sample_doc *doc = sample_doc_new(text, DOC_ALL);
 *     sample_doc_fit(doc, width, wrapped);            // cheap when nothing changed
 *     sample_doc_draw(doc, &surface, top, left, "needle");
 *     sample_doc_free(doc);
 *
 * Lines count from 0; every section is its title, its body and a blank line. Code is coloured but
 * for source lines above 64 KiB, so that a frame takes no longer for them. The text it was made
 * of must outlive the doc.
 */
#ifndef ASSAY_TUI_SAMPLE_DOC_H
#define ASSAY_TUI_SAMPLE_DOC_H

#include <assay/session/sample_text.h>
#include <assay/tui/canvas.h>

enum doc_part {
    DOC_ALL,   /* everything but the record itself */
    DOC_FACTS, /* what the columns say: facts, shares, layers, tests */
    DOC_TEXTS, /* prompts, responses, code */
    DOC_RAW,   /* the record, laid out and as it is */
};

struct sample_doc;

struct sample_doc *sample_doc_new(const struct sample_text *text, enum doc_part part);
void sample_doc_free(struct sample_doc *doc);
bool sample_doc_is_empty(const struct sample_doc *doc);
void sample_doc_fit(struct sample_doc *doc, int width, bool wrapped);
size_t sample_doc_lines(const struct sample_doc *doc);
/* left: columns that long lines are moved by when they are not wrapped. needle "": none. */
void sample_doc_draw(const struct sample_doc *doc, const struct surface *surface, size_t top,
                     size_t left, const char *needle);
/* The next line with the needle after (or before) a line; SIZE_MAX. Smart case. */
size_t sample_doc_find(const struct sample_doc *doc, const char *needle, size_t from, bool forward);

#endif
