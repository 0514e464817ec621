#include <assay/plot/kind_pair_overview.h>

#include <assay/base/fmt.h>
#include <assay/plot/kind_pair_cells.h>
#include <assay/plot/kind_pair_curves.h>
#include <assay/plot/kind_pair_flips.h>
#include <assay/plot/kind_pair_rows.h>
#include <assay/plot/kind_pair_words.h>
#include <assay/plot/plot_build.h>
#include <assay/plot/plot_signs.h>
#include <assay/session/headline.h>

#include <math.h>

enum {
    COLUMNS = 3,
    BLOCK_ROWS = 8,
    FACTS_MOST = 16,
    FINDINGS_MOST = 9,
    GATE_MOST = 5,
    PROBES_MOST = 2
};

struct page {
    const struct comparison *comparison;
    const struct gate *gate; /* NULL: nothing is gated */
    struct plot *plot;
    struct arena *arena;
    int row, column; /* of the next panel */
};

static void put(struct page *page, struct plot_panel panel)
{
    if (page->column == COLUMNS) {
        page->column = 0;
        page->row++;
    }
    panel.row = page->row;
    panel.column = page->column++;
    plot_add_panel(page->plot, panel, page->arena);
}

/* Over the rest of its line. */
static void put_last(struct page *page, struct plot_panel panel)
{
    panel.columns = COLUMNS - page->column % COLUMNS;
    put(page, panel);
}

/* ---- what each run is ---- */

static const char *or_none(const char *text)
{
    return text && text[0] ? text : "not known";
}

static void add_side(struct page *page, struct plot_panel *panel, const struct assessed *run,
                     const char *heading)
{
    struct arena *arena = page->arena;
    uint64_t samples = headline_samples(run);
    const char *time = run_time(run->run, arena);

    plot_add_fact(panel, (struct plot_fact){heading, NULL}, arena);
    plot_add_fact(panel, (struct plot_fact){"Run", run_id(run->run)}, arena);
    plot_add_fact(panel, (struct plot_fact){"Model", or_none(run_model(run->run))}, arena);
    plot_add_fact(panel, (struct plot_fact){"Time", time ? plot_time(time, arena) : or_none(NULL)},
                  arena);
    plot_add_fact(panel, (struct plot_fact){"Format", run_format(run->run)}, arena);
    if (samples)
        plot_add_fact(panel, (struct plot_fact){"Samples", fmt_count(arena, samples)}, arena);
}

static struct plot_panel runs_panel(struct page *page)
{
    struct plot_panel panel = {.kind = PANEL_FACTS, .title = "Runs"};

    add_side(page, &panel, &page->comparison->a, "A, the baseline");
    add_side(page, &panel, &page->comparison->b, "B, the candidate");
    return panel;
}

static const char *side_text(const char *text)
{
    return text ? text : "–";
}

static void add_findings(struct page *page, struct plot_panel *panel)
{
    const struct comparability *found = page->comparison->comparability;

    if (found->finding_count)
        plot_add_fact(panel, (struct plot_fact){"What could explain it", NULL}, page->arena);
    for (size_t i = 0; i < found->finding_count && panel->fact_count < FINDINGS_MOST; i++)
        plot_add_fact(
            panel,
            (struct plot_fact){differing_name(found->findings[i].kind), found->findings[i].text},
            page->arena);
}

static void add_gate(struct page *page, struct plot_panel *panel)
{
    const struct gate *gate = page->gate;

    if (gate && gate->count)
        plot_add_fact(panel, (struct plot_fact){"Gate", NULL}, page->arena);
    for (size_t i = 0; gate && i < gate->count && i < GATE_MOST; i++)
        plot_add_fact(panel,
                      (struct plot_fact){gate->findings[i].title,
                                         arena_printf(page->arena, "%s: %s",
                                                      gate_verdict_name(gate->findings[i].verdict),
                                                      gate->findings[i].why)},
                      page->arena);
}

/* What a test says in words, and what more data would do. */
static void add_outcome(struct page *page, struct plot_panel *panel)
{
    const struct compare_row *row = page->comparison->headline;
    struct arena *arena = page->arena;
    const char *tested = "";

    if (!row)
        return;
    if (!isnan(row->p_holm))
        tested = arena_printf(arena, ", p after Holm %s", fmt_p_value(arena, row->p_holm));
    plot_add_fact(panel, (struct plot_fact){"Outcome", NULL}, arena);
    plot_add_fact(
        panel,
        (struct plot_fact){pair_row_name(row, arena),
                           plot_signs(arena_printf(arena, "%s%s: %s", pair_delta_words(row, arena),
                                                   tested, pair_outcome_words(row, arena)),
                                      arena)},
        arena);
}

static struct plot_panel differing_panel(struct page *page)
{
    const struct comparability *found = page->comparison->comparability;
    struct plot_panel panel = {.kind = PANEL_FACTS, .title = "What came out and what differs"};
    size_t shown = 0, differing = 0;

