#include "check.h"
#include "loaded.h"

#include <assay/load/json_doc.h>
#include <assay/model/run_builder.h>
#include <assay/session/comparison.h>
#include <assay/session/session.h>

#include <stdio.h>
#include <string.h>

/* ---- two runs built by hand ---- */

struct two {
    struct arena *arena;
    struct run *runs[2];
    struct comparison *c;
    const struct comparability *found;
};

/* A sample: "id truth prediction [split]", lines of a text; a prediction of "?" is no label. */
static void add_sample(struct run_builder *builder, struct sample_writer *writer, const char *line)
{
    char id[16], truth[16], prediction[16], split[16] = "";
    size_t row = sample_writer_add(writer, 1);

    sscanf(line, "%15s %15s %15s %15[a-z]", id, truth, prediction, split);
    sample_writer_id(writer, str_of(id));
    sample_writer_truth(writer)[row] = sample_writer_label(writer, str_of(truth));
    sample_writer_prediction(writer)[row] = strcmp(prediction, "?") == 0
                                                ? LABEL_INVALID
                                                : sample_writer_label(writer, str_of(prediction));
    if (split[0])
        sample_writer_split(writer)[row] = builder_split(builder, str_of(split));
}

/* The same without labels: a sample passes when its prediction is its truth. */
static void add_outcome(struct sample_writer *writer, const char *line)
{
    char id[16], truth[16], prediction[16];
    size_t row = sample_writer_add(writer, 1);

    sscanf(line, "%15s %15s %15s", id, truth, prediction);
    sample_writer_id(writer, str_of(id));
    sample_writer_outcome(writer)[row] =
        strcmp(truth, prediction) == 0 ? OUTCOME_PASS : OUTCOME_FAIL;
}

static void add_lines(struct run_builder *builder, struct sample_writer *writer, const char *lines,
                      bool outcomes)
{
    while (*lines) {
        if (outcomes)
            add_outcome(writer, lines);
        else
            add_sample(builder, writer, lines);
        lines = strchr(lines, '\n') ? strchr(lines, '\n') + 1 : "";
    }
}

struct side {
    const char *meta;  /* JSON */
    const char *lines; /* samples */
    const char *fallback;
    bool outcomes;    /* of the samples no labels are known */
    double claims[5]; /* accuracies claimed, 0 ends them */
};

static void add_claims(struct run_builder *builder, const double *claims)
{
    for (size_t i = 0; claims[i] > 0; i++) {
        char name[32], printed[32];

        snprintf(name, sizeof(name), "accuracy_%zu", i);
        snprintf(printed, sizeof(printed), "%.2f", claims[i]);
        builder_claim_text(builder, name, QUANTITY("accuracy"), str_of(printed), FILE_NONE, 0);
    }
}

static struct run *run_of(const struct side *side, const char *name, struct arena *arena)
{
    struct run_builder *builder = run_builder_new(name, name, "classification");
    struct err err = {.code = ERR_NONE};

    if (side->lines)
        add_lines(builder, builder_samples(builder, ""), side->lines, side->outcomes);
    if (side->meta) {
        const struct meta *tree = json_doc_parse(arena, str_of(side->meta), &err);

        if (CHECK(tree != NULL))
            builder_meta(builder, NULL, tree);
    }
    if (side->fallback)
        builder_fallback(builder, side->fallback);
    add_claims(builder, side->claims);
    return run_builder_finish(builder);
}

static struct assessed assess(const struct run *run, struct arena *arena)
{
    struct results *results = results_new(run, NULL, arena);

    return (struct assessed){run, results, audit_run(results, arena)};
}

#define SAMPLES "1 a a\n2 a b\n3 b b\n4 b a"

static struct two compare(struct side a, struct side b)
{
    struct two two = {.arena = arena_new()};
    struct compare_options options = compare_options_default();
    struct assessed x, y;

    options.resamples = 20;
    a.lines = a.lines ? a.lines : SAMPLES;
    b.lines = b.lines ? b.lines : SAMPLES;
    two.runs[0] = run_of(&a, "a", two.arena);
    two.runs[1] = run_of(&b, "b", two.arena);
    x = assess(two.runs[0], two.arena);
    y = assess(two.runs[1], two.arena);
    two.c = comparison_new(&x, &y, &options, NULL);
    if (CHECK(two.c != NULL))
        two.found = two.c->comparability;
    return two;
}

