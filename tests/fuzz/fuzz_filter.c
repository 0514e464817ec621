#include "fuzz.h"

#include <assay/model/run_builder.h>
#include <assay/session/filter_complete.h>
#include <assay/session/filter_print.h>
#include <assay/session/filter_select.h>

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

static struct filter *parse(struct str text, struct filter_fault *fault, struct err *err)
{
    struct filter_vocabulary vocabulary = sample_vocabulary(NULL);

    return filter_parse(&vocabulary, text, fault, err);
}

/* What was printed is the same filter, and prints the same again. */
static void check_print(const struct filter *filter)
{
    struct buf first = {.ptr = NULL}, second = {.ptr = NULL};
    struct filter *again;

    filter_print(filter, &first);
    again = first.len > FILTER_BYTES ? NULL : parse(buf_str(&first), NULL, NULL);
    if (first.len <= FILTER_BYTES) {
        FUZZ_HOLDS(again && filter_equal(filter, again));
        filter_print(again, &second);
        FUZZ_HOLDS(str_eq(buf_str(&first), buf_str(&second)));
    }
    filter_free(again);
    buf_release(&first);
    buf_release(&second);
}

/* Selecting all at once is matching one by one. */
static void check_select(const struct filter *filter, const struct run *run)
{
    struct sample_scope *scope = sample_scope_new(run, run_samples(run, 0));
    struct filter_vocabulary vocabulary = sample_vocabulary(scope);
    struct row_list rows = {.rows = NULL};
    size_t at = 0;

    FUZZ_HOLDS(filter_select(filter, scope, &rows, NULL));
    for (size_t i = 0; i < SAMPLES; i++) {
        bool selected = at < rows.count && rows.rows[at] == i;

        at += selected;
        FUZZ_HOLDS(selected == filter_match(filter, &vocabulary, i));
    }
    FUZZ_HOLDS(at == rows.count);
    row_list_release(&rows);
    sample_scope_free(scope);
}

static void check_complete(struct str text, const struct run *run)
{
    struct sample_scope *scope = sample_scope_new(run, run_samples(run, 0));
    struct filter_vocabulary vocabulary = sample_vocabulary(scope);
    struct arena *arena = arena_new();
    struct filter_completions *out = arena_zalloc(arena, 1, sizeof(*out));

    filter_complete(&vocabulary, SAMPLES, text, text.len, arena, out);
    FUZZ_HOLDS(out->from <= text.len && out->count <= FILTER_COMPLETIONS);
    arena_free(arena);
    sample_scope_free(scope);
}

/* The input is one filter. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct err err = {.code = ERR_NONE};
    struct filter_fault fault = {SIZE_MAX, SIZE_MAX};
    struct str text = {(const char *)data, size};
    struct filter *filter = parse(text, &fault, &err);
    struct run *run = make_run();
    struct buf lines = {.ptr = NULL};

    if (filter) {
        check_print(filter);
        check_select(filter, run);
    } else {
        FUZZ_HOLDS(err.code == ERR_USAGE && err.text[0]);
        FUZZ_HOLDS(fault.at <= size && fault.length <= size - fault.at);
        filter_fault_print(text, &fault, "", &lines);
        buf_release(&lines);
    }
    check_complete(text, run);
    filter_free(filter);
    run_free(run);
    return 0;
}
