#include <assay/metrics/metrics_pairs.h>

#include <assay/metrics/classification_source.h>

#include <math.h>
#include <string.h>

static const char *const need_matrix = "class rows do not tell which labels were confused";

/* The matrix to look in; cells of a given one are no evidence for themselves. */
static const struct set_results *pair_set(const struct results *results,
                                          const struct quantity *what, uint32_t not_file,
                                          struct arena *arena, struct figure *out)
{
    struct label_source source = label_source_of(results, what, not_file, arena, out);

    if (source.rows)
        figure_missing(out, need_matrix);
    if (source.set && !what->subject)
        figure_missing(out, "the file does not say of which labels");
    return what->subject ? source.set : NULL;
}

static uint64_t pair_count(const struct set_results *set, uint16_t truth, uint16_t prediction)
{
    if (prediction == LABEL_INVALID)
        return confusion_invalid(set->stated, truth);
    return confusion_at(set->stated, truth, prediction);
}

static void compute_pair(const struct results *results, const struct quantity *what,
                         uint32_t not_file, struct arena *arena, struct figure *out)
{
    bool own_cell = strcmp(what->metric, "confusion_cell") == 0;
    const struct set_results *set =
        pair_set(results, what, own_cell ? not_file : FILE_NONE, arena, out);
    uint16_t truth, prediction;

    if (!set)
        return;
    if (!label_pair(set, str_of(what->subject), arena, &truth, &prediction)) {
        figure_missing(out, arena_printf(arena, "no pair of labels %s", what->subject));
        return;
    }
    figure_from_set(out, set, (double)pair_count(set, truth, prediction),
                    arena_printf(arena, "samples of %s answered %s", label_name(set, truth),
                                 label_name(set, prediction)));
}

static void compute_total(const struct results *results, const struct quantity *what,
                          uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct set_results *set = pair_set(results, what, FILE_NONE, arena, out);
    bool row = strcmp(what->metric, "row_total") == 0;
    uint16_t code;

    (void)not_file;
    if (!set)
        return;
    code = set_results_label(set, what->subject);
    if (code == LABEL_MISSING)
        figure_missing(out, arena_printf(arena, "no label %s in the evidence", what->subject));
    else
        figure_from_set(out, set,
                        (double)(row ? confusion_support(set->stated, code)
                                     : confusion_predicted(set->stated, code)),
                        row ? "sum of the row" : "sum of the column");
}

/* ---- lists of pairs ---- */

struct pair_list {
    struct confused_pair *pairs;
    size_t count;
};

/* False when some entry is no pair of labels. */
static bool read_list(const struct set_results *set, const char *text, struct arena *arena,
                      struct pair_list *list)
{
    struct str rest = str_of(text), entry;
    size_t room = 1;

    for (const char *p = text; *p; p++)
        room += *p == ';';
    list->pairs = arena_zalloc(arena, room, sizeof(*list->pairs));
    list->count = 0;
    while (str_split(&rest, ';', &entry)) {
        struct confused_pair *pair = &list->pairs[list->count++];

        if (!label_pair(set, str_trim(entry), arena, &pair->truth, &pair->prediction))
            return false;
        pair->count = pair_count(set, pair->truth, pair->prediction);
    }
    return true;
}

static const char *pair_words(const struct set_results *set, const struct confused_pair *pair,
                              struct arena *arena)
{
    return arena_printf(arena, "%s>%s (%llu)", label_name(set, pair->truth),
                        label_name(set, pair->prediction), (unsigned long long)pair->count);
}

static const char *order_words(const struct set_results *set, const struct pair_list *list,
                               struct arena *arena)
{
    for (size_t i = 0; i + 1 < list->count; i++)
        if (list->pairs[i].count < list->pairs[i + 1].count)
            return arena_printf(arena, "%s before %s", pair_words(set, &list->pairs[i + 1], arena),
                                pair_words(set, &list->pairs[i], arena));
    return "largest first";
}

static bool is_listed(const struct pair_list *list, const struct confused_pair *pair)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->pairs[i].truth == pair->truth && list->pairs[i].prediction == pair->prediction)
            return true;
    return false;
}

/* Of the pairs there are, those larger than the first that a list of this length leaves out. */
static const char *missing_words(const struct set_results *set, const struct pair_list *list,
                                 struct arena *arena)
{
    size_t all;
    const struct confused_pair *pairs = classification_confused_pairs(arena, set->stated, &all);
    uint64_t left_out = list->count < all ? pairs[list->count].count : 0;
    const char *words = "";

    for (size_t i = 0; i < all && i < list->count; i++)
        if (pairs[i].count > left_out && !is_listed(list, &pairs[i]))
            words = arena_printf(arena, "%s%s%s", words, words[0] ? ", " : "",
                                 pair_words(set, &pairs[i], arena));
    if (words[0] == '\0')
        return "complete";
    return arena_printf(arena, "%s, not in the list", words);
}

static void compute_list(const struct results *results, const struct quantity *what,
                         uint32_t not_file, struct arena *arena, struct figure *out)
{
    const struct set_results *set = pair_set(results, what, FILE_NONE, arena, out);
    struct pair_list list;

    (void)not_file;
    if (!set)
        return;
    if (!read_list(set, what->subject, arena, &list)) {
        figure_missing(out, "the list names labels that the evidence does not have");
        return;
    }
    figure_from_set(out, set, NAN, "the counts of the confusion matrix");
    out->text = strcmp(what->metric, "confused_order") == 0 ? order_words(set, &list, arena)
                                                            : missing_words(set, &list, arena);
}

#define PAIR_METRIC(id, heading, in, low, how, function)                                           \
    const struct metric metric_##id = {.name = #id,                                                \
                                       .title = heading,                                           \
                                       .unit = in,                                                 \
                                       .least = low,                                               \
                                       .most = NAN,                                                \
                                       .better = BETTER_NEITHER,                                   \
                                       .needs_any = RUN_HAS_LABELS | RUN_HAS_MATRIX,               \
                                       .formula = how,                                             \
                                       .source = "the confusion matrix",                           \
                                       .compute = function}

PAIR_METRIC(confused_pair, "Confused pair", UNIT_COUNT, 0.0,
            "samples of one label that were answered with the other", compute_pair);
PAIR_METRIC(confused_order, "Order of confused pairs", UNIT_TEXT, NAN, "largest count first",
            compute_list);
PAIR_METRIC(confused_complete, "Completeness of confused pairs", UNIT_TEXT, NAN,
            "no larger pair is left out", compute_list);
PAIR_METRIC(confusion_cell, "Confusion matrix cell", UNIT_COUNT, 0.0,
            "samples of the row's label that were answered with the column's", compute_pair);
PAIR_METRIC(row_total, "Row total", UNIT_COUNT, 0.0, "sum of the row", compute_total);
PAIR_METRIC(column_total, "Column total", UNIT_COUNT, 0.0, "sum of the column", compute_total);
