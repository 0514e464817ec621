#include "tour_look.h"

#include "events.h"

#include <ctype.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

/* Milliseconds without output after which the screen counts as at rest. */
enum { REST = 60, LONG_REST = 120, CHECKED_EVERY = 100 };

static bool still_runs(struct tour_run *run)
{
    const struct job *job = term_job(run->term);

    if (job->state == JOB_RUNS)
        return true;
    snprintf(run->why, sizeof(run->why), "the program %s (code %d, signal %d)",
             job->state == JOB_STOPPED ? "was stopped" : "has ended", job->code, job->signal);
    return false;
}

/* ---- doing ---- */

int tour_shell(const char *folder, const char *command)
{
    char line[4096];
    int status;

    if (snprintf(line, sizeof(line), "cd '%s' && { %s\n}", folder, command) >= (int)sizeof(line))
        return -1;
    fflush(NULL);
    status = system(line);
    return status < 0 || !WIFEXITED(status) ? -1 : WEXITSTATUS(status);
}

static bool shell(struct tour_run *run, const char *text)
{
    return tour_shell(run->folder, text) == 0 || tour_fails(run, "not so: %s", text);
}

static bool settle(struct tour_run *run, const char *text)
{
    int quiet = atoi(text) > 0 ? atoi(text) : REST;

    return term_settle(run->term, quiet, run->patience + quiet) ||
           tour_fails(run, "the screen does not come to rest%s", "");
}

static bool press(struct tour_run *run, const char *text)
{
    term_keys(run->term, text);
    return true;
}

static bool keys(struct tour_run *run, const char *text)
{
    return press(run, text) && settle(run, "");
}

static bool parse_size(const char *text, int *rows, int *cols)
{
    return sscanf(text, "%dx%d", cols, rows) == 2 && *rows > 0 && *cols > 0;
}

static bool resize(struct tour_run *run, const char *text)
{
    int rows, cols;

    if (!parse_size(text, &rows, &cols))
        return tour_fails(run, "not a size: %s", text);
    term_resize(run->term, rows, cols);
    return settle(run, "");
}

/* A busy machine may draw in pieces: what is not the same at once must be so in the end. */
static bool becomes(struct tour_run *run, const struct term_cells *wanted)
{
    char why[300] = "";
    bool same = false;

    for (int waited = 0; !same && waited <= run->patience && still_runs(run); waited += REST) {
        struct term_cells now;

        term_settle(run->term, REST, run->patience);
        now = term_copy(run->term);
        same = term_cells_equal(wanted, &now, why, sizeof(why));
        term_cells_free(&now);
    }
    return same || !still_runs(run) || tour_fails(run, "redrawn, the screen is another: %s", why);
}

static bool redraws(struct tour_run *run, const char *text)
{
    struct term_cells before;
    bool same;

    (void)text;
    if (!term_settle(run->term, LONG_REST, run->patience) || !still_runs(run))
        return false;
    before = term_copy(run->term);
    term_keys(run->term, "<c-l>");
    same = becomes(run, &before);
    term_cells_free(&before);
    return same && still_runs(run);
}

static bool one_event(struct tour_run *run, const struct event *event)
{
    if (event->kind == EVENT_RESIZE)
        term_resize(run->term, event->rows, event->cols);
    else if (event->kind == EVENT_KEYS)
        term_keys(run->term, event->keys);
    term_read(run->term, 0);
    return term_job(run->term)->state == JOB_RUNS;
}

/* By its own will, or by a ^C that came when it had given the terminal back already. */
static bool has_quit(struct tour_run *run)
{
    const struct job *job = term_job(run->term);

    return job->state == JOB_ENDED && (job->code == 0 || job->signal == SIGINT);
}

/* Enter also ends what is shown without the interface: a copy to be taken by hand, a pipe. */
static bool back_from_elsewhere(struct tour_run *run)
{
    return keys(run, "<esc> <esc>") && keys(run, "<enter>") && keys(run, "<esc> <esc>");
}

/* Quitting is one of the things that may happen; what comes after goes nowhere then. */
static bool random_events(struct tour_run *run, const char *text)
{
    unsigned long long count = 0, seed = 1;
    char said[EVENT_TEXT + 20], why[TOUR_WHY];

    sscanf(text, "%llu %llu", &count, &seed);
    for (unsigned long long n = 0; n < count; n++) {
        struct event event;
        bool good;

        event_make(seed, n, &event);
        good = one_event(run, &event);
        if (good && n % CHECKED_EVERY == CHECKED_EVERY - 1)
            good = back_from_elsewhere(run) && redraws(run, "");
        if (good)
            continue;
        if (has_quit(run)) {
            run->why[0] = '\0';
            return true;
        }
        if (run->why[0] == '\0')
            still_runs(run);
        event_print(&event, said, sizeof(said));
        memcpy(why, run->why, sizeof(why));
        snprintf(run->why, sizeof(run->why), "event %llu of seed %llu (%.200s): %.300s", n, seed,
                 said, why);
        return false;
    }
    return true;
}

