#include "term.h"

#include "keys.h"
#include "term_internal.h"

#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

extern char **environ;

enum { CUT_OFF = INT_MAX, READ_SIZE = 1 << 16, DRAIN = 20 /* ms for what is under way */ };

static void die(const char *what, const char *detail)
{
    fprintf(stderr, "term: %s%s\n", what, detail);
    exit(70);
}

void *term_checked(void *memory)
{
    if (!memory)
        die("out of memory", "");
    return memory;
}

/* ---- environment ---- */

static bool is_named(const char *entry, const char *name)
{
    size_t length = strcspn(name, "=");

    return strncmp(entry, name, length) == 0 && (entry[length] == '=' || entry[length] == '\0');
}

static bool is_replaced(const char *entry, const char *const *changes)
{
    static const char *const always[] = {"LINES", "COLUMNS", "TERM"};

    for (size_t i = 0; i < sizeof(always) / sizeof(always[0]); i++)
        if (is_named(entry, always[i]))
            return true;
    for (size_t i = 0; changes && changes[i]; i++)
        if (is_named(entry, changes[i]))
            return true;
    return false;
}

static size_t count(const char *const *list)
{
    size_t n = 0;

    while (list && list[n])
        n++;
    return n;
}

/* exec takes lists of texts it could write to, but does not. */
static char *for_exec(const char *text)
{
    char *same;

    memcpy(&same, &text, sizeof(same));
    return same;
}

static char **copied_list(const char *const *list)
{
    size_t n = count(list);
    char **copy = term_checked(calloc(n + 1, sizeof(*copy)));

    for (size_t i = 0; i < n; i++)
        copy[i] = for_exec(list[i]);
    return copy;
}

/* Ours with the changes; type_entry may be NULL. The list is the caller's, its texts are not. */
static char **changed_environment(const char *const *changes, const char *type_entry)
{
    size_t ours = 0, n = 0;
    char **list;

    while (environ[ours])
        ours++;
    list = term_checked(calloc(ours + count(changes) + 2, sizeof(*list)));
    for (size_t i = 0; i < ours; i++)
        if (!is_replaced(environ[i], changes))
            list[n++] = environ[i];
    for (size_t i = 0; changes && changes[i]; i++)
        if (strchr(changes[i], '='))
            list[n++] = for_exec(changes[i]);
    if (type_entry)
        list[n++] = for_exec(type_entry);
    return list;
}

/* ---- starting and ending ---- */

static void send_answer(const char *bytes, size_t length, void *user)
{
    struct term *term = user;

    if (term->answers)
        term_type(term, bytes, length);
}

static void start_emulator(struct term *term)
{
    term->emulator = term_checked(vterm_new(term->rows, term->cols));
    vterm_set_utf8(term->emulator, 1);
    term->screen = vterm_obtain_screen(term->emulator);
    vterm_screen_enable_altscreen(term->screen, 1);
    vterm_screen_reset(term->screen, 1);
    vterm_output_set_callback(term->emulator, send_answer, term);
}

struct term *term_start(const char *const *argv, const char *const *env, const char *folder,
                        int rows, int cols, const char *type)
{
    struct term *term = term_checked(calloc(1, sizeof(*term)));
    char type_entry[80];
    char **environment, **words;

    snprintf(term->type, sizeof(term->type), "%s", type ? type : "");
    snprintf(type_entry, sizeof(type_entry), "TERM=%s", term->type);
    term->rows = rows;
    term->cols = cols;
    scan_start(&term->scan);
    start_emulator(term);
    environment = changed_environment(env, type ? type_entry : NULL);
    words = copied_list(argv);
    job_start(&term->job, words, environment, folder, rows, cols);
    free(environment);
    free(words);
    term->before = term->job.before;
    return term;
}

void term_free(struct term *term)
{
    if (!term)
        return;
    job_close(&term->job);
    vterm_free(term->emulator);
    free(term->text);
    free(term);
}

void term_answer(struct term *term, bool answers)
{
    term->answers = answers;
}

