#include <assay/tui/sample_cell.h>

#include <assay/base/fmt.h>

#include <math.h>

struct str sample_cell_text(const struct run *run, const struct samples *samples, int field,
                            size_t row, struct arena *scratch)
{
    double number = field == SAMPLE_SCORE || field == SAMPLE_SECONDS
                        ? sample_field_number(samples, (size_t)field, row)
                        : NAN;

    if (!isnan(number))
        return str_of(field == SAMPLE_SECONDS ? fmt_fixed(scratch, number, 2)
                                              : fmt_share(scratch, number));
    return sample_fields[field].text(run, samples, row, arena_alloc(scratch, SAMPLE_FIELD_ROOM));
}
