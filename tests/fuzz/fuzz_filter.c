#include "fuzz.h"

#include <assay/model/run_builder.h>
#include <assay/session/filter.h>
#include <assay/session/sample_field.h>

#include <string.h>

enum { SAMPLES = 4 };

static struct run *make_run(void)
{
    struct run_builder *b = run_builder_new("fuzz", ".", "classification");
    struct sample_writer *w = builder_samples(b, "");
    uint16_t a = sample_writer_label(w, STR("a")), other = sample_writer_label(w, STR("b c"));

    sample_writer_add(w, SAMPLES);
    for (size_t i = 0; i < SAMPLES; i++) {
        sample_writer_id_number(w, (int64_t)i);
        sample_writer_truth(w)[i] = a;
        sample_writer_prediction(w)[i] = i & 1 ? a : other;
        sample_writer_score(w)[i] = (double)i / SAMPLES;
    }
    sample_writer_prediction(w)[3] = LABEL_INVALID;
    sample_writer_raw(w)[3] = builder_text(b, STR("well \"so\""));
    return run_builder_finish(b);
}

/* The input is one filter; a second term never takes more samples than the first alone. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct err err = {.code = ERR_NONE};
    struct str text = {(const char *)data, size};
    const struct filter *filter = filter_parse(text, arena, &err), *stricter;
    const char *more = arena_printf(arena, "%.*s is:fail", (int)size, (const char *)data);
    struct run *run = make_run();

    if (!filter)
        FUZZ_HOLDS(err.code == ERR_USAGE && err.text[0]);
    stricter = filter && !memchr(data, 0, size) ? filter_parse(str_of(more), arena, &err) : NULL;
    for (size_t i = 0; filter && i < SAMPLES; i++) {
        bool taken = filter_match(filter, run, run_samples(run, 0), i);
        bool failed = sample_outcome(run_samples(run, 0), i) == OUTCOME_FAIL;

        if (stricter)
            FUZZ_HOLDS(filter_match(stricter, run, run_samples(run, 0), i) == (taken && failed));
    }
    run_free(run);
    arena_free(arena);
    return 0;
}
