#include <assay/metrics/classification_source.h>

#include <math.h>
#include <string.h>

struct label_source label_source_of(const struct results *results, const struct quantity *what,
                                    uint32_t not_file, struct arena *arena, struct figure *out)
{
    struct label_source source = {.set = results_labels(results, what->set, not_file)};

    if (what->split) {
        source.set = source.set ? set_results_split(source.set, what->split, arena) : NULL;
        if (!source.set)
            figure_missing(out, arena_printf(arena, "no samples of the split %s", what->split));
        return source;
    }
    if (!source.set)
        source.rows = results->classes;
    if (!source.set && !source.rows)
        figure_missing(out, "no predictions, no confusion matrix and no report to take it from");
    return source;
}

void figure_from_set(struct figure *out, const struct set_results *set, double value,
                     const char *how)
{
    out->evidence = set->evidence;
    out->value = value;
    out->n = confusion_total(set->stated);
    out->how = how;
    out->file = set->file;
}

void figure_from_rows(struct figure *out, const struct class_rows *rows, struct bounded value,
                      struct arena *arena, const char *how)
{
    double support = rows->support;

    if (isnan(value.value)) {
        figure_missing(out, "the class rows do not give it");
        return;
    }
    out->evidence = EVIDENCE_CLASSES;
    out->value = value.value;
    out->allowance = value.allowance;
    out->allowance_why =
        arena_printf(arena, "taken from class rows rounded to %d decimals", rows->decimals);
    out->n = support >= 0.0 && support < 1e15 ? (uint64_t)support : 0;
    out->how = how;
    out->file = rows->file;
}

void figure_missing(struct figure *out, const char *why)
{
    out->evidence = EVIDENCE_NONE;
    out->value = NAN;
    out->how = why;
}

static const char *invalid_words(const struct set_results *set, const struct confusion *cm,
                                 struct arena *arena)
{
    unsigned long long invalid = confusion_invalid_total(set->strict);
    const char *answers = invalid == 1 ? "answer" : "answers";

    if (invalid == 0)
        return "";
    if (cm == set->fallback)
        return arena_printf(arena, ", %llu %s outside the label set read as %s", invalid, answers,
                            label_name(set, set->fallback_label));
    if (cm == set->drop)
        return arena_printf(arena, ", %llu %s outside the label set left out", invalid, answers);
    return arena_printf(arena, ", %llu %s outside the label set counted wrong", invalid, answers);
}

const char *reading_words(const struct set_results *set, const struct confusion *cm,
                          struct arena *arena)
{
    unsigned long long unscored = confusion_unscored(cm), outside = confusion_truth_outside(cm);
    const char *words = invalid_words(set, cm, arena);

    if (unscored)
        words = arena_printf(arena, "%s, %llu unscored left out", words, unscored);
    if (outside)
        words = arena_printf(arena, "%s, %llu with a truth outside the label set left out", words,
                             outside);
    return words;
}

bool label_pair(const struct set_results *set, struct str pair, struct arena *arena,
                uint16_t *truth, uint16_t *prediction)
{
    for (size_t i = 1; i + 1 < pair.len; i++) {
        struct str left = {pair.ptr, i}, right = {pair.ptr + i + 1, pair.len - i - 1};

        if (pair.ptr[i] != '>')
            continue;
        *truth = set_results_label(set, arena_strndup(arena, left.ptr, left.len));
        *prediction = str_eq_c(right, "(invalid)")
                          ? LABEL_INVALID
                          : set_results_label(set, arena_strndup(arena, right.ptr, right.len));
        if (*truth != LABEL_MISSING && *prediction != LABEL_MISSING)
            return true;
    }
    return false;
}

const char *label_name(const struct set_results *set, uint16_t code)
{
    return code < set->labels.count ? set->labels.names[code] : "(invalid)";
}
