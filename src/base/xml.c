#include <assay/base/xml.h>

#include <assay/base/utf8.h>

/* Safe text is UTF-8 without a character that XML 1.0 forbids. */
void xml_escape(struct buf *out, const char *text)
{
    struct buf safe = {.ptr = NULL};

    utf8_make_safe(&safe, str_of(text));
    for (size_t i = 0; i < safe.len; i++) {
        if (safe.ptr[i] == '&')
            buf_add_c(out, "&amp;");
        else if (safe.ptr[i] == '<')
            buf_add_c(out, "&lt;");
        else if (safe.ptr[i] == '>')
            buf_add_c(out, "&gt;");
        else if (safe.ptr[i] == '"')
            buf_add_c(out, "&quot;");
        else
            buf_add_char(out, safe.ptr[i]);
    }
    buf_release(&safe);
}
