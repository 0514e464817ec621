#include <assay/tui/key.h>

#include <assay/base/utf8.h>

#include <string.h>

struct named {
    uint32_t key;
    const char *name;  /* within <> */
    const char *title; /* for people */
};

static const struct named names[] = {
    {PRESS_ENTER, "enter", "Enter"},
    {PRESS_ESC, "esc", "Esc"},
    {PRESS_TAB, "tab", "Tab"},
    {PRESS_BACKTAB, "s-tab", "S-Tab"},
    {PRESS_BACKSPACE, "bs", "Bksp"},
    {PRESS_SPACE, "space", "Space"},
    {'<', "lt", "<"},
    {'>', "gt", ">"},
    {PRESS_UP, "up", "↑"},
    {PRESS_DOWN, "down", "↓"},
    {PRESS_LEFT, "left", "←"},
    {PRESS_RIGHT, "right", "→"},
    {PRESS_HOME, "home", "Home"},
    {PRESS_END, "end", "End"},
    {PRESS_PAGE_UP, "pgup", "PgUp"},
    {PRESS_PAGE_DOWN, "pgdn", "PgDn"},
    {PRESS_DELETE, "del", "Del"},
    {PRESS_INSERT, "ins", "Ins"},
    {PRESS_F1, "f1", "F1"},
    {PRESS_F1 + 1, "f2", "F2"},
    {PRESS_F1 + 2, "f3", "F3"},
    {PRESS_F1 + 3, "f4", "F4"},
    {PRESS_F1 + 4, "f5", "F5"},
    {PRESS_F1 + 5, "f6", "F6"},
    {PRESS_F1 + 6, "f7", "F7"},
    {PRESS_F1 + 7, "f8", "F8"},
    {PRESS_F1 + 8, "f9", "F9"},
    {PRESS_F1 + 9, "f10", "F10"},
    {PRESS_F1 + 10, "f11", "F11"},
    {PRESS_F12, "f12", "F12"},
};

enum { NAME_COUNT = sizeof(names) / sizeof(names[0]) };

static void advance(struct str *text, size_t length)
{
    text->ptr += length;
    text->len -= length;
}

static bool parse_name(struct str name, uint32_t *key)
{
    if (name.len == 3 && name.ptr[0] == 'c' && name.ptr[1] == '-' && name.ptr[2] >= 'a' &&
        name.ptr[2] <= 'z') {
        *key = PRESS_CONTROL(name.ptr[2]);
        return true;
    }
    for (size_t i = 0; i < NAME_COUNT; i++)
        if (str_eq_c(name, names[i].name)) {
            *key = names[i].key;
            return true;
        }
    return false;
}

/* <name> at the front; a lone "<" is the character. */
static bool parse_bracketed(struct str *text, uint32_t *key, struct err *err)
{
    const char *end = memchr(text->ptr, '>', text->len);
    struct str name = {text->ptr + 1, end ? (size_t)(end - text->ptr) - 1 : 0};

    if (name.len == 0) {
        *key = '<';
        advance(text, 1);
        return true;
    }
    if (!parse_name(name, key)) {
        err_set(err, ERR_USAGE, "there is no key named <%.*s>",
                (int)(name.len < 32 ? name.len : 32), name.ptr);
        advance(text, text->len);
        return false;
    }
    advance(text, name.len + 2);
    return true;
}

bool key_parse(struct str *text, uint32_t *key, struct err *err)
{
    size_t length;

    while (text->len && (*text->ptr == ' ' || *text->ptr == '\n' || *text->ptr == '\t'))
        advance(text, 1);
    err_clear(err);
    if (text->len == 0)
        return false;
    if (*text->ptr == '<')
        return parse_bracketed(text, key, err);
    length = utf8_decode(*text, key);
    if (length == 0) {
        *key = 0xfffd;
        length = 1;
    }
    advance(text, length);
    return true;
}

static const struct named *name_of(uint32_t key)
{
    for (size_t i = 0; i < NAME_COUNT; i++)
        if (names[i].key == key)
            return &names[i];
    return NULL;
}

void key_print(struct buf *out, uint32_t key)
{
    const struct named *named = name_of(key);

    if (named)
        buf_addf(out, "<%s>", named->name);
    else if (key >= 1 && key <= 26)
        buf_addf(out, "<c-%c>", (char)('a' + key - 1));
    else
        utf8_encode(out, key);
}

void key_title(struct buf *out, uint32_t key)
{
    const struct named *named = name_of(key);

    if (named)
        buf_add_c(out, named->title);
    else if (key >= 1 && key <= 26)
        buf_addf(out, "^%c", (char)('A' + key - 1));
    else
        utf8_encode(out, key);
}
