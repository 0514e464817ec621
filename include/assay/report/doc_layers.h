/*
 * Sections of a layer-probe run: Dataset Summary, Core Metrics, Derived, Metrics by Layer.
 * Nothing when the run has no probes.
 */
#ifndef ASSAY_REPORT_DOC_LAYERS_H
#define ASSAY_REPORT_DOC_LAYERS_H

#include <assay/report/doc_run.h>

void doc_layers(const struct doc_run *report);

#endif
