#include <assay/session/matrix_slices.h>

enum { LAYERS_MOST = 1024 };

struct slices {
    const struct figures *figures;
    struct arena *arena;
    struct matrix_slice *items;
    size_t count;
};

static struct matrix_slice *add_slice(struct slices *slices, size_t set, bool several)
{
    struct matrix_slice *slice = &slices->items[slices->count++];
    const struct samples *samples = run_samples(slices->figures->input->run, set);

    *slice = (struct matrix_slice){
        .title = several ? samples->name : "",
        .set = set,
        .set_name = several ? samples->name : NULL,
        .split = UINT16_MAX,
        .layer = UINT16_MAX,
        .samples = samples,
        .labels = samples->labels,
    };
    return slice;
}

static const char *joined(struct slices *slices, const char *set, const char *part)
{
    return *set ? arena_printf(slices->arena, "%s, %s", set, part) : part;
}

static void add_splits(struct slices *slices, size_t set, bool several)
{
    const struct run *run = slices->figures->input->run;
    const struct set_results *results = slices->figures->input->results->sets[set];
    size_t splits = 0;

    for (size_t i = 0; results->splits && i < run_split_count(run); i++)
        splits += results->splits[i] != NULL;
    for (size_t i = 0; splits > 1 && i < run_split_count(run); i++) {
        struct matrix_slice *slice;

        if (!results->splits[i])
            continue;
        slice = add_slice(slices, set, several);
        slice->split = (uint16_t)i;
        slice->split_name = run_split(run, (uint16_t)i);
        slice->title = joined(slices, slice->title, slice->split_name);
        slice->results = results->splits[i];
        slice->strict = slice->results->strict;
        slice->fallback = slice->results->fallback ? results->fallback_label : LABEL_MISSING;
    }
}

static void add_whole(struct slices *slices, size_t set, bool several)
{
    struct matrix_slice *slice = add_slice(slices, set, several);

    slice->results = slices->figures->input->results->sets[set];
    slice->strict = slice->results->strict;
    slice->fallback = slice->results->fallback_label;
}

static size_t layer_count(const struct samples *samples)
{
    size_t count = 0;

    for (size_t i = 0; i < samples->count; i++)
        if (samples->step[i] >= count && samples->step[i] < LAYERS_MOST)
            count = (size_t)samples->step[i] + 1;
    return count;
}

static void add_layers(struct slices *slices, size_t set, bool several, size_t layers)
{
    const struct samples *samples = run_samples(slices->figures->input->run, set);
    struct confusion **cms = arena_zalloc(slices->arena, layers + 1, sizeof(struct confusion *));

    for (size_t i = 0; i <= layers; i++)
        cms[i] = confusion_new(slices->arena, samples->labels.count);
    confusion_add_groups(cms, layers + 1, samples->step, samples->truth, samples->prediction,
                         samples->count);
    for (size_t i = 0; i < layers; i++) {
        struct matrix_slice *slice;

        if (confusion_total(cms[i]) == 0)
            continue;
        slice = add_slice(slices, set, several);
        slice->layer = (uint16_t)i;
        slice->title = joined(slices, slice->title, arena_printf(slices->arena, "layer %zu", i));
        slice->strict = cms[i];
        slice->fallback = slices->figures->input->results->sets[set]->fallback_label;
    }
}

static void add_given(struct slices *slices, const struct set_results *given)
{
    slices->items[slices->count++] = (struct matrix_slice){
        .title = "",
        .set = SIZE_MAX,
        .split = UINT16_MAX,
        .layer = UINT16_MAX,
        .results = given,
        .labels = given->labels,
        .strict = given->strict,
        .fallback = LABEL_MISSING,
    };
}

const struct matrix_slice *matrix_slices(const struct figures *figures, struct arena *arena,
                                         size_t *count)
{
    const struct run *run = figures->input->run;
    const struct results *results = figures->input->results;
    size_t sets = run_samples_count(run), room = 1;
    struct slices slices = {.figures = figures, .arena = arena};

    for (size_t i = 0; i < sets; i++)
        room +=
            run_samples(run, i)->step ? layer_count(run_samples(run, i)) : 1 + run_split_count(run);
    slices.items = arena_zalloc(arena, room, sizeof(*slices.items));
    for (size_t i = 0; i < sets; i++) {
        const struct samples *samples = run_samples(run, i);

        if (!results->sets[i])
            continue;
        if (samples->step) {
            add_layers(&slices, i, sets > 1, layer_count(samples));
            continue;
        }
        add_whole(&slices, i, sets > 1);
        add_splits(&slices, i, sets > 1);
    }
    if (slices.count == 0 && results->given)
        add_given(&slices, results->given);
    *count = slices.count;
    return slices.items;
}

struct reading slice_stated(const struct matrix_slice *slice)
{
    return slice->fallback == LABEL_MISSING ? READING_STRICT : READING_FALLBACK(slice->fallback);
}

struct reading slice_next_reading(const struct matrix_slice *slice, struct reading reading)
{
    if (reading.kind == READING_KIND_DROP)
        return READING_STRICT;
    if (reading.kind == READING_KIND_STRICT && slice->fallback != LABEL_MISSING)
        return READING_FALLBACK(slice->fallback);
    return READING_DROP;
}

const struct confusion *slice_matrix(const struct matrix_slice *slice, struct reading reading,
                                     struct arena *arena)
{
    if (reading.kind == READING_KIND_STRICT)
        return slice->strict;
    if (slice->results && reading.kind == READING_KIND_DROP)
        return slice->results->drop;
    if (slice->results && slice->results->fallback)
        return slice->results->fallback;
    return confusion_read(arena, slice->strict, reading);
}

struct quantity slice_quantity(const struct matrix_slice *slice, const char *metric,
                               const char *subject)
{
    struct quantity what = QUANTITY(metric);

    what.subject = subject;
    what.set = slice->set_name;
    what.split = slice->split_name;
    if (slice->layer != UINT16_MAX)
        what.at = slice->layer;
    return what;
}

char slice_mark(const struct matrix_slice *slice, struct reading reading,
                const struct figures *figures, const char *metric, const char *subject)
{
    struct quantity what = slice_quantity(slice, metric, subject);

    return reading.kind == slice_stated(slice).kind ? figures_mark(figures, &what) : '\0';
}

const char *reading_name(enum reading_kind kind)
{
    static const char *const names[] = {
        [READING_KIND_STRICT] = "strict",
        [READING_KIND_FALLBACK] = "fallback",
        [READING_KIND_DROP] = "drop",
    };

    return names[kind];
}
