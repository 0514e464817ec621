#include <assay/load/csv_in.h>

#include <assay/load/csv_row.h>
#include <assay/load/csv_window.h>

#include <assay/base/arena.h>
#include <assay/base/utf8.h>

#include <stdlib.h>
#include <string.h>

/* Cells in a batch, unless a single row has more. */
#define BATCH_CELLS ((size_t)1 << 16)

struct csv_reader {
    struct csv_window window;
    struct csv_dialect dialect;
    struct arena *arena; /* the dialect sniffed, path, column list */
    const char *path;
    struct csv_scanner scanner;
    struct csv_index index;
    const char *text; /* what index counts from */
    size_t line_at;   /* lines of the index already taken */
    struct csv_row row;
    struct csv_skip skip;
    bool careful;  /* the next row goes through csv_row_parse */
    bool skipping; /* inside a row that is too long */

    size_t width; /* columns of the file */
    const size_t *columns;
    size_t wanted;
    bool all; /* every column is wanted, in the file's order */
    size_t row_limit;
    bool check_each; /* equal cell counts are not enough to call a row plain */

    struct csv_place *places;
    struct str *cells;
    struct csv_fault *faults;
    size_t batch_rows, row_count, fault_count, fault_capacity;
    uint64_t first_line, recoded;
    struct arena *copies; /* cells that are no slices, for one batch */
    struct buf scratch;

    uint64_t row_number; /* rows met so far */
    uint64_t line;       /* of the row at window.pos */
    uint64_t started_at, started_line;
    bool met_quote, done;
};

/* ---- opening ---- */

static bool sniff_file(struct csv_reader *reader, int fd, struct err *err)
{
    char *first = arena_alloc(reader->arena, CSV_SNIFF_BYTES);
    long long got = csv_file_read(fd, first, CSV_SNIFF_BYTES, 0, err);

    if (got < 0)
        return false;
    csv_sniff((struct str){first, (size_t)got}, reader->arena, &reader->dialect);
    return true;
}

static bool choose_columns(struct csv_reader *reader, const struct csv_spec *spec, struct err *err)
{
    size_t *all;

    reader->width = reader->dialect.column_count;
    for (size_t i = 0; spec->columns && i < spec->column_count; i++)
        if (spec->columns[i] >= reader->width)
            return err_set(err, ERR_USAGE, "has no column %zu: its header has %zu",
                           spec->columns[i] + 1, reader->width);
    reader->all = !spec->columns;
    if (spec->columns) {
        reader->wanted = spec->column_count;
        reader->columns =
            arena_copy(reader->arena, spec->columns, spec->column_count, sizeof(size_t));
        return true;
    }
    all = arena_zalloc(reader->arena, reader->width + 1, sizeof(size_t));
    for (size_t i = 0; i < reader->width; i++)
        all[i] = i;
    reader->columns = all;
    reader->wanted = reader->width;
    return true;
}

static void size_batch(struct csv_reader *reader, const struct csv_spec *spec)
{
    size_t cells = reader->wanted ? reader->wanted : 1;
    size_t rows = spec->batch_rows ? spec->batch_rows : CSV_BATCH_ROWS;

    if (!spec->batch_rows && rows > BATCH_CELLS / cells)
        rows = BATCH_CELLS / cells ? BATCH_CELLS / cells : 1;
    reader->batch_rows = rows;
    reader->places = xcalloc(rows, sizeof(struct csv_place));
    reader->cells = xcalloc(rows, cells * sizeof(struct str));
    reader->row_limit =
        spec->row_limit && spec->row_limit < CSV_ROW_LIMIT ? spec->row_limit : CSV_ROW_LIMIT;
    reader->check_each = reader->width == 1 || reader->row_limit < CSV_SCAN_MAX;
}

static bool reader_setup(struct csv_reader *reader, int fd, const struct csv_dialect *dialect,
                         const struct csv_spec *spec, struct err *err)
{
    size_t window = spec->window ? spec->window : CSV_WINDOW;
    const struct csv_dialect *is = &reader->dialect;

    if (dialect)
        reader->dialect = *dialect;
    else if (!sniff_file(reader, fd, err))
        return false;
    if (!is->readable)
        return err_set(err, ERR_UNSUPPORTED, "%s", is->why_not);
    if (!choose_columns(reader, spec, err))
        return false;
    if (!csv_scanner_pick(spec->path, &reader->scanner))
        return err_set(err, ERR_UNSUPPORTED,
                       "cannot be read in the way asked for: this processor "
                       "lacks the instructions");
    reader->started_at = spec->from ? spec->from : is->data_offset;
    reader->line = reader->started_line = spec->from ? 1 : is->data_line;
    csv_window_init(&reader->window, fd, window < CSV_WINDOW_MIN ? CSV_WINDOW_MIN : window,
                    reader->started_at, spec->to ? spec->to : UINT64_MAX);
    size_batch(reader, spec);
    return true;
}

