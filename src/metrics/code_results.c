#include <assay/metrics/code_results.h>

#include <assay/base/err.h>
#include <assay/metrics/passk.h>
#include <assay/model/tests.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- parts ---- */

/*
 * Parts lie in a table of (splits + 2) x DIFFICULTY_COUNT: row 0 is all splits, row s + 1 is split
 * s, the last row is samples without one; column DIFFICULTY_NONE is all difficulties.
 */
static size_t part_index(size_t row, enum difficulty difficulty)
{
    return row * DIFFICULTY_COUNT + (size_t)difficulty;
}

static void add_sum(struct code_sum *sum, double value)
{
    if (isnan(value))
        return;
    sum->n++;
    sum->total += value;
}

static void add_tests(struct code_part *part, const struct samples *samples, size_t i)
{
    uint16_t passed = samples->tests_passed ? samples->tests_passed[i] : TESTS_UNKNOWN;
    uint16_t run = samples->tests_run ? samples->tests_run[i] : TESTS_UNKNOWN;
    uint16_t total = samples->tests_total ? samples->tests_total[i] : TESTS_UNKNOWN;
    enum tests_say say = tests_decide(samples->outcome[i], passed, run, total);

    part->tests_known += run != TESTS_UNKNOWN && total != TESTS_UNKNOWN;
    part->stopped_early += tests_stopped_early(run, total);
    part->extra_outputs += tests_extra_outputs(run, total);
    part->comparable += say != TESTS_SILENT;
    part->consistent += say == TESTS_AGREE;
}

static void add_sample(struct code_part *part, const struct samples *samples, size_t i)
{
    uint8_t kind = samples->error_kind ? samples->error_kind[i] : ERROR_KIND_NONE;

    part->samples++;
    part->scored += samples->outcome[i] != OUTCOME_UNSCORED;
    part->passed += samples->outcome[i] == OUTCOME_PASS;
    if (samples->outcome[i] == OUTCOME_FAIL && kind < ERROR_KIND_COUNT)
        part->error_kinds[kind]++;
    if (samples->tokens)
        add_sum(&part->tokens, samples->tokens[i] == UINT32_MAX ? NAN : (double)samples->tokens[i]);
    if (samples->seconds)
        add_sum(&part->seconds, (double)samples->seconds[i]);
    if (samples->finish && samples->response && samples->response[i].length) {
        part->finish_known++;
        part->finish_length += samples->finish[i];
    }
    add_tests(part, samples, i);
}

static void merge_sum(struct code_sum *to, const struct code_sum *from)
{
    to->n += from->n;
    to->total += from->total;
}

static void merge(struct code_part *to, const struct code_part *from)
{
    to->samples += from->samples;
    to->scored += from->scored;
    to->passed += from->passed;
    for (size_t k = 0; k < ERROR_KIND_COUNT; k++)
        to->error_kinds[k] += from->error_kinds[k];
    merge_sum(&to->tokens, &from->tokens);
    merge_sum(&to->seconds, &from->seconds);
    to->finish_known += from->finish_known;
    to->finish_length += from->finish_length;
    to->tests_known += from->tests_known;
    to->stopped_early += from->stopped_early;
    to->extra_outputs += from->extra_outputs;
    to->comparable += from->comparable;
    to->consistent += from->consistent;
}

static void finish_part(struct code_part *part)
{
    part->pass_rate = part->scored ? (double)part->passed / (double)part->scored : NAN;
    part->interval = interval_wilson(part->passed, part->scored, 0.95);
    part->tokens.mean = part->tokens.n ? part->tokens.total / (double)part->tokens.n : NAN;
    part->seconds.mean = part->seconds.n ? part->seconds.total / (double)part->seconds.n : NAN;
}

/* Samples of no stated difficulty are in column DIFFICULTY_NONE already when margins are added. */
static void add_margins(struct code_part *parts, size_t rows)
{
    for (size_t row = 1; row < rows; row++) {
        for (unsigned d = DIFFICULTY_EASY; d < DIFFICULTY_COUNT; d++) {
            merge(&parts[part_index(0, d)], &parts[part_index(row, d)]);
            merge(&parts[part_index(row, DIFFICULTY_NONE)], &parts[part_index(row, d)]);
        }
        merge(&parts[part_index(0, DIFFICULTY_NONE)], &parts[part_index(row, DIFFICULTY_NONE)]);
    }
    for (size_t i = 0; i < part_index(rows, DIFFICULTY_NONE); i++)
        finish_part(&parts[i]);
}

static const struct code_part *make_parts(const struct samples *samples, size_t splits,
                                          struct arena *arena)
{
    size_t rows = splits + 2;
    struct code_part *parts = arena_zalloc(arena, rows * DIFFICULTY_COUNT, sizeof(*parts));

    for (size_t i = 0; i < samples->count; i++) {
        uint16_t split = samples->split ? samples->split[i] : UINT16_MAX;
        uint8_t difficulty = samples->difficulty ? samples->difficulty[i] : DIFFICULTY_NONE;

        add_sample(&parts[part_index(split < splits ? split + 1u : rows - 1, difficulty)], samples,
                   i);
    }
    add_margins(parts, rows);
    return parts;
}

static size_t split_find(const struct run *run, const char *split)
{
    for (size_t s = 0; s < run_split_count(run); s++)
        if (strcmp(run_split(run, (uint16_t)s), split) == 0)
            return s;
    return SIZE_MAX;
}

const struct code_part *code_part_of(const struct code_results *results, const char *split,
                                     enum difficulty difficulty)
{
    size_t row = 0;

    if (split) {
        row = split_find(results->run, split);
        if (row == SIZE_MAX)
            return NULL;
        row++;
        if (results->parts[part_index(row, DIFFICULTY_NONE)].samples == 0)
            return NULL;
    }
    return &results->parts[part_index(row, difficulty)];
}

