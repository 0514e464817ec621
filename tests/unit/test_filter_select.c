#include "check.h"

#include <assay/base/err.h>
#include <assay/model/run_builder.h>
#include <assay/session/comparison.h>
#include <assay/session/filter_print.h>
#include <assay/session/filter_select.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROWS = 9000, FILTERS = 600 }; /* two whole blocks and a part */

static uint32_t draw(uint64_t *state, uint32_t below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33) % below;
}

static const char *const words[] = {"sad", "Sad", "happy", "angry man", "12", "x,y", "a\"b", "é"};
enum { WORDS = sizeof(words) / sizeof(words[0]) };

enum ids { IDS_ROWS, IDS_NUMBERS, IDS_TEXTS };

static void fill_id(struct sample_writer *w, enum ids ids, uint64_t *state)
{
    char id[32];

    if (ids == IDS_NUMBERS) {
        sample_writer_id_number(w, draw(state, ROWS) - 100);
    } else if (ids == IDS_TEXTS) {
        snprintf(id, sizeof(id), "clip_%u", draw(state, ROWS));
        sample_writer_id(w, str_of(id));
    }
}

/* Every column of every kind, with what is missing; with or without an outcome column. */
static struct run *random_run(enum ids ids, bool outcomes, uint64_t *state)
{
    struct run_builder *b = run_builder_new("r", "r", "classification");
    struct sample_writer *w = builder_samples(b, "");
    uint16_t codes[WORDS];

    for (size_t i = 0; i < WORDS; i++)
        codes[i] = sample_writer_label(w, str_of(words[i]));
    sample_writer_add(w, ROWS);
    for (size_t i = 0; i < ROWS; i++) {
        uint32_t kind = draw(state, 10);

        fill_id(w, ids, state);
        sample_writer_truth(w)[i] = kind ? codes[draw(state, WORDS)] : LABEL_MISSING;
        kind = draw(state, 10);
        sample_writer_prediction(w)[i] = kind > 1 ? codes[draw(state, WORDS)]
                                         : kind   ? LABEL_MISSING
                                                  : LABEL_INVALID;
        if (kind == 0)
            sample_writer_raw(w)[i] = builder_text(b, str_of(words[draw(state, WORDS)]));
        if (outcomes)
            sample_writer_outcome(w)[i] = (uint8_t)draw(state, 3);
        if (draw(state, 4))
            sample_writer_score(w)[i] = draw(state, 20) / 10.0 - 1;
        if (draw(state, 4))
            sample_writer_seconds(w)[i] = (float)draw(state, 20) / 10.0f;
        if (draw(state, 4))
            sample_writer_tokens(w)[i] = draw(state, 200);
        if (draw(state, 4))
            sample_writer_step(w)[i] = (uint16_t)draw(state, 24);
        if (draw(state, 4))
            sample_writer_group(w)[i] = builder_text(b, str_of(words[draw(state, WORDS)]));
        if (draw(state, 4))
            sample_writer_split(w)[i] = builder_split(b, str_of(words[draw(state, WORDS)]));
        sample_writer_conflict(w)[i] = (uint8_t)draw(state, 2);
        sample_writer_difficulty(w)[i] = (uint8_t)draw(state, 4);
    }
    return run_builder_finish(b);
}

static void add_value(struct buf *out, uint64_t *state)
{
    static const char *const values[] = {"0.5",  "0.3", "-0.2", "7",     "..0.5", "3..12", "0.1..",
                                         "1..1", "sad", "a",    "happy", "x",     "clip_1"};

    if (draw(state, 3))
        buf_add_c(out, values[draw(state, sizeof(values) / sizeof(values[0]))]);
    else
        filter_quote(str_of(words[draw(state, WORDS)]), out);
}

