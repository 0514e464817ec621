#include <assay/tui/present_curses.h>

#include <assay/tui/terminal_text.h>

#include <curses.h>
#include <fcntl.h>
#include <langinfo.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

enum {
    ESCAPE_DELAY = 25,  /* ms; a lone Esc is told from a key's sequence by it */
    PAIRS_MOST = 256,   /* attributes hold no larger pair */
    BUFFERED_FROM = 80, /* cells; curses then has room for what it sends at first */
    KEY_MOUSE_REPORT = KEY_MAX - 1,
    FUNCTION_KEYS = 12,
    REPORT_MOST = 32,
};

/* How a role is written: attributes, and a pair of colours. */
struct pen {
    bool known;
    attr_t attributes;
    short pair;
};

struct curses_screen {
    SCREEN *curses;
    bool utf8;
    bool defaults; /* the terminal's own colours can be had */
    bool direct;   /* colours are red, green and blue */
    enum colour_depth depth;
    int colours[PAIRS_MOST][2];
    int pair_count, pair_most;
    struct pen pens[ROLE_COUNT];
};

/* ---- colours ---- */

static int colour_number(const struct curses_screen *screen, struct colour colour, int otherwise)
{
    int number;

    if (colour.kind == COLOUR_DEFAULT)
        return screen->defaults ? -1 : otherwise;
    if (!screen->direct)
        return colour.index;
    number = colour.red << 16 | colour.green << 8 | colour.blue;
    /* Below 8 they are the palette's. */
    return number > 0 && number < 8 ? 8 : number;
}

/* The pair of two colours, made when first asked for; 0 when there are no more. */
static short pair_of(struct curses_screen *screen, int fg, int bg)
{
    for (int i = 0; i < screen->pair_count; i++)
        if (screen->colours[i][0] == fg && screen->colours[i][1] == bg)
            return (short)i;
    if (screen->pair_count >= screen->pair_most ||
        init_extended_pair(screen->pair_count, fg, bg) != OK)
        return 0;
    screen->colours[screen->pair_count][0] = fg;
    screen->colours[screen->pair_count][1] = bg;
    return (short)screen->pair_count++;
}

static attr_t attributes_of(unsigned style)
{
    attr_t attributes = A_NORMAL;

    if (style & STYLE_BOLD)
        attributes |= A_BOLD;
    if (style & STYLE_REVERSE)
        attributes |= A_REVERSE;
    if (style & STYLE_UNDERLINE)
        attributes |= A_UNDERLINE;
    if (style & STYLE_DIM)
        attributes |= A_DIM;
    return attributes;
}

static const struct pen *pen_of(struct curses_screen *screen, const struct theme *theme,
                                enum role role)
{
    struct pen *pen = &screen->pens[role];
    struct role_style style;

    if (pen->known)
        return pen;
    style = theme_style(theme, (unsigned)role, screen->depth);
    pen->known = true;
    pen->attributes = attributes_of(style.attributes);
    if (screen->depth != DEPTH_MONO)
        pen->pair = pair_of(screen, colour_number(screen, style.fg, COLOR_WHITE),
                            colour_number(screen, style.bg, COLOR_BLACK));
    return pen;
}

void curses_restyle(struct curses_screen *screen)
{
    memset(screen->pens, 0, sizeof(screen->pens));
    screen->colours[0][0] = screen->defaults ? -1 : COLOR_WHITE;
    screen->colours[0][1] = screen->defaults ? -1 : COLOR_BLACK;
    screen->pair_count = 1;
}

static enum colour_depth depth_of_palette(void)
{
    if (COLORS >= 256)
        return DEPTH_256;
    if (COLORS >= 16)
        return DEPTH_16;
    return COLORS >= 8 ? DEPTH_8 : DEPTH_MONO;
}

static void start_colours(struct curses_screen *screen)
{
    const char *no_colour = getenv("NO_COLOR");

    screen->depth = DEPTH_MONO;
    if (!(no_colour && no_colour[0]) && has_colors() && start_color() == OK) {
        screen->defaults = use_default_colors() == OK;
        screen->direct = tigetflag("RGB") == 1;
        screen->depth = screen->direct ? DEPTH_RGB : depth_of_palette();
        screen->pair_most = COLOR_PAIRS < PAIRS_MOST ? COLOR_PAIRS : PAIRS_MOST;
    }
    curses_restyle(screen);
}

/* ---- life ---- */

static bool is_there(const char *capability)
{
    return capability && capability != (const char *)-1;
}

