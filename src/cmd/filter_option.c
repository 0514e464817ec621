#include <assay/cmd/filter_option.h>

#include <assay/session/filter_print.h>
#include <assay/session/sample_scope.h>

#include <stdio.h>

bool filter_option_parse(const struct arguments *arguments, struct filter **filter, struct err *err)
{
    const char *text = option_value(arguments, &option_filter, NULL);
    struct filter_vocabulary vocabulary = sample_vocabulary(NULL);

    *filter = text ? filter_parse(&vocabulary, str_of(text), NULL, err) : NULL;
    return !text || *filter;
}

void filter_option_show(const struct arguments *arguments)
{
    const char *text = option_value(arguments, &option_filter, NULL);
    struct filter_vocabulary vocabulary = sample_vocabulary(NULL);
    struct filter_fault fault;
    struct filter *filter = filter_parse(&vocabulary, str_of(text), &fault, NULL);
    struct buf out = {.ptr = NULL};

    if (!filter) {
        filter_fault_print(str_of(text), &fault, "  ", &out);
        fwrite(out.ptr, 1, out.len, stderr);
    }
    filter_free(filter);
    buf_release(&out);
}
