#include "confusion_internal.h"

#include <assay/base/fmt.h>
#include <assay/metrics/classification.h>
#include <assay/tui/matrix_draw.h>

#include <math.h>

/* What all parts of the drawing need. */
struct drawing {
    const struct view_context *context;
    const struct confusion_state *state;
    const struct confusion_data *data;
    struct matrix_sheet sheet;
};

static const char *label_of(const struct drawing *d, uint16_t code)
{
    return d->data->slice->labels.names[code];
}

static char mark_of(const struct drawing *d, const char *metric, const char *subject)
{
    return slice_mark(d->data->slice, d->data->reading, d->context->figures, metric, subject);
}

/* Two metrics of the same figure. */
static char either(char mark, char other)
{
    return mark ? mark : other;
}

/* ---- the line above ---- */

static const char *shares_name(enum share_base base)
{
    static const char *const names[SHARES_COUNT] = {
        [SHARES_NONE] = "counts",
        [SHARES_ROW] = "shares of row",
        [SHARES_COLUMN] = "shares of column",
        [SHARES_ALL] = "shares of all",
    };

    return names[base];
}

static const char *order_words(const struct drawing *d)
{
    static const char *const names[ORDER_COUNT] = {
        [ORDER_GIVEN] = NULL,      [ORDER_SUPPORT] = "support",
        [ORDER_RECALL] = "recall", [ORDER_PRECISION] = "precision",
        [ORDER_NAME] = "name",
    };
    const char *name = names[d->state->order];

    return name ? arena_printf(d->context->scratch, "by %s %s", name,
                               d->state->descending ? "▼" : "▲")
                : NULL;
}

static const char *part_words(const struct drawing *d)
{
    const struct confusion_data *data = d->data;

    return arena_printf(d->context->scratch, "%s  { %zu of %zu }",
                        data->slice->title[0] ? data->slice->title : "all", d->state->slice + 1,
                        data->slice_count);
}

static void draw_info(const struct drawing *d)
{
    const struct confusion_data *data = d->data;
    struct arena *scratch = d->context->scratch;
    double accuracy = classification_accuracy(data->cm);
    const char *words;
    int at = MATRIX_CARET;

    if (data->slice_count > 1)
        at = matrix_draw_part(&d->sheet, 0, at, ROLE_TEXT | STYLE_BOLD, part_words(d));
    at = matrix_draw_part(&d->sheet, 0, at, ROLE_TEXT,
                          arena_printf(scratch, "accuracy %s", fmt_share(scratch, accuracy)));
    if (at > MATRIX_CARET)
        matrix_draw_mark(&d->sheet, 0, at - 3, mark_of(d, "accuracy", NULL));
    at = matrix_draw_part(&d->sheet, 0, at, ROLE_DIM, shares_name(d->state->shares));
    if (confusion_invalid_total(data->slice->strict) > 0)
        at =
            matrix_draw_part(&d->sheet, 0, at, ROLE_DIM,
                             arena_printf(scratch, "%s reading", reading_name(data->reading.kind)));
    words = order_words(d);
    at = words ? matrix_draw_part(&d->sheet, 0, at, ROLE_DIM, words) : at;
    at = d->state->log ? matrix_draw_part(&d->sheet, 0, at, ROLE_DIM, "log colours") : at;
    words = matrix_window_words(&d->sheet, scratch);
    if (words)
        matrix_draw_part(&d->sheet, 0, at, ROLE_DIM, words);
}

/* ---- cells ---- */

static double share_in(const struct confusion_data *data, enum share_base base, uint16_t truth,
                       uint16_t prediction, uint64_t count)
{
    uint64_t whole = data->total;

    if (base == SHARES_ROW)
        whole = confusion_support(data->cm, truth);
    if (base == SHARES_COLUMN)
        whole = prediction == LABEL_INVALID ? confusion_invalid_total(data->cm)
                                            : confusion_predicted(data->cm, prediction);
    return whole ? (double)count / (double)whole : NAN;
}

/* Shares down to a thousandth are told apart. */
static double log_heat(double share)
{
    double level = 1.0 + log10(share) / 3.0;

    return level < 0.0 ? 0.0 : level;
}

static struct str cell_text(const struct drawing *d, uint16_t truth, uint16_t prediction,
                            uint64_t count)
{
    struct arena *scratch = d->context->scratch;
    double share;
    const char *text;

    if (count == 0)
        return STR("·");
    if (d->state->shares == SHARES_NONE)
        return str_of(fmt_count(scratch, count));
    share = share_in(d->data, d->state->shares, truth, prediction, count);
    text = fmt_fixed(scratch, share, 3);
    return str_of(text[0] == '0' ? text + 1 : text);
}

static char cell_mark(const struct drawing *d, uint16_t truth, uint16_t prediction)
{
    const char *pair;

    if (!d->data->cells_claimed || prediction == LABEL_INVALID)
        return '\0';
    pair = arena_printf(d->context->scratch, "%s>%s", label_of(d, truth), label_of(d, prediction));
    return either(mark_of(d, "confusion_cell", pair), mark_of(d, "confused_pair", pair));
}

