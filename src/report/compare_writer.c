#include <assay/report/compare_writer.h>

#include <assay/report/compare_csv.h>
#include <assay/report/compare_json.h>
#include <assay/report/compare_junit.h>
#include <assay/report/compare_md.h>
#include <assay/report/compare_text.h>

#include <stdint.h>
#include <string.h>

const struct compare_writer *const compare_writers[] = {
    &compare_writer_text, &compare_writer_md,    &compare_writer_json,
    &compare_writer_csv,  &compare_writer_junit, NULL,
};

const struct compare_writer *compare_writer_find(const char *name)
{
    for (size_t i = 0; compare_writers[i]; i++)
        if (strcmp(compare_writers[i]->name, name) == 0)
            return compare_writers[i];
    return NULL;
}

void compare_output_add(struct compare_output *output, const struct compare_writer *writer,
                        const struct compare_part *part)
{
    writer->add(output, part);
    output->count++;
}

void compare_output_release(struct compare_output *output)
{
    buf_release(&output->body);
}

void compare_write_pair(const struct compare_writer *writer, const struct comparison *comparison,
                        const struct gate *gate, struct buf *text)
{
    struct arena *arena = arena_new();
    struct compare_output output = {.arena = arena, .level = 1.0 - comparison->options.alpha};
    const struct compare_part part = {
        .comparison = comparison, .gate = gate, .all = true, .flips = SIZE_MAX};
    int codes[2];
    const char *names[2];
    struct compare_summary summary = {
        .mode = gate ? GATE_BY_TIER : GATE_OFF, .codes = codes, .code_names = names};

    if (gate && gate->regressed) {
        names[summary.code_count] = "regression";
        codes[summary.code_count++] = COMPARE_REGRESSION_CODE;
    }
    if (gate && gate->inconclusive) {
        names[summary.code_count] = "inconclusive";
        codes[summary.code_count++] = COMPARE_INCONCLUSIVE_CODE;
    }
    writer->begin(&output);
    output.json.in_report = true;
    compare_output_add(&output, writer, &part);
    writer->finish(&output, &summary, text);
    compare_output_release(&output);
    arena_free(arena);
}

const char *compare_exit_text(const struct compare_summary *summary, struct arena *arena)
{
    struct buf out = {.ptr = NULL};
    const char *text;

    if (summary->code_count == 0)
        return "exit code 0, all well";
    buf_addf(&out, "exit code %d, %s", summary->codes[0], summary->code_names[0]);
    for (size_t i = 1; i < summary->code_count; i++)
        buf_addf(&out, "; %d, %s, holds too", summary->codes[i], summary->code_names[i]);
    text = arena_strndup(arena, out.ptr, out.len);
    buf_release(&out);
    return text;
}
