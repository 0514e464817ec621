#include "check.h"

#include <assay/model/run_builder.h>
#include <assay/session/filter.h>
#include <assay/session/sample_field.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

/*
 * Five samples: 1 pass, 2 fail, 3 invalid answer "so la la", 4 without prediction, 5 pass; scores
 * .9 .5 - .7 .6; splits test test train train -; group "text A" on all.
 */
static struct run *sample_run(void)
{
    struct run_builder *b = run_builder_new("r", "r", "classification");
    struct sample_writer *w = builder_samples(b, "");
    uint16_t calm = sample_writer_label(w, STR("calm")),
             angry = sample_writer_label(w, STR("angry"));
    uint16_t *truth, *prediction, *split;
    double *score;
    uint32_t *group;

    sample_writer_add(w, 5);
    truth = sample_writer_truth(w);
    prediction = sample_writer_prediction(w);
    score = sample_writer_score(w);
    split = sample_writer_split(w);
    group = sample_writer_group(w);
    for (size_t i = 0; i < 5; i++) {
        sample_writer_id_number(w, (int64_t)i + 1);
        truth[i] = prediction[i] = calm;
        group[i] = builder_text(b, STR("text A"));
    }
    prediction[1] = angry;
    prediction[2] = LABEL_INVALID;
    prediction[3] = LABEL_MISSING;
    sample_writer_raw(w)[2] = builder_text(b, STR("so la la"));
    score[0] = 0.9, score[1] = 0.5, score[3] = 0.7, score[4] = 0.6;
    split[0] = split[1] = builder_split(b, STR("test"));
    split[2] = split[3] = builder_split(b, STR("train"));
    return run_builder_finish(b);
}

/* The ids that a filter takes, as digits; "error: TEXT" when it does not parse. */
static void check_filter(const char *text, const char *wanted)
{
    struct arena *arena = arena_new();
    struct run *run = sample_run();
    const struct samples *samples = run_samples(run, 0);
    struct err err = {.code = ERR_IO};
    const struct filter *filter = filter_parse(str_of(text), arena, &err);
    char ids[8] = "";

    for (size_t i = 0; filter && i < samples->count; i++)
        if (filter_match(filter, run, samples, i))
            ids[strlen(ids)] = (char)('1' + i);
    if (!CHECK_STR(filter ? ids : err.text, wanted))
        CHECK_STR(text, "");
    run_free(run);
    arena_free(arena);
}

TEST(filter_of_nothing_takes_all)
{
    check_filter("", "12345");
    check_filter("   ", "12345");
}

TEST(filter_states_are_those_of_the_samples)
{
    check_filter("is:pass", "15");
    check_filter("is:fail", "23");
    check_filter("is:invalid", "3");
    check_filter("is:unscored", "4");
}

TEST(filter_compares_whole_texts_parts_and_numbers)
{
    check_filter("split=test", "12");
    check_filter("split=tes", "");
    check_filter("split!=test", "345");
    check_filter("split:T", "1234");
    check_filter("split:tra", "34");
    check_filter("score<0.6", "2");
    check_filter("score<=0.6", "25");
    check_filter("score>0.6", "14");
    check_filter("score>=.6", "145");
    check_filter("id>=4", "45");
    check_filter("pred=angry", "2");
    check_filter("outcome=fail", "23");
}

TEST(filter_terms_must_all_hold)
{
    check_filter("is:fail split=test", "2");
    check_filter("  score>0.5   score<0.7 ", "5");
    check_filter("is:pass is:fail", "");
    check_filter("is:fail\tsplit=test\n", "2");
}

TEST(filter_values_in_quotes_may_hold_blanks)
{
    check_filter("group=\"text A\"", "12345");
    check_filter("group=\"text A\" id=3", "3");
    check_filter("pred=\"so la la\"", "3");
    check_filter("raw:\"LA LA\"", "3");
    check_filter("split=\"\"", "5");
}

