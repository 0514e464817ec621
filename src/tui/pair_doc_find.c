#include "pair_doc_internal.h"

#include <assay/session/text_pattern.h>

static bool strip_holds(const struct strip *strip, const struct text_pattern *pattern)
{
    if (strip->title && text_pattern_match(pattern, str_of(strip->title)))
        return true;
    for (int side = 0; side < SIDES && strip->kind == STRIP_FACT; side++)
        if (strip->facts[side] && text_pattern_match(pattern, strip->facts[side]->key))
            return true;
    return false;
}

static bool row_holds(const struct pair_doc *doc, const struct strip *strip, size_t row,
                      const struct text_pattern *pattern)
{
    for (int side = 0; side < SIDES && strip->piece; side++) {
        const struct wrap *wrap = strip->piece->texts[side];
        size_t first = 0, rows, before = 0;

        if (!wrap)
            continue;
        rows = strip->kind == STRIP_LINE
                   ? pair_doc_rows(strip->piece, (enum pair_side)side,
                                   side == SIDE_A ? strip->pair.a : strip->pair.b, &first)
                   : wrap_count(wrap);
        if (side == SIDE_B && pair_doc_stacks(doc->width) && strip->lines > rows)
            before = strip->lines - rows;
        if (row >= before && row - before < rows &&
            text_pattern_match(pattern, wrap_line(wrap, first + row - before)))
            return true;
    }
    return false;
}

size_t pair_doc_find(const struct pair_doc *doc, const char *needle, size_t from, bool forward)
{
    struct text_pattern pattern;
    size_t found = SIZE_MAX, line = from;

    text_pattern_set(&pattern, TEXT_CONTAINS, str_of(needle), NULL);
    for (size_t i = 0; i < doc->lines && found == SIZE_MAX; i++) {
        const struct strip *strip;

        line = forward ? (line + 1) % doc->lines : (line + doc->lines - 1) % doc->lines;
        strip = &doc->strips[pair_doc_strip_at(doc, line)];
        if ((line == strip->first && strip_holds(strip, &pattern)) ||
            row_holds(doc, strip, line - strip->first, &pattern))
            found = line;
    }
    text_pattern_release(&pattern);
    return found;
}
