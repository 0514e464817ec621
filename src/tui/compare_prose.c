#include "compare_internal.h"

#include <assay/base/fmt.h>
#include <assay/base/utf8.h>
#include <assay/tui/delta_cells.h>

#include <math.h>
#include <string.h>

enum { KEY_ROOM = 16, KIND_ROOM = 10 };

/* ---- what differs between the runs ---- */

static enum role finding_role(const struct differing *finding)
{
    bool heavy = finding->kind == DIFFERS_DATA || finding->kind == DIFFERS_LABELS ||
                 finding->kind == DIFFERS_CLAIM;

    return heavy ? ROLE_WARNING : ROLE_TEXT;
}

static bool said_before(const struct comparability *found, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (strcmp(found->findings[i].what, found->findings[at].what) == 0)
            return true;
    return false;
}

/* "samples, prompt, seed, …" in so many columns; what does not fit is left out. */
static void add_whats(struct buf *out, const struct comparability *found, int room)
{
    const char *left_out = NULL;

    for (size_t i = 0; i < found->finding_count; i++) {
        struct str what = str_of(found->findings[i].what);

        if (said_before(found, i))
            continue;
        if (text_columns(buf_str(out)) + text_columns(what) + 5 <= room)
            buf_addf(out, "%s%s", out->len ? ", " : "", found->findings[i].what);
        else
            left_out = left_out ? left_out : found->findings[i].what;
    }
    if (left_out && out->len)
        buf_add_c(out, ", …");
    else if (left_out && room > 1)
        buf_addf(out, "%.*s…", (int)utf8_cut(str_of(left_out), (size_t)room - 1).len, left_out);
}

/* "3 things differ: samples, prompt, seed   9 shows them". */
static void in_one_line(struct prose *prose, const struct comparability *found, int width,
                        struct arena *arena)
{
    const char *end = found->finding_count == 1 ? "   9 shows it" : "   9 shows them";
    const char *head = arena_printf(arena, "%zu thing%s: ", found->finding_count,
                                    found->finding_count == 1 ? " differs" : "s differ");
    struct buf words = {0};

    add_whats(&words, found, width - text_columns(str_of(head)) - text_columns(str_of(end)));
    prose_line(prose, 0);
    prose_add(prose, ROLE_WARNING, str_of(head));
    prose_addf(prose, finding_role(&found->findings[0]), "%s", words.ptr ? words.ptr : "");
    prose_add(prose, ROLE_DIM, str_of(end));
    buf_release(&words);
}

struct prose *compare_findings(const struct comparison *comparison, int lines, int width,
                               struct arena *arena)
{
    const struct comparability *found = comparison->comparability;
    struct prose *prose;
    size_t shown;

    if (!found || found->finding_count == 0)
        return NULL;
    prose = prose_new(arena, width);
    if (lines < 2) {
        in_one_line(prose, found, width, arena);
        return prose;
    }
    shown = (size_t)lines < found->finding_count ? (size_t)lines - 1 : found->finding_count;
    for (size_t i = 0; i < shown; i++)
        prose_pair(prose, differing_name(found->findings[i].kind), KIND_ROOM,
                   finding_role(&found->findings[i]), str_of(found->findings[i].text));
    if (shown < found->finding_count)
        prose_text(prose, 0, ROLE_DIM,
                   str_of(arena_printf(arena, "%zu more: 9 shows what differs between the two",
                                       found->finding_count - shown)));
    return prose;
}

/* ---- below the table ---- */

static const struct compare_row *first_row(const struct comparison *comparison)
{
    if (comparison->headline)
        return comparison->headline;
    return comparison->row_count ? &comparison->rows[0] : NULL;
}

/* Of figures over all pairs of a set it is the flips of that set. */
static const struct paired_counts *counts_of(const struct comparison *comparison,
                                             const struct compare_row *row)
{
    const struct compare_set *set =
        row->set < comparison->set_count ? &comparison->sets[row->set] : NULL;

    if (row->has_counts)
        return &row->counts;
    return row->family == FAMILY_METRICS && set && set->state ? &set->counts : NULL;
}

static void add_counts(struct prose *prose, const struct paired_counts *counts, struct arena *arena)
{
    const struct {
        const char *name;
        uint64_t count;
        enum role role;
    } cells[] = {{"both right", counts->both_right, ROLE_TEXT},
                 {"fixed", counts->fixed, ROLE_RIGHT},
                 {"broken", counts->broken, ROLE_WRONG},
                 {"both wrong", counts->both_wrong, ROLE_TEXT}};

    for (size_t i = 0; i < 4; i++) {
        prose_addf(prose, ROLE_DIM, "%s ", cells[i].name);
        prose_addf(prose, cells[i].role | (i == 1 || i == 2 ? STYLE_BOLD : 0u), "%s",
                   fmt_count(arena, cells[i].count));
        prose_add(prose, ROLE_TEXT, STR("  "));
    }
}

/* Either side's claim of the figure that its evidence does not bear out. */
static const char *doubt(const struct compare_row *row)
{
    if (!row->doubtful)
        return NULL;
    if (row->mark_a == '!' && row->mark_b == '!')
        return "both runs claim another figure than their evidence gives";
    return row->mark_a == '!' ? "A claims another figure than its evidence gives"
                              : "B claims another figure than its evidence gives";
}

