/*
 * The paths of json_index for x86-64: SSE2 (every such processor), AVX2 with PCLMUL, AVX-512 with
 * VBMI2. On other machines none of them exists. What a path does is told in json_index.h.
 */
#ifndef ASSAY_LOAD_JSON_INDEX_X86_H
#define ASSAY_LOAD_JSON_INDEX_X86_H

#include <assay/load/json_index.h>

/* The path, or NULL when the processor at hand cannot run it. */
json_index_fn *json_index_x86(enum json_path path);

#endif
