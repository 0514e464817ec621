/*
 * Keys: what the user pressed, as one number: a Unicode character, a control character (^D is 4),
 * or one of the named keys below. Text form, used by the key table, `assay render --keys` and help:
 *
 *     a  G  ?  é            characters stand for themselves
 *     <enter> <esc> <tab> <s-tab> <bs> <space> <lt> <gt> <up> <down> <left> <right> <home> <end>
 *     <pgup> <pgdn> <del> <ins> <f1> … <f12>
 *     <c-d>                 control and a letter
 */
#ifndef ASSAY_TUI_KEY_H
#define ASSAY_TUI_KEY_H

#include <assay/base/err.h>
#include <assay/base/str.h>

#include <stdbool.h>
#include <stdint.h>

enum press {
    PRESS_NONE = 0,
    PRESS_TAB = 9,
    PRESS_ENTER = 13,
    PRESS_ESC = 27,
    PRESS_SPACE = 32,
    PRESS_NAMED = 0x110000, /* beyond Unicode */
    PRESS_BACKSPACE,
    PRESS_BACKTAB,
    PRESS_UP,
    PRESS_DOWN,
    PRESS_LEFT,
    PRESS_RIGHT,
    PRESS_HOME,
    PRESS_END,
    PRESS_PAGE_UP,
    PRESS_PAGE_DOWN,
    PRESS_DELETE,
    PRESS_INSERT,
    PRESS_F1,
    PRESS_F12 = PRESS_F1 + 11,
};
#define PRESS_CONTROL(letter) ((uint32_t)(letter) - 'a' + 1)

/*
 * Take one key from the front of a text in the form above, stepping over blanks before it; false at
 * the end. An unknown <name> is an error (ERR_USAGE) that also ends the text.
 */
bool key_parse(struct str *text, uint32_t *key, struct err *err);
/* Append the text form. */
void key_print(struct buf *out, uint32_t key);
/* As people read it in help and hints: "^D", "Enter", "PgDn", "↓". */
void key_title(struct buf *out, uint32_t key);

#endif