struct csv_reader *csv_reader_open(const char *path, const struct csv_dialect *dialect,
                                   const struct csv_spec *spec, struct err *err)
{
    static const struct csv_spec defaults = {.path = CSV_PATH_AUTO};
    struct csv_reader *reader;
    int fd = csv_file_open(path, NULL, err);

    if (fd < 0)
        return NULL;
    reader = xcalloc(1, sizeof(*reader));
    reader->window.fd = fd;
    reader->arena = arena_new();
    reader->copies = arena_new();
    reader->path = arena_strdup(reader->arena, path);
    csv_index_init(&reader->index);
    csv_row_init(&reader->row);
    if (reader_setup(reader, fd, dialect, spec ? spec : &defaults, err))
        return reader;
    err_in_file(err, path);
    csv_reader_close(reader);
    return NULL;
}

void csv_reader_close(struct csv_reader *reader)
{
    if (!reader)
        return;
    csv_window_release(&reader->window);
    csv_index_release(&reader->index);
    csv_row_release(&reader->row);
    buf_release(&reader->scratch);
    arena_free(reader->arena);
    arena_free(reader->copies);
    free(reader->places);
    free(reader->cells);
    free(reader->faults);
    free(reader);
}

/* ---- cells in UTF-8 ---- */

static bool has_high(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] > 0x7f)
            return true;
    return false;
}

static void recode_cell(struct csv_reader *reader, struct str *cell)
{
    if (!has_high(*cell))
        return;
    if (reader->dialect.encoding == CSV_UTF8) {
        if (utf8_valid(*cell))
            return;
        reader->recoded++;
    }
    buf_clear(&reader->scratch);
    utf8_from_cp1252(&reader->scratch, *cell);
    cell->len = reader->scratch.len;
    cell->ptr = arena_strndup(reader->copies, reader->scratch.ptr, cell->len);
}

/* `text` holds all the cells: when it is valid as a whole, each of them is. */
static void recode_cells(struct csv_reader *reader, struct str text, struct str *cells,
                         size_t count)
{
    if (reader->dialect.encoding == CSV_UTF8 && utf8_valid(text))
        return;
    for (size_t i = 0; i < count; i++)
        recode_cell(reader, &cells[i]);
}

/* ---- rows ---- */

static bool blank(const struct csv_reader *reader, struct str row)
{
    if (row.len == 0)
        return true;
    if (reader->width == 1)
        return false;
    while (row.len && (row.ptr[0] == ' ' || row.ptr[0] == '\t'))
        row.ptr++, row.len--;
    return row.len == 0;
}

static uint64_t offset_of(const struct csv_reader *reader, const char *at)
{
    return reader->window.base + (uint64_t)(at - reader->window.buf);
}

/* A fault at the row in hand; the caller adds what it knows and moves on. */
static struct csv_fault *add_fault(struct csv_reader *reader, enum csv_fault_kind kind,
                                   size_t cells)
{
    struct csv_fault *fault;

    reader->faults = array_grow(reader->faults, &reader->fault_capacity, reader->fault_count + 1,
                                sizeof(struct csv_fault));
    fault = &reader->faults[reader->fault_count++];
    *fault = (struct csv_fault){
        .kind = kind, .row = ++reader->row_number, .line = reader->line, .cells = cells};
    return fault;
}

/* A row that is there in full but not as the header wants it. at_end: nothing follows it. */
static void add_ragged(struct csv_reader *reader, struct str row, size_t cells, bool at_end)
{
    enum csv_fault_kind kind = row.len > reader->row_limit      ? CSV_FAULT_LONG
                               : cells > reader->width          ? CSV_FAULT_MANY
                               : at_end && reader->window.extra ? CSV_FAULT_CUT
                                                                : CSV_FAULT_FEW;
    struct csv_fault *fault = add_fault(reader, kind, cells);

    fault->offset = offset_of(reader, row.ptr);
    fault->length = row.len;
}

