#include "check.h"

#include <assay/model/run_builder.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

static struct run_builder *new_builder(void)
{
    return run_builder_new("r", "runs/r", "classification");
}

static bool has_note(const struct run *run, const char *words)
{
    size_t count;
    const struct note *notes = run_notes(run, &count);

    for (size_t i = 0; i < count; i++)
        if (strstr(notes[i].text, words))
            return true;
    return false;
}

static void check_id(const struct samples *samples, size_t row, const char *wanted)
{
    char room[SAMPLE_ID_ROOM], text[64];
    struct str id = samples_id(samples, row, room);

    snprintf(text, sizeof(text), "%.*s", (int)id.len, id.ptr);
    CHECK_STR(text, wanted);
}

/* ---- ids ---- */

TEST(ids_that_start_as_numbers_read_the_same_after_a_text_follows)
{
    static const char *const ids[] = {
        "5", "-3", "9223372036854775807", "-9223372036854775808", "x7", "8", "", "007"};
    enum { COUNT = sizeof(ids) / sizeof(ids[0]) };

    for (size_t used = 1; used <= COUNT; used++) {
        struct run_builder *b = new_builder();
        struct sample_writer *w = builder_samples(b, "");
        struct run *run;

        sample_writer_add(w, used);
        for (size_t i = 0; i < used; i++)
            sample_writer_id(w, str_of(ids[i]));
        run = run_builder_finish(b);
        CHECK(samples_have_ids(run_samples(run, 0)));
        for (size_t i = 0; i < used; i++) {
            check_id(run_samples(run, 0), i, ids[i]);
            CHECK_INT(samples_find_id(run_samples(run, 0), str_of(ids[i])), i);
        }
        run_free(run);
    }
}

TEST(only_whole_numbers_in_plain_form_are_kept_as_numbers)
{
    static const char *const texts[] = {"007", "+5",  "-0",  "1.0", "1e3",
                                        " 1",  "0x1", "--1", "-",   "9223372036854775808"};
    int64_t number = 0;

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
        if (!CHECK(!sample_id_is_number(str_of(texts[i]), &number)))
            CHECK_STR(texts[i], "a text");
    CHECK(!sample_id_is_number(STR(""), &number));
    CHECK(sample_id_is_number(STR("0"), &number) && number == 0);
    CHECK(sample_id_is_number(STR("-12"), &number) && number == -12);
}

TEST(block_of_number_ids_is_refused_once_ids_are_texts)
{
    struct run_builder *b = new_builder();
    struct sample_writer *w = builder_samples(b, "");
    int64_t *numbers;
    struct run *run;

    sample_writer_add(w, 4);
    numbers = sample_writer_id_numbers(w, 2);
    if (CHECK(numbers != NULL))
        numbers[0] = 11, numbers[1] = 12;
    sample_writer_id(w, STR("a"));
    CHECK(sample_writer_id_numbers(w, 1) == NULL);
    sample_writer_id_number(w, 13);
    run = run_builder_finish(b);
    check_id(run_samples(run, 0), 0, "11");
    check_id(run_samples(run, 0), 1, "12");
    check_id(run_samples(run, 0), 2, "a");
    check_id(run_samples(run, 0), 3, "13");
    run_free(run);
}

TEST(samples_without_ids_are_named_by_their_row_from_one)
{
    struct run_builder *b = new_builder();
    struct run *run;

    sample_writer_add(builder_samples(b, ""), 3);
    run = run_builder_finish(b);
    CHECK(!samples_have_ids(run_samples(run, 0)));
    check_id(run_samples(run, 0), 0, "1");
    check_id(run_samples(run, 0), 2, "3");
    run_free(run);
}

static void check_duplicates(const char *const *ids, const uint32_t *key, size_t count,
                             size_t wanted, size_t wanted_row)
{
    struct run_builder *b = new_builder();
    struct sample_writer *w = builder_samples(b, "");
    size_t duplicates, first_row;
    struct run *run;

    sample_writer_add(w, count);
    for (size_t i = 0; i < count; i++)
        sample_writer_id(w, str_of(ids[i]));
    run = run_builder_finish(b);
    samples_find_duplicates(run_samples(run, 0), key, &duplicates, &first_row);
    CHECK_INT(duplicates, wanted);
    CHECK_INT(first_row, wanted_row);
    run_free(run);
}

