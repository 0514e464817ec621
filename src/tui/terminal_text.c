#include <assay/tui/terminal_text.h>

#include <assay/base/utf8.h>
#include <assay/tui/glyph.h>

#include <errno.h>
#include <string.h>
#include <unistd.h>

static bool is_listed(struct str name, const char *const *list)
{
    for (; *list; list++)
        if (str_eq_c(name, *list))
            return true;
    return false;
}

void terminal_write(struct str text)
{
    while (text.len) {
        ssize_t done = write(STDOUT_FILENO, text.ptr, text.len);

        if (done < 0 && errno != EINTR)
            return;
        if (done > 0) {
            text.ptr += done;
            text.len -= (size_t)done;
        }
    }
}

/* ---- titles ---- */

bool terminal_has_title(const char *term)
{
    static const char *const starts[] = {"xterm",   "tmux", "screen",  "rxvt", "alacritty", "foot",
                                         "wezterm", "st-",  "konsole", "vte",  "kitty",     NULL};

    for (size_t i = 0; term && starts[i]; i++)
        if (str_starts(str_of(term), starts[i]))
            return true;
    return false;
}

/* Columns: a run may call itself anything, and a terminal keeps what it is told. */
enum { TITLE_MOST = 160 };

void terminal_title(struct buf *out, struct str title, bool utf8)
{
    struct buf safe = {.ptr = NULL};
    struct str rest;
    uint32_t code;

    utf8_make_safe(&safe, utf8_cut(title, TITLE_MOST));
    buf_add_c(out, "\033]2;");
    rest = utf8_cut(buf_str(&safe), TITLE_MOST);
    while (rest.len) {
        size_t length = utf8_decode(rest, &code);

        if (length <= 1 || utf8)
            buf_add(out, rest.ptr, length ? length : 1);
        else
            buf_add_char(out, glyph_ascii(code));
        rest.ptr += length ? length : 1;
        rest.len -= length ? length : 1;
    }
    buf_add_char(out, '\a');
    buf_release(&safe);
}

/* ---- mouse ---- */

/* Bits of the button's number: 4, 8, 16 are Shift, Meta, Control; 32 is moving; 64 the wheel. */
enum { BUTTON_LEFT = 0, BUTTON_MOVES = 32, BUTTON_WHEEL_UP = 64, BUTTON_WHEEL_DOWN = 65 };
enum { BUTTON_MODIFIERS = 4 | 8 | 16, PLACE_MOST = 9999 };

static bool take_number(struct str *text, char end, int *number)
{
    struct str part;
    long long value;

    if (!memchr(text->ptr ? text->ptr : "", end, text->len) || !str_split(text, end, &part) ||
        !str_integer(part, &value) || value < 0 || value > PLACE_MOST)
        return false;
    *number = (int)value;
    return true;
}

bool mouse_report(struct str text, enum mouse_kind *kind, int *row, int *column)
{
    bool release = str_ends(text, "m");
    int button, x, y;

    if (!take_number(&text, ';', &button) || !take_number(&text, ';', &x) ||
        !take_number(&text, release ? 'm' : 'M', &y) || text.len || x < 1 || y < 1)
        return false;
    switch (button & ~BUTTON_MODIFIERS) {
    case BUTTON_LEFT:
        *kind = release ? MOUSE_RELEASE : MOUSE_PRESS;
        break;
    case BUTTON_LEFT | BUTTON_MOVES:
        *kind = MOUSE_DRAG;
        break;
    case BUTTON_WHEEL_UP:
        *kind = MOUSE_WHEEL_UP;
        break;
    case BUTTON_WHEEL_DOWN:
        *kind = MOUSE_WHEEL_DOWN;
        break;
    default:
        return false;
    }
    *row = y - 1;
    *column = x - 1;
    return true;
}

/* ---- keys ---- */

/* Both forms of the arrows (normal and application mode), and what xterm, rxvt and the Linux
 * console send for the rest. */
