#include <assay/load/classification.h>

#include <assay/base/path.h>
#include <assay/load/classification_claims.h>
#include <assay/load/classification_fields.h>
#include <assay/load/classification_matrix.h>
#include <assay/load/classification_md.h>
#include <assay/load/classification_metrics.h>
#include <assay/load/classification_parts.h>
#include <assay/load/classification_records.h>
#include <assay/load/classification_report.h>
#include <assay/load/classification_table.h>
#include <assay/load/sklearn_report.h>

#include <stdlib.h>
#include <string.h>

static const char *const layer_keys[] = {"layer", NULL};
static const char *const report_columns[] = {"f1-score", NULL};
static const char *const trainer_keys[] = {"eval_loss",    "train_loss",   "train_runtime",
                                           "predict_loss", "train_losses", NULL};
static const char *const model_keys[] = {"model",  "model_name", "classifier",
                                         "method", "algorithm",  NULL};

static bool is_named(const struct sniff *sniff, const char *const *patterns)
{
    char name[256];
    size_t length = strlen(sniff->name);

    if (length >= sizeof(name))
        return false;
    for (size_t i = 0; i <= length; i++)
        name[i] = (char)(sniff->name[i] >= 'A' && sniff->name[i] <= 'Z' ? sniff->name[i] - 'A' + 'a'
                                                                        : sniff->name[i]);
    for (; *patterns; patterns++)
        if (path_match(*patterns, name))
            return true;
    return false;
}

#define NAMED(sniff, ...) is_named(sniff, (const char *const[]){__VA_ARGS__, NULL})

/* ---- which file is what ---- */

static bool has_metric_key(const struct sniff *sniff)
{
    for (size_t i = 0; i < sniff->key_count; i++)
        if (claim_metric(str_of(sniff->keys[i])))
            return true;
    return false;
}

static bool is_derived(const struct sniff *sniff, const struct run_hints *hints)
{
    (void)hints;
    return sniff->shape == SHAPE_TABLE && NAMED(sniff, "top[0-9]*_*");
}

static bool is_prediction_table(const struct sniff *sniff, const struct run_hints *hints)
{
    return sniff->shape == SHAPE_TABLE && !sniff_has_any(sniff, layer_keys) &&
           field_names_fit(sniff->keys, sniff->key_count, hints);
}

static bool is_prediction_records(const struct sniff *sniff, const struct run_hints *hints)
{
    return (sniff->shape == SHAPE_RECORDS || sniff->shape == SHAPE_LINES) &&
           !sniff_has_any(sniff, layer_keys) &&
           field_names_fit(sniff->keys, sniff->key_count, hints);
}

static bool is_report_csv(const struct sniff *sniff, const struct run_hints *hints)
{
    (void)hints;
    return sniff->shape == SHAPE_TABLE && sniff_has_any(sniff, report_columns) &&
           sniff_has(sniff, "precision") && sniff_has(sniff, "recall");
}

static bool is_report_json(const struct sniff *sniff, const struct run_hints *hints)
{
    (void)hints;
    return sniff->shape == SHAPE_OBJECT &&
           (sniff_has(sniff, "macro avg") || sniff_has(sniff, "weighted avg")) &&
           str_contains_nocase(sniff->head, "\"f1-score\"");
}

static bool is_report_txt(const struct sniff *sniff, const struct run_hints *hints)
{
    (void)hints;
    return (sniff->shape == SHAPE_TEXT || sniff->shape == SHAPE_YAML ||
            sniff->shape == SHAPE_TABLE) &&
           NAMED(sniff, "*.txt", "*.log", "*report*", "*.out") && sklearn_report_seen(sniff->head);
}

static bool is_matrix_csv(const struct sniff *sniff, const struct run_hints *hints)
{
    (void)hints;
    return sniff->shape == SHAPE_TABLE && NAMED(sniff, "*confusion*", "cm.csv", "*conf_mat*");
}

