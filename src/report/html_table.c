#include <assay/report/html_table.h>

#include <assay/base/fmt.h>
#include <assay/report/html_out.h>
#include <assay/report/rest.h>

#include <string.h>

enum {
    ROWS_MOST = 400,
    ROWS_TIGHT = 25,
    COLUMNS_MOST = 64,
    CELLS_MOST = 9000,
    CELL_TEXT_MOST = 300, /* characters */
    LONG_NAME = 14,       /* bytes of a name beside which a column has room */
    LONG_TEXT = 18,       /* of a text elsewhere */
    WIDE = 9,             /* columns that need small print on paper */
    ROW_BYTES = 4000,     /* of one, before it is added */
    HEAD_BYTES = 20000,   /* of a head and some rows */
};

struct table {
    struct html_page *page;
    struct buf *out;
    const struct sheet *sheet;
    const bool *skip; /* NULL: none */
    bool right[COLUMNS_MOST], is_long[COLUMNS_MOST], is_agreed;
    size_t columns[COLUMNS_MOST], column_count, left_out;
    size_t step, rows, shown;
};

/* Figures as people read them: "[-.0422, -.0009]", "5.3e-20", "–". */
static bool is_figure(const char *text)
{
    return text[strspn(text, "0123456789.,+-%e[]() –")] == '\0';
}

/* Columns of numbers, and of texts that all are figures. */
static bool is_of_figures(const struct sheet *sheet, size_t column)
{
    if (doc_is_flush_right(sheet, column))
        return true;
    for (size_t row = 0; row < sheet_rows(sheet); row++) {
        const struct cell *cell = sheet_cell(sheet, row, column);

        if (cell->kind == CELL_TEXT && !is_figure(cell->text))
            return false;
    }
    return true;
}

/* A column of texts that would be squeezed to a word a line beside many figures. */
static bool has_long_texts(const struct sheet *sheet, size_t column, size_t length)
{
    for (size_t row = 0; row < sheet_rows(sheet); row++) {
        const struct cell *cell = sheet_cell(sheet, row, column);

        if (cell->kind == CELL_TEXT && strlen(cell->text) > length)
            return true;
    }
    return false;
}

static bool is_skipped(const struct block *block, size_t column)
{
    return block->skip && block->skip[column];
}

static struct table table_of(struct html_page *page, const struct block *block)
{
    const struct sheet *sheet = block->sheet;
    struct table t = {.page = page, .out = page->out, .sheet = sheet, .skip = block->skip};

    t.step = block->step ? block->step : 1;
    t.rows = sheet_rows(sheet);
    t.is_agreed = doc_agrees_throughout(sheet);
    for (size_t c = 0; c < sheet->column_count; c++) {
        if (is_skipped(block, c))
            continue;
        if (t.column_count == COLUMNS_MOST) {
            t.left_out++;
            continue;
        }
        t.right[t.column_count] = is_of_figures(sheet, c);
        t.is_long[t.column_count] = !t.right[t.column_count] && has_long_texts(sheet, c, LONG_TEXT);
        t.columns[t.column_count++] = c;
    }
    return t;
}

/* ---- parts ---- */

static void write_open(const struct table *t)
{
    bool is_named =
        t->column_count && !t->right[0] && has_long_texts(t->sheet, t->columns[0], LONG_NAME);
    bool is_wide = t->column_count > WIDE;

    buf_addf(t->out, "\n<table%s>\n",
             is_named && is_wide ? " class=\"named wide\""
             : is_named          ? " class=\"named\""
             : is_wide           ? " class=\"wide\""
                                 : "");
}

static void write_caption(const struct table *t)
{
    bool repeats = !t->sheet->title[0] || strcmp(t->sheet->title, t->page->heading) == 0;

    buf_add_c(t->out, repeats ? "<caption class=\"vh\">" : "<caption>");
    html_cut(t->out, str_of(repeats ? t->page->heading : t->sheet->title), CELL_TEXT_MOST);
    buf_add_c(t->out, "</caption>\n");
}

