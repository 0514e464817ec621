/*
 * Keys as a terminal sends them, written as `assay render --keys` takes them.
 *
 *     "j j <enter> :write<space>x <C-d>"
 *
 * Blanks part, and are not typed. <name> is a key: enter esc tab s-tab bs del ins up down left
 * right home end pgup pgdn space lt gt, f1 to f12, c-x for control with a letter or one of [ \ ] ^
 * _ @ (names in any case). Any other run of characters is typed as it stands, `<` too where it
 * opens no name.
 *
 * Cursor keys depend on the mode the program has set (DECCKM), some others on the terminal.
 */
#ifndef ASSAY_TESTS_PTY_KEYS_H
#define ASSAY_TESTS_PTY_KEYS_H

#include <stdbool.h>
#include <stddef.h>

struct keys_mode {
    bool application; /* cursor keys as ESC O x instead of ESC [ x */
    const char *type; /* TERM, or NULL */
};

/* One key, or one run of characters that holds no blank and no key. */
struct keys_piece {
    char bytes[256];
    size_t length;
    bool escape; /* what follows at once would be taken for one key together with it */
};

/*
 * Takes the next piece off the text. False at the end (then **text is NUL) or at an unknown name
 * (then *text points at its `<`).
 */
bool keys_next(const char **text, struct keys_mode mode, struct keys_piece *piece);

#endif
