/*
 * Takes the tours of some files: test_terminal [-o ONLY] [-j JOBS] FILE.tours...
 *
 * Runs $ASSAY (./assay) from the root of the sources, each run in an empty folder of its own that
 * has a link to sample_runs; home, state, editor and locale are pinned. Prints a line per tour for
 * tests/run.sh (ok, not ok, skip), and on a failure the screen to stderr. ONLY is part of a name;
 * JOBS tours are taken at a time (4: they mostly wait).
 * While there is no interface yet all tours are skipped. TOUR_PATIENCE is how many milliseconds
 * anything may take that should be soon (10000).
 */
#include "tour.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATIENCE = 10000, ENTRIES = 40, WORDS = 32, PATH_SIZE = PATH_MAX + 32 };

struct bench {
    char root[PATH_MAX], assay[PATH_MAX], samples[PATH_MAX];
    char folder[PATH_MAX]; /* of the run at hand */
    int patience;
    int failures;
};

/* ---- folders ---- */

static void make_folder(struct bench *bench)
{
    const char *parent = getenv("TMPDIR");
    char link[PATH_MAX + 20];

    snprintf(bench->folder, sizeof(bench->folder), "%s/tour_XXXXXX", parent ? parent : "/tmp");
    if (!mkdtemp(bench->folder)) {
        perror(bench->folder);
        exit(70);
    }
    snprintf(link, sizeof(link), "%s/sample_runs", bench->folder);
    if (symlink(bench->samples, link) != 0)
        perror(link);
}

static void remove_folder(const struct bench *bench)
{
    char command[PATH_MAX + 20];

    snprintf(command, sizeof(command), "rm -rf '%s'", bench->folder);
    if (system(command) != 0)
        fprintf(stderr, "%s is left behind\n", bench->folder);
}

/* ---- one run ---- */

struct choice {
    const char *size, *type, *locale;
};

/* Pinned beside the folders and the locale; a name alone is taken out. */
static const char *const pinned[] = {
    "EDITOR=true", "VISUAL", "PAGER=true", "NO_COLOR",  "LANG",
    "TMUX",        "STY",    "ESCDELAY",   "COLORTERM", "ASSAY",
};

static void put_folder(char *out, size_t size, const char *name, const char *folder,
                       const char *below)
{
    if (snprintf(out, size, "%s=%s%s", name, folder, below) >= (int)size)
        out[size - 1] = '\0';
}

static struct term *start(const struct bench *bench, const struct tour *tour, struct choice choice,
                          int rows, int cols)
{
    char program[PATH_SIZE * 2], home[PATH_SIZE], state[PATH_SIZE], config[PATH_SIZE], locale[64],
        line[1024];
    const char *env[ENTRIES] = {home, state, config, locale}, *argv[WORDS] = {program};
    size_t n = 4, words = 1;

    snprintf(program, sizeof(program), "%s%s%s", tour->program ? bench->root : "",
             tour->program ? "/" : "", tour->program ? tour->program : bench->assay);
    put_folder(home, sizeof(home), "HOME", bench->folder, "");
    put_folder(state, sizeof(state), "XDG_STATE_HOME", bench->folder, "/state");
    put_folder(config, sizeof(config), "XDG_CONFIG_HOME", bench->folder, "/config");
    snprintf(locale, sizeof(locale), "LC_ALL=%s", choice.locale);
    snprintf(line, sizeof(line), "%s", tour->arguments);
    for (size_t i = 0; i < sizeof(pinned) / sizeof(pinned[0]); i++)
        env[n++] = pinned[i];
    for (size_t i = 0; tour->env[i] && n + 1 < ENTRIES; i++)
        env[n++] = tour->env[i];
    for (char *word = strtok(line, " "); word && words + 1 < WORDS; word = strtok(NULL, " "))
        argv[words++] = word;
    return term_start(argv, env, bench->folder, rows, cols,
                      strcmp(choice.type, "unset") == 0 ? NULL : choice.type);
}

static bool take_steps(const struct tour *tour, struct tour_run *run, int *line)
{
    for (int i = 0; i < tour->step_count; i++) {
        *line = tour->steps[i].line;
        if (!tour->steps[i].verb->act(run, tour->steps[i].text))
            return false;
    }
    return true;
}

static bool behaved(struct tour_run *run)
{
    const struct scan *scan = term_scan(run->term);

    if (scan->queries > 0 && !run->may_ask)
        snprintf(run->why, sizeof(run->why), "it asked the terminal something: %s",
                 scan->first_query);
    else if (scan->alarms > 0)
        snprintf(run->why, sizeof(run->why), "it wrote %llu control characters",
                 (unsigned long long)scan->alarms);
    return run->why[0] == '\0';
}

