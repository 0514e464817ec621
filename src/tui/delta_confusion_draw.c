#include "delta_confusion_internal.h"

#include <assay/base/fmt.h>
#include <assay/metrics/classification.h>
#include <assay/session/matrix_slices.h>
#include <assay/tui/matrix_draw.h>

#include <math.h>

enum { WIDE = 90, NAME_MOST = 28 };

struct drawing {
    const struct view_context *context;
    const struct delta_confusion_state *state;
    const struct delta_confusion_data *data;
    struct arena *scratch;
    struct matrix_sheet sheet;
};

/* ---- the lines above ---- */

static const char *both_figures(const struct drawing *d, double a, double b)
{
    return arena_printf(d->scratch, "%s → %s", fmt_share(d->scratch, a), fmt_share(d->scratch, b));
}

static unsigned sign_style(double value)
{
    return value > 0 ? ROLE_POSITIVE : value < 0 ? ROLE_NEGATIVE : ROLE_DIM;
}

static const char *part_words(const struct drawing *d)
{
    const struct delta_confusion_data *data = d->data;

    return arena_printf(d->scratch, "%s  { %zu of %zu }",
                        data->part->title[0] ? data->part->title : "all", d->state->part + 1,
                        data->part_count);
}

static int draw_choices(const struct drawing *d, int at)
{
    static const char *const bases[DELTA_BASES] = {
        [DELTA_COUNTS] = "counts",
        [DELTA_ROW] = "shares of row",
        [DELTA_COLUMN] = "shares of column",
    };
    const struct matrix_sheet *sheet = &d->sheet;
    const struct compare_set *set =
        d->data->delta->paired ? &d->context->comparison->sets[d->data->part->set] : NULL;
    bool invalid = set && (confusion_invalid_total(d->data->delta->a) > 0 ||
                           confusion_invalid_total(d->data->delta->b) > 0);

    at = matrix_draw_part(sheet, 0, at, ROLE_DIM, bases[d->state->base]);
    if (invalid || d->state->reading_chosen || d->state->reading != READING_KIND_STRICT)
        at = matrix_draw_part(
            sheet, 0, at, ROLE_DIM,
            arena_printf(d->scratch, "%s reading", reading_name(d->state->reading)));
    return d->state->differing ? matrix_draw_part(sheet, 0, at, ROLE_DIM, "only what differs") : at;
}

static void draw_info(const struct drawing *d)
{
    const struct delta_matrix *delta = d->data->delta;
    double change = delta_accuracy(delta);
    const char *window = matrix_window_words(&d->sheet, d->scratch);
    int at = MATRIX_CARET;

    if (d->data->part_count > 1)
        at = matrix_draw_part(&d->sheet, 0, at, ROLE_TEXT | STYLE_BOLD, part_words(d));
    at = matrix_draw_part(&d->sheet, 0, at, ROLE_TEXT,
                          arena_printf(d->scratch, "accuracy %s",
                                       both_figures(d, classification_accuracy(delta->a),
                                                    classification_accuracy(delta->b)))) -
         1;
    at = matrix_draw_part(&d->sheet, 0, at, sign_style(change),
                          delta_text(change, DELTA_ROW, 4, d->scratch));
    at = draw_choices(d, at);
    if (window)
        matrix_draw_part(&d->sheet, 0, at, ROLE_DIM, window);
}

/* How much a full colour is. */
static const char *scale_words(const struct drawing *d)
{
    const char *text = delta_text(d->data->largest, d->state->base, 3, d->scratch);

    return d->data->largest > 0 ? arena_printf(d->scratch, "up to ±%s", text + 1)
                                : "no cell differs";
}

/* What the colours mean: the rule in words, then how much a full one is. */
static void draw_legend(const struct drawing *d)
{
    int each = d->sheet.surface->rect.width >= WIDE ? 2 : 1;
    int at = MATRIX_CARET + draw_c(d->sheet.surface, 1, MATRIX_CARET, ROLE_DIM, "worse ");

    for (int i = 0; i < DIVERGE_STEPS; i++, at += each)
        draw_fill(d->sheet.surface, 1, at, 1, each, (unsigned)(ROLE_DIVERGE_0 + i));
    draw_c(d->sheet.surface, 1, at - (DIVERGE_STEPS / 2 + 1) * each, ROLE_DIVERGE_4, "·");
    at = matrix_draw_part(&d->sheet, 1, at, ROLE_DIM, " better: more on the diagonal, less off it");
    at = matrix_draw_part(&d->sheet, 1, at, ROLE_DIM, scale_words(d));
    if (d->data->held)
        matrix_draw_part(&d->sheet, 1, at, ROLE_DIM,
                         arena_printf(d->scratch, "* Holm p<%s",
                                      fmt_p_value(d->scratch, delta_alpha(d->context))));
}

