#include <assay/session/filter_complete.h>

#include <assay/base/intern.h>
#include <assay/session/filter_name.h>
#include <assay/session/filter_print.h>
#include <assay/session/filter_reader.h>

#include <string.h>

struct completer {
    const struct filter_vocabulary *vocabulary;
    size_t row_count;
    struct arena *arena;
    struct str typed;
    struct filter_completions *out;
};

/* ---- candidates ---- */

static bool begins_with(struct str text, struct str start)
{
    return text.len >= start.len && str_eq_nocase((struct str){text.ptr, start.len}, start);
}

static bool holds(struct str text, struct str part)
{
    for (size_t i = 0; i + part.len <= text.len; i++)
        if (begins_with((struct str){text.ptr + i, text.len - i}, part))
            return true;
    return false;
}

static bool is_known(const struct filter_completions *out, const char *text)
{
    for (size_t i = 0; i < out->count; i++)
        if (strcmp(out->items[i].text, text) == 0)
            return true;
    return false;
}

static void add(struct completer *completer, const char *text, const char *help)
{
    struct filter_completions *out = completer->out;

    if (out->count < FILTER_COMPLETIONS && !is_known(out, text))
        out->items[out->count++] = (struct filter_completion){text, help};
}

enum round { ROUND_BEGINS, ROUND_HOLDS, ROUNDS };

static bool fits(const struct completer *completer, struct str name, enum round round)
{
    return round == ROUND_BEGINS ? begins_with(name, completer->typed)
                                 : completer->typed.len > 0 && holds(name, completer->typed);
}

static void offer_fields(struct completer *completer, enum round round, bool with_sign)
{
    const struct filter_vocabulary *vocabulary = completer->vocabulary;

    for (size_t i = 0; i < vocabulary->field_count; i++) {
        const struct filter_field *field = &vocabulary->fields[i];
        char *name = arena_printf(completer->arena, "%s%s", field->name, with_sign ? ":" : "");

        for (char *c = name; *c; c++)
            *c = *c == ' ' ? '_' : *c;
        if (fits(completer, str_of(field->name), round))
            add(completer, name, field->help ? field->help : "");
    }
}

static void offer_prefixes(struct completer *completer, enum round round)
{
    static const char *const helps[FILTER_PREFIXES] = {"in a state", "there is a value",
                                                       "in the record on disk"};

    for (enum filter_prefix i = 0; i < FILTER_PREFIXES; i++)
        if (filter_has_prefix(completer->vocabulary, i) &&
            fits(completer, str_of(filter_prefixes[i]), round))
            add(completer, arena_printf(completer->arena, "%s:", filter_prefixes[i]), helps[i]);
}

static void offer_states(struct completer *completer, enum round round)
{
    const struct filter_vocabulary *vocabulary = completer->vocabulary;

    for (size_t i = 0; i < vocabulary->state_count; i++)
        if ((!vocabulary->states[i].pair || vocabulary->pairs) &&
            fits(completer, str_of(vocabulary->states[i].name), round))
            add(completer, vocabulary->states[i].name, vocabulary->states[i].help);
}

static const char *as_value(struct completer *completer, struct str text)
{
    struct buf out = {.ptr = NULL};
    const char *value;

    if (!filter_wants_quotes(text))
        return arena_strndup(completer->arena, text.ptr, text.len);
    filter_quote(text, &out);
    value = arena_strndup(completer->arena, out.ptr, out.len);
    buf_release(&out);
    return value;
}

static void offer_values(struct completer *completer, size_t field)
{
    const struct filter_vocabulary *vocabulary = completer->vocabulary;
    size_t rows =
        completer->row_count < FILTER_COMPLETE_ROWS ? completer->row_count : FILTER_COMPLETE_ROWS;
    struct intern *seen;
    char room[FILTER_ROOM];

    if (vocabulary->present && !vocabulary->present(vocabulary->arg, field))
        return;
    seen = intern_new(completer->arena);
    for (size_t row = 0; row < rows; row++)
        intern_add(seen, vocabulary->text(vocabulary->arg, field, row, room));
    for (enum round round = 0; round < ROUNDS; round++)
        for (uint32_t i = 0; i < intern_count(seen); i++)
            if (intern_text(seen, i).len && fits(completer, intern_text(seen, i), round))
                add(completer, as_value(completer, intern_text(seen, i)), "");
    intern_free(seen);
}

/* ---- what stands before the cursor ---- */

/* The start of the term that the cursor is in: behind the last border that stands in no quotes. */
static size_t term_start(struct str text)
{
    size_t start = 0;
    bool quoted = false;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];

        if (quoted && c == '\\') {
            i++;
            continue;
        }
        quoted ^= c == '"';
        if (!quoted && (c == ' ' || (c >= '\t' && c <= '\r') || c == '(' || c == ')'))
            start = i + 1;
    }
    if (start < text.len && text.ptr[start] == '-')
        start++;
    return start;
}

/* The start of the value typed last in a list. */
static size_t value_start(struct str text, size_t from)
{
    bool quoted = false;

    for (size_t i = from; i < text.len; i++) {
        quoted ^= text.ptr[i] == '"';
        if (!quoted && text.ptr[i] == ',')
            from = i + 1;
    }
    return from;
}

static void complete_name(struct completer *completer)
{
    for (enum round round = 0; round < ROUNDS; round++) {
        offer_fields(completer, round, true);
        offer_prefixes(completer, round);
    }
}

static void complete_value(struct completer *completer, struct str name)
{
    size_t field = filter_find_field(completer->vocabulary, name);

    if (completer->typed.len && completer->typed.ptr[0] == '"')
        completer->typed = (struct str){completer->typed.ptr + 1, completer->typed.len - 1};
    if (str_eq_c(name, "is"))
        for (enum round round = 0; round < ROUNDS; round++)
            offer_states(completer, round);
    else if (str_eq_c(name, "has"))
        for (enum round round = 0; round < ROUNDS; round++)
            offer_fields(completer, round, false);
    else if (field != SIZE_MAX && completer->vocabulary->fields[field].kind == FILTER_TEXT)
        offer_values(completer, field);
}

void filter_complete(const struct filter_vocabulary *vocabulary, size_t row_count, struct str text,
                     size_t cursor, struct arena *arena, struct filter_completions *out)
{
    struct str before = {text.ptr, cursor < text.len ? cursor : text.len};
    struct filter_reader reader = {.text = before, .at = term_start(before)};
    size_t start = reader.at, length = filter_name_length(&reader), sign = start + length;
    struct completer completer = {.vocabulary = vocabulary,
                                  .row_count = vocabulary->text ? row_count : 0,
                                  .arena = arena,
                                  .out = out};

    out->count = 0;
    out->from = start;
    if (length == 0) {
        completer.typed = (struct str){before.ptr + start, before.len - start};
        complete_name(&completer);
        return;
    }
    while (sign < before.len && strchr(":=!<>~", before.ptr[sign]))
        sign++;
    out->from = value_start(before, sign);
    completer.typed = (struct str){before.ptr + out->from, before.len - out->from};
    complete_value(&completer, (struct str){before.ptr + start, length});
}
