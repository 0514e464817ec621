#include <assay/load/paper_tokens.h>

#include <assay/load/paper_points.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Where a loss was found; lower counts first. */
enum source { SOURCE_KEY, SOURCE_DETAILED, SOURCE_THOUSANDS };

struct token {
    double position;
    enum source source;
    size_t order;
    const char *name;
    const struct meta *loss;
};

struct tokens {
    struct token *items;
    size_t count;
};

static void add_token(struct tokens *tokens, double position, enum source source, const char *name,
                      const struct meta *loss)
{
    if (loss->kind != META_NUMBER)
        return;
    tokens->items[tokens->count] = (struct token){position, source, tokens->count, name, loss};
    tokens->count++;
}

static void collect_keys(struct tokens *tokens, const struct paper_entry *entries, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool thousands;
        double position;

        if (strncmp(entries[i].key, "loss_", 5) != 0)
            continue;
        position = paper_position(entries[i].key + 5, &thousands);
        if (!isnan(position))
            add_token(tokens, position, thousands ? SOURCE_THOUSANDS : SOURCE_KEY, entries[i].name,
                      entries[i].node);
    }
}

static void collect_detailed(const struct paper_place *place, struct tokens *tokens,
                             const struct meta *positions, const struct meta *losses)
{
    const struct meta *position = positions->first, *loss = losses->first;
    size_t index = 0, broken = 0;

    for (; position && loss; position = position->next, loss = loss->next, index++) {
        if (isfinite(meta_number(position)) && loss->kind == META_NUMBER)
            add_token(tokens, position->number, SOURCE_DETAILED,
                      arena_printf(place->scratch, "%slibrilight_detailed.losses.%zu",
                                   place->root_prefix, index),
                      loss);
        else
            broken++;
    }
    if (broken)
        builder_note_count(place->builder, NOTE_BROKEN, place->file, positions->line, broken,
                           "%zu entries of librilight_detailed are no numbers", broken);
    if (positions->count != losses->count)
        builder_note(place->builder, NOTE_ODD, place->file, positions->line,
                     "librilight_detailed has %zu positions and %zu losses", positions->count,
                     losses->count);
}

static int token_order(const void *left, const void *right)
{
    const struct token *a = left, *b = right;

    if (a->position != b->position)
        return a->position < b->position ? -1 : 1;
    if (a->source != b->source)
        return a->source < b->source ? -1 : 1;
    return (a->order > b->order) - (a->order < b->order);
}

/* True when some position occurs twice among the losses of librilight_detailed. */
static bool detailed_repeats(const struct tokens *tokens)
{
    for (size_t i = 1; i < tokens->count; i++)
        if (tokens->items[i].source == SOURCE_DETAILED &&
            tokens->items[i - 1].source == SOURCE_DETAILED &&
            tokens->items[i].position == tokens->items[i - 1].position)
            return true;
    return false;
}

static void claim_loss(const struct paper_place *place, const struct token *token)
{
    struct quantity what = QUANTITY("loss");

    what.at = token->position;
    builder_claim_node(place->builder, token->name, what, token->loss, 1.0, place->file);
}

static void push_series(const struct paper_place *place, const char *name,
                        const struct tokens *tokens)
{
    double *x = arena_zalloc(place->scratch, tokens->count, sizeof(*x));
    double *y = arena_zalloc(place->scratch, tokens->count, sizeof(*y));
    struct series series = {.name = name, .axis = "position", .unit = "nats", .x = x, .y = y};

    for (size_t i = 0; i < tokens->count; i++) {
        x[i] = tokens->items[i].position;
        y[i] = tokens->items[i].loss->number;
        series.decimals = paper_decimals(series.decimals, tokens->items[i].loss);
    }
    series.count = tokens->count;
    series.file = place->file;
    if (series.count)
        builder_series(place->builder, &series);
}

/* The first loss of each position stays, later ones become claims. */
static void push_single(const struct paper_place *place, struct tokens *tokens)
{
    size_t kept = 0;

    for (size_t i = 0; i < tokens->count; i++) {
        if (kept && tokens->items[kept - 1].position == tokens->items[i].position)
            claim_loss(place, &tokens->items[i]);
        else
            tokens->items[kept++] = tokens->items[i];
    }
    tokens->count = kept;
    push_series(place, "librilight_loss", tokens);
}

static void push_repeating(const struct paper_place *place, const struct tokens *tokens)
{
    struct tokens single = {arena_zalloc(place->scratch, tokens->count, sizeof(struct token)), 0};
    struct tokens repeated = {arena_zalloc(place->scratch, tokens->count, sizeof(struct token)), 0};

    for (size_t i = 0; i < tokens->count; i++) {
        struct tokens *to = tokens->items[i].source == SOURCE_DETAILED ? &repeated : &single;

        to->items[to->count++] = tokens->items[i];
    }
    push_series(place, "librilight_progression", &repeated);
    push_single(place, &single);
}

size_t paper_push_tokens(const struct paper_place *place, double *last)
{
    const struct meta *detailed = meta_get(place->root, "librilight_detailed");
    const struct meta *positions = meta_get(detailed, "positions");
    const struct meta *losses = meta_get(detailed, "losses");
    struct tokens tokens = {.count = 0};
    size_t count, pushed;
    struct paper_entry *entries = paper_entries(place, "librilight", &count);

    tokens.items = arena_zalloc(place->scratch, count + (positions ? positions->count : 0),
                                sizeof(*tokens.items));
    collect_keys(&tokens, entries, count);
    if (positions && losses && positions->kind == META_LIST && losses->kind == META_LIST)
        collect_detailed(place, &tokens, positions, losses);
    if (tokens.count)
        qsort(tokens.items, tokens.count, sizeof(*tokens.items), token_order);
    pushed = tokens.count;
    if (pushed)
        *last = fmax(*last, tokens.items[pushed - 1].position);
    if (detailed_repeats(&tokens))
        push_repeating(place, &tokens);
    else
        push_single(place, &tokens);
    return pushed;
}
