#include <assay/load/classification_claims.h>

#include <math.h>
#include <string.h>

enum average_word {
    PLAIN,
    MACRO,
    MICRO,
    WEIGHTED,
    BALANCED,
    STRICT,
    FALLBACK,
    DROP,
    AVERAGE_WORDS
};

struct word {
    const char *word;
    int meaning;
};

/* What is measured, and the metric under each way to average it; NULL where there is none. */
struct measure {
    const char *words[6];
    bool share;
    const char *metric[AVERAGE_WORDS];
};

static const struct measure measures[] = {
    {{"accuracy", "acc", "war", "wa"},
     true,
     {"accuracy", NULL, "accuracy", "accuracy", "balanced_accuracy", "accuracy_strict",
      "accuracy_fallback", "accuracy_drop"}},
    {{"uar", "ua"}, true, {"balanced_accuracy"}},
    {{"precision", "prec"},
     true,
     {"precision", "macro_precision", "micro_precision", "weighted_precision"}},
    {{"recall", "rec", "sensitivity"},
     true,
     {"recall", "macro_recall", "micro_recall", "weighted_recall"}},
    {{"f1", "f1score"}, true, {"f1", "macro_f1", "micro_f1", "weighted_f1"}},
    {{"kappa"}, false, {"kappa"}},
    {{"mcc", "matthews"}, false, {"mcc"}},
    {{"ece", "calibration"}, false, {"ece"}},
    {{"brier"}, false, {"brier"}},
    {{"samples", "instances", "n"}, false, {"samples"}},
    {{"correct", "right"}, false, {"correct"}},
    {{"invalid"}, false, {"invalid_answers"}},
    {{"classes", "labels"}, false, {"labels"}},
};

static const struct word averages[] = {
    {"macro", MACRO},   {"micro", MICRO},       {"weighted", WEIGHTED}, {"balanced", BALANCED},
    {"strict", STRICT}, {"fallback", FALLBACK}, {"drop", DROP},         {"dropped", DROP},
};

static const char *const idle_words[] = {
    "test",        "overall",     "score",  "avg",      "average", "s",        "cohen",
    "correlation", "coefficient", "coef",   "corrcoef", "total",   "num",      "number",
    "of",          "the",         "count",  "final",    "answers", "expected", "error",
    "predictions", "phi",         "scores", "eval",
};

static bool is_word_char(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool next_word(struct str *rest, struct str *word)
{
    while (rest->len && !is_word_char(rest->ptr[0]))
        rest->ptr++, rest->len--;
    *word = *rest;
    while (rest->len && is_word_char(rest->ptr[0]))
        rest->ptr++, rest->len--;
    word->len -= rest->len;
    return word->len > 0;
}

static const struct measure *find_measure(struct str word)
{
    for (size_t i = 0; i < sizeof(measures) / sizeof(measures[0]); i++)
        for (size_t j = 0; j < 6 && measures[i].words[j]; j++)
            if (str_eq_nocase(word, str_of(measures[i].words[j])))
                return &measures[i];
    return NULL;
}

static int find_average(struct str word)
{
    for (size_t i = 0; i < sizeof(averages) / sizeof(averages[0]); i++)
        if (str_eq_nocase(word, str_of(averages[i].word)))
            return averages[i].meaning;
    return PLAIN;
}

static bool is_idle(struct str word)
{
    for (size_t i = 0; i < sizeof(idle_words) / sizeof(idle_words[0]); i++)
        if (str_eq_nocase(word, str_of(idle_words[i])))
            return true;
    return false;
}

const char *claim_metric(struct str name)
{
    const struct measure *measure = NULL;
    struct str rest = name, word;
    int average = PLAIN;

    while (next_word(&rest, &word)) {
        const struct measure *meant = find_measure(word);
        int way = find_average(word);

        if ((meant && measure) || (way != PLAIN && average != PLAIN))
            return NULL;
        if (meant)
            measure = meant;
        else if (way != PLAIN)
            average = way;
        else if (!is_idle(word))
            return NULL;
    }
    return measure ? measure->metric[average] : NULL;
}

bool claim_is_share(const char *metric)
{
    for (size_t i = 0; i < sizeof(measures) / sizeof(measures[0]); i++)
        for (size_t a = 0; a < AVERAGE_WORDS; a++)
            if (measures[i].metric[a] && strcmp(measures[i].metric[a], metric) == 0)
                return measures[i].share;
    return strcmp(metric, "support_share") == 0;
}

struct str claim_bare(struct str cell)
{
    struct str text = str_trim(cell);

    while (text.len && strchr("*_`~ ", text.ptr[0]))
        text.ptr++, text.len--;
    while (text.len && strchr("*_` ", text.ptr[text.len - 1]))
        text.len--;
    return text;
}

/* "1,234" is a count with its thousands marked. */
static struct str without_commas(struct str text, char *room, size_t size)
{
    size_t used = 0;

    if (!memchr(text.ptr, ',', text.len) || text.len >= size)
        return text;
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] != ',')
            room[used++] = text.ptr[i];
    return (struct str){room, used};
}

bool claim_cell(struct run_builder *builder, const char *name, struct quantity what,
                struct str cell, const struct claim_place *place)
{
    struct claim claim = {.name = name, .what = what, .file = place->file, .line = place->line};
    struct str printed = claim_bare(cell), digits = printed;
    bool percent = place->percent;
    char room[64];

    if (printed.len == 0)
        return false;
    if (str_ends(digits, "%")) {
        digits = str_trim((struct str){digits.ptr, digits.len - 1});
        percent = true;
    }
    digits = without_commas(digits, room, sizeof(room));
    if (!str_number(digits, &claim.value, &claim.decimals))
        return false;
    if (!percent && claim_is_share(what.metric) && claim.value > 1.0 && claim.value <= 100.0) {
        percent = true;
        builder_note(builder, NOTE_GUESSED, place->file, place->line, "%s %.*s is taken as percent",
                     name, (int)printed.len, printed.ptr);
    }
    if (place->decimals > claim.decimals)
        claim.decimals = place->decimals;
    if (percent) {
        claim.value *= 0.01;
        claim.decimals += 2;
    }
    claim.printed = arena_strndup(builder_arena(builder), printed.ptr, printed.len);
    builder_claim(builder, &claim);
    return true;
}

void claim_words(struct run_builder *builder, const char *name, struct quantity what,
                 const char *words, const struct claim_place *place)
{
    builder_claim(builder, &(struct claim){.name = name,
                                           .what = what,
                                           .kind = CLAIM_TEXT,
                                           .value = NAN,
                                           .printed = words,
                                           .file = place->file,
                                           .line = place->line});
}

struct quantity claim_about(const char *metric, const char *subject)
{
    struct quantity what = QUANTITY(metric);

    what.subject = subject;
    return what;
}