/* ---- attempts at a problem ---- */

struct keyed {
    struct str id;
    size_t row;
};

/* By id, rows of one id in their order. */
static int by_id(const void *a, const void *b)
{
    const struct keyed *x = a, *y = b;
    int order = str_order(x->id, y->id);

    return order ? order : (x->row > y->row) - (x->row < y->row);
}

static struct keyed *sorted_ids(const struct samples *samples, struct arena *scratch)
{
    struct keyed *keyed = xcalloc(samples->count, sizeof(*keyed));
    char room[SAMPLE_ID_ROOM];

    for (size_t i = 0; i < samples->count; i++) {
        struct str id = samples_id(samples, i, room);

        if (id.ptr == room)
            id.ptr = arena_strndup(scratch, room, id.len);
        keyed[i] = (struct keyed){id, i};
    }
    if (samples->count)
        qsort(keyed, samples->count, sizeof(*keyed), by_id);
    return keyed;
}

static void add_attempt(struct code_problem *problem, const struct samples *samples, size_t row)
{
    problem->attempts += samples->outcome[row] != OUTCOME_UNSCORED;
    problem->passed += samples->outcome[row] == OUTCOME_PASS;
}

static struct code_problem first_attempt(const struct samples *samples, size_t row)
{
    return (struct code_problem){
        .row = row,
        .split = samples->split ? samples->split[row] : UINT16_MAX,
        .stated = samples->difficulty ? samples->difficulty[row] : DIFFICULTY_NONE,
    };
}

static void make_problems(struct code_results *results, struct arena *arena)
{
    const struct samples *samples = results->samples;
    struct arena *scratch = arena_new();
    struct keyed *keyed = sorted_ids(samples, scratch);
    struct code_problem *problems = xcalloc(samples->count, sizeof(*problems));
    size_t count = 0;

    for (size_t i = 0; i < samples->count; i++) {
        if (i == 0 || str_order(keyed[i - 1].id, keyed[i].id) != 0)
            problems[count++] = first_attempt(samples, keyed[i].row);
        add_attempt(&problems[count - 1], samples, keyed[i].row);
        if (problems[count - 1].attempts > results->most_attempts)
            results->most_attempts = problems[count - 1].attempts;
    }
    results->problems = arena_copy(arena, problems, count, sizeof(*problems));
    results->problem_count = count;
    free(problems);
    free(keyed);
    arena_free(scratch);
}

static bool find_single(const struct code_results *results, struct str id, struct code_problem *out)
{
    size_t row = samples_find_id(results->samples, id);

    if (row == SIZE_MAX)
        return false;
    *out = first_attempt(results->samples, row);
    add_attempt(out, results->samples, row);
    return true;
}

bool code_problem_find(const struct code_results *results, struct str id, struct code_problem *out)
{
    size_t low = 0, high = results->problem_count;
    char room[SAMPLE_ID_ROOM];

    if (!results->problems)
        return find_single(results, id, out);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order =
            str_order(samples_id(results->samples, results->problems[middle].row, room), id);

        if (order == 0) {
            *out = results->problems[middle];
            return true;
        }
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

/* Every problem tried once: the chance that one attempt passes is the pass rate. */
static double pass_at_one(const struct code_results *results, uint64_t k, const char *split,
                          uint64_t *problems)
{
    const struct code_part *part = code_part_of(results, split, DIFFICULTY_NONE);

    *problems = part && k == 1 ? part->scored : 0;
    return *problems ? part->pass_rate : NAN;
}

double code_pass_at_k(const struct code_results *results, enum code_pass which, uint64_t k,
                      const char *split, uint64_t *problems)
{
    size_t wanted = split ? split_find(results->run, split) : 0;
    double sum = 0.0;
    uint64_t count = 0;

    if (!results->problems)
        return pass_at_one(results, k, split, problems);
    for (size_t i = 0; i < results->problem_count; i++) {
        const struct code_problem *problem = &results->problems[i];

        if ((split && problem->split != wanted) || problem->attempts < k || k == 0)
            continue;
        sum += which == CODE_PASS_ANY ? passk_any(problem->attempts, problem->passed, k)
                                      : passk_all(problem->attempts, problem->passed, k);
        count++;
    }
    *problems = count;
    return count ? sum / (double)count : NAN;
}

/* ---- all of it ---- */

static const struct samples *samples_with_outcomes(const struct run *run)
{
    for (size_t i = 0; i < run_samples_count(run); i++)
        if (run_samples(run, i)->outcome)
            return run_samples(run, i);
    return NULL;
}

/* Attempts at one problem share its id by design; the same attempt twice is a duplicate. */
static void find_duplicates(struct code_results *results)
{
    const struct samples *samples = results->samples;
    uint32_t *attempts = NULL;

    if (samples->attempt) {
        attempts = xcalloc(samples->count, sizeof(*attempts));
        for (size_t i = 0; i < samples->count; i++)
            attempts[i] = samples->attempt[i];
    }
    samples_find_duplicates(samples, attempts, &results->duplicates, &results->first_duplicate);
    free(attempts);
}

const struct code_results *code_results_new(const struct run *run, struct arena *arena)
{
    const struct samples *samples = samples_with_outcomes(run);
    struct code_results *results;

    if (!samples)
        return NULL;
    results = arena_zalloc(arena, 1, sizeof(*results));
    results->run = run;
    results->samples = samples;
    results->split_count = run_split_count(run);
    results->parts = make_parts(samples, results->split_count, arena);
    find_duplicates(results);
    if (samples->attempt || results->duplicates)
        make_problems(results, arena);
    else
        results->most_attempts = results->parts[0].scored > 0;
    return results;
}
