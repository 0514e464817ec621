#include <assay/plot/kind_pair_rows.h>

#include <assay/base/fmt.h>
#include <assay/plot/kind_labels.h>
#include <assay/plot/kind_pair_words.h>
#include <assay/plot/plot_build.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCKS_MOST = 6, NAME_COLUMNS = 40 };
#define SMALL_MOST 0.4
/* Bars of A are pale, as its curves are dashed. */
enum { FILL_A = 30, FILL_B = 75 };

/* ---- which rows stand together ---- */

static bool same_text(const char *left, const char *right)
{
    return strcmp(left ? left : "", right ? right : "") == 0;
}

static bool stand_together(const struct compare_row *row, const struct compare_row *other)
{
    if (row->family != other->family)
        return false;
    switch (row->family) {
    case FAMILY_METRICS:
        /* Kappa and MCC are no shares, but scaled as they are. */
        return row->metric->unit == other->metric->unit ||
               (compare_scale(row) == 1.0 && compare_scale(other) == 1.0 &&
                row->metric->most == 1.0 && other->metric->most == 1.0);
    case FAMILY_LAYERS:
        return row->metric == other->metric && same_text(row->what.subject, other->what.subject);
    default:
        return row->metric == other->metric;
    }
}

/* ---- which are shown ---- */

struct ranked_row {
    const struct compare_row *row;
    bool decided;
};

static double or_last(double p)
{
    return isnan(p) ? INFINITY : p;
}

