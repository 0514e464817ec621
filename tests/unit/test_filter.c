#include "check.h"

#include <assay/model/run_builder.h>
#include <assay/session/filter_complete.h>
#include <assay/session/filter_print.h>
#include <assay/session/filter_select.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

static void add_metadata(struct run_builder *b)
{
    struct arena *arena = arena_new();
    struct meta *root = meta_new(arena, META_MAP), *train;

    meta_add_text(arena, root, "model", STR("qwen"));
    train = meta_add(arena, root, "train", META_MAP);
    meta_add_number(arena, train, "lr", 0.01);
    builder_meta(b, NULL, root);
    arena_free(arena);
}

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
    add_metadata(b);
    return run_builder_finish(b);
}

/*
 * The ids that a filter takes, as digits; the error's text when it does not parse. What is selected
 * at once must be what matches row by row, and the filter printed must be the same filter.
 */
static void check_filter(const char *text, const char *wanted)
{
    struct run *run = sample_run();
    struct sample_scope *scope = sample_scope_new(run, run_samples(run, 0));
    struct filter_vocabulary vocabulary = sample_vocabulary(scope);
    struct err err = {.code = ERR_IO};
    struct filter *filter = filter_parse(&vocabulary, str_of(text), NULL, &err), *again;
    struct row_list rows = {.rows = NULL};
    struct buf printed = {.ptr = NULL};
    char matched[8] = "", selected[8] = "";

    if (filter) {
        for (size_t i = 0; i < scope->samples->count; i++)
            if (filter_match(filter, &vocabulary, i))
                matched[strlen(matched)] = (char)('1' + i);
        CHECK(filter_select(filter, scope, &rows, &err));
        for (size_t i = 0; i < rows.count; i++)
            selected[strlen(selected)] = (char)('1' + rows.rows[i]);
        CHECK_STR(selected, matched);
        filter_print(filter, &printed);
        again = filter_parse(&vocabulary, buf_str(&printed), NULL, &err);
        if (!CHECK(again && filter_equal(filter, again)))
            CHECK_STR(text, printed.ptr);
        filter_free(again);
    }
    if (!CHECK_STR(filter ? matched : err.text, wanted))
        CHECK_STR(text, "");
    buf_release(&printed);
    row_list_release(&rows);
    filter_free(filter);
    sample_scope_free(scope);
    run_free(run);
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
    check_filter("split:t", "1234");
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
    check_filter("raw:\"la la\"", "3");
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
    check_filter("dificulty=easy", "unknown field \"dificulty\"; the nearest is \"difficulty\"");
    check_filter("iz:fail", "unknown field \"iz\"; the nearest is \"id\"");
    check_filter("hass:id", "unknown field \"hass\"; the nearest is \"has\"");
    check_filter("is:passed", "is: does not take \"passed\"; the nearest is \"pass\"");
    check_filter("is:taged", "is: does not take \"taged\"; the nearest is \"tagged\"");
    check_filter("is:flip", "is:flip needs a comparison of two runs");
    check_filter("has:skore", "unknown field \"skore\"; the nearest is \"score\"");
    check_filter("score<high", "score is compared with a number, not \"high\"");
    check_filter("score<nan", "score is compared with a number, not \"nan\"");
    check_filter("layer:4..x", "layer is compared with a number, not \"4..x\"");
    check_filter("group=\"text A", "the quote is not closed");
    check_filter("is=fail", "is takes a colon, not =");
}

TEST(words_look_in_ids_labels_answers_groups_and_splits)
{
    check_filter("angry", "2");
    check_filter("la", "3");
    check_filter("4", "4");
    check_filter("train", "34");
    check_filter("\"text a\"", "12345");
    check_filter("\"xt A\" angry", "2");
    check_filter("fail", "");
    check_filter("0.9", "");
}

TEST(case_matters_only_to_patterns_with_a_capital)
{
    check_filter("group:text", "12345");
    check_filter("group:a", "12345");
    check_filter("group:A", "12345");
    check_filter("group:TEXT", "");
    check_filter("group~/^text a$/", "12345");
    check_filter("group~/^TEXT/", "");
    check_filter("group~/\\Btext/", "");
    check_filter("Angry", "");
}

TEST(not_binds_before_and_before_or)
{
    check_filter("is:pass or is:fail split=train", "135");
    check_filter("(is:pass or is:fail) split=train", "3");
    check_filter("is:fail split=train or is:pass", "135");
    check_filter("is:fail and split=train OR is:pass", "135");
    check_filter("-is:pass split=test", "2");
    check_filter("not is:pass split=test", "2");
    check_filter("-(is:pass or split=test)", "34");
    check_filter("not (is:pass split=test)", "2345");
    check_filter("- is:pass", "what is negated stands right behind the -");
    check_filter("not not is:pass", "15");
    check_filter("--is:pass", "15");
    check_filter("-(-is:pass -is:fail)", "1235");
}

