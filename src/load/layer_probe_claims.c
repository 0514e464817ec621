#include <assay/load/layer_probe_claims.h>

#include <assay/load/json_doc.h>

#include <math.h>
#include <string.h>

struct document {
    struct layer_load *load;
    uint32_t file;
    const struct meta *root;
};

static bool open_document(struct layer_load *load, const struct group_file *file,
                          const char *meta_key, struct document *document, struct err *err)
{
    document->load = load;
    document->root = json_doc_read(load->scratch, file->full, group_control(load->group), err);
    if (!document->root)
        return false;
    if (document->root->kind != META_MAP)
        return err_set_file(err, ERR_SYNTAX, file->full, "is no JSON object");
    document->file = layer_add_file(load, file);
    builder_meta(load->builder, meta_key, document->root);
    return true;
}

static void claim(const struct document *document, const char *path, const char *metric,
                  const char *subject)
{
    struct quantity what = QUANTITY(metric);

    what.subject = subject;
    builder_claim_node(document->load->builder, path, what, meta_find(document->root, path), 1.0,
                       document->file);
}

/* ---- summary.json ---- */

/* "<prefix>NAME<suffix>" gives NAME, else NULL. */
static const char *between(struct arena *arena, const char *key, const char *prefix,
                           const char *suffix)
{
    struct str text = str_of(key);
    size_t around = strlen(prefix) + strlen(suffix);

    if (text.len <= around || !str_starts(text, prefix) || !str_ends(text, suffix))
        return NULL;
    return arena_strndup(arena, text.ptr + strlen(prefix), text.len - around);
}

static const char *member(const struct document *document, const char *key, const char *name)
{
    return arena_printf(document->load->scratch, "%s.%s", key, name);
}

static void claim_peak(const struct document *document, const char *key)
{
    struct arena *arena = document->load->scratch;
    const char *probe = between(arena, key, "max_", "_acc");

    if (probe) {
        claim(document, member(document, key, "layer"), "probe_best_layer", probe);
        claim(document, member(document, key, "accuracy"), "probe_best_accuracy", probe);
        return;
    }
    probe = between(arena, key, "max_", "_dominance");
    if (probe) {
        claim(document, member(document, key, "layer"), "dominance_peak_layer", probe);
        claim(document, member(document, key, "dominance"), "dominance_peak", probe);
    }
}

static void claim_conflict(const struct document *document)
{
    const struct meta *conflict = meta_get(document->root, "conflict_subset");

    claim(document, "conflict_subset.avg_dominance", "dominance_conflict_mean", NULL);
    for (const struct meta *node = conflict && conflict->kind == META_MAP ? conflict->first : NULL;
         node; node = node->next) {
        const char *probe = between(document->load->scratch, node->key, "avg_", "_acc");

        if (probe)
            claim(document, member(document, "conflict_subset", node->key), "probe_conflict_mean",
                  probe);
    }
}

bool layer_read_summary(struct layer_load *load, const struct group_file *file, struct err *err)
{
    struct document document;

    if (!open_document(load, file, "summary", &document, err))
        return false;
    claim(&document, "overall_dominant_modality", "dominant_probe", NULL);
    claim(&document, "average_dominance", "dominance_mean", NULL);
    for (const struct meta *node = document.root->first; node; node = node->next)
        if (node->kind == META_MAP)
            claim_peak(&document, node->key);
    claim(&document, "layer_trends.early_layers_dominance", "dominance_early", NULL);
    claim(&document, "layer_trends.middle_layers_dominance", "dominance_middle", NULL);
    claim(&document, "layer_trends.late_layers_dominance", "dominance_late", NULL);
    claim_conflict(&document);
    return true;
}

/* ---- dataset_info.json ---- */

static double claim_distribution(const struct document *document, const struct meta *map,
                                 const char *probe)
{
    double sum = 0.0;

    for (const struct meta *node = map->first; node; node = node->next) {
        struct quantity what = QUANTITY("dataset_label");

        what.subject = node->key;
        what.set = probe;
        sum += meta_number(node);
        builder_claim_node(document->load->builder, member(document, map->key, node->key), what,
                           node, 1.0, document->file);
    }
    return sum;
}

/* Without predictions the labels' counts are all there is to hold the total against. */
static void push_total(const struct document *document, const char *key, double sum)
{
    builder_fact(document->load->builder,
                 &(struct fact){
                     .what = QUANTITY("dataset_samples"),
                     .value = sum,
                     .n = 1,
                     .how = arena_printf(document->load->scratch, "sum of %s", key),
                 });
}

/* Parts of the samples claim the total as their sum, whatever else is there to hold it against. */
static void claim_sum(const struct document *document, const char *name, const struct meta *node,
                      double sum, double total)
{
    struct quantity what = QUANTITY("sum_of_samples");

    if (isnan(sum) || isnan(total))
        return;
    what.subject = name;
    builder_fact(document->load->builder, &(struct fact){.what = what,
                                                         .value = total,
                                                         .n = 1,
                                                         .how = "total_samples of the same file"});
    builder_claim(document->load->builder,
                  &(struct claim){
                      .name = arena_printf(document->load->scratch, "%s: sum", name),
                      .what = what,
                      .value = sum,
                      .printed = arena_printf(document->load->scratch, "%.0f", sum),
                      .file = document->file,
                      .line = node->line,
                  });
}

static void check_parts(const struct document *document, double total)
{
    const struct meta *conflict = meta_get(document->root, "conflict_samples");
    const struct meta *consistent = meta_get(document->root, "consistent_samples");
    double sum = meta_number(conflict) + meta_number(consistent);

    if (conflict)
        claim_sum(document, "conflict and consistent samples", conflict, sum, total);
}

static void claim_distributions(const struct document *document, double total)
{
    double most_labels = 0.0;
    bool first = true;

    for (const struct meta *node = document->root->first; node; node = node->next) {
        const char *probe = between(document->load->scratch, node->key, "", "_distribution");
        double sum;

        if (!probe || node->kind != META_MAP)
            continue;
        sum = claim_distribution(document, node, probe);
        most_labels = fmax(most_labels, (double)node->count);
        if (!document->load->has_predictions && first)
            push_total(document, node->key, sum);
        else
            claim_sum(document, node->key, node, sum, total);
        first = false;
    }
    if (!document->load->has_predictions)
        layer_note_expected(document->load->builder, document->file,
                            meta_number(meta_get(document->root, "unique_texts")), most_labels,
                            total);
}

bool layer_read_dataset(struct layer_load *load, const struct group_file *file, struct err *err)
{
    struct document document;
    double total;

    if (!open_document(load, file, "dataset_info", &document, err))
        return false;
    total = meta_number(meta_get(document.root, "total_samples"));
    claim(&document, "total_samples", "dataset_samples", NULL);
    claim(&document, "conflict_samples", "dataset_conflict", NULL);
    claim(&document, "consistent_samples", "dataset_consistent", NULL);
    claim(&document, "unique_texts", "dataset_texts", NULL);
    check_parts(&document, total);
    claim_distributions(&document, total);
    return true;
}