static void add_term(struct buf *out, uint64_t *state)
{
    static const char *const signs[] = {":", "=", "!=", "<", "<=", ">", ">="};
    static const char *const whole[] = {"is:fail",       "is:pass",        "is:invalid,unscored",
                                        "is:duplicate",  "is:conflict",    "is:flip",
                                        "is:fixed",      "is:broken,pass", "is:tagged",
                                        "has:score,raw", "has:tokens",     "has:id",
                                        "pred~/^[sh]/",  "score!~/[357]/", "id~/7$/",
                                        "text:word",     "cfg.x=1",        "has:cfg.x"};

    switch (draw(state, 3)) {
    case 0:
        buf_add_c(out, whole[draw(state, sizeof(whole) / sizeof(whole[0]))]);
        return;
    case 1:
        add_value(out, state);
        return;
    default:
        buf_add_c(out, sample_fields[draw(state, SAMPLE_FIELD_COUNT)].name);
        buf_add_c(out, signs[draw(state, sizeof(signs) / sizeof(signs[0]))]);
        add_value(out, state);
        if (!draw(state, 3)) {
            buf_add_c(out, ",");
            add_value(out, state);
        }
    }
}

static void add_random(struct buf *out, unsigned depth, uint64_t *state)
{
    size_t parts = 1 + draw(state, 3);

    for (size_t i = 0; i < parts; i++) {
        buf_add_c(out, i == 0 ? "" : draw(state, 2) ? " or " : " ");
        buf_add_c(out, draw(state, 4) ? "" : "-");
        if (depth && !draw(state, 2)) {
            buf_add_c(out, "(");
            add_random(out, depth - 1, state);
            buf_add_c(out, ")");
        } else {
            add_term(out, state);
        }
    }
}

static bool is_odd(void *arg, size_t row)
{
    (void)arg;
    return row % 2;
}

static uint8_t *random_pairs(uint64_t *state)
{
    uint8_t *pairs = xcalloc(ROWS, 1);

    for (size_t i = 0; i < ROWS; i++)
        pairs[i] = (uint8_t)draw(state, PAIR_BOTH_WRONG + 1);
    return pairs;
}

/* How many filters were valid; texts of mistakes are no use here. */
static size_t check_random_filters(enum ids ids, bool outcomes, uint64_t seed)
{
    uint64_t state = seed;
    struct run *run = random_run(ids, outcomes, &state);
    struct sample_scope *scope = sample_scope_new(run, run_samples(run, 0));
    struct row_list rows = {.rows = NULL}, found = {.rows = NULL};
    struct buf text = {.ptr = NULL};
    uint8_t *pairs = random_pairs(&state);
    size_t valid = 0;

    scope->tagged = is_odd;
    scope->pair_state = pairs;
    for (uint32_t i = 0; i < ROWS; i += 3)
        row_list_add(&found, i);
    for (size_t f = 0; f < FILTERS; f++) {
        struct filter_vocabulary vocabulary;
        struct filter *filter;
        size_t at = 0, wrong = 0;

        sample_scope_found(scope, &found, f % 2);
        vocabulary = sample_vocabulary(scope);
        buf_clear(&text);
        add_random(&text, 2, &state);
        filter = filter_parse(&vocabulary, buf_str(&text), NULL, NULL);
        if (!filter)
            continue;
        valid++;
        CHECK(filter_select(filter, scope, &rows, NULL));
        for (uint32_t i = 0; i < ROWS; i++) {
            bool selected = at < rows.count && rows.rows[at] == i;

            at += selected;
            wrong += selected != filter_match(filter, &vocabulary, i);
        }
        if (!CHECK(wrong == 0 && at == rows.count))
            CHECK_STR(text.ptr, "");
        filter_free(filter);
    }
    free(pairs);
    buf_release(&text);
    row_list_release(&rows);
    row_list_release(&found);
    sample_scope_free(scope);
    run_free(run);
    return valid;
}

TEST(selecting_by_columns_is_matching_row_by_row)
{
    CHECK(check_random_filters(IDS_ROWS, false, 1) > 100);
    CHECK(check_random_filters(IDS_NUMBERS, true, 2) > 100);
    CHECK(check_random_filters(IDS_TEXTS, false, 3) > 100);
}

/* Rows that a filter takes in a set of nine rows with these states, as digits. */
static void check_pairs(const char *text, const uint8_t pairs[9], const char *wanted)
{
    struct run_builder *builder = run_builder_new("r", "r", "test");
    char taken[16] = "", *end = taken;
    struct sample_scope *scope;
    struct run *run;
    struct filter_vocabulary vocabulary;
    struct filter *filter;

    sample_writer_add(builder_samples(builder, ""), 9);
    run = run_builder_finish(builder);
    scope = sample_scope_new(run, run_samples(run, 0));
    scope->pair_state = pairs;
    vocabulary = sample_vocabulary(scope);
    filter = filter_parse(&vocabulary, str_of(text), NULL, NULL);
    for (size_t i = 0; CHECK(filter != NULL) && i < 9; i++)
        if (filter_match(filter, &vocabulary, i))
            *end++ = (char)('0' + i);
    CHECK_STR(taken, wanted);
    filter_free(filter);
    sample_scope_free(scope);
    run_free(run);
}

