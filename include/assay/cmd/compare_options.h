/*
 * The options of assay compare, read into what a comparison, its gate and its writer want. A policy
 * file's settings stand in for options that are not given.
 */
#ifndef ASSAY_CMD_COMPARE_OPTIONS_H
#define ASSAY_CMD_COMPARE_OPTIONS_H

#include <assay/cmd/options.h>
#include <assay/report/compare_writer.h>
#include <assay/session/gate.h>

struct compare_wanted {
    struct compare_options options;
    const struct policy *policy;
    enum gate_mode mode;
    const struct compare_writer *writer;
    bool all;
    size_t flips;
};

/* All that assay compare takes; ends in NULL. */
extern const struct option *const compare_option_list[];

/* False and err: ERR_USAGE, or what is wrong with the policy file. */
bool compare_options_read(const struct arguments *arguments, struct arena *arena,
                          struct compare_wanted *wanted, struct err *err);

#endif