/* Writes why it failed; true when it did not. */
static bool run_once(struct bench *bench, const struct tour *tour, struct choice choice,
                     const char *path)
{
    struct tour_run run = {.folder = bench->folder, .patience = bench->patience};
    int line = tour->line;
    bool good;

    if (sscanf(choice.size, "%dx%d", &run.cols, &run.rows) != 2) {
        printf("not ok %s: no size: %s\n", tour->name, choice.size);
        return false;
    }
    make_folder(bench);
    run.term = start(bench, tour, choice, run.rows, run.cols);
    good = take_steps(tour, &run, &line) && behaved(&run);
    if (!good) {
        printf("not ok terminal_%s: %s %s %s: %s:%d: %s\n", tour->name, choice.size, choice.type,
               choice.locale, path, line, run.why);
        fprintf(stderr, "---- %s, %s %s %s\n%s----\n", tour->name, choice.size, choice.type,
                choice.locale, term_screen(run.term));
    }
    term_free(run.term);
    remove_folder(bench);
    return good;
}

static void run_tour(struct bench *bench, const struct tour *tour, const char *path)
{
    bool good = true;

    for (size_t s = 0; tour->sizes[s]; s++)
        for (size_t t = 0; tour->types[t]; t++)
            for (size_t l = 0; tour->locales[l]; l++)
                good = good &&
                       run_once(bench, tour,
                                (struct choice){tour->sizes[s], tour->types[t], tour->locales[l]},
                                path);
    if (good)
        printf("ok terminal_%s\n", tour->name);
    else
        bench->failures++;
    fflush(stdout);
}

/* ---- all of them ---- */

static bool interface_is_there(struct bench *bench)
{
    char arguments[] = "sample_runs";
    struct tour probe = {.arguments = arguments};
    struct term *term;
    bool there;

    make_folder(bench);
    term = start(bench, &probe, (struct choice){"80x24", "xterm-256color", "C.UTF-8"}, 24, 80);
    there = !term_wait(term, "there is no screen to open yet", 3000);
    term_free(term);
    remove_folder(bench);
    return there;
}

/* Takes the tours whose number leaves this rest. */
struct share {
    const char *only;
    int jobs, rest, number;
    bool there;
};

static void run_file(struct bench *bench, const char *path, struct share *share)
{
    FILE *file = fopen(path, "rb");
    struct tour tour = {0};

    if (!file) {
        perror(path);
        exit(2);
    }
    while (tour_read(file, path, &tour)) {
        if (!strstr(tour.name, share->only) || share->number++ % share->jobs != share->rest) {
            tour_release(&tour);
            continue;
        }
        if (share->there || tour.program)
            run_tour(bench, &tour, path);
        else
            printf("skip terminal_%s: there is no interface yet\n", tour.name);
        tour_release(&tour);
    }
    fclose(file);
}

static int run_share(struct bench *bench, char *const *paths, struct share share)
{
    for (; *paths; paths++)
        run_file(bench, *paths, &share);
    return bench->failures > 0;
}

static int run_all(struct bench *bench, char *const *paths, struct share share)
{
    int status, worst = 0;

    fflush(NULL);
    for (share.rest = 0; share.rest < share.jobs; share.rest++) {
        pid_t pid = fork();

        if (pid == 0)
            exit(run_share(bench, paths, share));
        if (pid < 0)
            return 70;
    }
    while (wait(&status) > 0) {
        int code = WIFEXITED(status) ? WEXITSTATUS(status) : 70;

        worst = code > worst ? code : worst;
    }
    return worst;
}

int main(int argc, char **argv)
{
    struct bench bench = {.patience = PATIENCE};
    struct share share = {.only = "", .jobs = 4};
    const char *program = getenv("ASSAY"), *patience = getenv("TOUR_PATIENCE");
    int option;

    while ((option = getopt(argc, argv, "o:j:")) != -1) {
        if (option == 'o')
            share.only = optarg;
        else if (option == 'j' && atoi(optarg) > 0)
            share.jobs = atoi(optarg);
        else
            return 2;
    }
    if (patience && atoi(patience) > 0)
        bench.patience = atoi(patience);
    if (!realpath(".", bench.root) || !realpath(program ? program : "./assay", bench.assay) ||
        !realpath("sample_runs", bench.samples)) {
        fprintf(stderr, "test_terminal: no program, or not in the root of the sources\n");
        return 2;
    }
    share.there = interface_is_there(&bench);
    return run_all(&bench, argv + optind, share);
}
