/*
 * summary.json and dataset_info.json: see layer_read_summary and layer_read_dataset in
 * layer_probe_parts.h.
 */
#ifndef ASSAY_LOAD_LAYER_PROBE_CLAIMS_H
#define ASSAY_LOAD_LAYER_PROBE_CLAIMS_H

#include <assay/load/layer_probe_parts.h>

#endif