/* The name to open the terminal by; NULL when it cannot place its cursor or terminfo is missing. */
static const char *terminal_name(void)
{
    const char *names[] = {getenv("TERM"), "xterm-256color"};

    for (int i = 0; i < 2; i++) {
        int status;
        bool placing;

        if (!names[i] || !names[i][0] || setupterm(names[i], STDOUT_FILENO, &status) != OK)
            continue;
        placing = is_there(tigetstr("cup"));
        del_curterm(cur_term);
        return placing ? names[i] : NULL;
    }
    return NULL;
}

bool curses_possible(void)
{
    return terminal_name() != NULL;
}

static int code_of_key(uint32_t key);

static void define_keys(void)
{
    for (size_t i = 0; key_sequences[i].sequence; i++)
        define_key(key_sequences[i].sequence, code_of_key(key_sequences[i].key));
    define_key(MOUSE_START, KEY_MOUSE_REPORT);
}

static void cut_out(const char *capability, const char *part)
{
    char *text = tigetstr(capability);
    char *at = is_there(text) ? strstr(text, part) : NULL;

    if (at)
        memmove(at, at + strlen(part), strlen(at + strlen(part)) + 1);
}

/*
 * The other character set is never chosen here, so going back from it each time attributes change
 * is left out of what terminfo says of them: three bytes of some ten. In place, since curses reads
 * its own copy of these texts and takes no other.
 */
static void shorten_attributes(void)
{
    cut_out("sgr", "%?%p9%t\033(0%e\033(B%;");
    cut_out("sgr", "%?%p9%t\016%e\017%;");
    cut_out("sgr0", "\033(B");
    cut_out("sgr0", "\017");
}

/*
 * ^C is a key like others: as a signal, two of them at once would be one. ^Z and ^\ stay signals,
 * which are heard when all else hangs.
 */
static void take_interrupts_as_keys(void)
{
    struct termios modes;

    if (tcgetattr(STDIN_FILENO, &modes) != 0)
        return;
    modes.c_cc[VINTR] = _POSIX_VDISABLE;
    tcsetattr(STDIN_FILENO, TCSANOW, &modes);
    def_prog_mode();
}

/* Colours of the palette are never changed here, so the user's own must not be set back either. */
static void keep_palette(void)
{
    char *text = tigetstr("oc");

    if (is_there(text))
        *text = '\0';
}

/*
 * Curses 6.4 writes out at every move of the cursor, some hundred times a frame, until the screen
 * was left and taken again once. So it is left at once, with nobody to hear of it.
 */
static void make_buffered(void)
{
    int terminal = dup(STDOUT_FILENO), nowhere = open("/dev/null", O_WRONLY);

    if (terminal >= 0 && nowhere >= 0 && dup2(nowhere, STDOUT_FILENO) == STDOUT_FILENO) {
        endwin();
        dup2(terminal, STDOUT_FILENO);
    }
    if (nowhere >= 0)
        close(nowhere);
    if (terminal >= 0)
        close(terminal);
}

struct curses_screen *curses_open(void)
{
    const char *name = terminal_name();
    SCREEN *curses = name ? newterm(name, stdout, stdin) : NULL;
    struct curses_screen *screen;

    if (!curses)
        return NULL;
    screen = xcalloc(1, sizeof(*screen));
    screen->curses = curses;
    /* The buffer of a tiny screen has overflowed already: what left it would be sent twice. */
    if (LINES * COLS >= BUFFERED_FROM)
        make_buffered();
    screen->utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
    cbreak();
    noecho();
    nonl();
    noqiflush();
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    idlok(stdscr, TRUE);
    typeahead(-1); /* waiting keys are taken before a frame is drawn */
    set_escdelay(ESCAPE_DELAY);
    take_interrupts_as_keys();
    define_keys();
    shorten_attributes();
    keep_palette();
    start_colours(screen);
    return screen;
}

/* Without the paddings, which only old hardware wants. */
static void add_unpadded(struct buf *out, const char *text)
{
    while (*text) {
        if (text[0] == '$' && text[1] == '<' && strchr(text, '>'))
            text = strchr(text, '>') + 1;
        else
            buf_add_char(out, *text++);
    }
}

static void add_capability(struct buf *out, const char *name)
{
    const char *text = tigetstr(name);

    if (is_there(text))
        add_unpadded(out, text);
}

void curses_restoring(struct curses_screen *screen, struct buf *out)
{
    static const char *const names[] = {"sgr0", "op", "rmkx", "cnorm", "rmcup"};

    (void)screen;
    /* Where there is no other screen to go back to, the shell goes on below this one. */
    add_unpadded(out, tiparm(cursor_address, LINES - 1, 0));
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        add_capability(out, names[i]);
    buf_add_char(out, '\r');
}

