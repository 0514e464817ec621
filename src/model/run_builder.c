#include <assay/model/run_builder.h>

#include "run_internal.h"

#include <assay/base/err.h>
#include <assay/base/fmt.h>

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Bytes of a note; what a file's texts add beyond is cut. */
enum { NOTE_LIMIT = 2000 };

struct run_builder {
    struct run *run;
    size_t file_capacity, set_capacity, series_capacity, task_capacity, claim_capacity,
        fact_capacity, note_capacity;
};

/* Append one zeroed element to an array of the run and return it. */
#define APPEND(builder, array, count, capacity)                                                    \
    ((builder)->run->array =                                                                       \
         array_grow((builder)->run->array, &(builder)->capacity, (builder)->run->count + 1,        \
                    sizeof(*(builder)->run->array)),                                               \
     memset(&(builder)->run->array[(builder)->run->count], 0, sizeof(*(builder)->run->array)),     \
     &(builder)->run->array[(builder)->run->count++])

static const char *keep(struct run_builder *builder, const char *text)
{
    return text ? arena_strdup(builder->run->arena, text) : NULL;
}

struct run_builder *run_builder_new(const char *id, const char *root, const char *format)
{
    struct run_builder *builder = xcalloc(1, sizeof(*builder));
    struct run *run = xcalloc(1, sizeof(*run));

    builder->run = run;
    run->arena = arena_new();
    run->texts = intern_new(run->arena);
    run->splits = intern_new(run->arena);
    run->meta = meta_new(run->arena, META_MAP);
    run->id = keep(builder, id);
    run->root = keep(builder, root);
    run->format = keep(builder, format);
    return builder;
}

void run_builder_free(struct run_builder *builder)
{
    if (!builder)
        return;
    run_free(builder->run);
    free(builder);
}

struct arena *builder_arena(struct run_builder *builder)
{
    return builder->run->arena;
}

void builder_title(struct run_builder *builder, const char *title)
{
    builder->run->title = keep(builder, title);
}

void builder_dialect(struct run_builder *builder, const char *dialect)
{
    builder->run->dialect = keep(builder, dialect);
}

void builder_reason(struct run_builder *builder, const char *reason)
{
    builder->run->reason = keep(builder, reason);
}

void builder_fallback(struct run_builder *builder, const char *label)
{
    builder->run->fallback = keep(builder, label);
}

void builder_baseline(struct run_builder *builder, const char *run_id)
{
    builder->run->baseline = keep(builder, run_id);
}

uint32_t builder_file(struct run_builder *builder, const char *path, const char *kind,
                      uint64_t bytes)
{
    struct run *run = builder->run;

    for (size_t i = 0; i < run->file_count; i++)
        if (strcmp(run->files[i].path, path) == 0)
            return (uint32_t)i;
    *APPEND(builder, files, file_count, file_capacity) =
        (struct run_file){keep(builder, path), keep(builder, kind), bytes};
    return (uint32_t)run->file_count - 1;
}

void builder_meta(struct run_builder *builder, const char *key, const struct meta *tree)
{
    struct meta *copy;

    if (!tree)
        return;
    if (!key && tree->kind == META_MAP) {
        for (const struct meta *child = tree->first; child; child = child->next)
            meta_adopt(builder->run->meta, meta_copy(builder->run->arena, child));
        return;
    }
    copy = meta_copy(builder->run->arena, tree);
    copy->key = keep(builder, key ? key : "value");
    meta_adopt(builder->run->meta, copy);
}

void builder_meta_text(struct run_builder *builder, const char *key, const char *text)
{
    meta_add_text(builder->run->arena, builder->run->meta, key, str_of(text));
}

static struct quantity keep_quantity(struct run_builder *builder, struct quantity what)
{
    return (struct quantity){
        .metric = keep(builder, what.metric),
        .subject = keep(builder, what.subject),
        .set = keep(builder, what.set),
        .split = keep(builder, what.split),
        .at = what.at,
    };
}

void builder_claim(struct run_builder *builder, const struct claim *claim)
{
    struct claim *kept = APPEND(builder, claims, claim_count, claim_capacity);

    *kept = *claim;
    kept->name = keep(builder, claim->name);
    kept->printed = keep(builder, claim->printed ? claim->printed : "");
    kept->what = keep_quantity(builder, claim->what);
}

