#include <assay/session/sample_sections.h>

#include <assay/base/err.h>
#include <assay/base/fmt.h>
#include <assay/model/error_kind.h>
#include <assay/session/sample_field.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- facts ---- */

enum { FACTS_MOST = 32 };

struct facts {
    struct arena *arena;
    struct sample_fact *items;
    size_t count;
};

static void add_fact(struct facts *facts, const char *key, struct str value)
{
    if (value.len && facts->count < FACTS_MOST)
        facts->items[facts->count++] =
            (struct sample_fact){str_of(key),
                                 {arena_strndup(facts->arena, value.ptr, value.len), value.len},
                                 NAN,
                                 MARK_NONE};
}

static enum sample_mark mark_of(enum outcome outcome)
{
    return outcome == OUTCOME_PASS ? MARK_RIGHT : outcome == OUTCOME_FAIL ? MARK_WRONG : MARK_NONE;
}

static void add_outcome(struct facts *facts, const struct samples *samples, size_t row)
{
    static const char *const words[][3] = {
        {"wrong", "right", "not scored"}, /* labels */
        {"FAIL", "pass", "not scored"},   /* outcomes */
    };
    enum outcome outcome = sample_outcome(samples, row);

    if (!samples->outcome && !(samples->truth && samples->prediction))
        return;
    add_fact(facts, "outcome", str_of(words[samples->outcome != NULL][outcome]));
    facts->items[facts->count - 1].mark = mark_of(outcome);
}

static void add_fields(struct facts *facts, const struct run *run, const struct samples *samples,
                       size_t row)
{
    /* The order to read them in; outcome and tests are put in words of their own. */
    static const char *const fields[][2] = {
        {"truth", "truth"},           {"pred", "prediction"}, {"raw", "raw answer"},
        {"score", "score"},           {"split", "split"},     {"group", "group"},
        {"layer", "layer"},           {"fold", "fold"},       {"conflict", "conflict"},
        {"difficulty", "difficulty"},
    };
    char room[SAMPLE_FIELD_ROOM];

    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
        add_fact(facts, fields[i][1],
                 sample_field_find(str_of(fields[i][0]))->text(run, samples, row, room));
}

static uint16_t count_at(const uint16_t *column, size_t row)
{
    return column ? column[row] : UINT16_MAX;
}

static void add_tests(struct facts *facts, const struct samples *samples, size_t row)
{
    uint16_t passed = count_at(samples->tests_passed, row);
    uint16_t run = count_at(samples->tests_run, row), total = count_at(samples->tests_total, row);
    const char *text;

    if (passed == UINT16_MAX)
        return;
    text = total == UINT16_MAX ? arena_printf(facts->arena, "%u", passed)
                               : arena_printf(facts->arena, "%u of %u", passed, total);
    if (run != UINT16_MAX && total != UINT16_MAX && run < total)
        text = arena_printf(facts->arena, "%s, stopped early: %u were run", text, run);
    add_fact(facts, "tests passed", str_of(text));
}

static void add_error(struct facts *facts, const struct samples *samples, size_t row)
{
    if (!samples->error_kind || samples->error_kind[row] == 0)
        return;
    add_fact(facts, "error kind", str_of(error_kind_name(samples->error_kind[row])));
    if (samples->error_rule)
        add_fact(facts, "decided by", str_of(error_rule_name(samples->error_rule[row])));
}

static void add_cost(struct facts *facts, const struct samples *samples, size_t row,
                     const struct sample_record *record)
{
    if (samples->tokens && samples->tokens[row] != UINT32_MAX)
        add_fact(facts, "tokens", str_of(fmt_count(facts->arena, samples->tokens[row])));
    if (samples->seconds && !isnan(samples->seconds[row]))
        add_fact(facts, "response time",
                 str_of(fmt_duration(facts->arena, (double)samples->seconds[row])));
    if (record->slots[SLOT_FINISH].ptr)
        add_fact(facts, "finish reason", record->slots[SLOT_FINISH]);
    else if (samples->finish && samples->finish[row])
        add_fact(facts, "finish reason", STR("length"));
}

static void add_place(struct facts *facts, const char *key, const struct record_source *source)
{
    if (source->file)
        add_fact(facts, key,
                 str_of(arena_printf(facts->arena, "%s, byte %llu, %s", source->file,
                                     (unsigned long long)source->ref.offset,
                                     fmt_bytes(facts->arena, source->ref.length))));
}

bool sample_facts_section(const struct run *run, const struct samples *samples, size_t row,
                          const struct sample_record *record, struct arena *arena,
                          struct sample_section *section)
{
    struct facts facts = {arena, arena_zalloc(arena, FACTS_MOST, sizeof(struct sample_fact)), 0};
    char room[SAMPLE_FIELD_ROOM];