/* ---- cells ---- */

static int decimals_of(const struct drawing *d)
{
    return d->sheet.shape->cell_width >= 9 ? 4 : 3;
}

static void draw_cell(const struct drawing *d, int line, int column, uint16_t truth)
{
    const struct delta_matrix *delta = d->data->delta;
    uint16_t prediction = matrix_column_shown(&d->sheet, column);
    double value = delta_value(delta, d->state->base, truth, prediction);
    double gain =
        d->data->largest > 0 ? delta_better(truth, prediction) * value / d->data->largest : 0.0;
    const struct delta_cell *cell = delta_cell_find(delta, truth, prediction);
    bool nothing = isnan(value) || value == 0.0;
    unsigned style = nothing ? ROLE_DIM : role_diverge(gain);

    matrix_draw_cell(&d->sheet, line, column, truth, nothing, style,
                     str_of(delta_text(value, d->state->base, decimals_of(d), d->scratch)));
    if (cell && cell->p_holm < delta_alpha(d->context) &&
        !matrix_is_cursor(&d->sheet, truth, prediction))
        draw_code(d->sheet.surface, line,
                  d->sheet.cells + (column + 1) * d->sheet.shape->cell_width - 1, 1,
                  style | STYLE_BOLD, '*');
}

/* ---- edges ---- */

static const char *support_text(const struct drawing *d, uint16_t truth)
{
    const struct delta_matrix *delta = d->data->delta;
    uint64_t a = delta_count(delta, DELTA_A, truth, CELL_ANY);
    uint64_t b = delta_count(delta, DELTA_B, truth, CELL_ANY);

    return a == b ? fmt_count(d->scratch, b)
                  : arena_printf(d->scratch, "%s/%s", fmt_count(d->scratch, a),
                                 fmt_count(d->scratch, b));
}

static void draw_label_row(const struct drawing *d, int line, uint16_t truth)
{
    const struct delta_matrix *delta = d->data->delta;
    double change = delta_recall(delta, truth);

    matrix_draw_name(&d->sheet, line, truth, d->data->rows[truth]);
    for (int i = 0; i < d->sheet.shape->columns; i++)
        draw_cell(d, line, i, truth);
    matrix_draw_total(&d->sheet, line, truth, ROLE_DIM, support_text(d, truth), '\0');
    matrix_draw_rate(&d->sheet, line, truth, sign_style(change),
                     delta_text(change, DELTA_ROW, 4, d->scratch), '\0');
    matrix_draw_rating(&d->sheet, line,
                       both_figures(d, classification_label(delta->a, truth).recall,
                                    classification_label(delta->b, truth).recall));
}

/* How often each answer was given. */
static void draw_answers(const struct drawing *d, int line)
{
    const struct delta_matrix *delta = d->data->delta;
    enum delta_base base = d->state->base == DELTA_COUNTS ? DELTA_COUNTS : DELTA_ROW;
    double change = delta_accuracy(delta);

    matrix_draw_name(&d->sheet, line, EDGE_TOTAL, STR("answers"));
    for (int i = 0; i < d->sheet.shape->columns; i++)
        matrix_draw_below(
            &d->sheet, line, i, EDGE_TOTAL, ROLE_TEXT,
            delta_text(delta_value(delta, base, CELL_ANY, matrix_column_shown(&d->sheet, i)), base,
                       3, d->scratch),
            '\0');
    matrix_draw_total(&d->sheet, line, EDGE_TOTAL, ROLE_TEXT | STYLE_BOLD,
                      support_text(d, CELL_ANY), '\0');
    matrix_draw_rate(&d->sheet, line, EDGE_TOTAL, sign_style(change) | STYLE_BOLD,
                     delta_text(change, DELTA_ROW, 4, d->scratch), '\0');
    matrix_draw_rating(&d->sheet, line, "accuracy");
}

