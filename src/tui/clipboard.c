#include <assay/tui/clipboard.h>

#include <stdint.h>
#include <string.h>

/* GNU screen drops strings beyond 256 bytes in its older versions. */
enum { SCREEN_PIECE = 240 };

/* Terminals without a clipboard, by the start of their name. */
static const char *const without[] = {"linux", "vt", "dumb", "ansi", "cons25", "sun", NULL};

enum clipboard_way clipboard_way(const char *term, const char *tmux, const char *screen)
{
    if (tmux && tmux[0])
        return CLIPBOARD_TMUX;
    if (screen && screen[0])
        return CLIPBOARD_SCREEN;
    for (size_t i = 0; term && without[i]; i++)
        if (str_starts(str_of(term), without[i]))
            return CLIPBOARD_NONE;
    return CLIPBOARD_PLAIN;
}

void base64_add(struct buf *out, struct str bytes)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < bytes.len; i += 3) {
        size_t left = bytes.len - i;
        uint32_t group = (uint32_t)(unsigned char)bytes.ptr[i] << 16;

        if (left > 1)
            group |= (uint32_t)(unsigned char)bytes.ptr[i + 1] << 8;
        if (left > 2)
            group |= (unsigned char)bytes.ptr[i + 2];
        buf_add_char(out, digits[group >> 18]);
        buf_add_char(out, digits[group >> 12 & 63]);
        buf_add_char(out, left > 1 ? digits[group >> 6 & 63] : '=');
        buf_add_char(out, left > 2 ? digits[group & 63] : '=');
    }
}

static void add_tmux(struct buf *out, struct str sequence)
{
    buf_add_c(out, "\033Ptmux;");
    for (size_t i = 0; i < sequence.len; i++) {
        if (sequence.ptr[i] == '\033')
            buf_add_char(out, '\033');
        buf_add_char(out, sequence.ptr[i]);
    }
    buf_add_c(out, "\033\\");
    buf_add_str(out, sequence);
}

static void add_screen(struct buf *out, struct str sequence)
{
    while (sequence.len) {
        size_t piece = sequence.len < SCREEN_PIECE ? sequence.len : SCREEN_PIECE;

        buf_add_c(out, "\033P");
        buf_add(out, sequence.ptr, piece);
        buf_add_c(out, "\033\\");
        sequence.ptr += piece;
        sequence.len -= piece;
    }
}

bool clipboard_sequence(struct buf *out, struct str text, enum clipboard_way way)
{
    struct buf sequence = {.ptr = NULL};

    if (way == CLIPBOARD_NONE || (text.len + 2) / 3 * 4 > CLIPBOARD_MOST)
        return false;
    buf_add_c(&sequence, "\033]52;c;");
    base64_add(&sequence, text);
    buf_add_char(&sequence, '\a');
    if (way == CLIPBOARD_TMUX)
        add_tmux(out, buf_str(&sequence));
    else if (way == CLIPBOARD_SCREEN)
        add_screen(out, buf_str(&sequence));
    else
        buf_add_str(out, buf_str(&sequence));
    buf_release(&sequence);
    return true;
}
