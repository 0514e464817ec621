/*
 * A field of a sample as tables show it: scores with four decimals and seconds with two, so that
 * their points align; all else as the field prints itself. The sample's own view shows them in
 * full.
 */
#ifndef ASSAY_TUI_SAMPLE_CELL_H
#define ASSAY_TUI_SAMPLE_CELL_H

#include <assay/base/arena.h>
#include <assay/session/sample_field.h>

/* field: an enum sample_field_index. Lives in scratch or in the run. */
struct str sample_cell_text(const struct run *run, const struct samples *samples, int field,
                            size_t row, struct arena *scratch);

#endif
