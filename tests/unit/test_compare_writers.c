#include "built.h"
#include "check.h"

#include <assay/base/utf8.h>
#include <assay/load/json_doc.h>
#include <assay/model/run_builder.h>
#include <assay/report/compare_writer.h>
#include <assay/session/compare_overview.h>

#include <string.h>

/* Two runs whose ids, labels, splits, settings and paths are all hostile, and how they compare. */
struct hostile {
    struct arena *arena;
    struct run *runs[2];
    struct assessed inputs[2];
    struct comparison *comparison;
};

static void add_samples(struct run_builder *b, size_t side)
{
    struct sample_writer *w = builder_samples(b, "");
    uint16_t *truth, *prediction, *split;

    sample_writer_add(w, 6);
    truth = sample_writer_truth(w);
    prediction = sample_writer_prediction(w);
    split = sample_writer_split(w);
    for (size_t i = 0; i < 6; i++) {
        const char *id = arena_printf(builder_arena(b), "%zu%s", i == 5 ? i + side : i, HOSTILE);

        truth[i] = sample_writer_label(w, str_of(i % 2 ? HOSTILE : "calm"));
        prediction[i] = sample_writer_label(w, str_of(i % 3 == side ? HOSTILE : "calm"));
        split[i] = builder_split(b, str_of(i < 3 ? HOSTILE : "test"));
        sample_writer_id(w, str_of(id));
    }
}

static void make_side(struct hostile *h, size_t side)
{
    struct run_builder *b =
        run_builder_new(side ? HOSTILE : "a" HOSTILE, "runs/" HOSTILE, "classification");

    add_samples(b, side);
    builder_meta_text(b, "model", side ? "B" HOSTILE : HOSTILE);
    builder_meta_text(b, HOSTILE, side ? "x" : HOSTILE);
    h->runs[side] = run_builder_finish(b);
    h->inputs[side].run = h->runs[side];
    h->inputs[side].results = results_new(h->runs[side], NULL, h->arena);
    h->inputs[side].audit = audit_run(h->inputs[side].results, h->arena);
}

static struct hostile hostile_new(void)
{
    struct hostile h = {.arena = arena_new()};
    struct compare_options options = compare_options_default();
    struct err err = {.code = ERR_NONE};

    options.resamples = 100;
    make_side(&h, 0);
    make_side(&h, 1);
    h.comparison = comparison_new(&h.inputs[0], &h.inputs[1], &options, &err);
    CHECK_STR(err.text, "");
    return h;
}

static void hostile_free(struct hostile *h)
{
    comparison_free(h->comparison);
    run_free(h->runs[0]);
    run_free(h->runs[1]);
    arena_free(h->arena);
}

static const struct policy *hostile_policy(struct arena *arena)
{
    return policy_parse(str_of("rules:\n"
                               "  - {metric: accuracy, max-drop: .01}\n"
                               "  - {metric: recall, each: label}\n"
                               "  - {metric: recall, label: \"=no|<b>&`\\u202e\"}\n"
                               "  - {metric: f1, each: label, tier: advisory}\n"),
                        "gate.yaml", arena, NULL);
}

/* The comparison twice, gated or not, with a candidate that failed, in the arena. */
static const char *written(struct hostile *h, const char *name, enum gate_mode mode, size_t flips)
{
    static const int codes[] = {4, 6};
    static const char *const names[] = {"regression", "something cannot be compared"};
    const struct compare_failure failure = {"x/" HOSTILE, "holds " HOSTILE};
    const struct compare_writer *writer = compare_writer_find(name);
    struct compare_overview *overview = compare_overview_new(h->arena);
    struct compare_output output = {.arena = h->arena, .level = .95};
    struct compare_part part = {.comparison = h->comparison, .all = true, .flips = flips};
    struct compare_summary summary = {.failures = &failure,
                                      .failure_count = 1,
                                      .mode = mode,
                                      .codes = codes,
                                      .code_names = names,
                                      .code_count = 2};
    struct buf text = {.ptr = NULL};
    const char *kept;

    if (mode != GATE_OFF)
        part.gate = gate_judge(hostile_policy(h->arena), h->comparison, mode, h->arena);
    writer->begin(&output);
    for (int i = 0; i < 2; i++) {
        compare_output_add(&output, writer, &part);
        compare_overview_add(overview, h->comparison);
    }
    summary.overview = compare_overview_sheet(overview);
    writer->finish(&output, &summary, &text);
    kept = arena_strndup(h->arena, text.ptr, text.len);
    buf_release(&text);
    compare_output_release(&output);
    return kept;
}

