#include <assay/session/sheet_code.h>

#include <assay/metrics/code_results.h>

#include <math.h>

static const struct sheet_column part_columns[] = {
    {"split", "Split"},
    {"difficulty", "Difficulty"},
    {"samples", "Samples"},
    {"scored", "Scored"},
    {"passed", "Passed"},
    {"pass_rate", "Pass rate"},
    {"low", "95% from"},
    {"high", "to"},
    {"tokens", "Tokens"},
    {"tokens_mean", "Mean"},
    {"seconds_mean", "Seconds"},
    {"cut_at_limit", "Cut at limit"},
    {"stopped_early", "Stopped early"},
    {NULL, NULL},
};

/* Nothing where no sample of the part has the figure. */
static void add_known(struct sheet *sheet, uint64_t known, enum metric_unit unit, double value)
{
    if (known)
        sheet_number(sheet, metric_of_unit(unit), value);
    else
        sheet_none(sheet);
}

static struct quantity of_part(const char *metric, const char *split, enum difficulty difficulty)
{
    struct quantity what = QUANTITY(metric);

    what.split = split;
    what.subject = difficulty == DIFFICULTY_NONE ? NULL : difficulty_name(difficulty);
    return what;
}

static void add_part(struct sheet *sheet, const struct figures *figures, const char *split,
                     enum difficulty difficulty)
{
    const struct code_part *part = code_part_of(figures->input->results->code, split, difficulty);
    struct quantity rate = of_part("pass_rate", split, difficulty);
    struct quantity passed = of_part("passed", split, difficulty);

    if (!part || part->samples == 0)
        return;
    sheet_text(sheet, split ? split : "all");
    sheet_text(sheet, difficulty == DIFFICULTY_NONE ? "all" : difficulty_name(difficulty));
    sheet_count(sheet, part->samples);
    sheet_count(sheet, part->scored);
    sheet_count(sheet, part->passed);
    sheet_mark(sheet, figures_mark(figures, &passed));
    sheet_number(sheet, metric_of_unit(UNIT_SHARE), part->pass_rate);
    sheet_mark(sheet, figures_mark(figures, &rate));
    sheet_number(sheet, metric_of_unit(UNIT_SHARE), part->interval.low);
    sheet_number(sheet, metric_of_unit(UNIT_SHARE), part->interval.high);
    add_known(sheet, part->tokens.n, UNIT_TOKENS, part->tokens.total);
    add_known(sheet, part->tokens.n, UNIT_TOKENS, part->tokens.mean);
    add_known(sheet, part->seconds.n, UNIT_SECONDS, part->seconds.mean);
    add_known(sheet, part->finish_known, UNIT_COUNT, (double)part->finish_length);
    add_known(sheet, part->tests_known, UNIT_COUNT, (double)part->stopped_early);
}

const struct sheet *sheet_splits(const struct figures *figures)
{
    const struct run *run = figures->input->run;
    struct sheet *sheet = sheet_new(figures->arena, "splits", "Pass Rate by Split", part_columns);

    if (!figures->input->results->code)
        return NULL;
    add_part(sheet, figures, NULL, DIFFICULTY_NONE);
    for (size_t i = 0; i < run_split_count(run); i++)
        add_part(sheet, figures, run_split(run, (uint16_t)i), DIFFICULTY_NONE);
    return sheet->cell_count ? sheet : NULL;
}

const struct sheet *sheet_difficulties(const struct figures *figures)
{
    const struct run *run = figures->input->run;
    struct sheet *sheet =
        sheet_new(figures->arena, "difficulties", "Pass Rate by Difficulty", part_columns);

    if (!figures->input->results->code)
        return NULL;
    for (int d = DIFFICULTY_NONE + 1; d < (int)DIFFICULTY_COUNT; d++) {
        add_part(sheet, figures, NULL, (enum difficulty)d);
        for (size_t i = 0; i < run_split_count(run); i++)
            add_part(sheet, figures, run_split(run, (uint16_t)i), (enum difficulty)d);
    }
    return sheet->cell_count ? sheet : NULL;
}

/* ---- errors ---- */

static void add_errors(struct sheet *sheet, const struct code_results *code, const char *split)
{
    const struct code_part *part = code_part_of(code, split, DIFFICULTY_NONE);
    uint64_t failed = part ? part->scored - part->passed : 0;

    for (int kind = 0; kind < (int)ERROR_KIND_COUNT && failed; kind++) {
        if (part->error_kinds[kind] == 0)
            continue;
        sheet_text(sheet, split ? split : "all");
        sheet_text(sheet,
                   kind == ERROR_KIND_NONE ? "not known" : error_kind_name((enum error_kind)kind));
        sheet_count(sheet, part->error_kinds[kind]);
        sheet_number(sheet, metric_of_unit(UNIT_SHARE),
                     (double)part->error_kinds[kind] / (double)failed);
    }
}

/* Outcomes alone, as a suite has them, tell no kinds. */
static bool knows_errors(const struct code_part *part)
{
    return part && part->scored - part->passed > part->error_kinds[ERROR_KIND_NONE];
}

const struct sheet *sheet_errors(const struct figures *figures)
{
    static const struct sheet_column columns[] = {
        {"split", "Split"}, {"kind", "Error kind"}, {"count", "Attempts"},
        {"share", "Share"}, {NULL, NULL},
    };
    const struct run *run = figures->input->run;
    const struct code_results *code = figures->input->results->code;
    struct sheet *sheet = sheet_new(figures->arena, "errors", "Error Kinds", columns);

    if (!code || !knows_errors(code_part_of(code, NULL, DIFFICULTY_NONE)))
        return NULL;
    add_errors(sheet, code, NULL);
    for (size_t i = 0; i < run_split_count(run); i++)
        add_errors(sheet, code, run_split(run, (uint16_t)i));
    return sheet->cell_count ? sheet : NULL;
}

/* ---- several attempts ---- */

static void add_pass_at_k(struct sheet *sheet, const struct code_results *code, const char *split,
                          uint64_t k)
{
    uint64_t problems = 0;
    double any = code_pass_at_k(code, CODE_PASS_ANY, k, split, &problems);

    if (isnan(any))
        return;
    sheet_text(sheet, split ? split : "all");
    sheet_count(sheet, k);
    sheet_count(sheet, problems);
    sheet_number(sheet, metric_of_unit(UNIT_SHARE), any);
    sheet_number(sheet, metric_of_unit(UNIT_SHARE),
                 code_pass_at_k(code, CODE_PASS_ALL, k, split, &problems));
}

const struct sheet *sheet_pass_at_k(const struct figures *figures)
{
    static const struct sheet_column columns[] = {
        {"split", "Split"},       {"k", "k"},   {"problems", "Problems"}, {"pass_at_k", "pass@k"},
        {"pass_hat_k", "pass^k"}, {NULL, NULL},
    };
    static const uint64_t wanted[] = {1, 2, 5, 10, 25, 50, 100};
    const struct run *run = figures->input->run;
    const struct code_results *code = figures->input->results->code;
    struct sheet *sheet = sheet_new(figures->arena, "pass_at_k", "Several Attempts", columns);

    if (!code || code->most_attempts < 2)
        return NULL;
    for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
        if (wanted[i] > code->most_attempts)
            break;
        add_pass_at_k(sheet, code, NULL, wanted[i]);
        for (size_t s = 0; s < run_split_count(run); s++)
            add_pass_at_k(sheet, code, run_split(run, (uint16_t)s), wanted[i]);
    }
    return sheet->cell_count ? sheet : NULL;
}
