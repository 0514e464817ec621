#include <assay/load/layer_probe_table.h>

#include <assay/load/csv_in.h>
#include <assay/load/csv_number.h>

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

struct row {
    double layer;
    uint32_t line;
    const struct str *cells;
};

struct table {
    struct layer_load *load;
    uint32_t file;
    const struct csv_dialect *dialect;
    size_t layer_column;
    struct row *rows;
    size_t count, capacity, bad_layers, too_many;
};

bool layer_column_quantity(const char *column, struct arena *arena, struct quantity *what)
{
    static const struct {
        const char *suffix, *metric;
    } suffixes[] = {
        {"_acc_conflict", "probe_accuracy_conflict"},
        {"_acc_std", "probe_accuracy_std"},
        {"_acc", "probe_accuracy"},
        {"_f1", "probe_macro_f1"},
    };
    struct str name = str_of(column);

    if (strcmp(column, "dominance") == 0 || strcmp(column, "dominance_conflict") == 0) {
        *what = QUANTITY(arena_strdup(arena, column));
        return true;
    }
    for (size_t i = 0; i < sizeof(suffixes) / sizeof(suffixes[0]); i++) {
        size_t length = strlen(suffixes[i].suffix);

        if (!str_ends(name, suffixes[i].suffix) || name.len == length)
            continue;
        *what = QUANTITY(suffixes[i].metric);
        what->subject = arena_strndup(arena, name.ptr, name.len - length);
        return true;
    }
    return false;
}

/* ---- reading ---- */

static void note_faults(struct table *table, const struct csv_batch *batch)
{
    struct buf text = {.ptr = NULL};

    for (size_t i = 0; i < batch->fault_count; i++) {
        buf_clear(&text);
        csv_fault_text(&batch->faults[i], table->dialect->column_count, &text);
        builder_note(table->load->builder, NOTE_BROKEN, table->file,
                     (uint32_t)batch->faults[i].line, "%s", text.ptr);
    }
    buf_release(&text);
}

static const struct str *keep_cells(struct table *table, const struct csv_batch *batch, size_t row)
{
    struct arena *arena = table->load->scratch;
    struct str *cells = arena_zalloc(arena, batch->column_count, sizeof(*cells));

    for (size_t c = 0; c < batch->column_count; c++) {
        struct str cell = str_trim(csv_cell(batch, row, c));

        cells[c] = (struct str){arena_strndup(arena, cell.ptr, cell.len), cell.len};
    }
    return cells;
}

static void add_row(struct table *table, const struct csv_batch *batch, size_t row)
{
    double layer;

    if (!csv_number(str_trim(csv_cell(batch, row, table->layer_column)), &layer) ||
        !isfinite(layer)) {
        table->bad_layers++;
        return;
    }
    if (table->count == LAYER_ROWS_MAX) {
        table->too_many++;
        return;
    }
    table->rows = array_grow(table->rows, &table->capacity, table->count + 1, sizeof(*table->rows));
    table->rows[table->count++] = (struct row){
        layer,
        (uint32_t)csv_line(batch, row),
        keep_cells(table, batch, row),
    };
}

static bool read_rows(struct table *table, struct csv_reader *reader, struct err *err)
{
    struct csv_batch batch;

    while (csv_reader_next(reader, &batch, err)) {
        if (batch.done)
            return true;
        note_faults(table, &batch);
        for (size_t r = 0; r < batch.row_count; r++)
            add_row(table, &batch, r);
    }
    return false;
}

static int row_order(const void *left, const void *right)
{
    const struct row *a = left, *b = right;

    if (a->layer != b->layer)
        return a->layer < b->layer ? -1 : 1;
    return (a->line > b->line) - (a->line < b->line);
}

