#include <assay/report/xlsx_book.h>

#ifdef ASSAY_XLSXWRITER

#include <assay/base/arena.h>
#include <assay/base/fmt.h>
#include <assay/base/library.h>
#include <assay/base/utf8.h>
#include <assay/report/xlsx_text.h>

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <xlsxwriter.h>

enum {
    WIDTH_LEAST = 6,
    WIDTH_MOST = 60,
    WIDTH_ROWS = 2000, /* so many rows decide on the widths of columns */
};
/* What the archive's entries are dated, too, and the last second that a date has room for. */
static const int64_t year_1980 = 315532800, year_9999 = 253402300799;

/* What a workbook is written with (base/library.h). */
/* clang-format off */
#define BOOK_CALLS(X) \
    X(format_set_align) X(format_set_bg_color) X(format_set_bold) X(format_set_bottom) \
    X(format_set_font_color) X(format_set_num_format) X(lxw_strerror) X(lxw_version) \
    X(lxw_workbook_free) X(workbook_add_format) X(workbook_add_worksheet) X(workbook_close) \
    X(workbook_new_opt) X(workbook_set_properties) X(worksheet_autofilter) \
    X(worksheet_conditional_format_range) X(worksheet_fit_to_pages) X(worksheet_freeze_panes) \
    X(worksheet_ignore_errors) X(worksheet_repeat_rows) X(worksheet_set_column) \
    X(worksheet_set_landscape) X(worksheet_write_number) X(worksheet_write_string)
/* clang-format on */

#define BOOK_FIELD(call) __typeof__(call) *call;
struct book_calls {
    BOOK_CALLS(BOOK_FIELD)
};
#undef BOOK_FIELD

struct xlsx_page {
    struct xlsx_book *book;
    lxw_worksheet *sheet;
    const char *name;
    lxw_row_t row;
    lxw_col_t column;
    unsigned char *widths; /* of columns, in characters */
    size_t width_count, width_capacity;
};

/* A style as the library keeps it. */
struct known_style {
    struct xlsx_style style;
    lxw_format *format;
};

struct xlsx_book {
    struct book_calls lib;
    struct arena *arena;
    lxw_workbook *workbook;
    char *directory; /* of temporary files */
    const char *path;
    int file;
    struct xlsx_page **pages;
    const char **names;
    size_t page_count, page_capacity, name_capacity;
    struct known_style *styles;
    size_t style_count, style_capacity;
    struct buf scratch;
    size_t cut;
    lxw_error error; /* the first */
};

/* ---- the library ---- */

#define BOOK_CALL(call) {#call, offsetof(struct book_calls, call)},
static const struct library_call calls[] = {BOOK_CALLS(BOOK_CALL)};
#undef BOOK_CALL

static bool open_library(struct book_calls *lib, struct err *err)
{
    struct err why;

    if (library_open(LIBRARY_NAME(ASSAY_XLSXWRITER), calls, sizeof(calls) / sizeof(calls[0]), lib,
                     &why))
        return true;
    return err_set(err, ERR_UNSUPPORTED,
                   "libxlsxwriter, which writes workbooks, cannot be loaded: %s", why.text);
}

const char *xlsx_book_library(struct err *err)
{
    struct book_calls lib;

    return open_library(&lib, err) ? lib.lxw_version() : NULL;
}

static void check(struct xlsx_book *book, lxw_error error)
{
    if (book->error == LXW_NO_ERROR)
        book->error = error;
}

/* ---- the file that the library writes ---- */

/*
 * Where the system names open files, the file loses its own name at once, so that nothing is left
 * behind by a program that is killed.
 */
static bool open_file(struct xlsx_book *book, struct err *err)
{
    char *path = arena_strdup(book->arena,
                              arena_printf(book->arena, "%s/assay-xlsx-XXXXXX", book->directory));
    const char *nameless;

    book->file = mkstemp(path);
    if (book->file < 0)
        return err_set_file(err, ERR_IO, book->directory, "temporary files cannot be made: %s",
                            strerror(errno));
    nameless = arena_printf(book->arena, "/dev/fd/%d", book->file);
    book->path = path;
    if (access(nameless, W_OK) == 0 && unlink(path) == 0)
        book->path = nameless;
    return true;
}