static void add_place(struct csv_reader *reader, struct str row)
{
    reader->places[reader->row_count++] = (struct csv_place){
        .offset = offset_of(reader, row.ptr),
        .length = (uint32_t)row.len,
        .line = (uint32_t)(reader->line - reader->first_line),
    };
    reader->row_number++;
}

/* ---- rows without quotes ---- */

static struct str plain_row(const struct csv_reader *reader, size_t line)
{
    uint32_t start = reader->index.seps[reader->index.ends[line]] + 1;
    uint32_t end = reader->index.seps[reader->index.ends[line + 1]];

    if (reader->index.carriage && end > start && reader->text[end] == '\n')
        end -= reader->text[end - 1] == '\r';
    return (struct str){reader->text + start, end - start};
}

static bool is_plain(const struct csv_reader *reader, size_t line)
{
    const uint32_t *ends = reader->index.ends;
    struct str row;

    if (ends[line + 1] - ends[line] != reader->width)
        return false;
    if (!reader->check_each)
        return true;
    row = plain_row(reader, line);
    return row.len <= reader->row_limit && !(reader->width == 1 && row.len == 0);
}

/* How many of the next lines are whole rows, one after the other. */
static size_t plain_run(const struct csv_reader *reader)
{
    size_t room = reader->batch_rows - reader->row_count, run = 0;
    size_t left = reader->index.end_count - reader->line_at;

    if (room > left)
        room = left;
    while (run < room && is_plain(reader, reader->line_at + run))
        run++;
    return run;
}

static void pick_cells(struct csv_reader *reader, struct str *out, size_t run)
{
    const struct csv_index *index = &reader->index;

    for (size_t r = 0; r < run; r++) {
        const uint32_t *seps = index->seps + index->ends[reader->line_at + r];

        for (size_t i = 0; i < reader->wanted; i++, out++) {
            size_t c = reader->columns[i];

            *out = (struct str){reader->text + (uint32_t)(seps[c] + 1), seps[c + 1] - seps[c] - 1};
        }
    }
}

/* The last column's cells still have the CR of their CRLF. */
static void strip_carriage(const struct csv_reader *reader, struct str *cells, size_t run)
{
    for (size_t i = 0; i < reader->wanted; i++) {
        if (reader->columns[i] + 1 != reader->width)
            continue;
        for (size_t r = 0; r < run; r++) {
            struct str *cell = &cells[r * reader->wanted + i];

            if (cell->len && cell->ptr[cell->len] == '\n')
                cell->len -= cell->ptr[cell->len - 1] == '\r';
        }
    }
}

static void take_run(struct csv_reader *reader, size_t run)
{
    struct str *cells = reader->cells + reader->row_count * reader->wanted;
    const struct csv_index *index = &reader->index;
    struct str first = plain_row(reader, reader->line_at), last;

    if (reader->all)
        reader->scanner.cells(cells, reader->text, index->seps + index->ends[reader->line_at],
                              run * reader->width);
    else
        pick_cells(reader, cells, run);
    if (index->carriage)
        strip_carriage(reader, cells, run);
    for (size_t r = 0; r < run; r++, reader->line++)
        add_place(reader, plain_row(reader, reader->line_at + r));
    last = plain_row(reader, reader->line_at + run - 1);
    if (index->nonascii)
        recode_cells(reader, (struct str){first.ptr, (size_t)(last.ptr - first.ptr) + last.len},
                     cells, run * reader->wanted);
}

static bool at_window_end(const struct csv_reader *reader)
{
    return reader->window.last && reader->window.pos == reader->window.have;
}

/* The line in hand is blank or ragged. */
static void take_odd(struct csv_reader *reader)
{
    const uint32_t *ends = reader->index.ends + reader->line_at;
    struct str row = plain_row(reader, reader->line_at);

    if (!blank(reader, row))
        add_ragged(reader, row, ends[1] - ends[0], at_window_end(reader));
    reader->line++;
}

static void take_plain(struct csv_reader *reader)
{
    const struct csv_index *index = &reader->index;
    size_t run = plain_run(reader), next = reader->line_at + (run ? run : 1);

    reader->window.pos =
        (size_t)(reader->text - reader->window.buf) + index->seps[index->ends[next]] + 1;
    if (run)
        take_run(reader, run);
    else
        take_odd(reader);
    reader->line_at = next;
    if (at_window_end(reader))
        reader->line -= reader->window.extra;
    reader->careful = next == index->end_count && index->quote;
}

