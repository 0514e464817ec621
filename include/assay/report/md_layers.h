/*
 * Markdown sections of a layer-probe run: Dataset Summary, Core Metrics, Derived, Metrics by Layer.
 * Nothing when the run has no probes.
 */
#ifndef ASSAY_REPORT_MD_LAYERS_H
#define ASSAY_REPORT_MD_LAYERS_H

#include <assay/report/md_report.h>

void md_layers(const struct md_report *report);

#endif
