#include <assay/model/run_builder.h>

#include "run_internal.h"

#include <assay/base/err.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void sample_writer_free(struct sample_writer *writer)
{
    for (size_t c = 0; c < COLUMN_COUNT; c++)
        free(writer->columns[c].data);
    free(writer->ids.numbers);
    free(writer->ids.ends);
    free(writer->ids.bytes);
    free(writer->places);
    free(writer->probabilities);
    intern_free(writer->labels);
    free(writer);
}

size_t sample_writer_count(const struct sample_writer *writer)
{
    return writer->samples.count;
}

static void make_room(struct sample_writer *writer, enum sample_column which, size_t rows)
{
    static const size_t sizes[] = {
#define SIZE_ENTRY(name, type, none, help) sizeof(type),
        SAMPLE_COLUMNS(SIZE_ENTRY)
#undef SIZE_ENTRY
    };
    struct column *column = &writer->columns[which];

    if (!column->data && rows < writer->reserved)
        rows = writer->reserved;
    column->data = array_grow(column->data, &column->capacity, rows, sizes[which]);
}

/*
 * sample_writer_<column>: the array with room for all samples, made of empty values on first use;
 * fill_<column> gives entries their empty value.
 */
#define DEFINE_COLUMN(name, type, none, help)                                                      \
    static void fill_##name(void *column, size_t from, size_t to)                                  \
    {                                                                                              \
        type *data = column;                                                                       \
                                                                                                   \
        for (size_t i = from; i < to; i++)                                                         \
            data[i] = (none);                                                                      \
    }                                                                                              \
                                                                                                   \
    type *sample_writer_##name(struct sample_writer *writer)                                       \
    {                                                                                              \
        struct column *column = &writer->columns[COLUMN_##name];                                   \
                                                                                                   \
        if (!column->data) {                                                                       \
            make_room(writer, COLUMN_##name, writer->samples.count);                               \
            if (writer->samples.count)                                                             \
                fill_##name(column->data, 0, writer->samples.count);                               \
        }                                                                                          \
        return column->data;                                                                       \
    }
SAMPLE_COLUMNS(DEFINE_COLUMN)
#undef DEFINE_COLUMN

size_t sample_writer_add_bare(struct sample_writer *writer, size_t count)
{
    size_t first = writer->samples.count;

    for (size_t c = 0; c < COLUMN_COUNT; c++)
        if (writer->columns[c].data)
            make_room(writer, (enum sample_column)c, first + count);
    writer->samples.count += count;
    return first;
}

size_t sample_writer_add(struct sample_writer *writer, size_t count)
{
    static void (*const fill[])(void *, size_t, size_t) = {
#define FILL_ENTRY(name, type, none, help) fill_##name,
        SAMPLE_COLUMNS(FILL_ENTRY)
#undef FILL_ENTRY
    };
    size_t first = sample_writer_add_bare(writer, count);

    for (size_t c = 0; c < COLUMN_COUNT; c++)
        if (writer->columns[c].data)
            fill[c](writer->columns[c].data, first, first + count);
    return first;
}

void sample_writer_reserve(struct sample_writer *writer, size_t rows)
{
    writer->reserved = rows;
    for (size_t c = 0; c < COLUMN_COUNT; c++)
        if (writer->columns[c].data)
            make_room(writer, (enum sample_column)c, rows);
    if (writer->ids.numbers)
        writer->ids.numbers =
            array_grow(writer->ids.numbers, &writer->ids.capacity, rows, sizeof(int64_t));
}

size_t sample_writer_room(const struct sample_writer *writer)
{
    size_t room =
        writer->reserved > writer->samples.count ? writer->reserved - writer->samples.count : 0;

    for (size_t c = 0; c < COLUMN_COUNT; c++) {
        const struct column *column = &writer->columns[c];

        if (column->data && column->capacity - writer->samples.count < room)
            room = column->capacity - writer->samples.count;
    }
    if (writer->ids.numbers && writer->ids.capacity - writer->ids.count < room)
        room = writer->ids.capacity - writer->ids.count;
    return room;
}

/* ---- ids ---- */

static void add_text_id(struct id_column *ids, struct str id)
{
    ids->ends = array_grow(ids->ends, &ids->capacity, ids->count + 1, sizeof(*ids->ends));
    ids->bytes = array_grow(ids->bytes, &ids->byte_capacity, ids->byte_count + id.len, 1);
    if (id.len)
        memcpy(ids->bytes + ids->byte_count, id.ptr, id.len);
    ids->byte_count += id.len;
    ids->ends[ids->count++] = ids->byte_count;
}

static void turn_to_text(struct id_column *ids)
{
    struct id_column numbers = *ids;
    char room[SAMPLE_ID_ROOM];

    *ids = (struct id_column){.numbers = NULL};
    for (size_t i = 0; i < numbers.count; i++)
        add_text_id(ids, (struct str){room, (size_t)snprintf(room, sizeof(room), "%lld",
                                                             (long long)id_number(&numbers, i))});
    if (!ids->ends)
        ids->ends = array_grow(NULL, &ids->capacity, 1, sizeof(*ids->ends));
    free(numbers.numbers);
}

/* The numbers as an array with room for `need`; a run that ends here is written out. */
static void make_array(struct sample_writer *writer, size_t need)
{
    struct id_column *ids = &writer->ids;
    bool was_run = !ids->numbers;

    if (was_run && need < writer->reserved)
        need = writer->reserved;
    ids->numbers = array_grow(ids->numbers, &ids->capacity, need, sizeof(*ids->numbers));
    for (size_t i = 0; was_run && i < ids->count; i++)
        ids->numbers[i] = (int64_t)((uint64_t)ids->first + i);
}

bool sample_writer_id_run(struct sample_writer *writer, int64_t first, size_t count)
{
    struct id_column *ids = &writer->ids;

    if (ids->ends || ids->numbers)
        return false;
    if (ids->count && (uint64_t)first - (uint64_t)ids->first != ids->count)
        return false;
    if (ids->count == 0)
        ids->first = first;
    ids->count += count;
    return true;
}

void sample_writer_id_number(struct sample_writer *writer, int64_t id)
{
    struct id_column *ids = &writer->ids;
    char room[SAMPLE_ID_ROOM];

    if (ids->ends) {
        add_text_id(
            ids, (struct str){room, (size_t)snprintf(room, sizeof(room), "%lld", (long long)id)});
        return;
    }
    if (sample_writer_id_run(writer, id, 1))
        return;
    make_array(writer, ids->count + 1);
    ids->numbers[ids->count++] = id;
}

int64_t *sample_writer_id_numbers(struct sample_writer *writer, size_t count)
{
    struct id_column *ids = &writer->ids;
    size_t first = ids->count;

    if (ids->ends)
        return NULL;
    make_array(writer, first + count);
    ids->count += count;
    return ids->numbers + first;
}

bool sample_writer_ids_are_array(const struct sample_writer *writer)
{
    return writer->ids.numbers != NULL;
}

/* A number whose plain form is the text itself: no sign but minus, no leading zero. */
bool sample_id_is_number(struct str id, int64_t *number)
{
    long long value;
    size_t digits = id.len && id.ptr[0] == '-' ? id.len - 1 : id.len;
    char first = digits ? id.ptr[id.len - digits] : '\0';

    if (id.len && id.ptr[0] == '+')
        return false;
    if (first == '0' && (digits > 1 || digits != id.len))
        return false;
    if (!str_integer(id, &value))
        return false;
    *number = value;
    return true;
}

void sample_writer_id(struct sample_writer *writer, struct str id)
{
    int64_t number;

    if (!writer->ids.ends) {
        if (sample_id_is_number(id, &number)) {
            sample_writer_id_number(writer, number);
            return;
        }
        turn_to_text(&writer->ids);
    }
    add_text_id(&writer->ids, id);
}

void sample_writer_row_place(struct sample_writer *writer, size_t row, uint64_t offset,
                             uint32_t file)
{
    struct row_index *rows = &writer->samples.rows;

    writer->places = array_grow(writer->places, &writer->place_capacity, rows->count + 1,
                                sizeof(*writer->places));
    writer->places[rows->count++] = (struct row_place){row, offset};
    rows->file = file;
}

/* ---- labels ---- */

/* Names end in NUL, so one inside would make two labels look the same: it becomes U+FFFD. */
static uint16_t label_with_nul(struct sample_writer *writer, struct str name)
{
    struct buf plain = {.ptr = NULL};
    uint16_t code;

    for (size_t i = 0; i < name.len; i++)
        if (name.ptr[i])
            buf_add_char(&plain, name.ptr[i]);
        else
            buf_add_c(&plain, "\xef\xbf\xbd");
    code = sample_writer_label(writer, buf_str(&plain));
    buf_release(&plain);
    return code;
}

uint16_t sample_writer_label(struct sample_writer *writer, struct str name)
{
    uint32_t code;

    if (name.len == 0)
        return LABEL_MISSING;
    if (memchr(name.ptr, '\0', name.len))
        return label_with_nul(writer, name);
    code = intern_find(writer->labels, name);
    if (code != INTERN_NONE)
        return (uint16_t)code;
    if (writer->labels_closed)
        return LABEL_INVALID;
    if (intern_count(writer->labels) == LABEL_LIMIT) {
        if (!writer->labels_full)
            builder_note(writer->builder, NOTE_ODD, FILE_NONE, 0,
                         "more than %zu different labels: those beyond count as outside the set",
                         LABEL_LIMIT);
        writer->labels_full = true;
        return LABEL_INVALID;
    }
    return (uint16_t)intern_add(writer->labels, name);
}

void sample_writer_close_labels(struct sample_writer *writer)
{
    writer->labels_closed = true;
}

size_t sample_writer_label_count(const struct sample_writer *writer)
{
    return intern_count(writer->labels);
}

void sample_writer_probabilities(struct sample_writer *writer, const float *values, size_t rows,
                                 size_t labels)
{
    if (rows != writer->samples.count || labels != sample_writer_label_count(writer))
        die("probabilities of %zu x %zu for %zu samples and %zu labels", rows, labels,
            writer->samples.count, sample_writer_label_count(writer));
    writer->probabilities = xreallocarray(writer->probabilities, rows * labels, sizeof(float));
    memcpy(writer->probabilities, values, rows * labels * sizeof(float));
}

static void recode(uint16_t *codes, size_t count, const uint16_t *new_codes, size_t labels)
{
    for (size_t i = 0; codes && i < count; i++)
        if (codes[i] < labels)
            codes[i] = new_codes[codes[i]];
}

/* Probability columns follow their labels; labels new in the order have none, as NAN. */
static void reorder_probabilities(struct sample_writer *writer, const uint16_t *new_codes,
                                  size_t labels, size_t new_labels)
{
    size_t rows = writer->samples.count;
    float *moved;

    if (!writer->probabilities)
        return;
    moved = xreallocarray(NULL, rows * new_labels, sizeof(*moved));
    for (size_t i = 0; i < rows * new_labels; i++)
        moved[i] = NAN;
    for (size_t i = 0; i < rows; i++)
        for (size_t k = 0; k < labels; k++)
            moved[i * new_labels + new_codes[k]] = writer->probabilities[i * labels + k];
    free(writer->probabilities);
    writer->probabilities = moved;
}

void sample_writer_order_labels(struct sample_writer *writer, const char *const *order,
                                size_t count)
{
    size_t labels = sample_writer_label_count(writer);
    struct intern *ordered = intern_new(builder_arena(writer->builder));
    uint16_t *new_codes = xcalloc(labels, sizeof(*new_codes));

    for (size_t i = 0; i < count && i < LABEL_LIMIT; i++)
        intern_add(ordered, str_of(order[i]));
    for (size_t k = 0; k < labels; k++)
        new_codes[k] = (uint16_t)intern_add(ordered, intern_text(writer->labels, (uint32_t)k));
    recode(writer->columns[COLUMN_truth].data, writer->samples.count, new_codes, labels);
    recode(writer->columns[COLUMN_prediction].data, writer->samples.count, new_codes, labels);
    reorder_probabilities(writer, new_codes, labels, intern_count(ordered));
    intern_free(writer->labels);
    writer->labels = ordered;
    free(new_codes);
}

bool sample_writer_rename_label(struct sample_writer *writer, uint16_t code, const char *name)
{
    struct intern *renamed = intern_new(builder_arena(writer->builder));

    for (uint32_t k = 0; k < intern_count(writer->labels); k++)
        intern_add(renamed, k == code ? str_of(name) : intern_text(writer->labels, k));
    if (intern_count(renamed) != intern_count(writer->labels)) {
        intern_free(renamed);
        return false;
    }
    intern_free(writer->labels);
    writer->labels = renamed;
    return true;
}
