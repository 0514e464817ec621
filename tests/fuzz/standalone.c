/*
 * A main for fuzz targets where libFuzzer is missing: PROGRAM SECONDS [CORPUS]...
 *
 * Runs every file of the corpora, then inputs mutated from them by a seeded generator (the same
 * ones in the same order each time), until the time is over. An input that crashes, or that takes
 * longer than 10 s, is written to fuzz-crash.bin in $TMPDIR and its seed is told.
 */
#include "fuzz.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { INPUT_MAX = 1 << 16, SEEDS_MAX = 256, SECONDS_PER_INPUT = 10 };

struct input {
    uint8_t *data;
    size_t size;
};

static const char *program; /* its path */
static struct input seeds[SEEDS_MAX];
static size_t seed_count;
static struct input current; /* what is being run, for the crash handlers */
static unsigned long run_count;

/* xorshift64*, Vigna 2016: enough for choosing bytes, and the same everywhere. */
static uint64_t random_state = 0x9e3779b97f4a7c15u;

static uint64_t random_next(void)
{
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return random_state * 0x2545f4914f6cdd1du;
}

static size_t random_below(size_t limit)
{
    return limit ? (size_t)(random_next() % limit) : 0;
}

/* ---- keeping what broke ---- */

static void keep_input(void)
{
    char path[4096];
    int file;

    snprintf(path, sizeof(path), "%s-crash.bin", program);
    file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (file < 0 || write(file, current.data, current.size) < 0)
        path[0] = '\0';
    fprintf(stderr, "run %lu broke on an input of %zu bytes, kept in %s\n", run_count, current.size,
            path);
}

static void on_signal(int number)
{
    if (number == SIGALRM)
        fprintf(stderr, "more than %d s\n", SECONDS_PER_INPUT);
    keep_input();
    _exit(1);
}

/* Both there under gcc's and clang's sanitisers only. */
void __sanitizer_set_death_callback(void (*callback)(void)) __attribute__((weak));

static void watch(void)
{
    signal(SIGALRM, on_signal);
    signal(SIGABRT, on_signal);
    if (__sanitizer_set_death_callback)
        __sanitizer_set_death_callback(keep_input);
}

/* ---- inputs ---- */

static void seed_add(const uint8_t *data, size_t size)
{
    uint8_t *copy = malloc(size ? size : 1);

    if (!copy || seed_count == SEEDS_MAX)
        abort();
    if (size)
        memcpy(copy, data, size);
    seeds[seed_count++] = (struct input){copy, size};
}

static void seed_read(const char *path)
{
    static uint8_t content[INPUT_MAX];
    FILE *file = fopen(path, "rb");

    if (!file)
        return;
    if (seed_count < SEEDS_MAX - 1)
        seed_add(content, fread(content, 1, sizeof(content), file));
    fclose(file);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static void seed_read_folder(const char *folder)
{
    struct dirent **entries;
    int count = scandir(folder, &entries, NULL, by_name);

    for (int i = 0; i < count; i++) {
        char path[4096];

        snprintf(path, sizeof(path), "%s/%s", folder, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.')
            seed_read(path);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
}

static void overwrite(struct input *input, const uint8_t *from, size_t length)
{
    size_t at = random_below(input->size + 1);

    if (length > INPUT_MAX - at)
        length = INPUT_MAX - at;
    memmove(input->data + at, from, length);
    if (at + length > input->size)
        input->size = at + length;
}

static void remove_part(struct input *input)
{
    size_t at = random_below(input->size), length = random_below(input->size - at + 1);

    memmove(input->data + at, input->data + at + length, input->size - at - length);
    input->size -= length;
}

static void insert_token(struct input *input)
{
    static const char *const tokens[] = {"\"", "\\", "{",   "}",    "[",    "]",        ",",
                                         ":",  "\n", "\r",  "\t",   "#",    "- ",       "&a",
                                         "*a", "|",  "NaN", "null", "1e9",  "\xef\xbb", "\xf0\x9f",
                                         "-0", ";",  "'",   "\\u",  "\x1b", "  ",       "true"};
    const char *token = tokens[random_below(sizeof(tokens) / sizeof(*tokens))];
    size_t length = strlen(token), at = random_below(input->size + 1);

    if (input->size + length > INPUT_MAX)
        return;
    memmove(input->data + at + length, input->data + at, input->size - at);
    memcpy(input->data + at, token, length);
    input->size += length;
}

static void repeat_part(struct input *input)
{
    size_t at = random_below(input->size), length = random_below(input->size - at + 1);
    size_t times = random_below(16);

    for (size_t i = 0; i < times && input->size + length <= INPUT_MAX; i++) {
        memmove(input->data + input->size, input->data + at, length);
        input->size += length;
    }
}

static void mutate(struct input *input)
{
    const struct input *other = &seeds[random_below(seed_count)];
    size_t from = random_below(other->size);

    switch (random_below(6)) {
    case 0:
        if (input->size)
            input->data[random_below(input->size)] ^= (uint8_t)(1u << random_below(8));
        break;
    case 1:
        if (input->size)
            input->data[random_below(input->size)] = (uint8_t)random_next();
        break;
    case 2:
        overwrite(input, other->data + from, random_below(other->size - from + 1));
        break;
    case 3:
        remove_part(input);
        break;
    case 4:
        repeat_part(input);
        break;
    default:
        insert_token(input);
    }
}

/* In memory of exactly its size, so that the sanitiser sees every step beyond it. */
static void run_input(const struct input *input)
{
    current.data = malloc(input->size ? input->size : 1);
    current.size = input->size;
    if (!current.data)
        abort();
    memcpy(current.data, input->data, input->size);
    run_count++;
    alarm(SECONDS_PER_INPUT);
    LLVMFuzzerTestOneInput(current.data, current.size);
    alarm(0);
    free(current.data);
}

static double seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

int main(int argc, char **argv)
{
    static uint8_t memory[INPUT_MAX];
    double end = seconds_now() + (argc > 1 ? strtod(argv[1], NULL) : 1.0);

    program = argv[0];
    watch();
    seed_add(NULL, 0);
    for (int i = 2; i < argc; i++)
        seed_read_folder(argv[i]);
    for (size_t i = 0; i < seed_count; i++)
        run_input(&seeds[i]);
    while (seconds_now() < end) {
        const struct input *seed = &seeds[random_below(seed_count)];
        struct input input = {memory, seed->size};

        memcpy(memory, seed->data, seed->size);
        for (size_t changes = 1 + random_below(8); changes; changes--)
            mutate(&input);
        run_input(&input);
    }
    for (size_t i = 0; i < seed_count; i++)
        free(seeds[i].data);
    printf("%lu inputs from %zu seeds\n", run_count, seed_count);
    return 0;
}
