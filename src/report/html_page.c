#include <assay/report/html_page.h>

#include <assay/base/fmt.h>
#include <assay/plot/drawing_svg.h>
#include <assay/plot/palette.h>
#include <assay/report/html_embedded.h>
#include <assay/report/html_out.h>
#include <assay/report/rest.h>

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum {
    ID_MOST = 48,     /* bytes of an id, without its number */
    LINKS_MOST = 120, /* of the contents */
    LINK_TEXT_MOST = 80,
    TITLE_MOST = 200,
};

/* The policy's hash of page.js as it is embedded; tests/suites/html.sh says what it must be. */
#define SCRIPT_HASH "sha256-sh+ER8qSY+eWXxUNggevQp4ccLbVA9gkYhY2lZyuBNk="

struct html_page *html_page_new(const struct report_input *input, const char *title)
{
    struct arena *arena = input->topic->arena;
    struct html_page *page = arena_zalloc(arena, 1, sizeof(*page));

    page->input = input;
    page->arena = arena;
    page->title = title;
    page->heading = title;
    page->ids = intern_new(arena);
    page->out = &page->body;
    intern_add(page->ids, STR("main"));
    return page;
}

bool html_page_has_room(const struct html_page *page, size_t bytes)
{
    return page->out->len + bytes + page->kept <= HTML_PAGE_FULL;
}

bool html_page_is_over(const struct html_page *page)
{
    return page->out->len > HTML_PAGE_OVER;
}

/* ---- names ---- */

/* The text, or with a number between two others behind it where it was given out before. */
static const char *only_one(struct html_page *page, const char *wanted, const char *before,
                            const char *after)
{
    const char *name = wanted;

    for (unsigned n = 2; intern_find(page->ids, str_of(name)) != INTERN_NONE; n++)
        name = arena_printf(page->arena, "%s%s%u%s", wanted, before, n, after);
    intern_add(page->ids, str_of(name));
    return name;
}

