/*
 * JUnit XML of an audit (of a pair: see compare_junit.h): a testsuite a run, a testcase a claim, in
 * the shape that Jenkins and most CI services read (Jenkins' junit-10.xsd, JUnit 4 and Ant).
 *
 *   =  passes        ~  passes; what was allowed stands in system-out
 *   !  failure       ?  skipped
 *
 * classname is the file that claims, name the claim. Texts of files are made safe as for a terminal
 * and then escaped, so that the XML is well-formed whatever bytes a run holds. No clock, no times.
 */
#ifndef ASSAY_REPORT_JUNIT_H
#define ASSAY_REPORT_JUNIT_H

#include <assay/report/report.h>

extern const struct report_writer report_junit; /* "junit.xml" */

/* One document of all the documents that the writer put into `files`, in order. */
void junit_join(const struct report_files *files, struct buf *out);

#endif
