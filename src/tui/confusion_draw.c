#include "confusion_internal.h"

#include <assay/base/fmt.h>
#include <assay/metrics/classification.h>

#include <math.h>
#include <stdio.h>

enum { CARET = 2, RECALL_WIDTH = 6, RECALL_AT = 2 };

/* What all parts of the drawing need. */
struct drawing {
    const struct view_context *context;
    const struct confusion_state *state;
    const struct confusion_data *data;
    const struct confusion_shape *shape;
    const struct surface *surface;
    bool focused;
    int head;  /* line of the heads; labels follow */
    int cells; /* first column of the cells */
    int edge;  /* column of the rule between cells and totals */
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

static void draw_verdict(const struct drawing *d, int line, int column, char mark)
{
    if (mark)
        draw_code(d->surface, line, column, 1, role_verdict(mark), (unsigned char)mark);
}

static bool is_cursor(const struct drawing *d, uint16_t truth, uint16_t prediction)
{
    return d->state->truth == truth && d->state->prediction == prediction;
}

static unsigned cursor_style(const struct drawing *d)
{
    return d->focused ? ROLE_CURSOR : ROLE_CURSOR_AWAY;
}

/* ---- the line above ---- */

static int draw_part(const struct drawing *d, int at, unsigned style, const char *text)
{
    int columns = text_columns(str_of(text));

    if (at + columns > d->surface->rect.width)
        return at;
    draw_c(d->surface, 0, at, style, text);
    return at + columns + 3;
}

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

static const char *window_words(const struct drawing *d)
{
    const struct confusion_data *data = d->data;
    size_t rows = (size_t)d->shape->rows, columns = (size_t)d->shape->columns;

    if (rows >= data->labels && columns >= data->columns)
        return NULL;
    return arena_printf(
        d->context->scratch, "rows %zu–%zu, columns %zu–%zu of %zu", d->state->top + 1,
        d->state->top + (rows < data->labels ? rows : data->labels), d->state->left + 1,
        d->state->left + (columns < data->columns ? columns : data->columns), data->labels);
}

static void draw_info(const struct drawing *d)
{
    const struct confusion_data *data = d->data;
    struct arena *scratch = d->context->scratch;
    double accuracy = classification_accuracy(data->cm);
    const char *words;
    int at = CARET;

    if (data->slice_count > 1)
        at = draw_part(d, at, ROLE_TEXT | STYLE_BOLD, part_words(d));
    at = draw_part(d, at, ROLE_TEXT,
                   arena_printf(scratch, "accuracy %s", fmt_share(scratch, accuracy)));
    if (at > CARET)
        draw_verdict(d, 0, at - 3, mark_of(d, "accuracy", NULL));
    at = draw_part(d, at, ROLE_DIM, shares_name(d->state->shares));
    if (confusion_invalid_total(data->slice->strict) > 0)
        at = draw_part(d, at, ROLE_DIM,
                       arena_printf(scratch, "%s reading", reading_name(data->reading.kind)));
    words = order_words(d);
    at = words ? draw_part(d, at, ROLE_DIM, words) : at;
    at = d->state->log ? draw_part(d, at, ROLE_DIM, "log colours") : at;
    words = window_words(d);
    if (words)
        draw_part(d, at, ROLE_DIM, words);
}

/* ---- heads ---- */

static void draw_cell_head(const struct drawing *d, int column, uint16_t code)
{
    int width = d->shape->cell_width, end = d->cells + (column + 1) * width - 1;
    unsigned style = code == LABEL_INVALID ? ROLE_INVALID : ROLE_HEAD;
    struct str text;

    if (d->state->prediction == code)
        style |= STYLE_UNDERLINE;
    if (code == LABEL_INVALID)
        text = width > 7 ? STR("invalid") : width > 4 ? STR("inv") : STR("?");
    else
        text = d->data->heads[code];
    draw_right(d->surface, d->head, end, width - 1, style, text);
}

static int total_end(const struct drawing *d)
{
    return d->edge + d->shape->total_width;
}

static void draw_heads(const struct drawing *d)
{
    const struct confusion_shape *shape = d->shape;
    const char *corner = shape->label_width >= 14 ? "truth ↓ pred →" : "truth ↓";
    unsigned total = ROLE_HEAD, recall = ROLE_HEAD;

    total |= d->state->prediction == EDGE_TOTAL ? STYLE_UNDERLINE : 0;
    recall |= d->state->prediction == EDGE_RATE ? STYLE_UNDERLINE : 0;
    draw_text(d->surface, d->head, CARET, shape->label_width, ROLE_DIM, str_of(corner));
    for (int i = 0; i < shape->columns; i++)
        draw_cell_head(d, i, confusion_column_at(d->data, d->state->left + (size_t)i));
    if (shape->total)
        draw_right(d->surface, d->head, total_end(d), shape->total_width - 2, total, STR("total"));
    if (shape->recall)
        draw_right(d->surface, d->head, total_end(d) + RECALL_AT + RECALL_WIDTH, RECALL_WIDTH,
                   recall, STR("recall"));
    if (shape->rating)
        draw_c(d->surface, d->head, total_end(d) + RECALL_AT + RECALL_WIDTH + 3, ROLE_HEAD,
               "rating");
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

static void draw_cell(const struct drawing *d, int line, int column, uint16_t truth,
                      uint16_t prediction)
{
    const struct confusion_data *data = d->data;
    uint64_t count = confusion_count(data, truth, prediction);
    enum share_base base = d->state->shares == SHARES_COLUMN ? SHARES_COLUMN : SHARES_ROW;
    double share = share_in(data, base, truth, prediction, count);
    int width = d->shape->cell_width, at = d->cells + column * width;
    unsigned style = count ? role_heat(d->state->log ? log_heat(share) : share) : ROLE_DIM;
    char mark = cell_mark(d, truth, prediction);

    if (is_cursor(d, truth, prediction))
        style = cursor_style(d);
    if (count || is_cursor(d, truth, prediction))
        draw_fill(d->surface, line, at, 1, width, style);
    draw_right(d->surface, line, at + width - 1, width - 2, style,
               cell_text(d, truth, prediction, count));
    /* Only what differs: a matrix full of marks would hide it. */
    if (mark == '!')
        draw_verdict(d, line, at + width - 1, mark);
    if (is_cursor(d, truth, prediction)) {
        draw_code(d->surface, line, at, 1, style, '[');
        draw_code(d->surface, line, at + width - 1, 1, style, ']');
    }
}

/* ---- edges ---- */

static void draw_figure(const struct drawing *d, int line, int end, int width, unsigned style,
                        const char *text, char mark, bool cursor)
{
    style = cursor ? cursor_style(d) : style;
    draw_right(d->surface, line, end, width, style, str_of(text));
    if (cursor) {
        draw_code(d->surface, line, end - text_columns(str_of(text)) - 1, 1, style, '[');
        draw_code(d->surface, line, end, 1, style, ']');
    }
    /* The mark makes way for no bracket: the cell's pane shows it too. */
    if (mark && !cursor)
        draw_verdict(d, line, end, mark);
}

static void draw_row_edges(const struct drawing *d, int line, uint16_t truth)
{
    const struct confusion_shape *shape = d->shape;
    const struct rating_band *bands = d->context->assessed->results->options.bands;
    double recall = classification_label(d->data->cm, truth).recall;
    size_t band = rating_band(bands, RATING_BAND_COUNT, recall);
    struct arena *scratch = d->context->scratch;
    const char *label = label_of(d, truth);

    if (shape->total)
        draw_figure(d, line, total_end(d), shape->total_width - 2, ROLE_TEXT,
                    fmt_count(scratch, confusion_support(d->data->cm, truth)),
                    either(mark_of(d, "support", label), mark_of(d, "row_total", label)),
                    is_cursor(d, truth, EDGE_TOTAL));
    if (shape->recall)
        draw_figure(d, line, total_end(d) + RECALL_AT + RECALL_WIDTH, RECALL_WIDTH, ROLE_TEXT,
                    fmt_share(scratch, recall), mark_of(d, "recall", label),
                    is_cursor(d, truth, EDGE_RATE));
    if (shape->rating && band < RATING_BAND_COUNT)
        draw_c(d->surface, line, total_end(d) + RECALL_AT + RECALL_WIDTH + 3, ROLE_DIM,
               bands[band].name);
}

static void draw_label_row(const struct drawing *d, int line, uint16_t truth)
{
    bool current = d->state->truth == truth;

    if (current)
        draw_code(d->surface, line, 0, 1, d->focused ? ROLE_TEXT | STYLE_BOLD : ROLE_DIM, 0x203a);
    draw_text(d->surface, line, CARET, d->shape->label_width,
              current ? ROLE_TEXT | STYLE_BOLD : ROLE_TEXT, d->data->rows[truth]);
    for (int i = 0; i < d->shape->columns; i++)
        draw_cell(d, line, i, truth, confusion_column_at(d->data, d->state->left + (size_t)i));
    draw_row_edges(d, line, truth);
}

static void draw_bottom_label(const struct drawing *d, int line, uint16_t row, const char *name)
{
    if (d->state->truth == row)
        draw_code(d->surface, line, 0, 1, ROLE_TEXT | STYLE_BOLD, 0x203a);
    draw_text(d->surface, line, CARET, d->shape->label_width,
              d->state->truth == row ? ROLE_HEAD | STYLE_BOLD : ROLE_HEAD, str_of(name));
}

static void draw_totals(const struct drawing *d, int line)
{
    struct arena *scratch = d->context->scratch;
    const struct confusion_shape *shape = d->shape;

    draw_bottom_label(d, line, EDGE_TOTAL, "total");
    for (int i = 0; i < shape->columns; i++) {
        uint16_t code = confusion_column_at(d->data, d->state->left + (size_t)i);

        draw_figure(d, line, d->cells + (i + 1) * shape->cell_width - 1, shape->cell_width - 1,
                    ROLE_TEXT, fmt_count(scratch, confusion_count(d->data, EDGE_TOTAL, code)),
                    code == LABEL_INVALID ? mark_of(d, "invalid_answers", NULL)
                                          : mark_of(d, "column_total", label_of(d, code)),
                    is_cursor(d, EDGE_TOTAL, code));
    }
    if (shape->total)
        draw_figure(d, line, total_end(d), shape->total_width - 2, ROLE_TEXT | STYLE_BOLD,
                    fmt_count(scratch, d->data->total), '\0', is_cursor(d, EDGE_TOTAL, EDGE_TOTAL));
    if (shape->recall)
        draw_figure(d, line, total_end(d) + RECALL_AT + RECALL_WIDTH, RECALL_WIDTH,
                    ROLE_TEXT | STYLE_BOLD,
                    fmt_share(scratch, classification_accuracy(d->data->cm)),
                    mark_of(d, "accuracy", NULL), is_cursor(d, EDGE_TOTAL, EDGE_RATE));
    if (shape->rating)
        draw_c(d->surface, line, total_end(d) + RECALL_AT + RECALL_WIDTH + 3, ROLE_DIM, "accuracy");
}

static const char *short_share(struct arena *arena, double share, int decimals)
{
    const char *text =
        fmt_fixed(arena, share, share >= 1.0 && decimals < 4 ? decimals - 1 : decimals);

    return text[0] == '0' ? text + 1 : text;
}

static void draw_precision(const struct drawing *d, int line)
{
    const struct confusion_shape *shape = d->shape;

    draw_bottom_label(d, line, EDGE_RATE, "precision");
    for (int i = 0; i < shape->columns; i++) {
        uint16_t code = confusion_column_at(d->data, d->state->left + (size_t)i);
        double precision;

        if (code == LABEL_INVALID)
            continue;
        precision = classification_label(d->data->cm, code).precision;
        draw_figure(d, line, d->cells + (i + 1) * shape->cell_width - 1, shape->cell_width - 1,
                    ROLE_TEXT, short_share(d->context->scratch, precision, shape->decimals),
                    shape->marks ? mark_of(d, "precision", label_of(d, code)) : '\0',
                    is_cursor(d, EDGE_RATE, code));
    }
}

/* ---- all ---- */

/* Arrows at the edges of the cells: there are more labels that way. */
static void draw_more(const struct drawing *d, int line, int rows)
{
    size_t last_column = d->state->left + (size_t)d->shape->columns;

    if (d->state->left > 0)
        draw_code(d->surface, d->head, d->cells - 1, 1, ROLE_KEY, 0x2039);
    if (last_column < d->data->columns)
        draw_code(d->surface, d->head, d->edge, 1, ROLE_KEY, 0x203a);
    if (rows > 0 && d->state->top > 0)
        draw_code(d->surface, line, 1, 1, ROLE_KEY, 0x2191);
    if (rows > 0 && d->state->top + (size_t)rows < d->data->labels)
        draw_code(d->surface, line + rows - 1, 1, 1, ROLE_KEY, 0x2193);
}

static void draw_rules(const struct drawing *d, int line, int rows)
{
    int width = d->surface->rect.width;

    width = d->edge + (d->shape->total ? d->shape->total_width + 1 : 0) +
            (d->shape->recall ? RECALL_AT + RECALL_WIDTH : 0) + (d->shape->rating ? 13 : 0);
    if (d->shape->rule)
        draw_code(d->surface, line + rows, CARET, width - CARET, ROLE_RULE, 0x2500);
    if (!d->shape->total)
        return;
    draw_column(d->surface, line, d->edge, rows, ROLE_RULE, 0x2502);
    if (d->shape->rule)
        draw_code(d->surface, line + rows, d->edge, 1, ROLE_RULE, 0x253c);
    draw_column(d->surface, line + rows + d->shape->rule, d->edge,
                d->shape->totals + d->shape->rates, ROLE_RULE, 0x2502);
}

void confusion_draw_matrix(const struct view_context *context, const struct confusion_state *state,
                           const struct confusion_data *data, const struct surface *surface)
{
    const struct confusion_shape *shape = &data->shape;
    struct drawing d = {
        .context = context,
        .state = state,
        .data = data,
        .shape = shape,
        .surface = surface,
        .focused = context->focused && state->pane == PANE_MATRIX,
        .head = shape->info ? 2 : 0,
        .cells = CARET + shape->label_width + 1,
    };
    int rows = 0, line = d.head + 1;

    d.edge = d.cells + shape->columns * shape->cell_width;
    if (shape->info)
        draw_info(&d);
    draw_heads(&d);
    for (; rows < shape->rows && state->top + (size_t)rows < data->labels; rows++)
        draw_label_row(&d, line + rows, data->order[state->top + (size_t)rows]);
    draw_rules(&d, line, rows);
    draw_more(&d, line, rows);
    line += rows + shape->rule;
    if (shape->totals)
        draw_totals(&d, line);
    if (shape->rates)
        draw_precision(&d, line + 1);
}
