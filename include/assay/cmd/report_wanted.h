/*
 * What the command line of assay report asks for: kinds of files, looks, and where.
 */
#ifndef ASSAY_CMD_REPORT_WANTED_H
#define ASSAY_CMD_REPORT_WANTED_H

#include <assay/cmd/options.h>
#include <assay/report/report.h>
#include <assay/session/session.h>

#include <stdint.h>

enum { REPORT_WRITERS_MOST = 16 };

struct report_wanted {
    const char *directory; /* as given */
    const char *baseline;  /* NULL: each run for itself, and all together */
    const struct report_writer *writers[REPORT_WRITERS_MOST];
    size_t writer_count;
    enum plot_use plots;       /* the most that one of them does */
    const char *figure_suffix; /* of figures that pages may show; NULL: none are written */
    struct report_options options;
    bool if_changed;
};

extern const struct option report_option_output, report_option_to, report_option_baseline,
    report_option_if_changed;

/* False and err: ERR_USAGE, or ERR_UNSUPPORTED for a kind of file that this build cannot write. */
bool report_wanted_read(const struct arguments *arguments, struct arena *arena,
                        struct report_wanted *wanted, struct err *err);
/*
 * Checksum of all but the runs' files that decides what a report says: the program, options, the
 * colours of its themes, the versions of libraries.
 */
uint64_t report_wanted_checksum(const struct report_wanted *wanted,
                                const struct arguments *arguments,
                                const struct session_options *session);

#endif