/* How many decimals the value has once the printed figure is scaled by a power of ten. */
static int scaled_decimals(int decimals, double scale)
{
    return decimals - (int)lround(log10(scale));
}

void builder_claim_node(struct run_builder *builder, const char *name, struct quantity what,
                        const struct meta *node, double scale, uint32_t file)
{
    struct claim claim = {.name = name, .what = what, .file = file, .value = NAN};

    if (!node || node->kind == META_NULL || node->kind == META_LIST || node->kind == META_MAP)
        return;
    claim.line = node->line;
    claim.printed = meta_scalar(node).ptr;
    claim.kind = node->kind == META_NUMBER ? CLAIM_NUMBER : CLAIM_TEXT;
    if (claim.kind == CLAIM_NUMBER) {
        claim.value = node->number * scale;
        claim.decimals = scaled_decimals(meta_decimals(node), scale);
    }
    builder_claim(builder, &claim);
}

bool builder_claim_text(struct run_builder *builder, const char *name, struct quantity what,
                        struct str printed, uint32_t file, uint32_t line)
{
    struct claim claim = {.name = name, .what = what, .file = file, .line = line};
    struct str digits = str_trim(printed);
    double scale = 1.0;

    if (str_ends(digits, "%")) {
        digits = str_trim((struct str){digits.ptr, digits.len - 1});
        scale = 0.01;
    }
    if (!str_number(digits, &claim.value, &claim.decimals))
        return false;
    claim.value *= scale;
    claim.decimals = scaled_decimals(claim.decimals, scale);
    claim.printed = arena_strndup(builder->run->arena, printed.ptr, printed.len);
    builder_claim(builder, &claim);
    return true;
}

void builder_fact(struct run_builder *builder, const struct fact *fact)
{
    struct fact *kept = APPEND(builder, facts, fact_count, fact_capacity);

    *kept = *fact;
    kept->what = keep_quantity(builder, fact->what);
    kept->text = keep(builder, fact->text);
    kept->how = keep(builder, fact->how ? fact->how : "");
}

__attribute__((format(printf, 6, 0))) static void add_note(struct run_builder *builder,
                                                           enum note_kind kind, uint32_t file,
                                                           uint32_t line, uint64_t count,
                                                           const char *format, va_list args)
{
    const char *text = arena_vprintf(builder->run->arena, format, args);
    size_t kept = NOTE_LIMIT;

    if (strlen(text) > NOTE_LIMIT) {
        while (kept && ((unsigned char)text[kept] & 0xc0) == 0x80) /* not within a character */
            kept--;
        text = arena_printf(builder->run->arena, "%.*s…", (int)kept, text);
    }
    *APPEND(builder, notes, note_count, note_capacity) =
        (struct note){kind, file, line, count, text};
}

void builder_note(struct run_builder *builder, enum note_kind kind, uint32_t file, uint32_t line,
                  const char *format, ...)
{
    va_list args;

    va_start(args, format);
    add_note(builder, kind, file, line, 1, format, args);
    va_end(args);
}

void builder_note_count(struct run_builder *builder, enum note_kind kind, uint32_t file,
                        uint32_t line, uint64_t count, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    add_note(builder, kind, file, line, count, format, args);
    va_end(args);
}

void builder_series(struct run_builder *builder, const struct series *series)
{
    struct series *kept = APPEND(builder, series, series_count, series_capacity);

    *kept = *series;
    kept->name = keep(builder, series->name);
    kept->axis = keep(builder, series->axis);
    kept->unit = keep(builder, series->unit);
    kept->x = arena_copy(builder->run->arena, series->x, series->count, sizeof(*series->x));
    kept->y = arena_copy(builder->run->arena, series->y, series->count, sizeof(*series->y));
}

void builder_task(struct run_builder *builder, const struct task *task)
{
    struct task *kept = APPEND(builder, tasks, task_count, task_capacity);

    *kept = *task;
    kept->name = keep(builder, task->name);
}

static struct label_set keep_labels(struct run_builder *builder, const struct label_set *set)
{
    const char **names = arena_zalloc(builder->run->arena, set->count, sizeof(*names));

    for (size_t k = 0; k < set->count; k++)
        names[k] = keep(builder, set->names[k]);
    return (struct label_set){names, set->count};
}