struct prose *compare_foot(const struct comparison *comparison, const struct compare_row *row,
                           int width, struct arena *arena)
{
    struct prose *prose = prose_new(arena, width);
    const struct paired_counts *counts;

    row = row ? row : first_row(comparison);
    if (!row)
        return prose;
    counts = counts_of(comparison, row);
    prose_line(prose, 0);
    if (counts)
        add_counts(prose, counts, arena);
    else if (row->set == SIZE_MAX && comparison->unpaired_why)
        prose_addf(prose, ROLE_DIM, "no samples pair: %s  ", comparison->unpaired_why);
    else if (row->set == SIZE_MAX)
        prose_add(prose, ROLE_DIM, STR("a figure of either run as a whole  "));
    else
        prose_addf(prose, ROLE_DIM, "%s  ", fmt_counted(arena, row->n, "pair"));
    if (!isnan(row->detectable) && row->set != SIZE_MAX)
        prose_addf(prose, ROLE_DIM, "detectable %s",
                   metric_format(row->metric, row->detectable, arena));
    prose_line(prose, 0);
    if (doubt(row)) {
        prose_addf(prose, ROLE_WARNING, "! %s", doubt(row));
        return prose;
    }
    prose_add(prose, delta_outcome_role(row->outcome), str_of(compare_outcome_text(row, arena)));
    if (row->why)
        prose_addf(prose, ROLE_WARNING, ": %s", row->why);
    else if (row->test != COMPARE_NO_TEST)
        prose_addf(prose, ROLE_DIM, "   %s · %s", compare_test_name(row->test),
                   compare_interval_name(row->interval_kind));
    return prose;
}

/* ---- one row in full ---- */

static void pair(struct prose *prose, const char *key, const char *value)
{
    if (value && *value)
        prose_pair(prose, key, KEY_ROOM, ROLE_TEXT, str_of(value));
}

static const char *with_mark(const struct metric *metric, double value, char mark,
                             struct arena *arena)
{
    return arena_printf(arena, "%s%s%s", metric_format(metric, value, arena),
                        mark ? "   claim " : "",
                        mark == '\0'  ? ""
                        : mark == '!' ? "differs !"
                        : mark == '?' ? "without evidence ?"
                        : mark == '~' ? "agrees ~"
                                      : "agrees =");
}

static void write_figures(struct prose *prose, const struct comparison *comparison,
                          const struct compare_row *row, struct arena *arena)
{
    static const char *const better[] = {
        [BETTER_HIGHER] = "higher",
        [BETTER_LOWER] = "lower",
        [BETTER_NEITHER] = "neither; the colour is that of the sign",
    };
    const struct metric *metric = row->metric;

    prose_head(prose, "Figures, over the pairs");
    pair(prose, "A",
         arena_printf(arena, "%s   %s", metric_format(metric, row->a, arena), comparison->name_a));
    pair(prose, "B",
         arena_printf(arena, "%s   %s", metric_format(metric, row->b, arena), comparison->name_b));
    pair(prose, "delta, B - A", compare_delta_text(metric, row->delta, arena));
    pair(prose, "better", better[metric->better]);
    if (!isnan(row->whole_a))
        pair(prose, "A, whole run", with_mark(metric, row->whole_a, row->mark_a, arena));
    if (!isnan(row->whole_b))
        pair(prose, "B, whole run", with_mark(metric, row->whole_b, row->mark_b, arena));
    if (doubt(row)) {
        prose_pair(prose, "doubtful", KEY_ROOM, ROLE_WARNING, str_of(doubt(row)));
        prose_pair(prose, "", KEY_ROOM, ROLE_TEXT,
                   STR("the difference is of the figures as they were recomputed"));
    }
}

static void write_table(struct prose *prose, const struct paired_counts *counts,
                        struct arena *arena)
{
    prose_head(prose, "Samples, side by side");
    prose_text(prose, 0, ROLE_DIM, STR("           B right                B wrong"));
    prose_text(prose, 0, ROLE_TEXT,
               str_of(arena_printf(arena, "A right    both right %9s   broken     %9s",
                                   fmt_count(arena, counts->both_right),
                                   fmt_count(arena, counts->broken))));
    prose_text(prose, 0, ROLE_TEXT,
               str_of(arena_printf(arena, "A wrong    fixed      %9s   both wrong %9s",
                                   fmt_count(arena, counts->fixed),
                                   fmt_count(arena, counts->both_wrong))));
}

static const char *p_pair(double p, double other, const char *name, struct arena *arena)
{
    if (isnan(p))
        return NULL;
    if (isnan(other))
        return fmt_p_value(arena, p);
    return arena_printf(arena, "%s   %s %s", fmt_p_value(arena, p), name,
                        fmt_p_value(arena, other));
}

