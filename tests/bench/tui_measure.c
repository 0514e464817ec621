/*
 * Measures a terminal program as its user sees it: tui_measure NAME [SETTING=VALUE...] -- COMMAND
 *
 * Runs it in an emulated terminal (tests/pty), and prints a line per figure: NAME, figure, value,
 * parted by tabs. Times are from right before exec, or from the write of a key, to the moment at
 * which the last byte of the answer was read; an answer ends when nothing came for `quiet` ms, and
 * a key without one within 400 ms is silent.
 *
 *     size=120x40   columns x rows
 *     starts=7      starts of the program; the first frame is the median of them
 *     pattern=RE    a line of data (extended expression; default: anything but blanks and ~)
 *     lines=N       so many lines of data make a full frame (rows - 3)
 *     limit=10000   ms to wait for a first frame; when it is not reached, the most lines ever seen
 *                   count as full, and frame_lines says how many
 *     ready=KEYS    after the start, before anything but the first frame is measured
 *     load=60       s to wait at most until it rests (under 15 % of a processor for half a second)
 *     home=g down=j page=KEYS
 *     views=KEYS    other views, one key each, tried in turn; the largest frame counts
 *     back=KEYS     then, to come back
 *     keys=200      how often scroll and half as often page are pressed
 *     quiet=30
 *     before=KEYS   typed before the jobs
 *     job=NAME:KEYS[;;KEYS...]   anything long; `;;` parts what waits for the one before
 *     show=1        the screen to stderr after `ready`, `before` and each job, to see what was
 * measured patience=2000 an answer to a job ends when nothing came for so many ms
 *
 * Figures: frame_ms frame_bytes frame_lines, loaded_s peak_mb, idle_bytes idle_switches (over 3 s),
 * down_bytes scroll_bytes page_bytes (medians; _most: the largest), view_bytes view_key,
 * key_p50 key_p99 key_max keys silent (keys without answer), the same with load_ for keys sent from
 * the first output on until it rests, and job_NAME_ms. Nothing is asserted.
 */
#include "../pty/keys.h"
#include "../pty/term.h"
#include "tui_proc.h"

#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 4096, JOBS = 8, IDLE = 3000, HALF_SECOND = 500, SLOW = 400 };

struct settings {
    const char *name, *size, *pattern, *ready, *home, *down, *page, *views, *back, *before;
    const char *jobs[JOBS];
    int job_count;
    int starts, lines, limit, load, keys, quiet, patience, show;
    int rows, cols;
    const char *const *command;
    regex_t data;
};

struct figures {
    double values[MOST];
    int count;
};

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static void keep(struct figures *figures, double value)
{
    if (figures->count < MOST)
        figures->values[figures->count++] = value;
}

/* By nearest rank: 0 the least, 0.5 the median, 1 the largest. */
static double at(struct figures *figures, double share)
{
    int place = (int)(share * (double)figures->count);

    if (figures->count == 0)
        return 0.0;
    qsort(figures->values, (size_t)figures->count, sizeof(double), ascending);
    return figures->values[place < figures->count ? place : figures->count - 1];
}

static void say(const struct settings *s, const char *figure, double value)
{
    printf("%s\t%s\t%.10g\n", s->name, figure, value);
    fflush(stdout);
}

static void say_keys(const struct settings *s, const char *prefix, struct figures *ms, int silent)
{
    static const struct {
        const char *name;
        double share;
    } wanted[] = {{"p50", .5}, {"p99", .99}, {"max", 1.0}};
    char name[40];

    for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
        snprintf(name, sizeof(name), "%s_%s", prefix, wanted[i].name);
        if (ms->count > 0)
            say(s, name, at(ms, wanted[i].share));
    }
    snprintf(name, sizeof(name), "%s_count", prefix);
    say(s, name, ms->count);
    snprintf(name, sizeof(name), "%s_silent", prefix);
    say(s, name, silent);
}

/* ---- starting ---- */