    add_outcome(page, &panel);
    add_gate(page, &panel);
    if (page->comparison->unpaired_why)
        plot_add_fact(&panel, (struct plot_fact){"No pairs", page->comparison->unpaired_why},
                      page->arena);
    add_findings(page, &panel);
    for (size_t i = 0; i < found->setting_count; i++)
        differing += found->settings[i].differs && !found->settings[i].passing;
    if (differing || !found->finding_count)
        plot_add_fact(&panel, (struct plot_fact){"Settings, A → B", NULL}, page->arena);
    for (size_t i = 0; i < found->setting_count && panel.fact_count < FACTS_MOST; i++) {
        const struct setting *setting = &found->settings[i];

        if (!setting->differs || setting->passing)
            continue;
        shown++;
        plot_add_fact(&panel,
                      (struct plot_fact){setting->path,
                                         arena_printf(page->arena, "%s → %s", side_text(setting->a),
                                                      side_text(setting->b))},
                      page->arena);
    }
    if (!differing && !found->finding_count)
        plot_add_fact(&panel, (struct plot_fact){"None", "no chosen setting differs"}, page->arena);
    if (shown < differing)
        plot_add_fact(
            &panel,
            (struct plot_fact){"…", arena_printf(page->arena, "and %s more",
                                                 fmt_count(page->arena, differing - shown))},
            page->arena);
    return panel;
}

/* ---- figures ---- */

static bool has_interval(const struct pair_block *block)
{
    for (size_t i = 0; i < block->count; i++)
        if (block->rows[i]->interval_kind != COMPARE_NO_INTERVAL)
            return true;
    return false;
}

static void put_blocks(struct page *page, unsigned families, size_t most)
{
    struct pair_blocks blocks = pair_blocks_of(page->comparison, families, BLOCK_ROWS, page->arena);

    for (size_t i = 0; i < blocks.count && i < most; i++) {
        const struct pair_block *block = &blocks.blocks[i];

        put(page, pair_bars_panel(block, page->arena));
    }
}

static void put_delta(struct page *page, unsigned families)
{
    struct pair_blocks blocks = pair_blocks_of(page->comparison, families, BLOCK_ROWS, page->arena);
    struct plot_panel panel;

    if (blocks.count == 0 || !has_interval(&blocks.blocks[0]))
        return;
    panel = pair_delta_panel(&blocks.blocks[0], true, page->arena);
    panel.title = arena_printf(page->arena, "%s: B − A", panel.title);
    put(page, panel);
}

static void put_layers(struct page *page)
{
    struct pair_curves layers = pair_layer_curves(page->comparison, PROBES_MOST, page->arena);
    struct plot_panel panel;

    for (size_t i = 0; i < layers.count; i++)
        put(page, layers.curves[i]);
    if (layers.count && pair_dominance_panel(page->comparison, &panel, page->arena))
        put(page, panel);
}

/* Above one another where the lines of tasks and metrics leave a place at their ends. */
static void put_loss(struct page *page, bool delta)
{
    struct pair_curves losses = pair_loss_curves(page->comparison, page->arena);

    if (losses.count)
        put(page, delta ? losses.deltas[0] : losses.curves[0]);
}

static void put_moved(struct page *page)
{
    bool layers =
        page->comparison->first[FAMILY_LAYERS + 1] > page->comparison->first[FAMILY_LAYERS];
    struct pair_cells cells;
    struct plot_panel panel;

    if (!layers && pair_cells_of(page->comparison, 0, &cells, page->arena)) {
        if (cells.shared)
            put(page, cells.delta);
        plot_say(page->plot, page->arena, "%s", cells.said);
    }
    for (size_t i = 0; !layers && i < page->comparison->set_count && i < 1; i++)
        if (pair_flips_panel(&page->comparison->sets[i], &panel, page->arena))
            put(page, panel);
}

static void say_rows(struct page *page)
{
    const struct comparison *comparison = page->comparison;

    for (size_t i = 0; i < comparison->first[FAMILY_METRICS + 1]; i++)
        if (&comparison->rows[i] != comparison->headline)
            plot_say(page->plot, page->arena, "%s",
                     pair_row_sentence(&comparison->rows[i], page->arena));
}

/* A line of words alone takes less room than one with plots. */
static void put_facts(struct page *page)
{
    struct plot *plot = page->plot;
    int rows;

    if (page->column > 1) {
        page->row++;
        page->column = 0;
    }
    rows = page->row + 1;
    plot->width = 1080.0;
    plot->height = 60.0 + 290.0 * rows;
    if (page->column == 0) {
        plot->row_weight[page->row] = .75;
        plot->height -= .25 * 290.0;
    }
    put(page, runs_panel(page));
    put_last(page, differing_panel(page));
}

static const struct plot *build(const struct topic *topic, const char **why)
{
    const struct comparison *comparison = topic->comparison;
    struct arena *arena = topic->arena;
    struct page page = {.comparison = comparison, .gate = topic->gate, .arena = arena};
    unsigned tasks = 1u << FAMILY_TASKS;

    page.plot = plot_new(
        "Comparison",
        pair_subtitle(comparison, arena_printf(arena, "%ss", pair_level(comparison, arena)), arena),
        arena);
    pair_say(page.plot, comparison, arena);
    put_blocks(&page, tasks, 1);
    put_delta(&page, tasks);
    put_loss(&page, false);
    put_blocks(&page, 1u << FAMILY_METRICS, 1);
    put_delta(&page, 1u << FAMILY_METRICS);
    put_loss(&page, true);
    put_layers(&page);
    put_blocks(&page, 1u << FAMILY_LABELS | 1u << FAMILY_PARTS, 2);
    put_moved(&page);
    if (page.plot->panel_count == 0) {
        *why = "the two runs have no figure in common";
        return NULL;
    }
    say_rows(&page);
    put_facts(&page);
    return page.plot;
}

const struct plot_kind kind_compare_overview = {
    .name = "compare-overview",
    .file = "comparison_plots",
    .summary = "both runs on one page: figures, curves or what moved, deltas, what differs",
    .of = TOPIC_PAIR,
    .build = build,
};