static void close_file(struct xlsx_book *book)
{
    if (book->file < 0)
        return;
    close(book->file);
    if (strncmp(book->path, "/dev/fd/", 8) != 0)
        unlink(book->path);
    book->file = -1;
}

static bool read_file(const struct xlsx_book *book, struct buf *out, struct err *err)
{
    char block[1 << 16];
    ssize_t got;
    off_t at = 0;

    while ((got = pread(book->file, block, sizeof(block), at)) > 0) {
        buf_add(out, block, (size_t)got);
        at += got;
    }
    if (got < 0 || at == 0)
        return err_set(err, ERR_IO, "the workbook cannot be read back: %s",
                       got < 0 ? strerror(errno) : "it is empty");
    return true;
}

/* ---- book ---- */

/* To the library, 0 is now. It uses gmtime, whose one result all threads fill alike. */
static int64_t date_of(int64_t timestamp)
{
    if (timestamp < 0)
        return year_1980;
    return timestamp == 0 ? 1 : timestamp > year_9999 ? year_9999 : timestamp;
}

static void set_properties(struct xlsx_book *book, const struct xlsx_book_options *options)
{
    struct buf title = {.ptr = NULL};
    time_t created = (time_t)date_of(options->timestamp);

    utf8_make_safe(&title, str_of(options->title ? options->title : ""));
    check(book, book->lib.workbook_set_properties(
                    book->workbook, &(lxw_doc_properties){
                                        .title = arena_strdup(book->arena, buf_str(&title).ptr),
                                        .created = created,
                                    }));
    buf_release(&title);
}

struct xlsx_book *xlsx_book_new(const struct xlsx_book_options *options, struct err *err)
{
    struct xlsx_book *book = xcalloc(1, sizeof(*book));
    const char *temp = getenv("TMPDIR");
    lxw_workbook_options asked = {.constant_memory = LXW_TRUE, .use_zip64 = LXW_FALSE};

    book->arena = arena_new();
    book->directory = arena_strdup(book->arena, temp && temp[0] ? temp : "/tmp");
    book->file = -1;
    asked.tmpdir = book->directory;
    if (open_library(&book->lib, err) && open_file(book, err)) {
        book->workbook = book->lib.workbook_new_opt(book->path, &asked);
        if (!book->workbook)
            err_set(err, ERR_IO, "no workbook can be made");
    }
    if (!book->workbook) {
        xlsx_book_free(book);
        return NULL;
    }
    set_properties(book, options);
    return book;
}

void xlsx_book_free(struct xlsx_book *book)
{
    if (!book)
        return;
    if (book->workbook)
        book->lib.lxw_workbook_free(book->workbook);
    close_file(book);
    for (size_t i = 0; i < book->page_count; i++)
        free(book->pages[i]->widths);
    free(book->pages);
    free(book->names);
    free(book->styles);
    buf_release(&book->scratch);
    arena_free(book->arena);
    free(book);
}

size_t xlsx_book_cut(const struct xlsx_book *book)
{
    return book->cut;
}

static void set_widths(struct xlsx_page *page)
{
    for (size_t c = 0; c < page->width_count; c++) {
        double width = page->widths[c] < WIDTH_LEAST ? WIDTH_LEAST : page->widths[c];

        check(page->book, page->book->lib.worksheet_set_column(page->sheet, (lxw_col_t)c,
                                                               (lxw_col_t)c, width + 1, NULL));
    }
}

/*
 * The library does not look whether its temporary files could be written. Those of the rows are
 * there by now; closing copies them once more and packs them.
 */
static bool has_room(const struct xlsx_book *book, struct err *err)
{
    uint64_t bytes = 1 << 20;
    struct statvfs room;

    for (size_t i = 0; i < book->page_count; i++) {
        FILE *rows = book->pages[i]->sheet->optimize_tmpfile;
        off_t end;

        if (fflush(rows) != 0 || ferror(rows) || (end = ftello(rows)) < 0)
            return err_set_file(err, ERR_IO, book->directory,
                                "temporary files cannot be written: %s", strerror(errno));
        bytes += 2 * (uint64_t)end;
    }
    if (statvfs(book->directory, &room) == 0 && room.f_frsize &&
        room.f_bavail < bytes / room.f_frsize)
        return err_set_file(err, ERR_IO, book->directory, "no room for temporary files");
    return true;
}

