#include <assay/report/html_out.h>

#include <assay/base/utf8.h>
#include <assay/base/xml.h>
#include <assay/metrics/audit.h>

#include <stdint.h>
#include <string.h>

enum { ATTRIBUTE_MOST = 300 };

/* Characters in front that are as they are: at most so many of ASCII. */
static size_t plain_start(struct str text, size_t most)
{
    size_t length = 0;

    while (length < text.len && length < most && text.ptr[length] >= 0x20 &&
           text.ptr[length] < 0x7f && !xml_entity((unsigned char)text.ptr[length]))
        length++;
    return length;
}

/* Of a text made safe; true when there was more of it. */
static bool escape(struct buf *out, struct str text, size_t most)
{
    for (size_t n = 0; text.len; n++) {
        const char *entity;
        uint32_t code = 0;
        size_t length = plain_start(text, most - n);

        buf_add(out, text.ptr, length);
        n += length;
        text.ptr += length;
        text.len -= length;
        if (text.len == 0)
            break;
        length = utf8_decode(text, &code);
        if (n == most) {
            buf_add_c(out, "…");
            return true;
        }
        length = length ? length : 1;
        entity = xml_entity(code);
        if (entity)
            buf_add_c(out, entity);
        else
            buf_add(out, text.ptr, length);
        text.ptr += length;
        text.len -= length;
    }
    return false;
}

/* No more of a text than could be shown: a character has at most four bytes. */
static struct str beginning(struct str text, size_t most)
{
    if (text.len / 4 > most)
        text.len = 4 * (most + 1);
    return text;
}

/* Lines that end as on Windows end as elsewhere. */
static void add_lines(struct buf *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] != '\r' || i + 1 == text.len || text.ptr[i + 1] != '\n')
            buf_add_char(out, text.ptr[i]);
}

bool html_lines(struct buf *out, struct str text, size_t most)
{
    struct buf lines = {.ptr = NULL}, safe = {.ptr = NULL};
    bool cut;

    add_lines(&lines, beginning(text, most));
    utf8_make_safe_lines(&safe, buf_str(&lines));
    cut = escape(out, buf_str(&safe), most);
    buf_release(&lines);
    buf_release(&safe);
    return cut;
}

void html_cut(struct buf *out, struct str text, size_t most)
{
    struct buf safe = {.ptr = NULL};

    utf8_make_safe(&safe, beginning(text, most));
    escape(out, buf_str(&safe), most);
    buf_release(&safe);
}

void html_text(struct buf *out, const char *text)
{
    html_cut(out, str_of(text), SIZE_MAX);
}

void html_attribute(struct buf *out, const char *name, const char *text)
{
    buf_addf(out, " %s=\"", name);
    html_cut(out, str_of(text), ATTRIBUTE_MOST);
    buf_add_char(out, '"');
}

/* ---- marks ---- */

static enum verdict verdict_of(char mark)
{
    for (int v = 0; v < VERDICT_COUNT; v++)
        if (verdict_mark((enum verdict)v) == mark)
            return (enum verdict)v;
    return VERDICT_NOT_CLAIMED;
}

const char *html_mark_name(char mark)
{
    return verdict_name(verdict_of(mark));
}

const char *html_mark_class(char mark)
{
    static const char *const classes[VERDICT_COUNT] = {[VERDICT_AGREES] = "v-agrees",
                                                       [VERDICT_ALLOWED] = "v-allowed",
                                                       [VERDICT_DIFFERS] = "v-differs",
                                                       [VERDICT_NO_EVIDENCE] = "v-none",
                                                       [VERDICT_NOT_CLAIMED] = "v-none"};

    return classes[verdict_of(mark)];
}

void html_mark(struct buf *out, char mark)
{
    if (mark)
        buf_addf(out, "<b class=\"m %s\" title=\"%s\">%c</b>", html_mark_class(mark),
                 html_mark_name(mark), mark);
}
