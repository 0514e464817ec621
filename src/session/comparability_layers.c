#include "comparability_internal.h"

#include <assay/base/fmt.h>
#include <assay/metrics/curve_results.h>
#include <assay/session/layer_overlap.h>

#include <string.h>

/* "layers 0 to 35 (36)" */
static const char *layers_text(const struct layer_results *layers, struct arena *arena)
{
    return arena_printf(arena, "%s to %s (%zu)", fmt_fixed(arena, layers->layer[0], 0),
                        fmt_fixed(arena, layers->layer[layers->count - 1], 0), layers->count);
}

static void add(struct finding_list *list, enum differing_kind kind, const char *what,
                const char *a, const char *b, const char *text)
{
    finding_add(list, (struct differing){kind, what, a, b, text, 0});
}

/* "29 layers are in A only", "layers are in one run only: 29 of A, 2 of B" */
static const char *lonely_text(size_t only_a, size_t only_b, const char *thing, struct arena *arena)
{
    size_t one = only_a ? only_a : only_b;

    if (only_a && only_b)
        return arena_printf(arena, "%ss are in one run only: %zu of A, %zu of B", thing, only_a,
                            only_b);
    return arena_printf(arena, "%s %s in %s only", fmt_counted(arena, one, thing),
                        one == 1 ? "is" : "are", only_a ? "A" : "B");
}

static void differing_depth(struct finding_list *list, const struct layer_results *a,
                            const struct layer_results *b)
{
    struct layer_overlap overlap = layer_overlap_of(a, b);
    const char *x = layers_text(a, list->arena), *y = layers_text(b, list->arena);

    if (overlap.depth_differs)
        add(list, DIFFERS_DATA, "depth", x, y,
            arena_printf(list->arena,
                         "layers go together by their index, though A's last one is %s and B's %s",
                         fmt_fixed(list->arena, overlap.last_a, 0),
                         fmt_fixed(list->arena, overlap.last_b, 0)));
    if (overlap.only_a + overlap.only_b)
        add(list, DIFFERS_DATA, "layers", x, y,
            lonely_text(overlap.only_a, overlap.only_b, "layer", list->arena));
}

static void differing_probes(struct finding_list *list, const struct layer_results *a,
                             const struct layer_results *b)
{
    for (size_t i = 0; i < a->probe_count; i++) {
        const struct layer_probe *partner = layer_partner(a, b, i);

        if (partner && strcmp(partner->name, a->probes[i].name) != 0)
            add(list, DIFFERS_DATA, "probe", a->probes[i].name, partner->name,
                arena_printf(list->arena,
                             "probe %s of A is held against %s of B, since no name is the same",
                             a->probes[i].name, partner->name));
    }
}

static void differing_positions(struct finding_list *list, const struct curve_table *a,
                                const struct curve_table *b)
{
    size_t shared = 0;

    if (!a->series || !b->series)
        return;
    for (size_t i = 0; i < a->count; i++)
        shared += curve_table_at(b, a->points[i].position) != NULL;
    if (a->count - shared + b->count - shared)
        add(list, DIFFERS_DATA, "positions", fmt_count(list->arena, a->count),
            fmt_count(list->arena, b->count),
            lonely_text(a->count - shared, b->count - shared, "position", list->arena));
}

void differing_layers(struct finding_list *list, const struct assessed *a, const struct assessed *b)
{
    const struct results *of_a = a->results, *of_b = b->results;

    if (of_a->layers && of_b->layers && of_a->layers->count && of_b->layers->count) {
        differing_depth(list, of_a->layers, of_b->layers);
        differing_probes(list, of_a->layers, of_b->layers);
    }
    if (of_a->curve && of_b->curve)
        differing_positions(list, &of_a->curve->losses, &of_b->curve->losses);
}
