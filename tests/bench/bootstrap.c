/*
 * Time of paired resamples of accuracy and macro F1, one thread:
 *
 *     bootstrap PAIRS RESAMPLES [FILE]
 *
 * The pairs are of six labels as uneven as those of an emotion corpus; two runs are right about the
 * same samples more often than by chance. FILE gets them, a byte a code: truths, then A, then B.
 * The time is of bootstrap_joint, which takes intervals, deviations and the p of as many randomised
 * resamples. Printed: pairs, cells, seconds of counting the cells, seconds of bootstrap_joint,
 * deviation of the accuracy's delta, of the macro F1's.
 */
#include <assay/base/err.h>
#include <assay/metrics/bootstrap.h>
#include <assay/metrics/random.h>

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { LABELS = 6 };

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static uint16_t draw_truth(struct random *random)
{
    static const unsigned weights[LABELS] = {290, 335, 82, 135, 119, 39};
    unsigned at = (unsigned)random_below(random, 1000);
    uint16_t label = 0;

    while (at >= weights[label])
        at -= weights[label++];
    return label;
}

static uint16_t draw_answer(struct random *random, uint16_t truth, double right)
{
    return random_unit(random) < right ? truth : (uint16_t)random_below(random, LABELS);
}

static void write_codes(FILE *file, const uint16_t *codes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        fputc(codes[i], file);
}

int main(int argc, char **argv)
{
    size_t n = argc > 1 ? strtoul(argv[1], NULL, 10) : 834;
    unsigned resamples = argc > 2 ? (unsigned)strtoul(argv[2], NULL, 10) : 10000;
    uint16_t *codes = xcalloc(3 * n, sizeof(*codes)), *a = codes + n, *b = a + n;
    struct bootstrap_statistic statistics[] = {{margins_accuracy, 0}, {margins_macro_f1, 0}};
    struct bootstrap_options options = {.level = .95, .resamples = resamples, .seed = 1};
    struct bootstrap_result results[2];
    struct random random = random_new(7, 0);
    struct arena *arena = arena_new();
    struct joint *joint;
    double start, counted, done;

    for (size_t i = 0; i < n; i++) {
        codes[i] = draw_truth(&random);
        a[i] = draw_answer(&random, codes[i], .83);
        b[i] = draw_answer(&random, codes[i], .86);
    }
    start = now();
    joint = joint_new(codes, a, b, n, LABELS, arena);
    counted = now();
    bootstrap_joint(joint, statistics, 2, &options, results);
    done = now();
    printf("%zu\t%zu\t%.6f\t%.6f\t%.7f\t%.7f\n", n, joint->cell_count, counted - start,
           done - counted, results[0].deviation, results[1].deviation);
    if (argc > 3) {
        FILE *file = fopen(argv[3], "wb");

        if (!file)
            return 1;
        write_codes(file, codes, 3 * n);
        fclose(file);
    }
    arena_free(arena);
    free(codes);
    return 0;
}
