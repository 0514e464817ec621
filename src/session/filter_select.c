#include <assay/session/filter_select.h>

#include <assay/session/filter_column.h>

#include <string.h>

/*
 * The filter with its terms resolved into columns: a word is an "or" over the searched fields, a
 * list of states or fields one over its entries.
 */
struct plan {
    enum filter_node_kind kind; /* FILTER_TERM: column, or nothing to ask when open */
    bool negative;              /* != and !~, below FILTER_NOT */
    bool open;                  /* a text: not searched yet: true, and so is its opposite */
    struct filter_column column;
    struct plan *first, *next;
};

struct planner {
    struct sample_scope *scope;
    struct filter_vocabulary vocabulary;
    struct arena *arena;
};

static struct plan *new_plan(struct planner *planner, enum filter_node_kind kind)
{
    struct plan *plan = arena_zalloc(planner->arena, 1, sizeof(*plan));

    plan->kind = kind;
    return plan;
}

static struct plan *plan_column(struct planner *planner, const struct filter_term *term,
                                enum filter_question question, size_t index)
{
    struct plan *plan = new_plan(planner, FILTER_TERM);

    plan->column.term = term;
    plan->column.question = question;
    plan->column.index = index;
    filter_column_plan(&plan->column, planner->scope, planner->arena);
    return plan;
}

static struct plan *plan_always(struct planner *planner, bool always)
{
    struct plan *plan = new_plan(planner, FILTER_TERM);

    plan->column.way = FILTER_BY_NOTHING;
    plan->column.always = always;
    return plan;
}

static struct plan *plan_word(struct planner *planner, const struct filter_term *term)
{
    struct plan *any = new_plan(planner, FILTER_OR), **end = &any->first;

    for (size_t f = 0; f < SAMPLE_FIELD_COUNT; f++) {
        if (!sample_filter_fields[f].searched)
            continue;
        *end = plan_column(planner, term, FILTER_ASK_VALUE, f);
        end = &(*end)->next;
    }
    return any;
}

static struct plan *plan_list(struct planner *planner, const struct filter_term *term)
{
    enum filter_question question =
        term->subject == FILTER_STATE ? FILTER_ASK_STATE : FILTER_ASK_HAS;
    struct plan *any = new_plan(planner, FILTER_OR), **end = &any->first;

    for (size_t i = 0; i < term->count; i++) {
        *end = plan_column(planner, term, question, term->values[i].index);
        end = &(*end)->next;
    }
    return any;
}

static struct plan *plan_field(struct planner *planner, const struct filter_term *term)
{
    struct plan *plan;

    if (!sample_fields[term->field].present(planner->scope->samples))
        return plan_always(planner, false);
    plan = plan_column(planner, term, FILTER_ASK_VALUE, term->field);
    plan->negative = filter_is_negative(term->operation);
    return plan;
}

static struct plan *plan_records(struct planner *planner, const struct filter_term *term)
{
    struct plan *plan = new_plan(planner, FILTER_TERM);

    plan->open = !planner->vocabulary.found;
    plan->negative = filter_is_negative(term->operation);
    plan->column.way = FILTER_BY_NOTHING;
    if (!plan->open && term->search < planner->scope->found_count) {
        plan->column.way = FILTER_BY_BITS;
        plan->column.data = planner->scope->found[term->search];
    }
    return plan;
}

static struct plan *plan_term(struct planner *planner, const struct filter_term *term)
{
    switch (term->subject) {
    case FILTER_WORD:
        return plan_word(planner, term);
    case FILTER_FIELD:
        return plan_field(planner, term);
    case FILTER_META:
    case FILTER_HAS_META:
        return plan_always(planner, filter_term_holds(term, &planner->vocabulary, 0));
    case FILTER_STATE:
    case FILTER_HAS:
        return plan_list(planner, term);
    case FILTER_RECORDS:
        break;
    }
    return plan_records(planner, term);
}

static struct plan *plan_node(struct planner *planner, const struct filter_node *node)
{
    struct plan *plan, **end;

    if (node->kind == FILTER_TERM)
        return plan_term(planner, &node->term);
    plan = new_plan(planner, node->kind);
    end = &plan->first;
    for (const struct filter_node *child = node->first; child; child = child->next) {
        *end = plan_node(planner, child);
        end = &(*end)->next;
    }
    return plan;
}

/* ---- evaluation ---- */

struct block {
    struct sample_scope *scope;
    size_t from;
};

