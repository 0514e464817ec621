#include <assay/report/html_doc.h>

#include <assay/base/fmt.h>
#include <assay/plot/drawing_svg.h>
#include <assay/report/html_out.h>
#include <assay/report/html_table.h>
#include <assay/report/rest.h>

#include <string.h>

enum {
    ITEMS_MOST = 1000,  /* of one list, with those in it */
    CODE_MOST = 20000,  /* characters */
    CODE_BYTES = 8,     /* of one at most */
    ITEM_BYTES = 20000, /* without so much room nothing of a document is added */
    FIGURE_MOST = 300000,
    /* Points: figures of more may take the whole width, those of less fit on a phone. */
    WIDE = 700,
    SMALL = 400,
};

/* Of what can be missing in a row, with one sentence for all of it. */
enum left_out { LEFT_PARAGRAPHS, LEFT_ITEMS, LEFT_LISTINGS, LEFT_KINDS };

/* Lists that are open, the outermost first, and the paragraph whose lines are joined. */
struct writing {
    struct html_page *page;
    struct buf *out;
    enum block_kind lists[BLOCK_DEPTHS];
    int open;
    size_t items, left_out[LEFT_KINDS];
    bool in_paragraph;
};

/* ---- what is left out ---- */

/* "Left out here: 2 paragraphs, 1 listing; report.md has them all." */
static void say_left_out(struct writing *w)
{
    static const char *const names[LEFT_KINDS] = {"paragraph", "list item", "listing"};
    struct arena *arena = w->page->arena;
    const char *said = "";

    for (int i = 0; i < LEFT_KINDS; i++)
        if (w->left_out[i])
            said = arena_printf(arena, "%s%s%s", said, said[0] ? ", " : "",
                                fmt_counted(arena, w->left_out[i], names[i]));
    if (said[0])
        html_more(w->page, "Left out here: %s; %s.", said, rest_in_markdown(w->page->input));
    memset(w->left_out, 0, sizeof(w->left_out));
}

/* ---- lists ---- */

static const char *tag_of(enum block_kind kind)
{
    return kind == BLOCK_NUMBERED ? "ol" : "ul";
}

static void close_lists(struct writing *w, int left)
{
    while (w->open > left) {
        w->open--;
        buf_addf(w->out, "</li>\n</%s>\n", tag_of(w->lists[w->open]));
    }
    if (left == 0)
        w->items = 0;
}

static void write_item(struct writing *w, const struct block *block)
{
    int level = block->level < BLOCK_DEPTHS - 1 ? block->level : BLOCK_DEPTHS - 1;

    if (w->items == ITEMS_MOST || !html_page_has_room(w->page, ITEM_BYTES)) {
        w->left_out[LEFT_ITEMS]++;
        return;
    }
    if (w->open == 0)
        say_left_out(w);
    close_lists(w, level + 1 < w->open ? level + 1 : w->open);
    if (w->open == level + 1 && w->lists[level] != block->kind)
        close_lists(w, level);
    if (w->open > level) {
        buf_add_c(w->out, "</li>\n<li>");
    } else {
        buf_addf(w->out, "\n<%s>\n<li>", tag_of(block->kind));
        w->lists[w->open++] = block->kind;
    }
    html_spans(w->out, block->spans);
    w->items++;
}

/* ---- the others ---- */

static void write_paragraph(struct writing *w, const struct block *block, bool goes_on)
{
    if (html_page_has_room(w->page, ITEM_BYTES)) {
        say_left_out(w);
        buf_add_c(w->out, w->in_paragraph ? "<br>\n" : "<p>");
        html_spans(w->out, block->spans);
        w->in_paragraph = true;
    } else if (!goes_on) {
        w->left_out[LEFT_PARAGRAPHS]++;
    }
    if (w->in_paragraph && !goes_on) {
        buf_add_c(w->out, "</p>\n");
        w->in_paragraph = false;
    }
}