static void draw_cell(const struct drawing *d, int line, int column, uint16_t truth)
{
    const struct confusion_data *data = d->data;
    uint16_t prediction = matrix_column_shown(&d->sheet, column);
    uint64_t count = confusion_count(data, truth, prediction);
    enum share_base base = d->state->shares == SHARES_COLUMN ? SHARES_COLUMN : SHARES_ROW;
    double share = share_in(data, base, truth, prediction, count);
    unsigned style = count ? role_heat(d->state->log ? log_heat(share) : share) : ROLE_DIM;

    matrix_draw_cell(&d->sheet, line, column, truth, count == 0, style,
                     cell_text(d, truth, prediction, count));
    /* Only what differs: a matrix full of marks would hide it. */
    if (cell_mark(d, truth, prediction) == '!' && !matrix_is_cursor(&d->sheet, truth, prediction))
        matrix_draw_mark(&d->sheet, line,
                         d->sheet.cells + (column + 1) * d->sheet.shape->cell_width - 1, '!');
}

/* ---- edges ---- */

static void draw_label_row(const struct drawing *d, int line, uint16_t truth)
{
    const struct rating_band *bands = d->context->assessed->results->options.bands;
    double recall = classification_label(d->data->cm, truth).recall;
    size_t band = rating_band(bands, RATING_BAND_COUNT, recall);
    struct arena *scratch = d->context->scratch;
    const char *label = label_of(d, truth);

    matrix_draw_name(&d->sheet, line, truth, d->data->rows[truth]);
    for (int i = 0; i < d->sheet.shape->columns; i++)
        draw_cell(d, line, i, truth);
    matrix_draw_total(&d->sheet, line, truth, ROLE_TEXT,
                      fmt_count(scratch, confusion_support(d->data->cm, truth)),
                      either(mark_of(d, "support", label), mark_of(d, "row_total", label)));
    matrix_draw_rate(&d->sheet, line, truth, ROLE_TEXT, fmt_share(scratch, recall),
                     mark_of(d, "recall", label));
    if (band < RATING_BAND_COUNT)
        matrix_draw_rating(&d->sheet, line, bands[band].name);
}

static void draw_totals(const struct drawing *d, int line)
{
    struct arena *scratch = d->context->scratch;

    matrix_draw_name(&d->sheet, line, EDGE_TOTAL, STR("total"));
    for (int i = 0; i < d->sheet.shape->columns; i++) {
        uint16_t code = matrix_column_shown(&d->sheet, i);

        matrix_draw_below(&d->sheet, line, i, EDGE_TOTAL, ROLE_TEXT,
                          fmt_count(scratch, confusion_count(d->data, EDGE_TOTAL, code)),
                          code == LABEL_INVALID ? mark_of(d, "invalid_answers", NULL)
                                                : mark_of(d, "column_total", label_of(d, code)));
    }
    matrix_draw_total(&d->sheet, line, EDGE_TOTAL, ROLE_TEXT | STYLE_BOLD,
                      fmt_count(scratch, d->data->total), '\0');
    matrix_draw_rate(&d->sheet, line, EDGE_TOTAL, ROLE_TEXT | STYLE_BOLD,
                     fmt_share(scratch, classification_accuracy(d->data->cm)),
                     mark_of(d, "accuracy", NULL));
    matrix_draw_rating(&d->sheet, line, "accuracy");
}

/* "1.0000=" and a blank before it, or less of it. */
static const char *short_share(const struct drawing *d, double share)
{
    int width = d->sheet.shape->cell_width, decimals = width >= 8 ? 4 : width >= 6 ? 3 : 2;
    const char *text = fmt_fixed(d->context->scratch, share,
                                 share >= 1.0 && decimals < 4 ? decimals - 1 : decimals);

    return text[0] == '0' ? text + 1 : text;
}

static void draw_precision(const struct drawing *d, int line)
{
    matrix_draw_name(&d->sheet, line, EDGE_RATE, STR("precision"));
    for (int i = 0; i < d->sheet.shape->columns; i++) {
        uint16_t code = matrix_column_shown(&d->sheet, i);

        if (code != LABEL_INVALID)
            matrix_draw_below(&d->sheet, line, i, EDGE_RATE, ROLE_TEXT,
                              short_share(d, classification_label(d->data->cm, code).precision),
                              mark_of(d, "precision", label_of(d, code)));
    }
}

/* ---- all ---- */

void confusion_draw_matrix(const struct view_context *context, const struct confusion_state *state,
                           const struct confusion_data *data, const struct surface *surface)
{
    const struct matrix_shape *shape = &data->shape;
    struct drawing d = {
        .context = context,
        .state = state,
        .data = data,
        .sheet = matrix_sheet(surface, shape, &data->axes, &state->at,
                              context->focused && state->pane == PANE_MATRIX),
    };
    int line = d.sheet.head + 1;

    if (shape->info)
        draw_info(&d);
    matrix_draw_heads(&d.sheet, data->heads, "total", "recall", "rating");
    for (int row = 0; row < d.sheet.lines; row++)
        draw_label_row(&d, line + row, matrix_row_shown(&d.sheet, row));
    matrix_draw_rules(&d.sheet);
    line += d.sheet.lines + shape->rule;
    if (shape->totals)
        draw_totals(&d, line);
    if (shape->rates)
        draw_precision(&d, line + 1);
}
