/*
 * assay export --tags: the tagged samples of runs (session/tags.h) as rows, and what the tags would
 * make of the score.
 */
#ifndef ASSAY_CMD_EXPORT_TAGS_H
#define ASSAY_CMD_EXPORT_TAGS_H

#include <assay/base/str.h>
#include <assay/session/tags.h>

/* The line that names the columns. */
void export_tags_csv_head(struct buf *out);
void export_tags_csv_row(struct buf *out, const struct run *run, const struct tag *tag);
void export_tags_json_row(struct buf *out, const struct run *run, const struct tag *tag);
/*
 * A line a set that has tags: the score as evaluated and as it would be. A line each for what of
 * the file is not shown. Nothing for a run without tags.
 */
void export_tags_summary(struct buf *out, const struct run *run, const struct tags *tags);

#endif