static void draw_precision(const struct drawing *d, int line)
{
    matrix_draw_name(&d->sheet, line, EDGE_RATE, STR("precision"));
    for (int i = 0; i < d->sheet.shape->columns; i++) {
        uint16_t code = matrix_column_shown(&d->sheet, i);
        int decimals = d->sheet.shape->cell_width >= 7 ? decimals_of(d) : 2;
        double change;

        if (code == LABEL_INVALID)
            continue;
        change = delta_precision(d->data->delta, code);
        matrix_draw_below(&d->sheet, line, i, EDGE_RATE, sign_style(change),
                          delta_text(change, DELTA_ROW, decimals, d->scratch), '\0');
    }
}

void delta_confusion_draw_matrix(const struct view_context *context,
                                 const struct delta_confusion_state *state,
                                 const struct delta_confusion_data *data,
                                 const struct surface *surface)
{
    const struct matrix_shape *shape = &data->shape;
    struct drawing d = {
        .context = context,
        .state = state,
        .data = data,
        .scratch = context->scratch,
        .sheet = matrix_sheet(surface, shape, &data->axes, &state->at,
                              context->focused && state->pane == DELTA_PANE_MATRIX),
    };
    int line = d.sheet.head + 1;

    if (shape->info) {
        draw_info(&d);
        draw_legend(&d);
    }
    matrix_draw_heads(&d.sheet, data->heads, "n", "recall", "A → B");
    for (int row = 0; row < d.sheet.lines; row++)
        draw_label_row(&d, line + row, matrix_row_shown(&d.sheet, row));
    matrix_draw_rules(&d.sheet);
    line += d.sheet.lines + shape->rule;
    if (shape->totals)
        draw_answers(&d, line);
    if (shape->rates)
        draw_precision(&d, line + 1);
}

/* ---- what changed most ---- */

static void draw_change(const struct view_context *context, const struct delta_confusion_data *data,
                        const struct surface *surface, int line, const struct delta_cell *cell,
                        bool current)
{
    struct arena *scratch = context->scratch;
    double change = (double)cell->entered - (double)cell->left;
    double gain = delta_better(cell->truth, cell->prediction) * change;
    int at = MATRIX_CARET + NAME_MOST;

    if (current)
        draw_code(surface, line, 0, 1, ROLE_TEXT | STYLE_BOLD, 0x203a);
    draw_text(surface, line, MATRIX_CARET, NAME_MOST, ROLE_TEXT,
              str_of(delta_cell_title(data, cell->truth, cell->prediction, scratch)));
    draw_right(surface, line, at + 8, 8,
               gain > 0   ? ROLE_POSITIVE
               : gain < 0 ? ROLE_NEGATIVE
                          : ROLE_TEXT,
               str_of(delta_text(change, DELTA_COUNTS, 0, scratch)));
    draw_right(surface, line, at + 17, 8, ROLE_TEXT, str_of(fmt_count(scratch, cell->entered)));
    draw_right(surface, line, at + 25, 8, ROLE_TEXT, str_of(fmt_count(scratch, cell->left)));
    draw_right(surface, line, at + 35, 9, ROLE_TEXT, str_of(fmt_p_value(scratch, cell->p)));
    draw_right(surface, line, at + 45, 9,
               cell->p_holm < delta_alpha(context) ? ROLE_TEXT | STYLE_BOLD : ROLE_DIM,
               str_of(fmt_p_value(scratch, cell->p_holm)));
}

void delta_confusion_draw_changes(const struct view_context *context,
                                  const struct delta_confusion_state *state,
                                  const struct delta_confusion_data *data,
                                  const struct surface *surface)
{
    static const struct {
        int end;
        const char *title;
    } heads[] = {{8, "change"}, {17, "entered"}, {25, "left"}, {35, "p"}, {45, "p Holm"}};
    const struct delta_matrix *delta = data->delta;
    int room = surface->rect.height - 1;

    if (room < 3 || delta->cell_count == 0)
        return;
    draw_c(surface, 0, MATRIX_CARET, ROLE_HEAD, "Cells by their change");
    for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
        draw_right(surface, 0, MATRIX_CARET + NAME_MOST + heads[i].end, 9, ROLE_HEAD,
                   str_of(heads[i].title));
    for (size_t i = 0; i < delta->cell_count && i < (size_t)room; i++) {
        const struct delta_cell *cell = &delta->cells[data->by_change[i]];

        draw_change(context, data, surface, 1 + (int)i, cell,
                    cell->truth == state->at.truth && cell->prediction == state->at.prediction);
    }
}
