#include <assay/report/md_out.h>

#include <assay/base/utf8.h>

#include <string.h>

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c >= 0x80;
}

/* "_" between letters is no emphasis on GitHub, and names of files are full of them. */
static bool is_plain_underscore(struct str text, size_t at)
{
    return at > 0 && at + 1 < text.len && is_word(text.ptr[at - 1]) && is_word(text.ptr[at + 1]);
}

/* What would begin a list, a heading or a rule if the text begins a list item. */
static bool begins_block(struct str text, size_t at)
{
    if (at == 0)
        return strchr("#+-=", text.ptr[0]) &&
               (text.len == 1 || text.ptr[1] == ' ' || text.ptr[1] == text.ptr[0]);
    if (text.ptr[at] != '.' && text.ptr[at] != ')')
        return false;
    for (size_t i = 0; i < at; i++)
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return false;
    return at + 1 == text.len || text.ptr[at + 1] == ' ';
}

static void escape(struct buf *out, struct str text, size_t at)
{
    char c = text.ptr[at];

    if (c == '<')
        buf_add_c(out, "&lt;");
    else if (c == '>')
        buf_add_c(out, "&gt;");
    else if (c == '&')
        buf_add_c(out, "&amp;");
    else if (c == '$')
        buf_add_c(out, "&#36;");
    else if (c == '_' && is_plain_underscore(text, at))
        buf_add_char(out, c);
    else if (strchr("\\`*_|[]~", c) || begins_block(text, at))
        buf_addf(out, "\\%c", c);
    else
        buf_add_char(out, c);
}

void md_text(struct buf *out, const char *text)
{
    struct buf safe = {.ptr = NULL};

    utf8_make_safe(&safe, str_of(text));
    for (size_t i = 0; i < safe.len; i++)
        escape(out, buf_str(&safe), i);
    buf_release(&safe);
}

/* ---- spans ---- */

/* Spaces stand outside of the signs: GitHub takes "**a **b" for no emphasis. */
static void strong(struct buf *out, const char *text)
{
    struct str inner = str_trim(str_of(text));
    struct buf copy = {.ptr = NULL};

    buf_add_str(&copy, inner);
    buf_add_c(out, "**");
    md_text(out, copy.ptr ? copy.ptr : "");
    buf_add_c(out, "**");
    buf_add_c(out, inner.ptr + inner.len);
    buf_release(&copy);
}

static void span_of(struct buf *out, const struct span *span)
{
    switch (span->kind) {
    case SPAN_TEXT:
        md_text(out, span->text);
        break;
    case SPAN_STRONG:
        strong(out, span->text);
        break;
    case SPAN_CODE:
        buf_addf(out, "`%s`", span->text);
        break;
    case SPAN_MARK:
        buf_addf(out, " `%s`", span->text);
        break;
    case SPAN_REPORT:
        buf_add_char(out, '[');
        md_text(out, span->text);
        buf_addf(out, "](%s/report.md)", span->folder);
        break;
    }
}

static void spans_of(struct buf *out, const struct block *block)
{
    for (const struct span *span = block->spans; span; span = span->next)
        span_of(out, span);
}

/* ---- tables ---- */

static void head(struct buf *out, const struct block *block)
{
    const struct sheet *sheet = block->sheet;

    for (size_t c = 0; c < sheet->column_count; c++) {
        if (block->skip[c])
            continue;
        buf_add_c(out, "| ");
        md_text(out, sheet->columns[c].title);
        buf_add_char(out, ' ');
    }
    buf_add_c(out, "|\n");
    for (size_t c = 0; c < sheet->column_count; c++)
        if (!block->skip[c])
            buf_add_c(out, doc_is_flush_right(sheet, c) ? "|---:" : "|---");
    buf_add_c(out, "|\n");
}

static void row_of(struct buf *out, const struct block *block, size_t row, bool is_agreed)
{
    const struct sheet *sheet = block->sheet;

    for (size_t c = 0; c < sheet->column_count; c++) {
        const struct cell *cell = sheet_cell(sheet, row, c);

        if (block->skip[c])
            continue;
        buf_add_c(out, "| ");
        md_text(out, cell_format(cell, sheet->arena));
        if (cell->mark && (!is_agreed || cell->mark != '='))
            buf_addf(out, " `%c`", cell->mark);
        buf_add_char(out, ' ');
    }
    buf_add_c(out, "|\n");
}

