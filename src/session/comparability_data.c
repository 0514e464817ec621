#include "comparability_internal.h"

#include <assay/base/fmt.h>
#include <assay/base/name_index.h>
#include <assay/session/finding_text.h>

#include <stdlib.h>
#include <string.h>

/* ---- samples ---- */

static uint64_t count_only_a(const struct compare_set *set)
{
    return set->pairing.only_a_count;
}

static uint64_t count_only_b(const struct compare_set *set)
{
    return set->pairing.only_b_count;
}

static uint64_t count_repeated_a(const struct compare_set *set)
{
    return set->pairing.repeated_a;
}

static uint64_t count_repeated_b(const struct compare_set *set)
{
    return set->pairing.repeated_b;
}

static uint64_t count_truths(const struct compare_set *set)
{
    return set->truth_differs;
}

static uint64_t count_unscored(const struct compare_set *set)
{
    return set->unscored;
}

static uint64_t count_splits(const struct compare_set *set)
{
    return set->pairing.split_differs;
}

static uint64_t count_folds(const struct compare_set *set)
{
    const uint16_t *a = set->a->fold, *b = set->b->fold;
    uint64_t count = 0;

    if (!a || !b)
        return 0;
    for (size_t i = 0; i < set->pairing.count; i++)
        count += a[set->pairing.a[i]] != b[set->pairing.b[i]];
    return count;
}

static uint64_t count_other_form(const struct compare_set *set)
{
    return set->pairing.count - set->pairing.by_rule[PAIR_SAME];
}

/* What can differ of samples: "1 sample" and `one`, "2 samples" and `many`. */
static const struct measure {
    enum differing_kind kind;
    const char *what;
    uint64_t (*count)(const struct compare_set *set);
    const char *one, *many;
} MEASURES[] = {
    {DIFFERS_DATA, "samples", count_only_a, "is in A only", "are in A only"},
    {DIFFERS_DATA, "samples", count_only_b, "is in B only", "are in B only"},
    {DIFFERS_DATA, "truth", count_truths, "has another truth in B", "have another truth in B"},
    {DIFFERS_DATA, "unscored", count_unscored, "is not scored on both sides",
     "are not scored on both sides"},
    {DIFFERS_DATA, "repeated ids", count_repeated_a, "of A repeats an earlier id",
     "of A repeat an earlier id"},
    {DIFFERS_DATA, "repeated ids", count_repeated_b, "of B repeats an earlier id",
     "of B repeat an earlier id"},
    {DIFFERS_DATA, "split", count_splits, "is of another split in B", "are of another split in B"},
    {DIFFERS_DATA, "fold", count_folds, "is in another fold in B", "are in another fold in B"},
    {DIFFERS_SETTING, "ids", count_other_form, "pairs by another form of its id",
     "pair by another form of their id"},
};

static const char *thing_of(const struct compare_set *set)
{
    return set->a->step || set->a->attempt || set->b->step || set->b->attempt ? "row" : "sample";
}

static void add_measure(struct finding_list *list, const struct measure *measure,
                        const struct compare_set *set, const char *name, uint64_t count)
{
    struct arena *arena = list->arena;

    if (count == 0)
        return;
    finding_add(list,
                (struct differing){measure->kind, measure->what, fmt_count(arena, set->a->count),
                                   fmt_count(arena, set->b->count),
                                   arena_printf(arena, "%s%s%s %s", name, name[0] ? ": " : "",
                                                fmt_counted(arena, count, thing_of(set)),
                                                count == 1 ? measure->one : measure->many),
                                   count});
}

/* Sets that are all alike in it, as probes over the same samples are, give one finding. */
static void add_measures(struct finding_list *list, const struct measure *measure,
                         const struct compare_set *sets, size_t count)
{
    uint64_t *counts = arena_zalloc(list->arena, count, sizeof(*counts));
    bool alike = true;

    for (size_t i = 0; i < count; i++) {
        counts[i] = measure->count(&sets[i]);
        alike = alike && counts[i] == counts[0];
    }
    for (size_t i = 0; i < (alike ? 1 : count); i++)
        add_measure(list, measure, &sets[i], alike ? "" : sets[i].name, counts[i]);
}

void differing_samples(struct finding_list *list, const struct compare_set *sets, size_t count)
{
    for (size_t m = 0; count && m < sizeof(MEASURES) / sizeof(MEASURES[0]); m++)
        add_measures(list, &MEASURES[m], sets, count);
}

/* ---- sizes of what is not paired ---- */

static uint64_t rows_of(const struct run *run)
{
    uint64_t rows = 0;

    for (size_t i = 0; i < run_samples_count(run); i++)
        rows += run_samples(run, i)->count;
    return rows;
}

