#include <assay/report/compare_md.h>

#include <assay/report/compare_shown.h>
#include <assay/report/doc_of_pair.h>
#include <assay/report/md_out.h>

static void begin(struct compare_output *output)
{
    (void)output;
}

static void add(struct compare_output *output, const struct compare_part *part)
{
    struct arena *arena = arena_new();
    struct doc *doc = doc_new("", arena);

    doc_add_pair(doc, part, NULL, "assay compare --flips all lists them");
    buf_add_char(&output->body, '\n');
    md_write(doc, NULL, &output->body);
    arena_free(arena);
}

/* What comes before the comparisons. */
static void head_of(struct doc *doc, const struct compare_summary *summary)
{
    doc_heading(doc, 1, "Comparison");
    if (summary->mode != GATE_OFF || summary->code_count) {
        doc_open(doc, BLOCK_PARAGRAPH, 0);
        doc_strong(doc, arena_printf(doc->arena, "%s.", compare_exit_text(summary, doc->arena)));
        doc_text(doc, " Of those that hold the first of 2, 1, 3, 4, 5, 6 is returned.");
    }
    for (size_t i = 0; i < summary->failure_count; i++)
        doc_item(doc, 0,
                 arena_printf(doc->arena, "%s: %s", summary->failures[i].path,
                              summary->failures[i].text));
    if (!summary->overview)
        return;
    doc_heading(doc, 2, "Overview");
    doc_sheet(doc, compare_shown_overview(summary->overview, doc->arena), NULL);
}

static void finish(struct compare_output *output, const struct compare_summary *summary,
                   struct buf *text)
{
    struct doc *doc = doc_new("Comparison", output->arena);

    head_of(doc, summary);
    md_write(doc, NULL, text);
    buf_add_str(text, buf_str(&output->body));
}

const struct compare_writer compare_writer_md = {
    .name = "md",
    .begin = begin,
    .add = add,
    .finish = finish,
};