static bool any_bit(const uint64_t *bits)
{
    uint64_t any = 0;

    for (size_t w = 0; w < FILTER_BLOCK_WORDS; w++)
        any |= bits[w];
    return any != 0;
}

static void eval_term(struct plan *plan, const struct block *block, bool negated,
                      const uint64_t *mask, uint64_t *out)
{
    uint64_t flip = plan->negative != negated ? UINT64_MAX : 0;

    if (plan->open) {
        memcpy(out, mask, FILTER_BLOCK / 8);
        return;
    }
    filter_column_bits(&plan->column, block->scope, block->from, mask, out);
    for (size_t w = 0; w < FILTER_BLOCK_WORDS; w++)
        out[w] = (out[w] ^ flip) & mask[w];
}

/*
 * Rows of the mask for which the plan (or its opposite) holds. Under negation an "and" is an "or"
 * of opposites, so that terms left open stay open. out is not the mask.
 */
static void eval(struct plan *plan, const struct block *block, bool negated, const uint64_t *mask,
                 uint64_t *out)
{
    bool all = (plan->kind == FILTER_AND) != negated;
    uint64_t left[FILTER_BLOCK_WORDS], holds[FILTER_BLOCK_WORDS];

    if (plan->kind == FILTER_NOT) {
        eval(plan->first, block, !negated, mask, out);
        return;
    }
    if (plan->kind == FILTER_TERM) {
        eval_term(plan, block, negated, mask, out);
        return;
    }
    /* left: rows still undecided: all that hold so far ("and"), or that do not yet ("or"). */
    memcpy(left, mask, sizeof(left));
    for (struct plan *child = plan->first; child && any_bit(left); child = child->next) {
        eval(child, block, negated, left, holds);
        for (size_t w = 0; w < FILTER_BLOCK_WORDS; w++)
            left[w] &= all ? holds[w] : ~holds[w];
    }
    for (size_t w = 0; w < FILTER_BLOCK_WORDS; w++)
        out[w] = all ? left[w] : mask[w] & ~left[w];
}

static void block_mask(size_t count, uint64_t *mask)
{
    for (size_t w = 0; w < FILTER_BLOCK_WORDS; w++) {
        size_t left = count > w * 64 ? count - w * 64 : 0;

        mask[w] = left >= 64 ? UINT64_MAX : ((uint64_t)1 << left) - 1;
    }
}

static unsigned lowest_bit(uint64_t bits)
{
#if defined(__GNUC__)
    return (unsigned)__builtin_ctzll(bits);
#else
    unsigned bit = 0;

    while (!(bits >> bit & 1))
        bit++;
    return bit;
#endif
}

static void add_rows(struct row_list *rows, size_t from, const uint64_t *bits)
{
    uint32_t *to;

    row_list_reserve(rows, FILTER_BLOCK);
    to = rows->rows + rows->count;
    for (size_t w = 0; w < FILTER_BLOCK_WORDS; w++)
        for (uint64_t word = bits[w]; word; word &= word - 1)
            *to++ = (uint32_t)(from + w * 64 + lowest_bit(word));
    rows->count = (size_t)(to - rows->rows);
}

static bool is_cancelled(const struct sample_scope *scope)
{
    return scope->cancel && atomic_load_explicit(scope->cancel, memory_order_relaxed);
}

static bool select_rows(struct plan *plan, struct sample_scope *scope, struct row_list *rows)
{
    uint64_t mask[FILTER_BLOCK_WORDS], bits[FILTER_BLOCK_WORDS];
    size_t count = scope->samples->count;

    for (size_t from = 0; from < count; from += FILTER_BLOCK) {
        struct block block = {scope, from};

        if (is_cancelled(scope)) {
            rows->count = 0;
            return false;
        }
        block_mask(count - from, mask);
        eval(plan, &block, false, mask, bits);
        add_rows(rows, from, bits);
    }
    return true;
}

bool filter_select(const struct filter *filter, struct sample_scope *scope, struct row_list *rows,
                   struct err *err)
{
    struct planner planner = {.scope = scope, .vocabulary = sample_vocabulary(scope)};
    bool done;

    err_clear(err);
    rows->count = 0;
    if (scope->samples->count > UINT32_MAX)
        return err_set(err, ERR_UNSUPPORTED, "more than %u samples cannot be selected from",
                       UINT32_MAX);
    if (!filter || !filter->root) {
        row_list_all(rows, scope->samples->count);
        return true;
    }
    planner.arena = arena_new();
    done = select_rows(plan_node(&planner, filter->root), scope, rows);
    arena_free(planner.arena);
    return done;
}