static void write_head(const struct table *t)
{
    buf_add_c(t->out, "<thead><tr>");
    for (size_t i = 0; i < t->column_count; i++) {
        const char *title = t->sheet->columns[t->columns[i]].title;

        if (!title[0]) {
            buf_add_c(t->out, "<td></td>");
            continue;
        }
        buf_add_c(t->out, t->right[i] ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">");
        html_cut(t->out, str_of(title), CELL_TEXT_MOST);
        buf_add_c(t->out, "</th>");
    }
    buf_add_c(t->out, "</tr></thead>\n<tbody class=\"plain\">\n");
}

static void write_cell(const struct table *t, size_t row, size_t i)
{
    const struct cell *cell = sheet_cell(t->sheet, row, t->columns[i]);
    bool is_head = i == 0 && cell->kind == CELL_TEXT && !t->right[0];

    buf_add_c(t->out, is_head         ? "<th scope=\"row\">"
                      : t->right[i]   ? "<td class=\"n\">"
                      : t->is_long[i] ? "<td class=\"t\">"
                                      : "<td>");
    html_cut(t->out, str_of(cell_format(cell, t->sheet->arena)), CELL_TEXT_MOST);
    if (cell->mark && !(t->is_agreed && cell->mark == '=')) {
        buf_add_char(t->out, ' ');
        html_mark(t->out, cell->mark);
    }
    buf_add_c(t->out, is_head ? "</th>" : "</td>");
}

static void write_rows(struct table *t)
{
    size_t most = t->out->len > HTML_PAGE_TIGHT ? ROWS_TIGHT : ROWS_MOST;

    if (t->column_count && most > CELLS_MOST / t->column_count)
        most = CELLS_MOST / t->column_count;
    for (size_t row = 0; row < t->rows; row++) {
        if (row % t->step != 0 && row + 1 != t->rows)
            continue;
        if (t->shown == most || !html_page_has_room(t->page, ROW_BYTES))
            break;
        t->shown++;
        buf_add_c(t->out, "<tr>");
        for (size_t i = 0; i < t->column_count; i++)
            write_cell(t, row, i);
        buf_add_c(t->out, "</tr>\n");
    }
}

/* ---- what is left out ---- */

/* Those that are wanted: every one of a step, and the last. */
static size_t rows_of(const struct table *t)
{
    size_t last = t->rows - 1;

    return t->rows ? last / t->step + 1 + (last % t->step != 0) : 0;
}

/* Sheets of the topic are files of --to csv; those that a document makes for itself are not. */
static bool is_file(const struct table *t)
{
    const struct topic *topic = t->page->input->topic;
    const struct sheets sheets = topic_sheets(topic);
    const struct sheet *sheet = sheets_find(&sheets, t->sheet->name);

    /* Documents of pairs and of many runs hold the same sheets made anew, or their first rows. */
    return sheet == t->sheet || (topic->kind != TOPIC_RUN && sheet && sheet_rows(sheet) >= t->rows);
}

/* A file that is written, rather than one that could be. */
static const char *rest_of(const struct table *t)
{
    const struct report_input *input = t->page->input;

    if (is_file(t) && (input->has_tables || !input->has_markdown))
        return rest_in_table(input, t->sheet->name);
    return rest_in_markdown(input);
}

static void write_left_out(const struct table *t)
{
    size_t rows = rows_of(t);
    struct arena *arena = t->page->arena;

    if (t->shown < rows)
        html_more(t->page, "The first %s of %s; %s.", fmt_count(arena, t->shown),
                  fmt_counted(arena, rows, "row"), rest_of(t));
    if (t->left_out)
        html_more(t->page, "%s on the right left out; %s.",
                  fmt_counted(arena, t->left_out, "column"), rest_of(t));
    if (t->is_agreed)
        html_more(t->page, "Figures without a mark agree with what is claimed, or are not "
                           "claimed.");
}

void html_table(struct html_page *page, const struct block *block)
{
    struct table t = table_of(page, block);

    if (t.rows && !html_page_has_room(page, HEAD_BYTES)) {
        html_more(page, "A table of %s left out; %s.", fmt_counted(page->arena, rows_of(&t), "row"),
                  rest_of(&t));
        return;
    }
    html_open_region(page, block->sheet->title[0] ? block->sheet->title : page->heading);
    write_open(&t);
    write_caption(&t);
    write_head(&t);
    write_rows(&t);
    buf_add_c(page->out, "</tbody>\n</table>\n</div>\n");
    write_left_out(&t);
}
