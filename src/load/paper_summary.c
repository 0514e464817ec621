#include <assay/load/paper_summary.h>

#include <assay/load/paper_keys.h>

#include <math.h>
#include <string.h>

enum { LINE_LIMIT = 200 };

static const char *task_in(struct str key)
{
    static const char *const tasks[] = {"sblimp", "swuggy", "tstory", "sstory"};

    for (size_t i = 0; i < sizeof(tasks) / sizeof(tasks[0]); i++)
        if (str_contains_nocase(key, tasks[i]))
            return tasks[i];
    return NULL;
}

/* The position among the words of a key: "8k", "@16k", "8000". */
static double position_in(struct str key)
{
    struct str rest = key, word;

    while (str_split(&rest, ' ', &word)) {
        char text[16];
        bool thousands;
        double position;

        while (word.len && (word.ptr[0] == '@' || word.ptr[0] == '('))
            word.ptr++, word.len--;
        while (word.len && word.ptr[word.len - 1] == ')')
            word.len--;
        if (word.len == 0 || word.len >= sizeof(text))
            continue;
        memcpy(text, word.ptr, word.len);
        text[word.len] = '\0';
        position = paper_position(text, &thousands);
        if (!isnan(position))
            return position;
    }
    return NAN;
}

static const char *slope_in(struct str key)
{
    if (str_contains_nocase(key, "early"))
        return "slope_early";
    if (str_contains_nocase(key, "middle"))
        return "slope_middle";
    return str_contains_nocase(key, "late") ? "slope_late" : "slope_end_point";
}

/* What the text before the colon speaks of; false when it is nothing known. */
static bool quantity_of(struct str key, struct quantity *what)
{
    const char *task = task_in(key);

    *what = QUANTITY(NULL);
    if (task) {
        what->metric = str_contains_nocase(key, "samples")   ? NULL
                       : str_contains_nocase(key, "correct") ? NULL
                                                             : "task_accuracy";
        what->subject = task;
    } else if (str_contains_nocase(key, "slope")) {
        what->metric = slope_in(key);
    } else if (str_contains_nocase(key, "paper") && str_contains_nocase(key, "f1")) {
        what->metric = "tasks_harmonic_mean";
    } else if (str_contains_nocase(key, "paper") &&
               (str_contains_nocase(key, "avg") || str_contains_nocase(key, "average"))) {
        what->metric = "tasks_mean";
    } else if (str_contains_nocase(key, "librilight")) {
        what->at = position_in(key);
        what->metric = isnan(what->at)                          ? NULL
                       : str_contains_nocase(key, "perplexity") ? "perplexity"
                       : str_contains_nocase(key, "loss")       ? "loss"
                                                                : NULL;
    }
    return what->metric != NULL;
}

static struct str first_word(struct str text)
{
    struct str word = str_trim(text);
    size_t length = 0;

    while (length < word.len && !strchr(" \t,;()", word.ptr[length]))
        length++;
    return (struct str){word.ptr, length};
}

size_t paper_push_summary(struct run_builder *builder, struct str text, uint32_t file)
{
    struct str line;
    size_t claims = 0;

    for (uint32_t number = 1; str_split(&text, '\n', &line); number++) {
        struct str value = line, key;
        struct quantity what;
        char name[LINE_LIMIT];

        if (line.len >= LINE_LIMIT || !str_split(&value, ':', &key) || !value.ptr)
            continue;
        key = str_trim(key);
        if (!quantity_of(key, &what) || key.len >= sizeof(name))
            continue;
        memcpy(name, key.ptr, key.len);
        name[key.len] = '\0';
        claims += builder_claim_text(builder, name, what, first_word(value), file, number);
    }
    return claims;
}
