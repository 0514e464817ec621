/*
 * Takes the tours of some files: test_terminal [-a] [-o ONLY] [-j JOBS] FILE.tours...
 *
 * Runs $ASSAY (./assay) from the root of the sources, each run in an empty folder of its own that
 * has a link to sample_runs; home, state, editor and locale are pinned. Prints a line per tour for
 * tests/run.sh (ok, not ok, skip), and on a failure the screen to stderr. ONLY is part of a name;
 * JOBS runs are made at a time (4: they mostly wait). -a takes all tours
 * with all their choices; else each choice is taken once.
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

static bool is_set_by(const struct tour *tour, const char *entry)
{
    size_t length = strcspn(entry, "=");

    for (size_t i = 0; tour->env[i]; i++)
        if (strncmp(tour->env[i], entry, length) == 0 && tour->env[i][length] == '=')
            return true;
    return false;
}

static struct term *start(const struct bench *bench, const struct tour *tour, struct choice choice,
                          int rows, int cols)
{
    char program[PATH_SIZE * 2], home[PATH_SIZE], state[PATH_SIZE], config[PATH_SIZE], locale[64],
        line[1024], assay[PATH_SIZE];
    const char *env[ENTRIES] = {home, state, config, locale, assay}, *argv[WORDS] = {program};
    size_t n = 5, words = 1;

    snprintf(program, sizeof(program), "%s%s%s", tour->program ? bench->root : "",
             tour->program ? "/" : "", tour->program ? tour->program : bench->assay);
    put_folder(home, sizeof(home), "HOME", bench->folder, "");
    put_folder(state, sizeof(state), "XDG_STATE_HOME", bench->folder, "/state");
    put_folder(config, sizeof(config), "XDG_CONFIG_HOME", bench->folder, "/config");
    put_folder(assay, sizeof(assay), "TOUR_ASSAY", bench->assay, "");
    snprintf(locale, sizeof(locale), "LC_ALL=%s", choice.locale);
    snprintf(line, sizeof(line), "%s", tour->arguments);
    for (size_t i = 0; i < sizeof(pinned) / sizeof(pinned[0]); i++)
        if (!is_set_by(tour, pinned[i]))
            env[n++] = pinned[i];
    for (size_t i = 0; tour->env[i] && n + 1 < ENTRIES; i++)
        env[n++] = tour->env[i];
    for (char *word = strtok(line, " "); word && words + 1 < WORDS; word = strtok(NULL, " "))
        argv[words++] = word;
    return term_start(argv, env, bench->folder, rows, cols,
                      strcmp(choice.type, "unset") == 0 ? NULL : choice.type);
}

static bool is_meant(const struct tour_step *step, struct choice choice)
{
    const char *only = step->only;

    return !only || (strcmp(only, choice.size) == 0 || strcmp(only, choice.type) == 0 ||
                     strcmp(only, choice.locale) == 0) != step->otherwise;
}

static bool take_steps(const struct tour *tour, struct choice choice, struct tour_run *run,
                       int *line)
{
    for (int i = 0; i < tour->step_count; i++) {
        const struct tour_step *step = &tour->steps[i];

        *line = step->line;
        if (is_meant(step, choice) && !step->verb->act(run, step->text))
            return false;
    }
    return true;
}

static bool prepare(const struct bench *bench, const struct tour *tour)
{
    for (size_t i = 0; tour->first[i]; i++)
        if (tour_shell(bench->folder, tour->first[i]) != 0)
            return false;
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

/* "" when there is no choice. */
static void name_choice(char *out, size_t size, const struct tour *tour, struct choice choice)
{
    snprintf(out, size, "%s%s%s%s%s%s", tour->sizes[1] ? "_" : "",
             tour->sizes[1] ? choice.size : "", tour->types[1] ? "_" : "",
             tour->types[1] ? choice.type : "", tour->locales[1] ? "_" : "",
             tour->locales[1] ? choice.locale : "");
}

/* Writes how it went, in one go: others write too. */
static void run_once(struct bench *bench, const struct tour *tour, struct choice choice,
                     const char *path)
{
    struct tour_run run = {.folder = bench->folder, .patience = bench->patience};
    int line = tour->line;
    char name[200];

    name_choice(name, sizeof(name), tour, choice);
    if (sscanf(choice.size, "%dx%d", &run.cols, &run.rows) != 2) {
        printf("not ok terminal_%s: no size: %s\n", tour->name, choice.size);
        bench->failures++;
        return;
    }
    make_folder(bench);
    if (!prepare(bench, tour))
        fprintf(stderr, "%s: what comes first has failed\n", tour->name);
    run.term = start(bench, tour, choice, run.rows, run.cols);
    if (take_steps(tour, choice, &run, &line) && behaved(&run)) {
        printf("ok terminal_%s%s\n", tour->name, name);
    } else {
        bench->failures++;
        printf("not ok terminal_%s%s: %s:%d: %s\n", tour->name, name, path, line, run.why);
        fprintf(stderr, "---- %s%s\n%s----\n", tour->name, name, term_screen(run.term));
    }
    fflush(stdout);
    term_free(run.term);
    remove_folder(bench);
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

/* Takes the runs whose number leaves this rest. */
struct share {
    const char *only;
    int jobs, rest, number;
    bool there;
    bool all; /* else each size, each TERM and each locale at least once, and none that is seldom */
};

static size_t count(char *const *list)
{
    size_t n = 0;

    while (list[n])
        n++;
    return n;
}

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static struct choice choice_of(const struct tour *tour, size_t number, bool all)
{
    size_t sizes = count(tour->sizes), types = count(tour->types), locales = count(tour->locales);

    /* All lists side by side, each begun anew at its end. */
    if (!all)
        return (struct choice){tour->sizes[number % sizes], tour->types[number % types],
                               tour->locales[number / 2 % locales]};
    return (struct choice){tour->sizes[number % sizes], tour->types[number / sizes % types],
                           tour->locales[number / sizes / types]};
}

static void run_tour(struct bench *bench, const struct tour *tour, const char *path,
                     struct share *share)
{
    size_t sizes = count(tour->sizes), types = count(tour->types), locales = count(tour->locales);
    size_t few = larger(larger(sizes, types), locales > 1 ? locales * 2 : 1);
    size_t runs = share->all ? sizes * types * locales : few;

    if (!share->there && !tour->program) {
        if (share->rest == 0)
            printf("skip terminal_%s: there is no interface yet\n", tour->name);
        return;
    }
    for (size_t i = 0; i < runs; i++)
        if (share->number++ % share->jobs == share->rest)
            run_once(bench, tour, choice_of(tour, i, share->all), path);
}

static void run_file(struct bench *bench, const char *path, struct share *share)
{
    FILE *file = fopen(path, "rb");
    struct tour tour = {0};

    if (!file) {
        perror(path);
        exit(2);
    }
    while (tour_read(file, path, &tour)) {
        if (strstr(tour.name, share->only) && (share->all || !tour.seldom))
            run_tour(bench, &tour, path, share);
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

    while ((option = getopt(argc, argv, "ao:j:")) != -1) {
        if (option == 'o')
            share.only = optarg;
        else if (option == 'a')
            share.all = true;
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
