#include <assay/report/compare_csv.h>

#include <assay/base/quote.h>
#include <assay/report/csv_out.h>
#include <assay/session/sheet_compare.h>

static void begin(struct compare_output *output)
{
    (void)output;
}

static void add_sheet(struct compare_output *output, const struct comparison *comparison,
                      const struct sheet *sheet)
{
    struct buf *out = &output->body;

    if (!sheet)
        return;
    if (out->len == 0) {
        buf_add_c(out, "baseline,candidate,table,");
        csv_head(sheet, out);
        buf_add_char(out, '\n');
    }
    for (size_t row = 0; row < sheet_rows(sheet); row++) {
        quote_csv(out, str_of(run_id(comparison->a.run)));
        buf_add_char(out, ',');
        quote_csv(out, str_of(run_id(comparison->b.run)));
        buf_addf(out, ",%s,", sheet->name);
        csv_row(sheet, row, out);
        buf_add_char(out, '\n');
    }
}

static void add(struct compare_output *output, const struct compare_part *part)
{
    struct arena *arena = arena_new();

    if (part->flips)
        add_sheet(output, part->comparison,
                  sheet_compare_flips(part->comparison, part->flips, arena));
    for (int family = 0; family < COMPARE_FAMILIES && part->flips == 0; family++)
        add_sheet(output, part->comparison,
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