void term_watch(struct term *term, void (*seen)(void *user, double time, size_t bytes), void *user)
{
    term->seen = seen;
    term->seen_user = user;
}

/* ---- reading ---- */

/*
 * The emulator (0.1.4) takes a repetition (REP, CSI n b) that ends one column short of the right
 * edge for one that fills the line, so that what follows goes to the next line. It gets the glyphs
 * themselves. Only ASCII is ever repeated. CUT_OFF: the rest is not there yet.
 */
static size_t repetition(const char *bytes, size_t length, int *count)
{
    size_t n = 2;

    *count = 0;
    if (bytes[0] != 033 || (length > 1 && bytes[1] != '['))
        return 0;
    while (n < length && isdigit((unsigned char)bytes[n]) && n < HELD_MOST - 1)
        *count = *count * 10 + bytes[n++] - '0';
    if (n >= length)
        return CUT_OFF;
    return bytes[n] == 'b' && n > 2 ? n + 1 : 0;
}

static void show_piece(struct term *term, const char *bytes, size_t length)
{
    if (length == 0)
        return;
    vterm_input_write(term->emulator, bytes, length);
    if ((unsigned char)bytes[length - 1] >= ' ')
        term->last_glyph = bytes[length - 1];
}

/* Bytes at the end that begin a character and are not all of it: 0.1.4 shows them as broken. */
static size_t begun_character(const char *bytes, size_t length)
{
    for (size_t n = 1; n <= 3 && n <= length; n++) {
        unsigned char head = (unsigned char)bytes[length - n];

        if (head >= 0xc0)
            return n < (head >= 0xf0 ? 4u : head >= 0xe0 ? 3u : 2u) ? n : 0;
        if (head < 0x80)
            return 0;
    }
    return 0;
}

static void hold_back(struct term *term, const char *bytes, size_t length)
{
    memcpy(term->held, bytes, length);
    term->held_length = length;
}

/* What the piece before ended in, and this one. */
static void show(struct term *term, const char *piece, size_t piece_length)
{
    char bytes[READ_SIZE + HELD_MOST];
    size_t length = term->held_length + piece_length, from = 0, at = 0;

    memcpy(bytes, term->held, term->held_length);
    memcpy(bytes + term->held_length, piece, piece_length);
    term->held_length = 0;
    while (at < length) {
        int count;
        size_t taken = repetition(bytes + at, length - at, &count);

        if (taken == CUT_OFF) {
            hold_back(term, bytes + at, length - at);
            length = at;
        } else if (taken > 0) {
            show_piece(term, bytes + from, at - from);
            for (; count > 0; count--)
                vterm_input_write(term->emulator, &term->last_glyph, 1);
            from = at += taken;
        } else {
            at++;
        }
    }
    if (term->held_length == 0) {
        hold_back(term, bytes + length - begun_character(bytes, length),
                  begun_character(bytes, length));
        length -= term->held_length;
    }
    show_piece(term, bytes + from, length - from);
}

static size_t read_once(struct term *term)
{
    char bytes[READ_SIZE];
    ssize_t got = read(term->job.master, bytes, sizeof(bytes));

    if (got <= 0)
        return 0;
    term->last_byte = job_now();
    term->bytes += (uint64_t)got;
    if (term->seen)
        term->seen(term->seen_user, term->last_byte, (size_t)got);
    scan_feed(&term->scan, bytes, (size_t)got);
    show(term, bytes, (size_t)got);
    return (size_t)got;
}

/* Waits for output or news of the program, at most so long. */
static bool wait_for_any(struct term *term, int limit)
{
    struct pollfd fds[2] = {{.fd = term->job.master, .events = POLLIN},
                            {.fd = term->job.reports, .events = POLLIN}};
    nfds_t watched = term->job.state == JOB_ENDED ? 1 : 2;

    return poll(fds, watched, limit < 0 ? 0 : limit) > 0;
}

