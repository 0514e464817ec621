/*
 * Random input for the interface in process: monkey [SETTING=VALUE...] PATH...
 *
 *     seed=1 events=20000      per seed in all; every PATH gets an equal share
 *     from=N to=M              only these events of each path, to cut a failure down
 *     hang=20                  s that one event may take
 *     background=1             load in the background, as in a terminal (else at once; only then is
 *                              a run the same each time)
 *     verbose=1                name each event
 *
 * Every PATH is run in a process of its own, in a temporary folder that is home, state and current
 * folder. After every event the frame is asked what its driver must do; every second one is drawn.
 * What is drawn must hold (see check_canvas): no control, bidi or broken character, wide
 * characters whole, the same when drawn twice. The process that ends badly (crash, leak, hang,
 * broken claim) is told with its path, seed and event. Prints a line per path for tests/run.sh.
 */
#include "events.h"

#include <assay/tui/canvas.h>
#include <assay/tui/frame.h>
#include <assay/tui/key.h>

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Not in POSIX, but on every system that has fork and shared anonymous memory. */
#ifndef MAP_ANONYMOUS
#define MAP_ANONYMOUS 0x20
#endif

enum { BROKEN = 3, TWICE_EVERY = 64 };

struct settings {
    long long seed, events, from, to, hang, background, verbose;
};

/* Shared with the parent, which tells it when the child cannot. */
struct progress {
    unsigned long long event, done, starts;
    char what[EVENT_TEXT + 32];
    char broken[300];
};

struct monkey {
    const struct settings *settings;
    const char *path;
    struct progress *progress;
    struct session_options session;
    struct config config;
    struct frame_options options;
    struct frame *frame;
    struct canvas *canvas, *second;
    int rows, cols;
};

static void give_up(struct monkey *monkey, const char *why)
{
    snprintf(monkey->progress->broken, sizeof(monkey->progress->broken), "%s", why);
    _exit(BROKEN);
}

/* ---- what is drawn ---- */

/* Characters that would move, hide or reorder what stands on the screen. */
static bool is_unsafe(uint32_t code)
{
    return code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x200b && code <= 0x200f) ||
           (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x206f) ||
           (code >= 0xd800 && code <= 0xdfff) || code == 0xfeff || (code & 0xffff) == 0xffff ||
           code > 0x10ffff || (code >= 0xe0000 && code <= 0xe007f);
}

static void fault(struct monkey *monkey, int row, int column, const char *what, uint32_t code)
{
    char why[200];

    snprintf(why, sizeof(why), "cell %d,%d of %dx%d: %s (U+%04X)", row, column, monkey->cols,
             monkey->rows, what, (unsigned)code);
    give_up(monkey, why);
}

static void check_cell(struct monkey *monkey, int row, int column)
{
    const struct canvas_cell *cell = canvas_at(monkey->canvas, row, column);
    int width = canvas_width(monkey->canvas);

    for (int i = 0; i < CELL_CODES && cell->codes[i]; i++)
        if (is_unsafe(cell->codes[i]))
            fault(monkey, row, column, "holds an unsafe character", cell->codes[i]);
    if (cell->width > 2 || STYLE_ROLE(cell->style) >= ROLE_COUNT)
        fault(monkey, row, column, "has no such width or role", cell->codes[0]);
    if (cell->width == 2 &&
        (column + 1 == width || canvas_at(monkey->canvas, row, column + 1)->width != 0))
        fault(monkey, row, column, "is half a wide character", cell->codes[0]);
    if (cell->width == 0 && (column == 0 || canvas_at(monkey->canvas, row, column - 1)->width != 2))
        fault(monkey, row, column, "is a right half without a left one", cell->codes[0]);
}

static void check_canvas(struct monkey *monkey)
{
    int row, column;

    if (canvas_height(monkey->canvas) != monkey->rows ||
        canvas_width(monkey->canvas) != monkey->cols)
        give_up(monkey, "the canvas has another size than the frame");
    for (row = 0; row < monkey->rows; row++)
        for (column = 0; column < monkey->cols; column++)
            check_cell(monkey, row, column);
    if (canvas_cursor(monkey->canvas, &row, &column) &&
        (row < 0 || row >= monkey->rows || column < 0 || column >= monkey->cols))
        give_up(monkey, "the cursor stands outside");
}

/* Drawing changes nothing, so it draws the same again. */
static void check_twice(struct monkey *monkey)
{
    canvas_reset(monkey->second, monkey->rows, monkey->cols);
    frame_draw(monkey->frame, monkey->second);
    for (int row = 0; row < monkey->rows; row++)
        for (int column = 0; column < monkey->cols; column++) {
            const struct canvas_cell *a = canvas_at(monkey->canvas, row, column);
            const struct canvas_cell *b = canvas_at(monkey->second, row, column);

            if (memcmp(a->codes, b->codes, sizeof(a->codes)) != 0 || a->style != b->style ||
                a->width != b->width)
                fault(monkey, row, column, "is another when drawn again", b->codes[0]);
        }
}

