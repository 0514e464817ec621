#include <assay/report/csv_samples.h>

#include <assay/base/quote.h>
#include <assay/session/sample_field.h>

#include <stdint.h>
#include <string.h>

enum {
    ROWS_MEASURED = 256,
    KNOWN = 256, /* texts remembered at once */
};

/* Texts that stand in a cell as they are, by their places: labels and ids come again and again. */
struct known {
    struct str texts[KNOWN];
};

/* The fields that any set has, in the order of an export. */
struct columns {
    const struct sample_field *fields[SAMPLE_FIELD_COUNT];
    size_t count;
    bool sets;
    const char *end;
};

static bool any_has(const struct run *run, const struct sample_field *field)
{
    for (size_t i = 0; i < run_samples_count(run); i++)
        if (field->present(run_samples(run, i)))
            return true;
    return false;
}

static struct columns columns_of(const struct run *run, enum csv_lines lines)
{
    struct columns columns = {.sets = run_samples_count(run) > 1,
                              .end = lines == CSV_CRLF ? "\r\n" : "\n"};

    for (const struct sample_field *field = sample_fields; field->name; field++)
        if (any_has(run, field))
            columns.fields[columns.count++] = field;
    return columns;
}

static void add_head(const struct columns *columns, struct buf *out)
{
    buf_add_c(out, columns->sets ? "set," : "");
    for (size_t c = 0; c < columns->count; c++)
        buf_addf(out, "%s%s", c ? "," : "", columns->fields[c]->name);
    buf_add_c(out, columns->end);
}

static void add_cell(struct known *known, struct str text, const char *room, struct buf *out)
{
    struct str *seen = &known->texts[((uintptr_t)text.ptr >> 3) % KNOWN];
    size_t before = out->len;

    if (text.len && text.ptr == seen->ptr && text.len == seen->len) {
        buf_reserve(out, text.len);
        memcpy(out->ptr + before, text.ptr, text.len);
        out->len += text.len;
        return;
    }
    quote_csv(out, text);
    /* What is written in the room is another text the next time. */
    if ((text.ptr < room || text.ptr >= room + SAMPLE_FIELD_ROOM) && out->len - before == text.len)
        *seen = text;
}

static void add_row(const struct columns *columns, const struct run *run,
                    const struct samples *samples, size_t row, struct known *known, struct buf *out)
{
    char room[SAMPLE_FIELD_ROOM];

    if (columns->sets) {
        quote_csv(out, str_of(samples->name));
        buf_add_char(out, ',');
    }
    for (size_t c = 0; c < columns->count; c++) {
        if (c) {
            buf_reserve(out, 1);
            out->ptr[out->len++] = ',';
        }
        add_cell(known, columns->fields[c]->text(run, samples, row, room), room, out);
    }
    buf_add_c(out, columns->end);
}

/* As large as the first rows, and an eighth more: a table that grows is copied again and again. */
static void reserve_rest(struct buf *out, size_t begin, size_t rows)
{
    size_t each = (out->len - begin) / ROWS_MEASURED + 1;

    buf_reserve(out, (each + each / 8) * rows);
}

void csv_samples(const struct run *run, enum csv_lines lines, struct buf *out)
{
    const struct columns columns = columns_of(run, lines);
    struct known known = {.texts = {{NULL, 0}}};

    if (columns.count == 0)
        return;
    add_head(&columns, out);
    for (size_t i = 0; i < run_samples_count(run); i++) {
        const struct samples *samples = run_samples(run, i);
        size_t begin = out->len;

        for (size_t row = 0; row < samples->count; row++) {
            if (row == ROWS_MEASURED)
                reserve_rest(out, begin, samples->count - row);
            add_row(&columns, run, samples, row, &known, out);
        }
    }
}