TEST(duplicates_are_the_samples_beyond_the_first_of_their_id)
{
    static const char *const numbers[] = {"3", "1", "3", "2", "3", "1"};
    static const char *const texts[] = {"a", "b", "ab", "b", "1", "01"};
    static const char *const unique[] = {"1", "2", "3", "4", "5", "6"};
    static const char *const long_texts[] = {"sample_0000001", "sample_0000002", "sample_0000001"};

    check_duplicates(numbers, NULL, 6, 3, 2);
    check_duplicates(texts, NULL, 6, 1, 3);
    check_duplicates(unique, NULL, 6, 0, SIZE_MAX);
    check_duplicates(long_texts, NULL, 3, 1, 2);
    check_duplicates(unique, NULL, 0, 0, SIZE_MAX);
}

TEST(same_id_under_another_key_is_no_duplicate)
{
    static const char *const ids[] = {"1", "2", "1", "2", "1"};
    static const uint32_t key[] = {0, 0, 1, 1, 1};

    check_duplicates(ids, key, 5, 1, 4);
}

/* ---- labels ---- */

TEST(labels_past_the_limit_are_invalid_and_told_once)
{
    struct run_builder *b = new_builder();
    struct sample_writer *w = builder_samples(b, "");
    char name[16];
    size_t notes;
    struct run *run;

    for (size_t k = 0; k < LABEL_LIMIT; k++) {
        int length = snprintf(name, sizeof(name), "l%zu", k);

        if (sample_writer_label(w, (struct str){name, (size_t)length}) != k)
            CHECK_INT(k, -1);
    }
    CHECK_INT(sample_writer_label(w, STR("one too many")), LABEL_INVALID);
    CHECK_INT(sample_writer_label(w, STR("two too many")), LABEL_INVALID);
    CHECK_INT(sample_writer_label(w, STR("l64999")), 64999);
    CHECK_INT(sample_writer_label(w, STR("")), LABEL_MISSING);
    run = run_builder_finish(b);
    run_notes(run, &notes);
    CHECK_INT(notes, 1);
    CHECK(has_note(run, "65000 different labels"));
    run_free(run);
}

TEST(closed_label_set_takes_no_new_name)
{
    struct run_builder *b = new_builder();
    struct sample_writer *w = builder_samples(b, "");

    CHECK_INT(sample_writer_label(w, STR("calm")), 0);
    sample_writer_close_labels(w);
    CHECK_INT(sample_writer_label(w, STR("angry")), LABEL_INVALID);
    CHECK_INT(sample_writer_label(w, STR("calm")), 0);
    CHECK_INT(sample_writer_label_count(w), 1);
    run_builder_free(b);
}

TEST(labels_that_differ_only_after_a_nul_stay_two_labels)
{
    struct run_builder *b = new_builder();
    struct sample_writer *w = builder_samples(b, "");
    struct run *run;

    CHECK_INT(sample_writer_label(w, STR("a")), 0);
    CHECK_INT(sample_writer_label(w, STR("a\0b")), 1);
    CHECK_INT(sample_writer_label(w, STR("a\0c")), 2);
    sample_writer_add(w, 1);
    run = run_builder_finish(b);
    CHECK_STR(run_samples(run, 0)->labels.names[1], "a\xef\xbf\xbd"
                                                    "b");
    run_free(run);
}

