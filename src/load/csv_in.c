#include <assay/load/csv_in.h>

#include <assay/load/csv_reader.h>

#include <stdlib.h>
#include <string.h>

/* Cells in a batch, unless a single row has more. */
#define BATCH_CELLS ((size_t)1 << 16)

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
    reader->places = xreallocarray(NULL, rows, sizeof(struct csv_place));
    reader->cells = xreallocarray(NULL, rows, cells * sizeof(struct str));
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
                    reader->started_at, spec->to ? spec->to : UINT64_MAX, spec->control);
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

void csv_reader_restart(struct csv_reader *reader, uint64_t from, uint64_t to)
{
    const struct csv_dialect *is = &reader->dialect;

    reader->started_at = from ? from : is->data_offset;
    reader->line = reader->started_line = from ? 1 : is->data_line;
    csv_window_restart(&reader->window, reader->started_at, to ? to : UINT64_MAX);
    reader->line_at = reader->index.end_count = 0;
    reader->row_number = 0;
    reader->careful = reader->skipping = reader->met_quote = reader->done = false;
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

/* ---- batches ---- */

static bool has_room(const struct csv_reader *reader)
{
    return reader->row_count < reader->batch_rows && reader->fault_count < reader->batch_rows;
}

static bool fill_batch(struct csv_reader *reader, struct err *err)
{
    while (has_room(reader)) {
        if (csv_reader_step(reader) == CSV_STEP_ON)
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

    return csv_reader_at_end(reader) ? at - reader->window.extra : at;
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