    add_fact(&facts, samples_have_ids(samples) ? "id" : "row", samples_id(samples, row, room));
    add_fact(&facts, "set", str_of(samples->name));
    add_outcome(&facts, samples, row);
    add_fields(&facts, run, samples, row);
    add_tests(&facts, samples, row);
    add_error(&facts, samples, row);
    if (samples->attempt)
        add_fact(&facts, "attempt", str_of(arena_printf(arena, "%u", samples->attempt[row])));
    add_cost(&facts, samples, row, record);
    add_place(&facts, "record", &record->evaluated);
    add_place(&facts, "response", &record->response);
    *section = (struct sample_section){
        .title = "Sample", .kind = SECTION_FACTS, .facts = facts.items, .fact_count = facts.count};
    return facts.count > 0;
}

/* ---- probabilities ---- */

struct ranked {
    double share;
    size_t label;
};

static int by_share(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;

    if (isnan(x->share) != isnan(y->share))
        return isnan(x->share) ? 1 : -1;
    if (x->share != y->share && !isnan(x->share))
        return x->share < y->share ? 1 : -1;
    return (x->label > y->label) - (x->label < y->label);
}

static enum sample_mark label_mark(const struct samples *samples, size_t row, size_t label)
{
    if (samples->truth && samples->truth[row] == label)
        return MARK_RIGHT;
    return samples->prediction && samples->prediction[row] == label ? MARK_WRONG : MARK_NONE;
}

bool sample_bars_section(const struct samples *samples, size_t row, struct arena *arena,
                         struct sample_section *section)
{
    size_t count = samples->labels.count;
    struct sample_fact *facts;
    struct ranked *ranked;

    if (!samples->probabilities || count == 0)
        return false;
    facts = arena_zalloc(arena, count, sizeof(*facts));
    ranked = arena_zalloc(arena, count, sizeof(*ranked));
    for (size_t k = 0; k < count; k++)
        ranked[k] = (struct ranked){(double)samples->probabilities[row * count + k], k};
    qsort(ranked, count, sizeof(*ranked), by_share);
    for (size_t i = 0; i < count; i++)
        facts[i] = (struct sample_fact){str_of(samples->labels.names[ranked[i].label]),
                                        str_of(fmt_fixed(arena, ranked[i].share, 4)),
                                        ranked[i].share, label_mark(samples, row, ranked[i].label)};
    *section = (struct sample_section){
        .title = "Probabilities", .kind = SECTION_BARS, .facts = facts, .fact_count = count};
    return true;
}

/* ---- layers ---- */