/*
 * Not by endwin, which ends in a reset of the palette (OSC 104) when the terminal is taken again,
 * and a user's own colours would be gone.
 */
void curses_leave(struct curses_screen *screen)
{
    struct buf text = {.ptr = NULL};

    curs_set(1);
    curses_restoring(screen, &text);
    terminal_write(buf_str(&text));
    buf_release(&text);
    reset_shell_mode();
}

void curses_return(struct curses_screen *screen)
{
    struct buf text = {.ptr = NULL};

    add_capability(&text, "smcup");
    terminal_write(buf_str(&text));
    buf_release(&text);
    curses_take_modes(screen);
}

void curses_take_modes(struct curses_screen *screen)
{
    (void)screen;
    reset_prog_mode();
}

void curses_close(struct curses_screen *screen)
{
    if (!screen)
        return;
    curs_set(1);
    endwin();
    delscreen(screen->curses);
    free(screen);
}

bool curses_keeps_title(void)
{
    const char *begin = tigetstr("smcup");

    return is_there(begin) && strstr(begin, "\033[22;") != NULL;
}

void curses_size(const struct curses_screen *screen, int *height, int *width)
{
    (void)screen;
    *height = LINES;
    *width = COLS;
}

void curses_resize(struct curses_screen *screen)
{
    struct winsize size = {.ws_row = 0};

    (void)screen;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col &&
        (size.ws_row != LINES || size.ws_col != COLS))
        resizeterm(size.ws_row, size.ws_col);
}

/* ---- the canvas ---- */

/* What is shown now and before, NULL when that is not known. */
struct showing {
    struct curses_screen *screen;
    const struct theme *theme;
    const struct canvas *next, *shown;
};

static bool same_cell(const struct canvas_cell *a, const struct canvas_cell *b)
{
    return a->codes[0] == b->codes[0] && a->style == b->style && a->width == b->width &&
           memcmp(a->codes, b->codes, sizeof(a->codes)) == 0;
}

/* Curses must take as many columns for it as the canvas does. */
static bool can_show(const struct curses_screen *screen, const struct canvas_cell *cell)
{
    if (!screen->utf8)
        return cell->codes[0] < 127;
    return wcwidth((wchar_t)cell->codes[0]) == cell->width;
}

static void put(const struct pen *pen, attr_t attributes, int row, int column, const wchar_t *text)
{
    wchar_t bare[2] = {text[0], L'\0'};
    cchar_t cell;

    /* Marks that the C library takes for something else are left out. */
    if (setcchar(&cell, text, pen->attributes | attributes, pen->pair, NULL) != OK)
        setcchar(&cell, bare, pen->attributes | attributes, pen->pair, NULL);
    mvadd_wch(row, column, &cell);
}

static void put_cell(const struct showing *showing, int row, int column)
{
    const struct canvas_cell *cell = canvas_at(showing->next, row, column);
    const struct pen *pen = pen_of(showing->screen, showing->theme, STYLE_ROLE(cell->style));
    attr_t attributes = attributes_of(cell->style);
    wchar_t text[CELL_CODES + 1] = {L' '};

    if (cell->width == 0)
        return;
    if (cell->codes[0] && !can_show(showing->screen, cell)) {
        put(pen, attributes, row, column, L"?");
        if (cell->width == 2)
            put(pen, attributes, row, column + 1, L" ");
        return;
    }
    for (int i = 0; i < CELL_CODES && cell->codes[i]; i++)
        text[i] = (wchar_t)cell->codes[i];
    put(pen, attributes, row, column, text);
}

static bool has_wide(const struct canvas *canvas, int row)
{
    for (int column = 0; column < canvas_width(canvas); column++)
        if (canvas_at(canvas, row, column)->width != 1)
            return true;
    return false;
}

/* What erasing has left there already. */
static bool is_empty(const struct showing *showing, int row, int column)
{
    const struct canvas_cell *cell = canvas_at(showing->next, row, column);
    const struct pen *pen = pen_of(showing->screen, showing->theme, STYLE_ROLE(cell->style));

    return !cell->codes[0] && cell->width == 1 && attributes_of(cell->style) == A_NORMAL &&
           pen->attributes == A_NORMAL && pen->pair == 0;
}

/* Cells of rows that are equal are mostly equal in every byte, since the canvas clears them. */
static bool same_bytes(const struct canvas_cell *a, const struct canvas_cell *b, int width)
{
    return memcmp(a, b, (size_t)width * sizeof(*a)) == 0;
}

