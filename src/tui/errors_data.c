#include "errors_internal.h"

#include <assay/session/sample_field.h>
#include <assay/tui/classes_open.h>

#include <string.h>

/* ---- parts ---- */

static struct error_part part_of_slice(const struct matrix_slice *slice)
{
    return (struct error_part){
        .title = slice->title,
        .split_name = slice->split_name,
        .set = slice->set,
        .split = slice->split,
        .layer = slice->layer,
        .samples = slice->samples,
        .slice = slice,
    };
}

/* Which splits of the run these samples are of. */
static bool *splits_of(const struct errors_data *data, const struct samples *samples,
                       struct arena *arena)
{
    size_t count = run_split_count(data->run);
    bool *seen = arena_zalloc(arena, count + 1, sizeof(*seen));

    for (size_t i = 0; samples->split && i < samples->count; i++)
        if (samples->split[i] < count)
            seen[samples->split[i]] = true;
    return seen;
}

static void add_set(struct errors_data *data, struct error_part *parts, size_t set,
                    struct arena *arena)
{
    const bool *seen = splits_of(data, run_samples(data->run, set), arena);

    const struct run *run = data->run;
    const struct samples *samples = run_samples(run, set);
    const char *title = run_samples_count(run) > 1 ? samples->name : "";

    parts[data->part_count++] = (struct error_part){
        .title = title,
        .set = set,
        .split = UINT16_MAX,
        .layer = UINT16_MAX,
        .samples = samples,
    };
    for (size_t i = 0; i < run_split_count(run); i++)
        if (seen[i])
            parts[data->part_count++] = (struct error_part){
                .title = run_split(run, (uint16_t)i),
                .split_name = run_split(run, (uint16_t)i),
                .set = set,
                .split = (uint16_t)i,
                .layer = UINT16_MAX,
                .samples = samples,
            };
}

static void find_parts(const struct view_context *context, struct errors_data *data)
{
    size_t slices, sets = run_samples_count(context->run);
    const struct matrix_slice *slice = matrix_slices(context->figures, context->arena, &slices);
    struct error_part *parts = arena_zalloc(
        context->arena, slices + sets * (1 + run_split_count(context->run)) + 1, sizeof(*parts));

    data->parts = parts;
    for (size_t i = 0; i < slices; i++)
        parts[data->part_count++] = part_of_slice(&slice[i]);
    for (size_t i = 0; slices == 0 && i < sets; i++)
        if (run_samples(context->run, i)->outcome)
            add_set(data, parts, i, context->arena);
}

/* The part to begin with: of the set asked for, of layers the best. */
static size_t first_part(const struct errors_data *data, size_t set)
{
    size_t slices = 0;

    while (slices < data->part_count && data->parts[slices].slice)
        slices++;
    /* Parts that are slices are in the order of the slices, one array of them. */
    if (slices)
        return slice_best(data->parts[0].slice, slices, set);
    for (size_t i = 0; i < data->part_count; i++)
        if (data->parts[i].set == set)
            return i;
    return 0;
}

struct cohort_scope errors_scope(const struct errors_data *data)
{
    const struct error_part *part = data->part;
    struct cohort_scope scope = {data->run, part->samples, part->split, part->layer, LABEL_INVALID};

    if (part->slice && data->reading.kind == READING_KIND_FALLBACK)
        scope.invalid_as = data->reading.label;
    if (part->slice && data->reading.kind == READING_KIND_DROP)
        scope.invalid_as = LABEL_MISSING;
    return scope;
}

/* ---- choices ---- */

static void settle_reading(struct errors_state *state, struct errors_data *data)
{
    const struct matrix_slice *slice = data->part->slice;

    if (!slice) {
        data->reading = READING_STRICT;
        state->reading = READING_KIND_STRICT;
        return;
    }
    if (!state->reading_chosen ||
        (state->reading == READING_KIND_FALLBACK && slice->fallback == LABEL_MISSING))
        state->reading = slice_stated(slice).kind;
    data->reading = (struct reading){state->reading,
                                     state->reading == READING_KIND_FALLBACK ? slice->fallback : 0};
}

static size_t sets_with_outcomes(const struct run *run)
{
    size_t count = 0;

    for (size_t i = 0; i < run_samples_count(run); i++) {
        const struct samples *samples = run_samples(run, i);

        count += samples->count && (samples->outcome || (samples->truth && samples->prediction));
    }
    return count;
}

/* A split that was chosen, or a layer, is no column to part by. */
static void find_columns(struct errors_data *data)
{
    const struct error_part *part = data->part;

    data->columns = 0;
    for (int by = 0; part->samples && by < COHORT_BY_COUNT; by++) {
        bool fixed = (by == COHORT_SPLIT && part->split != UINT16_MAX) ||
                     (by == COHORT_LAYER && part->layer != UINT16_MAX);

        if (!fixed && cohort_applies(part->samples, (enum cohort_by)by))
            data->columns |= 1u << by;
    }
    if (sets_with_outcomes(data->run) > 1)
        data->columns |= 1u << COHORT_BY_COUNT;
}

