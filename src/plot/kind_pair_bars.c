#include <assay/plot/kind_pair_bars.h>

#include <assay/base/fmt.h>
#include <assay/plot/kind_pair_rows.h>
#include <assay/plot/kind_pair_words.h>
#include <assay/plot/plot_build.h>

#include <math.h>

enum { BARS_ROWS = 14, FOREST_ROWS = 24, WIDTH = 760 };
/* Points: a row, and what a panel takes beside its rows. */
enum { BARS_ROW = 31, FOREST_ROW = 16, PANEL = 92, HEAD = 60, FEW_ROWS = 2 };

static size_t rows_of(const struct pair_block *block)
{
    return block->count > FEW_ROWS ? block->count : FEW_ROWS;
}

/* Panels as high as their rows ask for. */
static void fit_height(struct plot *plot, const struct pair_blocks *blocks, int row)
{
    plot->width = WIDTH;
    plot->height = HEAD;
    for (size_t i = 0; i < blocks->count; i++) {
        plot->row_weight[i] = PANEL + row * (double)rows_of(&blocks->blocks[i]);
        plot->height += plot->row_weight[i];
    }
}

static void place(struct plot *plot, struct plot_panel panel, size_t row, int column,
                  struct arena *arena)
{
    panel.row = (int)row;
    panel.column = column;
    plot_add_panel(plot, panel, arena);
}

static void say_outcomes(struct plot *plot, const struct pair_blocks *blocks, struct arena *arena)
{
    for (size_t b = 0; b < blocks->count; b++) {
        const struct pair_block *block = &blocks->blocks[b];
        size_t tally[COMPARE_OUTCOMES] = {0};
        const char *text = "";

        for (size_t i = 0; i < block->count; i++)
            tally[block->rows[i]->outcome]++;
        for (int o = 0; o < COMPARE_OUTCOMES; o++)
            if (tally[o])
                text = arena_printf(arena, "%s%s%zu %s", text, text[0] ? ", " : "", tally[o],
                                    compare_outcome_name((enum compare_outcome)o));
        plot_say(plot, arena, "%s: %s", block->title, text);
        for (size_t i = 0; i < block->count; i++)
            if (block->rows[i]->outcome <= COMPARE_CHANGED)
                plot_say(plot, arena, "%s", pair_row_sentence(block->rows[i], arena));
    }
}

/* What stands beside the figures: no interval or test is promised where there is none. */
static const char *intervals_text(const struct comparison *comparison,
                                  const struct pair_blocks *blocks, struct arena *arena)
{
    bool intervals = false, corrected = false;

    for (size_t b = 0; b < blocks->count; b++)
        for (size_t i = 0; i < blocks->blocks[b].count; i++) {
            intervals |= !isnan(blocks->blocks[b].rows[i]->interval.low);
            corrected |= !isnan(blocks->blocks[b].rows[i]->p_holm);
        }
    if (!intervals)
        return "B − A, not tested";
    return arena_printf(arena, "B − A with its %s%s", pair_level(comparison, arena),
                        corrected ? ", outcome after Holm" : "");
}

/* ---- bars ---- */

static const struct plot *build_bars(const struct topic *topic, const char **why)
{
    const struct comparison *comparison = topic->comparison;
    struct arena *arena = topic->arena;
    struct pair_blocks blocks = pair_blocks_of(comparison,
                                               1u << FAMILY_METRICS | 1u << FAMILY_PARTS |
                                                   1u << FAMILY_LABELS | 1u << FAMILY_TASKS,
                                               BARS_ROWS, arena);
    struct plot *plot;

    if (blocks.count == 0) {
        *why = "the two runs have no headline figure, label or task in common";
        return NULL;
    }
    plot = plot_new("Both runs side by side",
                    pair_subtitle(comparison, intervals_text(comparison, &blocks, arena), arena),
                    arena);
    for (size_t i = 0; i < blocks.count; i++) {
        place(plot, pair_bars_panel(&blocks.blocks[i], arena), i, 0, arena);
        place(plot, pair_delta_panel(&blocks.blocks[i], false, arena), i, 1, arena);
    }
    fit_height(plot, &blocks, BARS_ROW);
    pair_say(plot, comparison, arena);
    say_outcomes(plot, &blocks, arena);
    return plot;
}

const struct plot_kind kind_paired_bars = {
    .name = "paired-bars",
    .file = "paired_bars",
    .summary = "each figure of both runs side by side, with the difference and its interval",
    .of = TOPIC_PAIR,
    .build = build_bars,
};

/* ---- forest ---- */

static const struct plot *build_forest(const struct topic *topic, const char **why)
{
    const struct comparison *comparison = topic->comparison;
    struct arena *arena = topic->arena;
    struct pair_blocks blocks = pair_blocks_of(
        comparison, (1u << COMPARE_FAMILIES) - 1 - (1u << FAMILY_CURVE), FOREST_ROWS, arena);
    struct plot *plot;

    if (blocks.count == 0) {
        *why = "the two runs have no figure in common";
        return NULL;
    }
    plot = plot_new("Differences with their intervals",
                    pair_subtitle(comparison, intervals_text(comparison, &blocks, arena), arena),
                    arena);
    for (size_t i = 0; i < blocks.count; i++)
        place(plot, pair_delta_panel(&blocks.blocks[i], true, arena), i, 0, arena);
    fit_height(plot, &blocks, FOREST_ROW);
    pair_say(plot, comparison, arena);
    say_outcomes(plot, &blocks, arena);
    return plot;
}

const struct plot_kind kind_forest = {
    .name = "forest",
    .file = "forest",
    .summary = "every difference with its interval, a line at 0 and at the margin, the outcome in "
               "words",
    .of = TOPIC_PAIR,
    .build = build_forest,
};
