#include <assay/session/filter.h>

#include <assay/session/sample_field.h>

#include <string.h>

enum comparison {
    COMPARE_CONTAINS,
    COMPARE_NOT,
    COMPARE_AT_MOST,
    COMPARE_AT_LEAST,
    COMPARE_EQUAL,
    COMPARE_BELOW,
    COMPARE_ABOVE
};

/* Longer signs first, since "<" begins "<=". */
static const struct {
    const char *sign;
    enum comparison comparison;
} comparisons[] = {
    {"!=", COMPARE_NOT},  {"<=", COMPARE_AT_MOST}, {">=", COMPARE_AT_LEAST}, {"=", COMPARE_EQUAL},
    {"<", COMPARE_BELOW}, {">", COMPARE_ABOVE},    {":", COMPARE_CONTAINS},
};

enum state { STATE_NONE, STATE_PASS, STATE_FAIL, STATE_INVALID, STATE_UNSCORED };

static const char *const states[] = {"", "pass", "fail", "invalid", "unscored"};

struct term {
    enum state state;                 /* of is:, else STATE_NONE */
    const struct sample_field *field; /* NULL with a state */
    enum comparison comparison;
    const char *value;
    double number; /* of value, for the orders */
    struct term *next;
};

struct filter {
    struct term *first;
};

/* ---- parsing ---- */

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The next term, a value in quotes included; empty at the end. False at a quote left open. */
static bool next_word(struct str *rest, struct str *word, struct err *err)
{
    size_t length = 0;
    bool quoted = false;

    *rest = str_trim(*rest);
    for (; length < rest->len && (quoted || !is_blank(rest->ptr[length])); length++)
        quoted ^= rest->ptr[length] == '"';
    *word = (struct str){rest->ptr, length};
    rest->ptr += length;
    rest->len -= length;
    return !quoted || err_set(err, ERR_USAGE, "the filter has a quote that is not closed");
}

static size_t field_length(struct str word)
{
    size_t length = 0;

    while (length < word.len &&
           ((word.ptr[length] >= 'a' && word.ptr[length] <= 'z') || word.ptr[length] == '_'))
        length++;
    return length;
}

static bool parse_state(struct term *term, struct err *err)
{
    for (size_t i = 1; i < sizeof(states) / sizeof(states[0]); i++)
        if (strcmp(states[i], term->value) == 0)
            term->state = (enum state)i;
    return term->state != STATE_NONE ||
           err_set(err, ERR_USAGE, "is: takes pass, fail, invalid or unscored, not \"%s\"",
                   term->value);
}

static bool parse_comparison(struct str *rest, enum comparison *comparison)
{
    for (size_t i = 0; i < sizeof(comparisons) / sizeof(comparisons[0]); i++) {
        if (!str_starts(*rest, comparisons[i].sign))
            continue;
        *comparison = comparisons[i].comparison;
        rest->ptr += strlen(comparisons[i].sign);
        rest->len -= strlen(comparisons[i].sign);
        return true;
    }
    return false;
}

static bool parse_term(struct str word, struct term *term, struct arena *arena, struct err *err)
{
    struct str name = {word.ptr, field_length(word)};
    struct str value = {word.ptr + name.len, word.len - name.len};

    if (!parse_comparison(&value, &term->comparison))
        return err_set(err, ERR_USAGE, "the filter wants field=value, not \"%.*s\"", (int)word.len,
                       word.ptr);
    if (value.len >= 2 && value.ptr[0] == '"' && value.ptr[value.len - 1] == '"')
        value = (struct str){value.ptr + 1, value.len - 2};
    term->value = arena_strndup(arena, value.ptr, value.len);
    if (str_eq_c(name, "is") && term->comparison == COMPARE_CONTAINS)
        return parse_state(term, err);
    term->field = name.len < 32 ? sample_field_find(name) : NULL;
    if (!term->field)
        return err_set(err, ERR_USAGE, "unknown field \"%.*s\"; the nearest is \"%s\"",
                       (int)(name.len < 32 ? name.len : 31), name.ptr,
                       sample_field_nearest((struct str){name.ptr, name.len < 31 ? name.len : 31}));
    if (term->comparison != COMPARE_BELOW && term->comparison != COMPARE_ABOVE &&
        term->comparison != COMPARE_AT_MOST && term->comparison != COMPARE_AT_LEAST)
        return true;
    return str_number(value, &term->number, NULL) ||
           err_set(err, ERR_USAGE, "%s is compared with a number, not \"%s\"", term->field->name,
                   term->value);
}

struct filter *filter_parse(struct str text, struct arena *arena, struct err *err)
{
    struct filter *filter = arena_zalloc(arena, 1, sizeof(*filter));
    struct term **end = &filter->first;
    struct str word;

    while (next_word(&text, &word, err)) {
        struct term *term;

        if (word.len == 0)
            return filter;
        term = arena_zalloc(arena, 1, sizeof(*term));
        if (!parse_term(word, term, arena, err))
            return NULL;
        *end = term;
        end = &term->next;
    }
    return NULL;
}

/* ---- matching ---- */

static bool match_state(enum state state, const struct samples *samples, size_t index)
{
    switch (state) {
    case STATE_PASS:
        return sample_outcome(samples, index) == OUTCOME_PASS;
    case STATE_FAIL:
        return sample_outcome(samples, index) == OUTCOME_FAIL;
    case STATE_UNSCORED:
        return sample_outcome(samples, index) == OUTCOME_UNSCORED;
    case STATE_INVALID:
        return samples->prediction && samples->prediction[index] == LABEL_INVALID;
    case STATE_NONE:
        break;
    }
    return false;
}

static bool match_number(const struct term *term, struct str text)
{
    double number;

    if (!str_number(text, &number, NULL))
        return false;
    switch (term->comparison) {
    case COMPARE_BELOW:
        return number < term->number;
    case COMPARE_ABOVE:
        return number > term->number;
    case COMPARE_AT_MOST:
        return number <= term->number;
    default:
        return number >= term->number;
    }
}

static bool match_term(const struct term *term, const struct run *run,
                       const struct samples *samples, size_t index)
{
    char room[SAMPLE_FIELD_ROOM];
    struct str text;

    if (term->state != STATE_NONE)
        return match_state(term->state, samples, index);
    if (!term->field->present(samples))
        return false;
    text = term->field->text(run, samples, index, room);
    switch (term->comparison) {
    case COMPARE_EQUAL:
        return str_eq_c(text, term->value);
    case COMPARE_NOT:
        return !str_eq_c(text, term->value);
    case COMPARE_CONTAINS:
        return str_contains_nocase(text, term->value);
    default:
        return match_number(term, text);
    }
}

bool filter_match(const struct filter *filter, const struct run *run, const struct samples *samples,
                  size_t index)
{
    for (const struct term *term = filter->first; term; term = term->next)
        if (!match_term(term, run, samples, index))
            return false;
    return true;
}