static void two_free(struct two *two)
{
    comparison_free(two->c);
    run_free(two->runs[0]);
    run_free(two->runs[1]);
    arena_free(two->arena);
}

/* The sentences, one a line. */
static const char *sentences(const struct two *two)
{
    const char *text = "";

    for (size_t i = 0; i < two->found->finding_count; i++)
        text = arena_printf(two->arena, "%s%s\n", text, two->found->findings[i].text);
    return text;
}

static void check_found(struct side a, struct side b, const char *wanted)
{
    struct two two = compare(a, b);

    CHECK_STR(sentences(&two), wanted);
    two_free(&two);
}

#define META(text)  ((struct side){.meta = (text)})
#define LINES(text) ((struct side){.lines = (text)})

/* ---- findings of the metadata ---- */

TEST(runs_alike_in_all_give_no_finding)
{
    check_found(META("{\"seed\": 42, \"lr\": 1}"), META("{\"seed\": 42.0, \"lr\": 1e0}"), "");
}

TEST(what_differs_is_said_by_what_it_is_about)
{
    check_found(META("{\"C\": 1, \"model\": \"m1\", \"config\": {\"random_seed\": 42, "
                     "\"temperature\": 0.7, \"prompt\": \"Say one word.\"}}"),
                META("{\"C\": 2, \"model\": \"m2\", \"config\": {\"random_seed\": 7, "
                     "\"temperature\": 1, \"prompt\": \"Say which of these it is, in one word: "
                     "happy, sad.\"}}"),
                "prompt differs\n"
                "temperature 0.7 in A, 1 in B\n"
                "random_seed 42 in A, 7 in B\n"
                "model m1 in A, m2 in B\n"
                "C 1 in A, 2 in B\n");
}

TEST(keys_are_known_however_they_are_written)
{
    struct two two = compare(META("{\"maxNewTokens\": 5, \"top-p\": 1, \"model\": {\"path\": 1}}"),
                             META("{\"maxNewTokens\": 6, \"top-p\": 2, \"model\": {\"path\": 2}}"));

    if (CHECK_INT(two.found->finding_count, 3)) {
        CHECK_INT(two.found->findings[0].kind, DIFFERS_DECODING);
        CHECK_INT(two.found->findings[1].kind, DIFFERS_DECODING);
        CHECK_INT(two.found->findings[2].kind, DIFFERS_MODEL);
        CHECK_STR(two.found->findings[2].what, "model.path");
    }
    two_free(&two);
}

TEST(times_places_and_results_are_no_findings)
{
    struct two two = compare(META("{\"timestamp\": \"1\", \"output_dir\": \"x\", \"runtime\": 5, "
                                  "\"results\": {\"n\": 1}, \"test_accuracy\": 0.5}"),
                             META("{\"timestamp\": \"2\", \"output_dir\": \"y\", \"runtime\": 6, "
                                  "\"results\": {\"n\": 2}, \"test_accuracy\": 0.6}"));

    CHECK_STR(sentences(&two), "");
    /* The first three are settings all the same; what came out is none. */
    CHECK_INT(two.found->setting_count, 3);
    CHECK_INT(two.found->differing_count, 3);
    two_free(&two);
}

TEST(what_a_claim_is_made_of_is_no_setting)
{
    struct two two =
        compare((struct side){.meta = "{\"report\": {\"accuracy_0\": \"50%\"}}", .claims = {.5}},
                META("{}"));

    CHECK_INT(two.found->setting_count, 0);
    two_free(&two);
}

TEST(of_a_key_that_is_there_twice_the_last_counts)
{
    check_found(META("{\"seed\": 1, \"seed\": 2}"), META("{\"seed\": 2}"), "");
    check_found(META("{\"seed\": 2}"), META("{\"seed\": 1, \"seed\": 2}"), "");
}

