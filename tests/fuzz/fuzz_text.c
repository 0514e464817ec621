#include "fuzz.h"

#include <assay/base/path.h>
#include <assay/base/utf8.h>

#include <string.h>

/* Whatever comes in, what is printed is valid, steady under a second pass, and cut within bounds.
 */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = {(const char *)data, size};
    struct buf safe = {.ptr = NULL}, again = {.ptr = NULL}, other = {.ptr = NULL};
    size_t columns = size ? data[0] : 0;
    struct str cut;

    utf8_make_safe(&safe, text);
    FUZZ_HOLDS(utf8_valid(buf_str(&safe)));
    utf8_make_safe(&again, buf_str(&safe));
    FUZZ_HOLDS(str_eq(buf_str(&safe), buf_str(&again)));
    cut = utf8_cut(buf_str(&safe), columns);
    FUZZ_HOLDS(utf8_valid(cut) && utf8_width(cut) <= columns);
    utf8_from_cp1252(&other, text);
    FUZZ_HOLDS(utf8_valid(buf_str(&other)));
    buf_clear(&other);
    if (utf8_undo_mojibake(&other, text))
        FUZZ_HOLDS(other.len < size && utf8_valid(buf_str(&other)));
    buf_release(&safe);
    buf_release(&again);
    buf_release(&other);
    return 0;
}
