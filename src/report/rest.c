#include <assay/report/rest.h>

const char *rest_in_table(const struct report_input *input, const char *name)
{
    if (!input->has_tables)
        return "assay report --to csv writes them all";
    return arena_printf(input->topic->arena, "tables/%s.csv has them all", name);
}

const char *rest_in_markdown(const struct report_input *input)
{
    return input->has_markdown ? "report.md has them all" : "assay report --to md writes them all";
}
