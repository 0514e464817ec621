/*
 * Style and script of HTML pages, as they are part of the program: page.c in the build folder, made
 * of src/report/page.css and page.js by embed_page.sh. NUL-ended ASCII.
 */
#ifndef ASSAY_REPORT_HTML_EMBEDDED_H
#define ASSAY_REPORT_HTML_EMBEDDED_H

extern const char *const html_style;
extern const char *const html_script;

#endif