/* Rising layers, each once. */
static void sort_rows(struct table *table)
{
    struct run_builder *builder = table->load->builder;
    size_t kept = 0;

    if (table->count)
        qsort(table->rows, table->count, sizeof(*table->rows), row_order);
    for (size_t i = 0; i < table->count; i++) {
        if (kept && table->rows[kept - 1].layer == table->rows[i].layer)
            builder_note(builder, NOTE_SKIPPED, table->file, table->rows[i].line,
                         "layer %g stands there again and is not used", table->rows[i].layer);
        else
            table->rows[kept++] = table->rows[i];
    }
    table->count = kept;
    if (table->bad_layers)
        builder_note_count(builder, NOTE_BROKEN, table->file, 0, table->bad_layers,
                           "%zu rows have no number as layer", table->bad_layers);
    if (table->too_many)
        builder_note_count(builder, NOTE_SKIPPED, table->file, 0, table->too_many,
                           "%zu rows beyond the first %d are not read", table->too_many,
                           (int)LAYER_ROWS_MAX);
}

/* ---- columns ---- */

struct column {
    double *values;
    int decimals;
    size_t numbers, empty, broken;
    uint32_t broken_line;
};

static struct column read_column(const struct table *table, size_t c)
{
    struct column column = {
        .values = arena_zalloc(table->load->scratch, table->count, sizeof(double)),
    };

    for (size_t i = 0; i < table->count; i++) {
        struct str cell = table->rows[i].cells[c];
        int decimals = 0;

        column.values[i] = NAN;
        if (cell.len == 0) {
            column.empty++;
        } else if (!str_number(cell, &column.values[i], &decimals)) {
            column.broken++;
            column.broken_line = table->rows[i].line;
        } else {
            column.numbers++;
        }
        if (decimals > column.decimals)
            column.decimals = decimals;
    }
    return column;
}

static void push_series(const struct table *table, const char *name, const struct column *column)
{
    double *layers = arena_zalloc(table->load->scratch, table->count, sizeof(*layers));

    for (size_t i = 0; i < table->count; i++)
        layers[i] = table->rows[i].layer;
    builder_series(table->load->builder,
                   &(struct series){
                       .name = name,
                       .axis = "layer",
                       .unit = "share",
                       .x = layers,
                       .y = column->values,
                       .count = table->count,
                       .decimals = column->decimals >= 12 ? INT_MAX : column->decimals,
                       .file = table->file,
                   });
}

static void claim_cells(const struct table *table, const char *name, size_t c, struct quantity what)
{
    for (size_t i = 0; i < table->count; i++) {
        const struct row *row = &table->rows[i];

        what.at = row->layer;
        builder_claim_text(table->load->builder,
                           arena_printf(table->load->scratch, "%s[%g]", name, row->layer), what,
                           row->cells[c], table->file, row->line);
    }
}

/* Without predictions only the dominance columns have evidence: two others of the table. */
static void push_column(const struct table *table, size_t c)
{
    struct layer_load *load = table->load;
    struct str header = table->dialect->header[c];
    const char *name = arena_strndup(load->scratch, header.ptr, header.len);
    struct column column = read_column(table, c);
    struct quantity what;
    bool known = layer_column_quantity(name, load->scratch, &what);

    if (!known && column.broken) {
        builder_note(load->builder, NOTE_SKIPPED, table->file, 0, "column %s is not of numbers",
                     name);
        return;
    }
    if (column.broken)
        builder_note_count(load->builder, NOTE_BROKEN, table->file, column.broken_line,
                           column.broken, "%zu cells of column %s are no numbers", column.broken,
                           name);
    push_series(table, name, &column);
    if (known && (load->has_predictions || !what.subject))
        claim_cells(table, name, c, what);
}

bool layer_read_table(struct layer_load *load, const struct group_file *file, struct err *err)
{
    struct table table = {.load = load};
    const struct csv_spec spec = {.control = group_control(load->group)};
    struct csv_reader *reader = csv_reader_open(file->full, NULL, &spec, err);
    bool done;

    if (!reader)
        return false;
    table.file = layer_add_file(load, file);
    table.dialect = csv_reader_dialect(reader);
    table.layer_column = csv_column(table.dialect, "layer");
    if (table.layer_column == SIZE_MAX)
        done = err_set_file(err, ERR_SYNTAX, file->full, "has no column named layer");
    else
        done = read_rows(&table, reader, err);
    if (done) {
        sort_rows(&table);
        for (size_t c = 0; c < table.dialect->column_count; c++)
            if (c != table.layer_column)
                push_column(&table, c);
    }
    free(table.rows);
    csv_reader_close(reader);
    return done;
}