static int by_interest(const void *left, const void *right)
{
    const struct ranked_row *x = left, *y = right;
    double p = or_last(x->row->p_holm), q = or_last(y->row->p_holm);
    double d = fabs(x->row->delta), e = fabs(y->row->delta);

    if (x->decided != y->decided)
        return x->decided ? -1 : 1;
    if (p < q || p > q)
        return p < q ? -1 : 1;
    if (d < e || d > e)
        return d > e ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static void keep_interesting(const struct compare_row **rows, size_t count, struct arena *arena)
{
    struct ranked_row *ranked = arena_zalloc(arena, count, sizeof(*ranked));

    for (size_t i = 0; i < count; i++)
        ranked[i] = (struct ranked_row){rows[i], rows[i]->outcome == COMPARE_IMPROVED ||
                                                     rows[i]->outcome == COMPARE_REGRESSED ||
                                                     rows[i]->outcome == COMPARE_CHANGED};
    qsort(ranked, count, sizeof(*ranked), by_interest);
    for (size_t i = 0; i < count; i++)
        rows[i] = ranked[i].row;
}

/* ---- blocks ---- */

static const char *name_of(const struct compare_row *row, const struct comparison *comparison,
                           struct arena *arena)
{
    switch (row->family) {
    case FAMILY_METRICS:
        return row->metric->unit == UNIT_PER_TOKEN ? "Slopes, nats per token" : "Metrics";
    case FAMILY_PARTS:
        return arena_printf(arena, "%s by %s", row->metric->title, comparison->parts_by);
    case FAMILY_LABELS:
        return arena_printf(arena, "%s of labels", row->metric->title);
    case FAMILY_LAYERS:
        return arena_printf(arena, "Accuracy of %s",
                            row->what.subject ? row->what.subject : "layers");
    case FAMILY_TASKS:
        return "Tasks";
    default:
        return row->metric->title;
    }
}

static const char *title_of(const struct pair_block *block, struct arena *arena)
{
    const struct compare_row *row = block->rows[0];
    const char *name = name_of(row, block->comparison, arena);

    /* Metrics of a unit of their own stand apart from the others. */
    if (block->family == FAMILY_METRICS && block->of == 1 && row->metric->unit != UNIT_SHARE)
        return row->title;
    if (block->count == block->of)
        return name;
    return arena_printf(arena, "%s: %zu of %zu, those that say most first", name, block->count,
                        block->of);
}

static struct pair_block block_from(const struct comparison *comparison, size_t first, bool *taken,
                                    size_t rows_most, struct arena *arena)
{
    const struct compare_row *rows = comparison->rows;
    const struct compare_row **found =
        arena_zalloc(arena, comparison->row_count - first + 1, sizeof(struct compare_row *));
    struct pair_block block = {
        .comparison = comparison, .family = rows[first].family, .rows = found};

    for (size_t i = first; i < comparison->row_count; i++) {
        if (taken[i] || isnan(rows[i].delta) || !stand_together(&rows[first], &rows[i]))
            continue;
        found[block.of++] = &rows[i];
        taken[i] = true;
    }
    block.count = block.of < rows_most ? block.of : rows_most;
    if (block.count < block.of)
        keep_interesting(found, block.of, arena);
    block.title = title_of(&block, arena);
    return block;
}

struct pair_blocks pair_blocks_of(const struct comparison *comparison, unsigned families,
                                  size_t rows_most, struct arena *arena)
{
    bool *taken = arena_zalloc(arena, comparison->row_count + 1, sizeof(*taken));
    struct pair_block *blocks = arena_zalloc(arena, BLOCKS_MOST, sizeof(*blocks));
    struct pair_blocks out = {.blocks = blocks};

    for (size_t i = 0; i < comparison->row_count && out.count < BLOCKS_MOST; i++)
        if (!taken[i] && !isnan(comparison->rows[i].delta) &&
            (families & 1u << comparison->rows[i].family))
            blocks[out.count++] = block_from(comparison, i, taken, rows_most, arena);
    return out;
}

/* ---- columns ---- */

static double take_a(const struct compare_row *row)
{
    return row->a;
}

static double take_b(const struct compare_row *row)
{
    return row->b;
}

static double take_delta(const struct compare_row *row)
{
    return row->delta;
}

static double take_low(const struct compare_row *row)
{
    return row->interval.low;
}

static double take_high(const struct compare_row *row)
{
    return row->interval.high;
}

static const double *taken(const struct pair_block *block,
                           double (*take)(const struct compare_row *), struct arena *arena)
{
    double *out = arena_zalloc(arena, block->count + 1, sizeof(*out));

    for (size_t i = 0; i < block->count; i++)
        out[i] = take(block->rows[i]);
    return out;
}

static const char *title_at(const struct compare_row *row, struct arena *arena)
{
    return row->doubtful ? arena_printf(arena, "%s !", row->title) : row->title;
}

static struct plot_axis rows_axis(const struct pair_block *block, bool named, struct arena *arena)
{
    const char **names = arena_zalloc(arena, block->count + 1, sizeof(*names));
    struct plot_axis axis = plot_axis_of(NULL, TICKS_WHOLE, TICK_PLAIN);

    for (size_t i = 0; i < block->count; i++)
        names[i] = named ? title_at(block->rows[i], arena) : "";
    axis.names = named ? kind_labels_cut_all(names, block->count, NAME_COLUMNS, arena) : names;
    axis.name_count = block->count;
    return axis;
}

static bool is_of_shares(const struct pair_block *block)
{
    for (size_t i = 0; i < block->count; i++)
        if (block->rows[i]->metric->unit != UNIT_SHARE && block->rows[i]->metric->most != 1.0)
            return false;
    return true;
}

/* Shares that would be stumps on a scale up to 1. */
static bool are_small(const struct pair_block *block)
{
    for (size_t i = 0; i < block->count; i++)
        if (fabs(block->rows[i]->a) > SMALL_MOST || fabs(block->rows[i]->b) > SMALL_MOST)
            return false;
    return true;
}

static bool has_interval(const struct pair_block *block)
{
    for (size_t i = 0; i < block->count; i++)
        if (!isnan(block->rows[i]->interval.low))
            return true;
    return false;
}

/* ---- A beside B ---- */

static const char **values_text(const struct pair_block *block, const double *values,
                                struct arena *arena)
{
    const char **out = arena_zalloc(arena, block->count + 1, sizeof(*out));

    for (size_t i = 0; i < block->count; i++)
        out[i] = plot_figure(block->rows[i]->metric, values[i], arena);
    return out;
}

static struct plot_series bars_of(const struct pair_block *block, bool is_b, const double *values,
                                  struct arena *arena)
{
    return (struct plot_series){.name = is_b ? "B" : "A",
                                .form = PLOT_BARS,
                                .role = pair_side_role(is_b),
                                .fill = is_b ? FILL_B : FILL_A,
                                .y = values,
                                .count = block->count,
                                .texts = values_text(block, values, arena)};
}

/* Chance, where all tasks have the same. */
static void add_chance(const struct pair_block *block, struct plot_axes *axes, struct arena *arena)
{
    size_t count;
    const struct task *tasks = run_tasks(block->comparison->a.run, &count);

    if (block->family != FAMILY_TASKS || count == 0 || isnan(tasks[0].chance))
        return;
    for (size_t i = 1; i < count; i++)
        if (tasks[i].chance < tasks[0].chance || tasks[i].chance > tasks[0].chance)
            return;
    plot_add_level(axes, (struct plot_level){tasks[0].chance, "chance", ROLE_CROSSING}, arena);
}

struct plot_panel pair_bars_panel(const struct pair_block *block, struct arena *arena)
{
    bool shares = is_of_shares(block);
    struct plot_axis y = plot_axis_of(NULL, TICKS_ANY, shares ? TICK_SHARE : TICK_PLAIN);
    struct plot_axes *axes;

    y.hold[0] = 0.0;
    y.hold[1] = shares && !are_small(block) ? 1.0 : NAN;
    axes = plot_axes_new(rows_axis(block, true, arena), y, arena);
    plot_add_series(axes, bars_of(block, false, taken(block, take_a, arena), arena), arena);
    plot_add_series(axes, bars_of(block, true, taken(block, take_b, arena), arena), arena);
    add_chance(block, axes, arena);
    axes->sideways = true;
    return (struct plot_panel){.kind = PANEL_AXES, .title = block->title, .axes = axes};
}

/* ---- deltas ---- */

static const char **outcome_texts(const struct pair_block *block, bool with_delta,
                                  struct arena *arena)
{
    const char **out = arena_zalloc(arena, block->count + 1, sizeof(*out));

    for (size_t i = 0; i < block->count; i++) {
        const struct compare_row *row = block->rows[i];
        const char *words = pair_outcome_words(row, arena);

        out[i] = with_delta ? arena_printf(arena, "%s  %s",
                                           plot_delta(row->metric, row->delta, arena), words)
                            : words;
    }
    return out;
}

static const char **sentences(const struct pair_block *block, struct arena *arena)
{
    const char **out = arena_zalloc(arena, block->count + 1, sizeof(*out));

    for (size_t i = 0; i < block->count; i++)
        out[i] = pair_row_sentence(block->rows[i], arena);
    return out;
}

static const enum role *outcome_roles(const struct pair_block *block, struct arena *arena)
{
    enum role *out = arena_zalloc(arena, block->count + 1, sizeof(*out));

    for (size_t i = 0; i < block->count; i++)
        out[i] = pair_outcome_role(block->rows[i]);
    return out;
}

static void add_margin(const struct pair_block *block, struct plot_axes *axes, struct arena *arena)
{
    double margin = block->comparison->options.margin;

    for (size_t i = 0; i < block->count; i++)
        if (compare_scale(block->rows[i]) != 1.0)
            return;
    if (!is_of_shares(block) || !has_interval(block))
        return;
    plot_add_level(
        axes,
        (struct plot_level){
            -margin, arena_printf(arena, "margin -%s", plot_short_share(margin, arena)), ROLE_BAND},
        arena);
    plot_add_level(axes,
                   (struct plot_level){margin,
                                       arena_printf(arena, "+%s", plot_short_share(margin, arena)),
                                       ROLE_BAND},
                   arena);
}

static const char *delta_title(const struct pair_block *block, struct arena *arena)
{
    const struct metric *metric = block->rows[0]->metric;

    for (size_t i = 1; i < block->count; i++)
        if (block->rows[i]->metric->better != metric->better)
            return "B − A";
    return metric->better == BETTER_NEITHER
               ? "B − A"
               : arena_printf(arena, "B − A, %s", pair_better_words(metric));
}

struct plot_panel pair_delta_panel(const struct pair_block *block, bool named, struct arena *arena)
{
    bool intervals = has_interval(block);
    struct plot_axis y = plot_axis_of(delta_title(block, arena), TICKS_ANY, TICK_DELTA);
    struct plot_axes *axes;

    y.hold[0] = 0.0;
    axes = plot_axes_new(rows_axis(block, named, arena), y, arena);
    add_margin(block, axes, arena);
    plot_add_series(axes,
                    (struct plot_series){.form = PLOT_POINTS,
                                         .role = ROLE_TEXT,
                                         .y = taken(block, take_delta, arena),
                                         .count = block->count,
                                         .low = intervals ? taken(block, take_low, arena) : NULL,
                                         .high = intervals ? taken(block, take_high, arena) : NULL,
                                         .roles = outcome_roles(block, arena),
                                         .texts = outcome_texts(block, true, arena),
                                         .titles = sentences(block, arena)},
                    arena);
    axes->band = intervals ? pair_level(block->comparison, arena) : NULL;
    axes->sideways = true;
    return (struct plot_panel){
        .kind = PANEL_AXES, .title = named ? block->title : "Difference", .axes = axes};
}
