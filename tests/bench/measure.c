/*
 * Times whole processes against each other: measure [-d DIR] < PLAN
 *
 * PLAN has one command a line, fields parted by tabs:
 *
 *     name  runs  megabytes  command
 *
 * The first command is the reference. It runs right before every run of every other command, and
 * a ratio is always that of two neighbours: wall of the other / wall of the reference. So a machine
 * that drifts changes the seconds but hardly the ratios. A command with fewer runs than the most
 * takes part in rounds spread evenly. One run of the reference goes unmeasured, to warm the cache.
 *
 * A command goes to /bin/sh if it holds shell characters, else it is run as its words. stdout goes
 * to DIR/NAME.out (else nowhere), stderr is ours. Time is the monotonic clock around the process;
 * user, sys and peak are what the kernel counts for it and for the children it waited for.
 *
 * Prints a table; with DIR also DIR/table.tsv: name, runs, wall median, min, max, user, sys (s),
 * peak (MiB, largest), ratio median, min, max. A command that fails is told and is no row.
 */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* wait4 is older than POSIX and not part of it. */
pid_t wait4(pid_t pid, int *status, int options, struct rusage *usage);

extern char **environ;

enum { COMMANDS = 32, RUNS = 1000, WORDS = 64, LINE = 4096 };

struct figures {
    double values[RUNS];
    int count;
};

struct command {
    char name[80], line[LINE];
    int runs, done, failed;
    double megabytes, peak;
    struct figures wall, user, sys, ratio;
};

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec * 1e-6;
}

static void keep(struct figures *figures, double value)
{
    if (figures->count < RUNS)
        figures->values[figures->count++] = value;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Sorts; at(f, 0.5) is the median, 0 the least, 1 the largest. */
static double at(struct figures *figures, double share)
{
    double place = share * (double)(figures->count - 1);
    int below = (int)place;

    if (figures->count == 0)
        return 0.0;
    qsort(figures->values, (size_t)figures->count, sizeof(double), ascending);
    if (below + 1 >= figures->count)
        return figures->values[figures->count - 1];
    return figures->values[below] +
           (place - below) * (figures->values[below + 1] - figures->values[below]);
}

/* ---- running ---- */

static void to_words(char *line, char **words)
{
    int count = 0;

    for (char *word = strtok(line, " "); word && count < WORDS - 1; word = strtok(NULL, " "))
        words[count++] = word;
    words[count] = NULL;
}

static pid_t start(const struct command *command, const char *directory)
{
    char line[LINE], out[LINE + 100] = "/dev/null", *words[WORDS] = {NULL};
    char shell[] = "/bin/sh", flag[] = "-c";
    posix_spawn_file_actions_t actions;
    pid_t pid = -1;

    memcpy(line, command->line, sizeof(line));
    if (strpbrk(line, "|<>;&'\"$*(\\")) {
        words[0] = shell;
        words[1] = flag;
        words[2] = line;
    } else {
        to_words(line, words);
    }
    if (directory)
        snprintf(out, sizeof(out), "%s/%s.out", directory, command->name);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, out, O_WRONLY | O_CREAT | O_TRUNC, 0644);
    if (!words[0] || posix_spawnp(&pid, words[0], &actions, NULL, words, environ) != 0)
        pid = -1;
    posix_spawn_file_actions_destroy(&actions);
    return pid;
}

/* Wall seconds, negative when the command failed. */
static double run(struct command *command, const char *directory, bool measured)
{
    struct rusage usage;
    double began = now(), wall;
    pid_t pid = start(command, directory);
    int status = 0;

    if (pid < 0 || wait4(pid, &status, 0, &usage) < 0 || !WIFEXITED(status) ||
        WEXITSTATUS(status) != 0) {
        command->failed++;
        fprintf(stderr, "measure: %s failed%s\n", command->name, pid < 0 ? " to start" : "");
        return -1.0;
    }
    wall = now() - began;
    if (!measured)
        return wall;
    keep(&command->wall, wall);
    keep(&command->user, seconds(usage.ru_utime));
    keep(&command->sys, seconds(usage.ru_stime));
    if ((double)usage.ru_maxrss / 1024.0 > command->peak)
        command->peak = (double)usage.ru_maxrss / 1024.0;
    return wall;
}