static void table(struct buf *out, const struct block *block)
{
    bool is_agreed = doc_agrees_throughout(block->sheet);
    size_t rows = sheet_rows(block->sheet);

    head(out, block);
    for (size_t row = 0; row < rows; row++)
        if (row % block->step == 0 || row + 1 == rows)
            row_of(out, block, row, is_agreed);
    if (is_agreed)
        buf_add_c(out,
                  "\nFigures without a mark agree with what is claimed, or are not claimed.\n");
}

/* ---- blocks ---- */

static void fence(struct buf *out, const char *language, struct str text)
{
    struct buf safe = {.ptr = NULL};
    size_t longest = 2, run = 0;

    utf8_make_safe_lines(&safe, text);
    if (safe.len && safe.ptr[safe.len - 1] != '\n')
        buf_add_char(&safe, '\n');
    for (size_t i = 0; i < safe.len; i++) {
        run = safe.ptr[i] == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    for (size_t i = 0; i <= longest; i++)
        buf_add_char(out, '`');
    buf_addf(out, "%s\n", language);
    buf_add_str(out, buf_str(&safe));
    for (size_t i = 0; i <= longest; i++)
        buf_add_char(out, '`');
    buf_add_char(out, '\n');
    buf_release(&safe);
}

/* Where the lists stand: how far the items of each depth are set in, and counted to. */
struct lists {
    int indent[BLOCK_DEPTHS + 1];
    unsigned number;
};

static bool is_item(const struct block *block)
{
    return block->kind == BLOCK_ITEM || block->kind == BLOCK_NUMBERED;
}

static void item(struct buf *out, const struct block *block, struct lists *lists)
{
    int depth = block->level < BLOCK_DEPTHS ? block->level : BLOCK_DEPTHS - 1;
    size_t before;

    for (int i = 0; i < lists->indent[depth]; i++)
        buf_add_char(out, ' ');
    before = out->len;
    if (block->kind == BLOCK_NUMBERED)
        buf_addf(out, "%u. ", ++lists->number);
    else
        buf_add_c(out, "- ");
    lists->indent[depth + 1] = lists->indent[depth] + (int)(out->len - before);
    spans_of(out, block);
    buf_add_char(out, '\n');
}

/* The description is for those who cannot see the picture; all others read the tables. */
static void picture(struct buf *out, const struct block *block, const char *figures)
{
    buf_add_c(out, "![");
    md_text(out, block->plot->title);
    if (block->plot->description) {
        buf_add_c(out, ": ");
        md_text(out, block->plot->description);
    }
    buf_addf(out, "](figures/%s.%s)\n", block->plot_kind->file, figures);
}

static void heading(struct buf *out, const struct block *block)
{
    for (int i = 0; i < block->level; i++)
        buf_add_char(out, '#');
    buf_add_char(out, ' ');
    spans_of(out, block);
    buf_add_char(out, '\n');
}

static void write_block(struct buf *out, const struct block *block, const char *figures,
                        struct lists *lists)
{
    switch (block->kind) {
    case BLOCK_HEADING:
        heading(out, block);
        break;
    case BLOCK_PARAGRAPH:
        spans_of(out, block);
        buf_add_c(out, block->level ? "  \n" : "\n");
        break;
    case BLOCK_ITEM:
    case BLOCK_NUMBERED:
        item(out, block, lists);
        break;
    case BLOCK_TABLE:
        table(out, block);
        break;
    case BLOCK_CODE:
        fence(out, block->language, block->code);
        break;
    case BLOCK_PLOT:
        picture(out, block, figures);
        break;
    }
}

/* Items of one list and lines of one paragraph stand close; all else is parted by a blank line. */
static bool stands_close(const struct block *before, const struct block *block)
{
    return (is_item(before) && is_item(block)) ||
           (before->kind == BLOCK_PARAGRAPH && before->level && block->kind == BLOCK_PARAGRAPH);
}

void md_write(const struct doc *doc, const char *figures, struct buf *out)
{
    const struct block *before = NULL;
    struct lists lists = {.number = 0};

    for (size_t i = 0; i < doc->count; i++) {
        const struct block *block = &doc->blocks[i];

        if (block->kind == BLOCK_PLOT && !figures)
            continue;
        if (before && !stands_close(before, block)) {
            buf_add_char(out, '\n');
            lists.number = 0;
        }
        write_block(out, block, figures, &lists);
        before = block;
    }
}
