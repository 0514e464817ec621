#include <assay/report/compare_shown.h>

#include <assay/base/fmt.h>

#include <math.h>
#include <string.h>

enum { ROWS_MOST = 12 }; /* of a family, unless all are wanted */

/* What two kinds of tables have in common. */
#define FIGURE_COLUMNS                                                                             \
    {"a", "A"}, {"b", "B"}, {"delta", "Delta"}, {"interval", "Interval"}, {"p", "p"},              \
        {"p_holm", "p Holm"}, {"outcome", "Outcome"}, {"n", "n"}, {"fixed", "Fixed"},              \
        {"broken", "Broken"},                                                                      \
    {                                                                                              \
        NULL, NULL                                                                                 \
    }

static const struct sheet_column row_columns[] = {
    {"group", "Metric"}, {"name", "Figure"}, FIGURE_COLUMNS};
static const struct sheet_column overview_columns[] = {
    {"group", "Figure"}, {"name", "Candidate"}, FIGURE_COLUMNS};

/* ---- values as text ---- */

static const char *interval_text(const struct metric *metric, double low, double high,
                                 struct arena *arena)
{
    if (isnan(low) || isnan(high))
        return "–";
    return arena_printf(arena, "[%s, %s]", compare_delta_text(metric, low, arena),
                        compare_delta_text(metric, high, arena));
}

/* "no difference > .0312": the whole sentence is wider than a table of 100 columns has room for. */
static const char *outcome_text(const char *outcome, const struct metric *metric, double bound,
                                struct arena *arena)
{
    if (isnan(bound))
        return outcome;
    return arena_printf(arena, "%s > %s", outcome, metric_format(metric, bound, arena));
}

struct shown {
    const char *group, *name;
    const struct metric *metric;
    double a, b, delta, low, high, p, p_holm;
    const char *outcome;
    double bound;
};

static void add_shown(struct sheet *sheet, const struct shown *row)
{
    struct arena *arena = sheet->arena;

    sheet_text(sheet, row->group);
    sheet_text(sheet, row->name);
    sheet_text(sheet, metric_format(row->metric, row->a, arena));
    sheet_text(sheet, metric_format(row->metric, row->b, arena));
    sheet_text(sheet, compare_delta_text(row->metric, row->delta, arena));
    sheet_text(sheet, interval_text(row->metric, row->low, row->high, arena));
    sheet_text(sheet, fmt_p_value(arena, row->p));
    sheet_text(sheet, fmt_p_value(arena, row->p_holm));
    sheet_text(sheet, outcome_text(row->outcome, row->metric, row->bound, arena));
}

/* ---- rows of a family ---- */

static bool is_change(const struct compare_row *row)
{
    return row->outcome == COMPARE_IMPROVED || row->outcome == COMPARE_REGRESSED ||
           row->outcome == COMPARE_CHANGED;
}

static bool is_shown(const struct compare_row *row, size_t number, size_t count, bool all)
{
    size_t step = (count + ROWS_MOST - 1) / ROWS_MOST;

    if (all || count <= ROWS_MOST || is_change(row))
        return true;
    return row->family == FAMILY_CURVE && (number % step == 0 || number + 1 == count);
}

/* NULL where all rows of the family are of one metric, or each says which it is of. */
static const char *group_of(const struct compare_row *rows, size_t count, size_t row)
{
    for (size_t i = 1; i < count && rows[0].family != FAMILY_METRICS; i++)
        if (rows[i].metric != rows[0].metric)
            return rows[row].metric->title;
    return NULL;
}

static void add_row(struct sheet *sheet, const struct compare_row *row, const char *group)
{
    struct shown shown = {
        .group = group,
        .name = row->doubtful ? arena_printf(sheet->arena, "%s !", row->title) : row->title,
        .metric = row->metric,
        .a = row->a,
        .b = row->b,
        .delta = row->delta,
        .low = row->interval.low,
        .high = row->interval.high,
        .p = row->p,
        .p_holm = row->p_holm,
        .outcome = compare_outcome_name(row->outcome),
        .bound = row->outcome == COMPARE_LEVEL ? row->bound : NAN,
    };

    add_shown(sheet, &shown);
    if (row->n)
        sheet_count(sheet, row->n);
    else
        sheet_none(sheet);
    if (row->has_counts) {
        sheet_count(sheet, row->counts.fixed);
        sheet_count(sheet, row->counts.broken);
    } else {
        sheet_none(sheet);
        sheet_none(sheet);
    }
}

const struct sheet *compare_shown_rows(const struct comparison *comparison,
                                       enum compare_family family, bool all, struct arena *arena,
                                       size_t *hidden)
{
    const struct compare_row *rows = comparison->rows + comparison->first[family];
    size_t count = comparison->first[family + 1] - comparison->first[family];
    struct sheet *sheet = sheet_new(arena, compare_family_name(family), "", row_columns);

    *hidden = 0;
    for (size_t i = 0; i < count; i++)
        if (is_shown(&rows[i], i, count, all))
            add_row(sheet, &rows[i], group_of(rows, count, i));
        else
            ++*hidden;
    return count ? sheet : NULL;
}

