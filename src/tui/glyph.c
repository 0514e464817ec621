#include <assay/tui/glyph.h>

#include <assay/base/utf8.h>

#include <string.h>

static void spell(struct glyph *glyph, struct str piece)
{
    struct buf safe = {0};
    size_t length;

    utf8_make_safe(&safe, piece);
    length = safe.len < sizeof(glyph->text) ? safe.len : sizeof(glyph->text) - 1;
    memcpy(glyph->text, safe.ptr, length);
    glyph->text[length] = '\0';
    glyph->spelt = true;
    glyph->width = (int)length;
    buf_release(&safe);
}

/* A character that is drawn over the one before it. */
static bool is_mark(uint32_t code)
{
    return code >= 0x300 && !utf8_is_unsafe(code) && utf8_code_width(code) == 0;
}

/* Into codes from `next` on. */
static void take_marks(struct str *text, struct glyph *glyph, int next)
{
    uint32_t code;
    size_t length;

    for (int i = next; (length = utf8_decode(*text, &code)) && is_mark(code); i++) {
        if (i == CELL_CODES) {
            /* The flood after the fourth mark is not shown. */
            while ((length = utf8_decode(*text, &code)) && is_mark(code))
                *text = (struct str){text->ptr + length, text->len - length};
            return;
        }
        glyph->codes[i] = code;
        *text = (struct str){text->ptr + length, text->len - length};
    }
}

/* Any character. */
static bool take_glyph(struct str *text, struct glyph *glyph)
{
    uint32_t code = 0;
    size_t length = utf8_decode(*text, &code);
    struct str piece = {text->ptr, length ? length : 1};

    if (text->len == 0)
        return false;
    memset(glyph, 0, sizeof(*glyph));
    *text = (struct str){text->ptr + piece.len, text->len - piece.len};
    if (length == 0 || utf8_is_unsafe(code)) {
        spell(glyph, piece);
        return true;
    }
    glyph->codes[0] = code;
    glyph->width = utf8_code_width(code);
    if (glyph->width == 0) {
        /* A mark with nothing under it stands on a blank. */
        glyph->codes[0] = ' ';
        glyph->codes[1] = code;
        glyph->width = 1;
        take_marks(text, glyph, 2);
        return true;
    }
    take_marks(text, glyph, 1);
    return true;
}

/* ASCII that no mark can stand over, since no more than ASCII follows. */
static bool is_plain(struct str text)
{
    return text.len && text.ptr[0] >= ' ' && text.ptr[0] < 0x7f &&
           (text.len == 1 || (unsigned char)text.ptr[1] < 0x80);
}

bool glyph_next(struct str *text, struct glyph *glyph)
{
    if (is_plain(*text)) {
        *glyph = (struct glyph){.codes = {(unsigned char)text->ptr[0]}, .width = 1};
        *text = (struct str){text->ptr + 1, text->len - 1};
        return true;
    }
    return take_glyph(text, glyph);
}

struct look_alike {
    uint32_t first, last;
    const char *ascii; /* one character a code point, or one for the whole range */
};

/* Ranges in rising order. */
static const struct look_alike look_alikes[] = {
    {0xa0, 0xbf, " !cL$Y|S\"c*<-_r-o+23'uP.,1*>123?"},
    {0xc0, 0xff, "AAAAAAACEEEEIIIIDNOOOOOxOUUUUYTsaaaaaaaceeeeiiiidnooooo/ouuuuyty"},
    {0x391, 0x3a9, "ABGDEZHTIKLMNXOPR?STYFXPO"},
    {0x2010, 0x2015, "------"},
    {0x2018, 0x201f, "'''\"\"\"\"\""},
    {0x2020, 0x2022, "+*o"},
    {0x2026, 0x2026, "~"},
    {0x2030, 0x2030, "%"},
    {0x2039, 0x203a, "<>"},
    {0x20ac, 0x20ac, "E"},
    {0x2190, 0x2195, "<^>v||"},
    {0x2212, 0x2212, "-"},
    {0x2248, 0x2248, "~"},
    {0x2260, 0x2265, "!=?<>>"},
    {0x2500, 0x2501, "-"},
    {0x2502, 0x2503, "|"},
    {0x2504, 0x2505, "-"},
    {0x2506, 0x2507, "|"},
    {0x2508, 0x2509, "-"},
    {0x250a, 0x250b, "|"},
    {0x250c, 0x254b, "+"},
    {0x254c, 0x254f, "-"},
    {0x2550, 0x2550, "="},
    {0x2551, 0x2551, "|"},
    {0x2552, 0x2570, "+"},
    {0x2571, 0x257f, "/\\x-|-|-|-|-|-|"},
    {0x2581, 0x2588, ".:-=+*##"},
    {0x2589, 0x258f, "###==::"},
    {0x2590, 0x2590, "#"},
    {0x2591, 0x2593, ".:#"},
    {0x2594, 0x2595, "-|"},
    {0x2596, 0x259f, "#"},
    {0x25a0, 0x25ff, "*"},
    {0x2713, 0x2717, "vvxxx"},
    {0x27e8, 0x27e9, "<>"},
    {0x2800, 0x2800, " "},
    {0x2801, 0x28ff, "*"},
};

char glyph_ascii(uint32_t code)
{
    if (code < 0x7f)
        return code < ' ' ? ' ' : (char)code;
    for (size_t i = 0; i < sizeof(look_alikes) / sizeof(look_alikes[0]); i++) {
        const struct look_alike *range = &look_alikes[i];

        if (code >= range->first && code <= range->last)
            return range->ascii[range->ascii[1] ? code - range->first : 0];
    }
    return '?';
}
