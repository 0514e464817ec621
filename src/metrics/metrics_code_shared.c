#include "metrics_code_internal.h"

void code_no_evidence(struct figure *out, const char *how)
{
    out->how = how;
}

const struct code_part *code_part_of_quantity(const struct results *results,
                                              const struct quantity *what, struct arena *arena,
                                              struct figure *out)
{
    const struct code_part *part;
    enum difficulty difficulty = DIFFICULTY_NONE;

    if (!results->code) {
        code_no_evidence(out, "no evaluated records");
        return NULL;
    }
    if (what->subject) {
        difficulty = difficulty_find(str_of(what->subject));
        if (difficulty == DIFFICULTY_NONE || !results->code->samples->difficulty) {
            code_no_evidence(
                out, arena_printf(arena, "no record states the difficulty %s", what->subject));
            return NULL;
        }
    }
    part = code_part_of(results->code, what->split, difficulty);
    if (!part)
        code_no_evidence(
            out, arena_printf(arena, "no evaluated record is of the split %s", what->split));
    return part;
}

const struct code_part *code_part_of_split(const struct results *results,
                                           const struct quantity *what, struct arena *arena,
                                           struct figure *out)
{
    struct quantity of_split = *what;

    of_split.subject = NULL;
    return code_part_of_quantity(results, &of_split, arena, out);
}

void code_give(struct figure *out, double value, uint64_t n, const char *how)
{
    out->evidence = EVIDENCE_SAMPLES;
    out->value = value;
    out->n = n;
    out->how = how;
}

const char *code_k_of_n(struct arena *arena, uint64_t k, uint64_t n, const char *of)
{
    return arena_printf(arena, "%llu of %llu %s", (unsigned long long)k, (unsigned long long)n, of);
}
