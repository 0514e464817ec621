/*
 * The option --filter: parsed for samples, and its mistakes shown with their place.
 */
#ifndef ASSAY_CMD_FILTER_OPTION_H
#define ASSAY_CMD_FILTER_OPTION_H

#include <assay/cmd/options.h>
#include <assay/session/filter.h>

/* *filter is NULL when the option was not given; filter_free frees it. */
bool filter_option_parse(const struct arguments *arguments, struct filter **filter,
                         struct err *err);
/* On stderr, the filter and a mark under its mistake; nothing when it has none. */
void filter_option_show(const struct arguments *arguments);

#endif
