#include <assay/tui/run_list_groups.h>

#include <assay/base/calendar.h>
#include <assay/base/fmt.h>
#include <assay/base/intern.h>
#include <assay/session/run_groups.h>
#include <assay/session/run_names.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- which group ---- */

struct placed {
    uint32_t name; /* of the interned names */
    size_t line;   /* before */
};

static struct str group_name(const struct run_line *line, const char *by)
{
    return run_group_name(by, str_of(digest_setting(line->digest, by)), line->id, line->model,
                          line->format);
}

static bool is_baseline(struct str name)
{
    return str_eq_nocase(name, STR("baseline"));
}

/* Names by their first lines, but the baseline's first; what was not read has UINT32_MAX. */
static struct placed *place_lines(const struct run_list_lines *list, const char *by,
                                  struct intern *names, struct arena *scratch)
{
    struct placed *placed = arena_alloc(scratch, (list->count + 1) * sizeof(*placed));

    for (size_t i = 0; i < list->count; i++)
        if (list->lines[i].digest && is_baseline(group_name(&list->lines[i], by))) {
            intern_add(names, group_name(&list->lines[i], by));
            break;
        }
    for (size_t i = 0; i < list->count; i++)
        placed[i] = (struct placed){
            list->lines[i].digest ? intern_add(names, group_name(&list->lines[i], by)) : UINT32_MAX,
            i};
    return placed;
}

static int by_group(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;

    if (x->name != y->name)
        return x->name < y->name ? -1 : 1;
    return (x->line > y->line) - (x->line < y->line);
}

static void order_lines(struct run_list_lines *list, const struct placed *placed,
                        struct arena *arena)
{
    struct run_line *lines = arena_alloc(arena, (list->count + 1) * sizeof(*lines));
    const char **ids = arena_alloc(arena, (list->count + 1) * sizeof(*ids));
    const char *const *names;

    for (size_t i = 0; i < list->count; i++) {
        lines[i] = list->lines[placed[i].line];
        ids[i] = lines[i].id;
    }
    names = run_names(ids, list->count, arena);
    for (size_t i = 0; i < list->count; i++)
        lines[i].name = names[i];
    list->lines = lines;
}

/* ---- figures ---- */

/* The metric that most lines have; of several the first. */
static const struct metric *metric_of(const struct run_line *lines, size_t count)
{
    const struct metric *most = NULL;
    size_t of_most = 0;

    for (size_t i = 0; i < count; i++) {
        size_t n = 0;

        if (!lines[i].metric || lines[i].metric == most)
            continue;
        for (size_t k = i; k < count; k++)
            n += lines[k].metric == lines[i].metric;
        if (n > of_most) {
            most = lines[i].metric;
            of_most = n;
        }
        if (of_most * 2 >= count)
            break;
    }
    return most;
}

static double value_of(const struct run_list_group *group, const struct run_line *line)
{
    return group->metric && line->metric == group->metric ? line->value : NAN;
}

static void fill_group(const struct run_list_lines *list, struct run_list_group *group,
                       double *scores, struct arena *scratch)
{
    double *values = arena_alloc(scratch, (group->count + 1) * sizeof(*values)), sum = 0.0;

    group->metric = metric_of(list->lines + group->first, group->count);
    group->best = NAN;
    for (size_t i = 0; i < group->count; i++) {
        double value = values[i] = value_of(group, &list->lines[group->first + i]);

        if (isnan(value))
            continue;
        group->n++;
        sum += value;
        if (isnan(group->best) ||
            (group->metric->better == BETTER_LOWER ? value < group->best : value > group->best))
            group->best = value;
    }
    group->mean = group->n ? sum / (double)group->n : NAN;
    group->median = median_of(values, group->count);
    outlier_scores(values, group->count, scores + group->first);
}

struct run_list_groups run_list_group(struct run_list_lines *list, const char *by,
                                      struct arena *arena)
{
    struct arena *scratch = arena_new();
    struct intern *names = intern_new(scratch);
    struct placed *placed = place_lines(list, by, names, scratch);
    struct run_list_group *groups;
    size_t *of = arena_alloc(arena, (list->count + 1) * sizeof(*of));
    double *scores = arena_alloc(arena, (list->count + 1) * sizeof(*scores));
    struct run_list_groups out = {.of = of, .scores = scores};

    if (list->count)
        qsort(placed, list->count, sizeof(*placed), by_group);
    order_lines(list, placed, arena);
    groups = arena_zalloc(arena, (size_t)intern_count(names) + 2, sizeof(*groups));
    for (size_t i = 0; i < list->count; i++) {
        if (i == 0 || placed[i].name != placed[i - 1].name) {
            struct str name =
                placed[i].name == UINT32_MAX ? STR("not read") : intern_text(names, placed[i].name);

            groups[out.count++] = (struct run_list_group){
                .name = name.len ? arena_strndup(arena, name.ptr, name.len) : "other", .first = i};
        }
        groups[out.count - 1].count++;
        of[i] = out.count - 1;
        out.waiting = out.waiting || list->lines[i].kind == RUN_LINE_WAITING;
    }
    for (size_t g = 0; g < out.count; g++)
        fill_group(list, &groups[g], scores, scratch);
    out.groups = groups;
    for (size_t i = 0; i < list->count; i++)
        out.any_outlier = out.any_outlier || run_list_outlier(&out, i);
    intern_free(names);
    arena_free(scratch);
    return out;
}

char run_list_outlier(const struct run_list_groups *groups, size_t line)
{
    double score = groups->groups ? groups->scores[line] : NAN;

    if (isnan(score) || fabs(score) <= OUTLIER_FROM)
        return '\0';
    return score > 0.0 ? '^' : 'v';
}

const char *run_list_group_head(const struct run_list_group *group, struct arena *arena)
{
    const char *counted = fmt_counted(arena, group->count, "run");

    if (!group->metric)
        return arena_printf(arena, "%s  %s", group->name, counted);
    return arena_printf(arena, "%s  %s · %s: mean %s, best %s%s", group->name, counted,
                        group->metric->title, metric_format(group->metric, group->mean, arena),
                        metric_format(group->metric, group->best, arena),
                        group->n < group->count ? arena_printf(arena, ", of %zu", group->n) : "");
}

struct timeline run_list_trend(const struct run_list_lines *list,
                               const struct run_list_group *group, struct arena *arena)
{
    struct arena *scratch = arena_new();
    double *values = arena_alloc(scratch, (group->count + 1) * sizeof(*values));
    double *days = arena_alloc(scratch, (group->count + 1) * sizeof(*days));
    struct timeline line;
    size_t *runs;

    for (size_t i = 0; i < group->count; i++) {
        const struct run_line *of = &list->lines[group->first + i];

        values[i] = value_of(group, of);
        days[i] = of->time ? calendar_days(str_of(of->time)) : NAN;
    }
    line = timeline_of(days, values, group->count, arena);
    runs = arena_alloc(arena, (line.count + 1) * sizeof(*runs));
    for (size_t i = 0; i < line.count; i++)
        runs[i] = group->first + line.runs[i];
    line.runs = runs;
    arena_free(scratch);
    return line;
}
