#include <assay/report/compare_csv.h>

#include <assay/base/quote.h>
#include <assay/report/csv_out.h>
#include <assay/session/sheet_compare.h>

#include <string.h>

static void begin(struct compare_output *output)
{
    (void)output;
}

/* Lines of a sheet in CSV, each after the same cells; the head only the first time. */
static void add_lines(struct buf *out, const char *head, struct str before, struct str lines,
                      bool with_head)
{
    bool is_head = true, quoted = false;

    for (size_t i = 0; i < lines.len; is_head = false) {
        size_t end = i;

        /* A quoted cell may go over several lines. */
        while (end < lines.len && (quoted || lines.ptr[end] != '\n'))
            quoted ^= lines.ptr[end++] == '"';
        if (!is_head || with_head) {
            buf_add_str(out, is_head ? str_of(head) : before);
            buf_add(out, lines.ptr + i, end - i);
            buf_add_char(out, '\n');
        }
        i = end + 1;
    }
}

static void add_sheet(struct compare_output *output, const struct sheet *sheet, struct str before)
{
    struct buf lines = {.ptr = NULL};

    if (!sheet)
        return;
    csv_sheet(sheet, &lines);
    add_lines(&output->body, "baseline,candidate,table,", before, buf_str(&lines),
              output->body.len == 0);
    buf_release(&lines);
}

static void add_named(struct compare_output *output, const struct comparison *comparison,
                      const struct sheet *sheet)
{
    struct buf before = {.ptr = NULL};

    quote_csv(&before, str_of(run_id(comparison->a.run)));
    buf_add_char(&before, ',');
    quote_csv(&before, str_of(run_id(comparison->b.run)));
    buf_addf(&before, ",%s,", sheet ? sheet->name : "");
    add_sheet(output, sheet, buf_str(&before));
    buf_release(&before);
}

static void add(struct compare_output *output, const struct compare_part *part)
{
    struct arena *arena = arena_new();

    if (part->flips)
        add_named(output, part->comparison,
                  sheet_compare_flips(part->comparison, part->flips, arena));
    for (int family = 0; family < COMPARE_FAMILIES && part->flips == 0; family++)
        add_named(output, part->comparison,
                  sheet_compare_rows(part->comparison, (enum compare_family)family, arena));
    arena_free(arena);
}

static void finish(struct compare_output *output, const struct compare_summary *summary,
                   struct buf *text)
{
    (void)summary;
    buf_add_str(text, buf_str(&output->body));
}

const struct compare_writer compare_writer_csv = {
    .name = "csv",
    .begin = begin,
    .add = add,
    .finish = finish,
};