static void add_sizes(struct finding_list *list, const char *what, uint64_t a, uint64_t b)
{
    struct arena *arena = list->arena;
    const char *x = fmt_count(arena, a), *y = fmt_count(arena, b);

    finding_add(list, (struct differing){DIFFERS_DATA, what, x, y,
                                         arena_printf(arena, "A has %s of %s, B %s",
                                                      fmt_counted(arena, a, "sample"), what, y),
                                         a > b ? a - b : b - a});
}

static const struct task *task_named(const struct run *run, const char *name)
{
    size_t count;
    const struct task *tasks = run_tasks(run, &count);

    for (size_t i = 0; i < count; i++)
        if (strcmp(tasks[i].name, name) == 0)
            return &tasks[i];
    return NULL;
}

/* Tasks of one side that the other has not got. */
static void add_lonely_tasks(struct finding_list *list, const struct run *of,
                             const struct run *other, const char *side)
{
    struct arena *arena = list->arena;
    size_t count, lonely = 0;
    const struct task *tasks = run_tasks(of, &count);
    const char **names = arena_zalloc(arena, count, sizeof(*names));

    for (size_t i = 0; i < count; i++)
        if (!task_named(other, tasks[i].name))
            names[lonely++] = tasks[i].name;
    if (lonely)
        finding_add(list, (struct differing){DIFFERS_DATA, "tasks", "", "",
                                             arena_printf(arena, "%s in %s only: %s",
                                                          lonely == 1 ? "a task is" : "tasks are",
                                                          side, names_text(names, lonely, arena)),
                                             0});
}

static void differing_tasks(struct finding_list *list, const struct run *a, const struct run *b)
{
    size_t count, of_b;
    const struct task *tasks = run_tasks(a, &count);

    run_tasks(b, &of_b);
    if (count == 0 || of_b == 0)
        return;
    for (size_t i = 0; i < count; i++) {
        const struct task *other = task_named(b, tasks[i].name);

        if (other && tasks[i].samples >= 0 && other->samples >= 0 &&
            tasks[i].samples != other->samples)
            add_sizes(list, tasks[i].name, (uint64_t)tasks[i].samples, (uint64_t)other->samples);
    }
    add_lonely_tasks(list, a, b, "A");
    add_lonely_tasks(list, b, a, "B");
}

void differing_sizes(struct finding_list *list, const struct assessed *a, const struct assessed *b,
                     size_t set_count)
{
    uint64_t rows_a = rows_of(a->run), rows_b = rows_of(b->run);

    differing_tasks(list, a->run, b->run);
    if (set_count == 0 && rows_a && rows_b && rows_a != rows_b) {
        const char *x = fmt_count(list->arena, rows_a), *y = fmt_count(list->arena, rows_b);

        finding_add(list,
                    (struct differing){DIFFERS_DATA, "samples", x, y,
                                       arena_printf(list->arena, "A has %s, B %s",
                                                    fmt_counted(list->arena, rows_a, "sample"), y),
                                       rows_a > rows_b ? rows_a - rows_b : rows_b - rows_a});
    }
}

/* ---- labels ---- */

/* "A has worried, B has not" */
static const char *lonely_text(struct finding_list *list, const char *const *names, size_t count,
                               const char *has, const char *lacks)
{
    return count ? arena_printf(list->arena, "%s has %s, %s has not", has,
                                names_text(names, count, list->arena), lacks)
                 : "";
}

/* Sets that differ in the same labels give one finding. */
static bool is_said(const struct finding_list *list, const char *text)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->findings[i].text, text) == 0)
            return true;
    return false;
}

static void add_label_sets(struct finding_list *list, const char *const *only_a, size_t count_a,
                           const char *const *only_b, size_t count_b)
{
    struct arena *arena = list->arena;
    const char *x = lonely_text(list, only_a, count_a, "A", "B");
    const char *y = lonely_text(list, only_b, count_b, "B", "A");

    const char *text =
        arena_printf(arena, "label sets differ: %s%s%s", x, x[0] && y[0] ? "; " : "", y);

    if (count_a + count_b && !is_said(list, text))
        finding_add(list,
                    (struct differing){DIFFERS_LABELS, "labels", names_text(only_a, count_a, arena),
                                       names_text(only_b, count_b, arena), text, 0});
}

static const char **lonely_labels(const struct label_set *of, const struct label_set *other,
                                  struct arena *arena, size_t *count)
{
    const char **names = arena_zalloc(arena, of->count, sizeof(*names));
    struct name_index others = name_index_of(other->names, other->count, arena);

    *count = 0;
    for (size_t i = 0; i < of->count; i++)
        if (name_index_find(&others, of->names[i]) == SIZE_MAX)
            names[(*count)++] = of->names[i];
    return names;
}

