/*
 * JSON documents (summaries, configurations, metadata, single records) as a tree, through cJSON.
 *
 * Beside JSON, the bare words NaN, Infinity and -Infinity are numbers, as Python writes them, and a
 * byte order mark is passed over. Numbers keep the text they were printed with and the line they
 * stand in. Nesting beyond 1,000 levels is refused. The tree lives in the arena.
 */
#ifndef ASSAY_LOAD_JSON_DOC_H
#define ASSAY_LOAD_JSON_DOC_H

#include <assay/base/err.h>
#include <assay/load/control.h>
#include <assay/model/meta.h>

/* NULL and err (line and cause, no file) when the text is no JSON value. */
struct meta *json_doc_parse(struct arena *arena, struct str text, struct err *err);
/* The same for a file of at most DOCUMENT_LIMIT bytes; err names it. control may be NULL. */
struct meta *json_doc_read(struct arena *arena, const char *path,
                           const struct load_control *control, struct err *err);

#endif