TEST(a_change_under_several_paths_is_told_once)
{
    check_found(META("{\"test\": {\"max_tokens\": 8}, \"train\": {\"max_tokens\": 8}, "
                     "\"model\": \"x\", \"test2\": {\"model_name\": \"x\"}}"),
                META("{\"test\": {\"max_tokens\": 9}, \"train\": {\"max_tokens\": 9}, "
                     "\"model\": \"y\", \"test2\": {\"model_name\": \"y\"}}"),
                "max_tokens 8 in A, 9 in B\n"
                "model x in A, y in B\n");
}

TEST(many_settings_of_no_known_kind_are_one_finding)
{
    check_found(META("{\"p\": 1, \"q\": 1, \"r\": 1, \"s\": 1, \"t\": 1}"),
                META("{\"p\": 2, \"q\": 2, \"r\": 2, \"s\": 2, \"t\": 2}"),
                "5 other settings differ: p, q, r and 2 more\n");
}

TEST(settings_of_one_side_are_named_together_the_weightiest_first)
{
    check_found(META("{\"C\": 1, \"epochs\": 5, \"seed\": 42, \"prompt\": \"x\", \"time\": 1}"),
                META("{\"epochs\": 5}"), "3 settings are stated in A only: prompt, seed and C\n");
}

TEST(a_known_key_is_found_where_another_format_keeps_it)
{
    check_found(META("{\"Max New Tokens\": 10}"), META("{\"args\": {\"max_new_tokens\": 20}}"),
                "Max New Tokens 10 in A, 20 in B\n");
    check_found(META("{\"config\": {\"seed\": 1}, \"name\": \"x\"}"),
                META("{\"args\": {\"seed\": 2}, \"b\": {\"name\": \"y\"}}"),
                "seed 1 in A, 2 in B\n"
                "1 setting is stated in A only: name\n"
                "1 setting is stated in B only: b.name\n");
    /* Two of a name: which is which cannot be told. */
    check_found(META("{\"config\": {\"seed\": 1}}"),
                META("{\"p\": {\"seed\": 1}, \"q\": {\"seed\": 1}}"),
                "1 setting is stated in A only: config.seed\n"
                "2 settings are stated in B only: p.seed and q.seed\n");
}

TEST(lists_of_scalars_are_one_value_and_nothing_is_lost)
{
    struct two two =
        compare(META("{\"dims\": [512, 128], \"x\": {\"y\": [{\"z\": 1}]}, \"e\": []}"),
                META("{\"dims\": [512, 64], \"x\": {\"y\": [{\"z\": 1}]}, \"n\": null}"));

    if (CHECK_INT(two.found->setting_count, 4)) {
        const struct setting *settings = two.found->settings;

        CHECK_STR(settings[0].path, "dims");
        CHECK_STR(settings[0].a, "512, 128");
        CHECK_STR(settings[0].b, "512, 64");
        CHECK(settings[0].differs);
        CHECK_STR(settings[1].path, "x.y.0.z");
        CHECK(!settings[1].differs);
        CHECK_STR(settings[2].path, "e");
        CHECK(settings[2].b == NULL);
        CHECK_STR(settings[3].path, "n");
        CHECK(settings[3].a == NULL);
    }
    CHECK_INT(two.found->differing_count, 3);
    two_free(&two);
}

/* ---- findings of the evidence ---- */

TEST(samples_of_one_side_and_other_truths_are_found_the_most_first)
{
    check_found(LINES("1 a a\n2 a b\n3 b b\n4 b a\n5 a a\n6 a a\n6 b a"),
                LINES("1 b a\n2 a b\n3 b b\n9 a a"),
                "3 samples are in A only\n"
                "1 sample is in B only\n"
                "1 sample has another truth in B\n"
                "1 sample of A repeats an earlier id\n");
}

TEST(other_splits_and_other_forms_of_ids_are_found)
{
    check_found(LINES("1 a a test\n2 a b test\n3 b b test"),
                LINES("1 a a test\n2 a b val\n03 b b val"),
                "2 samples are of another split in B\n"
                "1 sample pairs by another form of its id\n");
}

TEST(label_sets_that_differ_are_told_by_what_either_lacks)
{
    check_found(LINES("1 a a\n2 b worried"), LINES("1 A A\n2 b b"),
                "label sets differ: A has worried, B has not\n");
    check_found(LINES("1 a a\n2 b c"), LINES("1 a d\n2 b e"),
                "label sets differ: A has c, B has not; B has d and e, A has not\n");
}