void builder_matrix(struct run_builder *builder, const struct matrix *matrix)
{
    struct run *run = builder->run;

    if (run->has_matrix) {
        builder_note(builder, NOTE_SKIPPED, matrix->file, 0,
                     "a second confusion matrix is not used as evidence");
        return;
    }
    run->has_matrix = true;
    run->matrix = *matrix;
    run->matrix.labels = keep_labels(builder, &matrix->labels);
    run->matrix.counts =
        arena_copy(run->arena, matrix->counts, matrix->labels.count * matrix->labels.count,
                   sizeof(*matrix->counts));
}

void builder_classes(struct run_builder *builder, const struct class_table *table)
{
    struct run *run = builder->run;
    struct class_row *rows;

    if (run->has_classes)
        return;
    rows = arena_copy(run->arena, table->rows, table->count, sizeof(*rows));
    for (size_t i = 0; i < table->count; i++)
        rows[i].label = keep(builder, rows[i].label);
    run->has_classes = true;
    run->classes = *table;
    run->classes.rows = rows;
}

uint16_t builder_split(struct run_builder *builder, struct str name)
{
    uint32_t split = name.len ? intern_add(builder->run->splits, name) : INTERN_NONE;

    return split < UINT16_MAX ? (uint16_t)split : UINT16_MAX;
}

uint32_t builder_text(struct run_builder *builder, struct str text)
{
    return intern_add(builder->run->texts, text);
}

struct sample_writer *builder_samples(struct run_builder *builder, const char *name)
{
    struct sample_writer *writer = xcalloc(1, sizeof(*writer));

    writer->builder = builder;
    writer->samples.name = keep(builder, name);
    writer->labels = intern_new(builder->run->arena);
    *APPEND(builder, sets, set_count, set_capacity) = writer;
    return writer;
}

static bool axis_is(const struct series *series, const char *axis)
{
    return strcmp(series->axis, axis) == 0;
}

static unsigned content_of_set(const struct samples *samples)
{
    unsigned content = RUN_HAS_SAMPLES;

    if (samples->truth && samples->prediction)
        content |= RUN_HAS_LABELS;
    if (samples->score || samples->probabilities)
        content |= RUN_HAS_SCORES;
    if (samples->outcome)
        content |= RUN_HAS_OUTCOMES;
    if (samples->step)
        content |= RUN_HAS_LAYERS;
    return content;
}

static unsigned content_of_run(const struct run *run)
{
    unsigned content = 0;

    for (size_t i = 0; i < run->set_count; i++)
        content |= content_of_set(&run->sets[i]->samples);
    for (size_t i = 0; i < run->series_count; i++)
        content |= axis_is(&run->series[i], "layer")      ? RUN_HAS_LAYERS
                   : axis_is(&run->series[i], "position") ? RUN_HAS_CURVE
                                                          : 0u;
    content |= run->has_matrix ? RUN_HAS_MATRIX : 0u;
    content |= run->has_classes ? RUN_HAS_CLASSES : 0u;
    content |= run->task_count ? RUN_HAS_TASKS : 0u;
    content |= run->claim_count ? RUN_HAS_CLAIMS : 0u;
    return content;
}

/* Columns become read-only views, and the label names an array. */
static void finish_set(struct run *run, struct sample_writer *writer)
{
    struct samples *samples = &writer->samples;
    uint32_t labels = intern_count(writer->labels);
    const char **names = arena_zalloc(run->arena, labels, sizeof(*names));

    for (uint32_t k = 0; k < labels; k++)
        names[k] = intern_text(writer->labels, k).ptr;
    if (!samples->labels.names)
        samples->labels = (struct label_set){names, labels};
    intern_free(writer->labels);
    writer->labels = NULL;
    writer->builder = NULL;
    if (writer->ids.count && writer->ids.count != samples->count)
        die("%zu ids for %zu samples", writer->ids.count, samples->count);
    samples->ids = &writer->ids;
    samples->rows.places = writer->places;
    samples->probabilities = writer->probabilities;
#define SAMPLE_COLUMN_VIEW(name, type, none, help)                                                 \
    samples->name = writer->columns[COLUMN_##name].data;
    SAMPLE_COLUMNS(SAMPLE_COLUMN_VIEW)
#undef SAMPLE_COLUMN_VIEW
}

struct run *run_builder_finish(struct run_builder *builder)
{
    struct run *run = builder->run;

    for (size_t i = 0; i < run->set_count; i++)
        finish_set(run, run->sets[i]);
    run->content = content_of_run(run);
    free(builder);
    return run;
}