const struct sheet *compare_shown_overview(const struct sheet *overview, struct arena *arena)
{
    struct sheet *sheet = sheet_new(arena, "overview", "Overview", overview_columns);

    for (size_t i = 0; i < sheet_rows(overview); i++) {
        add_shown(sheet, &(struct shown){
                             .group = sheet_get_text(overview, i, "title"),
                             .name = sheet_get_text(overview, i, "candidate"),
                             .metric = metric_find(sheet_get_text(overview, i, "metric")),
                             .a = sheet_get_number(overview, i, "a"),
                             .b = sheet_get_number(overview, i, "b"),
                             .delta = sheet_get_number(overview, i, "delta"),
                             .low = sheet_get_number(overview, i, "low"),
                             .high = sheet_get_number(overview, i, "high"),
                             .p = sheet_get_number(overview, i, "p"),
                             .p_holm = sheet_get_number(overview, i, "p_holm"),
                             .outcome = sheet_get_text(overview, i, "outcome"),
                             .bound = sheet_get_number(overview, i, "bound"),
                         });
        sheet_number(sheet, metric_of_unit(UNIT_COUNT), sheet_get_number(overview, i, "n"));
        sheet_none(sheet);
        sheet_none(sheet);
    }
    return sheet;
}

const char *compare_shown_title(const struct comparison *comparison, enum compare_family family,
                                struct arena *arena)
{
    static const char *const titles[COMPARE_FAMILIES] = {
        [FAMILY_METRICS] = "Metrics", [FAMILY_PARTS] = "Parts", [FAMILY_LABELS] = "Labels",
        [FAMILY_LAYERS] = "Layers",   [FAMILY_TASKS] = "Tasks", [FAMILY_CURVE] = "Curve",
    };
    const struct compare_row *first = comparison->rows + comparison->first[family];

    if (family != FAMILY_PARTS || !comparison->parts_by || comparison->row_count == 0)
        return titles[family];
    return arena_printf(arena, "%s by %s", first->metric->title, comparison->parts_by);
}

const char *compare_no_parts_text(const struct comparison *comparison, struct arena *arena)
{
    const char *by = comparison->options.by;

    if (!by || comparison->first[FAMILY_PARTS] < comparison->first[FAMILY_PARTS + 1])
        return NULL;
    return arena_printf(arena, "No figures by %s: the pairs are not of two parts or more of it",
                        by);
}

bool compare_shown_doubt(const struct comparison *comparison, enum compare_family family)
{
    for (size_t i = comparison->first[family]; i < comparison->first[family + 1]; i++)
        if (comparison->rows[i].doubtful)
            return true;
    return false;
}

/* ---- pairs ---- */

static void add_part(struct buf *out, uint64_t count, const char *what, struct arena *arena)
{
    if (count)
        buf_addf(out, "; %s %s", what, fmt_count(arena, count));
}

static const char *taken(struct buf *out, struct arena *arena)
{
    const char *text = arena_strndup(arena, out->len ? out->ptr : "", out->len);

    buf_release(out);
    return text;
}

const char *compare_pairing_text(const struct compare_set *set, struct arena *arena)
{
    const struct pairing *pairing = &set->pairing;
    struct buf out = {.ptr = NULL};

    buf_addf(&out, "%s; only in A %s, only in B %s", fmt_counted(arena, pairing->count, "pair"),
             fmt_count(arena, pairing->only_a_count), fmt_count(arena, pairing->only_b_count));
    for (int rule = PAIR_SAME + 1; rule < PAIR_RULES; rule++)
        if (pairing->by_rule[rule])
            buf_addf(&out, "; %s paired by %s", fmt_count(arena, pairing->by_rule[rule]),
                     pair_rule_text((enum pair_rule)rule));
    add_part(&out, pairing->repeated_a, "repeated in A", arena);
    add_part(&out, pairing->repeated_b, "repeated in B", arena);
    add_part(&out, pairing->split_differs, "other split", arena);
    add_part(&out, set->truth_differs, "other truth, left unscored", arena);
    add_part(&out, set->unscored, "unscored", arena);
    return taken(&out, arena);
}

/* ---- one row in words ---- */

const char *compare_detail_text(const struct comparison *comparison, const struct compare_row *row,
                                struct arena *arena)
{
    const struct metric *metric = row->metric;
    struct buf out = {.ptr = NULL};

