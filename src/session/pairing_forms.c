#include "pairing_internal.h"

enum { SUFFIX_LETTERS = 8 };

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

static struct pair_form number_form(struct str id)
{
    struct str text = without_zero_fraction(str_trim(id));
    bool minus = text.len > 1 && text.ptr[0] == '-';

    if (minus || (text.len > 1 && text.ptr[0] == '+'))
        text.ptr++, text.len--;
    for (size_t i = 0; i < text.len; i++)
        if (!is_digit(text.ptr[i]))
            text.len = 0;
    while (text.len > 1 && text.ptr[0] == '0')
        text.ptr++, text.len--;
    return (struct pair_form){text, minus && !str_eq_c(text, "0")};
}

static struct pair_form name_form(struct str id)
{
    size_t at = id.len;

    while (at > 0 && id.ptr[at - 1] != '/' && id.ptr[at - 1] != '\\')
        at--;
    return (struct pair_form){{id.ptr + at, id.len - at}, false};
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

static struct pair_form stem_form(struct str id)
{
    struct pair_form form = name_form(id);
    size_t dot = form.text.len;

    while (dot > 0 && form.text.ptr[dot - 1] != '.')
        dot--;
    if (dot > 1 && is_suffix((struct str){form.text.ptr + dot, form.text.len - dot}))
        form.text.len = dot - 1;
    return form;
}

static struct pair_form same_form(struct str id)
{
    return (struct pair_form){id, false};
}

struct pair_form pair_form_of(struct str id, enum pair_rule rule)
{
    static struct pair_form (*const forms[PAIR_RULES])(struct str) = {
        [PAIR_SAME] = same_form,
        [PAIR_NUMBER] = number_form,
        [PAIR_NAME] = name_form,
        [PAIR_STEM] = stem_form,
    };

    return forms[rule](id);
}
