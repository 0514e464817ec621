#include "scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- modes ---- */

/* Autowrap and the cursor are on when a terminal starts. */
static bool starts_on(int mode)
{
    return mode == 7 || mode == 25;
}

/* Not states of the screen: blinking, saved cursor, smooth scroll, eight-bit input. */
static bool of_no_interest(int mode)
{
    return mode == 12 || mode == 1034 || mode == 1048 || mode == 4;
}

static size_t find_mode(const struct scan *scan, int mode)
{
    size_t i = 0;

    while (i < scan->mode_count && scan->modes[i] != mode)
        i++;
    return i;
}

bool scan_mode(const struct scan *scan, int mode)
{
    return (find_mode(scan, mode) < scan->mode_count) != starts_on(mode);
}

static void set_mode(struct scan *scan, int mode, bool on)
{
    size_t at = find_mode(scan, mode);

    if (on == starts_on(mode)) {
        if (at < scan->mode_count)
            scan->modes[at] = scan->modes[--scan->mode_count];
    } else if (at == scan->mode_count && at < SCAN_MODES && !of_no_interest(mode)) {
        scan->modes[scan->mode_count++] = mode;
    }
}

static void set_modes(struct scan *scan, const char *numbers, bool on)
{
    for (char *end; *numbers; numbers = *end == ';' ? end + 1 : end) {
        long mode = strtol(numbers, &end, 10);

        if (end == numbers)
            return;
        set_mode(scan, (int)mode, on);
    }
}

void scan_left(const struct scan *scan, int rows, char *out, size_t size)
{
    size_t used = 0;

    out[0] = '\0';
    for (size_t i = 0; i < scan->mode_count && used < size; i++)
        used += (size_t)snprintf(out + used, size - used, "mode %d is %s; ", scan->modes[i],
                                 starts_on(scan->modes[i]) ? "off" : "on");
    if (scan->keypad && used < size)
        used += (size_t)snprintf(out + used, size - used, "the keypad is in application mode; ");
    if (scan->title_depth > 0 && used < size)
        used += (size_t)snprintf(out + used, size - used, "a title was pushed and not popped; ");
    if ((scan->margin_top > 1 || (scan->margin_bottom && scan->margin_bottom < rows)) &&
        used < size)
        snprintf(out + used, size - used, "only lines %d to %d scroll; ", scan->margin_top,
                 scan->margin_bottom);
}

/* ---- queries ---- */

static void count_query(struct scan *scan, const char *opening)
{
    size_t used = 0;

    if (scan->queries++ > 0)
        return;
    used = (size_t)snprintf(scan->first_query, sizeof(scan->first_query), "^[%s", opening);
    for (size_t i = 0; i < scan->length && used + 3 < sizeof(scan->first_query); i++) {
        unsigned char byte = (unsigned char)scan->text[i];

        if (byte < ' ' || byte == 0x7f)
            scan->first_query[used++] = '^';
        scan->first_query[used++] = byte < ' ' ? (char)(byte + '@') : (char)byte;
    }
    scan->first_query[used] = '\0';
}

/* Window reports: CSI n t. */
static bool asks_window(const char *text)
{
    int number = atoi(text);

    return number == 11 || (number >= 13 && number <= 16) || (number >= 18 && number <= 21);
}

static bool csi_asks(const char *text, size_t length)
{
    char last = text[length - 1];

    switch (last) {
    case 'n':
        return true;
    case 'c':
        return text[0] != '?'; /* with it, the shape of Linux's cursor */
    case 'x':
        return length <= 2; /* DECREQTPARM; longer ones fill rectangles */
    case 'p':
        return length > 1 && text[length - 2] == '$';
    case 'q':
        return text[0] == '>';
    case 'S':
    case 'u':
        return text[0] == '?';
    case 't':
        return asks_window(text);
    case 'y':
        return length > 1 && text[length - 2] == '*';
    default:
        return false;
    }
}

/* ---- sequences ---- */

static void take_csi(struct scan *scan)
{
    char *text = scan->text, last = text[scan->length - 1];

    text[scan->length] = '\0';
    if (text[0] == '?' && (last == 'h' || last == 'l')) {
        text[scan->length - 1] = '\0';
        set_modes(scan, text + 1, last == 'h');
    } else if (last == 'r' && text[0] != '?') {
        char *second = strchr(text, ';');

        scan->margin_top = atoi(text);
        scan->margin_bottom = second ? atoi(second + 1) : 0;
    } else if (last == 't' && atoi(text) == 22) {
        scan->title_depth++;
    } else if (last == 't' && atoi(text) == 23 && scan->title_depth > 0) {
        scan->title_depth--;
    } else if (csi_asks(text, scan->length)) {
        count_query(scan, "[");
    }
}

