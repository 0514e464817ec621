#include "tour_look.h"

#include <stdlib.h>
#include <string.h>

enum { POLL = 10 /* ms between two looks */, FILE_SIZE = 1 << 16 };

bool tour_fails(struct tour_run *run, const char *format, const char *text)
{
    /* format is one of ours, with at most one %s */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    snprintf(run->why, sizeof(run->why), format, text);
#pragma GCC diagnostic pop
    return false;
}

static bool see(struct tour_run *run, const char *text)
{
    return term_wait(run->term, text, run->patience) ||
           tour_fails(run, "not on the screen: \"%s\"", text);
}

static bool unseen(struct tour_run *run, const char *text)
{
    return term_wait_gone(run->term, text, run->patience) ||
           tour_fails(run, "still on the screen: \"%s\"", text);
}

/* Reads on until it holds or patience is at its end. */
static bool soon(struct tour_run *run, bool (*holds)(struct tour_run *run, const char *text),
                 const char *text)
{
    for (int waited = 0; waited < run->patience; waited += POLL) {
        if (holds(run, text)) {
            run->why[0] = '\0';
            return true;
        }
        term_read(run->term, POLL);
    }
    return holds(run, text);
}

static bool line_holds(struct tour_run *run, const char *text)
{
    char *rest;
    int rows, cols, number = (int)strtol(text, &rest, 10);

    rest += strspn(rest, " ");
    term_size(run->term, &rows, &cols);
    number = number < 0 ? rows + number : number - 1;
    return (number >= 0 && number < rows && strstr(term_line(run->term, number), rest)) ||
           tour_fails(run, "not in line %s", text);
}

static bool line(struct tour_run *run, const char *text)
{
    return soon(run, line_holds, text);
}

static bool looks(struct tour_run *run, const char *text, bool bold, bool reverse)
{
    struct term_cell cell;
    int row, col;

    if (!see(run, text))
        return false;
    if (!term_find(run->term, text, &row, &col))
        return tour_fails(run, "not within one line: \"%s\"", text);
    cell = term_cell(run->term, row, col);
    return (cell.bold == bold && cell.reverse == reverse) ||
           tour_fails(run,
                      cell.bold      ? "bold: \"%s\""
                      : cell.reverse ? "reversed: \"%s\""
                                     : "plain: \"%s\"",
                      text);
}

static bool bold(struct tour_run *run, const char *text)
{
    return looks(run, text, true, false);
}

static bool plain(struct tour_run *run, const char *text)
{
    return looks(run, text, false, false);
}

static bool reverse(struct tour_run *run, const char *text)
{
    return looks(run, text, false, true);
}

static bool has_colour(struct tour_run *run, const char *text)
{
    int row, col;

    return (term_find(run->term, text, &row, &col) &&
            term_cell(run->term, row, col).fg != TERM_DEFAULT_COLOUR) ||
           tour_fails(run, "nowhere in colour: \"%s\"", text);
}

static bool has_no_colour(struct tour_run *run, const char *text)
{
    int row, col;

    return (term_find(run->term, text, &row, &col) &&
            term_cell(run->term, row, col).fg == TERM_DEFAULT_COLOUR) ||
           tour_fails(run, "in colour, or not there: \"%s\"", text);
}

static bool coloured(struct tour_run *run, const char *text)
{
    return soon(run, has_colour, text);
}

static bool uncoloured(struct tour_run *run, const char *text)
{
    return soon(run, has_no_colour, text);
}

static bool has_title(struct tour_run *run, const char *text)
{
    const char *is = term_scan(run->term)->title;

    return strstr(is, text) || tour_fails(run, "the title is \"%s\"", is);
}

static bool title(struct tour_run *run, const char *text)
{
    return soon(run, has_title, text);
}

