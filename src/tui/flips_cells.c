#include "flips_internal.h"

#include <assay/base/fmt.h>
#include <assay/metrics/paired.h>

#include <string.h>

/* Where each kind stands: rows say what A was, columns what B was, the third what is not paired. */
static const struct {
    enum pair_kind kind;
    int row, column;
} cells[FLIPS_CELLS_COUNT] = {
    {PAIR_KIND_BOTH_RIGHT, 0, 0}, {PAIR_KIND_BROKEN, 0, 1}, {PAIR_KIND_FIXED, 1, 0},
    {PAIR_KIND_BOTH_WRONG, 1, 1}, {PAIR_KIND_ONLY_A, 2, 0}, {PAIR_KIND_ONLY_B, 2, 1},
    {PAIR_KIND_UNSCORED, 2, 2},
};

enum {
    LABEL_WIDTH = 11,
    CELL_LEAST = 21,
    CELL_MOST = 32,
    NAME_WIDTH = 10,
    COUNT_END = 18,
    SHARE_END = 27,
    FULL_HEIGHT = 6, /* head, two rows, what is apart, test, rule */
    FULL_FROM = 17,  /* rows of the screen */
    COMPACT_HEIGHT = 2,
    COMPACT_FROM = 8
};

enum pair_kind flips_cell_kind(int cell)
{
    return cells[cell].kind;
}

int flips_cell_beside(int cell, enum action action)
{
    int row = cells[cell].row + (action == ACTION_DOWN) - (action == ACTION_UP);
    int column = cells[cell].column + (action == ACTION_RIGHT) - (action == ACTION_LEFT);

    for (int i = 0; i < FLIPS_CELLS_COUNT; i++)
        if (cells[i].row == row && cells[i].column == column)
            return i;
    return cell;
}

unsigned flips_differing(const struct pair_scope *scope)
{
    unsigned all = (1u << PAIR_KINDS) - 1;

    if (!scope->set->state)
        return all;
    return all & ~(1u << PAIR_KIND_BOTH_RIGHT | 1u << PAIR_KIND_BOTH_WRONG);
}

const char *flips_kinds_filter(unsigned kinds, struct arena *arena)
{
    const char *text = "";

    if (kinds == (1u << PAIR_KINDS) - 1)
        return text;
    for (int kind = 0; kind < PAIR_KINDS; kind++)
        if (kinds >> kind & 1)
            text = arena_printf(arena, "%s%s%s", text, text[0] ? "," : "is:",
                                pair_kind_filter((enum pair_kind)kind) + strlen("is:"));
    return text;
}

/* ---- drawing ---- */

struct pen {
    const struct view_context *context;
    const struct flips_state *state;
    const struct pair_scope *scope;
    const struct compare_set *set;
    const struct surface *surface;
    unsigned kinds; /* that are listed */
    int cell_width;
};

static size_t tally(const struct pen *pen, enum pair_kind kind)
{
    return pair_scope_tally(pen->scope, kind);
}

static int column_at(const struct pen *pen, int column)
{
    return LABEL_WIDTH + column * pen->cell_width;
}

static void draw_cell(const struct pen *pen, int cell)
{
    enum pair_kind kind = cells[cell].kind;
    int y = cells[cell].row + 1, x = column_at(pen, cells[cell].column);
    struct arena *scratch = pen->context->scratch;
    size_t count = tally(pen, kind);
    bool listed = count && pen->kinds >> kind & 1;
    bool here = pen->state->focus == FLIPS_CELLS && pen->state->cell == cell;
    unsigned style = !listed ? ROLE_DIM : flip_kind_style(kind) | STYLE_BOLD;

    draw_c(pen->surface, y, x, here ? (unsigned)ROLE_CURSOR : style, pair_kind_name(kind));
    draw_right(pen->surface, y, x + COUNT_END, COUNT_END - NAME_WIDTH - 1, style,
               str_of(fmt_count(scratch, count)));
    if (pen->cell_width > SHARE_END + 2 && cells[cell].row < 2 && paired_n(&pen->set->counts))
        draw_right(
            pen->surface, y, x + SHARE_END, SHARE_END - COUNT_END, ROLE_DIM,
            str_of(fmt_percent(scratch, (double)count / (double)paired_n(&pen->set->counts), 1)));
    /* What is listed is marked without colours too. */
    draw_c(pen->surface, y, x - 2, here ? ROLE_TEXT : ROLE_DIM, here ? "›" : listed ? "•" : " ");
}

static void draw_total(const struct pen *pen, int y, size_t count)
{
    draw_right(pen->surface, y, column_at(pen, 2) + COUNT_END, COUNT_END, ROLE_TEXT,
               str_of(fmt_count(pen->context->scratch, count)));
}