TEST(lists_take_any_and_their_opposite_none)
{
    check_filter("pred:ang,so", "23");
    check_filter("pred=angry,calm", "125");
    check_filter("pred!=angry,calm", "34");
    check_filter("id:1,4..", "145");
    check_filter("is:invalid,unscored", "34");
    check_filter("score:0.9,..0.5", "12");
    check_filter("pred=\"so la la\",angry", "23");
}

TEST(ranges_hold_both_ends_and_no_missing_number)
{
    check_filter("score:0.5..0.6", "25");
    check_filter("score:..0.6", "25");
    check_filter("score:0.7..", "14");
    check_filter("-score:0.7..", "235");
    check_filter("score=0.90", "1");
    check_filter("score!=0.9", "2345");
    check_filter("id:2..4", "234");
    check_filter("id:\"2..4\"", "");
    check_filter("score<inf", "1245");
    check_filter("score>inf", "");
    check_filter("score>=-inf", "1245");
}

TEST(has_asks_whether_there_is_a_value)
{
    check_filter("has:score", "1245");
    check_filter("-has:score", "3");
    check_filter("has:pred", "1235");
    check_filter("has:tokens", "");
    check_filter("has:raw,split", "1234");
    check_filter("has:id", "12345");
}

TEST(expressions_match_and_are_bounded)
{
    check_filter("pred~/^(so|an)/", "23");
    check_filter("pred!~/^(so|an)/", "145");
    check_filter("split~/^$/", "5");
    check_filter("score~/^0\\.[67]$/", "45");
    check_filter("group~/[)\\/]/", "");
    check_filter("pred~so", "an expression stands between slashes: ~/…/");
    check_filter("pred~/so", "the expression has no closing slash");
    check_filter("pred~/a{100}{100}/", "the expression comes to more than 1000 parts");
    check_filter("pred~/((a{40}){40}){40}/", "the expression comes to more than 1000 parts");
    check_filter("pred~/(a*)\\1/", "the expression refers back to a group, which is slow");
    check_filter("pred~/[a{99}{99}]{2}/", "");
}

TEST(other_names_of_a_field_are_the_field)
{
    check_filter("prediction=angry", "2");
    check_filter("Label=calm", "12345");
    check_filter("target=calm", "12345");
    check_filter("tests-passed>0", "");
}

TEST(metadata_is_found_by_path_whatever_the_case_of_its_last_key)
{
    check_filter("cfg.model=qwen", "12345");
    check_filter("cfg.Model=qwen", "12345");
    check_filter("cfg.model=Qwen", "");
    check_filter("cfg.model!=qwen", "");
    check_filter("cfg.train.LR<0.1 is:fail", "23");
    check_filter("cfg.train.lr=1e-2", "12345");
    check_filter("cfg.train.lr=\"1e-2\"", "");
    check_filter("cfg.model~/^qw/", "12345");
    check_filter("cfg.nothing!=1", "");
    check_filter("has:cfg.train.lr is:fail", "23");
    check_filter("-has:cfg.train.batch is:fail", "23");
}

TEST(text_not_yet_searched_excludes_nothing)
{
    check_filter("text:anything", "12345");
    check_filter("-text:anything", "12345");
    check_filter("-(text:anything is:fail)", "12345");
    check_filter("-(text:anything or is:fail)", "145");
    check_filter("text~/a+/ is:fail", "23");
}

/* ---- completion ---- */

/* The candidates with the byte they replace from: "4 a b". */
static void check_complete(const char *text, const char *wanted)
{
    struct arena *arena = arena_new();
    struct run *run = sample_run();
    struct sample_scope *scope = sample_scope_new(run, run_samples(run, 0));
    struct filter_vocabulary vocabulary = sample_vocabulary(scope);
    struct filter_completions *out = arena_zalloc(arena, 1, sizeof(*out));
    struct buf is = {.ptr = NULL};

    filter_complete(&vocabulary, 5, str_of(text), strlen(text), arena, out);
    buf_addf(&is, "%zu", out->from);
    for (size_t i = 0; i < out->count; i++)
        buf_addf(&is, " %s", out->items[i].text);
    CHECK_STR(is.ptr, wanted);
    buf_release(&is);
    sample_scope_free(scope);
    run_free(run);
    arena_free(arena);
}

TEST(completion_offers_names_states_and_values)
{
    check_complete("sc", "0 score:");
    check_complete("is:fail -(tes", "10 tests_passed: tests:");
    check_complete("is:un", "3 unscored");
    check_complete("is:f", "3 fail conflict");
    check_complete("truth:", "6 calm");
    check_complete("pred:A", "5 angry calm \"so la la\"");
    check_complete("pred:calm,an", "10 angry");
    check_complete("pred:\"so", "5 \"so la la\"");
    check_complete("split=t", "6 test train");
    check_complete("has:sco", "4 score");
    check_complete("score<", "6");
    check_complete("zzz", "0");
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

TEST(every_field_has_a_name_of_its_own)
{
    for (const struct sample_field *field = sample_fields; field->name; field++) {
        CHECK(sample_field_find(str_of(field->name)) == field);
        CHECK(field->help[0] != '\0');
    }
    CHECK(sample_field_find(STR("")) == NULL);
}
