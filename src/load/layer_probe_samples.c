#include <assay/load/layer_probe_samples.h>

#include <assay/base/intern.h>
#include <assay/load/csv_in.h>
#include <assay/load/csv_number.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct label_tally {
    const char *name;
    uint64_t samples; /* different ones whose truth it is */
};

/* One probe: its two columns among those read, its samples, and how often each label is truth. */
struct probe {
    const char *name;
    size_t truth, prediction;
    struct sample_writer *writer;
    struct label_tally *labels; /* by code */
    size_t label_count, label_capacity;
};

enum { COLUMN_NONE = -1 };

struct reading {
    struct layer_load *load;
    uint32_t file;
    struct probe probes[LAYER_PROBES_MAX];
    size_t probe_count;
    size_t columns[6 + 2 * LAYER_PROBES_MAX]; /* of the file, in the order read */
    size_t column_count;
    int layer, fold, id, text, conflict; /* among those read, or COLUMN_NONE */
    struct intern *ids, *texts;
    uint64_t rows, bad_rows, samples, conflict_samples, odd_conflicts;
    uint32_t bad_line;
    double first_layer;
};

/* ---- the header ---- */

static int want_column(struct reading *reading, const struct csv_dialect *dialect,
                       const char *const *names)
{
    for (; *names; names++) {
        size_t column = csv_column(dialect, *names);

        if (column == SIZE_MAX)
            continue;
        reading->columns[reading->column_count] = column;
        return (int)reading->column_count++;
    }
    return COLUMN_NONE;
}

static void want_probe(struct reading *reading, const struct csv_dialect *dialect,
                       struct str truth_name)
{
    struct arena *arena = reading->load->scratch;
    struct probe *probe = &reading->probes[reading->probe_count];
    const char *name = arena_strndup(arena, truth_name.ptr, truth_name.len - strlen("_true"));
    const char *truth[] = {arena_printf(arena, "%s_true", name), NULL};
    const char *prediction[] = {arena_printf(arena, "%s_pred", name), NULL};
    int column;

    if (csv_column(dialect, prediction[0]) == SIZE_MAX)
        return;
    if (reading->probe_count == LAYER_PROBES_MAX) {
        builder_note(reading->load->builder, NOTE_SKIPPED, reading->file, 0,
                     "probe %s is not read: more than %d", name, (int)LAYER_PROBES_MAX);
        return;
    }
    column = want_column(reading, dialect, truth);
    probe->truth = (size_t)column;
    column = want_column(reading, dialect, prediction);
    probe->prediction = (size_t)column;
    probe->name = name;
    probe->writer = builder_samples(reading->load->builder, name);
    reading->probe_count++;
}

static bool choose_columns(struct reading *reading, const struct csv_dialect *dialect)
{
    reading->layer = want_column(reading, dialect, (const char *const[]){"layer", NULL});
    reading->fold = want_column(reading, dialect, (const char *const[]){"fold", NULL});
    reading->id =
        want_column(reading, dialect, (const char *const[]){"sample_id", "id", "sample", NULL});
    reading->text = want_column(reading, dialect, (const char *const[]){"text_id", "group", NULL});
    reading->conflict =
        want_column(reading, dialect, (const char *const[]){"is_conflict", "conflict", NULL});
    for (size_t c = 0; c < dialect->column_count; c++)
        if (str_ends(dialect->header[c], "_true") && dialect->header[c].len > strlen("_true"))
            want_probe(reading, dialect, dialect->header[c]);
    return reading->layer != COLUMN_NONE && reading->probe_count > 0;
}

/* ---- rows ---- */

static struct str cell_of(const struct csv_batch *batch, size_t row, int column)
{
    return column == COLUMN_NONE ? str_of("") : str_trim(csv_cell(batch, row, (size_t)column));
}

static bool small_number(struct str cell, uint16_t *number)
{
    long long value;

    if (!csv_integer(cell, &value) || value < 0 || value >= UINT16_MAX)
        return false;
    *number = (uint16_t)value;
    return true;
}

static bool is_yes(struct str cell)
{
    return str_eq_nocase(cell, STR("true")) || str_eq_c(cell, "1") ||
           str_eq_nocase(cell, STR("yes"));
}

static bool truths_differ(const struct reading *reading, const struct csv_batch *batch, size_t row)
{
    return reading->probe_count >= 2 && !str_eq(cell_of(batch, row, (int)reading->probes[0].truth),
                                                cell_of(batch, row, (int)reading->probes[1].truth));
}

/* A row as all probes share it. */
struct shared {
    size_t row;
    uint16_t layer, fold;
    uint32_t text;
    bool conflict, is_new;
};

