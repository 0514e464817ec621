#include <assay/tui/finding_grid.h>

#include <assay/base/fmt.h>
#include <assay/session/finding_text.h>
#include <assay/session/sheet_run.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NARROW_BELOW = 96, CLAIM_LEAST = 22, CLAIM_MOST = 44 };

/* From what asks most for a look. */
static const unsigned char weight[VERDICT_COUNT] = {
    [VERDICT_DIFFERS] = 0, [VERDICT_NO_EVIDENCE] = 1, [VERDICT_ALLOWED] = 2,
    [VERDICT_AGREES] = 3,  [VERDICT_NOT_CLAIMED] = 4,
};

static void paint_verdict(const void *arg, size_t row, const struct surface *surface,
                          unsigned style)
{
    const struct finding *finding = finding_rows_at(arg, row);
    char mark = verdict_mark(finding->verdict);
    unsigned bold = finding->verdict == VERDICT_DIFFERS ? STYLE_BOLD : 0;

    (void)style;
    draw_code(surface, 0, 0, 1, role_verdict(mark) | bold, (unsigned char)mark);
    draw_text(surface, 0, 2, surface->rect.width - 2, ROLE_TEXT, str_of(finding->why));
}

static const struct grid_column columns[FINDING_COLUMNS] = {
    [FINDING_CLAIM] = {.key = "claim", .title = "Claim", .least = 10, .is_name = true},
    [FINDING_SAYS] = {.key = "says", .title = "says", .align = GRID_RIGHT},
    [FINDING_EVIDENCE] = {.key = "evidence",
                          .title = "evidence",
                          .align = GRID_RIGHT,
                          .priority = 1},
    [FINDING_N] = {.key = "n", .title = "n", .align = GRID_RIGHT, .priority = 3},
    [FINDING_VERDICT] = {.key = "verdict",
                         .title = "verdict",
                         .least = 12,
                         .stretches = true,
                         .paint = paint_verdict},
    [FINDING_FILE] =
        {.key = "file", .title = "File", .least = 12, .most = 30, .priority = 4, .is_name = true},
};

/* Long names leave room for the verdict's reason. */
bool finding_rows_fit(struct finding_rows *rows, int width)
{
    int claim = width * 9 / 25, says = width < NARROW_BELOW ? 12 : 24;
    bool other;

    claim = claim < CLAIM_LEAST ? CLAIM_LEAST : claim > CLAIM_MOST ? CLAIM_MOST : claim;
    other = rows->columns[FINDING_CLAIM].most != claim || rows->columns[FINDING_SAYS].most != says;
    rows->columns[FINDING_CLAIM].most = (short)claim;
    rows->columns[FINDING_SAYS].most = rows->columns[FINDING_EVIDENCE].most = (short)says;
    return other;
}

const struct finding *finding_rows_at(const struct finding_rows *rows, size_t row)
{
    return row < rows->count ? &rows->audit->findings[rows->rows[row]] : NULL;
}

static void number_cell(struct grid_cell *cell, const char *text, double number)
{
    cell->text = str_of(text);
    cell->number = number;
}

static void cell_of(const void *arg, size_t row, size_t column, struct arena *scratch,
                    struct grid_cell *cell)
{
    const struct finding_rows *rows = arg;
    const struct finding *finding = finding_rows_at(rows, row);
    const struct claim *claim = finding->claim;

    *cell = (struct grid_cell){.style = ROLE_TEXT, .number = NAN};
    switch ((enum finding_column)column) {
    case FINDING_CLAIM:
        cell->text = str_of(claim->name);
        break;
    case FINDING_SAYS:
        number_cell(cell, claim_says(claim, scratch),
                    claim->kind == CLAIM_NUMBER ? claim->value : NAN);
        break;
    case FINDING_EVIDENCE:
        number_cell(cell, finding_evidence(finding, scratch), finding->figure.value);
        if (finding->figure.evidence == EVIDENCE_NONE)
            cell->style = ROLE_DIM;
        break;
    case FINDING_N:
        cell->style = ROLE_DIM;
        if (finding->figure.n)
            number_cell(cell, fmt_count(scratch, finding->figure.n), (double)finding->figure.n);
        break;
    case FINDING_VERDICT:
        number_cell(cell,
                    arena_printf(scratch, "%c %s", verdict_mark(finding->verdict), finding->why),
                    (double)weight[finding->verdict]);
        break;
    case FINDING_FILE:
        cell->text = str_of(run_file_path(rows->audit->run, claim->file));
        cell->style = ROLE_DIM;
        break;
    case FINDING_COLUMNS:
        break;
    }
}

