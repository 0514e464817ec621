#include "keys.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

struct key {
    const char *name;
    const char *normal, *application;
    const char *linux_console; /* also screen and tmux for home and end; NULL: as normal */
};

/* clang-format off */
static const struct key keys[] = {
    {"enter", "\r",       "\r",       NULL},
    {"esc",   "\033",     "\033",     NULL},
    {"tab",   "\t",       "\t",       NULL},
    {"s-tab", "\033[Z",   "\033[Z",   "\033\t"},
    {"bs",    "\177",     "\177",     NULL},
    {"del",   "\033[3~",  "\033[3~",  NULL},
    {"ins",   "\033[2~",  "\033[2~",  NULL},
    {"up",    "\033[A",   "\033OA",   NULL},
    {"down",  "\033[B",   "\033OB",   NULL},
    {"right", "\033[C",   "\033OC",   NULL},
    {"left",  "\033[D",   "\033OD",   NULL},
    {"home",  "\033[H",   "\033OH",   "\033[1~"},
    {"end",   "\033[F",   "\033OF",   "\033[4~"},
    {"pgup",  "\033[5~",  "\033[5~",  NULL},
    {"pgdn",  "\033[6~",  "\033[6~",  NULL},
    {"space", " ",        " ",        NULL},
    {"lt",    "<",        "<",        NULL},
    {"gt",    ">",        ">",        NULL},
    {"f1",    "\033OP",   "\033OP",   "\033[[A"},
    {"f2",    "\033OQ",   "\033OQ",   "\033[[B"},
    {"f3",    "\033OR",   "\033OR",   "\033[[C"},
    {"f4",    "\033OS",   "\033OS",   "\033[[D"},
    {"f5",    "\033[15~", "\033[15~", "\033[[E"},
    {"f6",    "\033[17~", "\033[17~", NULL},
    {"f7",    "\033[18~", "\033[18~", NULL},
    {"f8",    "\033[19~", "\033[19~", NULL},
    {"f9",    "\033[20~", "\033[20~", NULL},
    {"f10",   "\033[21~", "\033[21~", NULL},
    {"f11",   "\033[23~", "\033[23~", NULL},
    {"f12",   "\033[24~", "\033[24~", NULL},
};
/* clang-format on */

/* The length of `<name>` at the start of text, 0 when there is none. */
static size_t name_length(const char *text)
{
    size_t n = 1;

    if (text[0] != '<')
        return 0;
    if (strncasecmp(text, "<c-", 3) == 0 && text[3] > ' ' && text[4] == '>')
        return 5;
    while (isalnum((unsigned char)text[n]) || text[n] == '-')
        n++;
    return n > 1 && text[n] == '>' ? n + 1 : 0;
}

static bool console_like(const struct key *key, const char *type)
{
    if (!key->linux_console || !type)
        return false;
    if (strcmp(type, "linux") == 0)
        return true;
    return key->linux_console[1] == '[' && key->linux_console[3] == '~' &&
           (strncmp(type, "screen", 6) == 0 || strncmp(type, "tmux", 4) == 0);
}

static bool put_control(char letter, struct keys_piece *piece)
{
    int upper = toupper((unsigned char)letter);

    if (upper < '@' || upper > '_')
        return false;
    piece->bytes[0] = (char)(upper & 0x1f);
    piece->length = 1;
    piece->escape = upper == '[';
    return true;
}

/* name is what stands between < and >. */
static bool put_named(const char *name, size_t length, struct keys_mode mode,
                      struct keys_piece *piece)
{
    if (length == 3 && strncasecmp(name, "c-", 2) == 0)
        return put_control(name[2], piece);
    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
        const struct key *key = &keys[i];
        const char *bytes = mode.application ? key->application : key->normal;

        if (strlen(key->name) != length || strncasecmp(key->name, name, length) != 0)
            continue;
        if (console_like(key, mode.type))
            bytes = key->linux_console;
        piece->length = strlen(bytes);
        memcpy(piece->bytes, bytes, piece->length);
        piece->escape = strcmp(bytes, "\033") == 0;
        return true;
    }
    return false;
}

static void put_typed(const char **text, struct keys_piece *piece)
{
    const char *at = *text;

    while (*at && *at != ' ' && name_length(at) == 0 && piece->length < sizeof(piece->bytes))
        piece->bytes[piece->length++] = *at++;
    *text = at;
}

bool keys_next(const char **text, struct keys_mode mode, struct keys_piece *piece)
{
    size_t length;

    piece->length = 0;
    piece->escape = false;
    while (**text == ' ')
        (*text)++;
    if (!**text)
        return false;
    length = name_length(*text);
    if (length == 0) {
        put_typed(text, piece);
        return true;
    }
    if (!put_named(*text + 1, length - 2, mode, piece))
        return false;
    *text += length;
    return true;
}