/* True the first time a sample is seen: by its id, else in the first layer only. */
static bool is_new_sample(struct reading *reading, const struct csv_batch *batch, size_t row,
                          uint16_t layer)
{
    uint32_t before = intern_count(reading->ids);

    if (reading->id == COLUMN_NONE) {
        if (isnan(reading->first_layer))
            reading->first_layer = layer;
        return reading->first_layer == layer;
    }
    return intern_add(reading->ids, cell_of(batch, row, reading->id)) == before;
}

static bool read_shared(struct reading *reading, const struct csv_batch *batch, size_t row,
                        struct shared *shared)
{
    bool differ = truths_differ(reading, batch, row);

    *shared = (struct shared){.row = row, .text = UINT32_MAX};
    if (!small_number(cell_of(batch, row, reading->layer), &shared->layer) ||
        (reading->fold != COLUMN_NONE &&
         !small_number(cell_of(batch, row, reading->fold), &shared->fold)))
        return false;
    shared->conflict =
        reading->conflict == COLUMN_NONE ? differ : is_yes(cell_of(batch, row, reading->conflict));
    reading->odd_conflicts += reading->probe_count == 2 && shared->conflict != differ;
    if (reading->text != COLUMN_NONE)
        shared->text = builder_text(reading->load->builder, cell_of(batch, row, reading->text));
    shared->is_new = is_new_sample(reading, batch, row, shared->layer);
    if (shared->is_new) {
        reading->samples++;
        reading->conflict_samples += shared->conflict;
        if (reading->text != COLUMN_NONE)
            intern_add(reading->texts, cell_of(batch, row, reading->text));
    }
    return true;
}

/* The code of a label, whose name is kept the first time. */
static uint16_t code_of(struct reading *reading, struct probe *probe, struct str name)
{
    uint16_t code = sample_writer_label(probe->writer, name);

    if (code >= LABEL_LIMIT || code < probe->label_count)
        return code;
    probe->labels =
        array_grow(probe->labels, &probe->label_capacity, (size_t)code + 1, sizeof(*probe->labels));
    probe->labels[probe->label_count++] = (struct label_tally){
        .name = arena_strndup(reading->load->scratch, name.ptr, name.len),
    };
    return code;
}

static void fill_labels(struct reading *reading, struct probe *probe, const struct csv_batch *batch,
                        const struct shared *rows, size_t count, size_t first)
{
    uint16_t *truth = sample_writer_truth(probe->writer) + first;
    uint16_t *prediction = sample_writer_prediction(probe->writer) + first;

    for (size_t i = 0; i < count; i++) {
        truth[i] = code_of(reading, probe, cell_of(batch, rows[i].row, (int)probe->truth));
        prediction[i] =
            code_of(reading, probe, cell_of(batch, rows[i].row, (int)probe->prediction));
        if (rows[i].is_new && truth[i] < probe->label_count)
            probe->labels[truth[i]].samples++;
        if (reading->id != COLUMN_NONE)
            sample_writer_id(probe->writer, cell_of(batch, rows[i].row, reading->id));
    }
}

static void fill_shared(const struct reading *reading, struct sample_writer *writer,
                        const struct csv_batch *batch, const struct shared *rows, size_t count,
                        size_t first)
{
    uint16_t *step = sample_writer_step(writer) + first;
    uint8_t *conflict = sample_writer_conflict(writer) + first;
    struct record_ref *record = sample_writer_record(writer) + first;

    for (size_t i = 0; i < count; i++) {
        const struct csv_place *place = &batch->rows[rows[i].row];

        step[i] = rows[i].layer;
        conflict[i] = rows[i].conflict;
        record[i] = (struct record_ref){place->offset, place->length, reading->file};
    }
    if (reading->fold != COLUMN_NONE) {
        uint16_t *fold = sample_writer_fold(writer) + first;

        for (size_t i = 0; i < count; i++)
            fold[i] = rows[i].fold;
    }
    if (reading->text != COLUMN_NONE) {
        uint32_t *group = sample_writer_group(writer) + first;

        for (size_t i = 0; i < count; i++)
            group[i] = rows[i].text;
    }
}

static void push_batch(struct reading *reading, const struct csv_batch *batch, struct shared *rows)
{
    size_t count = 0;

    for (size_t r = 0; r < batch->row_count; r++) {
        if (read_shared(reading, batch, r, &rows[count])) {
            count++;
        } else {
            reading->bad_rows++;
            reading->bad_line = (uint32_t)csv_line(batch, r);
        }
    }
    reading->rows += count;
    for (size_t p = 0; count && p < reading->probe_count; p++) {
        struct probe *probe = &reading->probes[p];
        size_t first = sample_writer_add(probe->writer, count);

        fill_labels(reading, probe, batch, rows, count, first);
        fill_shared(reading, probe->writer, batch, rows, count, first);
    }
}

