#include <assay/base/xml.h>

#include <assay/base/utf8.h>

const char *xml_entity(uint32_t code)
{
    switch (code) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;"; /* HTML 4 has no &apos; */
    default:
        return NULL;
    }
}

/* Safe text is UTF-8 without a character that XML 1.0 forbids. */
void xml_escape(struct buf *out, const char *text)
{
    struct buf safe = {.ptr = NULL};
    size_t done = 0;

    utf8_make_safe(&safe, str_of(text));
    for (size_t i = 0; i < safe.len; i++) {
        const char *entity = xml_entity((unsigned char)safe.ptr[i]);

        if (!entity)
            continue;
        buf_add(out, safe.ptr + done, i - done);
        buf_add_c(out, entity);
        done = i + 1;
    }
    if (safe.len)
        buf_add(out, safe.ptr + done, safe.len - done);
    buf_release(&safe);
}
