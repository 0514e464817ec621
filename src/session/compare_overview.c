#include <assay/session/compare_overview.h>

#include <assay/metrics/significance.h>

#include <math.h>
#include <string.h>

/* A row and the two runs it is of, in the order they came. */
struct overview_row {
    struct overview_row *next;
    struct compare_row row;
    const char *title, *id_a, *id_b, *root_b;
    size_t of; /* which comparison */
    double alpha, margin;
};

struct compare_overview {
    struct arena *arena;
    struct overview_row *first, *last;
    size_t count, comparisons;
};

struct compare_overview *compare_overview_new(struct arena *arena)
{
    struct compare_overview *overview = arena_zalloc(arena, 1, sizeof(*overview));

    overview->arena = arena;
    return overview;
}

/* Pointers of the copied row that point into the comparison are not used later. */
static void keep(struct compare_overview *overview, const struct comparison *comparison,
                 const struct compare_row *row)
{
    struct overview_row *kept = arena_zalloc(overview->arena, 1, sizeof(*kept));

    kept->row = *row;
    kept->title = arena_strdup(overview->arena, row->title);
    kept->id_a = arena_strdup(overview->arena, run_id(comparison->a.run));
    kept->id_b = arena_strdup(overview->arena, run_id(comparison->b.run));
    kept->root_b = arena_strdup(overview->arena, run_root(comparison->b.run));
    kept->of = overview->comparisons;
    kept->alpha = comparison->options.alpha;
    kept->margin = comparison->options.margin;
    if (overview->last)
        overview->last->next = kept;
    else
        overview->first = kept;
    overview->last = kept;
    overview->count++;
}

void compare_overview_add(struct compare_overview *overview, const struct comparison *comparison)
{
    size_t end = comparison->first[FAMILY_METRICS + 1];

    for (size_t i = comparison->first[FAMILY_METRICS]; i < end; i++)
        keep(overview, comparison, &comparison->rows[i]);
    if (comparison->first[FAMILY_METRICS] == end && comparison->headline)
        keep(overview, comparison, comparison->headline);
    overview->comparisons++;
}

/* ---- the sheet ---- */

static bool is_same_figure(const struct overview_row *a, const struct overview_row *b)
{
    return a->row.metric == b->row.metric && strcmp(a->title, b->title) == 0;
}

/* Rows of one figure together. */
static const struct overview_row **by_figure(const struct compare_overview *overview)
{
    const struct overview_row **rows =
        arena_zalloc(overview->arena, overview->count, sizeof(const struct overview_row *));
    size_t count = 0;

    for (const struct overview_row *of = overview->first; of; of = of->next) {
        bool had = false;

        for (size_t i = 0; i < count && !had; i++)
            had = is_same_figure(rows[i], of);
        for (const struct overview_row *row = had ? NULL : of; row; row = row->next)
            if (is_same_figure(row, of))
                rows[count++] = row;
    }
    return rows;
}

/* A change that is none any more among so many rows is level or undecided. */
static enum compare_outcome outcome_of(const struct overview_row *row, double p_holm, double *bound)
{
    double farther = fmax(fabs(row->row.interval.low), fabs(row->row.interval.high));
    enum compare_outcome outcome = row->row.outcome;

    *bound = outcome == COMPARE_LEVEL ? row->row.bound : NAN;
    if ((outcome != COMPARE_IMPROVED && outcome != COMPARE_REGRESSED &&
         outcome != COMPARE_CHANGED) ||
        p_holm < row->alpha)
        return outcome;
    if (farther > row->margin * compare_scale(&row->row))
        return COMPARE_UNDECIDED;
    *bound = farther;
    return COMPARE_LEVEL;
}

static const char *last_part(const char *id)
{
    const char *slash = strrchr(id, '/');

    return slash && slash[1] ? slash + 1 : id;
}

/* The shortest of them that no other candidate has: end of the id, id, path it was found at. */
static const char *candidate(const struct compare_overview *overview,
                             const struct overview_row *row)
{
    bool same_end = false, same_id = false;

    for (const struct overview_row *other = overview->first; other; other = other->next) {
        if (other->of == row->of)
            continue;
        same_end = same_end || strcmp(last_part(other->id_b), last_part(row->id_b)) == 0;
        same_id = same_id || strcmp(other->id_b, row->id_b) == 0;
    }
    return same_id ? row->root_b : same_end ? row->id_b : last_part(row->id_b);
}

static void add_row(struct sheet *sheet, const struct compare_overview *overview,
                    const struct overview_row *row, double p_holm)
{
    const struct metric *metric = row->row.metric;
    const double values[] = {row->row.a, row->row.b, row->row.delta, row->row.interval.low,
                             row->row.interval.high};
    double bound;
    enum compare_outcome outcome = outcome_of(row, p_holm, &bound);

    sheet_text(sheet, metric->name);
    sheet_text(sheet, row->title);
    sheet_text(sheet, last_part(row->id_a));
    sheet_text(sheet, candidate(overview, row));
    sheet_count(sheet, row->row.n);
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
        sheet_number(sheet, metric, values[i]);
    sheet_number(sheet, metric_of_unit(UNIT_SHARE), row->row.p);
    sheet_number(sheet, metric_of_unit(UNIT_SHARE), p_holm);
    sheet_text(sheet, compare_outcome_name(outcome));
    sheet_number(sheet, metric, bound);
}

const struct sheet *compare_overview_sheet(const struct compare_overview *overview)
{
    static const struct sheet_column columns[] = {
        {"metric", "Name"},
        {"title", "Figure"},
        {"baseline", "Baseline"},
        {"candidate", "Candidate"},
        {"n", "n"},
        {"a", "A"},
        {"b", "B"},
        {"delta", "Delta"},
        {"low", "Low"},
        {"high", "High"},
        {"p", "p"},
        {"p_holm", "p Holm"},
        {"outcome", "Outcome"},
        {"bound", "Bound"},
        {NULL, NULL},
    };
    struct sheet *sheet = sheet_new(overview->arena, "overview", "Overview", columns);
    const struct overview_row **rows = by_figure(overview);
    double *p = arena_zalloc(overview->arena, overview->count + 1, sizeof(*p));
    double *adjusted = arena_zalloc(overview->arena, overview->count + 1, sizeof(*adjusted));

    for (size_t i = 0; i < overview->count; i++)
        p[i] = rows[i]->row.p;
    holm(p, overview->count, adjusted);
    for (size_t i = 0; i < overview->count; i++)
        add_row(sheet, overview, rows[i], adjusted[i]);
    return overview->count ? sheet : NULL;
}
