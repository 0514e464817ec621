#include <assay/load/layer_probe.h>

#include <assay/load/json_doc.h>
#include <assay/load/layer_probe_parts.h>
#include <assay/load/yaml_in.h>

#include <string.h>

static const struct file_kind kind_metrics = {
    .name = "metrics",
    .role = ROLE_EVIDENCE,
    .reason = "has a column layer and accuracies of probes",
};
static const struct file_kind kind_predictions = {
    .name = "predictions",
    .role = ROLE_EVIDENCE,
    .reason = "has predictions of probes by layer",
};
static const struct file_kind kind_summary = {
    .name = "summary",
    .role = ROLE_SUPPORT,
    .reason = "states dominance over layers",
};
static const struct file_kind kind_dataset = {
    .name = "dataset",
    .role = ROLE_SUPPORT,
    .reason = "counts samples and labels",
};
static const struct file_kind kind_config = {
    .name = "config",
    .role = ROLE_SUPPORT,
    .reason = "is a configuration",
};
static const struct file_kind kind_text = {
    .name = "summary text",
    .role = ROLE_SUPPORT,
    .reason = "states figures over layers in text",
};

/* ---- telling the kinds apart ---- */

static bool has_pair(const struct sniff *sniff)
{
    for (size_t i = 0; i < sniff->key_count; i++) {
        struct str key = str_of(sniff->keys[i]);

        if (str_ends(key, "_true") && key.len > strlen("_true") &&
            sniff_count_suffix(sniff, "_pred"))
            return true;
    }
    return false;
}

static const struct file_kind *classify_table(const struct sniff *sniff)
{
    if (!sniff_has(sniff, "layer"))
        return NULL;
    if (has_pair(sniff))
        return &kind_predictions;
    return sniff_count_suffix(sniff, "_acc") >= 2 ? &kind_metrics : NULL;
}

static const struct file_kind *classify_object(const struct sniff *sniff)
{
    if (sniff_has(sniff, "average_dominance") || sniff_has(sniff, "overall_dominant_modality") ||
        sniff_has(sniff, "layer_trends"))
        return &kind_summary;
    if (sniff_has(sniff, "total_samples") &&
        (sniff_has(sniff, "conflict_samples") || sniff_has(sniff, "unique_texts")))
        return &kind_dataset;
    return NULL;
}

static bool is_config(const struct sniff *sniff)
{
    return strcmp(sniff->name, "config.yaml") == 0 || strcmp(sniff->name, "config.yml") == 0 ||
           strcmp(sniff->name, "config.json") == 0;
}

static const struct file_kind *classify(const struct sniff *sniff, const struct run_hints *hints)
{
    const struct file_kind *kind = NULL;

    (void)hints;
    if (sniff->shape == SHAPE_TABLE)
        return classify_table(sniff);
    if (sniff->shape == SHAPE_OBJECT)
        kind = classify_object(sniff);
    if (!kind && is_config(sniff))
        kind = &kind_config;
    if (!kind && (sniff->shape == SHAPE_MARKDOWN || sniff->shape == SHAPE_TEXT) &&
        str_contains_nocase(sniff->head, "- average_dominance:"))
        kind = &kind_text;
    return kind;
}

/* ---- loading ---- */

uint32_t layer_add_file(struct layer_load *load, const struct group_file *file)
{
    return builder_file(load->builder, file->path, file->kind->name, file->bytes);
}

void layer_note_expected(struct run_builder *builder, uint32_t file, double texts, double labels,
                         double samples)
{
    double expected = texts * labels;

    if (samples < expected && samples > 0.8 * expected)
        builder_note(builder, NOTE_ODD, file, 0,
                     "%.0f texts x %.0f labels are %.0f samples, %.0f are there", texts, labels,
                     expected, samples);
}

static bool read_config(struct layer_load *load, const struct group_file *file, struct err *err)
{
    bool is_json = str_ends(str_of(file->path), ".json");
    const struct meta *root =
        is_json ? json_doc_read(load->scratch, file->full, group_control(load->group), err)
                : yaml_read(load->scratch, file->full, err);

    if (!root)
        return false;
    layer_add_file(load, file);
    builder_meta(load->builder, "config", root);
    return true;
}

typedef bool part_reader(struct layer_load *load, const struct group_file *file, struct err *err);

/* In the order of reading: whether there are predictions decides what is a claim. */
static const struct {
    const struct file_kind *kind;
    part_reader *read;
} parts[] = {
    {&kind_config, read_config},         {&kind_predictions, layer_read_predictions},
    {&kind_metrics, layer_read_table},   {&kind_summary, layer_read_summary},
    {&kind_dataset, layer_read_dataset}, {&kind_text, layer_read_text},
};

static void note_failure(struct layer_load *load, const struct group_file *file,
                         const struct err *err)
{
    builder_note(load->builder, NOTE_BROKEN, layer_add_file(load, file), 0, "%s%s%s", err->place,
                 err->place[0] ? ": " : "", err->text);
}

/* How many files of evidence were read; *err keeps the last failure. */
static size_t read_parts(struct layer_load *load, struct err *err)
{
    size_t evidence = 0;

    for (size_t p = 0; p < sizeof(parts) / sizeof(parts[0]); p++) {
        const struct group_file *file;

        for (size_t n = 0; (file = group_file(load->group, parts[p].kind, n)); n++) {
            struct err failure = {.code = ERR_NONE};

            if (!parts[p].read(load, file, &failure)) {
                note_failure(load, file, &failure);
                if (err && file->kind->role == ROLE_EVIDENCE)
                    *err = failure;
                continue;
            }
            evidence += file->kind->role == ROLE_EVIDENCE;
            load->has_predictions = load->has_predictions || file->kind == &kind_predictions;
        }
    }
    return evidence;
}

static void describe(struct layer_load *load)
{
    const struct run_hints *hints = load->group->hints;

    builder_dialect(load->builder, load->has_predictions ? "with predictions" : "table only");
    for (size_t i = 0; i < load->group->count; i++)
        if (load->group->files[i].kind->role == ROLE_EVIDENCE) {
            builder_reason(load->builder,
                           arena_printf(load->scratch, "%s %s", load->group->files[i].path,
                                        load->group->files[i].kind->reason));
            break;
        }
    if (hints->title)
        builder_title(load->builder, hints->title);
    if (hints->baseline)
        builder_baseline(load->builder, hints->baseline);
}

static bool load_layers(const struct group *group, struct run_list *runs, struct err *err)
{
    struct layer_load load = {.group = group};
    bool usable;

    load.scratch = arena_new();
    load.builder = run_builder_new(group->id, group->root, loader_layer_probe.name);
    usable = read_parts(&load, err) > 0;
    if (usable) {
        describe(&load);
        run_list_add(runs, run_builder_finish(load.builder));
    } else {
        run_builder_free(load.builder);
    }
    arena_free(load.scratch);
    return usable;
}

const struct loader loader_layer_probe = {
    .name = "layer-probe",
    .summary = "accuracies of probes by layer, with or without their predictions",
    .classify = classify,
    .load = load_layers,
};
