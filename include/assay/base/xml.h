/*
 * Text inside of XML and HTML: elements and attribute values in quotes.
 */
#ifndef ASSAY_BASE_XML_H
#define ASSAY_BASE_XML_H

#include <assay/base/str.h>

#include <stdint.h>

/* "&lt;" and so on for the five characters that would be markup; NULL for all others. */
const char *xml_entity(uint32_t code);
/* The text made safe (utf8.h) and escaped; no character that XML 1.0 forbids is left. */
void xml_escape(struct buf *out, const char *text);

#endif