static void draw(struct monkey *monkey, uint64_t event)
{
    canvas_reset(monkey->canvas, monkey->rows, monkey->cols);
    frame_draw(monkey->frame, monkey->canvas);
    check_canvas(monkey);
    if (event % TWICE_EVERY == 0 && !monkey->settings->background)
        check_twice(monkey);
}

/* ---- events ---- */

static void open_frame(struct monkey *monkey)
{
    struct err err;

    frame_free(monkey->frame);
    alarm((unsigned)monkey->settings->hang);
    monkey->progress->starts++;
    monkey->frame = frame_new(&monkey->options);
    if (!frame_open(monkey->frame, monkey->path, &err))
        give_up(monkey, "the path cannot be opened");
    frame_resize(monkey->frame, monkey->rows, monkey->cols);
}

static void answer_request(struct monkey *monkey)
{
    struct frame_request request = frame_take_request(monkey->frame);

    if (request.kind == REQUEST_QUIT)
        open_frame(monkey);
    else if (request.kind == REQUEST_EDIT || request.kind == REQUEST_PIPE)
        frame_say(monkey->frame, "this is no terminal");
}

/* One key of the notation; what only terminals can send, and broken bytes, give some key too. */
static uint32_t take_key(struct str *text)
{
    const char *end = memchr(text->ptr, '>', text->len);
    struct str before = *text;
    uint32_t key = PRESS_NONE;
    struct err err;

    if (key_parse(text, &key, &err))
        return key;
    if (text->ptr == before.ptr || !end)
        text->len = 0; /* blanks only */
    else
        *text = (struct str){end + 1, before.len - (size_t)(end + 1 - before.ptr)};
    return end ? 0x1d : PRESS_NONE;
}

static void press_keys(struct monkey *monkey, const char *keys)
{
    struct str text = str_of(keys);

    while (text.len > 0) {
        uint32_t key = take_key(&text);

        if (key == PRESS_NONE)
            continue;
        frame_key(monkey->frame, key);
        answer_request(monkey);
    }
}

static void take_event(struct monkey *monkey, const struct event *event)
{
    if (event->kind == EVENT_RESIZE) {
        monkey->rows = event->rows;
        monkey->cols = event->cols;
        frame_resize(monkey->frame, event->rows, event->cols);
    } else if (event->kind == EVENT_MOUSE) {
        frame_mouse(monkey->frame, (enum mouse_kind)event->mouse, event->rows % monkey->rows,
                    event->cols % monkey->cols);
    } else {
        press_keys(monkey, event->keys);
    }
    answer_request(monkey);
    if (monkey->settings->background)
        frame_wake(monkey->frame);
}

static void run_events(struct monkey *monkey, long long count, uint64_t seed)
{
    const struct settings *s = monkey->settings;
    long long end = s->to >= 0 && s->to < count ? s->to + 1 : count;

    for (long long n = s->from; n < end; n++) {
        struct event event;

        event_make(seed, (uint64_t)n, &event);
        monkey->progress->event = (unsigned long long)n;
        event_print(&event, monkey->progress->what, sizeof(monkey->progress->what));
        if (s->verbose)
            fprintf(stderr, "%lld: %s\n", n, monkey->progress->what);
        alarm((unsigned)s->hang);
        take_event(monkey, &event);
        if (n % 2 == 0 || event.kind == EVENT_RESIZE)
            draw(monkey, (uint64_t)n);
        monkey->progress->done++;
    }
}

/* ---- the child ---- */

static bool pretend_to_report(const struct assessed *assessed, const char *format, struct buf *out)
{
    (void)assessed;
    buf_add_c(out, format);
    return strcmp(format, "csv") != 0;
}

static bool pretend_to_compare(const struct comparison *comparison, const char *format,
                               struct buf *out)
{
    (void)comparison;
    buf_add_c(out, format);
    return strcmp(format, "csv") != 0;
}

static bool pretend_to_save(const char *path, const char *text, size_t length, struct err *err)
{
    (void)text;
    if (strlen(path) % 2 == 0 && length > 0)
        return true;
    return err_set(err, ERR_IO, "cannot be written");
}

static int run_path(const struct settings *settings, const char *path, long long count,
                    uint64_t seed, struct progress *progress)
{
    struct monkey monkey = {
        .settings = settings, .path = path, .progress = progress, .rows = 24, .cols = 80};
    struct arena *arena = arena_new();
    struct err err;

    if (!config_load(arena, &monkey.config, &err))
        give_up(&monkey, "the configuration cannot be loaded");
    monkey.session.metrics = config_metric_options(&monkey.config);
    monkey.options = (struct frame_options){.session = &monkey.session,
                                            .config = &monkey.config,
                                            .theme = theme_load("default", arena, &err),
                                            .glyphs = GLYPHS_BRAILLE,
                                            .writer = {.report = pretend_to_report,
                                                       .comparison = pretend_to_compare,
                                                       .save = pretend_to_save},
                                            .waits = !settings->background};
    if (!monkey.options.theme)
        give_up(&monkey, "there is no default theme");
    monkey.canvas = canvas_new(24, 80);
    monkey.second = canvas_new(24, 80);
    snprintf(progress->what, sizeof(progress->what), "the opening");
    open_frame(&monkey);
    run_events(&monkey, count, seed);
    snprintf(progress->what, sizeof(progress->what), "the end");
    frame_free(monkey.frame);
    canvas_free(monkey.canvas);
    canvas_free(monkey.second);
    arena_free(arena);
    return 0;
}

