#include "generate_io.h"
#include "generate_mbpp.h"

#include <stdlib.h>
#include <string.h>

static const int ks[] = {1, 2, 4};
enum { KS = sizeof ks / sizeof ks[0] };

/* 1 - C(n - c, k) / C(n, k), as a product: the unbiased estimate (Chen et al. 2021). */
static double pass_at(int n, int c, int k)
{
    double none = 1.0;

    if (n - c < k)
        return 1.0;
    for (int i = n - c + 1; i <= n; i++)
        none *= 1.0 - (double)k / i;
    return 1.0 - none;
}

static int by_problem_id(const void *a, const void *b)
{
    const struct problem *const *x = a, *const *y = b;

    return (*x)->id - (*y)->id;
}

static void put_pass_at(FILE *f, const struct problem *p)
{
    fprintf(f, "%d", p->id);
    for (int k = 0; k < KS; k++) {
        char buf[40];

        py_repr(pass_at(RUNS, p->passes, ks[k]), buf);
        fprintf(f, ",%s", buf);
    }
}

static void write_pass_at(const char *root, const struct problem *const *sorted)
{
    FILE *f = out_open(root, "mbpp/ModelRuns/pass@k.csv");

    fputs("mbpp_id,pass@1,pass@2,pass@4\n", f);
    for (int i = 0; i < PROBLEMS; i++) {
        put_pass_at(f, sorted[i]);
        fputc('\n', f);
    }
    out_close(f);
}

static const char *python_bool(const struct problem *p, int run)
{
    return p->outcome[run] == PASSED ? "True" : "False";
}

static void write_aggregated(const char *root, const struct problem *const *sorted)
{
    FILE *f = out_open(root, "mbpp/ModelRuns/analysis/aggregated_evaluations.csv");

    fputs("model_run_id,mbpp_id,pass\n", f);
    for (int run = 0; run < RUNS; run++)
        for (int i = 0; i < PROBLEMS; i++)
            fprintf(f, "%02d,%d,%s\n", run + 1, sorted[i]->id, python_bool(sorted[i], run));
    out_close(f);
}

static void write_pivot(const char *root, const struct problem *const *sorted)
{
    FILE *f = out_open(root, "mbpp/ModelRuns/analysis/pivot_evaluations.csv");

    fputs("mbpp_id", f);
    for (int run = 0; run < RUNS; run++)
        fprintf(f, ",run_%02d_pass", run + 1);
    for (int i = 0; i < PROBLEMS; i++) {
        fprintf(f, "\n%d", sorted[i]->id);
        for (int run = 0; run < RUNS; run++)
            fprintf(f, ",%s", python_bool(sorted[i], run));
    }
    fputc('\n', f);
    out_close(f);
}

struct level {
    const char *name, *title;
    int want; /* of the train problems: .33, .33, .34 of 24, rounded down */
    int taken;
};

static struct level *level_of(struct level *levels, const struct problem *p)
{
    while (strcmp(levels->name, mbpp_difficulty(p)) != 0)
        levels++;
    return levels;
}

/* A third of each difficulty from the train split, in chance order. */
static int choose_balanced(const struct problem *problems, struct level *levels,
                           const struct problem **chosen)
{
    const struct split *train = &mbpp_splits[1];
    struct rng rng = rng_seed(334);
    int order[PROBLEMS], n = 0;

    for (int i = 0; i < train->count; i++)
        order[i] = train->first + i;
    rng_shuffle(&rng, order, train->count);
    for (int i = 0; i < train->count; i++) {
        const struct problem *p = &problems[order[i]];
        struct level *level = level_of(levels, p);

        if (level->taken == level->want)
            continue;
        level->taken++;
        chosen[n++] = p;
    }
    return n;
}

static void write_balanced(const char *root, struct level *levels,
                           const struct problem *const *chosen, int n)
{
    FILE *csv = out_open(root, "mbpp/ModelRuns/datasets_for_FT/dataset_balanced.csv");
    FILE *lines = out_open(root, "mbpp/ModelRuns/datasets_for_FT/dataset_balanced.jsonl");

    fputs("mbpp_id,pass@1,pass@2,pass@4,difficulty\n", csv);
    for (int i = 0; i < n; i++) {
        struct json j = json_start(lines, 0);
        char code[TEXT_MAX];

        put_pass_at(csv, chosen[i]);
        fprintf(csv, ",%s\n", level_of(levels, chosen[i])->title);
        mbpp_reference(chosen[i], code);
        json_open(&j, NULL, '{');
        json_text(&j, "instruction", chosen[i]->prompt);
        json_text(&j, "output", code);
        json_close(&j, '}');
        fputc('\n', lines);
    }
    out_close(csv);
    out_close(lines);
}

static void write_set_summary(const char *root, const struct level *levels,
                              const struct problem *const *chosen, int n)
{
    FILE *f = out_open(root, "mbpp/ModelRuns/datasets_for_FT/datasets_summary.csv");
    char buf[40];

    fputs("Dataset,Total_Samples,Easy_Count,Medium_Count,Hard_Count,Easy_Pct,Medium_Pct,Hard_Pct,"
          "Avg_Pass@1,Avg_Pass@2,Avg_Pass@4\n",
          f);
    fprintf(f, "Balanced,%d,%d,%d,%d", n, levels[0].taken, levels[1].taken, levels[2].taken);
    for (int k = 0; k < 3; k++) {
        py_repr((double)levels[k].taken / n, buf);
        fprintf(f, ",%s", buf);
    }
    for (int k = 0; k < KS; k++) {
        double sum = 0.0;

        for (int i = 0; i < n; i++)
            sum += pass_at(RUNS, chosen[i]->passes, ks[k]);
        py_repr(sum / n, buf);
        fprintf(f, ",%s", buf);
    }
    fputc('\n', f);
    out_close(f);
}

void mbpp_write_suite(const char *root, const struct problem *problems)
{
    const struct problem *sorted[PROBLEMS], *chosen[PROBLEMS];
    struct level levels[] = {
        {"easy", "Easy", 7, 0}, {"medium", "Medium", 7, 0}, {"hard", "Hard", 8, 0}};
    int n;

    for (int i = 0; i < PROBLEMS; i++)
        sorted[i] = &problems[i];
    qsort(sorted, PROBLEMS, sizeof sorted[0], by_problem_id);
    write_pass_at(root, sorted);
    write_aggregated(root, sorted);
    write_pivot(root, sorted);
    n = choose_balanced(problems, levels, chosen);
    write_balanced(root, levels, chosen, n);
    write_set_summary(root, levels, chosen, n);
}
