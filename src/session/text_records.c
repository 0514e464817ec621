#include <assay/session/text_records.h>

#include <assay/load/csv_in.h>
#include <assay/load/csv_window.h>
#include <assay/load/json_value.h>
#include <assay/load/record_find.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct text_records {
    const struct run *run;
    const struct samples *samples;
    const struct record_ref *refs; /* NULL: a table, or nothing */
    struct arena *arena;
    struct csv_reader *reader; /* of the table */
    struct csv_batch batch;
    uint64_t at; /* row of the batch's first */
    int fd;
    uint32_t file;
};

struct text_records *text_records_new(const struct run *run, const struct samples *samples,
                                      enum text_source source)
{
    struct text_records *records = xcalloc(1, sizeof(*records));

    records->run = run;
    records->samples = samples;
    records->refs = source == TEXT_OF_RECORD ? samples->record : samples->response;
    records->arena = arena_new();
    records->fd = -1;
    /* Only the record itself can be the row of a table. */
    if (source == TEXT_OF_RESPONSE && !records->refs)
        records->samples = NULL;
    return records;
}

void text_records_free(struct text_records *records)
{
    csv_reader_close(records->reader);
    if (records->fd >= 0)
        close(records->fd);
    arena_free(records->arena);
    free(records);
}

bool text_records_any(const struct text_records *records)
{
    return records->refs || (records->samples && records->samples->rows.count);
}

static bool open_table(struct text_records *records, const struct row_place *place, struct err *err)
{
    struct csv_spec spec = {.from = place->offset};
    const char *path = record_path(records->run, records->samples->rows.file, records->arena);

    if (!path)
        return err_set(err, ERR_USAGE, "the samples name a file that is not there");
    records->reader = csv_reader_open(path, NULL, &spec, err);
    records->at = place->row;
    return records->reader != NULL;
}

static bool find_row(struct text_records *records, size_t row, struct record_ref *ref,
                     struct err *err)
{
    const struct row_index *rows = &records->samples->rows;
    const struct row_place *place = record_place(rows, row);

    if (!records->reader && !open_table(records, place, err))
        return false;
    if (place->row > records->at + records->batch.row_count) {
        csv_reader_restart(records->reader, place->offset, 0);
        records->at = place->row;
        records->batch.row_count = 0;
    }
    while (row >= records->at + records->batch.row_count) {
        records->at += records->batch.row_count;
        if (!csv_reader_next(records->reader, &records->batch, err))
            return false;
        if (records->batch.done)
            return err_set(err, ERR_IO, "the table no longer holds row %zu", row + 1);
    }
    *ref = (struct record_ref){records->batch.rows[row - records->at].offset,
                               records->batch.rows[row - records->at].length, rows->file};
    return true;
}

bool text_records_find(struct text_records *records, size_t row, struct record_ref *ref,
                       struct err *err)
{
    *ref = (struct record_ref){.length = 0};
    if (records->refs)
        *ref = records->refs[row];
    else if (records->samples && records->samples->rows.count)
        return find_row(records, row, ref, err);
    return true;
}

int text_records_file(struct text_records *records, uint32_t file, struct err *err)
{
    const char *path;

    if (records->fd >= 0 && records->file == file)
        return records->fd;
    if (records->fd >= 0)
        close(records->fd);
    records->fd = -1;
    path = record_path(records->run, file, records->arena);
    if (!path)
        err_set(err, ERR_USAGE, "the samples name file %u, which is not there", file);
    else
        records->fd = csv_file_open(path, NULL, err);
    records->file = file;
    return records->fd;
}

/* ---- matching ---- */

/* Letters, digits and signs that stand in JSON as they are, save where somebody wrote \u00xx. */
static bool is_plain(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] < ' ' || text.ptr[i] > '~' || strchr("\"\\/", text.ptr[i]))
            return false;
    return text.len > 0;
}

bool text_matcher_init(struct text_matcher *matcher, enum text_pattern_kind kind, struct str text,
                       struct err *err)
{
    *matcher = (struct text_matcher){.plain = kind == TEXT_CONTAINS && is_plain(text)};
    text_pattern_set(&matcher->unicode, TEXT_CONTAINS, STR("\\u00"), NULL);
    return text_pattern_set(&matcher->pattern, kind, text, err);
}

void text_matcher_release(struct text_matcher *matcher)
{
    text_pattern_release(&matcher->pattern);
    buf_release(&matcher->decoded);
}

