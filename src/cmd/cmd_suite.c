#include <assay/cmd/cmd_suite.h>

#include <assay/base/fmt.h>
#include <assay/cmd/collect.h>
#include <assay/cmd/suite_leaders.h>
#include <assay/report/json_out.h>
#include <assay/report/table.h>
#include <assay/session/suite_check.h>
#include <assay/session/suite_tables.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { K_LIMIT = 16 };

static const struct option option_table = {
    "table", 't', "NAME", "Print one table: aggregated, pivot, pass@k, difficulty or leaderboard"};
static const struct option option_k = {"k", 'k', "K,…", "Values of k for pass@k (default 1,5,10)"};
static const struct option option_to = {"to", '\0', "csv|json",
                                        "Format of the table (default csv)"};

static const struct {
    const char *name;
    enum suite_table table;
} tables[] = {
    {"aggregated", SUITE_AGGREGATED},   {"pivot", SUITE_PIVOT},
    {"pass@k", SUITE_PASS_AT_K},        {"difficulty", SUITE_DIFFICULTY},
    {"leaderboard", SUITE_LEADERBOARD},
};

struct suite_job {
    const struct suite *suite;
    const struct leaderboard *board;
    uint64_t ks[K_LIMIT];
    size_t k_count;
    struct arena *arena;
    struct buf out;
};

static bool read_ks(const char *text, struct suite_job *job, struct err *err)
{
    struct str rest = str_of(text), part;

    while (str_split(&rest, ',', &part)) {
        long long k;

        if (!str_integer(str_trim(part), &k) || k < 1 || k > 1000000 || job->k_count == K_LIMIT)
            return err_set(err, ERR_USAGE, "--k wants up to %d numbers from 1, as in 1,5,10",
                           K_LIMIT);
        job->ks[job->k_count++] = (uint64_t)k;
    }
    return true;
}

/* ---- text ---- */

static void write_pass_at_k(struct suite_job *job)
{
    static const char *const titles[] = {"k", "split", "pass@k", "problems"};
    struct table *table = table_new(job->arena, "rlrr", titles);

    for (size_t i = 0; i < job->k_count; i++)
        for (size_t s = 0; s <= job->suite->split_count; s++) {
            const char *split = s ? job->suite->splits[s - 1] : NULL;
            uint64_t items;
            double mean = suite_mean_pass_at_k(job->suite, split, job->ks[i], &items);

            if (items == 0 && split)
                continue;
            table_cellf(table, "%llu", (unsigned long long)job->ks[i]);
            table_cell(table, split ? split : "all");
            table_cell(table, fmt_share(job->arena, mean));
            table_cell(table, fmt_count(job->arena, items));
        }
    buf_add_c(&job->out, "\nChance that one of k attempts passes (unbiased estimator)\n");
    table_write(table, 2, 0, &job->out);
}

static void write_bands(struct suite_job *job)
{
    const struct suite *suite = job->suite;

    buf_add_c(&job->out, "\nDifficulty by pass@1 (easy from .75, medium from .30)\n ");
    for (int band = DIFFICULTY_EASY; band < DIFFICULTY_COUNT; band++)
        buf_addf(&job->out, "  %s %s", difficulty_name((enum difficulty)band),
                 fmt_count(job->arena, suite->bands[band]));
    buf_add_c(&job->out, "\n\nProblems by attempts that passed\n ");
    for (uint32_t n = 0; n <= suite->most_attempts; n++)
        buf_addf(&job->out, "  %u: %s", (unsigned)n, fmt_count(job->arena, suite->histogram[n]));
    buf_add_char(&job->out, '\n');
}

/* ---- against the tables of the runs' folder ---- */

static void each_agreement(struct suite_job *job, const struct collection *runs,
                           void (*tell)(struct suite_job *, const struct run *,
                                        const struct suite_agreement *, void *),
                           void *arg)
{
    for (size_t i = 0; i < runs->count; i++) {
        size_t count;
        const struct suite_agreement *found;

        if (strcmp(run_format(runs->inputs[i].run), "mbpp-suite") != 0)
            continue;
        found = suite_check(job->suite, runs->inputs[i].run, job->arena, &count);
        for (size_t a = 0; a < count; a++)
            tell(job, runs->inputs[i].run, &found[a], arg);
    }
}

static void add_agreement(struct suite_job *job, const struct run *run,
                          const struct suite_agreement *found, void *arg)
{
    (void)job, (void)run;
    table_cell(arg, found->what);
    table_cell(arg, fmt_count(job->arena, found->stated));
    table_cell(arg, fmt_count(job->arena, found->equal));
    table_cell(arg, fmt_count(job->arena, found->unmatched));
    table_cell(arg, fmt_count(job->arena, found->missing));
    table_cell(arg, found->first ? found->first : "");
}

static void write_checks(struct suite_job *job, const struct collection *runs)
{
    static const char *const titles[] = {"table",     "stated",  "equal",
                                         "unmatched", "missing", "first difference"};
    struct table *table = table_new(job->arena, "lrrrrl", titles);
    struct buf body = {.ptr = NULL};
    size_t before;

    table_write(table, 2, 0, &body);
    before = body.len;
    each_agreement(job, runs, add_agreement, table);
    buf_clear(&body);
    table_write(table, 2, 0, &body);
    if (body.len > before) {
        buf_add_c(&job->out, "\nTables in the folder against the runs\n");
        buf_add_str(&job->out, buf_str(&body));
    }
    buf_release(&body);
}

