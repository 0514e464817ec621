#include <assay/load/classification_grid.h>

#include <assay/load/classification_claims.h>
#include <assay/load/csv_in.h>

#include <stdlib.h>

static void copy_header(struct evaluation *evaluation, const struct csv_dialect *dialect,
                        struct grid *grid)
{
    struct str *header =
        arena_zalloc(evaluation->arena, dialect->column_count, sizeof(*grid->header));

    for (size_t c = 0; c < dialect->column_count; c++)
        header[c] = str_of(
            arena_strndup(evaluation->arena, dialect->header[c].ptr, dialect->header[c].len));
    grid->header = header;
    grid->columns = dialect->column_count;
}

struct grid_room {
    size_t cells, lines;
};

static void take_row(struct evaluation *evaluation, const struct csv_batch *batch, size_t row,
                     struct grid *grid, struct grid_room *room)
{
    grid->cells = array_grow(grid->cells, &room->cells, (grid->rows + 1) * grid->columns,
                             sizeof(*grid->cells));
    grid->lines = array_grow(grid->lines, &room->lines, grid->rows + 1, sizeof(*grid->lines));
    for (size_t c = 0; c < grid->columns; c++) {
        struct str cell = str_trim(csv_cell(batch, row, c));
        double value;
        int decimals;

        grid->cells[grid->rows * grid->columns + c] =
            (struct str){arena_strndup(evaluation->arena, cell.ptr, cell.len), cell.len};
        if (str_number(cell, &value, &decimals) && decimals > grid->decimals)
            grid->decimals = decimals;
    }
    grid->lines[grid->rows++] = (uint32_t)csv_line(batch, row);
}

static void note_faults(struct evaluation *evaluation, const struct csv_batch *batch,
                        const struct grid *grid)
{
    struct buf text = {.ptr = NULL};

    for (size_t i = 0; i < batch->fault_count && i < 10; i++) {
        buf_clear(&text);
        csv_fault_text(&batch->faults[i], grid->columns, &text);
        builder_note(evaluation->builder, NOTE_BROKEN, grid->file, (uint32_t)batch->faults[i].line,
                     "%s", text.ptr);
    }
    buf_release(&text);
}

/* Cells grow on the heap and end up in the arena. */
static void settle(struct evaluation *evaluation, struct grid *grid)
{
    struct str *cells = grid->cells;
    uint32_t *lines = grid->lines;

    grid->cells = arena_copy(evaluation->arena, cells, grid->rows * grid->columns, sizeof(*cells));
    grid->lines = arena_copy(evaluation->arena, lines, grid->rows, sizeof(*lines));
    free(cells);
    free(lines);
    if (grid->decimals < FULL_PRECISION_DECIMALS)
        grid->decimals = 0;
}

bool grid_read(struct evaluation *evaluation, const struct group_file *file, struct grid *grid,
               struct err *err)
{
    const struct csv_spec spec = {.control = group_control(evaluation->group)};
    struct csv_reader *reader = csv_reader_open(file->full, NULL, &spec, err);
    struct grid_room room = {0, 0};
    struct csv_batch batch = {.done = false};
    bool read = true;

    *grid = (struct grid){.file = evaluation_file(evaluation, file)};
    if (!reader)
        return false;
    copy_header(evaluation, csv_reader_dialect(reader), grid);
    while (read && csv_reader_next(reader, &batch, err) && !batch.done) {
        note_faults(evaluation, &batch, grid);
        read = (grid->rows + batch.row_count) * grid->columns <= GRID_CELLS_MAX ||
               err_set_file(err, ERR_UNSUPPORTED, file->full,
                            "is too large a table to be a matrix or a report");
        for (size_t r = 0; read && r < batch.row_count; r++)
            take_row(evaluation, &batch, r, grid, &room);
    }
    read = read && batch.done;
    csv_reader_close(reader);
    settle(evaluation, grid);
    return read;
}

size_t grid_column(const struct grid *grid, const char *const *names)
{
    for (; *names; names++)
        for (size_t c = 0; c < grid->columns; c++)
            if (str_eq_nocase(grid->header[c], str_of(*names)))
                return c;
    return SIZE_MAX;
}
