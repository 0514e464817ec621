/*
 * Whether a text is well-formed XML as this program writes it: elements in one another, attributes
 * in double quotes, the four escapes, and nothing else that begins with "<" or "&"; valid UTF-8
 * without control characters. Stricter than XML where that costs nothing, so that what passes is
 * XML; no entities, comments or CDATA.
 */
#ifndef ASSAY_TESTS_XML_CHECK_H
#define ASSAY_TESTS_XML_CHECK_H

#include <assay/base/str.h>
#include <assay/base/utf8.h>

#include <ctype.h>
#include <string.h>

enum { XML_DEEPEST = 64 };

struct xml_check {
    const char *at, *end;
    struct str open[XML_DEEPEST];
    size_t depth, elements;
};

static inline bool xml_check_escape(struct xml_check *xml)
{
    static const char *const escapes[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};

    for (size_t i = 0; i < sizeof(escapes) / sizeof(escapes[0]); i++) {
        size_t length = strlen(escapes[i]);

        if ((size_t)(xml->end - xml->at) >= length && memcmp(xml->at, escapes[i], length) == 0) {
            xml->at += length;
            return true;
        }
    }
    return false;
}

/* Character data up to one of the two ends. */
static inline bool xml_check_data(struct xml_check *xml, char end, char forbidden)
{
    while (xml->at < xml->end && *xml->at != end) {
        if (*xml->at == forbidden)
            return false;
        if (*xml->at != '&')
            xml->at++;
        else if (!xml_check_escape(xml))
            return false;
    }
    return true;
}

static inline struct str xml_check_name(struct xml_check *xml)
{
    struct str name = {xml->at, 0};

    while (xml->at < xml->end && (isalnum((unsigned char)*xml->at) || strchr("-:", *xml->at)))
        xml->at++;
    name.len = (size_t)(xml->at - name.ptr);
    return name;
}

static inline bool xml_check_take(struct xml_check *xml, char c)
{
    if (xml->at == xml->end || *xml->at != c)
        return false;
    xml->at++;
    return true;
}

static inline bool xml_check_open_tag(struct xml_check *xml)
{
    struct str name = xml_check_name(xml);

    xml->elements++;
    while (xml_check_take(xml, ' '))
        if (xml_check_name(xml).len == 0 || !xml_check_take(xml, '=') ||
            !xml_check_take(xml, '"') || !xml_check_data(xml, '"', '<') ||
            !xml_check_take(xml, '"'))
            return false;
    if (xml_check_take(xml, '/'))
        return name.len && xml_check_take(xml, '>');
    if (xml->depth == XML_DEEPEST)
        return false;
    xml->open[xml->depth++] = name;
    return name.len && xml_check_take(xml, '>');
}

static inline bool xml_check_close_tag(struct xml_check *xml)
{
    struct str name = xml_check_name(xml);

    return xml->depth && str_eq(xml->open[--xml->depth], name) && xml_check_take(xml, '>');
}

/* The number of elements, 0 where the text is no XML. */
static inline size_t xml_check_elements(struct str text)
{
    struct xml_check xml = {.at = text.ptr, .end = text.ptr + text.len};

    for (size_t i = 0; i < text.len; i++)
        if (((unsigned char)text.ptr[i] < 0x20 && text.ptr[i] != '\n') || text.ptr[i] == 0x7f)
            return 0;
    if (!utf8_valid(text))
        return 0;
    while (xml.at < xml.end) {
        if (!xml_check_data(&xml, '<', '\0') || (xml.at < xml.end && !xml_check_take(&xml, '<')))
            return 0;
        if (xml.at == xml.end)
            break;
        if (xml_check_take(&xml, '/') ? !xml_check_close_tag(&xml) : !xml_check_open_tag(&xml))
            return 0;
    }
    return xml.depth ? 0 : xml.elements;
}

#endif
