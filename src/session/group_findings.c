#include <assay/session/group_findings.h>

#include <assay/base/err.h>
#include <assay/base/fmt.h>
#include <assay/metrics/significance.h>

#include <math.h>
#include <stdlib.h>

struct making {
    const struct run_groups *groups;
    struct arena *arena, *scratch;
    struct group_trend *trends;
    struct group_outlier *outliers;
    size_t trend_count, trend_room, outlier_count, outlier_room;
};

/* The runs of a group that have the figure, with its values and their days. */
struct members {
    size_t *runs, count;
    double *values, *days;
};

static struct members members_of(const struct making *making, size_t row, size_t group)
{
    const struct run_groups *groups = making->groups;
    size_t room = groups->groups[group].count + 1;
    struct members members = {
        .runs = arena_alloc(making->scratch, room * sizeof(*members.runs)),
        .values = arena_alloc(making->scratch, room * sizeof(*members.values)),
        .days = arena_alloc(making->scratch, room * sizeof(*members.days)),
    };

    for (size_t r = 0; r < groups->run_count; r++) {
        if (groups->runs[r].group != group || isnan(groups->runs[r].values[row]))
            continue;
        members.runs[members.count] = r;
        members.values[members.count] = groups->runs[r].values[row];
        members.days[members.count++] = groups->runs[r].day;
    }
    return members;
}

static void find_trend(struct making *making, size_t row, size_t group,
                       const struct members *members)
{
    struct group_trend found = {.row = row, .group = group, .p_holm = NAN};
    size_t *runs;

    found.line = timeline_of(members->days, members->values, members->count, making->arena);
    if (!timeline_has_trend(&found.line))
        return;
    runs = arena_alloc(making->arena, (found.line.count + 1) * sizeof(*runs));
    for (size_t i = 0; i < found.line.count; i++)
        runs[i] = members->runs[found.line.runs[i]];
    found.line.runs = runs;
    making->trends = array_grow(making->trends, &making->trend_room, making->trend_count + 1,
                                sizeof(*making->trends));
    making->trends[making->trend_count++] = found;
}

static void find_outliers(struct making *making, size_t row, size_t group,
                          const struct members *members)
{
    double *scores = arena_alloc(making->scratch, (members->count + 1) * sizeof(*scores));
    double median = median_of(members->values, members->count);

    outlier_scores(members->values, members->count, scores);
    for (size_t i = 0; i < members->count; i++) {
        if (isnan(scores[i]) || fabs(scores[i]) <= OUTLIER_FROM)
            continue;
        making->outliers = array_grow(making->outliers, &making->outlier_room,
                                      making->outlier_count + 1, sizeof(*making->outliers));
        making->outliers[making->outlier_count++] = (struct group_outlier){
            row, group, members->runs[i], members->values[i], median, scores[i]};
    }
}

/* Farthest off first; equal ones by figure, then by run. */
static int by_score(const void *a, const void *b)
{
    const struct group_outlier *x = a, *y = b;
    double dx = fabs(x->score), dy = fabs(y->score);

    if (dx != dy)
        return dx > dy ? -1 : 1;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return (x->run > y->run) - (x->run < y->run);
}

static void correct(struct making *making, struct group_findings *findings)
{
    size_t count = making->trend_count;
    double *p = arena_alloc(making->scratch, (count + 1) * sizeof(*p));
    double *adjusted = arena_alloc(making->scratch, (count + 1) * sizeof(*adjusted));

    for (size_t i = 0; i < count; i++)
        p[i] = making->trends[i].line.trend.p;
    holm(p, count, adjusted);
    for (size_t i = 0; i < count; i++) {
        making->trends[i].p_holm = adjusted[i];
        findings->below_alpha += p[i] < findings->alpha;
        findings->below_after_holm += adjusted[i] < findings->alpha;
    }
}

const struct group_findings *group_findings_new(const struct run_groups *groups, double alpha,
                                                struct arena *arena)
{
    struct group_findings *findings = arena_zalloc(arena, 1, sizeof(*findings));
    struct making making = {.groups = groups, .arena = arena};

    findings->alpha = alpha;
    for (size_t row = 0; row < groups->row_count; row++)
        for (size_t group = 0; group < groups->group_count; group++) {
            struct members members;

            making.scratch = arena_new();
            members = members_of(&making, row, group);
            find_trend(&making, row, group, &members);
            find_outliers(&making, row, group, &members);
            arena_free(making.scratch);
        }
    making.scratch = arena_new();
    correct(&making, findings);
    arena_free(making.scratch);
    if (making.outlier_count)
        qsort(making.outliers, making.outlier_count, sizeof(*making.outliers), by_score);
    findings->trends = arena_copy(arena, making.trends, making.trend_count, sizeof(*making.trends));
    findings->trend_count = making.trend_count;
    findings->outliers =
        arena_copy(arena, making.outliers, making.outlier_count, sizeof(*making.outliers));
    findings->outlier_count = making.outlier_count;
    free(making.trends);
    free(making.outliers);
    return findings;
}

const char *group_trend_slope(const struct timeline *line, const struct metric *metric,
                              struct arena *arena)
{
    double slope = line->trend.slope;
    const char *amount = metric_format(metric, fabs(slope), arena);

    /* A share that moves by less than is printed of it. */
    if (metric->unit == UNIT_SHARE && fabs(slope) < 5e-5 && slope != 0.0)
        amount = arena_printf(arena, "%.1e", fabs(slope));
    return arena_printf(arena, "%s%s a %s", slope < 0.0 ? "-" : "+", amount,
                        line->by_day ? "day" : "run");
}