static struct term *start(const struct settings *s)
{
    static const char *const env[] = {
        "LC_ALL=C.UTF-8", "LESSHISTFILE=-", "LESS", "NO_COLOR", "TMUX", "STY", NULL};
    struct term *term = term_start(s->command, env, NULL, s->rows, s->cols, "xterm-256color");

    term_answer(term, true);
    return term;
}

static double since_start(const struct term *term)
{
    return (term_last_byte(term) - term_job(term)->began) * 1e3;
}

static int data_lines(const struct settings *s, struct term *term)
{
    int count = 0;

    for (int row = 0; row < s->rows; row++)
        count += regexec(&s->data, term_line(term, row), 0, NULL, 0) == 0;
    return count;
}

struct frame_seen {
    double ms, bytes;
    int lines;
};

/* The first moment with that many lines of data; else that with the most, when the limit is over.
 */
static struct frame_seen first_frame(const struct settings *s, struct term *term)
{
    struct frame_seen best = {0};
    double end = job_now() + s->limit / 1e3;

    while (best.lines < s->lines && job_now() < end && term_job(term)->state == JOB_RUNS) {
        int lines;

        if (term_take(term, 50) == 0)
            continue;
        lines = data_lines(s, term);
        if (lines > best.lines)
            best = (struct frame_seen){since_start(term), (double)term_bytes(term), lines};
    }
    return best;
}

static void measure_starts(const struct settings *s)
{
    struct figures ms = {.count = 0}, bytes = {.count = 0}, lines = {.count = 0};

    for (int i = 0; i < s->starts; i++) {
        struct term *term = start(s);
        struct frame_seen seen = first_frame(s, term);

        if (seen.lines > 0) {
            keep(&ms, seen.ms);
            keep(&bytes, seen.bytes);
            keep(&lines, seen.lines);
        }
        term_free(term);
    }
    say(s, "frame_ms", at(&ms, .5));
    say(s, "frame_bytes", at(&bytes, .5));
    say(s, "frame_lines", at(&lines, .5));
}

/* ---- keys ---- */

struct answer {
    double ms; /* to the last byte; negative: nothing came */
    double bytes;
};

static struct answer press(struct term *term, const char *keys, int quiet, int limit)
{
    uint64_t before = term_bytes(term);
    double began, end;

    term_take(term, 0);
    before = term_bytes(term);
    began = job_now(); /* a quick program may answer before the write returns */
    term_keys(term, keys);
    end = began + limit / 1e3;
    if (term_take(term, quiet > SLOW ? quiet : SLOW) > 0)
        while (term_take(term, quiet) > 0 && job_now() < end)
            continue;
    if (term_bytes(term) == before)
        return (struct answer){-1.0, 0.0};
    return (struct answer){(term_last_byte(term) - began) * 1e3,
                           (double)(term_bytes(term) - before)};
}

struct pressed {
    struct figures ms, bytes;
    int silent;
};

static void press_many(const struct settings *s, struct term *term, const char *keys, int times,
                       struct pressed *pressed, struct figures *all)
{
    for (int i = 0; i < times; i++) {
        struct answer answer = press(term, keys, s->quiet, 3000);

        if (answer.ms < 0.0) {
            pressed->silent++;
            continue;
        }
        keep(&pressed->ms, answer.ms);
        keep(all, answer.ms);
        keep(&pressed->bytes, answer.bytes);
    }
}

static void say_bytes(const struct settings *s, const char *what, struct pressed *pressed)
{
    char name[40];

    if (pressed->bytes.count == 0)
        return;
    snprintf(name, sizeof(name), "%s_bytes", what);
    say(s, name, at(&pressed->bytes, .5));
    snprintf(name, sizeof(name), "%s_bytes_most", what);
    say(s, name, at(&pressed->bytes, 1.0));
}

static void go_home(const struct settings *s, struct term *term)
{
    press(term, s->home, 150, 3000);
}

