#include <assay/report/md_out.h>

#include <assay/base/utf8.h>
#include <assay/report/text_audit.h>

#include <math.h>
#include <string.h>

enum {
    AGREEING_MOST = 100, /* marks of one table */
    DEPTH_MOST = 6,      /* deeper levels are summed up */
    LIST_MOST = 12,      /* entries of a list */
    KEYS_MOST = 60,      /* keys of a map */
    COLUMNS_MOST = 400,  /* of one text */
};

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

void md_heading(struct buf *out, int level, const char *title)
{
    if (out->len < 2 || out->ptr[out->len - 2] != '\n')
        buf_add_char(out, '\n');
    while (level--)
        buf_add_char(out, '#');
    buf_addf(out, " %s\n\n", title);
}

void md_mark(struct buf *out, char mark)
{
    if (mark)
        buf_addf(out, " `%c`", mark);
}

bool md_figure(struct buf *out, const struct figures *figures, const struct quantity *what)
{
    const char *text = figures_text(figures, what);

    if (!text[0])
        return false;
    md_text(out, text);
    md_mark(out, figures_mark(figures, what));
    return true;
}

bool md_item(struct buf *out, const struct figures *figures, const char *name,
             const struct quantity *what)
{
    if (!figures_text(figures, what)[0])
        return false;
    buf_addf(out, "- %s: ", name);
    md_figure(out, figures, what);
    buf_add_char(out, '\n');
    return true;
}

void md_finding(struct buf *out, const struct finding *finding, struct arena *arena)
{
    bool unknown = finding->figure.evidence == EVIDENCE_NONE;

    md_text(out, unknown ? finding->claim->printed : finding_evidence(finding, arena));
    md_mark(out, verdict_mark(finding->verdict));
    if (finding->verdict == VERDICT_DIFFERS && !unknown) {
        buf_add_c(out, " claimed ");
        md_text(out, finding->claim->printed);
    }
    if (finding->verdict != VERDICT_AGREES && finding->why[0]) {
        buf_add_c(out, " (");
        md_text(out, finding->why);
        buf_add_char(out, ')');
    }
}

/* ---- tables ---- */

static bool is_hidden(const struct sheet *sheet, size_t column, const char *const *hidden)
{
    for (size_t i = 0; hidden && hidden[i]; i++)
        if (strcmp(hidden[i], sheet->columns[column].key) == 0)
            return true;
    return sheet_is_blank(sheet, column);
}

/* Numbers, and texts that all are percentages. */
static bool is_flush_right(const struct sheet *sheet, size_t column)
{
    for (size_t row = 0; row < sheet_rows(sheet); row++) {
        const struct cell *cell = sheet_cell(sheet, row, column);

        if (cell->kind == CELL_TEXT && !str_ends(str_of(cell->text), "%") &&
            strcmp(cell->text, "–") != 0)
            return false;
    }
    return true;
}

static void head(struct buf *out, const struct sheet *sheet, const bool *skip)
{
    for (size_t c = 0; c < sheet->column_count; c++) {
        if (skip[c])
            continue;
        buf_add_c(out, "| ");
        md_text(out, sheet->columns[c].title);
        buf_add_char(out, ' ');
    }
    buf_add_c(out, "|\n");
    for (size_t c = 0; c < sheet->column_count; c++)
        if (!skip[c])
            buf_add_c(out, is_flush_right(sheet, c) ? "|---:" : "|---");
    buf_add_c(out, "|\n");
}

/* So many figures that agree are said in a sentence; only other verdicts are marked. */
static bool agrees_throughout(const struct sheet *sheet)
{
    size_t agreeing = 0;

    for (size_t i = 0; i < sheet->cell_count; i++)
        agreeing += sheet->cells[i].mark == '=';
    return agreeing > AGREEING_MOST;
}

static void row_of(struct buf *out, const struct sheet *sheet, size_t row, const bool *skip,
                   bool is_agreed)
{
    for (size_t c = 0; c < sheet->column_count; c++) {
        if (skip[c])
            continue;
        buf_add_c(out, "| ");
        md_text(out, cell_format(sheet_cell(sheet, row, c), sheet->arena));
        if (!is_agreed || sheet_cell(sheet, row, c)->mark != '=')
            md_mark(out, sheet_cell(sheet, row, c)->mark);
        buf_add_char(out, ' ');
    }
    buf_add_c(out, "|\n");
}

