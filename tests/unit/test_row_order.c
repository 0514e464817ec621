#include "check.h"

#include <assay/model/run_builder.h>
#include <assay/session/radix.h>
#include <assay/session/row_order.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t draw(uint64_t *state, uint32_t below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33) % below;
}

/* Row numbers after sorting, as digits. */
static void check_order(const struct run *run, enum sample_field_index field,
                        enum row_direction direction, const char *wanted)
{
    const struct samples *samples = run_samples(run, 0);
    struct row_list rows = {.rows = NULL};
    char is[16] = "";

    row_list_all(&rows, samples->count);
    row_order_samples(run, samples, field, direction, &rows);
    for (size_t i = 0; i < rows.count; i++)
        is[strlen(is)] = (char)('0' + rows.rows[i]);
    CHECK_STR(is, wanted);
    row_list_release(&rows);
}

TEST(missing_values_come_last_either_way)
{
    static const double scores[] = {0.5, NAN, -0.0, 0.0, -INFINITY, INFINITY, NAN, -2};
    struct run_builder *b = run_builder_new("r", "r", "classification");
    struct sample_writer *w = builder_samples(b, "");
    uint16_t high = sample_writer_label(w, STR("zebra")), low = sample_writer_label(w, STR("ant"));
    struct run *run;

    sample_writer_add(w, 8);
    for (size_t i = 0; i < 8; i++) {
        sample_writer_score(w)[i] = scores[i];
        sample_writer_truth(w)[i] = i == 2 ? LABEL_MISSING : i % 2 ? high : low;
        sample_writer_prediction(w)[i] = i == 3 ? LABEL_INVALID : i == 4 ? LABEL_MISSING : high;
        if (i > 2)
            sample_writer_tokens(w)[i] = (uint32_t)(20 - i);
        sample_writer_seconds(w)[i] = i == 5 ? NAN : (float)i - 3;
    }
    sample_writer_raw(w)[3] = builder_text(b, STR("bee"));
    run = run_builder_finish(b);
    check_order(run, SAMPLE_SCORE, ROW_ASCENDING, "47230516");
    check_order(run, SAMPLE_SCORE, ROW_DESCENDING, "50237416");
    check_order(run, SAMPLE_TRUTH, ROW_ASCENDING, "04613572");
    check_order(run, SAMPLE_TRUTH, ROW_DESCENDING, "13570462");
    check_order(run, SAMPLE_PRED, ROW_ASCENDING, "30125674");
    check_order(run, SAMPLE_TOKENS, ROW_ASCENDING, "76543012");
    check_order(run, SAMPLE_TOKENS, ROW_DESCENDING, "34567012");
    check_order(run, SAMPLE_SECONDS, ROW_ASCENDING, "01234675");
    check_order(run, SAMPLE_SECONDS, ROW_DESCENDING, "76432105");
    check_order(run, SAMPLE_ID, ROW_DESCENDING, "76543210");
    check_order(run, SAMPLE_LAYER, ROW_ASCENDING, "01234567");
    run_free(run);
}

TEST(ids_that_are_numbers_come_by_value_before_texts)
{
    static const char *const ids[] = {"b", "10", "9", "", "a2", "-3", "a10", "09"};
    struct run_builder *b = run_builder_new("r", "r", "classification");
    struct sample_writer *w = builder_samples(b, "");
    struct run *run;

    sample_writer_add(w, 8);
    for (size_t i = 0; i < 8; i++)
        sample_writer_id(w, str_of(ids[i]));
    run = run_builder_finish(b);
    /* "09" is no plain number: a text. */
    check_order(run, SAMPLE_ID, ROW_ASCENDING, "52176403");
    check_order(run, SAMPLE_ID, ROW_DESCENDING, "04671253");
    run_free(run);
}

TEST(sorting_is_stable_so_fields_can_be_sorted_by_in_turn)
{
    enum { ROWS = 30000 };
    struct run_builder *b = run_builder_new("r", "r", "classification");
    struct sample_writer *w = builder_samples(b, "");
    struct row_list rows = {.rows = NULL};
    const struct samples *samples;
    uint64_t state = 7;
    size_t wrong = 0;
    struct run *run;

    for (int i = 0; i < 20; i++) {
        char name[2] = {(char)('t' - i), '\0'};

        sample_writer_label(w, str_of(name));
    }
    sample_writer_add(w, ROWS);
    for (size_t i = 0; i < ROWS; i++) {
        sample_writer_truth(w)[i] = (uint16_t)draw(&state, 20);
        sample_writer_score(w)[i] = draw(&state, 50) * 0.137;
    }
    run = run_builder_finish(b);
    samples = run_samples(run, 0);
    row_list_all(&rows, ROWS);
    row_order_samples(run, samples, SAMPLE_SCORE, ROW_DESCENDING, &rows);
    row_order_samples(run, samples, SAMPLE_TRUTH, ROW_ASCENDING, &rows);
    for (size_t i = 1; i < ROWS; i++) {
        uint32_t a = rows.rows[i - 1], c = rows.rows[i];
        int names = strcmp(samples->labels.names[samples->truth[a]],
                           samples->labels.names[samples->truth[c]]);

        wrong += names > 0 || (names == 0 && samples->score[a] < samples->score[c]) ||
                 (names == 0 && samples->score[a] == samples->score[c] && a > c);
    }
    CHECK_INT(wrong, 0);
    row_list_release(&rows);
    run_free(run);
}

TEST(ranks_are_those_of_the_texts_by_bytes)
{
    enum { TEXTS = 2000 };
    static char room[TEXTS][24];
    static struct str texts[TEXTS];
    static uint32_t ranks[TEXTS];
    uint64_t state = 11;
    size_t wrong = 0;

    /* A common start, ties within eight bytes, texts that begin others, NUL bytes. */
    for (size_t i = 0; i < TEXTS; i++) {
        size_t length = 4 + draw(&state, 18);

        for (size_t j = 0; j < length; j++)
            room[i][j] = j < 4 ? 'x' : "ab\0\xff"[draw(&state, j < 14 ? 2 : 4)];
        texts[i] = (struct str){room[i], length};
    }
    row_order_rank(texts, TEXTS, ranks);
    for (size_t i = 0; i < TEXTS; i++)
        for (size_t j = 0; j < TEXTS; j += 7) {
            size_t shared = texts[i].len < texts[j].len ? texts[i].len : texts[j].len;
            int order = memcmp(texts[i].ptr, texts[j].ptr, shared);

            if (order == 0)
                order = (texts[i].len > texts[j].len) - (texts[i].len < texts[j].len);
            wrong += (order < 0) != (ranks[i] < ranks[j]) || (order == 0) != (ranks[i] == ranks[j]);
        }
    CHECK_INT(wrong, 0);
}

TEST(keys_of_every_width_are_sorted)
{
    enum { KEYS = 5000 };
    static uint64_t keys[KEYS];
    static uint32_t values[KEYS];
    uint64_t state = 3;

    for (unsigned width = 0; width <= 64; width += 8) {
        size_t wrong = 0;

        for (size_t i = 0; i < KEYS; i++) {
            uint64_t key = (uint64_t)draw(&state, UINT32_MAX) << 32 | draw(&state, UINT32_MAX);

            keys[i] = width == 0 ? 5 : key >> (64 - width);
            values[i] = (uint32_t)i;
        }
        radix_sort(keys, values, KEYS);
        for (size_t i = 1; i < KEYS; i++)
            wrong += keys[i - 1] > keys[i] || (keys[i - 1] == keys[i] && values[i - 1] > values[i]);
        CHECK_INT(wrong, 0);
    }
}
