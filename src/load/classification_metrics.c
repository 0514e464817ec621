#include <assay/load/classification_metrics.h>

#include <assay/load/classification_claims.h>
#include <assay/load/classification_grid.h>
#include <assay/load/json_doc.h>

#include <math.h>
#include <string.h>

static const char *const plain_maps[] = {"metrics", "overall",   "results", "summary",
                                         "scores",  "aggregate", NULL};

static const char *const split_maps[] = {"train", "training", "val",  "valid", "validation",
                                         "dev",   "test",     "eval", NULL};

static bool is_one_of(const char *key, const char *const *names)
{
    for (; *names; names++)
        if (str_eq_nocase(str_of(key), str_of(*names)))
            return true;
    return false;
}

/* Evaluations without splits are of the test set. */
static const char *split_of(const struct evaluation *evaluation, const char *key)
{
    if (is_one_of(key, plain_maps))
        return NULL;
    if (!evaluation->has_splits && strcmp(key, "test") == 0)
        return NULL;
    return key;
}

static int longest_fraction(const struct meta *node)
{
    int longest = meta_decimals(node);

    if (node->kind != META_MAP)
        return longest;
    for (const struct meta *child = node->first; child; child = child->next) {
        int decimals = child->kind == META_MAP ? 0 : meta_decimals(child);

        longest = decimals > longest ? decimals : longest;
    }
    return longest;
}

static bool claim_member(struct evaluation *evaluation, const struct meta *node, const char *split,
                         uint32_t file, int decimals)
{
    const char *metric = claim_metric(str_of(node->key));
    struct claim_place place = {.file = file, .line = node->line, .decimals = decimals};
    struct quantity what = QUANTITY(metric);

    what.split = split;
    return metric && node->kind == META_NUMBER &&
           claim_cell(evaluation->builder, node->key, what, node->text, &place);
}

static void take_map(struct evaluation *evaluation, const struct meta *map, const char *split,
                     uint32_t file)
{
    int decimals = longest_fraction(map);

    if (decimals < FULL_PRECISION_DECIMALS)
        decimals = 0;
    for (const struct meta *node = map->first; node; node = node->next) {
        if (node->kind == META_MAP && map->key == NULL &&
            (is_one_of(node->key, plain_maps) || is_one_of(node->key, split_maps)))
            take_map(evaluation, node, split_of(evaluation, node->key), file);
        else if (!claim_member(evaluation, node, split, file, decimals))
            builder_meta(evaluation->builder, node->key, node);
    }
}

bool classification_metrics_json(struct evaluation *evaluation, const struct group_file *file,
                                 struct err *err)
{
    const struct meta *root =
        json_doc_read(evaluation->arena, file->full, group_control(evaluation->group), err);
    uint32_t number = evaluation_file(evaluation, file);

    if (!root)
        return false;
    if (root->kind != META_MAP)
        return err_set_file(err, ERR_SYNTAX, file->full, "is no JSON object");
    take_map(evaluation, root, NULL, number);
    return true;
}

static const char *const model_columns[] = {"model",  "model_name", "name", "classifier",
                                            "method", "algorithm",  "run",  NULL};

bool classification_metrics_csv(struct evaluation *evaluation, const struct group_file *file,
                                struct err *err)
{
    size_t model, table = evaluation->tables++;
    struct grid grid;

    if (!grid_read(evaluation, file, &grid, err))
        return false;
    model = grid_column(&grid, model_columns);
    for (size_t r = 0; r < grid.rows; r++) {
        struct model_figure *figures =
            arena_zalloc(evaluation->arena, grid.columns, sizeof(*figures));
        struct model_row row = {.figures = figures,
                                .file = grid.file,
                                .line = grid.lines[r],
                                .decimals = grid.decimals,
                                .table = table};

        row.model = model == SIZE_MAX ? file->path : grid_cell(&grid, r, model).ptr;
        for (size_t c = 0; c < grid.columns; c++) {
            const char *metric = c == model ? NULL : claim_metric(grid.header[c]);

            if (metric && grid_cell(&grid, r, c).len)
                figures[row.count++] = (struct model_figure){grid.header[c].ptr, metric,
                                                             grid_cell(&grid, r, c), false};
        }
        evaluation_model(evaluation, &row);
    }
    return true;
}
