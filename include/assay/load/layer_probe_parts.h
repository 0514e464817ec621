/*
 * The parts of the layer-probe loader, each reading one kind of file into the run being built.
 *
 * All push into `builder`; texts made on the way live in `scratch`. A file that cannot be read at
 * all is false and err; the caller decides whether the run stands without it.
 */
#ifndef ASSAY_LOAD_LAYER_PROBE_PARTS_H
#define ASSAY_LOAD_LAYER_PROBE_PARTS_H

#include <assay/load/loader.h>
#include <assay/model/run_builder.h>

enum { LAYER_PROBES_MAX = 16, LAYER_ROWS_MAX = 4096 };

struct layer_load {
    const struct group *group;
    struct run_builder *builder;
    struct arena *scratch;
    bool has_predictions;
};

/* "<probe>_acc_std" and the like: the metric and (in the arena) the probe; false when unknown. */
bool layer_column_quantity(const char *column, struct arena *arena, struct quantity *what);

/* metrics_per_layer.csv: rows are sorted by layer; a layer that repeats is used once. */
bool layer_read_table(struct layer_load *load, const struct group_file *file, struct err *err);
/* predictions_per_layer.csv: streamed. */
bool layer_read_predictions(struct layer_load *load, const struct group_file *file,
                            struct err *err);
/* summary.json and dataset_info.json. */
bool layer_read_summary(struct layer_load *load, const struct group_file *file, struct err *err);
bool layer_read_dataset(struct layer_load *load, const struct group_file *file, struct err *err);
/* A results summary in text. */
bool layer_read_text(struct layer_load *load, const struct group_file *file, struct err *err);

/* Say so when texts x labels is a little more than the samples there are. */
void layer_note_expected(struct run_builder *builder, uint32_t file, double texts, double labels,
                         double samples);
uint32_t layer_add_file(struct layer_load *load, const struct group_file *file);

#endif
