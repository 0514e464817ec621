/*
 * Writes predictions for timing: gen_csv ROWS OUT [quoted|other]
 *
 * Columns id,split,y_true,y_pred,score. Ids ascend from 0; splits stand in blocks (test 60 %,
 * validation 10 %, train 30 %); six labels with unequal support in random order, about nine in ten
 * right; scores uniform with six decimals. `quoted` puts the labels in quotes and a comma into
 * every tenth split, as data frames are often written. `other` has the same samples with other
 * answers and scores. The same arguments give the same file.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const labels[] = {"sadness", "joy", "love", "anger", "fear", "surprise"};
static const unsigned support[] = {290, 335, 82, 135, 118, 40}; /* of 1000 */

/* xorshift64*: Vigna, An experimental exploration of Marsaglia's xorshift generators, 2016. */
static uint64_t next(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * 0x2545f4914f6cdd1du;
}

static unsigned below(uint64_t *state, unsigned limit)
{
    return (unsigned)((next(state) >> 32) * limit >> 32);
}

static unsigned label_by_support(uint64_t *state)
{
    unsigned place = below(state, 1000), label = 0;

    while (label < 5 && place >= support[label])
        place -= support[label++];
    return label;
}

static const char *split_of(uint64_t row, uint64_t rows, bool quoted)
{
    if (quoted && row % 10 == 0)
        return "\"test, held out\"";
    if (row * 10 < rows * 6)
        return "test";
    return row * 10 < rows * 7 ? "validation" : "train";
}

static unsigned answer_to(unsigned truth, uint64_t *state)
{
    return below(state, 100) < 88 ? truth : below(state, 6);
}

int main(int argc, char **argv)
{
    uint64_t rows = argc > 2 ? strtoull(argv[1], NULL, 10) : 0, state = 20240607;
    uint64_t other_state = 20240608;
    bool quoted = argc > 3 && strcmp(argv[3], "quoted") == 0;
    bool other = argc > 3 && strcmp(argv[3], "other") == 0;
    const char *quote = quoted ? "\"" : "";
    FILE *out = argc > 2 ? fopen(argv[2], "wb") : NULL;

    if (!out) {
        fprintf(stderr, "usage: gen_csv ROWS OUT [quoted|other]\n");
        return 1;
    }
    fputs("id,split,y_true,y_pred,score\n", out);
    for (uint64_t i = 0; i < rows; i++) {
        unsigned truth = label_by_support(&state);
        unsigned answer = answer_to(truth, &state), score = below(&state, 1000000);

        if (other) {
            answer = answer_to(truth, &other_state);
            score = below(&other_state, 1000000);
        }

        fprintf(out, "%" PRIu64 ",%s,%s%s%s,%s%s%s,0.%06u\n", i, split_of(i, rows, quoted), quote,
                labels[truth], quote, quote, labels[answer], quote, score);
    }
    return fclose(out) == 0 ? 0 : 1;
}
