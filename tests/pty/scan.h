/*
 * Reads what a program sends to its terminal, for what an emulator does not tell: modes left on,
 * questions asked of the terminal, title, clipboard.
 *
 * A query is any sequence to which a terminal answers: DA, DSR, DECRQM, XTVERSION, window reports,
 * colour questions, DECRQSS, XTGETTCAP, the keyboard protocol's. A program that does not wait for
 * the answer leaves it to the shell as typed text, so ours must send none.
 */
#ifndef ASSAY_TESTS_PTY_SCAN_H
#define ASSAY_TESTS_PTY_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SCAN_MODES = 32, SCAN_TEXT = 1 << 17 };

enum scan_state { SCAN_GROUND, SCAN_ESCAPE, SCAN_CSI, SCAN_STRING, SCAN_STRING_ESCAPE };

struct scan {
    enum scan_state state;
    char text[SCAN_TEXT]; /* of the sequence now read; longer ones are cut */
    size_t length;
    char wrapped[SCAN_TEXT]; /* pieces of a sequence that GNU screen passes on */
    size_t wrapped_length;
    char kind; /* of a string: ] P _ ^ X */

    int modes[SCAN_MODES]; /* private modes that are not as a terminal starts */
    size_t mode_count;
    bool keypad; /* application keypad */
    int margin_top, margin_bottom;
    int title_depth; /* titles pushed and not popped */
    char title[256];
    char clipboard[SCAN_TEXT]; /* last OSC 52, base64 as sent */
    uint64_t queries, escapes, bells, alarms /* C0 controls that no terminal program needs */;
    char first_query[64]; /* made visible: ^[ for ESC */
};

void scan_start(struct scan *scan);
void scan_feed(struct scan *scan, const char *bytes, size_t length);
/* Is this private mode (25, 1049, ...) on? */
bool scan_mode(const struct scan *scan, int mode);
/*
 * Writes what is not as it was at the start, for a screen of so many rows; "" when all is well.
 * Cursor style and saved cursor are nobody's business.
 */
void scan_left(const struct scan *scan, int rows, char *out, size_t size);

#endif
