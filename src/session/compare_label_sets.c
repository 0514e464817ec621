/*
 * The labels of two sets as one list: which of B's is which of A's.
 */
#include "comparison_internal.h"

#include <assay/base/intern.h>

enum { FORM_OF_SEVERAL = LABEL_INVALID };

/* Numbers of the labels' lower-case forms, equal where labels differ in case only. */
static uint32_t *forms_of(const struct label_set *labels, struct intern *forms,
                          struct arena *scratch)
{
    uint32_t *form = arena_alloc(scratch, (labels->count + 1) * sizeof(*form));

    for (size_t i = 0; i < labels->count; i++) {
        char *lower = arena_strdup(scratch, labels->names[i]);

        for (char *c = lower; *c; c++)
            if (*c >= 'A' && *c <= 'Z')
                *c = (char)(*c - 'A' + 'a');
        form[i] = intern_add(forms, str_of(lower));
    }
    return form;
}

/* The label of each form: LABEL_MISSING where there is none, FORM_OF_SEVERAL of several. */
static uint16_t *labels_of_forms(const uint32_t *form, size_t labels, size_t forms,
                                 struct arena *scratch)
{
    uint16_t *label = arena_alloc(scratch, (forms + 1) * sizeof(*label));

    for (size_t i = 0; i < forms; i++)
        label[i] = LABEL_MISSING;
    for (size_t i = 0; i < labels; i++)
        label[form[i]] = label[form[i]] == LABEL_MISSING ? (uint16_t)i : FORM_OF_SEVERAL;
    return label;
}

/*
 * A's label for each of B, or LABEL_MISSING: the same one, else the one that differs in case only.
 * That goes only where either set has a single label of the form, so that two of one side never
 * fall together.
 */
static uint16_t *labels_in_a(const struct label_set *a, const struct label_set *b,
                             struct arena *arena, struct arena *scratch)
{
    uint16_t *codes = arena_alloc(arena, (b->count + 1) * sizeof(*codes));
    struct intern *names = intern_new(scratch), *forms = intern_new(scratch);
    const uint32_t *form_a = forms_of(a, forms, scratch), *form_b = forms_of(b, forms, scratch);
    const uint16_t *of_a = labels_of_forms(form_a, a->count, intern_count(forms), scratch);
    const uint16_t *of_b = labels_of_forms(form_b, b->count, intern_count(forms), scratch);

    for (size_t i = 0; i < a->count; i++)
        intern_add(names, str_of(a->names[i]));
    for (size_t i = 0; i < b->count; i++) {
        uint32_t same = intern_find(names, str_of(b->names[i]));
        uint16_t alike = of_b[form_b[i]] == i ? of_a[form_b[i]] : LABEL_MISSING;

        codes[i] = same < a->count ? (uint16_t)same : alike < a->count ? alike : LABEL_MISSING;
    }
    intern_free(names);
    intern_free(forms);
    return codes;
}

void compare_unite_labels(struct compare_set *set, struct arena *arena, struct arena *scratch)
{
    const struct label_set *a = &set->a->labels, *b = &set->b->labels;
    const char **names = arena_zalloc(arena, a->count + b->count + 1, sizeof(*names));
    uint16_t *codes = labels_in_a(a, b, arena, scratch);
    size_t count = a->count;

    for (size_t i = 0; i < count; i++)
        names[i] = a->names[i];
    for (size_t i = 0; i < b->count; i++)
        if (codes[i] == LABEL_MISSING && count < LABEL_LIMIT) {
            names[count] = b->names[i];
            codes[i] = (uint16_t)count++;
        }
    set->labels = (struct label_set){names, count};
    set->code_of_b = codes;
}
