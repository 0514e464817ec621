/*
 * Writers of figures: every plot that the topic has, as figures/NAME.svg, .png or .pdf, where NAME
 * is the kind's file. PNG and PDF are made by cairo.
 */
#ifndef ASSAY_REPORT_FIGURES_OUT_H
#define ASSAY_REPORT_FIGURES_OUT_H

#include <assay/report/report.h>

extern const struct report_writer report_svg, report_png, report_pdf;

#endif