bool xlsx_book_finish(struct xlsx_book *book, struct buf *out, struct err *err)
{
    for (size_t i = 0; i < book->page_count; i++)
        set_widths(book->pages[i]);
    if (!has_room(book, err))
        return false;
    check(book, book->lib.workbook_close(book->workbook));
    book->workbook = NULL; /* closing frees it */
    if (book->error != LXW_NO_ERROR)
        return err_set(err, ERR_IO, "the workbook cannot be written: %s",
                       book->lib.lxw_strerror(book->error));
    return read_file(book, out, err);
}

/* ---- styles ---- */

static const struct {
    lxw_color_t fill, ink;
} fills[XLSX_FILLS] = {
    [XLSX_GOOD] = {0xC6EFCE, 0x006100},  [XLSX_BAD] = {0xFFC7CE, 0x9C0006},
    [XLSX_DOUBT] = {0xFFEB9C, 0x7F4700}, [XLSX_FAINT] = {0xEDEDED, 0x3F3F3F},
    [XLSX_HEAD] = {0xEDEDED, 0x000000},
};

static lxw_format *new_format(struct xlsx_book *book, const struct xlsx_style *style)
{
    lxw_format *format = book->lib.workbook_add_format(book->workbook);

    if (style->format && style->format[0])
        book->lib.format_set_num_format(format, style->format);
    if (style->fill != XLSX_PLAIN) {
        book->lib.format_set_bg_color(format, fills[style->fill].fill);
        book->lib.format_set_font_color(format, fills[style->fill].ink);
    }
    if (style->bold || style->fill == XLSX_HEAD)
        book->lib.format_set_bold(format);
    if (style->fill == XLSX_HEAD)
        book->lib.format_set_bottom(format, LXW_BORDER_THIN);
    if (style->right)
        book->lib.format_set_align(format, LXW_ALIGN_RIGHT);
    return format;
}

static bool same_style(const struct xlsx_style *a, const struct xlsx_style *b)
{
    return a->fill == b->fill && a->bold == b->bold && a->right == b->right &&
           strcmp(a->format ? a->format : "", b->format ? b->format : "") == 0;
}

static lxw_format *format_of(struct xlsx_book *book, const struct xlsx_style *style)
{
    static const struct xlsx_style plain = {.format = NULL};
    struct known_style *known;

    if (!style || same_style(style, &plain))
        return NULL;
    for (size_t i = 0; i < book->style_count; i++)
        if (same_style(&book->styles[i].style, style))
            return book->styles[i].format;
    book->styles = array_grow(book->styles, &book->style_capacity, book->style_count + 1,
                              sizeof(*book->styles));
    known = &book->styles[book->style_count++];
    *known = (struct known_style){*style, new_format(book, style)};
    known->style.format = style->format ? arena_strdup(book->arena, style->format) : NULL;
    return known->format;
}

/* ---- pages ---- */

struct xlsx_page *xlsx_page_new(struct xlsx_book *book, const char *name)
{
    struct xlsx_page *page = arena_zalloc(book->arena, 1, sizeof(*page));

    page->book = book;
    page->name = xlsx_sheet_name(name, book->names, book->page_count, book->arena);
    page->sheet = book->lib.workbook_add_worksheet(book->workbook, page->name);
    if (!page->sheet)
        die("libxlsxwriter makes no sheet \"%s\": no open file or no memory is left", page->name);
    book->lib.worksheet_ignore_errors(page->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT,
                                      "A1:XFD1048576");
    /* On paper: as wide as the page, however many pages long. */
    book->lib.worksheet_set_landscape(page->sheet);
    book->lib.worksheet_fit_to_pages(page->sheet, 1, 0);
    book->pages = array_grow(book->pages, &book->page_capacity, book->page_count + 1,
                             sizeof(struct xlsx_page *));
    book->names =
        array_grow(book->names, &book->name_capacity, book->page_count + 1, sizeof(const char *));
    book->names[book->page_count] = page->name;
    book->pages[book->page_count++] = page;
    return page;
}

const char *xlsx_page_name(const struct xlsx_page *page)
{
    return page->name;
}

size_t xlsx_page_rows(const struct xlsx_page *page)
{
    return page->row;
}