static void write_text(struct suite_job *job)
{
    buf_addf(&job->out, "%zu runs over %s problems\n", job->suite->run_count,
             fmt_count(job->arena, job->suite->item_count));
    suite_leaders_text(job->suite, job->board, job->arena, &job->out);
    write_pass_at_k(job);
    write_bands(job);
}

/* ---- JSON ---- */

static void json_pass_at_k(struct json_out *json, const struct suite_job *job)
{
    json_out_open(json, "pass_at_k", '[');
    for (size_t i = 0; i < job->k_count; i++)
        for (size_t s = 0; s <= job->suite->split_count; s++) {
            const char *split = s ? job->suite->splits[s - 1] : NULL;
            uint64_t items;
            double mean = suite_mean_pass_at_k(job->suite, split, job->ks[i], &items);

            json_out_open(json, NULL, '{');
            json_out_count(json, "k", job->ks[i]);
            json_out_text(json, "split", split);
            json_out_number(json, "mean", mean);
            json_out_count(json, "problems", items);
            json_out_close(json);
        }
    json_out_close(json);
}

static void json_agreement(struct suite_job *job, const struct run *run,
                           const struct suite_agreement *found, void *arg)
{
    struct json_out *json = arg;

    (void)job;
    json_out_open(json, NULL, '{');
    json_out_text(json, "run", run_id(run));
    json_out_text(json, "table", found->what);
    json_out_count(json, "stated", found->stated);
    json_out_count(json, "equal", found->equal);
    json_out_count(json, "unmatched", found->unmatched);
    json_out_count(json, "missing", found->missing);
    json_out_text(json, "first_difference", found->first);
    json_out_close(json);
}

static void write_json(struct suite_job *job, const struct collection *runs)
{
    const struct suite *suite = job->suite;
    struct json_out json = json_out_begin(&job->out);

    json_out_open(&json, NULL, '{');
    json_out_text(&json, "schema", "assay/suite/1");
    json_out_count(&json, "problems", suite->item_count);
    suite_leaders_json(suite, job->board, &json);
    json_pass_at_k(&json, job);
    json_out_open(&json, "difficulty", '{');
    for (int band = DIFFICULTY_EASY; band < DIFFICULTY_COUNT; band++)
        json_out_count(&json, difficulty_name((enum difficulty)band), suite->bands[band]);
    json_out_close(&json);
    json_out_open(&json, "passes", '[');
    for (uint32_t n = 0; n <= suite->most_attempts; n++)
        json_out_count(&json, NULL, suite->histogram[n]);
    json_out_close(&json);
    json_out_open(&json, "tables", '[');
    each_agreement(job, runs, json_agreement, &json);
    json_out_close(&json);
    json_out_close(&json);
}

/* ---- the command ---- */

static bool write_table(struct suite_job *job, const char *name, const char *to, struct err *err)
{
    if (strcmp(to, "csv") != 0 && strcmp(to, "json") != 0)
        return err_set(err, ERR_USAGE, "--to takes csv or json, not \"%s\"", to);
    for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
        if (strcmp(tables[i].name, name) != 0)
            continue;
        suite_write(job->suite, tables[i].table, strcmp(to, "csv") == 0 ? SUITE_CSV : SUITE_JSON,
                    job->ks, job->k_count, &job->out);
        return true;
    }
    return err_set(err, ERR_USAGE,
                   "--table takes aggregated, pivot, pass@k, difficulty or leaderboard, not "
                   "\"%s\"",
                   name);
}

static enum exit_code write_suite(const struct arguments *arguments, struct suite_job *job,
                                  const struct collection *runs)
{
    const char *table = option_value(arguments, &option_table, NULL);
    const char *output = option_value(arguments, &option_output, "-");
    enum exit_code code = EXIT_DONE;
    struct err err;
    bool done = true;

    if (table)
        done = write_table(job, table, option_value(arguments, &option_to, "csv"), &err);
    else if (option_given(arguments, &option_json))
        write_json(job, runs);
    else
        write_text(job), write_checks(job, runs);
    if (!done)
        code = EXIT_USAGE;
    else if (!command_write_file(output, buf_str(&job->out).ptr, job->out.len, &err))
        code = EXIT_FAILED, done = false;
    if (!done)
        command_complain(&err);
    return code;
}

static enum exit_code run_suite(const struct arguments *arguments, struct arena *arena)
{
    struct suite_job job = {.arena = arena};
    struct collection runs;
    enum exit_code code;
    struct err err;

    if (!read_ks(option_value(arguments, &option_k, "1,5,10"), &job, &err)) {
        command_complain(&err);
        return EXIT_USAGE;
    }
    code = collect_runs(arguments, arena, &runs);
    if (code == EXIT_USAGE)
        return code;
    job.suite = suite_new(runs.runs, runs.count, arena);
    if (job.suite) {
        job.board = leaderboard_new(job.suite, LEADERBOARD_ALPHA, arena);
        code = exit_code_worse(code, write_suite(arguments, &job, &runs));
    } else if (code == EXIT_DONE) {
        err_set(&err, ERR_NO_EVIDENCE, "none of the runs has outcomes to be seen together");
        command_complain(&err);
        code = EXIT_NO_EVIDENCE;
    }
    buf_release(&job.out);
    collection_release(&runs);
    return code;
}

static const struct option *const options[] = {
    &option_table, &option_k,     &option_to,      &option_json, &option_output, &option_format,
    &option_map,   &option_quiet, &option_threads, &option_help, NULL,
};

const struct command command_suite = {
    .name = "suite",
    .arguments = "DIR…",
    .summary = "Show several runs over the same items together",
    .options = options,
    .run = run_suite,
};