const struct key_sequence key_sequences[] = {
    {"\033[A", PRESS_UP},       {"\033OA", PRESS_UP},         {"\033[B", PRESS_DOWN},
    {"\033OB", PRESS_DOWN},     {"\033[C", PRESS_RIGHT},      {"\033OC", PRESS_RIGHT},
    {"\033[D", PRESS_LEFT},     {"\033OD", PRESS_LEFT},       {"\033[H", PRESS_HOME},
    {"\033OH", PRESS_HOME},     {"\033[1~", PRESS_HOME},      {"\033[7~", PRESS_HOME},
    {"\033[F", PRESS_END},      {"\033OF", PRESS_END},        {"\033[4~", PRESS_END},
    {"\033[8~", PRESS_END},     {"\033[2~", PRESS_INSERT},    {"\033[3~", PRESS_DELETE},
    {"\033[5~", PRESS_PAGE_UP}, {"\033[6~", PRESS_PAGE_DOWN}, {"\033[Z", PRESS_BACKTAB},
    {"\033OP", PRESS_F1},       {"\033[11~", PRESS_F1},       {"\033[[A", PRESS_F1},
    {"\033OQ", PRESS_F1 + 1},   {"\033[12~", PRESS_F1 + 1},   {"\033[[B", PRESS_F1 + 1},
    {"\033OR", PRESS_F1 + 2},   {"\033[13~", PRESS_F1 + 2},   {"\033[[C", PRESS_F1 + 2},
    {"\033OS", PRESS_F1 + 3},   {"\033[14~", PRESS_F1 + 3},   {"\033[[D", PRESS_F1 + 3},
    {"\033[15~", PRESS_F1 + 4}, {"\033[[E", PRESS_F1 + 4},    {"\033[17~", PRESS_F1 + 5},
    {"\033[18~", PRESS_F1 + 6}, {"\033[19~", PRESS_F1 + 7},   {"\033[20~", PRESS_F1 + 8},
    {"\033[21~", PRESS_F1 + 9}, {"\033[23~", PRESS_F1 + 10},  {"\033[24~", PRESS_F12},
    {NULL, PRESS_NONE},
};

uint32_t key_of_character(uint32_t code)
{
    if (code == 127 || code == 8)
        return PRESS_BACKSPACE;
    return code == '\n' ? PRESS_ENTER : code;
}

/* ---- other programs ---- */

/* The name of the program in a command line, without its folder. */
static struct str program_name(const char *command)
{
    struct str name = str_trim(str_of(command)), part;

    str_split(&name, ' ', &part);
    for (size_t i = part.len; i-- > 0;)
        if (part.ptr[i] == '/')
            return (struct str){part.ptr + i + 1, part.len - i - 1};
    return part;
}

void editor_command(struct buf *out, const char *editor, uint64_t line)
{
    static const char *const plus[] = {"vi",    "vim",   "nvim",        "view", "vis",    "kak",
                                       "emacs", "nano",  "emacsclient", "pico", "joe",    "mg",
                                       "micro", "less",  "more",        "ne",   "gvim",   "ex",
                                       "gedit", "elvis", "nvi",         "jed",  "mcedit", NULL};
    static const char *const colon[] = {"hx", "helix", "subl", "zed", NULL};
    static const char *const code[] = {"code", "codium", NULL};
    struct str name = program_name(editor);
    unsigned long long number = line;

    if (line && is_listed(name, plus))
        buf_addf(out, "%s +%llu \"$1\"", editor, number);
    else if (line && is_listed(name, colon))
        buf_addf(out, "%s \"$1:%llu\"", editor, number);
    else if (line && is_listed(name, code))
        buf_addf(out, "%s --goto \"$1:%llu\"", editor, number);
    else
        buf_addf(out, "%s \"$1\"", editor);
}

bool pager_waits(const char *pager)
{
    static const char *const names[] = {"less", "most", "lv",   "view", "vi",
                                        "vim",  "nvim", "moar", "ov",   NULL};

    return is_listed(program_name(pager), names);
}