static const char *head_of(const void *arg, size_t row, struct arena *scratch)
{
    const struct finding_rows *rows = arg;

    (void)scratch;
    return row < rows->count ? rows->heads[row] : NULL;
}

/* ---- order ---- */

struct key {
    uint64_t group; /* of file or verdict */
    uint32_t row;
};

static int by_group(const void *a, const void *b)
{
    const struct key *x = a, *y = b;

    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static uint64_t group_of(const struct finding_rows *rows, const struct finding *finding)
{
    if (rows->order == FINDINGS_BY_VERDICT)
        return weight[finding->verdict];
    return finding->claim->file; /* FILE_NONE is the largest */
}

/* Returns the keys of the rows, in their order. */
static struct key *sort_rows(struct finding_rows *rows, struct arena *arena)
{
    const struct audit *audit = rows->audit;
    struct key *keys = arena_alloc(arena, (audit->count + 1) * sizeof(*keys));
    uint32_t *order = arena_alloc(arena, (audit->count + 1) * sizeof(*order));

    for (size_t i = 0; i < audit->count; i++)
        keys[rows->count++] = (struct key){group_of(rows, &audit->findings[i]), (uint32_t)i};
    qsort(keys, rows->count, sizeof(*keys), by_group);
    for (size_t i = 0; i < rows->count; i++)
        order[i] = keys[i].row;
    rows->rows = order;
    return keys;
}

static const char *title_of(const struct finding_rows *rows, const struct finding *finding,
                            const size_t tally[VERDICT_COUNT], struct arena *arena)
{
    const char *path = run_file_path(rows->audit->run, finding->claim->file);

    if (rows->order == FINDINGS_BY_FILE)
        return arena_printf(arena, "%s   %s", *path ? path : "(derived)",
                            tally_text(tally, " ", arena));
    return arena_printf(arena, "%c %s   %zu", verdict_mark(finding->verdict),
                        verdict_name(finding->verdict), tally[finding->verdict]);
}

static void add_heads(struct finding_rows *rows, const struct key *keys, struct arena *arena)
{
    const char **heads = arena_zalloc(arena, rows->count + 1, sizeof(*heads));

    for (size_t from = 0, to; from < rows->count; from = to) {
        size_t tally[VERDICT_COUNT] = {0};

        for (to = from; to < rows->count && keys[to].group == keys[from].group; to++)
            tally[finding_rows_at(rows, to)->verdict]++;
        heads[from] = title_of(rows, finding_rows_at(rows, from), tally, arena);
    }
    rows->heads = heads;
}

struct finding_rows *finding_rows_new(const struct audit *audit, enum finding_order order,
                                      struct arena *arena)
{
    struct finding_rows *rows = arena_zalloc(arena, 1, sizeof(*rows));

    rows->audit = audit;
    rows->order = order;
    memcpy(rows->columns, columns, sizeof(columns));
    finding_rows_fit(rows, 2 * NARROW_BELOW);
    add_heads(rows, sort_rows(rows, arena), arena);
    rows->source = (struct grid_source){.arg = rows,
                                        .row_count = rows->count,
                                        .columns = rows->columns,
                                        .column_count = FINDING_COLUMNS,
                                        .cell = cell_of,
                                        .head = head_of};
    return rows;
}

/* ---- for views ---- */

void finding_grid_begin(struct grid_state *state)
{
    state->hidden |= (uint64_t)1 << FINDING_FILE;
}

size_t finding_grid_next(const struct finding_rows *rows, const struct grid_layout *layout,
                         size_t from, bool forward)
{
    for (size_t i = forward ? from + 1 : from; forward ? i < layout->count : i > 0;
         i = forward ? i + 1 : i - 1) {
        size_t at = forward ? i : i - 1;
        const struct finding *finding = finding_rows_at(rows, grid_row_at(layout, at));

        if (finding && finding->verdict == VERDICT_DIFFERS)
            return at;
    }
    return SIZE_MAX;
}
