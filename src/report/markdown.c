#include <assay/report/markdown.h>

#include <assay/report/documents.h>
#include <assay/report/md_out.h>

static bool write_report(const struct report_input *input, struct report_files *files,
                         struct err *err)
{
    md_write(document_of(input), input->figure_suffix, report_files_add(files, "report.md"));
    (void)err;
    return true;
}

const struct report_writer report_markdown = {
    .name = "md",
    .summary = "A report in Markdown, in the shape of the runs' own summaries",
    .plots = PLOTS_NAMED,
    .write = {write_report, write_report, write_report},
};
