/*
 * Text inside of XML: elements and attribute values in double quotes.
 */
#ifndef ASSAY_BASE_XML_H
#define ASSAY_BASE_XML_H

#include <assay/base/str.h>

/* The text made safe (utf8.h) and escaped; no character that XML 1.0 forbids is left. */
void xml_escape(struct buf *out, const char *text);

#endif