enum step { STEP_ON, STEP_MORE };

/* Find the next lines. STEP_MORE: the window holds no further whole line. */
static enum step index_more(struct csv_reader *reader)
{
    struct csv_window *window = &reader->window;
    size_t left = window->have - window->pos, length = left;

    if (length > CSV_SCAN_MAX)
        length = CSV_SCAN_MAX;
    /* A CR at the very end may be half of a CRLF. */
    else if (left && !window->last && window->buf[window->have - 1] == '\r')
        length--;
    if (length == 0)
        return STEP_MORE;
    reader->text = window->buf + window->pos;
    reader->scanner.scan(&reader->index, reader->text, length, reader->dialect.delimiter);
    reader->line_at = 0;
    reader->met_quote |= reader->index.quote;
    if (reader->index.end_count)
        return STEP_ON;
    reader->careful = reader->index.quote || left > CSV_SCAN_MAX;
    return reader->careful ? STEP_ON : STEP_MORE;
}

/* ---- rows with quotes, and long ones ---- */

static void add_cut(struct csv_reader *reader, struct str text)
{
    const struct csv_row *row = &reader->row;
    struct csv_fault *fault = add_fault(reader, CSV_FAULT_CUT, row->count + 1);

    fault->offset = offset_of(reader, text.ptr);
    fault->length = text.len;
    fault->quote_line = reader->line + row->quote_up;
    fault->quote_offset = fault->offset + row->quote_at;
}

static void deliver_row(struct csv_reader *reader, struct str text)
{
    struct str *cells = reader->cells + reader->row_count * reader->wanted;
    const struct csv_row *row = &reader->row;

    for (size_t i = 0; i < reader->wanted; i++)
        cells[i] = csv_piece_text(&row->pieces[reader->columns[i]], text.ptr, reader->copies);
    add_place(reader, (struct str){text.ptr, row->end});
    recode_cells(reader, (struct str){text.ptr, row->end}, cells, reader->wanted);
}

static void take_row(struct csv_reader *reader, struct str text)
{
    const struct csv_row *row = &reader->row;
    struct str whole = {text.ptr, row->end};
    bool at_end = reader->window.last && row->end == text.len;

    if (row->count == 1 && !row->quoted && blank(reader, whole))
        ;
    else if (row->count != reader->width || row->end > reader->row_limit)
        add_ragged(reader, whole, row->count, at_end);
    else
        deliver_row(reader, text);
    reader->line += row->lines;
    reader->careful = row->quoted;
}

static void advance(struct csv_reader *reader, size_t bytes)
{
    struct csv_window *window = &reader->window;

    window->pos += bytes;
    if (window->pos + window->extra == window->have)
        window->pos = window->have;
}

/* What the window holds from the next row on, a line end supplied left out. */
static struct str unread(const struct csv_window *window)
{
    size_t end = window->have - window->extra;

    return (struct str){window->buf + window->pos, window->pos < end ? end - window->pos : 0};
}

static void take_cut(struct csv_reader *reader, struct str text)
{
    size_t quote = reader->row.quote_at;

    add_cut(reader, text);
    reader->line +=
        reader->row.lines + csv_count_lines((struct str){text.ptr + quote, text.len - quote});
    advance(reader, text.len);
}

static enum step take_careful(struct csv_reader *reader)
{
    struct csv_window *window = &reader->window;
    struct str text = unread(window);
    enum csv_row_state state;

    reader->careful = text.len > 0;
    if (!reader->careful)
        return STEP_MORE;
    state = csv_row_parse(&reader->row, text, window->last ? CSV_TAIL_LAST : CSV_TAIL_MORE,
                          reader->dialect.delimiter);
    /* Two more than the limit: a CR that may belong to a CRLF is not of the row. */
    if (state != CSV_ROW_WHOLE && text.len > reader->row_limit + 2) {
        reader->skipping = true;
        reader->skip = (struct csv_skip){.eaten = 0};
        return STEP_ON;
    }
    if (state == CSV_ROW_MORE)
        return STEP_MORE;
    if (!reader->met_quote)
        reader->met_quote = reader->row.quoted || memchr(text.ptr, '"', reader->row.end) != NULL;
    if (state == CSV_ROW_OPEN) {
        take_cut(reader, text);
        return STEP_ON;
    }
    take_row(reader, text);
    advance(reader, reader->row.next);
    return STEP_ON;
}