static void write_code(struct writing *w, const struct block *block)
{
    size_t length = block->code.len < CODE_MOST ? block->code.len : CODE_MOST;
    bool cut;

    if (!html_page_has_room(w->page, ITEM_BYTES + CODE_BYTES * length)) {
        w->left_out[LEFT_LISTINGS]++;
        return;
    }
    say_left_out(w);
    html_open_region(w->page, w->page->heading);
    buf_add_c(w->out, "\n<pre><code>");
    cut = html_lines(w->out, block->code, CODE_MOST);
    buf_add_c(w->out, "</code></pre>\n</div>\n");
    if (cut)
        html_more(w->page, "The beginning of a listing; %s.", rest_in_markdown(w->page->input));
}

static const struct drawing *write_svg(struct writing *w, const struct block *block,
                                       struct buf *svg)
{
    const struct report_input *input = w->page->input;
    const struct drawing *drawing = report_drawing(input, block->plot);
    struct svg_options how = {.font = input->options ? input->options->font : NULL};

    how.id = arena_printf(w->page->arena, "figure-%zu", w->page->figures + 1);
    drawing_svg(drawing, &how, svg);
    return drawing;
}

static void write_caption(struct writing *w, const struct plot_kind *kind)
{
    const char *suffix = w->page->input->figure_suffix;

    const char *summary = kind->summary;

    buf_add_c(w->out, "<figcaption>");
    /* Words of the program, which elsewhere go on behind a colon. */
    if (*summary >= 'a' && *summary <= 'z')
        buf_add_char(w->out, (char)(*summary++ & ~0x20));
    html_text(w->out, summary);
    if (suffix)
        buf_addf(w->out, " <a href=\"figures/%s.%s\">figures/%s.%s</a>", kind->file, suffix,
                 kind->file, suffix);
    buf_add_c(w->out, "</figcaption>\n</figure>\n");
}

static void write_plot(struct writing *w, const struct block *block)
{
    const struct plot *plot = block->plot;
    const struct drawing *drawing;
    struct buf svg = {.ptr = NULL};

    drawing = write_svg(w, block, &svg);
    if (svg.len > FIGURE_MOST || !html_page_has_room(w->page, svg.len)) {
        html_more(w->page, "The figure %s has no room on this page: assay plot --kind %s.",
                  block->plot_kind->name, block->plot_kind->name);
    } else {
        w->page->figures++;
        buf_addf(w->out, "<figure%s>\n",
                 drawing->width > WIDE    ? " class=\"wide\""
                 : drawing->width < SMALL ? " class=\"small\""
                                          : "");
        html_open_region(w->page, plot->title ? plot->title : block->plot_kind->name);
        buf_add_str(w->out, buf_str(&svg));
        buf_add_c(w->out, "</div>\n");
        write_caption(w, block->plot_kind);
    }
    buf_release(&svg);
}

static bool is_item(const struct block *block)
{
    return block->kind == BLOCK_ITEM || block->kind == BLOCK_NUMBERED;
}

/* Of the kinds that say together what of them is left out. */
static bool is_short(const struct block *block)
{
    return is_item(block) || block->kind == BLOCK_PARAGRAPH || block->kind == BLOCK_CODE;
}

static void write_block(struct writing *w, const struct block *block, const struct block *next)
{
    switch (block->kind) {
    case BLOCK_HEADING:
        html_heading(w->page, block->level, block->spans);
        break;
    case BLOCK_PARAGRAPH:
        write_paragraph(w, block, block->level && next && next->kind == BLOCK_PARAGRAPH);
        break;
    case BLOCK_ITEM:
    case BLOCK_NUMBERED:
        write_item(w, block);
        break;
    case BLOCK_TABLE:
        html_table(w->page, block);
        break;
    case BLOCK_CODE:
        write_code(w, block);
        break;
    case BLOCK_PLOT:
        write_plot(w, block);
        break;
    }
}

void html_blocks(struct html_page *page, const struct doc *doc, size_t from, size_t to)
{
    struct writing w = {.page = page, .out = page->out};

    for (size_t i = from; i < to; i++) {
        const struct block *block = &doc->blocks[i];

        if (!is_short(block) && html_page_is_over(page)) {
            page->missing++;
            continue;
        }
        if (!is_item(block))
            close_lists(&w, 0);
        if (!is_short(block))
            say_left_out(&w);
        write_block(&w, block, i + 1 < to ? &doc->blocks[i + 1] : NULL);
    }
    close_lists(&w, 0);
    say_left_out(&w);
}