static void note_faults(struct reading *reading, const struct csv_batch *batch, size_t columns)
{
    struct buf text = {.ptr = NULL};

    for (size_t i = 0; i < batch->fault_count; i++) {
        buf_clear(&text);
        csv_fault_text(&batch->faults[i], columns, &text);
        builder_note(reading->load->builder, NOTE_BROKEN, reading->file,
                     (uint32_t)batch->faults[i].line, "%s", text.ptr);
    }
    buf_release(&text);
}

static bool read_rows(struct reading *reading, const struct group_file *file,
                      struct csv_reader *reader, struct err *err)
{
    struct csv_batch batch;
    size_t capacity = 0;
    struct shared *rows = NULL;
    bool read;

    while ((read = csv_reader_next(reader, &batch, err)) && !batch.done) {
        rows = array_grow(rows, &capacity, batch.row_count, sizeof(*rows));
        note_faults(reading, &batch, csv_reader_dialect(reader)->column_count);
        push_batch(reading, &batch, rows);
        group_progress(reading->load->group, file->path, csv_reader_bytes(reader), file->bytes);
    }
    free(rows);
    return read;
}

/* ---- what was counted ---- */

static void push_fact(struct reading *reading, const char *metric, uint64_t value)
{
    builder_fact(reading->load->builder, &(struct fact){
                                             .what = QUANTITY(metric),
                                             .value = (double)value,
                                             .n = reading->rows,
                                             .how = "counted in the predictions",
                                         });
}

static size_t push_label_facts(struct reading *reading, const struct probe *probe)
{
    size_t used = 0;

    for (size_t k = 0; k < probe->label_count; k++) {
        struct quantity what = QUANTITY("dataset_label");

        what.subject = probe->labels[k].name;
        what.set = probe->name;
        used += probe->labels[k].samples > 0;
        builder_fact(reading->load->builder, &(struct fact){
                                                 .what = what,
                                                 .value = (double)probe->labels[k].samples,
                                                 .n = reading->rows,
                                                 .how = "counted in the predictions",
                                             });
    }
    return used;
}

static void push_counts(struct reading *reading)
{
    struct run_builder *builder = reading->load->builder;
    uint32_t texts = intern_count(reading->texts);
    size_t labels = 0;

    push_fact(reading, "dataset_samples", reading->samples);
    push_fact(reading, "dataset_conflict", reading->conflict_samples);
    push_fact(reading, "dataset_consistent", reading->samples - reading->conflict_samples);
    if (reading->text != COLUMN_NONE)
        push_fact(reading, "dataset_texts", texts);
    for (size_t p = 0; p < reading->probe_count; p++) {
        size_t used = push_label_facts(reading, &reading->probes[p]);

        labels = used > labels ? used : labels;
    }
    layer_note_expected(builder, reading->file, texts, (double)labels, (double)reading->samples);
    if (reading->bad_rows)
        builder_note_count(builder, NOTE_BROKEN, reading->file, reading->bad_line,
                           reading->bad_rows, "%llu rows have no layer or fold",
                           (unsigned long long)reading->bad_rows);
    if (reading->odd_conflicts)
        builder_note_count(builder, NOTE_ODD, reading->file, 0, reading->odd_conflicts,
                           "in %llu rows is_conflict is not whether the two truths differ",
                           (unsigned long long)reading->odd_conflicts);
}

static void finish(struct reading *reading)
{
    const struct run_hints *hints = reading->load->group->hints;

    push_counts(reading);
    for (size_t p = 0; hints->label_count && p < reading->probe_count; p++)
        sample_writer_order_labels(reading->probes[p].writer, hints->labels, hints->label_count);
}

bool layer_read_predictions(struct layer_load *load, const struct group_file *file, struct err *err)
{
    struct reading *reading = arena_zalloc(load->scratch, 1, sizeof(*reading));
    struct csv_reader *sniffer = csv_reader_open(file->full, NULL, NULL, err);
    struct csv_reader *reader = NULL;
    struct csv_spec spec = {.columns = reading->columns, .control = group_control(load->group)};
    bool done = false;

    if (!sniffer)
        return false;
    reading->load = load;
    reading->file = layer_add_file(load, file);
    reading->first_layer = NAN;
    if (!choose_columns(reading, csv_reader_dialect(sniffer))) {
        csv_reader_close(sniffer);
        return err_set_file(err, ERR_SYNTAX, file->full, "has no predictions of probes by layer");
    }
    spec.column_count = reading->column_count;
    reader = csv_reader_open(file->full, csv_reader_dialect(sniffer), &spec, err);
    reading->ids = intern_new(load->scratch);
    reading->texts = intern_new(load->scratch);
    if (reader)
        done = read_rows(reading, file, reader, err);
    if (done)
        finish(reading);
    csv_reader_close(reader);
    csv_reader_close(sniffer);
    intern_free(reading->ids);
    intern_free(reading->texts);
    for (size_t p = 0; p < reading->probe_count; p++)
        free(reading->probes[p].labels);
    return done;
}