TEST(samples_without_labels_differ_in_none)
{
    check_found(LINES("1 a a\n2 b c"), (struct side){.lines = "1 a a\n2 b b", .outcomes = true},
                "");
    check_found((struct side){.lines = "1 a a\n2 b b", .outcomes = true}, LINES("1 a a\n2 b c"),
                "");
    check_found((struct side){.lines = "1 a a\n2 b b", .outcomes = true},
                (struct side){.lines = "1 a a\n3 b b", .outcomes = true},
                "1 sample is in A only\n1 sample is in B only\n");
}

TEST(readings_of_answers_outside_the_set_matter_where_there_are_any)
{
    check_found((struct side){.lines = "1 a a\n2 b ?", .fallback = "b"}, LINES("1 a b\n2 b b"),
                "A reads answers outside the label set as b, B as errors\n");
    check_found((struct side){.lines = "1 a a\n2 b a", .fallback = "b"}, LINES("1 a b\n2 b b"), "");
}

TEST(claims_that_do_not_hold_are_found_and_many_are_one_sentence)
{
    /* Two of the four samples are right. */
    check_found((struct side){.claims = {.9, .5}}, (struct side){.claims = {.8}},
                "claim accuracy_0 of A does not hold: says 0.90, evidence .5000\n"
                "claim accuracy_0 of B does not hold: says 0.80, evidence .5000\n");
    check_found((struct side){.claims = {.9, .8, .7, .6}}, (struct side){.claims = {.5}},
                "4 claims of A do not hold: accuracy_0, accuracy_1, accuracy_2 and 1 more\n");
}

TEST(data_come_before_labels_claims_prompts_and_settings)
{
    struct two two = compare((struct side){.meta = "{\"x\": 1, \"prompt\": \"p\", \"model\": 1}",
                                           .lines = "1 a a\n2 b c",
                                           .claims = {.9}},
                             (struct side){.meta = "{\"x\": 2, \"prompt\": \"q\", \"model\": 2}",
                                           .lines = "1 a a\n3 b b"});

    for (size_t i = 1; i < two.found->finding_count; i++)
        CHECK(two.found->findings[i - 1].kind <= two.found->findings[i].kind);
    CHECK_INT(two.found->finding_count, 7);
    two_free(&two);
}

TEST(every_kind_of_difference_has_a_name_of_its_own)
{
    for (unsigned i = 0; i < DIFFERING_KINDS; i++)
        for (unsigned j = 0; j < i; j++)
            CHECK(strcmp(differing_name(i), differing_name(j)) != 0);
}

/* ---- runs on disk ---- */

static void check_files(const char *a, const char *b, const char *wanted)
{
    struct session_options how = {.metrics = metric_options_default()};
    struct session *session = session_new(&how);
    struct two two = {.arena = arena_new()};
    struct compare_options options = compare_options_default();

    options.resamples = 20;
    if (CHECK(session_open(session, a, NULL) && session_open(session, b, NULL) &&
              session_load(session, 0, NULL) && session_load(session, 1, NULL))) {
        struct assessed x = session_assessed(session, 0, 0), y = session_assessed(session, 1, 0);

        two.c = comparison_new(&x, &y, &options, NULL);
        if (CHECK(two.c != NULL)) {
            two.found = two.c->comparability;
            CHECK_STR(sentences(&two), wanted);
        }
    }
    comparison_free(two.c);
    session_free(session);
    arena_free(two.arena);
}

TEST(the_rerun_differs_in_prompt_seed_and_three_samples)
{
    check_files("sample_runs/classification/mer2023_test3", "sample_runs/rerun",
                "2 samples are in A only\n"
                "1 sample is in B only\n"
                "prompt differs\n"
                "seed 42 in A, 7 in B\n"
                "832 samples pair by another form of their id\n");
}

TEST(runs_of_one_configuration_differ_in_nothing_but_their_samples)
{
    char room[512], a[600], b[600];
    const char *real = loaded_real("mbpp-turing/ModelRuns", room);

    if (!real)
        return;
    snprintf(a, sizeof(a), "%s/01", real);
    snprintf(b, sizeof(b), "%s/04", real);
    check_files(a, b, "");
}
