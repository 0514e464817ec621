#include <assay/report/doc.h>

#include <assay/metrics/audit.h>
#include <assay/session/finding_text.h>

#include <stdarg.h>
#include <string.h>

enum {
    BLOCKS_FIRST = 32,
    AGREEING_MOST = 100, /* marks of one table */
};

struct doc *doc_new(const char *title, struct arena *arena)
{
    struct doc *doc = arena_zalloc(arena, 1, sizeof(*doc));

    doc->arena = arena;
    doc->title = arena_strdup(arena, title);
    return doc;
}

/* ---- blocks and spans ---- */

static struct block *add(struct doc *doc, enum block_kind kind, int level)
{
    struct block *block;

    if (doc->count == doc->capacity) {
        size_t wanted = doc->capacity ? 2 * doc->capacity : BLOCKS_FIRST;
        struct block *blocks = arena_zalloc(doc->arena, wanted, sizeof(*blocks));

        if (doc->count)
            memcpy(blocks, doc->blocks, doc->count * sizeof(*blocks));
        doc->blocks = blocks;
        doc->capacity = wanted;
    }
    block = &doc->blocks[doc->count++];
    *block = (struct block){.kind = kind, .level = level};
    return block;
}

static void add_span(struct doc *doc, enum span_kind kind, const char *text)
{
    struct block *block = &doc->blocks[doc->count - 1];
    struct span *span;

    if (!text || !text[0])
        return;
    span = arena_zalloc(doc->arena, 1, sizeof(*span));
    *span = (struct span){.kind = kind, .text = arena_strdup(doc->arena, text)};
    if (block->last)
        block->last->next = span;
    else
        block->spans = span;
    block->last = span;
}

void doc_open(struct doc *doc, enum block_kind kind, int level)
{
    add(doc, kind, level);
}

void doc_text(struct doc *doc, const char *text)
{
    add_span(doc, SPAN_TEXT, text);
}

void doc_textf(struct doc *doc, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    add_span(doc, SPAN_TEXT, arena_vprintf(doc->arena, format, arguments));
    va_end(arguments);
}

void doc_strong(struct doc *doc, const char *text)
{
    add_span(doc, SPAN_STRONG, text);
}

void doc_span_code(struct doc *doc, const char *text)
{
    add_span(doc, SPAN_CODE, text);
}

void doc_mark(struct doc *doc, char mark)
{
    add_span(doc, SPAN_MARK, (const char[]){mark, '\0'});
}

void doc_report(struct doc *doc, const char *title, const char *folder)
{
    add_span(doc, SPAN_REPORT, title);
    doc->blocks[doc->count - 1].last->folder = arena_strdup(doc->arena, folder);
}

/* ---- whole blocks ---- */

void doc_heading(struct doc *doc, int level, const char *title)
{
    add(doc, BLOCK_HEADING, level);
    doc_text(doc, title);
}

void doc_paragraph(struct doc *doc, const char *text)
{
    add(doc, BLOCK_PARAGRAPH, 0);
    doc_text(doc, text);
}

void doc_item(struct doc *doc, int depth, const char *text)
{
    add(doc, BLOCK_ITEM, depth);
    doc_text(doc, text);
}

void doc_code(struct doc *doc, const char *language, struct str text)
{
    struct block *block = add(doc, BLOCK_CODE, 0);

    block->language = language;
    block->code = (struct str){arena_strndup(doc->arena, text.ptr, text.len), text.len};
}

static bool is_hidden(const struct sheet *sheet, size_t column, const char *const *hidden)
{
    for (size_t i = 0; hidden && hidden[i]; i++)
        if (strcmp(hidden[i], sheet->columns[column].key) == 0)
            return true;
    return sheet_is_blank(sheet, column);
}

static void add_table(struct doc *doc, const struct sheet *sheet, const char *const *hidden,
                      size_t step)
{
    struct block *block = add(doc, BLOCK_TABLE, 0);
    bool *skip = arena_zalloc(doc->arena, sheet->column_count, sizeof(*skip));

    for (size_t c = 0; c < sheet->column_count; c++)
        skip[c] = is_hidden(sheet, c, hidden);
    block->sheet = sheet;
    block->skip = skip;
    block->step = step;
}

void doc_sheet(struct doc *doc, const struct sheet *sheet, const char *const *hidden)
{
    add_table(doc, sheet, hidden, 1);
}

void doc_every(struct doc *doc, const struct sheet *sheet, size_t step)
{
    add_table(doc, sheet, NULL, step);
}

static void add_plot(struct doc *doc, const struct plot_list *plots, const char *kind)
{
    for (size_t i = 0; i < plots->count; i++)
        if (strcmp(plots->kinds[i]->name, kind) == 0) {
            struct block *block = add(doc, BLOCK_PLOT, 0);

            block->plot = plots->plots[i];
            block->plot_kind = plots->kinds[i];
        }
}

void doc_plots(struct doc *doc, const struct plot_list *plots, const char *const *kinds)
{
    for (; plots && *kinds; kinds++)
        add_plot(doc, plots, *kinds);
}

/* ---- figures and claims ---- */

bool doc_figure(struct doc *doc, const struct figures *figures, const struct quantity *what)
{
    const char *text = figures_text(figures, what);

    if (!text[0])
        return false;
    doc_text(doc, text);
    doc_mark(doc, figures_mark(figures, what));
    return true;
}

bool doc_figure_item(struct doc *doc, int depth, const struct figures *figures, const char *name,
                     const struct quantity *what)
{
    if (!figures_text(figures, what)[0])
        return false;
    doc_open(doc, BLOCK_ITEM, depth);
    doc_textf(doc, "%s: ", name);
    return doc_figure(doc, figures, what);
}

void doc_finding(struct doc *doc, const struct finding *finding)
{
    bool unknown = finding->figure.evidence == EVIDENCE_NONE;

    doc_text(doc, unknown ? finding->claim->printed : finding_evidence(finding, doc->arena));
    doc_mark(doc, verdict_mark(finding->verdict));
    if (finding->verdict == VERDICT_DIFFERS && !unknown)
        doc_textf(doc, " claimed %s", finding->claim->printed);
    if (finding->verdict != VERDICT_AGREES && finding->why[0])
        doc_textf(doc, " (%s)", finding->why);
}

/* ---- tables ---- */

bool doc_is_flush_right(const struct sheet *sheet, size_t column)
{
    for (size_t row = 0; row < sheet_rows(sheet); row++) {
        const struct cell *cell = sheet_cell(sheet, row, column);

        if (cell->kind == CELL_TEXT && !str_ends(str_of(cell->text), "%") &&
            strcmp(cell->text, "–") != 0)
            return false;
    }
    return true;
}

bool doc_agrees_throughout(const struct sheet *sheet)
{
    size_t agreeing = 0;

    for (size_t i = 0; i < sheet->cell_count; i++)
        agreeing += sheet->cells[i].mark == '=';
    return agreeing > AGREEING_MOST;
}
