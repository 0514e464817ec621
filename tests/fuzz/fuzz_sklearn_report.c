#include "fuzz.h"

#include <assay/load/sklearn_report.h>

/* Every cell and every line lies within the text; a table has rows. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = {(const char *)data, size};
    struct arena *arena = arena_new();
    struct sklearn_report report;
    bool found = sklearn_report_parse(text, arena, &report);

    FUZZ_HOLDS(found == (report.row_count > 0));
    FUZZ_HOLDS(!found || sklearn_report_seen(text));
    for (size_t i = 0; i < report.row_count; i++) {
        FUZZ_HOLDS(report.rows[i].name[0] != '\0');
        for (size_t c = 0; c < REPORT_COLUMNS; c++) {
            struct str cell = report.rows[i].cell[c];

            FUZZ_HOLDS(cell.len == 0 ||
                       (cell.ptr >= text.ptr && cell.ptr + cell.len <= text.ptr + text.len));
        }
    }
    arena_free(arena);
    return 0;
}
