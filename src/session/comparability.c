#include <assay/session/comparability.h>

#include "comparability_internal.h"

#include <assay/base/err.h>

#include <stdlib.h>
#include <string.h>

const char *differing_name(enum differing_kind kind)
{
    static const char *const names[DIFFERING_KINDS] = {
        [DIFFERS_DATA] = "data",     [DIFFERS_LABELS] = "labels",     [DIFFERS_CLAIM] = "claim",
        [DIFFERS_PROMPT] = "prompt", [DIFFERS_DECODING] = "decoding", [DIFFERS_SEED] = "seed",
        [DIFFERS_MODEL] = "model",   [DIFFERS_SETTING] = "setting",
    };

    return names[kind];
}

void finding_add(struct finding_list *list, struct differing finding)
{
    list->findings =
        array_grow(list->findings, &list->capacity, list->count + 1, sizeof(*list->findings));
    list->findings[list->count++] = finding;
}

const char *names_text(const char *const *names, size_t count, struct arena *arena)
{
    enum { SHOWN = 3 };
    const char *text = "";

    for (size_t i = 0; i < count && i < SHOWN; i++)
        text = arena_printf(arena, "%s%s%s", text,
                            i == 0                             ? ""
                            : i + 1 == count && count <= SHOWN ? " and "
                                                               : ", ",
                            names[i]);
    return count > SHOWN ? arena_printf(arena, "%s and %zu more", text, count - SHOWN) : text;
}

static void differing_formats(struct finding_list *list, const struct run *a, const struct run *b)
{
    const char *x = run_format(a), *y = run_format(b);

    if (strcmp(x, y) != 0)
        finding_add(list, (struct differing){
                              DIFFERS_SETTING, "format", x, y,
                              arena_printf(list->arena, "A is read as %s, B as %s", x, y), 0});
}

/* By kind, then the most samples first; equal ones stay in the order they were found in. */
static void sort_findings(struct differing *findings, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct differing moved = findings[i];
        size_t at = i;

        for (; at > 0; at--) {
            const struct differing *before = &findings[at - 1];

            if (before->kind < moved.kind ||
                (before->kind == moved.kind && before->count >= moved.count))
                break;
            findings[at] = findings[at - 1];
        }
        findings[at] = moved;
    }
}

struct comparability *comparability_new(const struct assessed *a, const struct assessed *b,
                                        const struct compare_set *sets, size_t set_count,
                                        struct arena *arena)
{
    struct comparability *out = arena_zalloc(arena, 1, sizeof(*out));
    struct finding_list list = {.arena = arena};

    differing_samples(&list, sets, set_count);
    differing_sizes(&list, a, b, set_count);
    differing_layers(&list, a, b);
    differing_labels(&list, a, b, sets, set_count);
    differing_claims(&list, a, "A");
    differing_claims(&list, b, "B");
    differing_settings(&list, a->run, b->run, out);
    differing_formats(&list, a->run, b->run);
    sort_findings(list.findings, list.count);
    out->findings = arena_copy(arena, list.findings, list.count, sizeof(*list.findings));
    out->finding_count = list.count;
    free(list.findings);
    return out;
}