/* ---- the parent ---- */

static void tell(const char *name, int status, uint64_t seed, const struct progress *progress)
{
    char how[360];

    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
        printf("ok %s\n", name);
        fprintf(stderr, "%s: %llu events of seed %llu, %llu starts\n", name, progress->done,
                (unsigned long long)seed, progress->starts);
        return;
    }
    if (progress->broken[0])
        snprintf(how, sizeof(how), "%s", progress->broken);
    else if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
        snprintf(how, sizeof(how), "hangs");
    else if (WIFSIGNALED(status))
        snprintf(how, sizeof(how), "ended by signal %d", WTERMSIG(status));
    else
        snprintf(how, sizeof(how), "ended with code %d", WEXITSTATUS(status));
    printf("not ok %s: seed %llu, event %llu (%.100s): %s\n", name, (unsigned long long)seed,
           progress->event, progress->what, how);
}

static bool run_child(const struct settings *s, const char *path, const char *name, long long count,
                      uint64_t seed)
{
    struct progress *progress =
        mmap(NULL, sizeof(*progress), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int status = 0;
    pid_t pid;
    bool good;

    if (progress == MAP_FAILED)
        exit(70);
    fflush(NULL);
    pid = fork();
    if (pid == 0)
        exit(run_path(s, path, count, seed, progress));
    if (pid < 0 || waitpid(pid, &status, 0) != pid)
        exit(70);
    tell(name, status, seed, progress);
    fflush(stdout);
    good = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    munmap(progress, sizeof(*progress));
    return good;
}

/* "monkey_layer_probe_run_1" for sample_runs/layer_probe/run_1. */
static void make_name(char *name, size_t size, const char *path)
{
    const char *tail = strstr(path, "sample_runs"), *last = strrchr(path, '/');

    if (!tail)
        tail = last ? last + 1 : path;
    else if (tail[strlen("sample_runs")] == '/')
        tail += strlen("sample_runs/");
    snprintf(name, size, "monkey_%s", tail);
    for (char *at = name; *at; at++)
        if (*at == '/' || *at == '.' || *at == '-' || *at == ' ')
            *at = '_';
}

static void go_to_empty_folder(char *folder, size_t size)
{
    const char *parent = getenv("TMPDIR");

    snprintf(folder, size, "%s/monkey_XXXXXX", parent ? parent : "/tmp");
    if (!mkdtemp(folder) || chdir(folder) != 0) {
        perror(folder);
        exit(70);
    }
    setenv("HOME", folder, 1);
    setenv("XDG_STATE_HOME", folder, 1);
    setenv("XDG_CONFIG_HOME", folder, 1);
    setenv("XDG_CACHE_HOME", folder, 1);
    unsetenv("EDITOR");
    unsetenv("VISUAL");
    unsetenv("PAGER");
}

static void remove_folder(const char *folder)
{
    char command[PATH_MAX + 20];

    if (chdir("/") == 0 && snprintf(command, sizeof(command), "rm -rf '%s'", folder) > 0 &&
        system(command) != 0)
        fprintf(stderr, "%s is left behind\n", folder);
}

static bool take_setting(struct settings *s, const char *argument)
{
    const struct {
        const char *name;
        long long *value;
    } known[] = {{"seed=", &s->seed},      {"events=", &s->events}, {"from=", &s->from},
                 {"to=", &s->to},          {"hang=", &s->hang},     {"background=", &s->background},
                 {"verbose=", &s->verbose}};

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        if (strncmp(argument, known[i].name, strlen(known[i].name)) == 0) {
            *known[i].value = atoll(argument + strlen(known[i].name));
            return true;
        }
    return false;
}

int main(int argc, char **argv)
{
    struct settings s = {.seed = 1, .events = 20000, .to = -1, .hang = 20};
    char folder[PATH_MAX - 20];
    int first = 1, failures = 0;

    while (first < argc && take_setting(&s, argv[first]))
        first++;
    if (first == argc) {
        fprintf(stderr, "monkey: no path given\n");
        return 2;
    }
    for (int i = first; i < argc; i++)
        argv[i] = realpath(argv[i], NULL); /* never freed: they live as long as we do */
    go_to_empty_folder(folder, sizeof(folder));
    for (int i = first; i < argc; i++) {
        char name[300];

        if (!argv[i])
            continue;
        make_name(name, sizeof(name), argv[i]);
        failures += !run_child(&s, argv[i], name, s.events / (argc - first),
                               (uint64_t)(s.seed + 1000 * (i - first)));
    }
    remove_folder(folder);
    return failures > 0;
}
