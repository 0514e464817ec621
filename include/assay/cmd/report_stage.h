/*
 * Stage: where a report is built before it takes the place of the old one.
 *
 *     struct stage *stage = stage_open("results/report", &err);
 *     … files are written below stage_directory(stage) …
 *     stage_place(stage, record, directory_exchange, &err);
 *     stage_close(stage);
 *
 * The stage is a hidden directory beside the target, ".assay-NAME-XXXXXX", and is gone when
 * stage_close returns. The new report is exchanged with the old one in one step, so that whoever
 * looks sees the one or the other. It is moved in file by file, the index last, where that cannot
 * be: the system has no such step, the target is a mount point or the current directory (which
 * would be taken from under the shell's feet), or nothing may be made beside it; then the stage is
 * inside the target.
 *
 * A target that holds files which no report wrote is refused, so nothing foreign is ever lost, and
 * what appears in it while the report is being built stays. Of an old report only what its record
 * lists is removed.
 *
 * Stages that a killed process left are removed by the next stage_open for the same target. Each is
 * locked by its process; those of running ones stay.
 *
 * stage_abandon may be called in any thread, once: it removes the stage at once and makes the
 * others' calls fail, unless the report is just being put in its place; then it waits for that.
 */
#ifndef ASSAY_CMD_REPORT_STAGE_H
#define ASSAY_CMD_REPORT_STAGE_H

#include <assay/base/err.h>
#include <assay/base/str.h>

struct stage;

/* NULL and err when the target cannot be one: ERR_USAGE for foreign files in it, else ERR_IO. */
struct stage *stage_open(const char *target, struct err *err);
/* Where the new report is built. */
const char *stage_directory(const struct stage *stage);
/* The target as an absolute path without links. */
const char *stage_target(const struct stage *stage);

/* False with errno set when it did not happen. */
typedef bool (*stage_exchange_function)(const char *a, const char *b);
/* record: the new report's, as text. Nothing has changed when it fails before the first move. */
bool stage_place(struct stage *stage, struct str record, stage_exchange_function exchange,
                 struct err *err);
void stage_abandon(struct stage *stage);
void stage_close(struct stage *stage);

#endif
