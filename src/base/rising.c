#include <assay/base/rising.h>

size_t rising_find(const double *values, size_t count, double wanted)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (values[middle] < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && values[low] == wanted ? low : SIZE_MAX;
}
