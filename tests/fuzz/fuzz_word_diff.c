#include "fuzz.h"

#include <assay/base/word_diff.h>

#include <string.h>

static void check(const struct word_diff *diff, struct str a, struct str b)
{
    size_t at_a = 0, at_b = 0;

    for (size_t i = 0; i < diff->count; i++) {
        const struct diff_part *part = &diff->parts[i];

        FUZZ_HOLDS(part->a == at_a && part->b == at_b);
        FUZZ_HOLDS(part->a_length + part->b_length > 0);
        FUZZ_HOLDS(i == 0 || part->changed != diff->parts[i - 1].changed);
        FUZZ_HOLDS(part->changed || part->a_length == part->b_length);
        FUZZ_HOLDS(part->changed || memcmp(a.ptr + part->a, b.ptr + part->b, part->a_length) == 0);
        at_a += part->a_length;
        at_b += part->b_length;
    }
    FUZZ_HOLDS(at_a == a.len && at_b == b.len);
    FUZZ_HOLDS(!str_eq(a, b) || diff->count == (a.len > 0));
}

/* Two texts with a NUL between. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    const char *end = size ? memchr(text, '\0', size) : NULL;
    struct str a = {text, end ? (size_t)(end - text) : size};
    struct str b = end ? (struct str){end + 1, size - a.len - 1} : a;
    struct arena *arena = arena_new();
    const struct word_diff *one = word_diff(a, b, arena), *other = word_diff(b, a, arena);

    check(one, a, b);
    check(other, b, a);
    FUZZ_HOLDS(one->count == other->count && one->coarse == other->coarse);
    for (size_t i = 0; i < one->count; i++)
        FUZZ_HOLDS(one->parts[i].a == other->parts[i].b &&
                   one->parts[i].a_length == other->parts[i].b_length);
    arena_free(arena);
    return 0;
}
