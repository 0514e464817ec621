#include "events.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* ---- numbers ---- */

static uint64_t next(uint64_t *state)
{
    uint64_t z = *state += 0x9e3779b97f4a7c15u;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static unsigned below(uint64_t *state, unsigned limit)
{
    return (unsigned)((next(state) >> 32) * limit >> 32);
}

#define PICK(state, list) ((list)[below(state, sizeof(list) / sizeof((list)[0]))])

/* ---- texts ---- */

static const char *const moves[] = {
    "j",      "j",       "k",     "h",      "l",      "<down>",  "<up>",
    "<left>", "<right>", "g",     "G",      "<home>", "<end>",   "<c-d>",
    "<c-u>",  "<c-f>",   "<c-b>", "<pgdn>", "<pgup>", "^",       "$",
    "{",      "}",       "e",     "E",      "j j j",  "k k k k", "<pgdn> <pgdn> <pgdn>",
    "G k k",  "g j j",   "l l l",
};

static const char *const places[] = {
    "1",
    "2",
    "3",
    "4",
    "5",
    "6",
    "7",
    "8",
    "9",
    "<enter>",
    "<enter>",
    "<enter>",
    "<enter> <enter>",
    "<bs>",
    "[",
    "]",
    "<tab>",
    "<s-tab>",
    "?",
    "<f1>",
    "<esc>",
    "z",
    "b",
    "q",
    "1 g B j c",
    "1 j B k c <enter>",
    "1 j j B j c d",
    "1 g <space> <space> <space> B c",
    "c x",
};

static const char *const changes[] = {
    "s",   "S",   "<lt>",    "<gt>", "-",         "_",       "+",     "%",     "L",
    "a",   "f",   "w",       "i",    "V",         "<space>", "u",     "u u",   "<c-r>",
    "B",   "c",   "x",       "d",    "r",         "<f5>",    "F",     "F F",   "<f2>",
    "y y", "y c", "y p",     "y v",  "y j",       "y <esc>", "y x",   "v",     "n",
    "N",   "m",   "m <esc>", "*",    "* <enter>", "o <esc>", "<c-c>", "- - -", "+ + +",
};

static const char *const filters[] = {
    "truth:sad",
    "pred:happy",
    "is:fail",
    "is:pass",
    "is:broken",
    "score<0.6",
    "score>=.9",
    "split:test",
    "layer:8..16",
    "has:score",
    "not is:fail",
    "-is:pass or truth:a*",
    "(is:fail)",
    "id~/7$/",
    "",
    "\"neutral\"",
    "cfg.seed=1",
    "passed=false",
    /* broken ones */
    "score<",
    "((((",
    "id~/(/",
    "id~/[/",
    "nosuchfield:1",
    "\"",
    "and and",
    "not",
    "or",
    "layer:..",
    "layer:9..2",
    "is:",
    ":",
    "score<1e999",
    "score<nan",
    "))",
    "a:b:c:d",
    "-",
    "- -",
    "truth:",
    "~~~",
};

static const char *const commands[] = {
    "help",
    "theme<space>mono",
    "theme<space>light",
    "theme<space>default",
    "theme<space>nosuch",
    "theme",
    "compare",
    "compare<space>01",
    "baseline<space>02",
    "mark",
    "statistics",
    "swap",
    "glyphs<space>ascii",
    "glyphs<space>block",
    "glyphs<space>braille",
    "glyphs<space>x",
    "view<space>layers",
    "view<space>samples",
    "view<space>curve",
    "view<space>tasks",
    "view<space>files",
    "view<space>nosuch",
    "view<space>sample",
    "goto<space>3",
    "goto<space>-1",
    "goto<space>99999999999999999999",
    "columns<space>a*",
    "columns",
    "columns<space>zzz",
    "sort-up",
    "sort-down<space>score",
    "sort-up<space>nosuch",
    "undo",
    "redo",
    "write<space>report.md",
    "write<space>report.csv",
    "write",
    "cmd",
    "shares",
    "probes<space>semantic<space>prosody",
    "probes<space>x<space>y",
    "tag<space>label<space>a<space>note",
    "tag",
    "filter<space>is:fail",
    "top",
    "bottom",
    "search<space>a",
    "nosuchcommand",
    "h",
    "v<tab><tab>",
    "<tab>",
    "<up>",
    "<up><up><enter>",
    "view<space><tab><tab><tab>",
    "reload",
    "log-scale",
    "zoom",
    "sidebar",
};

/* Nothing here may break the screen: controls, wide, combining, right-to-left, broken bytes. */
static const char *const hostile[] = {
    "\xe6\xbc\xa2\xe5\xad\x97",
    "e\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xcc\x86\xcc\x87",
    "\xe2\x80\xae"
    "abc",
    "\xe2\x80\x8b\xe2\x80\x8b",
    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb",
    "\xff\xfe",
    "\xc3",
    "\xed\xa0\x80",
    "%s%n%d",
    "\xc2\x9b"
    "31m",
    "<c-a><c-e><c-w>",
    "<left><left>x<del>",
    "<home>y<end>z",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    "aaaaaaaaaaaaaaaaa",
    "<c-k><c-u>",
    "<bs><bs><bs>",
    "\xf3\xa0\x81\x81",
    "\xef\xbf\xbe",
    "<c-v><c-g>",
};

static void put(char *out, const char *text)
{
    size_t used = strlen(out), length = strlen(text);

    if (used + length < EVENT_TEXT)
        memcpy(out + used, text, length + 1);
}

/* One to eight printable characters, none of them a slash, a blank or the opening of a name. */
static void put_noise(uint64_t *state, char *out)
{
    char noise[10] = "";
    unsigned n = 1 + below(state, 8);

    for (unsigned i = 0; i < n; i++) {
        noise[i] = (char)('!' + below(state, '~' - '!' + 1));
        if (noise[i] == '/' || noise[i] == '<' || noise[i] == '\\')
            noise[i] = '.';
    }
    put(out, noise);
}

static void put_ending(uint64_t *state, char *out)
{
    static const char *const endings[] = {"<enter>",     "<enter>",      "<enter>",
                                          "<enter>",     "<esc>",        "<c-c>",
                                          "<bs><enter>", "<tab><enter>", ""};

    put(out, PICK(state, endings));
}

static void make_filter(uint64_t *state, char *out)
{
    put(out, below(state, 8) ? "&" : "\\");
    put(out, PICK(state, filters));
    if (below(state, 4) == 0) {
        put(out, "<space>");
        put(out, PICK(state, filters));
    }
    if (below(state, 8) == 0)
        put_noise(state, out);
    put_ending(state, out);
}

static void make_prompt(uint64_t *state, char *out)
{
    static const char *const openings[] = {"/",
                                           "/",
                                           "&",
                                           "*",
                                           ":theme<space>",
                                           ":goto<space>",
                                           "m",
                                           ":tag<space>",
                                           ":search<space>",
                                           ":columns<space>"};

    put(out, PICK(state, openings));
    for (unsigned n = 1 + below(state, 3); n > 0; n--) {
        if (below(state, 2))
            put(out, PICK(state, hostile));
        else
            put_noise(state, out);
        if (below(state, 3) == 0)
            put(out, "<space>");
    }
    put_ending(state, out);
}

static void make_command(uint64_t *state, char *out)
{
    put(out, ":");
    put(out, PICK(state, commands));
    put_ending(state, out);
}

/* A key that may well mean nothing. */
static void make_any(uint64_t *state, char *out)
{
    static const char *const rare[] = {
        "<del>", "<ins>", "<f3>",  "<f4>",     "<f6>",         "<f12>",           "<c-a>",
        "<c-t>", "<c-]>", "<c-^>", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80"};
    char key[2] = {(char)('!' + below(state, '~' - '!' + 1)), '\0'};

    if (below(state, 3) == 0)
        put(out, PICK(state, rare));
    else if (!strchr("|<:o", key[0]))
        put(out, key);
    else
        put(out, "j");
}

/* ---- events ---- */

static void make_resize(uint64_t *state, struct event *event)
{
    static const int usual[][2] = {{24, 80},   {40, 120}, {60, 200}, {5, 20}, {1, 1},  {50, 100},
                                   {100, 300}, {24, 79},  {4, 19},   {24, 1}, {1, 80}, {2, 2}};
    unsigned which = below(state, 2 * sizeof(usual) / sizeof(usual[0]));

    event->kind = EVENT_RESIZE;
    if (which < sizeof(usual) / sizeof(usual[0])) {
        event->rows = usual[which][0];
        event->cols = usual[which][1];
    } else {
        event->rows = 1 + (int)below(state, 100);
        event->cols = 1 + (int)below(state, 300);
    }
}

static void make_mouse(uint64_t *state, struct event *event)
{
    event->kind = EVENT_MOUSE;
    event->mouse = (int)below(state, 5);
    event->rows = (int)below(state, 100);
    event->cols = (int)below(state, 300);
}

static void pick(uint64_t *state, char *out, const char *const *list, size_t count)
{
    put(out, list[below(state, (unsigned)count)]);
}

void event_make(uint64_t seed, uint64_t number, struct event *event)
{
    uint64_t state = seed * 0xd1342543de82ef95u + number * 0x9e3779b97f4a7c15u;
    unsigned share;

    next(&state);
    share = below(&state, 100);
    *event = (struct event){.kind = EVENT_KEYS};
    if (share < 40)
        pick(&state, event->keys, moves, sizeof(moves) / sizeof(moves[0]));
    else if (share < 60)
        pick(&state, event->keys, places, sizeof(places) / sizeof(places[0]));
    else if (share < 78)
        pick(&state, event->keys, changes, sizeof(changes) / sizeof(changes[0]));
    else if (share < 83)
        make_filter(&state, event->keys);
    else if (share < 87)
        make_prompt(&state, event->keys);
    else if (share < 91)
        make_command(&state, event->keys);
    else if (share < 95)
        make_any(&state, event->keys);
    else if (share < 99)
        make_resize(&state, event);
    else
        make_mouse(&state, event);
}

void event_print(const struct event *event, char *out, unsigned size)
{
    static const char *const mouse[] = {"press", "drag", "release", "wheel-up", "wheel-down"};

    if (event->kind == EVENT_RESIZE)
        snprintf(out, size, "resize %dx%d", event->cols, event->rows);
    else if (event->kind == EVENT_MOUSE)
        snprintf(out, size, "mouse %s %d,%d", mouse[event->mouse], event->cols, event->rows);
    else
        snprintf(out, size, "keys %s", event->keys);
}