static bool is_matrix_json(const struct sniff *sniff, const struct run_hints *hints)
{
    (void)hints;
    return (sniff->shape == SHAPE_OBJECT || sniff->shape == SHAPE_JSON) &&
           NAMED(sniff, "*confusion*.json", "cm.json", "*conf_mat*.json");
}

static bool is_metrics_json(const struct sniff *sniff, const struct run_hints *hints)
{
    (void)hints;
    return sniff->shape == SHAPE_OBJECT &&
           NAMED(sniff, "*metrics*.json", "*results*.json", "scores.json", "*scores.json") &&
           !sniff_has_any(sniff, trainer_keys) && !sniff_has_any(sniff, layer_keys) &&
           has_metric_key(sniff);
}

static bool is_metrics_csv(const struct sniff *sniff, const struct run_hints *hints)
{
    (void)hints;
    return sniff->shape == SHAPE_TABLE && NAMED(sniff, "*metrics*", "*results*", "*comparison*") &&
           sniff_has_any(sniff, model_keys) && !sniff_has_any(sniff, layer_keys) &&
           has_metric_key(sniff);
}

static enum summary_kind md_kind(const struct sniff *sniff)
{
    struct arena *arena;
    enum summary_kind kind;

    if (sniff->shape != SHAPE_MARKDOWN)
        return SUMMARY_NONE;
    arena = arena_new();
    kind = classification_md_kind(sniff, arena);
    arena_free(arena);
    return kind;
}

static bool is_summary(const struct sniff *sniff, const struct run_hints *hints)
{
    (void)hints;
    return md_kind(sniff) == SUMMARY_EVIDENCE;
}

static bool is_readme(const struct sniff *sniff, const struct run_hints *hints)
{
    (void)hints;
    return md_kind(sniff) == SUMMARY_MODELS;
}

/* ---- how each is read ---- */

static bool load_derived(struct evaluation *evaluation, const struct group_file *file,
                         struct err *err)
{
    (void)err;
    builder_note(evaluation->builder, NOTE_SKIPPED, evaluation_file(evaluation, file), 0,
                 "is a list taken from the predictions and is not used");
    return true;
}

/*
 * Every kind, in the order in which a file is tried and in which the files of a run are read:
 * evidence before what it is held against.
 */
struct kind_row {
    struct file_kind kind;
    const char *dialect;
    bool (*fits)(const struct sniff *sniff, const struct run_hints *hints);
    bool (*load)(struct evaluation *evaluation, const struct group_file *file, struct err *err);
};

static const struct kind_row kinds[] = {
    {{"derived", ROLE_DERIVED, "is a list of the top few", true}, "", is_derived, load_derived},
    {{"predictions", ROLE_EVIDENCE, "has columns for truth and prediction", false},
     "predictions",
     is_prediction_table,
     classification_table_load},
    {{"predictions-json", ROLE_EVIDENCE, "has records with truth and prediction", false},
     "predictions",
     is_prediction_records,
     classification_records_load},
    {{"confusion-matrix", ROLE_EVIDENCE, "is called a confusion matrix", false},
     "matrix",
     is_matrix_csv,
     classification_matrix_csv},
    {{"confusion-matrix-json", ROLE_EVIDENCE, "is called a confusion matrix", false},
     "matrix",
     is_matrix_json,
     classification_matrix_json},
    {{"report-json", ROLE_EVIDENCE, "has the rows of a classification report", false},
     "report",
     is_report_json,
     classification_report_json},
    {{"report-csv", ROLE_EVIDENCE, "has the columns of a classification report", false},
     "report",
     is_report_csv,
     classification_report_csv},
    {{"report-txt", ROLE_EVIDENCE, "holds a printed classification report", false},
     "report",
     is_report_txt,
     classification_report_txt},
    {{"metrics", ROLE_SUPPORT, "states metrics", true},
     "",
     is_metrics_json,
     classification_metrics_json},
    {{"metrics-table", ROLE_SUPPORT, "states metrics of models", true},
     "",
     is_metrics_csv,
     classification_metrics_csv},
    {{"summary", ROLE_EVIDENCE, "holds a confusion matrix or results by label", false},
     "markdown",
     is_summary,
     classification_md_load},
    {{"readme", ROLE_SUPPORT, "holds a table of results", true},
     "",
     is_readme,
     classification_md_load},
};