/* One wait, then all that is there. True when something came. */
static bool step(struct term *term, int limit, size_t *bytes)
{
    size_t got;
    bool any = false;

    if (!wait_for_any(term, limit))
        return false;
    while ((got = read_once(term)) > 0) {
        *bytes += got;
        any = true;
    }
    return job_news(&term->job) || any;
}

static int left_until(double end)
{
    double left = (end - job_now()) * 1e3;

    return left > 0.0 ? (int)left + 1 : 0;
}

size_t term_read(struct term *term, int limit)
{
    double end = job_now() + limit / 1e3;
    size_t bytes = 0;

    do {
        step(term, left_until(end), &bytes);
    } while (job_now() < end);
    return bytes;
}

size_t term_take(struct term *term, int limit)
{
    size_t bytes = 0;

    step(term, limit, &bytes);
    return bytes;
}

bool term_settle(struct term *term, int quiet, int limit)
{
    double end = job_now() + limit / 1e3, calm = job_now() + quiet / 1e3;
    size_t bytes = 0;

    for (;;) {
        double until = calm < end ? calm : end;

        if (step(term, left_until(until), &bytes))
            calm = job_now() + (term->job.state == JOB_RUNS ? quiet : DRAIN) / 1e3;
        else if (job_now() >= calm)
            return true;
        if (job_now() >= end)
            return false;
    }
}

static bool wait_for(struct term *term, bool (*holds)(struct term *term, const void *what),
                     const void *what, int limit)
{
    double end = job_now() + limit / 1e3;
    size_t bytes = 0;

    while (!holds(term, what)) {
        if (job_now() >= end)
            return false;
        step(term, left_until(end), &bytes);
        if (term->job.state == JOB_ENDED)
            term_read(term, DRAIN);
        if (term->job.state == JOB_ENDED)
            return holds(term, what);
    }
    return true;
}

static bool holds_text(struct term *term, const void *what)
{
    return term_shows(term, what);
}

static bool lacks_text(struct term *term, const void *what)
{
    return !term_shows(term, what);
}

static bool is_in_state(struct term *term, const void *what)
{
    return term->job.state == *(const enum job_state *)what;
}

bool term_wait(struct term *term, const char *text, int limit)
{
    return wait_for(term, holds_text, text, limit);
}

bool term_wait_gone(struct term *term, const char *text, int limit)
{
    return wait_for(term, lacks_text, text, limit);
}

bool term_wait_state(struct term *term, enum job_state state, int limit)
{
    bool got = wait_for(term, is_in_state, &state, limit);

    if (got)
        term_read(term, DRAIN);
    return got;
}

/* ---- doing ---- */

void term_type(struct term *term, const char *bytes, size_t length)
{
    size_t done = 0;

    while (length > 0 && term->job.state != JOB_ENDED) {
        ssize_t wrote = write(term->job.master, bytes, length);

        if (wrote > 0) {
            bytes += wrote;
            length -= (size_t)wrote;
        } else if (errno != EAGAIN && errno != EINTR) {
            return;
        } else {
            step(term, 10, &done); /* its input is full: let it write */
        }
    }
}

void term_keys(struct term *term, const char *keys)
{
    struct keys_mode mode = {.type = term->type};
    struct keys_piece piece;
    bool escaped = false;

    while (mode.application = scan_mode(&term->scan, 1), keys_next(&keys, mode, &piece)) {
        if (escaped)
            term_read(term, TERM_ESCAPE_PAUSE);
        term_type(term, piece.bytes, piece.length);
        escaped = piece.escape;
    }
    if (escaped)
        term_read(term, TERM_ESCAPE_PAUSE);
    if (*keys)
        die("no such key: ", keys);
}

void term_resize(struct term *term, int rows, int cols)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};

    term_read(term, 0);
    term->rows = rows;
    term->cols = cols;
    vterm_set_size(term->emulator, rows, cols);
    ioctl(term->job.master, TIOCSWINSZ, &size);
}

void term_signal(struct term *term, int number)
{
    if (term->job.state != JOB_ENDED)
        kill(term->job.program, number);
}

void term_resume(struct term *term)
{
    job_resume(&term->job);
}
