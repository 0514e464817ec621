#include "check.h"
#include "compared.h"

#include <assay/load/json_doc.h>
#include <assay/report/report.h>

#include <string.h>

/* Reports of a pair and of many runs; those of one run are test_report's. */

static bool write_topic(const char *writer, const struct topic *topic, struct report_files *files,
                        struct err *err)
{
    const struct report_options options = {.timestamp = -1};
    const struct report_input input = {.topic = topic, .options = &options};

    return report_write(report_find(writer), &input, files, err);
}

static const char *text_of(const struct report_files *files, const char *name)
{
    for (size_t i = 0; i < files->count; i++)
        if (strcmp(files->files[i].name, name) == 0)
            return arena_strndup(files->arena, files->files[i].text.ptr, files->files[i].text.len);
    return "";
}

static size_t count_of(const char *text, const char *what)
{
    size_t count = 0;

    for (const char *at = text; (at = strstr(at, what)); at += strlen(what))
        count++;
    return count;
}

/* ---- a pair ---- */

#define RUNS "sample_runs/classification/"

struct pair {
    struct compared *compared;
    struct arena *arena;
    const struct gate *gate;
    struct topic topic;
    struct report_files files;
};

static struct pair pair_new(void)
{
    struct pair p = {
        compared_paths("classification", RUNS "mer2023_test3", RUNS "mer2023_test3_rank16"),
        arena_new(),
        NULL,
        {.kind = TOPIC_PAIR},
        {.arena = NULL}};
    struct policy *policy = policy_parse(str_of("rules:\n  - {metric: accuracy, max-drop: 0}\n"
                                                "  - {metric: recall, each: label}\n"),
                                         "gate.yaml", p.arena, NULL);

    p.gate = gate_judge(policy, p.compared->comparison, GATE_BY_TIER, p.arena);
    p.topic = topic_of_pair(p.compared->comparison, p.gate, p.arena);
    p.files.arena = p.arena;
    return p;
}

static void pair_free(struct pair *p)
{
    report_files_release(&p->files);
    compared_free(p->compared);
    arena_free(p->arena);
}

TEST(tables_of_a_pair_hold_every_row_flip_and_rule)
{
    struct pair p = pair_new();
    const struct comparison *comparison = p.compared->comparison;
    const struct compare_set *set = &comparison->sets[0];

    CHECK(write_topic("csv", &p.topic, &p.files, NULL));
    CHECK_INT(count_of(text_of(&p.files, "tables/flips.csv"), "\r\n"),
              1 + set->counts.fixed + set->counts.broken);
    CHECK_INT(count_of(text_of(&p.files, "tables/metrics.csv"), "\r\n"),
              1 + comparison->first[FAMILY_METRICS + 1] - comparison->first[FAMILY_METRICS]);
    CHECK_INT(count_of(text_of(&p.files, "tables/gate.csv"), "\r\n"), 1 + p.gate->count);
    CHECK_INT(count_of(text_of(&p.files, "tables/settings.csv"), "\r\n"),
              1 + comparison->comparability->setting_count);
    pair_free(&p);
}

TEST(no_table_of_a_pair_has_the_name_of_another)
{
    struct pair p = pair_new();

    CHECK(write_topic("csv", &p.topic, &p.files, NULL));
    for (size_t i = 0; i < p.files.count; i++)
        for (size_t j = 0; j < i; j++)
            CHECK(strcmp(p.files.files[i].name, p.files.files[j].name) != 0);
    pair_free(&p);
}

TEST(json_of_a_pair_is_that_of_compare_and_tells_the_exit_code)
{
    struct pair p = pair_new();
    const struct meta *root;

    CHECK(write_topic("json", &p.topic, &p.files, NULL));
    root = json_doc_parse(p.arena, str_of(text_of(&p.files, "report.json")), NULL);
    if (CHECK(root)) {
        CHECK_STR(meta_text(meta_get(root, "schema"), ""), "assay/compare/1");
        CHECK_INT(meta_get(root, "comparisons")->count, 1);
        CHECK_INT(meta_find(root, "comparisons.0.gate")->count, p.gate->count);
        /* By these two rules nothing regressed for sure, and not all is ruled out. */
        CHECK_NEAR(meta_number(meta_find(root, "exit.code")), 5, 0);
    }
    pair_free(&p);
}

