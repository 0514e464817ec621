#include "fuzz.h"

#include <assay/base/path.h>
#include <assay/base/utf8.h>
#include <assay/report/xlsx_text.h>

#include <string.h>

/* Characters as a workbook counts them. */
static size_t units_of(struct str text)
{
    size_t units = 0;

    while (text.len) {
        uint32_t code;
        size_t length = utf8_decode(text, &code);

        FUZZ_HOLDS(length > 0 && code >= 0x20);
        units += code > 0xffff ? 2 : 1;
        text.ptr += length;
        text.len -= length;
    }
    return units;
}

/* A cell and a sheet name of a workbook. */
static void check_xlsx(struct str text)
{
    struct arena *arena = arena_new();
    struct buf cell = {.ptr = NULL};
    const char *name =
        xlsx_sheet_name(arena_strndup(arena, text.len ? text.ptr : "", text.len), NULL, 0, arena);
    const char *again = xlsx_sheet_name(name, &name, 1, arena);

    xlsx_text(&cell, text);
    FUZZ_HOLDS(units_of(buf_str(&cell)) <= XLSX_TEXT_MOST);
    FUZZ_HOLDS(name[0] && units_of(str_of(name)) <= XLSX_NAME_MOST);
    FUZZ_HOLDS(!strpbrk(name, "[]:*?/\\") && name[0] != '\'' && name[strlen(name) - 1] != '\'');
    FUZZ_HOLDS(units_of(str_of(again)) <= XLSX_NAME_MOST && strcmp(name, again) != 0);
    buf_release(&cell);
    arena_free(arena);
}

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
    check_xlsx(text);
    buf_release(&safe);
    buf_release(&again);
    buf_release(&other);
    return 0;
}
