#include <assay/load/paper_stamp.h>

#include <math.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Reads so many digits; -1 when there are fewer. */
static int digits(const char *text, int count)
{
    int value = 0;

    for (int i = 0; i < count; i++) {
        if (!is_digit(text[i]))
            return -1;
        value = 10 * value + (text[i] - '0');
    }
    return value;
}

static bool is_day(const struct paper_day *day)
{
    return day->year >= 1970 && day->year <= 2999 && day->month >= 1 && day->month <= 12 &&
           day->day >= 1 && day->day <= 31;
}

/* "20251003" not followed by a ninth digit, or "2025-10-03". */
static bool day_here(const char *text, struct paper_day *day)
{
    bool dashed = digits(text, 4) >= 0 && text[4] == '-';
    int step = dashed ? 1 : 0;

    day->year = digits(text, 4);
    if (day->year < 0)
        return false;
    day->month = digits(text + 4 + step, 2);
    if (day->month < 0 || (dashed && text[7] != '-'))
        return false;
    day->day = digits(text + 6 + 2 * step, 2);
    return is_day(day) && !is_digit(text[8 + 2 * step]);
}

bool paper_day_find(const char *text, struct paper_day *day)
{
    for (const char *p = text; *p; p++)
        if (is_digit(*p) && (p == text || !is_digit(p[-1])) && day_here(p, day))
            return true;
    return false;
}

struct stamp {
    const char *name, *text;
    uint32_t line;
    struct paper_day day;
};

static void add_stamp(struct stamp *stamps, size_t *count, const char *name, const char *text,
                      uint32_t line)
{
    struct stamp stamp = {.name = name, .text = text, .line = line};

    if (text && paper_day_find(text, &stamp.day))
        stamps[(*count)++] = stamp;
}

static void push_pair(const struct paper_place *place, const struct stamp *first,
                      const struct stamp *other)
{
    bool same = first->day.year == other->day.year && first->day.month == other->day.month &&
                first->day.day == other->day.day;
    struct quantity what = QUANTITY("timestamp_consistent");

    what.subject = other->name;
    builder_claim(place->builder,
                  &(struct claim){
                      .name = arena_printf(place->scratch, "%s and %s", first->name, other->name),
                      .what = what,
                      .kind = CLAIM_TEXT,
                      .value = NAN,
                      .printed = first->text,
                      .file = place->file,
                      .line = first->line,
                  });
    builder_fact(
        place->builder,
        &(struct fact){
            .what = what,
            .kind = CLAIM_TEXT,
            .value = NAN,
            .text = same ? first->text
                         : arena_printf(place->scratch, "%04d-%02d-%02d", other->day.year,
                                        other->day.month, other->day.day),
            .n = 1,
            .how = arena_printf(place->scratch, "the day in %s %s", other->name, other->text),
        });
}

void paper_check_stamps(const struct paper_place *place, const char *folder)
{
    static const char *const paths[] = {
        "metadata.timestamp", "metadata.datetime",    "timestamp",
        "datetime",           "evaluation_timestamp", "metrics._results_json_path",
    };
    struct stamp stamps[sizeof(paths) / sizeof(paths[0]) + 1];
    size_t count = 0;

    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
        const struct meta *node = meta_find(place->root, paths[i]);
        const char *name = arena_printf(place->scratch, "%s%s", place->root_prefix, paths[i]);

        if (node)
            add_stamp(stamps, &count, name, meta_scalar(node).ptr, node->line);
    }
    add_stamp(stamps, &count, "directory", folder, 0);
    for (size_t i = 1; i < count; i++)
        push_pair(place, &stamps[0], &stamps[i]);
}

/* ---- TTT or baseline ---- */

static const char *variant_of_type(const char *type)
{
    struct str text = str_of(type);

    if (str_contains_nocase(text, "baseline"))
        return "baseline";
    return str_contains_nocase(text, "ttt") ? "ttt" : NULL;
}

static const char *variant_of_name(const char *name)
{
    struct str text = str_of(name);

    if (str_ends(text, "_ttt"))
        return "ttt";
    return str_ends(text, "_baseline") || str_starts(text, "baseline") ? "baseline" : NULL;
}

static bool is_true(const struct meta *node)
{
    return node && node->kind == META_BOOL && node->truth;
}

static const char *variant_of_config(const struct meta *config)
{
    const struct meta *enable = meta_find(config, "ttt.enable");

    if (!enable)
        return NULL;
    if (is_true(enable))
        return "ttt";
    return is_true(meta_find(config, "lora.enable")) ? "lora" : "baseline";
}

void paper_push_variant(const struct paper_place *place, const char *const *names)
{
    static const char *const types[] = {"metadata.model_type", "model_type"};
    static const char *const configs[] = {"training_config", "metadata.config", "config"};
    const char *variant = NULL;

    for (size_t i = 0; !variant && i < 2; i++)
        variant = variant_of_type(meta_text(meta_find(place->root, types[i]), ""));
    for (; !variant && *names; names++)
        variant = variant_of_name(*names);
    for (size_t i = 0; !variant && i < 3; i++)
        variant = variant_of_config(meta_find(place->root, configs[i]));
    if (variant && !meta_get(place->root, "variant"))
        builder_meta_text(place->builder, "variant", variant);
}
