/*
 * Comparisons as JUnit XML: a testsuite a candidate, a testcase a rule of the gate, or without a
 * gate a row of the metrics (where there are none, the headline).
 *
 *   regressed      failure     of an advisory rule system-out
 *   inconclusive   failure where it counts for the exit code, else skipped
 *
 * A candidate that could not be compared is a testsuite with one error.
 */
#ifndef ASSAY_REPORT_COMPARE_JUNIT_H
#define ASSAY_REPORT_COMPARE_JUNIT_H

#include <assay/report/compare_writer.h>

extern const struct compare_writer compare_writer_junit;

#endif
