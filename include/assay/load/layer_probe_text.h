/* A results summary in text: see layer_read_text in layer_probe_parts.h. */
#ifndef ASSAY_LOAD_LAYER_PROBE_TEXT_H
#define ASSAY_LOAD_LAYER_PROBE_TEXT_H

#include <assay/load/layer_probe_parts.h>

#endif
