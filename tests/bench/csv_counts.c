/*
 * The libcsv_loop task with our reader: csv_counts FILE prints the same counts and accuracy, and
 * the sum of the score column, which libcsv_loop does not read.
 */
#include <assay/load/csv_in.h>
#include <assay/load/csv_number.h>

#include <assay/base/arena.h>
#include <assay/base/intern.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { LABELS = 64, SLOTS = 256 };

/* Labels of up to eight bytes, found by their bytes as a number: one probe, no loop over names. */
struct cache {
    struct intern *names;
    uint64_t keys[SLOTS];
    uint32_t numbers[SLOTS];
};

static uint32_t label_of(struct cache *cache, struct str text)
{
    uint64_t key, slot;

    if (text.len == 0 || text.len > sizeof(key))
        return intern_add(cache->names, text);
    key = csv_cell_key(text);
    slot = (key * 0x9e3779b97f4a7c15u) >> 56;
    if (cache->keys[slot] != key) {
        cache->keys[slot] = key;
        cache->numbers[slot] = intern_add(cache->names, text);
    }
    return cache->numbers[slot];
}

static void print_counts(const struct intern *names, uint64_t (*counts)[LABELS])
{
    uint32_t labels = intern_count(names);
    uint64_t all = 0, right = 0;

    for (uint32_t i = 0; i < labels; i++) {
        printf("%s", intern_text(names, i).ptr);
        for (uint32_t k = 0; k < labels; k++) {
            printf(" %" PRIu64, counts[i][k]);
            all += counts[i][k];
            right += i == k ? counts[i][k] : 0;
        }
        printf("\n");
    }
    printf("accuracy %.9f\n", all ? (double)right / (double)all : 0.0);
}

int main(int argc, char **argv)
{
    static uint64_t counts[LABELS][LABELS];
    static struct cache cache;
    struct arena *arena = arena_new();
    struct err err = {.code = ERR_NONE};
    struct csv_batch batch = {.done = false};
    struct csv_reader *reader = argc > 1 ? csv_reader_open(argv[1], NULL, NULL, &err) : NULL;
    size_t truth, answer, score;
    double sum = 0.0, value;

    if (!reader)
        return 1;
    cache.names = intern_new(arena);
    truth = csv_column(csv_reader_dialect(reader), "y_true");
    answer = csv_column(csv_reader_dialect(reader), "y_pred");
    score = csv_column(csv_reader_dialect(reader), "score");
    if (truth == SIZE_MAX || answer == SIZE_MAX || score == SIZE_MAX)
        return 1;
    while (csv_reader_next(reader, &batch, &err) && !batch.done)
        for (size_t r = 0; r < batch.row_count; r++) {
            uint32_t i = label_of(&cache, csv_cell(&batch, r, truth));
            uint32_t k = label_of(&cache, csv_cell(&batch, r, answer));

            if (i >= LABELS || k >= LABELS)
                return 1;
            counts[i][k]++;
            if (csv_number(csv_cell(&batch, r, score), &value))
                sum += value;
        }
    print_counts(cache.names, counts);
    printf("score sum %.6f\n", sum);
    csv_reader_close(reader);
    intern_free(cache.names);
    arena_free(arena);
    return batch.done ? 0 : 1;
}