    buf_addf(&out, "%s: ", row->title);
    if (!isnan(row->p_mid))
        buf_addf(&out, "mid-p %s; ", fmt_p_value(arena, row->p_mid));
    if (!isnan(row->p_unpaired))
        buf_addf(&out, "as if not paired p %s; ", fmt_p_value(arena, row->p_unpaired));
    if (!isnan(row->p_sign))
        buf_addf(&out, "sign test p %s; ", fmt_p_value(arena, row->p_sign));
    if (!isnan(row->p_folds))
        buf_addf(&out, "over folds p %s; ", fmt_p_value(arena, row->p_folds));
    if (row->detectable > 0.0)
        buf_addf(&out, "%s would be found in %s of cases; ",
                 metric_format(metric, row->detectable, arena),
                 fmt_percent(arena, comparison->options.power, 0));
    if (row->needed > 0.0 && row->needed < 1e15)
        buf_addf(&out, "a difference of the margin takes %s; ",
                 fmt_counted(arena, (uint64_t)ceil(row->needed), "pair"));
    if (fabs(row->whole_a - row->a) > 1e-9 || fabs(row->whole_b - row->b) > 1e-9)
        buf_addf(&out, "of the whole runs A %s, B %s; ", metric_format(metric, row->whole_a, arena),
                 metric_format(metric, row->whole_b, arena));
    out.len = out.ptr[out.len - 2] == ';' ? out.len - 2 : 0;
    return taken(&out, arena);
}

/* ---- method ---- */

static const char *const test_sources[COMPARE_TESTS] = {
    [COMPARE_MCNEMAR] = "p of right answers: McNemar's test (1947), exact, two-sided",
    [COMPARE_RANDOMISATION] = "p of other metrics: randomisation test, A and B changing places "
                              "(Yeh, COLING 2000)",
    [COMPARE_CLUSTER_RANDOMISATION] =
        "p of other metrics of clustered pairs: randomisation test, A "
        "and B changing places in whole clusters",
    [COMPARE_PERMUTATION] = "p of means: permutation of signs (Fisher 1935)",
    [COMPARE_T] = "p of means: Student's t of the paired differences",
    [COMPARE_CLUSTERED] = "p of clustered pairs: t with clustered errors (Miller, arXiv "
                          "2411.00640)",
    [COMPARE_FOLDS] = "p over folds: paired t; folds share training data, so p is too small "
                      "(Dietterich, Neural Comput. 10 (1998))",
    [COMPARE_UNPAIRED] = "p without pairs: pooled z test of two shares",
};

static const char *const interval_sources[COMPARE_INTERVALS] = {
    [COMPARE_BOOTSTRAP] = "intervals of other metrics: percentiles of the paired bootstrap (Efron "
                          "and Tibshirani 1993), widened for flips that were not seen",
    [COMPARE_CLUSTER_BOOTSTRAP] =
        "intervals of other metrics of clustered pairs: cluster bootstrap, "
        "expanded percentiles (Hesterberg, Am. Stat. 69 (2015)), widened "
        "for flips that were not seen",
    [COMPARE_BONETT_PRICE] = "intervals of right answers: Bonett and Price (2012)",
    [COMPARE_CLUSTERED_ERROR] = "intervals of clustered pairs: t with clustered errors (Miller, "
                                "arXiv 2411.00640)",
    [COMPARE_MEAN_ERROR] = "intervals of means: t",
    [COMPARE_NEWCOMBE] = "intervals without pairs: Newcombe's hybrid score (Stat. Med. 17 (1998), "
                         "873-890)",
};

struct used {
    bool tests[COMPARE_TESTS], intervals[COMPARE_INTERVALS];
};

static struct used used_by(const struct comparison *comparison)
{
    struct used used = {.tests = {false}};

    for (size_t i = 0; i < comparison->row_count; i++) {
        used.tests[comparison->rows[i].test] = true;
        used.intervals[comparison->rows[i].interval_kind] = true;
    }
    return used;
}

static void add_share(struct buf *out, const char *name, double share)
{
    buf_addf(out, ", %s ", name);
    fmt_shortest(out, share);
}

static const char *settings_text(const struct comparison *comparison, const struct used *used,
                                 struct arena *arena)
{
    const struct compare_options *options = &comparison->options;
    struct buf out = {.ptr = NULL};

    buf_addf(&out, "seed %llu", (unsigned long long)options->seed);
    if (used->tests[COMPARE_RANDOMISATION] || used->tests[COMPARE_CLUSTER_RANDOMISATION] ||
        used->tests[COMPARE_PERMUTATION])
        buf_addf(&out, ", %s resamples", fmt_count(arena, options->resamples));
    add_share(&out, "alpha", options->alpha);
    add_share(&out, "margin", options->margin);
    add_share(&out, "power", options->power);
    if (options->filter)
        buf_addf(&out, ", filter %s", options->filter);
    if (comparison->cluster_field)
        buf_addf(&out, ", clustered by %s", comparison->cluster_field);
    return taken(&out, arena);
}

const char *const *compare_method_texts(const struct comparison *comparison, struct arena *arena)
{
    const char **texts = arena_zalloc(arena, COMPARE_TESTS + COMPARE_INTERVALS + 3, sizeof(*texts));
    struct used used = used_by(comparison);
    size_t count = 0;

    texts[count++] = settings_text(comparison, &used, arena);
    for (int i = 0; i < COMPARE_TESTS; i++)
        if (used.tests[i] && test_sources[i])
            texts[count++] = test_sources[i];
    for (int i = 0; i < COMPARE_INTERVALS; i++)
        if (used.intervals[i] && interval_sources[i])
            texts[count++] = interval_sources[i];
    texts[count++] = "p Holm: corrected for the rows of one metric, of Metrics for all of them "
                     "(Holm 1979)";
    return texts;
}
