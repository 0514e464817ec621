#include "pairing_internal.h"

#include <stdlib.h>
#include <string.h>

enum { SUFFIX_LETTERS = 8 };

/* An id in another form: a part of its text, and a sign of its own. */
struct form {
    struct str text; /* empty: the id has no such form */
    bool negative;
    char room[SAMPLE_ID_ROOM];
};

/* ---- forms ---- */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Tables with a gap in a column of numbers print 7 as 7.0. */
static struct str without_zero_fraction(struct str text)
{
    size_t end = text.len;

    while (end > 0 && text.ptr[end - 1] == '0')
        end--;
    if (end > 0 && end < text.len && text.ptr[end - 1] == '.')
        text.len = end - 1;
    return text;
}

static void number_form(struct form *form)
{
    struct str text = without_zero_fraction(str_trim(form->text));
    bool minus = text.len > 1 && text.ptr[0] == '-';

    if (minus || (text.len > 1 && text.ptr[0] == '+'))
        text.ptr++, text.len--;
    for (size_t i = 0; i < text.len; i++)
        if (!is_digit(text.ptr[i]))
            text.len = 0;
    while (text.len > 1 && text.ptr[0] == '0')
        text.ptr++, text.len--;
    form->negative = minus && !str_eq_c(text, "0");
    form->text = text;
}

static void name_form(struct form *form)
{
    struct str text = form->text;

    for (size_t i = text.len; i > 0; i--) {
        if (text.ptr[i - 1] != '/' && text.ptr[i - 1] != '\\')
            continue;
        form->text = (struct str){text.ptr + i, text.len - i};
        return;
    }
}

/* Of "3.5" the 5 is no suffix. */
static bool is_suffix(struct str text)
{
    bool letter = false;

    for (size_t i = 0; i < text.len; i++) {
        if (!is_letter(text.ptr[i]) && !is_digit(text.ptr[i]))
            return false;
        letter = letter || is_letter(text.ptr[i]);
    }
    return letter && text.len <= SUFFIX_LETTERS;
}

static void stem_form(struct form *form)
{
    struct str text;

    name_form(form);
    text = form->text;
    for (size_t i = text.len; i > 1; i--) {
        if (text.ptr[i - 1] != '.')
            continue;
        if (is_suffix((struct str){text.ptr + i, text.len - i}))
            form->text.len = i - 1;
        return;
    }
}

static void form_of(enum pair_rule rule, const struct samples *samples, size_t row,
                    struct form *form)
{
    static void (*const takes[PAIR_RULES])(struct form *) = {
        [PAIR_NUMBER] = number_form,
        [PAIR_NAME] = name_form,
        [PAIR_STEM] = stem_form,
    };

    form->negative = false;
    form->text = samples_id(samples, row, form->room);
    takes[rule](form);
}

/* ---- how many samples a form names on either side ---- */

struct named {
    uint64_t hash;
    uint32_t row[2];   /* that has the form first */
    uint32_t count[2]; /* 0: none, 2: more than one */
};

struct forms {
    const struct pair_work *work;
    enum pair_rule rule;
    struct named *slots;
    size_t mask;
};

static bool has_form(const struct forms *forms, const struct named *named, const struct form *form,
                     uint64_t extra)
{
    unsigned s = named->count[0] ? 0 : 1;
    const struct pair_side *side = &forms->work->side[s];
    struct form other;

    form_of(forms->rule, side->samples, named->row[s], &other);
    return other.negative == form->negative && str_eq(other.text, form->text) &&
           pair_extra(forms->work, side, named->row[s]) == extra;
}

/* The entry of the row's form, or the free one where it goes; NULL when it has no such form. */
static struct named *named_by(const struct forms *forms, unsigned s, size_t row, uint64_t *hash)
{
    const struct pair_side *side = &forms->work->side[s];
    uint64_t extra = pair_extra(forms->work, side, row);
    struct form form;
    size_t at;

    form_of(forms->rule, side->samples, row, &form);
    if (form.text.len == 0)
        return NULL;
    *hash = pair_hash_text(extra + form.negative, form.text);
    for (at = *hash & forms->mask; forms->slots[at].count[0] + forms->slots[at].count[1];
         at = (at + 1) & forms->mask)
        if (forms->slots[at].hash == *hash && has_form(forms, &forms->slots[at], &form, extra))
            break;
    return &forms->slots[at];
}

static void count_named(struct named *named, unsigned s, size_t row, uint64_t hash)
{
    named->hash = hash;
    if (named->count[s] == 0)
        named->row[s] = (uint32_t)row;
    named->count[s] += named->count[s] < 2;
}

static size_t count_free(const struct pair_side *side)
{
    size_t count = 0;

    for (size_t i = 0; i < side->samples->count; i++)
        count += side->partner[i] == PARTNER_NONE;
    return count;
}

static void add_free(struct forms *forms, unsigned s)
{
    const struct pair_side *side = &forms->work->side[s];

    for (size_t i = 0; i < side->samples->count; i++) {
        uint64_t hash;
        struct named *named =
            side->partner[i] == PARTNER_NONE ? named_by(forms, s, i, &hash) : NULL;

        if (named)
            count_named(named, s, i, hash);
    }
}

static bool names_one_pair(const struct named *named)
{
    return named->count[0] == 1 && named->count[1] == 1;
}

static bool any_pair(const struct forms *forms)
{
    for (size_t i = 0; i <= forms->mask; i++)
        if (names_one_pair(&forms->slots[i]))
            return true;
    return false;
}

/* A form that a sample with a partner has as well names that one too. */
static void count_paired(struct forms *forms, unsigned s)
{
    const struct pair_side *side = &forms->work->side[s];

    for (size_t i = 0; i < side->samples->count; i++) {
        uint64_t hash;
        struct named *named =
            side->partner[i] < PARTNER_REPEATED ? named_by(forms, s, i, &hash) : NULL;

        if (named && named->count[0] + named->count[1])
            count_named(named, s, i, hash);
    }
}

static void join(struct pair_work *work, const struct forms *forms)
{
    for (size_t i = 0; i <= forms->mask; i++) {
        const struct named *named = &forms->slots[i];

        if (!names_one_pair(named))
            continue;
        work->side[0].partner[named->row[0]] = named->row[1];
        work->side[1].partner[named->row[1]] = named->row[0];
        work->by_rule[forms->rule]++;
    }
}

void pair_by_form(struct pair_work *work, enum pair_rule rule)
{
    size_t a = count_free(&work->side[0]), b = count_free(&work->side[1]), slots = 16;
    struct forms forms = {.work = work, .rule = rule};

    if (a == 0 || b == 0)
        return;
    while (slots < (a + b) + (a + b) / 2)
        slots *= 2;
    forms.slots = xcalloc(slots, sizeof(*forms.slots));
    forms.mask = slots - 1;
    add_free(&forms, 0);
    add_free(&forms, 1);
    if (any_pair(&forms)) {
        count_paired(&forms, 0);
        count_paired(&forms, 1);
        join(work, &forms);
    }
    free(forms.slots);
}