static void table(struct buf *out, const struct sheet *sheet, const char *const *hidden,
                  size_t step)
{
    bool *skip = arena_zalloc(sheet->arena, sheet->column_count, sizeof(*skip));
    bool is_agreed = agrees_throughout(sheet);
    size_t rows = sheet_rows(sheet);

    for (size_t c = 0; c < sheet->column_count; c++)
        skip[c] = is_hidden(sheet, c, hidden);
    head(out, sheet, skip);
    for (size_t row = 0; row < rows; row++)
        if (row % step == 0 || row + 1 == rows)
            row_of(out, sheet, row, skip, is_agreed);
    if (is_agreed)
        buf_add_c(out,
                  "\nFigures without a mark agree with what is claimed, or are not claimed.\n");
}

void md_sheet(struct buf *out, const struct sheet *sheet, const char *const *hidden)
{
    table(out, sheet, hidden, 1);
}

void md_every(struct buf *out, const struct sheet *sheet, size_t step)
{
    table(out, sheet, NULL, step);
}

/* ---- blocks ---- */

void md_fence(struct buf *out, const char *language, struct str text)
{
    size_t longest = 2, run = 0;

    for (size_t i = 0; i < text.len; i++) {
        run = text.ptr[i] == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    for (size_t i = 0; i <= longest; i++)
        buf_add_char(out, '`');
    buf_addf(out, "%s\n", language);
    buf_add_str(out, text);
    for (size_t i = 0; i <= longest; i++)
        buf_add_char(out, '`');
    buf_add_char(out, '\n');
}

/* ---- metadata ---- */

static void scalar(struct buf *out, const struct meta *node)
{
    struct str text = meta_scalar(node), part;
    struct buf safe = {.ptr = NULL};

    utf8_make_safe(&safe, text);
    part = utf8_cut(buf_str(&safe), COLUMNS_MOST);
    for (size_t i = 0; i < part.len; i++)
        escape(out, part, i);
    if (part.len < safe.len)
        buf_addf(out, " … (%zu bytes)", text.len);
    buf_release(&safe);
}

static bool is_flat(const struct meta *node)
{
    for (const struct meta *child = node->first; child; child = child->next)
        if (child->count || child->kind == META_MAP || child->kind == META_LIST)
            return false;
    return node->count <= LIST_MOST;
}

static void flat_list(struct buf *out, const struct meta *node)
{
    for (const struct meta *child = node->first; child; child = child->next) {
        scalar(out, child);
        if (child->next)
            buf_add_c(out, ", ");
    }
}

static void children(struct buf *out, const struct meta *node, int depth,
                     const char *const *hidden);

static void value(struct buf *out, const struct meta *node, int depth)
{
    if (node->kind != META_MAP && node->kind != META_LIST) {
        buf_add_char(out, ' ');
        scalar(out, node);
        buf_add_char(out, '\n');
    } else if (node->count == 0) {
        buf_add_c(out, " (empty)\n");
    } else if (node->kind == META_LIST && is_flat(node)) {
        buf_add_char(out, ' ');
        flat_list(out, node);
        buf_add_char(out, '\n');
    } else if (depth >= DEPTH_MOST) {
        buf_addf(out, " (%zu entries)\n", node->count);
    } else {
        buf_add_char(out, '\n');
        children(out, node, depth + 1, NULL);
    }
}

static bool is_left_out(const char *key, const char *const *hidden)
{
    for (; key && hidden && *hidden; hidden++)
        if (strcmp(key, *hidden) == 0)
            return true;
    return false;
}

static void children(struct buf *out, const struct meta *node, int depth, const char *const *hidden)
{
    size_t most = node->kind == META_LIST ? LIST_MOST : KEYS_MOST, n = 0;

    for (const struct meta *child = node->first; child; child = child->next, n++) {
        if (is_left_out(child->key, hidden))
            continue;
        for (int i = 0; i < depth; i++)
            buf_add_c(out, "  ");
        if (n == most) {
            buf_addf(out, "- … %zu more\n", node->count - most);
            return;
        }
        buf_add_char(out, '-');
        if (child->key) {
            buf_add_char(out, ' ');
            md_text(out, child->key);
            buf_add_char(out, ':');
        }
        value(out, child, depth);
    }
}

void md_meta(struct buf *out, const struct meta *node, const char *const *hidden)
{
    children(out, node, 0, hidden);
}
