#include <assay/model/labels.h>

#include <string.h>

uint16_t label_find(const struct label_set *set, const char *name)
{
    for (size_t k = 0; set && k < set->count; k++)
        if (strcmp(set->names[k], name) == 0)
            return (uint16_t)k;
    return LABEL_MISSING;
}
