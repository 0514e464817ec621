#include <assay/model/labels.h>

#include <assay/base/str.h>

#include <string.h>

uint16_t label_find(const struct label_set *set, const char *name)
{
    for (size_t k = 0; k < set->count; k++)
        if (strcmp(set->names[k], name) == 0)
            return (uint16_t)k;
    for (size_t k = 0; k < set->count; k++)
        if (str_eq_nocase(str_of(set->names[k]), str_of(name)))
            return (uint16_t)k;
    return LABEL_MISSING;
}
