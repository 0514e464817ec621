/*
 * summary.txt beside results: one figure a line, all of them claims.
 *
 *     sBLIMP accuracy: 0.5035 (1007/2000)
 *     LibriLight loss @8k: 2.4500
 *     LibriLight slope (early): -0.000008
 *     Paper metrics average: 0.5185
 *
 * The first number behind the colon is the figure; "50.35%" is a share. Lines that name nothing
 * known are passed over.
 */
#ifndef ASSAY_LOAD_PAPER_SUMMARY_H
#define ASSAY_LOAD_PAPER_SUMMARY_H

#include <assay/base/str.h>
#include <assay/model/run_builder.h>

/* text: UTF-8 with \n line ends. Returns how many claims were made. */
size_t paper_push_summary(struct run_builder *builder, struct str text, uint32_t file);

#endif