TEST(junit_of_a_pair_has_a_testcase_a_rule)
{
    struct pair p = pair_new();

    CHECK(write_topic("junit", &p.topic, &p.files, NULL));
    CHECK_INT(count_of(text_of(&p.files, "junit.xml"), "<testcase "), p.gate->count);
    pair_free(&p);
}

TEST(a_pair_without_a_gate_has_no_table_of_it)
{
    struct pair p = pair_new();
    struct topic ungated = topic_of_pair(p.compared->comparison, NULL, p.arena);

    CHECK(write_topic("csv", &ungated, &p.files, NULL));
    CHECK_STR(text_of(&p.files, "tables/gate.csv"), "");
    CHECK(text_of(&p.files, "tables/metrics.csv")[0]);
    pair_free(&p);
}

/* ---- many runs ---- */

struct many {
    struct loaded *loaded;
    struct arena *arena;
    struct many_runs runs;
    struct report_files files;
};

static struct many many_new(void)
{
    struct many m = {.loaded = loaded_path("classification", "sample_runs/classification"),
                     .arena = arena_new()};
    struct run_groups *groups = run_groups_new(NULL, m.arena);
    struct run_boards *boards = run_boards_new(m.arena);

    for (size_t i = 0; i < m.loaded->runs.count; i++) {
        const struct run *run = m.loaded->runs.runs[i];
        struct assessed input = {run, results_new(run, NULL, m.arena), m.loaded->audits[i]};

        run_groups_add(groups, &input);
        run_boards_add(boards, &input);
    }
    run_groups_finish(groups);
    run_boards_finish(boards, .05);
    m.runs = (struct many_runs){groups, group_findings_new(groups, .05, m.arena), boards, true};
    m.files.arena = m.arena;
    return m;
}

static void many_free(struct many *m)
{
    report_files_release(&m->files);
    loaded_free(m->loaded);
    arena_free(m->arena);
}

TEST(tables_of_many_runs_name_each_run)
{
    struct many m = many_new();
    struct topic topic = topic_of_many(&m.runs, m.arena);
    const char *runs;

    CHECK(write_topic("csv", &topic, &m.files, NULL));
    runs = text_of(&m.files, "tables/runs.csv");
    CHECK_INT(count_of(runs, "\r\n"), 1 + m.loaded->runs.count);
    CHECK(strstr(runs, "mer2023_test3_rank16"));
    CHECK(text_of(&m.files, "tables/groups.csv")[0]);
    many_free(&m);
}

TEST(json_of_many_runs_is_that_of_their_groups)
{
    struct many m = many_new();
    struct topic topic = topic_of_many(&m.runs, m.arena);
    const struct meta *root;

    CHECK(write_topic("json", &topic, &m.files, NULL));
    root = json_doc_parse(m.arena, str_of(text_of(&m.files, "report.json")), NULL);
    if (CHECK(root)) {
        CHECK_STR(meta_text(meta_get(root, "schema"), ""), "assay/groups/1");
        CHECK_INT(meta_get(root, "runs")->count, m.loaded->runs.count);
    }
    many_free(&m);
}

TEST(what_a_writer_has_not_is_refused_in_a_sentence)
{
    struct many m = many_new();
    struct topic topic = topic_of_many(&m.runs, m.arena);
    struct err err;

    CHECK(!write_topic("junit", &topic, &m.files, &err));
    CHECK_INT(err.code, ERR_USAGE);
    CHECK_STR(err.text, "many runs cannot be written as junit");
    CHECK_INT(m.files.count, 0);
    many_free(&m);
}

#ifdef ASSAY_XLSXWRITER
TEST(pairs_and_many_runs_have_workbooks)
{
    struct pair p = pair_new();
    struct many m = many_new();
    struct topic topic = topic_of_many(&m.runs, m.arena);

    CHECK(write_topic("xlsx", &p.topic, &p.files, NULL));
    CHECK(write_topic("xlsx", &topic, &m.files, NULL));
    CHECK(strncmp(text_of(&p.files, "report.xlsx"), "PK", 2) == 0);
    CHECK(strncmp(text_of(&m.files, "report.xlsx"), "PK", 2) == 0);
    pair_free(&p);
    many_free(&m);
}
#endif
