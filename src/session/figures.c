#include <assay/session/figures.h>

#include <math.h>
#include <string.h>

static uint64_t hash_text(uint64_t hash, const char *text)
{
    for (; text && *text; text++)
        hash = (hash ^ (unsigned char)*text) * 0x100000001b3u;
    return (hash ^ 0xff) * 0x100000001b3u;
}

/* FNV-1a over the names; `at` is left to the comparison. */
static uint64_t hash_quantity(const struct quantity *what)
{
    uint64_t hash = hash_text(0xcbf29ce484222325u, what->metric);

    hash = hash_text(hash, what->subject);
    hash = hash_text(hash, what->set);
    return hash_text(hash, what->split);
}

/* The slot of the quantity, or the free one where it would be. */
static size_t slot_of(const struct figures *figures, const struct quantity *what)
{
    size_t mask = figures->slot_count - 1, at = (size_t)hash_quantity(what) & mask;

    while (figures->slots[at] && !quantity_equal(&figures->slots[at]->claim->what, what))
        at = (at + 1) & mask;
    return at;
}

struct figures *figures_new(const struct assessed *input, struct arena *arena)
{
    struct figures *figures = arena_zalloc(arena, 1, sizeof(*figures));
    size_t count = input->audit->count;

    figures->input = input;
    figures->arena = arena;
    if (count == 0)
        return figures;
    for (figures->slot_count = 16; figures->slot_count < 2 * count;)
        figures->slot_count *= 2;
    figures->slots = arena_zalloc(arena, figures->slot_count, sizeof(*figures->slots));
    figures->contested = arena_zalloc(arena, figures->slot_count, sizeof(*figures->contested));
    for (size_t i = 0; i < count; i++) {
        const struct finding *finding = &input->audit->findings[i];
        size_t at = slot_of(figures, &finding->claim->what);

        if (!figures->slots[at])
            figures->slots[at] = finding;
        figures->contested[at] |= finding->verdict == VERDICT_DIFFERS;
    }
    return figures;
}

bool figures_get(const struct figures *figures, const struct quantity *what, struct figure *figure)
{
    metric_compute(figures->input->results, what, FILE_NONE, figures->arena, figure);
    return figure->evidence != EVIDENCE_NONE;
}

double figures_value(const struct figures *figures, const struct quantity *what)
{
    struct figure figure;

    return figures_get(figures, what, &figure) ? figure.value : NAN;
}

const char *figures_text(const struct figures *figures, const struct quantity *what)
{
    struct figure figure;

    if (!figures_get(figures, what, &figure))
        return "";
    if (figure.text)
        return figure.text;
    return metric_format(metric_find(what->metric), figure.value, figures->arena);
}

const struct finding *figures_finding(const struct figures *figures, const struct quantity *what)
{
    return figures->slot_count ? figures->slots[slot_of(figures, what)] : NULL;
}

bool figures_are_contested(const struct figures *figures, const struct quantity *what)
{
    return figures->slot_count && figures->contested[slot_of(figures, what)];
}

char figures_mark(const struct figures *figures, const struct quantity *what)
{
    const struct finding *finding = figures_finding(figures, what);

    return finding ? verdict_mark(finding->verdict) : '\0';
}

void sheet_figure(struct sheet *sheet, const struct figures *figures, const struct quantity *what)
{
    struct figure figure;

    if (!figures_get(figures, what, &figure))
        sheet_none(sheet);
    else if (figure.text)
        sheet_text(sheet, figure.text);
    else
        sheet_number(sheet, metric_find(what->metric), figure.value);
    sheet_mark(sheet, figures_mark(figures, what));
}
