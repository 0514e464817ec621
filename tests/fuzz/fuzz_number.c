#include "fuzz.h"

#include <assay/base/fmt.h>

#include <math.h>
#include <string.h>

/* A number that is read agrees with strtod, and its shortest form reads back to itself. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = {(const char *)data, size};
    struct buf copy = {.ptr = NULL}, shortest = {.ptr = NULL};
    double value, again;
    int decimals;

    if (!str_number(text, &value, &decimals))
        return 0;
    buf_add_str(&copy, text);
    again = strtod(copy.ptr, NULL);
    FUZZ_HOLDS(value == again || (isnan(value) && isnan(again)));
    FUZZ_HOLDS(decimals >= 0);
    fmt_shortest(&shortest, value);
    FUZZ_HOLDS(str_number(buf_str(&shortest), &again, NULL));
    FUZZ_HOLDS(value == again || (isnan(value) && isnan(again)));
    buf_release(&copy);
    buf_release(&shortest);
    return 0;
}
