#include "fuzz.h"

#include <assay/base/code_spans.h>
#include <assay/base/utf8.h>
#include <assay/base/wrap.h>

#include <string.h>

/* Ends where the next begins, in order, within the text; wider than the screen only for one glyph.
 */
static void check_lines(const struct wrap *wrap, size_t columns)
{
    const struct str text = wrap_text(wrap);
    size_t count = wrap_count(wrap);

    FUZZ_HOLDS(count >= 1 && wrap_start(wrap, 0) == 0);
    for (size_t i = 0; i < count; i++) {
        struct str line = wrap_line(wrap, i);
        size_t start = wrap_start(wrap, i);

        FUZZ_HOLDS(start + line.len <= text.len);
        FUZZ_HOLDS(i == 0 || start > wrap_start(wrap, i - 1));
        FUZZ_HOLDS(!memchr(line.ptr, '\n', line.len));
        FUZZ_HOLDS(wrap_line_at(wrap, start) == i);
        FUZZ_HOLDS(utf8_valid(line));
        FUZZ_HOLDS(columns == 1 ? utf8_width(line) <= 2 : utf8_width(line) <= columns);
    }
}

/* Parts of neighbouring columns make up the line, wide glyphs on the edge aside. */
static void check_columns(const struct wrap *wrap, size_t columns)
{
    for (size_t s = 0; s < wrap_source_count(wrap); s++) {
        size_t width = wrap_source_width(wrap, s), seen = 0;

        FUZZ_HOLDS(width <= wrap_widest(wrap));
        for (size_t from = 0; from < width; from += columns) {
            struct wrap_part part = wrap_columns(wrap, s, from, columns);

            FUZZ_HOLDS(part.pad + utf8_width(part.text) <= columns);
            seen += utf8_width(part.text);
        }
        FUZZ_HOLDS(seen <= width && seen + 2 * (width / columns) >= width);
    }
}

static void check_code(const struct wrap *wrap, enum code_language language, size_t most)
{
    struct code_span spans[64];
    uint8_t state = (uint8_t)most;

    for (size_t s = 0; s < wrap_source_count(wrap); s++) {
        struct str line = wrap_source_line(wrap, s);
        size_t count = code_line(language, line, &state, spans, most), at = 0;

        FUZZ_HOLDS(count <= most && (count > 0) == (line.len > 0));
        for (size_t i = 0; i < count; i++) {
            FUZZ_HOLDS(spans[i].start == at && spans[i].length > 0);
            FUZZ_HOLDS(i == 0 || count == most || spans[i].kind != spans[i - 1].kind);
            at += spans[i].length;
        }
        FUZZ_HOLDS(at == line.len);
    }
}

/* The first byte chooses width and language, the rest is the text. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct wrap *wrap;
    size_t columns;

    if (size == 0)
        return 0;
    columns = (size_t)(data[0] & 31) + 1;
    wrap = wrap_new((struct str){(const char *)data + 1, size - 1});
    check_columns(wrap, columns);
    check_code(wrap, (enum code_language)(data[0] % 3), columns);
    wrap_set(wrap, columns, WRAP_WORDS);
    check_lines(wrap, columns);
    wrap_free(wrap);
    return 0;
}