/* truth c a b c, prediction a a - (invalid) b; probabilities of c, a, b. */
static struct sample_writer *lettered(struct run_builder *b)
{
    static const float probabilities[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    struct sample_writer *w = builder_samples(b, "");
    uint16_t *truth, *prediction, c, a, letter_b;

    sample_writer_add(w, 4);
    truth = sample_writer_truth(w);
    prediction = sample_writer_prediction(w);
    c = sample_writer_label(w, STR("c"));
    a = sample_writer_label(w, STR("a"));
    letter_b = sample_writer_label(w, STR("b"));
    truth[0] = c, truth[1] = a, truth[2] = letter_b, truth[3] = c;
    prediction[0] = a, prediction[1] = a, prediction[2] = LABEL_INVALID, prediction[3] = letter_b;
    sample_writer_probabilities(w, probabilities, 4, 3);
    return w;
}

static const char *name_of(const struct samples *samples, uint16_t code)
{
    return code < samples->labels.count ? samples->labels.names[code] : "(none)";
}

TEST(reordering_labels_changes_codes_and_no_sample)
{
    struct run_builder *b = new_builder();
    struct sample_writer *w = lettered(b);
    const struct samples *samples;
    struct run *run;

    sample_writer_order_labels(w, (const char *const[]){"a", "new", "b", "a"}, 4);
    run = run_builder_finish(b);
    samples = run_samples(run, 0);
    CHECK_INT(samples->labels.count, 4);
    CHECK_STR(samples->labels.names[0], "a");
    CHECK_STR(samples->labels.names[1], "new");
    CHECK_STR(samples->labels.names[2], "b");
    CHECK_STR(samples->labels.names[3], "c");
    CHECK_STR(name_of(samples, samples->truth[0]), "c");
    CHECK_STR(name_of(samples, samples->truth[1]), "a");
    CHECK_STR(name_of(samples, samples->truth[2]), "b");
    CHECK_STR(name_of(samples, samples->prediction[3]), "b");
    CHECK_INT(samples->prediction[2], LABEL_INVALID);
    /* Row 1 gave c 4, a 5, b 6; the new label has none. */
    CHECK_NEAR(samples->probabilities[1 * 4 + 0], 5, 0);
    CHECK_NEAR(samples->probabilities[1 * 4 + 1], NAN, 0);
    CHECK_NEAR(samples->probabilities[1 * 4 + 2], 6, 0);
    CHECK_NEAR(samples->probabilities[1 * 4 + 3], 4, 0);
    run_free(run);
}

TEST(label_is_renamed_unless_another_has_the_name)
{
    struct run_builder *b = new_builder();
    struct sample_writer *w = lettered(b);
    struct run *run;

    CHECK(!sample_writer_rename_label(w, 0, "b"));
    CHECK(sample_writer_rename_label(w, 0, "calm"));
    CHECK(sample_writer_rename_label(w, 1, "a"));
    run = run_builder_finish(b);
    CHECK_STR(name_of(run_samples(run, 0), run_samples(run, 0)->truth[0]), "calm");
    CHECK_STR(name_of(run_samples(run, 0), run_samples(run, 0)->truth[1]), "a");
    CHECK_INT(label_find(&run_samples(run, 0)->labels, "c"), LABEL_MISSING);
    run_free(run);
}

/* ---- columns ---- */

TEST(column_made_late_is_empty_for_the_samples_before_it)
{
    struct run_builder *b = new_builder();
    struct sample_writer *w = builder_samples(b, "");
    const struct samples *samples;
    struct run *run;

    sample_writer_add(w, 3);
    sample_writer_score(w)[2] = 0.5;
    CHECK_INT(sample_writer_add(w, 2), 3);
    sample_writer_split(w)[4] = builder_split(b, STR("test"));
    sample_writer_add(w, 1000);
    run = run_builder_finish(b);
    samples = run_samples(run, 0);
    CHECK_INT(samples->count, 1005);
    CHECK_NEAR(samples->score[0], NAN, 0);
    CHECK_NEAR(samples->score[2], 0.5, 0);
    CHECK_NEAR(samples->score[1004], NAN, 0);
    CHECK_INT(samples->split[3], UINT16_MAX);
    CHECK_STR(run_split(run, samples->split[4]), "test");
    CHECK_INT(samples->split[1004], UINT16_MAX);
    CHECK(samples->truth == NULL && samples->raw == NULL);
    run_free(run);
}

TEST(reserved_room_is_told_and_keeps_columns_in_place)
{
    struct run_builder *b = new_builder();
    struct sample_writer *w = builder_samples(b, "");
    const uint16_t *truth;

    sample_writer_reserve(w, 5000);
    sample_writer_add(w, 1);
    truth = sample_writer_truth(w);
    CHECK_INT(sample_writer_room(w), 4999);
    sample_writer_add_bare(w, 4999);
    CHECK(sample_writer_truth(w) == truth);
    CHECK_INT(sample_writer_room(w), 0);
    run_builder_free(b);
}

/* ---- the run ---- */

TEST(content_of_a_run_is_what_was_pushed)
{
    struct run_builder *b = new_builder();
    struct run *run;

    lettered(b);
    builder_task(b, &(struct task){.name = "sblimp", .accuracy = 0.5});
    builder_claim_text(b, "accuracy", QUANTITY("accuracy"), STR("90.65%"), FILE_NONE, 4);
    run = run_builder_finish(b);
    CHECK_INT(run_content(run),
              RUN_HAS_SAMPLES | RUN_HAS_LABELS | RUN_HAS_SCORES | RUN_HAS_TASKS | RUN_HAS_CLAIMS);
    CHECK_STR(run_title(run), "r");
    CHECK_STR(run_dialect(run), "");
    run_free(run);
}

TEST(printed_claims_keep_value_unit_and_precision)
{
    struct run_builder *b = new_builder();
    const struct claim *claims;
    struct run *run;
    size_t count;

    CHECK(builder_claim_text(b, "a", QUANTITY("accuracy"), STR(" 90.65% "), FILE_NONE, 4));
    CHECK(builder_claim_text(b, "w", QUANTITY("class_weight"), STR("18.35"), FILE_NONE, 5));
    CHECK(!builder_claim_text(b, "x", QUANTITY("accuracy"), STR("about 90%"), FILE_NONE, 6));
    CHECK(!builder_claim_text(b, "x", QUANTITY("accuracy"), STR("%"), FILE_NONE, 6));
    run = run_builder_finish(b);
    claims = run_claims(run, &count);
    if (CHECK_INT(count, 2)) {
        CHECK_NEAR(claims[0].value, 0.9065, 1e-12);
        CHECK_INT(claims[0].decimals, 4);
        CHECK_INT(claims[0].line, 4);
        CHECK_NEAR(claims[1].value, 18.35, 0);
        CHECK_INT(claims[1].decimals, 2);
        CHECK_STR(claims[1].printed, "18.35");
    }
    run_free(run);
}

TEST(document_nodes_without_a_value_are_no_claims)
{
    struct run_builder *b = new_builder();
    struct arena *arena = arena_new();
    struct meta *number = meta_new(arena, META_NULL), *truth = meta_new(arena, META_BOOL);
    const struct claim *claims;
    struct run *run;
    size_t count;

    meta_set_number(arena, number, STR("90.6"));
    number->line = 12;
    truth->truth = true;
    builder_claim_node(b, "none", QUANTITY("accuracy"), NULL, 1, FILE_NONE);
    builder_claim_node(b, "null", QUANTITY("accuracy"), meta_new(arena, META_NULL), 1, FILE_NONE);
    builder_claim_node(b, "map", QUANTITY("accuracy"), meta_new(arena, META_MAP), 1, FILE_NONE);
    builder_claim_node(b, "percent", QUANTITY("accuracy"), number, 0.01, FILE_NONE);
    builder_claim_node(b, "truth", QUANTITY("improved"), truth, 1, FILE_NONE);
    arena_free(arena);
    run = run_builder_finish(b);
    claims = run_claims(run, &count);
    if (CHECK_INT(count, 2)) {
        CHECK_NEAR(claims[0].value, 0.906, 1e-15);
        CHECK_INT(claims[0].decimals, 3);
        CHECK_INT(claims[0].line, 12);
        CHECK_INT(claims[1].kind, CLAIM_TEXT);
        CHECK_STR(claims[1].printed, "true");
    }
    run_free(run);
}

TEST(second_matrix_is_refused_with_a_note)
{
    static const char *const names[] = {"a", "b"};
    static const uint64_t first[] = {1, 2, 3, 4}, second[] = {5, 6, 7, 8};
    struct run_builder *b = new_builder();
    struct run *run;

    builder_matrix(b, &(struct matrix){{names, 2}, first, FILE_NONE});
    builder_matrix(b, &(struct matrix){{names, 2}, second, FILE_NONE});
    run = run_builder_finish(b);
    CHECK_INT(run_matrix(run)->counts[2], 3);
    CHECK(has_note(run, "second confusion matrix"));
    run_free(run);
}

TEST(same_path_twice_is_one_file)
{
    struct run_builder *b = new_builder();
    struct run *run;
    size_t count;

    CHECK_INT(builder_file(b, "a.csv", "predictions", 10), 0);
    CHECK_INT(builder_file(b, "b.csv", "metrics", 20), 1);
    CHECK_INT(builder_file(b, "a.csv", "predictions", 10), 0);
    run = run_builder_finish(b);
    run_files(run, &count);
    CHECK_INT(count, 2);
    run_free(run);
}

TEST(facts_are_found_by_all_that_names_a_quantity)
{
    struct run_builder *b = new_builder();
    struct quantity what = {.metric = "tokens", .split = "test", .at = NAN}, other = what;
    const struct fact *found;
    struct run *run;

    builder_fact(b, &(struct fact){.what = what, .value = 168012});
    run = run_builder_finish(b);
    found = run_fact(run, &what);
    if (CHECK(found != NULL))
        CHECK_NEAR(found->value, 168012, 0);
    other.split = "train";
    CHECK(run_fact(run, &other) == NULL);
    other = what;
    other.at = 1;
    CHECK(run_fact(run, &other) == NULL);
    other = what;
    other.subject = "all";
    CHECK(run_fact(run, &other) == NULL);
    run_free(run);
}
