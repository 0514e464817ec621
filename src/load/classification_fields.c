#include <assay/load/classification_fields.h>

#include <string.h>

/* Best first. */
static const char *const truth_names[] = {"y_true",
                                          "true_label",
                                          "true",
                                          "truth",
                                          "ground_truth",
                                          "gold",
                                          "gold_label",
                                          "target",
                                          "actual",
                                          "actual_label",
                                          "reference",
                                          "label",
                                          "emotion",
                                          "expected",
                                          "true_class",
                                          "gt",
                                          "true_label_idx",
                                          "label_true",
                                          "y",
                                          "target_idx",
                                          "true_label_id",
                                          NULL};
static const char *const prediction_names[] = {"y_pred",
                                               "predicted_label",
                                               "pred_label",
                                               "prediction",
                                               "predicted",
                                               "pred",
                                               "predicted_class",
                                               "pred_class",
                                               "output",
                                               "answer",
                                               "response",
                                               "label_pred",
                                               "predicted_label_idx",
                                               "pred_label_idx",
                                               "predicted_label_id",
                                               "pred_idx",
                                               "y_hat",
                                               NULL};
static const char *const id_names[] = {"id",   "sample_id", "name", "video", "filename", "file",
                                       "path", "utt_id",    "uid",  "idx",   "index",    NULL};
static const char *const score_names[] = {"score", "confidence", "prob", "probability", NULL};
static const char *const split_names[] = {"split", "subset", "partition", NULL};
static const char *const group_names[] = {"group",   "group_id", "cluster",
                                          "speaker", "text_id",  NULL};
static const char *const raw_names[] = {"raw",          "raw_output", "raw_answer", "raw_text",
                                        "raw_response", "text",       NULL};

struct field_rule {
    const char *name;
    const char *const *names;
    size_t hint; /* offset in struct run_hints */
};

static const struct field_rule rules[FIELD_COUNT] = {
    [FIELD_TRUTH] = {"truth", truth_names, offsetof(struct run_hints, truth)},
    [FIELD_PREDICTION] = {"prediction", prediction_names, offsetof(struct run_hints, prediction)},
    [FIELD_ID] = {"id", id_names, offsetof(struct run_hints, id)},
    [FIELD_SCORE] = {"score", score_names, offsetof(struct run_hints, score)},
    [FIELD_SPLIT] = {"split", split_names, offsetof(struct run_hints, split)},
    [FIELD_GROUP] = {"group", group_names, offsetof(struct run_hints, group)},
    [FIELD_RAW] = {"raw", raw_names, offsetof(struct run_hints, raw)},
};

static const char *const probability_prefixes[] = {"prob_", "proba_", "probability_", NULL};

static const char *hinted(const struct run_hints *hints, enum field field)
{
    size_t offset = rules[field].hint;

    return *(const char *const *)(const void *)((const char *)hints + offset);
}

/* The place of the best name of a field, FIELD_ABSENT when there is none. */
static size_t guess(const struct str *names, size_t count, enum field field)
{
    for (const char *const *name = rules[field].names; *name; name++)
        for (size_t i = 0; i < count; i++)
            if (str_eq_nocase(str_trim(names[i]), str_of(*name)))
                return i;
    return FIELD_ABSENT;
}

static size_t find_exact(const struct str *names, size_t count, const char *wanted)
{
    for (size_t i = 0; i < count; i++)
        if (str_eq_c(str_trim(names[i]), wanted))
            return i;
    return FIELD_ABSENT;
}

static size_t prefix_length(struct str name)
{
    for (const char *const *prefix = probability_prefixes; *prefix; prefix++) {
        size_t length = strlen(*prefix);

        if (name.len > length && str_eq_nocase((struct str){name.ptr, length}, str_of(*prefix)))
            return length;
    }
    return 0;
}

static void find_probabilities(const struct str *names, size_t count, struct arena *arena,
                               struct field_map *map)
{
    map->probabilities = arena_zalloc(arena, count, sizeof(*map->probabilities));
    map->labels = arena_zalloc(arena, count, sizeof(*map->labels));
    for (size_t i = 0; i < count; i++) {
        struct str name = str_trim(names[i]);
        size_t skip = prefix_length(name);

        if (!skip)
            continue;
        map->probabilities[map->probability_count] = i;
        map->labels[map->probability_count++] =
            arena_strndup(arena, name.ptr + skip, name.len - skip);
    }
}

/* One column cannot be two things: what the user said keeps it, then the earlier field. */
static bool is_taken(const struct field_map *map, enum field field)
{
    for (size_t f = 0; f < FIELD_COUNT; f++)
        if (f != field && map->at[f] == map->at[field] && (f < field || !map->guessed[f]))
            return true;
    return false;
}

bool field_map_find(const struct str *names, size_t count, const struct run_hints *hints,
                    struct arena *arena, struct field_map *map, struct err *err)
{
    *map = (struct field_map){.probabilities = NULL};
    for (size_t f = 0; f < FIELD_COUNT; f++) {
        const char *said = hinted(hints, (enum field)f);

        map->at[f] = said ? find_exact(names, count, said) : guess(names, count, (enum field)f);
        map->guessed[f] = !said;
        if (said && map->at[f] == FIELD_ABSENT)
            return err_set(err, ERR_USAGE, "has no column \"%s\", which is to be the %s", said,
                           rules[f].name);
    }
    for (size_t f = 0; f < FIELD_COUNT; f++)
        if (map->guessed[f] && map->at[f] != FIELD_ABSENT && is_taken(map, (enum field)f))
            map->at[f] = FIELD_ABSENT;
    find_probabilities(names, count, arena, map);
    if (map->at[FIELD_TRUTH] == FIELD_ABSENT || map->at[FIELD_PREDICTION] == FIELD_ABSENT)
        return err_set(err, ERR_SYNTAX, "has no column for %s",
                       map->at[FIELD_TRUTH] == FIELD_ABSENT ? "the truth" : "the prediction");
    return true;
}

static bool has_field(const char *const *names, size_t count, const struct run_hints *hints,
                      enum field field)
{
    const char *said = hinted(hints, field);

    for (size_t i = 0; i < count; i++) {
        if (said && strcmp(said, names[i]) == 0)
            return true;
        for (const char *const *name = rules[field].names; !said && *name; name++)
            if (str_eq_nocase(str_of(names[i]), str_of(*name)))
                return true;
    }
    return false;
}

bool field_names_fit(const char *const *names, size_t count, const struct run_hints *hints)
{
    return has_field(names, count, hints, FIELD_TRUTH) &&
           has_field(names, count, hints, FIELD_PREDICTION);
}

const char *field_map_guesses(const struct field_map *map, const struct str *names,
                              struct arena *arena)
{
    const char *text = "";

    for (size_t f = 0; f < FIELD_COUNT; f++) {
        struct str name;

        if (!map->guessed[f] || map->at[f] == FIELD_ABSENT)
            continue;
        name = str_trim(names[map->at[f]]);
        text = arena_printf(arena, "%s%s%.*s as %s", text, text[0] ? ", " : "", (int)name.len,
                            name.ptr, rules[f].name);
    }
    return text;
}