static bool storm(struct tour_run *run, const char *text)
{
    unsigned long long count = 0, seed = 1;

    sscanf(text, "%llu %llu", &count, &seed);
    for (unsigned long long n = 0, at = 0; n < count; at++) {
        struct event event;

        event_make(seed, at, &event);
        if (event.kind != EVENT_RESIZE)
            continue;
        n++;
        term_resize(run->term, event.rows, event.cols);
        term_read(run->term, (int)(n % 3));
    }
    term_resize(run->term, run->rows, run->cols);
    return settle(run, "") && still_runs(run);
}

/* ---- ending ---- */

static const struct {
    const char *name;
    int number;
} signals[] = {
    {"INT", SIGINT},   {"TERM", SIGTERM}, {"HUP", SIGHUP},   {"QUIT", SIGQUIT}, {"ABRT", SIGABRT},
    {"SEGV", SIGSEGV}, {"BUS", SIGBUS},   {"FPE", SIGFPE},   {"ILL", SIGILL},   {"TSTP", SIGTSTP},
    {"CONT", SIGCONT}, {"KILL", SIGKILL}, {"USR1", SIGUSR1}, {"PIPE", SIGPIPE},
};

static int signal_number(const char *name)
{
    for (size_t i = 0; i < sizeof(signals) / sizeof(signals[0]); i++)
        if (strcmp(signals[i].name, name) == 0)
            return signals[i].number;
    return 0;
}

static bool send_signal(struct tour_run *run, const char *text)
{
    if (!signal_number(text))
        return tour_fails(run, "no such signal: %s", text);
    term_signal(run->term, signal_number(text));
    return settle(run, "");
}

static bool stops(struct tour_run *run, const char *text)
{
    return term_wait_state(run->term, JOB_STOPPED, run->patience) ||
           tour_fails(run, "it is not suspended%s", text);
}

static bool resume(struct tour_run *run, const char *text)
{
    (void)text;
    term_resume(run->term);
    return settle(run, "") && still_runs(run);
}

static bool ends(struct tour_run *run, const char *text)
{
    return term_wait_state(run->term, JOB_ENDED, run->patience) ||
           tour_fails(run, "the program does not end%s", text);
}

static bool ends_with_code(struct tour_run *run, const char *text)
{
    const struct job *job = term_job(run->term);

    if (!ends(run, ""))
        return false;
    if (job->code != atoi(text))
        snprintf(run->why, sizeof(run->why), "it ended with code %d, signal %d; wanted code %s",
                 job->code, job->signal, text);
    return job->code == atoi(text);
}

static bool ends_by_signal(struct tour_run *run, const char *text)
{
    const struct job *job = term_job(run->term);

    if (!ends(run, ""))
        return false;
    if (job->signal != signal_number(text))
        snprintf(run->why, sizeof(run->why), "it ended with code %d, signal %d; wanted SIG%s",
                 job->code, job->signal, text);
    return job->signal == signal_number(text);
}

static bool restored(struct tour_run *run, const char *text)
{
    char left[300];

    (void)text;
    return term_restored(run->term, left, sizeof(left)) ||
           tour_fails(run, "the terminal is not as before: %s", left);
}

static bool leaves(struct tour_run *run, const char *text)
{
    char left[300];

    if (term_restored(run->term, left, sizeof(left)))
        return tour_fails(run, "the terminal is as before%s", "");
    if (!strstr(left, text))
        snprintf(run->why, sizeof(run->why), "what is not as before: %s", left);
    return strstr(left, text) != NULL;
}

static bool asks(struct tour_run *run, const char *text)
{
    const char *query = term_scan(run->term)->first_query;

    run->may_ask = true;
    if (strcmp(query, text) != 0)
        snprintf(run->why, sizeof(run->why), "it asked \"%s\"", query);
    return strcmp(query, text) == 0;
}

static bool silent(struct tour_run *run, const char *text)
{
    return term_scan(run->term)->escapes == 0 ||
           tour_fails(run, "escape sequences were written%s", text);
}

/* clang-format off */
static const struct tour_verb verbs[] = {
    {"sh", shell},
    {"keys", keys},
    {"press", press},
    {"settle", settle},
    {"resize", resize},
    {"redraws", redraws},
    {"random", random_events},
    {"storm", storm},
    {"signal", send_signal},
    {"stops", stops},
    {"resume", resume},
    {"exit", ends_with_code},
    {"killed", ends_by_signal},
    {"ends", ends},
    {"restored", restored},
    {"leaves", leaves},
    {"asks", asks},
    {"silent", silent},
};
/* clang-format on */

const struct tour_verb *tour_verb_find(const char *name)
{
    for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++)
        if (strcmp(verbs[i].name, name) == 0)
            return &verbs[i];
    return tour_look_find(name);
}