/* Heads have a button beside them. */
static void widen(struct xlsx_page *page, size_t width, const struct xlsx_style *style)
{
    size_t column = page->column;

    if (page->row >= WIDTH_ROWS)
        return;
    while (page->width_count <= column) {
        page->widths = array_grow(page->widths, &page->width_capacity, page->width_count + 1, 1);
        page->widths[page->width_count++] = 0;
    }
    width += style && style->fill == XLSX_HEAD ? 3 : 0;
    width = width > WIDTH_MOST ? WIDTH_MOST : width;
    if (width > page->widths[column])
        page->widths[column] = (unsigned char)width;
}

void xlsx_text_cell(struct xlsx_page *page, struct str text, const struct xlsx_style *style)
{
    struct xlsx_book *book = page->book;

    if (text.len) {
        buf_clear(&book->scratch);
        book->cut += xlsx_text(&book->scratch, text);
        check(book, book->lib.worksheet_write_string(page->sheet, page->row, page->column,
                                                     book->scratch.ptr, format_of(book, style)));
        widen(page, utf8_width(buf_str(&book->scratch)), style);
    }
    page->column++;
}

static void number_as_text(struct xlsx_page *page, double number, const struct xlsx_style *style)
{
    struct xlsx_style flush_right = style ? *style : (struct xlsx_style){.format = NULL};

    flush_right.right = true;
    xlsx_text_cell(page,
                   isnan(number) ? STR("–")
                   : number > 0  ? STR("Infinity")
                                 : STR("-Infinity"),
                   &flush_right);
}

/* Digits before the point with their commas, and what any format adds behind it. */
static size_t number_width(double number)
{
    double size = fabs(number);
    size_t digits = size >= 10 ? (size_t)log10(size) + 1 : 1;

    return digits + digits / 3 + (number < 0) + (number == floor(number) ? 0 : 5);
}

void xlsx_number_cell(struct xlsx_page *page, double number, const struct xlsx_style *style)
{
    struct xlsx_book *book = page->book;

    if (!isfinite(number)) {
        number_as_text(page, number, style);
        return;
    }
    check(book, book->lib.worksheet_write_number(page->sheet, page->row, page->column, number,
                                                 format_of(book, style)));
    widen(page, number_width(number), style);
    page->column++;
}

void xlsx_no_cell(struct xlsx_page *page)
{
    page->column++;
}

void xlsx_next_row(struct xlsx_page *page)
{
    page->row++;
    page->column = 0;
}

void xlsx_page_freeze(struct xlsx_page *page, size_t row, size_t column)
{
    const struct book_calls *lib = &page->book->lib;

    lib->worksheet_freeze_panes(page->sheet, (lxw_row_t)row, (lxw_col_t)column);
    if (row)
        lib->worksheet_repeat_rows(page->sheet, 0, (lxw_row_t)row - 1);
}

void xlsx_page_filter(struct xlsx_page *page, size_t row, size_t last_row, size_t columns)
{
    struct xlsx_book *book = page->book;

    check(book, book->lib.worksheet_autofilter(page->sheet, (lxw_row_t)row, 0, (lxw_row_t)last_row,
                                               (lxw_col_t)(columns - 1)));
}

/* ---- colours by number ---- */

static void add_condition(struct xlsx_page *page, struct xlsx_area area,
                          lxw_conditional_format *format)
{
    struct xlsx_book *book = page->book;

    check(book, book->lib.worksheet_conditional_format_range(
                    page->sheet, (lxw_row_t)area.row, (lxw_col_t)area.column,
                    (lxw_row_t)area.last_row, (lxw_col_t)area.last_column, format));
}

void xlsx_page_scale(struct xlsx_page *page, struct xlsx_area area)
{
    add_condition(page, area,
                  &(lxw_conditional_format){
                      .type = LXW_CONDITIONAL_2_COLOR_SCALE,
                      .min_color = 0xFFFFFF,
                      .max_color = 0x9ECAE1,
                  });
}

void xlsx_page_diverging(struct xlsx_page *page, struct xlsx_area area, double most)
{
    add_condition(page, area,
                  &(lxw_conditional_format){
                      .type = LXW_CONDITIONAL_3_COLOR_SCALE,
                      .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                      .mid_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                      .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
                      .min_value = -most,
                      .mid_value = 0.0,
                      .max_value = most,
                      .min_color = 0xFDB863,
                      .mid_color = 0xFFFFFF,
                      .max_color = 0x9ECAE1,
                  });
}

#endif