static void measure_keys(const struct settings *s, struct term *term)
{
    static struct pressed inside, scroll, page;
    static struct figures all;

    go_home(s, term);
    press_many(s, term, s->down, 2, &(struct pressed){.silent = 0}, &(struct figures){.count = 0});
    press_many(s, term, s->down, s->rows / 2, &inside, &all);
    for (int i = 0; i < s->rows; i++)
        press(term, s->down, 5, 1000);
    press_many(s, term, s->down, s->keys, &scroll, &all);
    press_many(s, term, s->page, s->keys / 2, &page, &all);
    for (int turn = 0; turn < 8; turn++) {
        go_home(s, term);
        press_many(s, term, s->down, s->rows / 2, &inside, &all);
    }
    say_bytes(s, "down", &inside);
    say_bytes(s, "scroll", &scroll);
    say_bytes(s, "page", &page);
    say_keys(s, "key", &all, inside.silent + scroll.silent + page.silent);
}

static void measure_views(const struct settings *s, struct term *term)
{
    char key[32];
    double most = 0.0;
    const char *at_key = s->views, *of_most = NULL;

    while (*at_key) {
        size_t length = strcspn(at_key, " ");
        double bytes;

        snprintf(key, sizeof(key), "%.*s", (int)length, at_key);
        bytes = press(term, key, 200, 5000).bytes;
        if (bytes > most) {
            most = bytes;
            of_most = at_key;
        }
        at_key += length;
        at_key += strspn(at_key, " ");
    }
    if (of_most) {
        say(s, "view_bytes", most);
        printf("%s\tview_key\t%.*s\n", s->name, (int)strcspn(of_most, " "), of_most);
        press(term, s->back, 200, 5000);
    }
}

/* ---- rest ---- */

/* Half a second; true when it rested in it. */
static bool rests(struct term *term)
{
    pid_t pid = term_job(term)->program;
    double before = proc_seconds(pid);

    term_read(term, HALF_SECOND);
    return proc_seconds(pid) - before < 0.15 * HALF_SECOND / 1e3;
}

static void wait_for_rest(const struct settings *s, struct term *term)
{
    double end = job_now() + s->load, reached;

    do {
        reached = job_now();
    } while (!rests(term) && job_now() < end);
    say(s, "loaded_s", reached - term_job(term)->began);
}

static void measure_idle(const struct settings *s, struct term *term)
{
    pid_t pid = term_job(term)->program;
    uint64_t switches;
    size_t bytes;

    term_settle(term, 1000, 10000);
    switches = proc_switches(pid);
    bytes = term_read(term, IDLE);
    say(s, "idle_switches", (double)(proc_switches(pid) - switches));
    say(s, "idle_bytes", (double)bytes);
}

/* Keys from the first output on. The quiet is short: what is drawn of the progress is no answer. */
static void measure_loading(const struct settings *s)
{
    static struct figures ms;
    struct term *term = start(s);
    pid_t pid = term_job(term)->program;
    double busy_at = job_now(), used = 0.0, end = job_now() + s->load;
    int silent = 0;

    while (term_take(term, 100) == 0 && job_now() < end && term_job(term)->state == JOB_RUNS)
        continue;
    if (*s->ready)
        term_keys(term, s->ready);
    /* At rest: half a second with hardly any processor time, the keys' own included. */
    while (job_now() < end && ms.count + silent < 500) {
        struct answer answer = press(term, s->down, 10, 3000);

        if (answer.ms < 0.0)
            silent++;
        else
            keep(&ms, answer.ms);
        if (job_now() - busy_at < HALF_SECOND / 1e3)
            continue;
        if (proc_seconds(pid) - used < 0.15 * (job_now() - busy_at))
            break;
        busy_at = job_now();
        used = proc_seconds(pid);
    }
    say_keys(s, "load", &ms, silent);
    term_free(term);
}

/* ---- jobs ---- */

static void show(const struct settings *s, struct term *term, const char *when)
{
    if (s->show)
        fprintf(stderr, "---- %s: %s\n%s", s->name, when, term_screen(term));
}

