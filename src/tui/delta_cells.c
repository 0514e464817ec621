#include <assay/tui/delta_cells.h>

#include <assay/base/fmt.h>
#include <assay/tui/strip.h>

#include <math.h>

enum { STRIP_LEAST = 13, STRIP_MOST = 41 };

static const struct grid_column columns[DELTA_PARTS] = {
    [DELTA_A] = {.key = "a", .title = "A", .align = GRID_RIGHT, .marked = true},
    [DELTA_B] = {.key = "b", .title = "B", .align = GRID_RIGHT, .marked = true},
    [DELTA_DELTA] = {.key = "delta", .title = "Δ", .align = GRID_RIGHT},
    [DELTA_BOUNDS] = {.key = "interval", .title = "interval", .priority = 3},
    [DELTA_STRIP] = {.key = "strip",
                     .title = "",
                     .least = STRIP_LEAST,
                     .most = STRIP_MOST,
                     .priority = 2,
                     .stretches = true},
    [DELTA_P] = {.key = "p", .title = "p", .align = GRID_RIGHT, .priority = 4},
    [DELTA_P_HOLM] = {.key = "p_holm", .title = "p Holm", .align = GRID_RIGHT, .priority = 1},
    [DELTA_OUTCOME] = {.key = "outcome", .title = "Outcome"},
    [DELTA_FIXED] = {.key = "fixed", .title = "fixed", .align = GRID_RIGHT, .priority = 6},
    [DELTA_BROKEN] = {.key = "broken", .title = "broken", .align = GRID_RIGHT, .priority = 6},
    [DELTA_P_FOLDS] = {.key = "p_folds", .title = "p of folds", .align = GRID_RIGHT, .priority = 8},
    [DELTA_N] = {.key = "n", .title = "n", .align = GRID_RIGHT, .priority = 7},
};

struct grid_column delta_column(enum delta_part part)
{
    return columns[part];
}

const char *delta_interval_title(const struct comparison *comparison, struct arena *arena)
{
    return arena_printf(arena, "%s interval",
                        fmt_percent(arena, 1.0 - comparison->options.alpha, 0));
}

/* ---- styles ---- */

enum role delta_outcome_role(enum compare_outcome outcome)
{
    static const enum role roles[COMPARE_OUTCOMES] = {
        [COMPARE_IMPROVED] = ROLE_RIGHT, [COMPARE_REGRESSED] = ROLE_WRONG,
        [COMPARE_CHANGED] = ROLE_TEXT,   [COMPARE_LEVEL] = ROLE_TEXT,
        [COMPARE_UNDECIDED] = ROLE_DIM,  [COMPARE_UNTESTED] = ROLE_DIM,
    };

    return roles[outcome];
}

static bool is_decided(const struct compare_row *row)
{
    return row->outcome == COMPARE_IMPROVED || row->outcome == COMPARE_REGRESSED ||
           row->outcome == COMPARE_CHANGED;
}

enum role delta_role(const struct metric *metric, double change)
{
    double gain = metric->better == BETTER_LOWER ? -change : change;

    if (isnan(gain) || gain == 0.0)
        return ROLE_DIM;
    return gain > 0.0 ? ROLE_POSITIVE : ROLE_NEGATIVE;
}

uint32_t delta_sign(const struct compare_row *row)
{
    if (!is_decided(row))
        return 0;
    return row->delta > 0.0 ? 0x25b2 : 0x25bc;
}

/* ---- cells ---- */

const char *delta_bounds_text(const struct compare_row *row, struct arena *arena)
{
    if (isnan(row->interval.low) || isnan(row->interval.high))
        return "";
    return arena_printf(arena, "[%s, %s]",
                        compare_delta_text(row->metric, row->interval.low, arena),
                        compare_delta_text(row->metric, row->interval.high, arena));
}

const char *delta_outcome_text(const struct compare_row *row, struct arena *arena)
{
    if (row->outcome == COMPARE_LEVEL)
        return arena_printf(arena, "no difference > %s",
                            metric_format(row->metric, row->bound, arena));
    return compare_outcome_name(row->outcome);
}

static void set(struct grid_cell *cell, const char *text, double number, unsigned style)
{
    cell->text = str_of(text);
    cell->number = number;
    cell->style = isnan(number) ? (unsigned)ROLE_DIM : style;
}

static void set_p(struct grid_cell *cell, double p, struct arena *scratch)
{
    set(cell, isnan(p) ? "" : fmt_p_value(scratch, p), p, ROLE_DIM);
}

static void set_count(struct grid_cell *cell, bool there, uint64_t count, struct arena *scratch)
{
    set(cell, there ? fmt_count(scratch, count) : "", there ? (double)count : NAN, ROLE_DIM);
}

/* The verdict on the run's own figure, where that is the one shown and not one of the pairs only.
 */
static char mark_of(double shown, double whole, char mark)
{
    return fabs(shown - whole) <= 1e-9 * fmax(1.0, fabs(whole)) ? mark : '\0';
}

char delta_mark(const struct compare_row *row, enum delta_part part)
{
    return part == DELTA_A ? mark_of(row->a, row->whole_a, row->mark_a)
                           : mark_of(row->b, row->whole_b, row->mark_b);
}

