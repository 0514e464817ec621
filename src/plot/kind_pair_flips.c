#include <assay/plot/kind_pair_flips.h>

#include <assay/base/fmt.h>
#include <assay/plot/kind_pair_words.h>
#include <assay/plot/plot_build.h>

#include <math.h>

enum { SETS_MOST = 3, RIGHT = 0, WRONG = 1 };

/* ---- one set ---- */

static const struct {
    size_t from, to;
    enum pair_state state;
    enum role role;
} ways[] = {
    {RIGHT, RIGHT, PAIR_BOTH_RIGHT, ROLE_BAND},
    {RIGHT, WRONG, PAIR_BROKEN, ROLE_NEGATIVE},
    {WRONG, RIGHT, PAIR_FIXED, ROLE_POSITIVE},
    {WRONG, WRONG, PAIR_BOTH_WRONG, ROLE_TEXT},
};
enum { WAYS = sizeof(ways) / sizeof(ways[0]) };

static uint64_t count_of(const struct paired_counts *counts, enum pair_state state)
{
    return state == PAIR_BOTH_RIGHT ? counts->both_right
           : state == PAIR_FIXED    ? counts->fixed
           : state == PAIR_BROKEN   ? counts->broken
                                    : counts->both_wrong;
}

static const struct plot_flow *flows_of(const struct paired_counts *counts,
                                        struct plot_panel *panel, struct arena *arena)
{
    struct plot_flow *flows = arena_zalloc(arena, WAYS, sizeof(*flows));

    for (size_t i = 0; i < WAYS; i++) {
        uint64_t count = count_of(counts, ways[i].state);
        const char *text =
            arena_printf(arena, "%s %s", pair_state_name(ways[i].state), fmt_count(arena, count));

        flows[i] = (struct plot_flow){ways[i].from, ways[i].to, (double)count, ways[i].role, text};
        plot_add_key(panel, (struct plot_key){ways[i].role, false, text}, arena);
    }
    return flows;
}

static const char *const ends_a[] = {[RIGHT] = "right in A", [WRONG] = "wrong in A"};
static const char *const ends_b[] = {[RIGHT] = "right in B", [WRONG] = "wrong in B"};

bool pair_flips_panel(const struct compare_set *set, struct plot_panel *panel, struct arena *arena)
{
    const struct paired_counts *counts = &set->counts;
    struct plot_flows *flows;

    if (!set->state || paired_n(counts) == 0)
        return false;
    *panel = (struct plot_panel){
        .kind = PANEL_FLOWS,
        .title = arena_printf(arena, "%s%s%s", set->name, set->name[0] ? ": " : "",
                              fmt_counted(arena, paired_n(counts), "pair"))};
    flows = arena_zalloc(arena, 1, sizeof(*flows));
    *flows = (struct plot_flows){
        .left_title = "A",
        .right_title = "B",
        .left = ends_a,
        .right = ends_b,
        .left_count = 2,
        .right_count = 2,
        .flows = flows_of(counts, panel, arena),
        .flow_count = WAYS,
    };
    panel->flows = flows;
    return true;
}

/* ---- the kind ---- */

/* The row whose test the flips are: of all of the set. */
static const struct compare_row *row_of(const struct comparison *comparison, size_t set)
{
    for (size_t i = 0; i < comparison->first[FAMILY_METRICS + 1]; i++)
        if (comparison->rows[i].has_counts && comparison->rows[i].set == set)
            return &comparison->rows[i];
    return NULL;
}

static void say_set(struct plot *plot, const struct comparison *comparison, size_t number,
                    struct arena *arena)
{
    const struct compare_set *set = &comparison->sets[number];
    const struct compare_row *row = row_of(comparison, number);

    plot_say(plot, arena, "%s%s %s %s were right in both, %s fixed, %s broken, %s wrong in both",
             set->name, set->name[0] ? ": of" : "Of",
             fmt_counted(arena, paired_n(&set->counts), "pair"),
             fmt_count(arena, set->counts.both_right), fmt_count(arena, set->counts.fixed),
             fmt_count(arena, set->counts.broken), fmt_count(arena, set->counts.both_wrong));
    if (row && row != comparison->headline)
        plot_say(plot, arena, "%s", pair_row_sentence(row, arena));
}

static const char *what_of(const struct comparison *comparison, struct arena *arena)
{
    const struct compare_row *row = comparison->headline;

    if (comparison->set_count > SETS_MOST)
        return arena_printf(arena, "the first %d of %zu sets of samples", SETS_MOST,
                            comparison->set_count);
    if (!row || !row->has_counts || isnan(row->p))
        return NULL;
    return arena_printf(arena, "%s %s, p after Holm %s, %s", row->title,
                        pair_delta_words(row, arena), fmt_p_value(arena, row->p_holm),
                        pair_outcome_words(row, arena));
}

static const struct plot *build(const struct topic *topic, const char **why)
{
    const struct comparison *comparison = topic->comparison;
    struct arena *arena = topic->arena;
    struct plot *plot = plot_new(
        "Fixed and broken", pair_subtitle(comparison, what_of(comparison, arena), arena), arena);
    struct plot_panel panel;

    pair_say(plot, comparison, arena);
    for (size_t i = 0; i < comparison->set_count && plot->panel_count < SETS_MOST; i++) {
        if (!pair_flips_panel(&comparison->sets[i], &panel, arena))
            continue;
        panel.column = (int)plot->panel_count;
        plot_add_panel(plot, panel, arena);
        say_set(plot, comparison, i, arena);
    }
    if (plot->panel_count == 0) {
        *why = comparison->unpaired_why ? comparison->unpaired_why
                                        : "no pair of samples is right or wrong in both runs";
        return NULL;
    }
    plot->width = plot->panel_count > 1 ? 360.0 * (double)plot->panel_count : 480.0;
    plot->height = 340.0;
    return plot;
}

const struct plot_kind kind_flip_flow = {
    .name = "flip-flow",
    .file = "flip_flow",
    .summary = "how many samples the candidate fixed and broke, and how many stayed right or wrong",
    .of = TOPIC_PAIR,
    .build = build,
};