static void measure_job(const struct settings *s, struct term *term, const char *job)
{
    char keys[512], name[64];
    size_t length = strcspn(job, ":");
    double sum = 0.0;

    snprintf(name, sizeof(name), "job_%.*s_ms", (int)length, job);
    job += length + (job[length] == ':');
    while (*job) {
        const char *end = strstr(job, ";;");
        struct answer answer;

        length = end ? (size_t)(end - job) : strlen(job);
        snprintf(keys, sizeof(keys), "%.*s", (int)length, job);
        answer = press(term, keys, s->patience, 120000);
        sum += answer.ms > 0.0 ? answer.ms : 0.0;
        job += length + (end ? 2 : 0);
    }
    say(s, name, sum);
    show(s, term, name);
}

/* ---- main ---- */

static const struct {
    const char *name;
    size_t place;
    bool number;
} known[] = {
#define TEXT(field)                                                                                \
    {                                                                                              \
#field, offsetof(struct settings, field), false                                            \
    }
#define NUMBER(field)                                                                              \
    {                                                                                              \
#field, offsetof(struct settings, field), true                                             \
    }
    TEXT(size),   TEXT(pattern), TEXT(ready),   TEXT(home),       TEXT(down),    TEXT(page),
    TEXT(views),  TEXT(back),    TEXT(before),  NUMBER(starts),   NUMBER(lines), NUMBER(limit),
    NUMBER(load), NUMBER(keys),  NUMBER(quiet), NUMBER(patience), NUMBER(show),
};

static bool take_setting(struct settings *s, const char *argument)
{
    const char *value = strchr(argument, '=');

    if (!value)
        return false;
    if (strncmp(argument, "job=", 4) == 0 && s->job_count < JOBS) {
        s->jobs[s->job_count++] = value + 1;
        return true;
    }
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
        char *field = (char *)s + known[i].place;

        if (strlen(known[i].name) != (size_t)(value - argument) ||
            strncmp(known[i].name, argument, (size_t)(value - argument)) != 0)
            continue;
        if (known[i].number)
            *(int *)(void *)field = atoi(value + 1);
        else
            *(const char **)(void *)field = value + 1;
        return true;
    }
    return false;
}

static bool finish_settings(struct settings *s)
{
    if (sscanf(s->size, "%dx%d", &s->cols, &s->rows) != 2 || s->rows < 1 || s->cols < 1)
        return false;
    if (s->lines == 0)
        s->lines = s->rows - 3;
    return regcomp(&s->data, s->pattern, REG_EXTENDED | REG_NOSUB) == 0;
}

static void measure(const struct settings *s)
{
    struct term *term;

    measure_starts(s);
    measure_loading(s);
    term = start(s);
    first_frame(s, term);
    wait_for_rest(s, term);
    if (*s->ready)
        press(term, s->ready, 300, 20000);
    show(s, term, "ready");
    measure_idle(s, term);
    measure_keys(s, term);
    measure_views(s, term);
    if (*s->before)
        press(term, s->before, s->patience, 120000);
    show(s, term, "before the jobs");
    for (int i = 0; i < s->job_count; i++)
        measure_job(s, term, s->jobs[i]);
    say(s, "peak_mb", proc_peak(term_job(term)->program));
    term_free(term);
}

int main(int argc, char **argv)
{
    struct settings s = {.size = "120x40",
                         .pattern = "[^ ~]",
                         .ready = "",
                         .home = "g",
                         .down = "j",
                         .page = "<pgdn>",
                         .views = "",
                         .back = "",
                         .before = "",
                         .starts = 7,
                         .limit = 10000,
                         .load = 60,
                         .keys = 200,
                         .quiet = 30,
                         .patience = 2000};
    const char *words[64] = {NULL};
    int i = 2, n = 0;

    if (argc < 4)
        return 2;
    s.name = argv[1];
    for (; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (!take_setting(&s, argv[i])) {
            fprintf(stderr, "tui_measure: %s\n", argv[i]);
            return 2;
        }
    for (i++; i < argc && n < 63; i++)
        words[n++] = argv[i];
    s.command = words;
    if (n == 0 || !finish_settings(&s)) {
        fprintf(stderr, "tui_measure: no command, or a size or pattern that is none\n");
        return 2;
    }
    measure(&s);
    regfree(&s.data);
    return 0;
}