/* Valid UTF-8 without a control character other than newline, and without the override. */
static bool is_tame(const char *text)
{
    for (const char *at = text; *at; at++)
        if (((unsigned char)*at < 0x20 && *at != '\n') || *at == 0x7f)
            return false;
    return utf8_valid(str_of(text)) && !strstr(text, "\xe2\x80\xae");
}

static size_t count_of(const char *text, const char *what)
{
    size_t count = 0;

    for (const char *at = text; (at = strstr(at, what)); at += strlen(what))
        count++;
    return count;
}

TEST(no_comparison_lets_hostile_bytes_through)
{
    struct hostile h = hostile_new();

    for (size_t i = 0; compare_writers[i]; i++) {
        CHECK(is_tame(written(&h, compare_writers[i]->name, GATE_BY_TIER, SIZE_MAX)));
        CHECK(is_tame(written(&h, compare_writers[i]->name, GATE_OFF, 0)));
    }
    hostile_free(&h);
}

TEST(a_comparison_as_json_is_one_document)
{
    struct hostile h = hostile_new();
    const char *text = written(&h, "json", GATE_BY_TIER, SIZE_MAX);
    const struct meta *root = json_doc_parse(h.arena, str_of(text), NULL);

    if (CHECK(root)) {
        CHECK_INT(meta_get(root, "comparisons")->count, 2);
        CHECK_INT(meta_get(root, "failures")->count, 1);
        CHECK_NEAR(meta_number(meta_find(root, "exit.code")), 4, 0);
        CHECK_INT(meta_find(root, "exit.holds")->count, 2);
        CHECK_STR(meta_text(meta_find(root, "comparisons.0.settings.0.kind"), ""), "model");
    }
    hostile_free(&h);
}

/* Four bars part three cells; those of files are escaped. */
static size_t bars_of(const char *line, size_t length)
{
    size_t bars = 0;

    for (size_t i = 0; i < length; i++)
        bars += line[i] == '|' && (i == 0 || line[i - 1] != '\\');
    return bars;
}

TEST(a_comparison_as_markdown_keeps_its_tables)
{
    struct hostile h = hostile_new();
    const char *text = written(&h, "md", GATE_BY_TIER, SIZE_MAX);
    size_t wanted = 0;

    CHECK(!strstr(text, "<b>"));
    CHECK(!strstr(text, "[a]("));
    for (const char *line = text; *line;) {
        size_t length = strcspn(line, "\n"), bars = bars_of(line, length);

        if (line[0] == '|') {
            if (wanted == 0)
                wanted = bars;
            CHECK_INT(bars, wanted);
        } else {
            wanted = 0;
        }
        line += length + (line[length] == '\n');
    }
    hostile_free(&h);
}

TEST(a_comparison_as_junit_counts_what_it_lists)
{
    struct hostile h = hostile_new();
    const char *text = written(&h, "junit", GATE_BY_TIER, 0);

    CHECK(!strstr(text, "<b>"));
    CHECK_INT(count_of(text, "<testsuite "), 3);
    CHECK_INT(count_of(text, "</testsuite>"), 3);
    CHECK_INT(count_of(text, "<error "), 1);
    /* accuracy, recall of two labels, one label that is not there, F1 of two labels; and the
     * failure */
    CHECK_INT(count_of(text, "<testcase "), 2 * 6 + 1);
    CHECK_INT(count_of(text, " tests=\"6\""), 2);
    hostile_free(&h);
}

TEST(a_comparison_as_csv_runs_no_formula)
{
    struct hostile h = hostile_new();
    const char *text = written(&h, "csv", GATE_OFF, SIZE_MAX);

    CHECK(strncmp(text, "baseline,candidate,table,set,flip,id", 36) == 0);
    CHECK(!strstr(text, "\n=") && !strstr(text, ",=") && !strstr(text, ",\"="));
    CHECK_INT(count_of(text, "baseline,"), 1);
    hostile_free(&h);
}

TEST(the_text_of_a_comparison_says_what_holds)
{
    struct hostile h = hostile_new();
    const char *text = written(&h, "text", GATE_BY_TIER, 2);

    CHECK(strstr(text, "exit code 4, regression; 6, something cannot be compared, holds too"));
    CHECK(strstr(text, "the first of 2, 1, 3, 4, 5, 6"));
    CHECK(strstr(text, "seed 1"));
    hostile_free(&h);
}