TEST(filter_on_a_column_that_is_not_there_takes_none)
{
    check_filter("tokens>0", "");
    check_filter("error!=syntax", "");
    check_filter("difficulty=easy", "");
}

TEST(filter_mistakes_are_told_with_the_nearest_field)
{
    check_filter("scor<1", "unknown field \"scor\"; the nearest is \"score\"");
    check_filter("prediction=a", "unknown field \"prediction\"; the nearest is \"pred\"");
    check_filter("dificulty=easy", "unknown field \"dificulty\"; the nearest is \"difficulty\"");
    check_filter("is:passed", "is: takes pass, fail, invalid or unscored, not \"passed\"");
    check_filter("score<high", "score is compared with a number, not \"high\"");
    check_filter("calm", "the filter wants field=value, not \"calm\"");
    check_filter("group=\"text A", "the filter has a quote that is not closed");
}

TEST(filter_fault_without_a_place_to_tell_it_is_refused_too)
{
    struct arena *arena = arena_new();

    CHECK(filter_parse(STR("group=\"open"), arena, NULL) == NULL);
    CHECK(filter_parse(STR("nothing=1"), arena, NULL) == NULL);
    CHECK(filter_parse(STR("is:pass"), arena, NULL) != NULL);
    arena_free(arena);
}

TEST(long_word_that_is_no_field_is_refused)
{
    struct arena *arena = arena_new();
    char word[400];
    struct err err;

    memset(word, 'a', sizeof(word) - 3);
    memcpy(word + sizeof(word) - 3, "=1", 3);
    CHECK(filter_parse(str_of(word), arena, &err) == NULL);
    CHECK(strstr(err.text, "unknown field") != NULL);
    arena_free(arena);
}

TEST(outcome_of_a_record_goes_before_its_labels)
{
    static const uint8_t outcome[] = {OUTCOME_FAIL};
    static const uint16_t label[] = {0};
    struct samples samples = {.count = 1, .truth = label, .prediction = label};

    CHECK_INT(sample_outcome(&samples, 0), OUTCOME_PASS);
    samples.outcome = outcome;
    CHECK_INT(sample_outcome(&samples, 0), OUTCOME_FAIL);
    samples.outcome = NULL;
    samples.prediction = NULL;
    CHECK_INT(sample_outcome(&samples, 0), OUTCOME_UNSCORED);
}

static void check_field(const struct run *run, const char *name, size_t row, const char *wanted)
{
    const struct sample_field *field = sample_field_find(str_of(name));
    char room[SAMPLE_FIELD_ROOM], text[64];
    struct str is;

    if (!CHECK(field != NULL))
        return;
    is = field->text(run, run_samples(run, 0), row, room);
    snprintf(text, sizeof(text), "%.*s", (int)is.len, is.ptr);
    if (!CHECK_STR(text, wanted))
        CHECK_STR(name, "");
}

TEST(fields_of_a_sample_read_as_the_file_had_them)
{
    struct run *run = sample_run();

    check_field(run, "id", 4, "5");
    check_field(run, "truth", 0, "calm");
    check_field(run, "pred", 1, "angry");
    check_field(run, "pred", 2, "so la la");
    check_field(run, "pred", 3, "");
    check_field(run, "score", 0, "0.9");
    check_field(run, "score", 2, "");
    check_field(run, "split", 3, "train");
    check_field(run, "split", 4, "");
    check_field(run, "outcome", 3, "unscored");
    check_field(run, "raw", 0, "");
    run_free(run);
}

TEST(every_field_has_a_name_of_its_own_and_a_nearest_that_is_itself)
{
    for (const struct sample_field *field = sample_fields; field->name; field++) {
        CHECK(sample_field_find(str_of(field->name)) == field);
        CHECK_STR(sample_field_nearest(str_of(field->name)), field->name);
        CHECK(field->help[0] != '\0');
    }
    CHECK(sample_field_find(STR("")) == NULL);
    CHECK_STR(sample_field_nearest(STR("tokns")), "tokens");
}