static void take_osc(struct scan *scan)
{
    const char *text = scan->text, *body = strchr(text, ';');

    if (!body)
        return;
    if (scan->length >= 2 && strcmp(text + scan->length - 2, ";?") == 0)
        count_query(scan, "]");
    else if (strncmp(text, "0;", 2) == 0 || strncmp(text, "2;", 2) == 0)
        snprintf(scan->title, sizeof(scan->title), "%s", body + 1);
    else if (strncmp(text, "52;", 3) == 0 && strchr(body + 1, ';'))
        snprintf(scan->clipboard, sizeof(scan->clipboard), "%s", strchr(body + 1, ';') + 1);
}

static void take_wrapped(struct scan *scan)
{
    memcpy(scan->wrapped + scan->wrapped_length, scan->text, scan->length);
    scan->wrapped_length += scan->length;
    if (scan->wrapped[scan->wrapped_length - 1] != '\007')
        return;
    scan->length = scan->wrapped_length - 3;
    memcpy(scan->text, scan->wrapped + 2, scan->length);
    scan->text[scan->length] = '\0';
    scan->wrapped_length = 0;
    take_osc(scan);
}

static void take_string(struct scan *scan)
{
    scan->text[scan->length] = '\0';
    if (scan->kind == ']')
        take_osc(scan);
    else if (scan->kind == 'P' &&
             (strncmp(scan->text, "+q", 2) == 0 || strncmp(scan->text, "$q", 2) == 0))
        count_query(scan, "P");
    /* What is wrapped for tmux (DCS tmux; with doubled ESC) is looked at as if it stood bare. */
    else if (scan->kind == 'P' && strncmp(scan->text, "tmux;\033\033]", 8) == 0) {
        scan->length -= 8;
        memmove(scan->text, scan->text + 8, scan->length + 1);
        if (scan->length > 0 && scan->text[scan->length - 1] == '\007')
            scan->text[--scan->length] = '\0';
        take_osc(scan);
    }
    /* GNU screen's has no name and comes in pieces; what the terminal gets is one sequence. */
    else if (scan->kind == 'P' && scan->length < sizeof(scan->wrapped) - scan->wrapped_length &&
             (scan->wrapped_length > 0 || strncmp(scan->text, "\033]52;", 5) == 0))
        take_wrapped(scan);
    scan->state = SCAN_GROUND;
}

static void take_escape(struct scan *scan, char byte)
{
    scan->length = 0;
    scan->state = SCAN_GROUND;
    if (byte == '[') {
        scan->state = SCAN_CSI;
    } else if (byte && strchr("]P_^X", byte)) {
        scan->state = SCAN_STRING;
        scan->kind = byte;
    } else if (byte == '=' || byte == '>') {
        scan->keypad = byte == '=';
    } else if (byte == 'Z') {
        count_query(scan, "Z");
    } else if (byte >= ' ' && byte <= '/') {
        scan->state = SCAN_ESCAPE; /* an intermediate: the final byte follows */
    }
}

static void keep(struct scan *scan, char byte)
{
    if (scan->length + 1 < sizeof(scan->text))
        scan->text[scan->length++] = byte;
}

static void take_ground(struct scan *scan, unsigned char byte)
{
    if (byte == 033) {
        scan->state = SCAN_ESCAPE;
        scan->escapes++;
    } else if (byte == 007) {
        scan->bells++;
    } else if (byte == 005) {
        scan->length = 0;
        count_query(scan, "ENQ");
    } else if (byte < ' ' && !strchr("\b\t\n\v\f\r\016\017", byte)) {
        scan->alarms++; /* NUL is padding on old terminals, and found by strchr */
    }
}

static void take(struct scan *scan, unsigned char byte)
{
    switch (scan->state) {
    case SCAN_GROUND:
        take_ground(scan, byte);
        break;
    case SCAN_ESCAPE:
        take_escape(scan, (char)byte);
        break;
    case SCAN_CSI:
        keep(scan, (char)byte);
        if (byte >= '@' && byte <= '~') {
            take_csi(scan);
            scan->state = SCAN_GROUND;
        }
        break;
    case SCAN_STRING:
        if (byte == 007 && scan->kind == ']')
            take_string(scan);
        else if (byte == 033)
            scan->state = SCAN_STRING_ESCAPE;
        else
            keep(scan, (char)byte);
        break;
    case SCAN_STRING_ESCAPE:
        scan->state = SCAN_STRING;
        if (byte == '\\') {
            take_string(scan);
        } else {
            keep(scan, 033);
            if (byte == 033) /* doubled, as tmux has it */
                keep(scan, 033);
            else
                keep(scan, (char)byte);
        }
        break;
    }
}

void scan_start(struct scan *scan)
{
    memset(scan, 0, sizeof(*scan));
}

void scan_feed(struct scan *scan, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        take(scan, (unsigned char)bytes[i]);
}
