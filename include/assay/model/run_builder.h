/*
 * The only way to make a run. A loader pushes what it finds; the builder copies every text into the
 * run's arena, interns labels, checks lengths and ranges once for all formats, and keeps a note of
 * each thing skipped, guessed or odd.
 *
 *     struct run_builder *b = run_builder_new("run_01", "results/run_01", "classification");
 *     uint32_t file = builder_file(b, "predictions.csv", "predictions", bytes);
 *     struct sample_writer *w = builder_samples(b, "");
 *     sample_writer_add … for each batch of rows
 *     builder_claim(b, &(struct claim){…});
 *     struct run *run = run_builder_finish(b);     // frees the builder
 *
 * Texts passed in need only live during the call. Nothing here fails: bad input becomes a note and
 * memory that runs out ends the program. run_builder_free drops an unfinished run.
 */
#ifndef ASSAY_MODEL_RUN_BUILDER_H
#define ASSAY_MODEL_RUN_BUILDER_H

#include <assay/model/run.h>

struct run_builder;
struct sample_writer;

struct run_builder *run_builder_new(const char *id, const char *root, const char *format);
void run_builder_free(struct run_builder *builder);
struct run *run_builder_finish(struct run_builder *builder);
/* Memory that becomes the run's; what a loader puts here may be pointed to by later pushes. */
struct arena *builder_arena(struct run_builder *builder);

void builder_title(struct run_builder *builder, const char *title);
void builder_dialect(struct run_builder *builder, const char *dialect);
void builder_reason(struct run_builder *builder, const char *reason);
void builder_fallback(struct run_builder *builder, const char *label);
void builder_baseline(struct run_builder *builder, const char *run_id);

/* Returns the file's number. The same path twice gives the same number. */
uint32_t builder_file(struct run_builder *builder, const char *path, const char *kind,
                      uint64_t bytes);
/* Append a copy of `tree` under `key` to the metadata; a map with key NULL is merged in. */
void builder_meta(struct run_builder *builder, const char *key, const struct meta *tree);
void builder_meta_text(struct run_builder *builder, const char *key, const char *text);

void builder_claim(struct run_builder *builder, const struct claim *claim);
/*
 * A claim as a document states it: value, printed text, decimals and line are taken from the node.
 * A null, a list or a map is no claim and is passed over. scale turns the printed value into the
 * metric's unit (0.01 for percent).
 */
void builder_claim_node(struct run_builder *builder, const char *name, struct quantity what,
                        const struct meta *node, double scale, uint32_t file);
/* A claim printed in text; "90.65%" is read as a share. False (and no claim) if it is no number. */
bool builder_claim_text(struct run_builder *builder, const char *name, struct quantity what,
                        struct str printed, uint32_t file, uint32_t line);
void builder_fact(struct run_builder *builder, const struct fact *fact);
void builder_note(struct run_builder *builder, enum note_kind kind, uint32_t file, uint32_t line,
                  const char *format, ...) __attribute__((format(printf, 5, 6)));
/* The same with how often; notes of the same format string and file are not merged. */
void builder_note_count(struct run_builder *builder, enum note_kind kind, uint32_t file,
                        uint32_t line, uint64_t count, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

void builder_series(struct run_builder *builder, const struct series *series);
void builder_task(struct run_builder *builder, const struct task *task);
/* The first matrix counts as evidence; a later one is refused with a note. */
void builder_matrix(struct run_builder *builder, const struct matrix *matrix);
void builder_classes(struct run_builder *builder, const struct class_table *table);

/* Numbers of names: splits in order of appearance, and any other interned text. */
uint16_t builder_split(struct run_builder *builder, struct str name);
uint32_t builder_text(struct run_builder *builder, struct str text);

/* A new set of samples; several sets may be written in turn. The writer belongs to the builder. */
struct sample_writer *builder_samples(struct run_builder *builder, const char *name);
/*
 * Add `count` samples and return the row of the first. Columns in use grow with their empty value;
 * fill them through sample_writer_<column>() afterwards. Every sample needs an id pushed by
 * sample_writer_id_* in row order, or none of a set does.
 */
size_t sample_writer_add(struct sample_writer *writer, size_t count);
size_t sample_writer_count(const struct sample_writer *writer);
/*
 * For loaders that fill columns from several threads. sample_writer_reserve makes room for `rows`
 * samples in all; sample_writer_room says how many more can be added before an array moves.
 * sample_writer_add_bare is sample_writer_add, except that the columns in use are not set to their
 * empty value: the caller writes every entry of every such column.
 */
void sample_writer_reserve(struct sample_writer *writer, size_t rows);
size_t sample_writer_room(const struct sample_writer *writer);
size_t sample_writer_add_bare(struct sample_writer *writer, size_t count);
/*
 * The next `count` ids are first, first + 1, …: false, and nothing changes, when they do not
 * continue such a run from the first sample on. Takes no memory.
 */
bool sample_writer_id_run(struct sample_writer *writer, int64_t first, size_t count);
/* The next `count` ids, all numbers, to be written there; NULL once the ids are texts. */
int64_t *sample_writer_id_numbers(struct sample_writer *writer, size_t count);
/* Whether the ids so far are an array of numbers; the first text moves them all. */
bool sample_writer_ids_are_array(const struct sample_writer *writer);
/* Whether an id is a whole number in its plain form, which is then kept as a number. */
bool sample_id_is_number(struct str id, int64_t *number);
void sample_writer_id(struct sample_writer *writer, struct str id);
void sample_writer_id_number(struct sample_writer *writer, int64_t id);
/* Where a row of a table starts, rows ascending, the first of them row 0; all of one file. */
void sample_writer_row_place(struct sample_writer *writer, size_t row, uint64_t offset,
                             uint32_t file);
/*
 * The code of a label: an index into the set, which grows by new names while it is open. Once
 * sample_writer_close_labels was called, new names give LABEL_INVALID. The empty name gives
 * LABEL_MISSING. Past LABEL_LIMIT names: LABEL_INVALID, and one note says so. A NUL in a name is
 * stored as U+FFFD.
 */
uint16_t sample_writer_label(struct sample_writer *writer, struct str name);
void sample_writer_close_labels(struct sample_writer *writer);
/* Labels seen so far. */
size_t sample_writer_label_count(const struct sample_writer *writer);
/* Probabilities of every label for all samples, row by row, copied; count must fit. */
void sample_writer_probabilities(struct sample_writer *writer, const float *values, size_t rows,
                                 size_t labels);
/*
 * The column as a writable array of sample_writer_count entries, made on first use. Valid until the
 * next sample_writer_add.
 */
#define SAMPLE_WRITER_COLUMN(name, type, none, help)                                               \
    type *sample_writer_##name(struct sample_writer *writer);
SAMPLE_COLUMNS(SAMPLE_WRITER_COLUMN)
#undef SAMPLE_WRITER_COLUMN

/*
 * Reorder the label set: `order` names come first in their order, others keep theirs. Codes in all
 * columns are rewritten.
 */
void sample_writer_order_labels(struct sample_writer *writer, const char *const *order,
                                size_t count);
/* False, and nothing changes, when another label has that name. */
bool sample_writer_rename_label(struct sample_writer *writer, uint16_t code, const char *name);

#endif