static void put_whole_row(const struct showing *showing, int row)
{
    for (int column = 0; column < canvas_width(showing->next); column++)
        if (!is_empty(showing, row, column))
            put_cell(showing, row, column);
}

static void put_row(const struct showing *showing, int row)
{
    const struct canvas_cell *next = canvas_at(showing->next, row, 0), *shown;

    if (!showing->shown) {
        put_whole_row(showing, row);
        return;
    }
    shown = canvas_at(showing->shown, row, 0);
    if (same_bytes(next, shown, canvas_width(showing->next)))
        return;
    /* Half of a wide character is never overwritten: such rows are put anew. */
    if (has_wide(showing->next, row) || has_wide(showing->shown, row)) {
        move(row, 0);
        clrtoeol();
        put_whole_row(showing, row);
        return;
    }
    for (int column = 0; column < canvas_width(showing->next); column++)
        if (!same_cell(&next[column], &shown[column]))
            put_cell(showing, row, column);
}

static void place_cursor(const struct canvas *canvas)
{
    int row, column;
    bool visible = canvas_cursor(canvas, &row, &column);

    leaveok(stdscr, !visible);
    curs_set(visible);
    if (visible)
        move(row, column);
}

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

void curses_show(struct curses_screen *screen, const struct theme *theme, const struct canvas *next,
                 const struct canvas *shown)
{
    struct showing showing = {screen, theme, next, shown};

    if (shown &&
        (canvas_height(shown) != canvas_height(next) || canvas_width(shown) != canvas_width(next)))
        showing.shown = NULL;
    if (!showing.shown) {
        erase();
        clearok(stdscr, TRUE);
    }
    for (int row = 0; row < smaller(canvas_height(next), LINES); row++)
        put_row(&showing, row);
    place_cursor(next);
    refresh();
}

/* ---- keys ---- */

static const struct {
    int code;
    uint32_t key;
} curses_keys[] = {
    {KEY_UP, PRESS_UP},         {KEY_DOWN, PRESS_DOWN},       {KEY_LEFT, PRESS_LEFT},
    {KEY_RIGHT, PRESS_RIGHT},   {KEY_HOME, PRESS_HOME},       {KEY_END, PRESS_END},
    {KEY_PPAGE, PRESS_PAGE_UP}, {KEY_NPAGE, PRESS_PAGE_DOWN}, {KEY_DC, PRESS_DELETE},
    {KEY_IC, PRESS_INSERT},     {KEY_BTAB, PRESS_BACKTAB},    {KEY_BACKSPACE, PRESS_BACKSPACE},
    {KEY_ENTER, PRESS_ENTER},
};

enum { CURSES_KEYS = sizeof(curses_keys) / sizeof(curses_keys[0]) };

static uint32_t key_of_code(int code)
{
    for (int i = 0; i < CURSES_KEYS; i++)
        if (curses_keys[i].code == code)
            return curses_keys[i].key;
    if (code > KEY_F0 && code <= KEY_F(FUNCTION_KEYS))
        return PRESS_F1 + (uint32_t)(code - KEY_F(1));
    return PRESS_NONE;
}

static int code_of_key(uint32_t key)
{
    for (int i = 0; i < CURSES_KEYS; i++)
        if (curses_keys[i].key == key)
            return curses_keys[i].code;
    return KEY_F(1) + (int)(key - PRESS_F1);
}

/* The rest of a report has been sent together with its start. */
static struct curses_event read_report(void)
{
    struct curses_event event = {.kind = CURSES_OTHER};
    char text[REPORT_MOST];
    size_t length = 0;
    wint_t code;

    while (length < sizeof(text) && get_wch(&code) == OK && code < 127) {
        text[length++] = (char)code;
        if (code == 'M' || code == 'm')
            break;
    }
    if (mouse_report((struct str){text, length}, &event.mouse, &event.row, &event.column))
        event.kind = CURSES_MOUSE;
    return event;
}

struct curses_event curses_read(struct curses_screen *screen)
{
    struct curses_event event = {.kind = CURSES_NOTHING};
    wint_t code;
    int got = get_wch(&code);

    (void)screen;
    if (got == ERR)
        return event;
    if (got == KEY_CODE_YES && code == KEY_MOUSE_REPORT)
        return read_report();
    event.key = got == KEY_CODE_YES ? key_of_code((int)code) : key_of_character((uint32_t)code);
    event.kind = event.key == PRESS_NONE ? CURSES_OTHER : CURSES_KEY;
    return event;
}
