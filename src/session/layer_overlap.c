#include <assay/session/layer_overlap.h>

#include <math.h>

struct layer_overlap layer_overlap_of(const struct layer_results *a, const struct layer_results *b)
{
    struct layer_overlap out = {.last_a = NAN, .last_b = NAN};

    for (size_t i = 0; i < a->count; i++)
        out.shared += layer_results_index(b, a->layer[i]) != LAYERS_NONE;
    out.only_a = a->count - out.shared;
    out.only_b = b->count - out.shared;
    if (a->count)
        out.last_a = a->layer[a->count - 1];
    if (b->count)
        out.last_b = b->layer[b->count - 1];
    out.depth_differs = a->count && b->count && out.last_a != out.last_b;
    return out;
}

/* Probes before this one that have no namesake in the other run. */
static size_t strangers_before(const struct layer_results *own, const struct layer_results *other,
                               size_t number)
{
    size_t count = 0;

    for (size_t i = 0; i < number; i++)
        count += !layer_results_probe(other, own->probes[i].name);
    return count;
}

const struct layer_probe *layer_partner(const struct layer_results *a,
                                        const struct layer_results *b, size_t number)
{
    const struct layer_probe *namesake = layer_results_probe(b, a->probes[number].name);
    size_t place = strangers_before(a, b, number);

    for (size_t i = 0; !namesake && i < b->probe_count; i++)
        if (!layer_results_probe(a, b->probes[i].name) && place-- == 0)
            return &b->probes[i];
    return namesake;
}