/* The labels of both sides are known by now: those of B past A's are B's alone. */
static void compare_set_labels(struct finding_list *list, const struct compare_set *set)
{
    size_t of_a = set->a->labels.count, of_b = set->b->labels.count, count_a = 0, count_b = 0;
    bool *met = arena_zalloc(list->arena, of_a + 1, sizeof(*met));
    const char **only_a = arena_zalloc(list->arena, of_a, sizeof(*only_a));
    const char **only_b = arena_zalloc(list->arena, of_b, sizeof(*only_b));

    /* Where a side has no labels they are not joined. */
    if (!set->code_of_b)
        return;
    for (size_t i = 0; i < of_b; i++) {
        if (set->code_of_b[i] < of_a)
            met[set->code_of_b[i]] = true;
        else
            only_b[count_b++] = set->b->labels.names[i];
    }
    for (size_t i = 0; i < of_a; i++)
        if (!met[i])
            only_a[count_a++] = set->a->labels.names[i];
    add_label_sets(list, only_a, count_a, only_b, count_b);
}

static void compare_matrix_labels(struct finding_list *list, const struct matrix *a,
                                  const struct matrix *b)
{
    size_t count_a, count_b;
    const char **only_a = lonely_labels(&a->labels, &b->labels, list->arena, &count_a);
    const char **only_b = lonely_labels(&b->labels, &a->labels, list->arena, &count_b);

    add_label_sets(list, only_a, count_a, only_b, count_b);
}

static bool has_invalid(const struct samples *samples)
{
    for (size_t i = 0; samples->prediction && i < samples->count; i++)
        if (samples->prediction[i] == LABEL_INVALID)
            return true;
    return false;
}

static const char *reading_text(const char *fallback)
{
    return fallback ? fallback : "errors";
}

/* How answers outside the set are read matters where there are any. */
static void compare_readings(struct finding_list *list, const struct run *a, const struct run *b,
                             const struct compare_set *sets, size_t count)
{
    const char *x = reading_text(run_fallback(a)), *y = reading_text(run_fallback(b));
    bool invalid = false;

    if (strcmp(x, y) == 0)
        return;
    for (size_t i = 0; i < count; i++)
        invalid = invalid || has_invalid(sets[i].a) || has_invalid(sets[i].b);
    if (invalid)
        finding_add(list,
                    (struct differing){
                        DIFFERS_LABELS, "answers outside the label set", x, y,
                        arena_printf(list->arena,
                                     "A reads answers outside the label set as %s, B as %s", x, y),
                        0});
}

void differing_labels(struct finding_list *list, const struct assessed *a, const struct assessed *b,
                      const struct compare_set *sets, size_t count)
{
    bool labels = false;

    for (size_t i = 0; i < count; i++) {
        if (!sets[i].code_of_b)
            continue;
        labels = true;
        compare_set_labels(list, &sets[i]);
    }
    if (!labels && run_matrix(a->run) && run_matrix(b->run))
        compare_matrix_labels(list, run_matrix(a->run), run_matrix(b->run));
    compare_readings(list, a->run, b->run, sets, count);
}

/* ---- claims ---- */

enum { CLAIMS_SINGLE = 3 };

static void add_claim(struct finding_list *list, const struct finding *finding, const char *side)
{
    struct arena *arena = list->arena;
    const char *says = claim_says(finding->claim, arena);
    const char *evidence = finding_evidence(finding, arena);

    finding_add(list, (struct differing){
                          DIFFERS_CLAIM, finding->claim->name, side[0] == 'A' ? says : "",
                          side[0] == 'B' ? says : "",
                          arena_printf(arena, "claim %s of %s does not hold: says %s, evidence %s",
                                       finding->claim->name, side, says, evidence),
                          0});
}

void differing_claims(struct finding_list *list, const struct assessed *of, const char *side)
{
    const struct audit *audit = of->audit;
    const char **names = arena_zalloc(list->arena, audit->count, sizeof(*names));
    size_t count = 0;

    for (size_t i = 0; i < audit->count; i++)
        if (audit->findings[i].verdict == VERDICT_DIFFERS)
            names[count++] = audit->findings[i].claim->name;
    for (size_t i = 0; i < audit->count && count <= CLAIMS_SINGLE; i++)
        if (audit->findings[i].verdict == VERDICT_DIFFERS)
            add_claim(list, &audit->findings[i], side);
    if (count > CLAIMS_SINGLE)
        finding_add(list, (struct differing){
                              DIFFERS_CLAIM, "claims", "", "",
                              arena_printf(list->arena, "%zu claims of %s do not hold: %s", count,
                                           side, names_text(names, count, list->arena)),
                              0});
}
