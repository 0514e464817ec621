#include <assay/tui/terminal.h>

#include <assay/tui/away.h>
#include <assay/tui/clipboard.h>
#include <assay/tui/present_curses.h>
#include <assay/tui/terminal_signals.h>
#include <assay/tui/terminal_text.h>

#include <errno.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum { DRAIN_MOST = 50 /* ms of keys taken without drawing */ };

struct terminal {
    struct frame *frame;
    struct curses_screen *screen;
    struct canvas *next, *shown;
    bool has_title, pushes_title, mouse;
    bool anew; /* what is shown is not known: send everything */
    bool quit;
    int ended_by; /* the signal that made it quit, 0: none */
    struct buf title;
};

/* ---- what the terminal is ---- */

static bool is_utf8(void)
{
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

bool terminal_usable(const char *path, struct err *err)
{
    const char *term = getenv("TERM");

    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return err_set(err, ERR_USAGE,
                       "the interface wants a terminal for input and output; assay show %s prints "
                       "the run, assay --help lists the commands",
                       path);
    if (!curses_possible())
        return err_set(err, ERR_USAGE,
                       "this terminal (TERM=%.40s) cannot place its cursor; assay show %s prints "
                       "the run",
                       term ? term : "", path);
    return true;
}

enum glyph_set terminal_glyphs(const char *choice)
{
    const char *term = getenv("TERM");

    if (!is_utf8() || strcmp(choice, "ascii") == 0)
        return GLYPHS_ASCII;
    if (strcmp(choice, "braille") == 0)
        return GLYPHS_BRAILLE;
    if (strcmp(choice, "block") == 0)
        return GLYPHS_BLOCK;
    /* The fonts of the console have no Braille. */
    return term && str_starts(str_of(term), "linux") ? GLYPHS_BLOCK : GLYPHS_BRAILLE;
}

/* ---- showing ---- */

static void show_title(struct terminal *terminal)
{
    struct buf sequence = {.ptr = NULL};
    struct str title = frame_title(terminal->frame);

    if (!terminal->has_title || str_eq(title, buf_str(&terminal->title)))
        return;
    buf_clear(&terminal->title);
    buf_add_str(&terminal->title, title);
    terminal_title(&sequence, title, is_utf8());
    terminal_write(buf_str(&sequence));
    buf_release(&sequence);
}

static void show(struct terminal *terminal)
{
    struct canvas *drawn = terminal->next;

    frame_draw(terminal->frame, drawn);
    show_title(terminal);
    curses_show(terminal->screen, frame_theme(terminal->frame), drawn,
                terminal->anew ? NULL : terminal->shown);
    terminal->next = terminal->shown;
    terminal->shown = drawn;
    terminal->anew = false;
    frame_shown(terminal->frame);
}

/* ---- to the plain terminal and back ---- */

/* What a signal handler would write. */
static void set_restoring(struct terminal *terminal)
{
    struct buf text = {.ptr = NULL};

    /* The ends of modes that are not on do nothing. */
    if (terminal->has_title)
        buf_add_c(&text, MOUSE_OFF);
    if (terminal->pushes_title)
        buf_add_c(&text, TITLE_POP);
    curses_restoring(terminal->screen, &text);
    signals_on_screen(text.ptr, text.len);
    buf_release(&text);
}

static void enter(struct terminal *terminal)
{
    set_restoring(terminal);
    if (terminal->pushes_title)
        terminal_write(STR(TITLE_PUSH));
    if (terminal->mouse)
        terminal_write(STR(MOUSE_ON));
    buf_clear(&terminal->title);
    terminal->anew = true;
}

static void take_back(const struct terminal *terminal)
{
    if (terminal->mouse)
        terminal_write(STR(MOUSE_OFF));
    if (terminal->pushes_title)
        terminal_write(STR(TITLE_POP));
    signals_off_screen();
}

static void leave(struct terminal *terminal)
{
    take_back(terminal);
    curses_leave(terminal->screen);
}

/* The terminal may have another size now, or show what we do not know. */
static void take_size(struct terminal *terminal)
{
    int height, width;

    curses_resize(terminal->screen);
    curses_size(terminal->screen, &height, &width);
    frame_resize(terminal->frame, height, width);
    set_restoring(terminal);
    terminal->anew = true;
}

static void come_back(struct terminal *terminal)
{
    curses_return(terminal->screen);
    enter(terminal);
    take_size(terminal);
}

static void suspend(struct terminal *terminal, enum stop_whom whom)
{
    leave(terminal);
    signals_stop(whom);
    come_back(terminal);
}

/* ---- requests of the frame ---- */

static void copy(struct terminal *terminal, struct str text)
{
    struct buf sequence = {.ptr = NULL};
    enum clipboard_way way = clipboard_way(getenv("TERM"), getenv("TMUX"), getenv("STY"));

    if (clipboard_sequence(&sequence, text, way)) {
        terminal_write(buf_str(&sequence));
        frame_say(terminal->frame, "%zu bytes sent to the terminal's clipboard", text.len);
    } else {
        leave(terminal);
        away_print(text);
        come_back(terminal);
        frame_say(terminal->frame, "%s: printed instead",
                  way == CLIPBOARD_NONE ? "this terminal has no clipboard"
                                        : "too long for a terminal's clipboard");
    }
    buf_release(&sequence);
}

static void go_away(struct terminal *terminal, const struct frame_request *request)
{
    struct buf said = {.ptr = NULL};

    leave(terminal);
    if (request->kind == REQUEST_EDIT)
        away_edit(request->path, request->line, &said);
    else
        away_pipe(request->command, request->text, &said);
    come_back(terminal);
    if (said.len)
        frame_say(terminal->frame, "%s", said.ptr);
    buf_release(&said);
}

static void switch_mouse(struct terminal *terminal)
{
    terminal->mouse = !terminal->mouse;
    terminal_write(terminal->mouse ? STR(MOUSE_ON) : STR(MOUSE_OFF));
    frame_say(terminal->frame, "mouse %s", terminal->mouse ? "on" : "off");
}

static void answer(struct terminal *terminal, const struct frame_request *request)
{
    switch (request->kind) {
    case REQUEST_NONE:
        break;
    case REQUEST_QUIT:
        terminal->quit = true;
        break;
    case REQUEST_REDRAW:
        take_size(terminal);
        break;
    case REQUEST_SUSPEND:
        suspend(terminal, STOP_GROUP);
        break;
    case REQUEST_COPY:
        copy(terminal, request->text);
        break;
    case REQUEST_EDIT:
    case REQUEST_PIPE:
        go_away(terminal, request);
        break;
    case REQUEST_MOUSE:
        switch_mouse(terminal);
        break;
    case REQUEST_STYLE:
        curses_restyle(terminal->screen);
        terminal->anew = true;
        break;
    }
}

static void answer_all(struct terminal *terminal)
{
    struct frame_request request = frame_take_request(terminal->frame);

    while (request.kind != REQUEST_NONE) {
        answer(terminal, &request);
        request = frame_take_request(terminal->frame);
    }
}

/* ---- events ---- */

static bool take_event(struct terminal *terminal)
{
    struct curses_event event = curses_read(terminal->screen);

    if (event.kind == CURSES_NOTHING)
        return false;
    if (event.kind == CURSES_KEY)
        frame_key(terminal->frame, event.key);
    else if (event.kind == CURSES_MOUSE)
        frame_mouse(terminal->frame, event.mouse, event.row, event.column);
    answer_all(terminal);
    return true;
}

static long long now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (long long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* All that wait, so that a burst is drawn once; true when time was up before they were gone. */
static bool take_events(struct terminal *terminal, bool *any)
{
    long long begun = now_ms();

    while (!terminal->quit && take_event(terminal)) {
        *any = true;
        if (now_ms() - begun > DRAIN_MOST)
            return true;
    }
    return false;
}

static void take_signal(struct terminal *terminal, int number)
{
    switch (number) {
    case SIGINT:
        frame_key(terminal->frame, PRESS_CONTROL('c'));
        answer_all(terminal);
        terminal->ended_by = terminal->quit ? number : 0;
        break;
    case SIGTERM:
    case SIGHUP:
        terminal->quit = true;
        terminal->ended_by = number;
        break;
    case SIGTSTP:
        suspend(terminal, STOP_SELF);
        break;
    case SIGCONT: /* stopped by what cannot be caught: the shell may have changed the modes */
        curses_take_modes(terminal->screen);
        take_size(terminal);
        break;
    default:
        take_size(terminal);
    }
}

static bool take_signals(struct terminal *terminal)
{
    unsigned char numbers[64];
    size_t count = signals_take(numbers, sizeof(numbers));

    for (size_t i = 0; i < count && !terminal->quit; i++)
        take_signal(terminal, numbers[i]);
    return count > 0;
}

/* The terminal is gone: it says so, or is ready to be read and has nothing. */
static bool is_gone(const struct pollfd *tty, bool any)
{
    int waiting = 0;

    if (tty->revents & (POLLERR | POLLNVAL | POLLHUP))
        return true;
    return (tty->revents & POLLIN) && !any && ioctl(STDIN_FILENO, FIONREAD, &waiting) == 0 &&
           waiting == 0;
}

static void loop(struct terminal *terminal)
{
    bool draw = true, more = false;

    while (!terminal->quit) {
        struct pollfd waits[2 + FRAME_WAKE_FDS] = {
            {.fd = STDIN_FILENO, .events = POLLIN},
            {.fd = signals_fd(), .events = POLLIN},
        };
        int wakes[FRAME_WAKE_FDS], wake_count = frame_wake_fds(terminal->frame, wakes);
        bool any = false;
        int ready;

        for (int i = 0; i < wake_count; i++)
            waits[2 + i] = (struct pollfd){.fd = wakes[i], .events = POLLIN};

        if (draw)
            show(terminal);
        ready = poll(waits, (nfds_t)(2 + wake_count), more ? 0 : -1);
        if (ready < 0 && errno != EINTR)
            return;
        draw = take_signals(terminal);
        if (more || (ready > 0 && waits[0].revents))
            more = take_events(terminal, &any);
        if (ready > 0 && is_gone(&waits[0], any))
            return;
        draw = frame_wake(terminal->frame) || draw || any;
        answer_all(terminal);
        draw = draw || terminal->anew;
    }
}

/* ---- life ---- */

static bool start(struct terminal *terminal, struct err *err)
{
    const char *term = getenv("TERM");

    terminal->has_title = terminal_has_title(term);
    /* They would pin the size. */
    unsetenv("LINES");
    unsetenv("COLUMNS");
    /* Before curses, which leaves alone what it finds taken. */
    if (!signals_begin(err))
        return false;
    terminal->screen = curses_open();
    if (!terminal->screen) {
        signals_end();
        return err_set(err, ERR_IO, "the terminal cannot be used (TERM=%.40s)", term ? term : "");
    }
    terminal->pushes_title = terminal->has_title && !curses_keeps_title();
    terminal->next = canvas_new(1, 1);
    terminal->shown = canvas_new(1, 1);
    enter(terminal);
    take_size(terminal);
    frame_await(terminal->frame);
    return true;
}

static void end(struct terminal *terminal)
{
    take_back(terminal);
    curses_close(terminal->screen);
    signals_end();
    canvas_free(terminal->next);
    canvas_free(terminal->shown);
    buf_release(&terminal->title);
}

bool terminal_run(struct frame *frame, enum terminal_mouse mouse, int *ended_by, struct err *err)
{
    struct terminal terminal = {.frame = frame, .mouse = mouse == TERMINAL_MOUSE_ON};

    if (!start(&terminal, err))
        return false;
    loop(&terminal);
    end(&terminal);
    *ended_by = terminal.ended_by;
    return true;
}
