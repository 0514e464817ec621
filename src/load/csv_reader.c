#include <assay/load/csv_reader.h>

#include <assay/base/err.h>
#include <assay/base/utf8.h>

#include <string.h>

/* ---- cells in UTF-8 ---- */

static bool has_high(struct str text)
{
    uint64_t seen = 0, word;
    size_t i = 0;

    for (; i + sizeof(word) <= text.len; i += sizeof(word)) {
        memcpy(&word, text.ptr + i, sizeof(word));
        seen |= word;
    }
    for (; i < text.len; i++)
        seen |= (unsigned char)text.ptr[i];
    return (seen & 0x8080808080808080u) != 0;
}

static void recode_cell(struct csv_reader *reader, struct str *cell)
{
    size_t length;
    char *copy;

    if (!has_high(*cell))
        return;
    if (reader->dialect.encoding == CSV_UTF8) {
        if (utf8_valid(*cell))
            return;
        reader->recoded++;
    }
    buf_clear(&reader->scratch);
    utf8_from_cp1252(&reader->scratch, *cell);
    length = reader->scratch.len;
    copy = arena_zalloc(reader->copies, length + CSV_CELL_PAD, 1);
    memcpy(copy, reader->scratch.ptr, length);
    *cell = (struct str){copy, length};
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

/* The hot loop's locals keep the compiler from reading all of *reader again for each row. */
static void add_places(struct csv_reader *reader, size_t run)
{
    const uint32_t *seps = reader->index.seps, *ends = reader->index.ends + reader->line_at;
    struct csv_place *place = reader->places + reader->row_count;
    const char *text = reader->text;
    uint64_t base = offset_of(reader, text);
    uint32_t start = seps[ends[0]] + 1, line = (uint32_t)(reader->line - reader->first_line);
    bool carriage = reader->index.carriage;

    for (size_t r = 0; r < run; r++) {
        uint32_t end = seps[ends[r + 1]], next = end + 1;

        if (carriage && end > start && text[end] == '\n')
            end -= text[end - 1] == '\r';
        place[r] = (struct csv_place){base + start, end - start, line + (uint32_t)r};
        start = next;
    }
    reader->row_count += run;
    reader->row_number += run;
    reader->line += run;
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
    add_places(reader, run);
    last = plain_row(reader, reader->line_at + run - 1);
    if (index->nonascii)
        recode_cells(reader, (struct str){first.ptr, (size_t)(last.ptr - first.ptr) + last.len},
                     cells, run * reader->wanted);
}

bool csv_reader_at_end(const struct csv_reader *reader)
{
    return reader->window.last && reader->window.pos == reader->window.have;
}

/* The line in hand is blank or ragged. */
static void take_odd(struct csv_reader *reader)
{
    const uint32_t *ends = reader->index.ends + reader->line_at;
    struct str row = plain_row(reader, reader->line_at);

    if (!blank(reader, row))
        add_ragged(reader, row, ends[1] - ends[0], csv_reader_at_end(reader));
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
    if (csv_reader_at_end(reader))
        reader->line -= reader->window.extra;
    reader->careful = next == index->end_count && index->quote;
}

/* Find the next lines. CSV_STEP_MORE: the window holds no further whole line. */
static enum csv_step index_more(struct csv_reader *reader)
{
    struct csv_window *window = &reader->window;
    size_t left = window->have - window->pos, length = left;

    if (length > CSV_SCAN_MAX)
        length = CSV_SCAN_MAX;
    /* A CR at the very end may be half of a CRLF. */
    else if (left && !window->last && window->buf[window->have - 1] == '\r')
        length--;
    if (length == 0)
        return CSV_STEP_MORE;
    reader->text = window->buf + window->pos;
    reader->scanner.scan(&reader->index, reader->text, length, reader->dialect.delimiter);
    reader->line_at = 0;
    reader->met_quote |= reader->index.quote;
    if (reader->index.end_count)
        return CSV_STEP_ON;
    reader->careful = reader->index.quote || left > CSV_SCAN_MAX;
    return reader->careful ? CSV_STEP_ON : CSV_STEP_MORE;
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
    if (has_high((struct str){text.ptr, row->end}))
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

    if (control_partial(reader->window.control))
        control_left_out(reader->window.control);
    else
        add_cut(reader, text);
    reader->line +=
        reader->row.lines + csv_count_lines((struct str){text.ptr + quote, text.len - quote});
    advance(reader, text.len);
}

static enum csv_step take_careful(struct csv_reader *reader)
{
    struct csv_window *window = &reader->window;
    struct str text = unread(window);
    enum csv_row_state state;

    reader->careful = text.len > 0;
    if (!reader->careful)
        return CSV_STEP_MORE;
    state = csv_row_parse(&reader->row, text, window->last ? CSV_TAIL_LAST : CSV_TAIL_MORE,
                          reader->dialect.delimiter);
    /* Two more than the limit: a CR that may belong to a CRLF is not of the row. */
    if (state != CSV_ROW_WHOLE && text.len > reader->row_limit + 2) {
        reader->skipping = true;
        reader->skip = (struct csv_skip){.eaten = 0};
        return CSV_STEP_ON;
    }
    if (state == CSV_ROW_MORE)
        return CSV_STEP_MORE;
    if (!reader->met_quote)
        reader->met_quote = reader->row.quoted || memchr(text.ptr, '"', reader->row.end) != NULL;
    if (state == CSV_ROW_OPEN) {
        take_cut(reader, text);
        return CSV_STEP_ON;
    }
    take_row(reader, text);
    advance(reader, reader->row.next);
    return CSV_STEP_ON;
}

static void end_skip(struct csv_reader *reader, bool over)
{
    const struct csv_skip *skip = &reader->skip;
    bool open = !over && skip->state == CSV_SKIP_QUOTE;
    struct csv_fault *fault;

    reader->skipping = reader->careful = false;
    if (!over && control_partial(reader->window.control)) {
        control_left_out(reader->window.control);
        return;
    }
    fault = add_fault(reader, open ? CSV_FAULT_CUT : CSV_FAULT_LONG, skip->cells);
    fault->offset = reader->window.base + reader->window.pos - skip->eaten;
    fault->length = skip->length;
    if (open) {
        fault->quote_line = reader->line + skip->quote_up;
        fault->quote_offset = fault->offset + skip->quote_at;
    }
    reader->line += skip->lines;
}

static enum csv_step skip_row(struct csv_reader *reader)
{
    struct csv_window *window = &reader->window;
    struct str text = unread(window);
    size_t used;
    bool over = csv_skip_feed(&reader->skip, text, reader->dialect.delimiter, &used);

    if (!reader->met_quote)
        reader->met_quote = memchr(text.ptr, '"', used) != NULL;
    window->pos += used;
    if (!over && !window->last)
        return CSV_STEP_MORE;
    end_skip(reader, over);
    advance(reader, 0);
    return CSV_STEP_ON;
}

enum csv_step csv_reader_step(struct csv_reader *reader)
{
    if (reader->line_at < reader->index.end_count) {
        take_plain(reader);
        return CSV_STEP_ON;
    }
    if (reader->skipping)
        return skip_row(reader);
    return reader->careful ? take_careful(reader) : index_more(reader);
}
