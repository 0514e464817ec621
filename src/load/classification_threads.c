#include <assay/load/classification_threads.h>

#include <assay/load/csv_split.h>
#include <assay/load/ordered.h>

#include <stdlib.h>

enum { REST_ROWS = 1 << 16 };

/* What the threads share. What changes is changed by joins, one at a time. */
struct shared {
    struct table_reading *reading;
    uint64_t *offsets; /* of the sections; one more for the end */
    size_t section_count;
    bool failed;
    struct err err;
    uint64_t rest; /* first byte of the section that met a quote */
    uint64_t line; /* of the next section's first row */
    uint64_t row;  /* rows before it, broken ones included */
};

struct worker {
    struct shared *shared;
    struct section *section;
    bool read;
    struct err err;
};

static void tell_faults(struct shared *shared, const struct section *section, bool from_start)
{
    struct table_reading *reading = shared->reading;

    for (size_t i = 0; i < section->fault_count && i < SECTION_FAULTS; i++) {
        struct csv_fault fault = section->faults[i];

        /* Lines count from the section's start as line 1, save in the first section. */
        fault.row += shared->row;
        fault.line += from_start ? 0 : shared->line - 1;
        if (fault.quote_line)
            fault.quote_line += from_start ? 0 : shared->line - 1;
        if (reading->faults + i < SECTION_FAULTS)
            reading->on_fault(reading->arg, &fault);
    }
    reading->faults += section->fault_count;
    reading->recoded += section->recoded;
}

/* From the first rows and their bytes: about how many there will be. A guess too low costs a move.
 */
static void reserve(struct shared *shared, size_t rows, uint64_t bytes)
{
    uint64_t all = shared->offsets[shared->section_count] - shared->offsets[0];

    if (rows && bytes && all > bytes)
        prediction_rows_reserve(shared->reading->rows,
                                (size_t)((double)all / (double)bytes * (double)rows * 1.02) + 64);
}

/* Whether taking the section over moves what other threads may still be writing. */
static bool moves_arrays(const struct prediction_rows *rows, const struct section *section)
{
    return prediction_rows_overflow(rows) || prediction_rows_room(rows) < section->count ||
           (section->id_kind == SECTION_ID_TEXTS && sample_writer_ids_are_array(rows->writer));
}

/* The section becomes part of the whole; ordered is NULL when no other thread runs. */
static void take_over(struct shared *shared, struct section *section, struct ordered *ordered)
{
    struct prediction_rows *rows = shared->reading->rows;

    section_name_texts(section, rows);
    if (moves_arrays(rows, section)) {
        if (ordered)
            ordered_wait(ordered);
        prediction_rows_fit(rows);
    }
    section_join(section, rows);
}

/* ---- the work of a thread ---- */

static void *begin(void *arg)
{
    struct worker *worker = xcalloc(1, sizeof(*worker));

    worker->shared = arg;
    worker->section = section_new(worker->shared->reading->layout);
    return worker;
}

static void end(void *arg)
{
    struct worker *worker = arg;

    section_free(worker->section);
    free(worker);
}

static void read_section(void *arg, size_t which)
{
    struct worker *worker = arg;
    uint64_t from = worker->shared->offsets[which], to = worker->shared->offsets[which + 1];

    section_clear(worker->section);
    /* from = 0 is the first row; an empty section must not be opened (csv_split.h). */
    worker->read = (which > 0 && from == to) ||
                   section_read(worker->section, which ? from : 0, to, &worker->err);
}

static bool join_section(void *arg, size_t which, struct ordered *ordered)
{
    struct worker *worker = arg;
    struct shared *shared = worker->shared;
    struct section *section = worker->section;

    if (!worker->read) {
        shared->failed = true;
        shared->err = worker->err;
        return false;
    }
    if (section->met_quote) {
        shared->rest = shared->offsets[which];
        return false;
    }
    tell_faults(shared, section, which == 0);
    if (which == 0)
        reserve(shared, section->count, shared->offsets[1] - shared->offsets[0]);
    take_over(shared, section, ordered);
    shared->line += section->lines;
    shared->row += section->count + section->fault_count;
    return true;
}

static void copy_section(void *arg, size_t which)
{
    const struct worker *worker = arg;

    (void)which;
    section_copy(worker->section);
}

static void report(void *arg, size_t which)
{
    const struct shared *shared = arg;

    if (shared->reading->on_progress)
        shared->reading->on_progress(shared->reading->arg, shared->offsets[which + 1]);
}

/* ---- from the first quote on ---- */

static void take_rest(struct shared *shared, struct section *section)
{
    if (section->count)
        take_over(shared, section, NULL);
    section_copy(section);
    section_clear(section);
}

static bool read_rest(struct shared *shared, struct err *err)
{
    struct table_reading *reading = shared->reading;
    const struct table_layout *layout = reading->layout;
    bool from_start = shared->rest == shared->offsets[0], read;
    struct csv_spec spec = {.columns = layout->wanted,
                            .column_count = layout->wanted_count,
                            .from = from_start ? 0 : shared->rest,
                            .control = layout->control};
    struct csv_reader *reader = csv_reader_open(layout->path, layout->dialect, &spec, err);
    struct section *section;
    struct csv_batch batch;

    if (!reader)
        return false;
    section = section_new(layout);
    while ((read = csv_reader_next(reader, &batch, err)) && !batch.done) {
        section_add(section, &batch);
        tell_faults(shared, section, from_start);
        section->fault_count = section->recoded = 0;
        if (section->count < REST_ROWS)
            continue;
        if (reading->rows->count == 0)
            reserve(shared, section->count, csv_reader_bytes(reader));
        take_rest(shared, section);
        if (reading->on_progress)
            reading->on_progress(reading->arg, shared->rest + csv_reader_bytes(reader));
    }
    take_rest(shared, section);
    section_free(section);
    csv_reader_close(reader);
    return read;
}

/* ---- all of it ---- */

static bool cut_sections(struct shared *shared, struct err *err)
{
    const struct table_reading *reading = shared->reading;
    const struct table_layout *layout = reading->layout;
    uint64_t bytes = reading->section_bytes ? reading->section_bytes : TABLE_SECTION_BYTES;
    uint64_t ends[2], most = control_end(layout->control);

    if (!csv_split(layout->path, layout->dialect, 1, ends, err))
        return false;
    if (ends[1] > most) {
        shared->section_count = 1;
        shared->offsets = xcalloc(2, sizeof(*shared->offsets));
        shared->offsets[0] = ends[0];
        shared->offsets[1] = most > ends[0] ? most : ends[0];
        return true;
    }
    shared->section_count = (size_t)((ends[1] - ends[0]) / bytes) + 1;
    shared->offsets = xcalloc(shared->section_count + 1, sizeof(*shared->offsets));
    return csv_split(layout->path, layout->dialect, shared->section_count, shared->offsets, err);
}

bool table_read(struct table_reading *reading, struct err *err)
{
    struct shared shared = {.reading = reading, .line = reading->layout->dialect->data_line};
    struct ordered_job job = {
        .threads = reading->threads,
        .arg = &shared,
        .begin = begin,
        .end = end,
        .prepare = read_section,
        .join = join_section,
        .finish = copy_section,
        .progress = report,
    };
    bool fine = cut_sections(&shared, err);

    job.count = shared.section_count;
    if (fine && !ordered_run(&job)) {
        fine = !shared.failed && read_rest(&shared, err);
        if (shared.failed && err)
            *err = shared.err;
    }
    free(shared.offsets);
    return fine;
}
