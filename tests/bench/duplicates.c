/*
 * Times the search for duplicate ids by itself: duplicates ROWS
 *
 * Three sets of ROWS samples: numbers that ascend (as most files have them), the same numbers in
 * random order, and texts in random order. No id occurs twice but the last, which repeats the
 * first.
 */
#include <assay/model/run_builder.h>

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum form { NUMBERS_ASCENDING, NUMBERS_SHUFFLED, TEXTS_SHUFFLED, FORM_COUNT };

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* A permutation of 0 .. 2^bits - 1: odd factors and shifts can be undone. */
static uint64_t shuffled(uint64_t i, unsigned bits)
{
    uint64_t mask = ((uint64_t)1 << bits) - 1;

    i = i * 0x9e3779b97f4a7c15u & mask;
    i ^= i >> (bits / 2 + 1);
    return i * 0xd6e8feb86659fd93u & mask;
}

static struct run *make(enum form form, uint64_t rows)
{
    struct run_builder *builder = run_builder_new("ids", "ids", "classification");
    struct sample_writer *writer = builder_samples(builder, "");
    unsigned bits = 1;
    char text[40];

    while ((uint64_t)1 << bits < rows)
        bits++;
    for (uint64_t i = 0; i < rows; i++) {
        uint64_t id = form == NUMBERS_ASCENDING ? i : shuffled(i == rows - 1 ? 0 : i, bits);

        sample_writer_add(writer, 1);
        if (form == TEXTS_SHUFFLED) {
            snprintf(text, sizeof(text), "clip_%010llu.wav", (unsigned long long)id);
            sample_writer_id(writer, str_of(text));
        } else {
            sample_writer_id_number(writer, (int64_t)id);
        }
    }
    return run_builder_finish(builder);
}

int main(int argc, char **argv)
{
    static const char *const names[] = {"numbers, ascending", "numbers, shuffled",
                                        "texts, shuffled"};
    uint64_t rows = argc > 1 ? strtoull(argv[1], NULL, 10) : 10000000;

    for (int form = 0; form < FORM_COUNT; form++) {
        struct run *run = make((enum form)form, rows);
        size_t duplicates, first;
        double began = now();

        samples_find_duplicates(run_samples(run, 0), NULL, &duplicates, &first);
        printf("%-20s %10llu ids: %.3f s, %zu found\n", names[form], (unsigned long long)rows,
               now() - began, duplicates);
        run_free(run);
    }
    return 0;
}
