#include <assay/report/documents.h>

#include <assay/report/doc_of_many.h>
#include <assay/report/doc_of_pair.h>
#include <assay/report/doc_of_run.h>
#include <assay/report/rest.h>

enum { FLIPS_MOST = 200 };

static const struct doc *pair_document(const struct report_input *input)
{
    const struct topic *topic = input->topic;
    struct compare_part part = {
        .comparison = topic->comparison, .gate = topic->gate, .all = true, .flips = FLIPS_MOST};
    struct doc *doc = doc_new(topic_title(topic), topic->arena);

    doc_heading(doc, 1, "Comparison");
    doc_add_pair(doc, &part, input->plots, rest_in_table(input, "flips"));
    return doc;
}

static const struct doc *many_document(const struct report_input *input)
{
    return doc_of_many(input->topic->many, input->plots, input->links, input->link_count,
                       input->topic->arena);
}

static const struct doc *(*const makers[TOPIC_KINDS])(const struct report_input *input) = {
    [TOPIC_RUN] = doc_of_run,
    [TOPIC_PAIR] = pair_document,
    [TOPIC_MANY] = many_document,
};

const struct doc *document_of(const struct report_input *input)
{
    return makers[input->topic->kind](input);
}
