#include <assay/report/html.h>

#include <assay/report/documents.h>
#include <assay/report/html_claims.h>
#include <assay/report/html_doc.h>
#include <assay/report/html_samples.h>

#include <string.h>

/* The first heading of that level from there on. */
static size_t next_heading(const struct doc *doc, size_t from, int level)
{
    while (from < doc->count &&
           !(doc->blocks[from].kind == BLOCK_HEADING && doc->blocks[from].level <= level))
        from++;
    return from;
}

/* The document's section of claims, which a page writes with their evidence. */
static size_t claims_of(const struct doc *doc)
{
    for (size_t i = next_heading(doc, 0, 2); i < doc->count; i = next_heading(doc, i + 1, 2))
        if (doc->blocks[i].level == 2 && doc->blocks[i].spans &&
            strcmp(doc->blocks[i].spans->text, DOCUMENT_CLAIMS) == 0)
            return i;
    return doc->count;
}

/* The title comes first, then what `input` is for runs. */
static size_t write_title(struct html_page *page, const struct doc *doc)
{
    bool has_title = doc->count && doc->blocks[0].kind == BLOCK_HEADING;

    if (has_title)
        html_heading(page, 1, doc->blocks[0].spans);
    else
        html_heading_text(page, 1, doc->title);
    return has_title;
}

static bool write_run(const struct report_input *input, struct report_files *files, struct err *err)
{
    const struct figures *figures = input->topic->figures;
    const struct doc *doc = document_of(input);
    struct html_page *page = html_page_new(input, doc->title);
    size_t claims = claims_of(doc), rest = next_heading(doc, claims + 1, 2);
    size_t first = write_title(page, doc);

    (void)err;
    html_tally(page, figures->input->audit);
    html_claims_keep_room(page, figures->input->audit);
    html_blocks(page, doc, first, claims);
    html_samples(page, figures);
    html_claims(page, figures->input);
    html_blocks(page, doc, rest, doc->count);
    html_page_finish(page, report_files_add(files, "index.html"));
    return true;
}

static bool write_other(const struct report_input *input, struct report_files *files,
                        struct err *err)
{
    const struct doc *doc = document_of(input);
    struct html_page *page = html_page_new(input, doc->title);

    (void)err;
    html_blocks(page, doc, write_title(page, doc), doc->count);
    html_page_finish(page, report_files_add(files, "index.html"));
    return true;
}

const struct report_writer report_html = {
    .name = "html",
    .summary = "One page for a browser, with figures, evidence and excerpts; it loads nothing",
    .plots = PLOTS_DRAWN,
    .write = {[TOPIC_RUN] = write_run, [TOPIC_PAIR] = write_other, [TOPIC_MANY] = write_other},
};