TEST(states_of_pairs_are_those_of_the_comparison)
{
    static const uint8_t pairs[9] = {PAIR_FIXED,    PAIR_BROKEN,     PAIR_BOTH_RIGHT,
                                     PAIR_BROKEN,   PAIR_BOTH_WRONG, PAIR_UNSCORED,
                                     PAIR_UNSCORED, PAIR_FIXED,      PAIR_FIXED};

    check_pairs("is:fixed", pairs, "078");
    check_pairs("is:broken", pairs, "13");
    check_pairs("is:flip", pairs, "01378");
    check_pairs("-is:flip", pairs, "2456");
    check_pairs("is:broken,fixed", pairs, "01378");
}

TEST(a_filter_on_pairs_takes_nothing_where_there_are_none)
{
    uint64_t state = 6;
    struct run *run = random_run(IDS_ROWS, false, &state);
    struct sample_scope *scope = sample_scope_new(run, run_samples(run, 0));
    uint8_t *pairs = random_pairs(&state);
    struct filter_vocabulary vocabulary;
    struct filter *filter;
    struct row_list rows = {.rows = NULL};
    struct err err;

    scope->pair_state = pairs;
    vocabulary = sample_vocabulary(scope);
    filter = filter_parse(&vocabulary, STR("is:flip"), NULL, NULL);
    CHECK(filter_select(filter, scope, &rows, NULL));
    CHECK(rows.count > 0);
    scope->pair_state = NULL;
    vocabulary = sample_vocabulary(scope);
    CHECK(filter_select(filter, scope, &rows, NULL));
    CHECK_INT(rows.count, 0);
    CHECK(!filter_match(filter, &vocabulary, 0));
    CHECK(!filter_parse(&vocabulary, STR("is:flip"), NULL, &err));
    free(pairs);
    row_list_release(&rows);
    filter_free(filter);
    sample_scope_free(scope);
    run_free(run);
}

TEST(cancelled_selection_says_so_and_gives_nothing)
{
    uint64_t state = 4;
    struct run *run = random_run(IDS_ROWS, false, &state);
    struct sample_scope *scope = sample_scope_new(run, run_samples(run, 0));
    struct filter_vocabulary vocabulary = sample_vocabulary(scope);
    struct filter *filter = filter_parse(&vocabulary, STR("score<2"), NULL, NULL);
    struct row_list rows = {.rows = NULL};
    atomic_bool cancel = true;
    struct err err;

    CHECK(filter_select(filter, scope, &rows, &err));
    CHECK(rows.count > 0);
    scope->cancel = &cancel;
    CHECK(!filter_select(filter, scope, &rows, &err));
    CHECK_INT(rows.count, 0);
    CHECK_INT(err.code, ERR_NONE);
    row_list_release(&rows);
    filter_free(filter);
    sample_scope_free(scope);
    run_free(run);
}

TEST(duplicates_selected_are_those_counted)
{
    uint64_t state = 5;
    struct run *run = random_run(IDS_NUMBERS, true, &state);
    const struct samples *samples = run_samples(run, 0);
    struct sample_scope *scope = sample_scope_new(run, samples);
    struct filter_vocabulary vocabulary = sample_vocabulary(scope);
    struct filter *filter = filter_parse(&vocabulary, STR("is:duplicate"), NULL, NULL);
    uint32_t *layers = xcalloc(samples->count, sizeof(*layers));
    struct row_list rows = {.rows = NULL};
    size_t count, first;

    for (size_t i = 0; i < samples->count; i++)
        layers[i] = samples->step[i];
    samples_find_duplicates(samples, layers, &count, &first);
    CHECK(filter_select(filter, scope, &rows, NULL));
    CHECK(count > 0);
    CHECK_INT(rows.count, count);
    CHECK_INT(rows.rows[0], first);
    free(layers);
    row_list_release(&rows);
    filter_free(filter);
    sample_scope_free(scope);
    run_free(run);
}