static void end_skip(struct csv_reader *reader, bool over)
{
    const struct csv_skip *skip = &reader->skip;
    bool open = !over && skip->state == CSV_SKIP_QUOTE;
    struct csv_fault *fault = add_fault(reader, open ? CSV_FAULT_CUT : CSV_FAULT_LONG, skip->cells);

    fault->offset = reader->window.base + reader->window.pos - skip->eaten;
    fault->length = skip->length;
    if (open) {
        fault->quote_line = reader->line + skip->quote_up;
        fault->quote_offset = fault->offset + skip->quote_at;
    }
    reader->line += skip->lines;
    reader->skipping = reader->careful = false;
}

static enum step skip_row(struct csv_reader *reader)
{
    struct csv_window *window = &reader->window;
    struct str text = unread(window);
    size_t used;
    bool over = csv_skip_feed(&reader->skip, text, reader->dialect.delimiter, &used);

    if (!reader->met_quote)
        reader->met_quote = memchr(text.ptr, '"', used) != NULL;
    window->pos += used;
    if (!over && !window->last)
        return STEP_MORE;
    end_skip(reader, over);
    advance(reader, 0);
    return STEP_ON;
}

/* ---- batches ---- */

static bool has_room(const struct csv_reader *reader)
{
    return reader->row_count < reader->batch_rows && reader->fault_count < reader->batch_rows;
}

static enum step take_step(struct csv_reader *reader)
{
    if (reader->line_at < reader->index.end_count) {
        take_plain(reader);
        return STEP_ON;
    }
    if (reader->skipping)
        return skip_row(reader);
    return reader->careful ? take_careful(reader) : index_more(reader);
}

static bool fill_batch(struct csv_reader *reader, struct err *err)
{
    while (has_room(reader)) {
        if (take_step(reader) == STEP_ON)
            continue;
        /* The cells of this batch point into the window, which must not move. */
        if (reader->row_count || reader->fault_count)
            break;
        if (reader->window.last) {
            reader->done = true;
            break;
        }
        if (!csv_window_fill(&reader->window, err)) {
            err_in_file(err, reader->path);
            return false;
        }
        /* The index counted from where the text was. */
        reader->line_at = reader->index.end_count = 0;
    }
    return true;
}

bool csv_reader_next(struct csv_reader *reader, struct csv_batch *batch, struct err *err)
{
    reader->row_count = reader->fault_count = 0;
    reader->recoded = 0;
    reader->first_line = reader->line;
    arena_reset(reader->copies);
    if (!fill_batch(reader, err))
        return false;
    *batch = (struct csv_batch){
        .row_count = reader->row_count,
        .column_count = reader->wanted,
        .rows = reader->places,
        .cells = reader->cells,
        .faults = reader->faults,
        .fault_count = reader->fault_count,
        .first_line = reader->first_line,
        .recoded = reader->recoded,
        .done = reader->done,
    };
    return true;
}

const struct csv_dialect *csv_reader_dialect(const struct csv_reader *reader)
{
    return &reader->dialect;
}

bool csv_reader_met_quote(const struct csv_reader *reader)
{
    return reader->met_quote;
}

uint64_t csv_reader_lines(const struct csv_reader *reader)
{
    return reader->line - reader->started_line;
}

uint64_t csv_reader_bytes(const struct csv_reader *reader)
{
    uint64_t at = reader->window.base + reader->window.pos - reader->started_at;

    return at_window_end(reader) ? at - reader->window.extra : at;
}

void csv_fault_text(const struct csv_fault *fault, size_t columns, struct buf *out)
{
    buf_addf(out, "row %llu ", (unsigned long long)fault->row);
    switch (fault->kind) {
    case CSV_FAULT_FEW:
    case CSV_FAULT_MANY:
        buf_addf(out, "has %zu cell%s where the header has %zu", fault->cells,
                 fault->cells == 1 ? "" : "s", columns);
        return;
    case CSV_FAULT_LONG:
        buf_addf(out, "is longer than is read (%llu bytes)", (unsigned long long)fault->length);
        return;
    case CSV_FAULT_CUT:
        break;
    }
    if (fault->quote_line)
        buf_addf(out,
                 "has a quote that is never closed (line %llu, byte %llu): the last %llu bytes "
                 "of the file are lost in it",
                 (unsigned long long)fault->quote_line, (unsigned long long)fault->quote_offset,
                 (unsigned long long)fault->length);
    else
        buf_addf(out, "is cut off by the end of the file after %zu of %zu cells", fault->cells,
                 columns);
}