/* What has few parts comes first: in parts of five samples a rate says little. */
static enum cohort_by first_column(uint32_t columns)
{
    static const enum cohort_by wanted[] = {COHORT_LABEL, COHORT_DIFFICULTY, COHORT_SPLIT,
                                            COHORT_GROUP};

    for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
        if (columns >> wanted[i] & 1)
            return wanted[i];
    for (int by = 0; by <= COHORT_BY_COUNT; by++)
        if (columns >> by & 1)
            return (enum cohort_by)by;
    return COHORT_LABEL;
}

/* ---- counting ---- */

static struct arena *emptied(struct arena *arena)
{
    if (!arena)
        return arena_new();
    arena_reset(arena);
    return arena;
}

static void count_outcomes(struct errors_data *data, const struct cohort_scope *scope)
{
    const struct samples *samples = scope->samples;

    data->total = data->errors = data->unscored = 0;
    for (size_t i = 0; i < samples->count; i++) {
        enum outcome outcome = sample_outcome(samples, i);

        if (scope->split != UINT16_MAX && samples->split[i] != scope->split)
            continue;
        data->total += outcome != OUTCOME_UNSCORED;
        data->errors += outcome == OUTCOME_FAIL;
        data->unscored += outcome == OUTCOME_UNSCORED;
    }
}

static void count_labels(struct errors_data *data)
{
    const struct confusion *cm = slice_matrix(data->part->slice, data->reading, data->counts);

    data->pairs = classification_confused_pairs(data->counts, cm, &data->pair_count);
    data->total = confusion_total(cm);
    data->errors = data->total - confusion_correct(cm);
    data->unscored = confusion_unscored(cm);
}

static void count_part(struct errors_data *data)
{
    struct cohort_scope scope = errors_scope(data);

    data->counts = emptied(data->counts);
    data->pair_count = data->kind_count = data->answer_count = 0;
    data->invalid = 0;
    if (data->part->slice)
        count_labels(data);
    else
        count_outcomes(data, &scope);
    if (!data->part->samples)
        return;
    data->kinds = kind_counts(&scope, data->counts, &data->kind_count, &data->failures);
    if (data->part->slice && confusion_invalid_total(data->part->slice->strict) > 0)
        data->answers = answer_counts(&scope, data->counts, &data->answer_count, &data->invalid,
                                      &data->answers_different);
}

static void count_cohorts(struct errors_data *data, enum cohort_by by)
{
    struct cohort_scope scope = errors_scope(data);

    data->parted = emptied(data->parted);
    data->cohorts = NULL;
    if (!(data->columns >> by & 1))
        return;
    data->cohorts = by == COHORT_BY_COUNT ? cohorts_of_sets(data->run, data->parted)
                                          : cohorts_new(&scope, by, data->parted);
}

/* The table begins anew where its rows are others. */
static void drop_layout(struct errors_state *state, struct errors_data *data, enum error_pane pane,
                        bool first)
{
    grid_layout_release(&data->layouts[pane]);
    if (!first)
        state->grids[pane].cursor = state->grids[pane].top = 0;
}

bool errors_data_prepare(const struct view_context *context, struct errors_state *state,
                         struct errors_data *data)
{
    struct errors_made wanted;
    bool recount;

    data->run = context->run;
    data->figures = context->figures;
    if (!data->parts)
        find_parts(context, data);
    if (data->part_count == 0)
        return false;
    if (state->part >= data->part_count)
        state->part = first_part(data, state->set);
    data->part = &data->parts[state->part];
    settle_reading(state, data);
    find_columns(data);
    if (!state->by_chosen || !(data->columns >> state->by & 1))
        state->by = first_column(data->columns);
    wanted = (struct errors_made){state->part, state->reading, state->by};
    recount = !data->made || wanted.part != data->made_for.part ||
              wanted.reading != data->made_for.reading;
    if (recount)
        count_part(data);
    for (int pane = 0; recount && pane < PANE_COUNT; pane++)
        drop_layout(state, data, (enum error_pane)pane, !data->made);
    if (recount || wanted.by != data->made_for.by) {
        count_cohorts(data, state->by);
        drop_layout(state, data, PANE_COHORTS, !data->made);
    }
    data->made_for = wanted;
    data->made = true;
    return true;
}

void errors_data_release(struct errors_data *data)
{
    for (int pane = 0; pane < PANE_COUNT; pane++)
        grid_layout_release(&data->layouts[pane]);
    arena_free(data->counts);
    arena_free(data->parted);
}