enum { KIND_COUNT = sizeof(kinds) / sizeof(kinds[0]) };

static const struct file_kind *classify(const struct sniff *sniff, const struct run_hints *hints)
{
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (kinds[i].fits(sniff, hints))
            return &kinds[i].kind;
    return NULL;
}

/* ---- one run ---- */

static void apply_hints(struct evaluation *evaluation)
{
    const struct run_hints *hints = evaluation->group->hints;

    if (hints->title)
        builder_title(evaluation->builder, hints->title);
    if (hints->fallback)
        builder_fallback(evaluation->builder, hints->fallback);
    if (hints->baseline)
        builder_baseline(evaluation->builder, hints->baseline);
}

/* A fallback that a document names counts only if it is a label of the matrix. */
static void settle_fallback(struct evaluation *evaluation)
{
    const struct label_set *labels = &evaluation->matrix.labels;

    for (size_t k = 0; evaluation->fallback && k < labels->count; k++) {
        if (!str_eq_nocase(str_of(labels->names[k]), str_of(evaluation->fallback)))
            continue;
        builder_fallback(evaluation->builder, labels->names[k]);
        builder_note(evaluation->builder, NOTE_GUESSED, evaluation->fallback_file,
                     evaluation->fallback_line,
                     "answers outside the label set are said to count as %s", labels->names[k]);
    }
}

struct progress {
    size_t used;         /* files that gave evidence or claims */
    const char *dialect; /* of the best evidence */
    struct err first;    /* what went wrong first */
};

static void load_file(struct evaluation *evaluation, const struct kind_row *row,
                      const struct group_file *file, struct progress *progress)
{
    struct err err;

    err_clear(&err);
    if (row->load(evaluation, file, &err)) {
        progress->used += row->kind.role == ROLE_EVIDENCE;
        if (row->kind.role == ROLE_EVIDENCE && !progress->dialect) {
            progress->dialect = row->dialect;
            builder_reason(evaluation->builder,
                           arena_printf(evaluation->arena, "%s %s", file->path, row->kind.reason));
        }
        return;
    }
    builder_note(evaluation->builder, NOTE_BROKEN, evaluation_file(evaluation, file), 0, "%s%s%s",
                 err.text, err.place[0] ? ", " : "", err.place);
    if (progress->first.code == ERR_NONE)
        progress->first = err;
}

static void load_files(struct evaluation *evaluation, struct progress *progress)
{
    const struct group_file *file;

    for (size_t i = 0; i < KIND_COUNT; i++)
        for (size_t n = 0; (file = group_file(evaluation->group, &kinds[i].kind, n)); n++)
            load_file(evaluation, &kinds[i], file, progress);
    if (evaluation->classes.rows)
        builder_classes(evaluation->builder, &evaluation->classes);
    evaluation_settle_models(evaluation);
    settle_fallback(evaluation);
}

static bool load(const struct group *group, struct run_list *runs, struct err *err)
{
    struct evaluation evaluation = {.group = group};
    struct progress progress = {.used = 0};

    evaluation.arena = arena_new();
    evaluation.builder = run_builder_new(group->id, group->root, loader_classification.name);
    apply_hints(&evaluation);
    load_files(&evaluation, &progress);
    if (progress.used) {
        builder_dialect(evaluation.builder, progress.dialect);
        run_list_add(runs, run_builder_finish(evaluation.builder));
    } else {
        run_builder_free(evaluation.builder);
        if (progress.first.code == ERR_NONE)
            err_set_file(&progress.first, ERR_NO_EVIDENCE, group->root,
                         "holds no evaluation that could be read");
        *err = progress.first;
    }
    free(evaluation.models);
    arena_free(evaluation.arena);
    return progress.used > 0;
}

const struct loader loader_classification = {
    .name = "classification",
    .summary = "predictions, confusion matrices, classification reports, Markdown summaries",
    .classify = classify,
    .load = load,
};
