/*
 * Comparisons as one JSON document, described by share/schemas/compare.schema.json.
 */
#ifndef ASSAY_REPORT_COMPARE_JSON_H
#define ASSAY_REPORT_COMPARE_JSON_H

#include <assay/report/compare_writer.h>

extern const struct compare_writer compare_writer_json;

#endif
