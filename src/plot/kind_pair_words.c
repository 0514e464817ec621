#include <assay/plot/kind_pair_words.h>

#include <assay/base/fmt.h>
#include <assay/plot/plot_build.h>

#include <math.h>

uint64_t pair_total(const struct comparison *comparison)
{
    uint64_t total = 0;

    for (size_t i = 0; i < comparison->set_count; i++)
        total += comparison->sets[i].pairing.count;
    return total;
}

static const char *pairs_text(const struct comparison *comparison, struct arena *arena)
{
    return comparison->set_count ? fmt_counted(arena, pair_total(comparison), "pair") : "no pairs";
}

const char *pair_subtitle(const struct comparison *comparison, const char *what,
                          struct arena *arena)
{
    return arena_printf(arena, "A = %s, B = %s · %s%s%s", comparison->name_a, comparison->name_b,
                        pairs_text(comparison, arena), what ? " · " : "", what ? what : "");
}

const char *pair_level(const struct comparison *comparison, struct arena *arena)
{
    return arena_printf(arena, "%s interval",
                        fmt_percent(arena, 1.0 - comparison->options.alpha, 0));
}

const char *pair_delta_words(const struct compare_row *row, struct arena *arena)
{
    const char *delta = compare_delta_text(row->metric, row->delta, arena);

    if (isnan(row->interval.low) || isnan(row->interval.high))
        return delta;
    return arena_printf(arena, "%s [%s, %s]", delta,
                        compare_delta_text(row->metric, row->interval.low, arena),
                        compare_delta_text(row->metric, row->interval.high, arena));
}

const char *pair_outcome_words(const struct compare_row *row, struct arena *arena)
{
    if (row->outcome != COMPARE_LEVEL)
        return compare_outcome_name(row->outcome);
    return arena_printf(arena, "no difference > %s", metric_format(row->metric, row->bound, arena));
}

const char *pair_row_sentence(const struct compare_row *row, struct arena *arena)
{
    const char *tested = "";

    if (!isnan(row->p_holm))
        tested = arena_printf(arena, ", p %s, after Holm %s", fmt_p_value(arena, row->p),
                              fmt_p_value(arena, row->p_holm));
    return arena_printf(arena, "%s: A %s, B %s, delta %s%s: %s%s", pair_row_name(row, arena),
                        metric_format(row->metric, row->a, arena),
                        metric_format(row->metric, row->b, arena), pair_delta_words(row, arena),
                        tested, compare_outcome_text(row, arena),
                        row->doubtful ? "; a claim of it does not hold" : "");
}

const char *pair_row_name(const struct compare_row *row, struct arena *arena)
{
    switch (row->family) {
    case FAMILY_LABELS:
        return arena_printf(arena, "%s of %s", row->metric->title, row->title);
    case FAMILY_PARTS:
        return arena_printf(arena, "%s, %s", row->metric->title, row->title);
    case FAMILY_LAYERS:
        return arena_printf(arena, "accuracy, %s", row->title);
    case FAMILY_CURVE:
        return arena_printf(arena, "loss, %s", row->title);
    default:
        return row->title;
    }
}

enum role pair_outcome_role(const struct compare_row *row)
{
    static const enum role roles[COMPARE_OUTCOMES] = {
        [COMPARE_IMPROVED] = ROLE_POSITIVE, [COMPARE_REGRESSED] = ROLE_NEGATIVE,
        [COMPARE_CHANGED] = ROLE_TEXT,      [COMPARE_LEVEL] = ROLE_TEXT,
        [COMPARE_UNDECIDED] = ROLE_DIM,     [COMPARE_UNTESTED] = ROLE_DIM,
    };

    return roles[row->outcome];
}

enum role pair_side_role(bool is_b)
{
    return is_b ? ROLE_TEXT : ROLE_DIM;
}

enum role pair_change_role(const struct metric *metric, double change)
{
    double gain = metric->better == BETTER_LOWER ? -change : change;

    if (isnan(gain) || gain == 0.0 || metric->better == BETTER_NEITHER)
        return ROLE_DIM;
    return gain > 0.0 ? ROLE_POSITIVE : ROLE_NEGATIVE;
}

void pair_add_keys(struct plot_panel *panel, const enum role *roles, size_t count, bool tested,
                   struct arena *arena)
{
    const struct plot_key keys[] = {{ROLE_POSITIVE, false, tested ? "improved" : "better"},
                                    {ROLE_NEGATIVE, false, tested ? "regressed" : "worse"}};

    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < count; i++)
            if (roles[i] == keys[k].role) {
                plot_add_key(panel, keys[k], arena);
                break;
            }
}

const char *pair_better_words(const struct metric *metric)
{
    return metric->better == BETTER_HIGHER  ? "higher is better"
           : metric->better == BETTER_LOWER ? "lower is better"
                                            : "";
}

void pair_say(struct plot *plot, const struct comparison *comparison, struct arena *arena)
{
    plot_say(plot, arena, "A is the baseline, %s; B the candidate, %s; delta is B minus A",
             comparison->name_a, comparison->name_b);
    if (comparison->unpaired_why)
        plot_say(plot, arena, "No samples pair: %s", comparison->unpaired_why);
    if (comparison->headline)
        plot_say(plot, arena, "%s (intervals are of %s)",
                 pair_row_sentence(comparison->headline, arena),
                 fmt_percent(arena, 1.0 - comparison->options.alpha, 0));
}