static int by_layer(const void *a, const void *b)
{
    const struct sample_layer *x = a, *y = b;

    if (x->layer != y->layer)
        return x->layer < y->layer ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static struct sample_layer layer_at(const struct samples *samples, size_t row)
{
    uint16_t fold = count_at(samples->fold, row);

    return (struct sample_layer){
        .layer = samples->step[row], .fold = fold == UINT16_MAX ? -1 : fold, .row = row};
}

/* The rows of the same item: all layers of its id, or the row alone where there are no ids. */
static struct sample_layer *find_layers(const struct samples *samples, size_t row,
                                        struct arena *arena, size_t *count)
{
    char room[SAMPLE_ID_ROOM], other[SAMPLE_ID_ROOM];
    struct str id = samples_id(samples, row, room);
    struct sample_layer *layers = NULL, *kept;
    size_t capacity = 0, found = 0;

    if (!samples_have_ids(samples)) {
        layers = arena_zalloc(arena, 1, sizeof(*layers));
        layers[0] = layer_at(samples, row);
        *count = 1;
        return layers;
    }
    for (size_t i = 0; i < samples->count; i++) {
        if (!str_eq(samples_id(samples, i, other), id))
            continue;
        layers = array_grow(layers, &capacity, found + 1, sizeof(*layers));
        layers[found++] = layer_at(samples, i);
    }
    qsort(layers, found, sizeof(*layers), by_layer);
    kept = arena_copy(arena, layers, found, sizeof(*layers));
    free(layers);
    *count = found;
    return kept;
}

/* Probes are read from the same rows: row i of one set is row i of the others. */
static bool same_row(const struct samples *a, const struct samples *b, size_t row)
{
    char room[SAMPLE_ID_ROOM], other[SAMPLE_ID_ROOM];

    return row < b->count && b->step && b->step[row] == a->step[row] &&
           str_eq(samples_id(a, row, room), samples_id(b, row, other));
}

static const struct sample_reading *
read_probes(const struct run *run, const struct samples *samples, size_t row, struct arena *arena)
{
    const struct sample_field *truth = sample_field_find(STR("truth"));
    const struct sample_field *prediction = sample_field_find(STR("pred"));
    struct sample_reading *readings =
        arena_zalloc(arena, run_samples_count(run), sizeof(*readings));
    char room[SAMPLE_FIELD_ROOM]; /* labels are views and leave it alone */

    for (size_t s = 0; s < run_samples_count(run); s++) {
        const struct samples *other = run_samples(run, s);

        readings[s] = (struct sample_reading){STR(""), STR(""), MARK_NONE};
        if (same_row(samples, other, row))
            readings[s] = (struct sample_reading){truth->text(run, other, row, room),
                                                  prediction->text(run, other, row, room),
                                                  mark_of(sample_outcome(other, row))};
    }
    return readings;
}

static const char *const *probe_names(const struct run *run, struct arena *arena)
{
    const char **names = arena_zalloc(arena, run_samples_count(run), sizeof(*names));

    for (size_t s = 0; s < run_samples_count(run); s++)
        names[s] = run_samples(run, s)->name;
    return names;
}

bool sample_layers_section(const struct run *run, size_t set, size_t row, struct arena *arena,
                           struct sample_section *section)
{
    const struct samples *samples = run_samples(run, set);
    struct sample_layer *layers;
    size_t count;

    if (!samples->step)
        return false;
    layers = find_layers(samples, row, arena, &count);
    for (size_t i = 0; i < count; i++)
        layers[i].readings = read_probes(run, samples, layers[i].row, arena);
    *section = (struct sample_section){.title = "Layers",
                                       .kind = SECTION_LAYERS,
                                       .layers = layers,
                                       .layer_count = count,
                                       .probes = probe_names(run, arena),
                                       .probe_count = run_samples_count(run)};
    return true;
}

/* ---- tests ---- */

/* N of "Test N: …", from 1; 0 when the output names none. */
static size_t test_number(struct str output)
{
    size_t number = 0, at = 4;

    output = str_trim(output);
    if (output.len < 6 || !str_eq_nocase((struct str){output.ptr, 4}, STR("test")))
        return 0;
    while (at < output.len && output.ptr[at] == ' ')
        at++;
    for (; at < output.len && output.ptr[at] >= '0' && output.ptr[at] <= '9' && number < 100000;
         at++)
        number = number * 10 + (size_t)(output.ptr[at] - '0');
    return at < output.len && output.ptr[at] == ':' ? number : 0;
}

static bool any_verdict(const struct record_strings *outputs)
{
    struct str message;

    for (size_t i = 0; i < outputs->count; i++)
        if (error_output_read(outputs->items[i], &message) != ERROR_SAYS_NOTHING)
            return true;
    return false;
}

/*
 * Outputs that are no verdict are what the code printed, and skipped; where none is a verdict each
 * is the message of a test that failed (error_kind.h). A verdict without a number is of the next
 * test that has none yet.
 */
static void take_outputs(struct sample_test *tests, size_t count,
                         const struct record_strings *outputs)
{
    bool verdicts = any_verdict(outputs);
    size_t next = 0;

    for (size_t i = 0; i < outputs->count; i++) {
        size_t number = test_number(outputs->items[i]);
        struct str message;
        enum error_says says = error_output_read(outputs->items[i], &message);

        if (verdicts && says == ERROR_SAYS_NOTHING)
            continue;
        number = number && number <= count && tests[number - 1].state == TEST_NOT_RUN ? number - 1
                                                                                      : next;
        while (number < count && tests[number].state != TEST_NOT_RUN)
            number++;
        if (number >= count)
            continue;
        tests[number].state = says == ERROR_SAYS_PASS ? TEST_PASSED : TEST_FAILED;
        tests[number].message = message;
        next = number + 1;
    }
}

bool sample_tests_section(const struct sample_record *record, struct arena *arena,
                          struct sample_section *section)
{
    const struct record_strings *cases = &record->lists[LIST_TESTS];
    const struct record_strings *outputs = &record->lists[LIST_OUTPUTS];
    size_t count = cases->given ? cases->count : outputs->count;
    struct sample_test *tests;

    if (count == 0)
        return false;
    tests = arena_zalloc(arena, count, sizeof(*tests));
    for (size_t i = 0; i < count; i++)
        tests[i] = (struct sample_test){cases->given ? cases->items[i] : STR(""), STR(""),
                                        outputs->given ? TEST_NOT_RUN : TEST_UNKNOWN};
    if (outputs->given)
        take_outputs(tests, count, outputs);
    *section = (struct sample_section){
        .title = "Tests", .kind = SECTION_TESTS, .tests = tests, .test_count = count};
    return true;
}

/* ---- keys of a record ---- */

bool sample_pairs_section(const struct record_pairs *pairs, size_t more, const char *title,
                          struct arena *arena, struct sample_section *section)
{
    struct sample_fact *facts = arena_zalloc(arena, pairs->count + 1, sizeof(*facts));
    size_t count = pairs->count;

    for (size_t i = 0; i < count; i++)
        facts[i] = (struct sample_fact){pairs->items[i].key, pairs->items[i].value, NAN, MARK_NONE};
    if (more)
        facts[count++] = (struct sample_fact){
            STR("…"),
            str_of(arena_printf(arena, "%zu more keys, in the record laid out below", more)), NAN,
            MARK_NONE};
    *section = (struct sample_section){
        .title = title, .kind = SECTION_FACTS, .facts = facts, .fact_count = count};
    return count > 0;
}
