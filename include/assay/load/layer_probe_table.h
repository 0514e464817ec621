/* metrics_per_layer.csv: see layer_read_table in layer_probe_parts.h. */
#ifndef ASSAY_LOAD_LAYER_PROBE_TABLE_H
#define ASSAY_LOAD_LAYER_PROBE_TABLE_H

#include <assay/load/layer_probe_parts.h>

#endif