/* Tests that were corrected together with this one. */
static uint64_t tests_beside(const struct comparison *comparison, const struct compare_row *row)
{
    uint64_t tests = 0;

    for (size_t i = comparison->first[row->family]; i < comparison->first[row->family + 1]; i++)
        tests += !isnan(comparison->rows[i].p) &&
                 (row->family == FAMILY_METRICS || comparison->rows[i].metric == row->metric);
    return tests;
}

static void write_test(struct prose *prose, const struct comparison *comparison,
                       const struct compare_row *row, struct arena *arena)
{
    prose_head(prose, "Test");
    pair(prose, "test", compare_test_name(row->test));
    pair(prose, "p", p_pair(row->p, row->p_mid, "mid-p", arena));
    if (!isnan(row->p_holm))
        pair(prose, "p Holm",
             arena_printf(arena, "%s   corrected for %s", fmt_p_value(arena, row->p_holm),
                          fmt_counted(arena, tests_beside(comparison, row), "test")));
    if (!isnan(row->p_unpaired))
        pair(prose, "p unpaired",
             arena_printf(arena, "%s   as if the two had nothing in common",
                          fmt_p_value(arena, row->p_unpaired)));
    if (!isnan(row->p_sign))
        pair(prose, "p of signs",
             arena_printf(arena, "%s   as many pairs above as below",
                          fmt_p_value(arena, row->p_sign)));
    if (!isnan(row->p_folds)) {
        pair(prose, "p over folds", fmt_p_value(arena, row->p_folds));
        prose_pair(prose, "", KEY_ROOM, ROLE_WARNING,
                   STR("folds share training data: this finds differences too easily"));
    }
    if (row->clusters)
        pair(prose, "clusters",
             arena_printf(arena, "%s by %s", fmt_count(arena, row->clusters),
                          comparison->cluster_field ? comparison->cluster_field : "sample"));
    if (row->why)
        prose_pair(prose, "caveat", KEY_ROOM, ROLE_WARNING, str_of(row->why));
}

/* The other interval of paired shares in use, for those who know it. */
static void write_newcombe(struct prose *prose, const struct compare_row *row, double level,
                           struct arena *arena)
{
    struct interval other = paired_newcombe(&row->counts, level);

    pair(prose, "Newcombe",
         arena_printf(arena, "[%s, %s]", compare_delta_text(row->metric, other.low, arena),
                      compare_delta_text(row->metric, other.high, arena)));
}

static void write_interval(struct prose *prose, const struct comparison *comparison,
                           const struct compare_row *row, struct arena *arena)
{
    const struct compare_options *options = &comparison->options;

    if (row->interval_kind == COMPARE_NO_INTERVAL)
        return;
    prose_head(prose, "Interval");
    pair(prose, arena_printf(arena, "%s", fmt_percent(arena, 1.0 - options->alpha, 0)),
         delta_bounds_text(row, arena));
    pair(prose, "method", compare_interval_name(row->interval_kind));
    if (row->interval_kind == COMPARE_BONETT_PRICE)
        write_newcombe(prose, row, 1.0 - options->alpha, arena);
    if (row->resamples)
        pair(prose, "drawn",
             arena_printf(arena, "%s resamples, seed %llu", fmt_count(arena, row->resamples),
                          (unsigned long long)options->seed));
    if (!isnan(row->error))
        pair(prose, "error", metric_format(row->metric, row->error, arena));
}

static void write_power(struct prose *prose, const struct comparison *comparison,
                        const struct compare_row *row, struct arena *arena)
{
    const struct compare_options *options = &comparison->options;
    struct buf margin = {0};

    if (isnan(row->detectable))
        return;
    fmt_shortest(&margin, options->margin);
    prose_head(prose, "What so many samples can tell");
    pair(prose, "samples", fmt_count(arena, row->n));
    pair(prose, "detectable",
         arena_printf(arena, "%s   least true difference found %s of the time",
                      metric_format(row->metric, row->detectable, arena),
                      fmt_percent(arena, options->power, 0)));
    if (!isnan(row->needed))
        pair(prose, "needed",
             arena_printf(arena, "%s   for a difference of the margin, %s",
                          fmt_counted(arena, (uint64_t)ceil(row->needed), "pair"),
                          margin.ptr + (margin.ptr[0] == '0')));
    buf_release(&margin);
}

struct prose *compare_statistics(const struct comparison *comparison, const struct compare_row *row,
                                 int width, struct arena *arena)
{
    struct prose *prose = prose_new(arena, width);

    prose_line(prose, 0);
    prose_addf(prose, ROLE_TITLE, "%s", row->title);
    if (strcmp(row->title, row->metric->title) != 0)
        prose_addf(prose, ROLE_TITLE, " · %s", row->metric->title);
    prose_addf(prose, delta_outcome_role(row->outcome) | STYLE_BOLD, "   %s",
               compare_outcome_text(row, arena));
    prose_blank(prose);
    pair(prose, "formula", row->metric->formula);
    pair(prose, "source", row->metric->source);
    write_figures(prose, comparison, row, arena);
    if (row->has_counts)
        write_table(prose, &row->counts, arena);
    write_test(prose, comparison, row, arena);
    write_interval(prose, comparison, row, arena);
    write_power(prose, comparison, row, arena);
    return prose;
}