static void run_all(struct command *commands, int count, int rounds, const char *directory)
{
    if (run(&commands[0], directory, false) < 0.0)
        return;
    for (int r = 0; r < rounds; r++) {
        if (count == 1)
            run(&commands[0], directory, true);
        for (int i = 1; i < count; i++) {
            struct command *other = &commands[i];
            double reference, wall;

            if (other->failed || (r + 1) * other->runs / rounds == r * other->runs / rounds)
                continue;
            reference = run(&commands[0], directory, true);
            wall = run(other, directory, true);
            if (reference > 0.0 && wall > 0.0)
                keep(&other->ratio, wall / reference);
        }
    }
}

/* ---- telling ---- */

static void print_table(struct command *commands, int count)
{
    printf("%-34s %4s %8s %8s %8s %8s %8s %9s  %s\n", "what", "runs", "wall s", "min", "max",
           "cpu s", "MB/s", "peak MiB", "ratio to assay [least-most]");
    for (int i = 0; i < count; i++) {
        struct command *c = &commands[i];
        double wall = at(&c->wall, 0.5);

        if (c->wall.count == 0) {
            printf("%-34s    -\n", c->name);
            continue;
        }
        printf("%-34s %4d %8.3f %8.3f %8.3f %8.3f %8.0f %9.1f", c->name, c->wall.count, wall,
               at(&c->wall, 0.0), at(&c->wall, 1.0), at(&c->user, 0.5) + at(&c->sys, 0.5),
               c->megabytes / wall, c->peak);
        if (i)
            printf("  %.2f [%.2f-%.2f]", at(&c->ratio, 0.5), at(&c->ratio, 0.0),
                   at(&c->ratio, 1.0));
        printf("\n");
    }
}

static void write_tsv(struct command *commands, int count, const char *directory)
{
    char path[LINE];
    FILE *file;

    snprintf(path, sizeof(path), "%s/table.tsv", directory);
    file = fopen(path, "w");
    if (!file)
        return;
    for (int i = 0; i < count; i++) {
        struct command *c = &commands[i];

        if (c->wall.count)
            fprintf(file, "%s\t%d\t%.6f\t%.6f\t%.6f\t%.6f\t%.6f\t%.2f\t%.4f\t%.4f\t%.4f\n", c->name,
                    c->wall.count, at(&c->wall, 0.5), at(&c->wall, 0.0), at(&c->wall, 1.0),
                    at(&c->user, 0.5), at(&c->sys, 0.5), c->peak, i ? at(&c->ratio, 0.5) : 1.0,
                    i ? at(&c->ratio, 0.0) : 1.0, i ? at(&c->ratio, 1.0) : 1.0);
    }
    fclose(file);
}

static int read_plan(struct command *commands)
{
    char line[2 * LINE];
    int count = 0;

    while (count < COMMANDS && fgets(line, sizeof(line), stdin)) {
        struct command *c = &commands[count];

        if (sscanf(line, "%79[^\t]\t%d\t%lf\t%4095[^\n]", c->name, &c->runs, &c->megabytes,
                   c->line) == 4)
            count++;
    }
    return count;
}

int main(int argc, char **argv)
{
    static struct command commands[COMMANDS];
    const char *directory = argc > 2 && strcmp(argv[1], "-d") == 0 ? argv[2] : NULL;
    int count = read_plan(commands), rounds = 0;

    for (int i = 0; i < count; i++)
        rounds = commands[i].runs > rounds ? commands[i].runs : rounds;
    if (count == 0) {
        fprintf(stderr, "measure: no command on stdin\n");
        return 2;
    }
    run_all(commands, count, rounds, directory);
    print_table(commands, count);
    if (directory)
        write_tsv(commands, count, directory);
    return commands[0].wall.count ? 0 : 1;
}
