#include <assay/session/nearest.h>

#include <stdint.h>

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static struct str cut(struct str text)
{
    return (struct str){text.ptr, text.len < NEAREST_BYTES ? text.len : NEAREST_BYTES};
}

/* Levenshtein's distance, one row of the table at a time. */
static size_t distance(struct str a, struct str b)
{
    size_t row[NEAREST_BYTES + 1];

    for (size_t j = 0; j <= b.len; j++)
        row[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t before = row[0];

        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t change = before + (lower(a.ptr[i - 1]) != lower(b.ptr[j - 1]));

            before = row[j];
            row[j] = row[j] < row[j - 1] ? row[j] + 1 : row[j - 1] + 1;
            if (change < row[j])
                row[j] = change;
        }
    }
    return row[b.len];
}

struct nearest nearest_to(struct str wanted)
{
    return (struct nearest){.wanted = cut(wanted), .edits = SIZE_MAX};
}

bool nearest_try(struct nearest *nearest, const char *name)
{
    size_t edits = distance(nearest->wanted, cut(str_of(name)));

    if (edits >= nearest->edits)
        return false;
    nearest->edits = edits;
    nearest->name = name;
    return true;
}