static bool is_json(struct str record)
{
    size_t at = 0;

    while (at < record.len && json_is_blank(record.ptr[at]))
        at++;
    return at < record.len && (record.ptr[at] == '{' || record.ptr[at] == '[');
}

static bool escaped_at(struct str record, size_t backslash)
{
    size_t count = 0;

    while (count <= backslash && record.ptr[backslash - count] == '\\')
        count++;
    return count % 2 == 1;
}

/* The byte belongs to an escape: to \n or to the digits of \u0041. */
static bool inside_escape(struct str record, size_t at)
{
    if (at >= 1 && escaped_at(record, at - 1))
        return true;
    for (size_t back = 2; back <= 5 && back <= at; back++)
        if (record.ptr[at - back] == '\\' && record.ptr[at - back + 1] == 'u' &&
            escaped_at(record, at - back))
            return true;
    return false;
}

static void undouble(struct str record, struct buf *out)
{
    for (size_t i = 0; i < record.len; i++) {
        buf_add_char(out, record.ptr[i]);
        i += record.ptr[i] == '"' && i + 1 < record.len && record.ptr[i + 1] == '"';
    }
}

/* The record as it reads. */
static struct str decode(struct text_matcher *matcher, struct str record)
{
    struct json_value value = {.kind = JSON_STRING, .escaped = true, .raw = record};

    buf_clear(&matcher->decoded);
    if (is_json(record)) {
        if (!memchr(record.ptr, '\\', record.len))
            return record;
        json_value_text(&value, &matcher->decoded);
    } else {
        if (!memchr(record.ptr, '"', record.len))
            return record;
        undouble(record, &matcher->decoded);
    }
    return buf_str(&matcher->decoded);
}

struct hunt {
    struct text_matcher *matcher;
    const char *bytes;
    const struct text_item *items;
    size_t count;
    uint8_t *found;
};

static struct str item_text(const struct hunt *hunt, size_t item)
{
    return (struct str){hunt->bytes + hunt->items[item].from, hunt->items[item].length};
}

typedef bool hunt_check(const struct hunt *hunt, size_t item, size_t at);

static bool is_outside_escape(const struct hunt *hunt, size_t item, size_t at)
{
    struct str record = item_text(hunt, item);

    return !inside_escape(record, at) || !is_json(record);
}

static bool holds_decoded(const struct hunt *hunt, size_t item, size_t at)
{
    (void)at;
    return is_json(item_text(hunt, item)) &&
           text_pattern_match(&hunt->matcher->pattern,
                              decode(hunt->matcher, item_text(hunt, item)));
}

/*
 * Look through all items in one go; wherever the pattern stands within one, the check decides.
 * `whole`: it has then decided for the whole item.
 */
static void hunt_all(const struct hunt *hunt, const struct text_pattern *pattern, hunt_check *check,
                     bool whole)
{
    size_t end = hunt->items[hunt->count - 1].from + hunt->items[hunt->count - 1].length;
    size_t at = hunt->items[0].from, item = 0;

    while (item < hunt->count && at < end) {
        size_t step = text_pattern_find(pattern, (struct str){hunt->bytes + at, end - at});
        bool held = false;

        if (step == SIZE_MAX)
            return;
        at += step;
        while (item < hunt->count && hunt->items[item].from + hunt->items[item].length <= at)
            item++;
        if (item == hunt->count)
            return;
        if (at >= hunt->items[item].from &&
            at + pattern->text.len <= hunt->items[item].from + hunt->items[item].length) {
            held = check(hunt, item, at - hunt->items[item].from);
            hunt->found[item] |= held;
            held |= whole;
        }
        at = held ? hunt->items[item].from + hunt->items[item].length : at + 1;
    }
}

void text_matcher_search(struct text_matcher *matcher, const char *bytes,
                         const struct text_item *items, size_t count, uint8_t *found)
{
    struct hunt hunt = {matcher, bytes, items, count, found};

    if (count && matcher->plain) {
        hunt_all(&hunt, &matcher->pattern, is_outside_escape, false);
        hunt_all(&hunt, &matcher->unicode, holds_decoded, true);
        return;
    }
    for (size_t i = 0; i < count; i++)
        if (!found[i])
            found[i] = text_pattern_match(&matcher->pattern, decode(matcher, item_text(&hunt, i)));
}