const char *html_id(struct html_page *page, const char *text)
{
    char id[ID_MOST + 1];
    size_t length = 0;

    for (; *text && length < ID_MOST; text++) {
        bool is_letter = (*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z');

        if (is_letter || (length && *text >= '0' && *text <= '9'))
            id[length++] = (char)(is_letter ? *text | 0x20 : *text);
        else if (length && id[length - 1] != '-')
            id[length++] = '-';
    }
    while (length && id[length - 1] == '-')
        length--;
    id[length] = '\0';
    return only_one(page, length ? arena_strdup(page->arena, id) : "part", "-", "");
}

void html_open_region(struct html_page *page, const char *name)
{
    /* Regions and ids share one list of names; a blank keeps them apart. Names that differ by
       capitals alone sound the same. */
    char *folded = arena_printf(page->arena, " %.200s", name);
    size_t length = strlen(folded);
    const char *number;

    for (size_t i = 0; i < length; i++)
        if (folded[i] >= 'A' && folded[i] <= 'Z')
            folded[i] |= 0x20;
    number = only_one(page, folded, " (", ")") + length;
    buf_add_c(page->out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\"");
    html_attribute(page->out, "aria-label", arena_printf(page->arena, "%.200s%s", name, number));
    buf_add_char(page->out, '>');
}

/* ---- headings ---- */

/* A page of the same name below this one. */
static void add_report(struct buf *out, const struct span *span)
{
    buf_add_c(out, "<a href=\"");
    html_text(out, span->folder);
    buf_add_c(out, "/index.html\">");
    html_cut(out, str_of(span->text), HTML_TEXT_MOST);
    buf_add_c(out, "</a>");
}

static void add_tagged(struct buf *out, const char *tag, const char *text)
{
    buf_addf(out, "<%s>", tag);
    html_cut(out, str_of(text), HTML_TEXT_MOST);
    buf_addf(out, "</%s>", tag);
}

static void add_span(struct buf *out, const struct span *span)
{
    switch (span->kind) {
    case SPAN_TEXT:
        html_cut(out, str_of(span->text), HTML_TEXT_MOST);
        break;
    case SPAN_STRONG:
        add_tagged(out, "strong", span->text);
        break;
    case SPAN_CODE:
        add_tagged(out, "code", span->text);
        break;
    case SPAN_MARK:
        buf_add_c(out, "&nbsp;"); /* a mark does not stand alone on a line */
        html_mark(out, span->text[0]);
        break;
    case SPAN_REPORT:
        add_report(out, span);
        break;
    }
}

void html_spans(struct buf *out, const struct span *spans)
{
    size_t begin = out->len;

    for (; spans; spans = spans->next) {
        if (out->len - begin > HTML_SPANS_MOST) {
            buf_add_c(out, "…");
            return;
        }
        add_span(out, spans);
    }
}

static const char *text_of(const struct html_page *page, const struct span *spans)
{
    struct buf text = {.ptr = NULL};
    const char *copy;

    for (; spans && text.len < HTML_TEXT_MOST; spans = spans->next)
        if (spans->kind != SPAN_MARK)
            buf_add_c(&text, spans->text);
    copy = arena_strndup(page->arena, text.ptr ? text.ptr : "", text.len);
    buf_release(&text);
    return copy;
}

static void add_link(struct html_page *page, int level, const char *id)
{
    struct buf title = {.ptr = NULL};

    if (level < 2 || level > 3)
        return;
    if (page->link_count == LINKS_MOST) {
        page->links_left_out++;
        return;
    }
    html_cut(&title, str_of(page->heading), LINK_TEXT_MOST);
    page->links =
        array_grow(page->links, &page->link_capacity, page->link_count + 1, sizeof(*page->links));
    page->links[page->link_count++] = (struct html_link){
        level, id, arena_strndup(page->arena, title.ptr ? title.ptr : "", title.len)};
    buf_release(&title);
}

/* One below the last at most, and a single one on top. */
static int level_of(const struct html_page *page, int wanted)
{
    int least = page->level ? 2 : 1;
    int level = wanted < least ? least : wanted > 4 ? 4 : wanted;

    return level > page->level + 1 ? page->level + 1 : level;
}

static void close_section(struct html_page *page)
{
    if (page->in_section)
        buf_add_c(page->out, "</section>\n");
    page->in_section = false;
}

void html_heading(struct html_page *page, int wanted, const struct span *spans)
{
    int level = level_of(page, wanted);
    const char *id;

    page->heading = text_of(page, spans);
    page->level = level;
    id = html_id(page, page->heading);
    if (level == 2) {
        close_section(page);
        buf_add_c(page->out, "<section>\n");
        page->in_section = true;
    }
    buf_addf(page->out, "<h%d id=\"%s\">", level, id);
    html_spans(page->out, spans);
    buf_addf(page->out, "</h%d>\n", level);
    add_link(page, level, id);
}

void html_heading_text(struct html_page *page, int level, const char *text)
{
    struct span span = {.kind = SPAN_TEXT, .text = text};

    html_heading(page, level, &span);
}

void html_more(struct html_page *page, const char *format, ...)
{
    va_list arguments;

    buf_add_c(page->out, "<p class=\"more\">");
    va_start(arguments, format);
    buf_vaddf(page->out, format, arguments);
    va_end(arguments);
    buf_add_c(page->out, "</p>\n");
}

/* ---- the frame ---- */

static void write_rules(const struct html_page *page, struct buf *file)
{
    static const struct report_options none;
    const struct report_options *options = page->input->options ? page->input->options : &none;
    const struct theme *light = options->theme;
    const struct theme *dark = options->page_dark ? options->page_dark : options->dark;
    struct palette palette;

    if (!page->figures)
        return;
    palette = palette_of_theme(light ? light : theme_load_sound("light", page->arena));
    drawing_svg_rules(&palette, "", file);
    palette = palette_of_theme(dark ? dark : theme_load_sound("default", page->arena));
    buf_add_c(file, "\n@media screen and (prefers-color-scheme: dark){\n");
    drawing_svg_rules(&palette, ":root:not([data-theme=light])", file);
    buf_add_c(file, "}\n@media screen{\n");
    drawing_svg_rules(&palette, ":root[data-theme=dark]", file);
    buf_add_c(file, "}\n");
}

static void write_head(const struct html_page *page, struct buf *file)
{
    buf_add_c(file, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                    "style-src 'unsafe-inline'; script-src '" SCRIPT_HASH
                    "'; base-uri 'none'; form-action 'none'\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                    "<meta name=\"color-scheme\" content=\"light dark\">\n"
                    "<meta name=\"generator\" content=\"assay\">\n<title>");
    html_cut(file, str_of(page->title), TITLE_MOST);
    buf_add_c(file, "</title>\n<style>\n");
    buf_add_c(file, html_style);
    write_rules(page, file);
    buf_add_c(file, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#main\">Skip to the "
                    "report</a>\n<div class=\"page\">\n");
}

static void write_contents(const struct html_page *page, struct buf *file)
{
    int level = 2;

    if (!page->link_count)
        return;
    buf_add_c(file, "<nav aria-label=\"Contents\">\n<details open>\n<summary>Contents</summary>\n"
                    "<ol>\n");
    for (size_t i = 0; i < page->link_count; i++) {
        const struct html_link *link = &page->links[i];
        int wanted = i ? link->level : 2;

        if (wanted > level)
            buf_add_c(file, "\n<ol>\n");
        else if (i)
            buf_add_c(file, wanted < level ? "</li>\n</ol>\n</li>\n" : "</li>\n");
        buf_addf(file, "<li><a href=\"#%s\">%s</a>", link->id, link->title);
        level = wanted;
    }
    buf_add_c(file, level == 3 ? "</li>\n</ol>\n</li>\n" : "</li>\n");
    if (page->links_left_out)
        buf_addf(file, "<li>%zu more</li>\n", page->links_left_out);
    buf_add_c(file, "</ol>\n</details>\n</nav>\n");
}

static void write_missing(struct html_page *page)
{
    if (page->missing)
        html_more(page, "This page is full, and ends before its document: %s left out; %s.",
                  fmt_counted(page->arena, page->missing, "part"), rest_in_markdown(page->input));
}

void html_page_finish(struct html_page *page, struct buf *file)
{
    write_missing(page);
    close_section(page);
    write_head(page, file);
    write_contents(page, file);
    buf_add_c(file, "<main id=\"main\">\n");
    buf_add(file, page->body.ptr ? page->body.ptr : "", page->body.len);
    buf_add_c(file, "</main>\n<footer>Made by assay, which recomputes every figure from the "
                    "evidence. This page is one file and loads nothing.</footer>\n</div>\n"
                    "<script>");
    buf_add_c(file, html_script);
    buf_add_c(file, "</script>\n</body>\n</html>\n");
    buf_release(&page->body);
    free(page->links);
    intern_free(page->ids);
}