void delta_cell(const struct compare_row *row, enum delta_part part, struct arena *scratch,
                struct grid_cell *cell)
{
    switch (part) {
    case DELTA_A:
        set(cell, metric_format(row->metric, row->a, scratch), row->a, ROLE_TEXT);
        cell->mark = delta_mark(row, part);
        break;
    case DELTA_B:
        set(cell, metric_format(row->metric, row->b, scratch), row->b, ROLE_TEXT);
        cell->mark = delta_mark(row, part);
        break;
    case DELTA_DELTA:
        set(cell, compare_delta_text(row->metric, row->delta, scratch), row->delta,
            delta_role(row->metric, row->delta));
        break;
    case DELTA_BOUNDS:
        set(cell, delta_bounds_text(row, scratch), row->interval.low, ROLE_DIM);
        break;
    case DELTA_STRIP:
        cell->number = row->delta;
        break;
    case DELTA_P:
        set_p(cell, row->p, scratch);
        break;
    case DELTA_P_HOLM:
        set_p(cell, row->p_holm, scratch);
        break;
    case DELTA_OUTCOME:
        cell->text = str_of(delta_outcome_text(row, scratch));
        cell->style = delta_outcome_role(row->outcome) | (is_decided(row) ? STYLE_BOLD : 0u);
        break;
    case DELTA_FIXED:
        set_count(cell, row->has_counts, row->counts.fixed, scratch);
        break;
    case DELTA_BROKEN:
        set_count(cell, row->has_counts, row->counts.broken, scratch);
        break;
    case DELTA_P_FOLDS:
        set_p(cell, row->p_folds, scratch);
        break;
    case DELTA_N:
        set_count(cell, row->n > 0, row->n, scratch);
        break;
    case DELTA_PARTS:
        break;
    }
}

/* ---- the interval as a picture ---- */

double delta_axis(const struct compare_row *rows, size_t count)
{
    double most = 0.0;

    for (size_t i = 0; i < count; i++) {
        const double ends[] = {rows[i].delta, rows[i].interval.low, rows[i].interval.high};

        for (int e = 0; e < 3; e++)
            most = fabs(ends[e]) > most ? fabs(ends[e]) : most;
    }
    return most;
}

void delta_strip(const struct surface *surface, const struct compare_row *row, double axis)
{
    bool apart = row->interval.low > 0.0 || row->interval.high < 0.0;
    bool known = !isnan(row->interval.low);

    strip_delta(surface, known ? row->interval.low : row->delta, row->delta,
                known ? row->interval.high : row->delta, axis,
                apart ? delta_role(row->metric, row->delta) : ROLE_BAND);
}

/* Two digits of a share that are not 0, ".034"; other figures as they are shown. */
static const char *end_text(const struct metric *metric, double axis, struct arena *arena)
{
    int decimals = axis >= 0.1 ? 2 : (int)ceil(-log10(axis)) + 1;

    if (metric->unit != UNIT_SHARE || axis >= 0.995)
        return metric_format(metric, axis, arena);
    return arena_printf(arena, "%.*f", decimals < 9 ? decimals : 9, axis) + 1;
}

void delta_strip_head(const struct surface *surface, const struct metric *metric, double axis)
{
    struct arena *arena;
    const char *end;
    int width = surface->rect.width, last = (width - 1) / 2 * 2, room;

    if (!(axis > 0.0))
        return;
    arena = arena_new();
    end = end_text(metric, axis, arena);
    room = 1 + text_columns(str_of(end));
    if (2 * room + 3 <= width) {
        draw_f(surface, 0, 0, ROLE_AXIS, "-%s", end);
        draw_code(surface, 0, last / 2, 1, ROLE_AXIS, '0');
        draw_f(surface, 0, last + 1 - room, ROLE_AXIS, "+%s", end);
    } else if (room <= width) {
        draw_f(surface, 0, (last + 1 - room) / 2, ROLE_AXIS, "±%s", end);
    }
    arena_free(arena);
}

/* Where nothing is tested the reason tells more than the outcome. */
static const char *reason_of(const struct compare_row *row, int room, struct arena *scratch)
{
    const char *outcome = delta_outcome_text(row, scratch), *reason;

    if (row->outcome != COMPARE_UNTESTED || !row->why)
        return outcome;
    reason = arena_printf(scratch, "%s: %s", outcome, row->why);
    return text_columns(str_of(reason)) <= room ? reason : outcome;
}

void delta_reading(const struct surface *surface, int row, const struct compare_row *of,
                   struct arena *scratch)
{
    /* What stands at the left of the line takes so much. */
    enum { LEFT = 40 };
    int end = surface->rect.width - 1;
    const char *outcome = reason_of(of, end - LEFT, scratch), *rest = "";

    if (!isnan(of->interval.low))
        rest = arena_printf(scratch, "%s   p Holm %s   ", delta_bounds_text(of, scratch),
                            fmt_p_value(scratch, of->p_holm));
    if (text_columns(str_of(rest)) + text_columns(str_of(outcome)) + LEFT > end)
        rest = "";
    draw_right(surface, row, end, end, delta_outcome_role(of->outcome) | STYLE_BOLD,
               str_of(outcome));
    end -= text_columns(str_of(outcome));
    draw_right(surface, row, end, end, ROLE_DIM, str_of(rest));
}
