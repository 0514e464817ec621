#include "built.h"

#include <assay/model/run_builder.h>

#include <string.h>

static void add_samples(struct run_builder *b)
{
    static const char *const truths[] = {HOSTILE, HOSTILE, "calm", "calm", "calm"};
    static const char *const predictions[] = {HOSTILE, "calm", "calm", "calm", HOSTILE};
    struct sample_writer *w = builder_samples(b, "");
    size_t count = sizeof(truths) / sizeof(truths[0]);
    uint16_t *truth, *prediction;

    sample_writer_add(w, count);
    truth = sample_writer_truth(w);
    prediction = sample_writer_prediction(w);
    for (size_t i = 0; i < count; i++) {
        truth[i] = sample_writer_label(w, str_of(truths[i]));
        prediction[i] = sample_writer_label(w, str_of(predictions[i]));
        sample_writer_id_number(w, (int64_t)i);
    }
}

static void add_claim(struct run_builder *b, uint32_t file, const char *name, double value,
                      const char *printed)
{
    struct claim claim = {
        .name = name,
        .what = QUANTITY("accuracy"),
        .value = value,
        .printed = printed,
        .decimals = 2,
        .file = file,
        .line = 3,
    };

    builder_claim(b, &claim);
}

struct built built_hostile(void)
{
    struct built built = {.arena = arena_new()};
    struct run_builder *b = run_builder_new(HOSTILE, "runs/x", "classification");
    uint32_t file = builder_file(b, "a|b.json", "metrics", 12);

    add_samples(b);
    add_claim(b, file, "accuracy", 0.6, "0.60");
    add_claim(b, file, HOSTILE, 0.7, "0.70");
    builder_meta_text(b, HOSTILE, HOSTILE);
    builder_note(b, NOTE_ODD, file, 1, "%s", HOSTILE);
    built.run = run_builder_finish(b);
    built.input.run = built.run;
    built.input.results = results_new(built.run, NULL, built.arena);
    built.input.audit = audit_run(built.input.results, built.arena);
    return built;
}

void built_free(struct built *built)
{
    arena_free(built->arena);
    run_free(built->run);
}

const char *built_report(const struct built *built, const char *writer, const char *file)
{
    struct report_files files = {.arena = built->arena};
    const char *text = NULL;

    report_write_run(report_find(writer), &built->input, &files, NULL);
    for (size_t i = 0; i < files.count; i++)
        if (strcmp(files.files[i].name, file) == 0)
            text = arena_strndup(built->arena, files.files[i].text.ptr, files.files[i].text.len);
    report_files_release(&files);
    return text;
}