static void draw_table(const struct pen *pen)
{
    static const char *const columns[] = {"B right", "B wrong", "all"};
    static const char *const rows[] = {"A right", "A wrong", "apart"};

    for (int i = 0; i < 2; i++)
        draw_c(pen->surface, 0, column_at(pen, i), ROLE_HEAD, columns[i]);
    draw_right(pen->surface, 0, column_at(pen, 2) + COUNT_END, COUNT_END, ROLE_HEAD,
               str_of(columns[2]));
    for (int i = 0; i < 3; i++)
        draw_c(pen->surface, i + 1, 1, ROLE_HEAD, rows[i]);
    for (int i = 0; i < FLIPS_CELLS_COUNT; i++)
        draw_cell(pen, i);
    draw_total(pen, 1, tally(pen, PAIR_KIND_BOTH_RIGHT) + tally(pen, PAIR_KIND_BROKEN));
    draw_total(pen, 2, tally(pen, PAIR_KIND_FIXED) + tally(pen, PAIR_KIND_BOTH_WRONG));
}

/* As the comparison's own row of this table has it, so that no two intervals are shown of it. */
static struct interval interval_of(const struct pen *pen)
{
    const struct comparison *comparison = pen->context->comparison;

    for (size_t i = comparison->first[FAMILY_METRICS]; i < comparison->first[FAMILY_METRICS + 1];
         i++) {
        const struct compare_row *row = &comparison->rows[i];

        if (row->set == pen->state->set && row->has_counts && row->test == COMPARE_MCNEMAR &&
            row->interval_kind != COMPARE_NO_INTERVAL)
            return row->interval;
    }
    return paired_bonett_price(&pen->set->counts, 1 - comparison->options.alpha);
}

/* What the table says of the two, in a line. */
static const char *test_text(const struct pen *pen)
{
    const struct paired_counts *counts = &pen->set->counts;
    struct arena *scratch = pen->context->scratch;
    struct interval interval;

    if (!pen->set->state || paired_n(counts) == 0)
        return "no pair is scored on both sides";
    if (pen->set->a->step)
        return arena_printf(scratch,
                            "Δ %s over all layers, which share their samples: no test of them all",
                            fmt_delta(scratch, paired_delta(counts), 4));
    interval = interval_of(pen);
    return arena_printf(scratch, "McNemar exact p %s, mid-p %s   Δ %s [%s, %s]",
                        fmt_p_value(scratch, mcnemar_exact(counts->fixed, counts->broken)),
                        fmt_p_value(scratch, mcnemar_mid_p(counts->fixed, counts->broken)),
                        fmt_delta(scratch, paired_delta(counts), 4),
                        fmt_delta(scratch, interval.low, 4), fmt_delta(scratch, interval.high, 4));
}

static void add_part(struct buf *out, struct arena *scratch, uint64_t count, const char *what)
{
    if (count)
        buf_addf(out, "%s%s %s", out->len ? ", " : "", fmt_count(scratch, count), what);
}

/* What is in neither table nor list. */
static const char *aside_text(const struct pair_scope *scope, struct arena *scratch)
{
    const struct compare_set *set = scope->set;
    struct buf out = {.ptr = NULL};
    const char *text;

    add_part(&out, scratch, set->truth_differs, "with another truth");
    add_part(&out, scratch, scope->left_out, "left out by the comparison's filter");
    add_part(&out, scratch, set->pairing.repeated_a, "repeated in A");
    add_part(&out, scratch, set->pairing.repeated_b, "repeated in B");
    text = arena_strndup(scratch, out.ptr ? out.ptr : "", out.len);
    buf_release(&out);
    return text;
}

int flips_cells_height(const struct pair_scope *scope, int height, struct arena *scratch)
{
    if (height < FULL_FROM)
        return height >= COMPACT_FROM ? COMPACT_HEIGHT : 0;
    return FULL_HEIGHT + (aside_text(scope, scratch)[0] != '\0');
}

static void draw_compact(const struct pen *pen)
{
    static const enum pair_kind shown[] = {PAIR_KIND_BROKEN, PAIR_KIND_FIXED, PAIR_KIND_BOTH_WRONG,
                                           PAIR_KIND_BOTH_RIGHT};
    int at = 1;

    for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++)
        at += draw_f(pen->surface, 0, at,
                     pen->kinds >> shown[i] & 1 ? flip_kind_style(shown[i]) | STYLE_BOLD
                                                : (unsigned)ROLE_DIM,
                     "%s %s", pair_kind_name(shown[i]),
                     fmt_count(pen->context->scratch, tally(pen, shown[i]))) +
              2;
    draw_c(pen->surface, 0, at, ROLE_TEXT, test_text(pen));
}

void flips_cells_draw(const struct view_context *context, const struct flips_state *state,
                      const struct flips_data *data, const struct surface *surface)
{
    struct pen pen = {context,
                      state,
                      data->rows.scope,
                      data->rows.scope->set,
                      surface,
                      state->kinds ? state->kinds : flips_differing(data->rows.scope),
                      0};
    int room = (surface->rect.width - LABEL_WIDTH) / 3;

    pen.cell_width = room < CELL_LEAST ? CELL_LEAST : room > CELL_MOST ? CELL_MOST : room;
    if (surface->rect.height < FULL_HEIGHT - 1) {
        draw_compact(&pen);
        return;
    }
    draw_table(&pen);
    draw_text(surface, 4, 1, surface->rect.width - 2, ROLE_TEXT, str_of(test_text(&pen)));
    draw_text(surface, 5, 1, surface->rect.width - 2, ROLE_WARNING,
              str_of(aside_text(pen.scope, context->scratch)));
}