static bool has_copied(struct tour_run *run, const char *text)
{
    const char *is = term_scan(run->term)->clipboard;

    if (strcmp(is, text) != 0)
        snprintf(run->why, sizeof(run->why), "copied was \"%.500s\"", is);
    return strcmp(is, text) == 0;
}

static bool copied(struct tour_run *run, const char *text)
{
    return soon(run, has_copied, text);
}

/* Base64 (RFC 4648, 4); stops at what is none. */
static void decode(const char *text, char *out, size_t size)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned long group = 0;
    size_t used = 0;
    int bits = 0;

    for (const char *at; *text && (at = strchr(digits, *text)) && used + 1 < size; text++) {
        group = group << 6 | (unsigned long)(at - digits);
        bits += 6;
        if (bits >= 8)
            out[used++] = (char)(group >> (bits -= 8) & 0xff);
    }
    out[used] = '\0';
}

static bool has_copy_of(struct tour_run *run, const char *text)
{
    char is[FILE_SIZE];

    decode(term_scan(run->term)->clipboard, is, sizeof(is));
    return strstr(is, text) || tour_fails(run, "copied was \"%.500s\"", is);
}

static bool copies(struct tour_run *run, const char *text)
{
    return soon(run, has_copy_of, text);
}

/* What stands in reverse in a line, with a bar for the rest between. */
static void marked_text(struct tour_run *run, int row, char *out, size_t size)
{
    int rows, cols;
    size_t used = 0;

    out[0] = '\0';
    term_size(run->term, &rows, &cols);
    for (int col = 0; col < cols; col++) {
        struct term_cell cell = term_cell(run->term, row, col);
        const char *shown = !cell.reverse ? "|" : cell.text[0] ? cell.text : " ";

        if (cell.width > 0 && used + strlen(shown) < size &&
            (cell.reverse || (used > 0 && out[used - 1] != '|')))
            used += (size_t)snprintf(out + used, size - used, "%s", shown);
    }
}

static bool has_cursor(struct tour_run *run, const char *text)
{
    char marked[300], all[400] = "";
    int rows, cols;

    term_size(run->term, &rows, &cols);
    for (int row = 0; row < rows; row++) {
        size_t used = strlen(all);

        marked_text(run, row, marked, sizeof(marked));
        if (strstr(marked, text))
            return true;
        snprintf(all + used, sizeof(all) - used, "%s", marked);
    }
    snprintf(run->why, sizeof(run->why), "nowhere in reverse: \"%s\"; that is \"%s\"", text, all);
    return false;
}

static bool cursor(struct tour_run *run, const char *text)
{
    return soon(run, has_cursor, text);
}

static bool file_holds(struct tour_run *run, const char *text)
{
    static char content[FILE_SIZE];
    char path[1024];
    int length = (int)strcspn(text, " ");
    size_t read = 0;
    FILE *in;

    snprintf(path, sizeof(path), "%s/%.*s", run->folder, length, text);
    in = fopen(path, "rb");
    if (!in)
        return tour_fails(run, "there is no file %s", text);
    read = fread(content, 1, sizeof(content) - 1, in);
    content[read] = '\0';
    fclose(in);
    text += length + (int)strspn(text + length, " ");
    return strstr(content, text) || tour_fails(run, "the file holds no \"%s\"", text);
}

static bool file(struct tour_run *run, const char *text)
{
    return soon(run, file_holds, text);
}

/* clang-format off */
static const struct tour_verb verbs[] = {
    {"see", see},
    {"unseen", unseen},
    {"line", line},
    {"bold", bold},
    {"plain", plain},
    {"reverse", reverse},
    {"cursor", cursor},
    {"coloured", coloured},
    {"uncoloured", uncoloured},
    {"title", title},
    {"copied", copied},
    {"copies", copies},
    {"file", file},
};
/* clang-format on */

const struct tour_verb *tour_look_find(const char *name)
{
    for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
        if (strcmp(verbs[i].name, name) == 0)
            return &verbs[i];
    return NULL;
}
