#include <assay/load/paper_points.h>

#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { FULL_DECIMALS = 12 };

int paper_decimals(int so_far, const struct meta *node)
{
    int decimals = meta_decimals(node);

    if (decimals >= FULL_DECIMALS)
        decimals = INT_MAX;
    return decimals > so_far ? decimals : so_far;
}

static struct paper_points points_new(struct arena *arena, size_t most)
{
    return (struct paper_points){
        .position = arena_zalloc(arena, most, sizeof(double)),
        .loss = arena_zalloc(arena, most, sizeof(double)),
        .perplexity = arena_zalloc(arena, most, sizeof(double)),
        .node = arena_zalloc(arena, most, sizeof(struct meta *)),
        .index = arena_zalloc(arena, most, sizeof(size_t)),
    };
}

static void add_point(struct paper_points *points, const struct meta *node, size_t index)
{
    const struct meta *loss = meta_get(node, "loss"), *perplexity = meta_get(node, "perplexity");
    double position = meta_number(meta_get(node, "position"));
    size_t at = points->count;

    if (isnan(position) || isinf(position) || !loss || loss->kind != META_NUMBER) {
        points->broken++;
        return;
    }
    points->position[at] = position;
    points->loss[at] = loss->number;
    points->perplexity[at] = meta_number(perplexity);
    points->node[at] = node;
    points->index[at] = index;
    points->loss_decimals = paper_decimals(points->loss_decimals, loss);
    points->perplexity_decimals = paper_decimals(points->perplexity_decimals, perplexity);
    points->perplexities += perplexity && perplexity->kind == META_NUMBER;
    points->count++;
}

static void add_list(struct paper_points *points, const struct meta *list)
{
    size_t index = 0;

    if (list->kind != META_LIST) {
        points->broken++;
        return;
    }
    for (const struct meta *node = list->first; node; node = node->next)
        add_point(points, node, index++);
}

struct paper_points paper_points_read(struct arena *arena, const struct meta *list)
{
    struct paper_points points = points_new(arena, list ? list->count : 0);

    if (list && list->kind != META_NULL)
        add_list(&points, list);
    return points;
}

struct paper_points paper_points_join(struct arena *arena, const struct meta *lists)
{
    struct paper_points points;
    size_t most = 0;

    for (const struct meta *list = lists ? lists->first : NULL; list; list = list->next)
        most += list->count;
    points = points_new(arena, most);
    for (const struct meta *list = lists ? lists->first : NULL; list; list = list->next)
        add_list(&points, list);
    return points;
}

struct pair {
    double position, loss;
};

static int number_order(double a, double b)
{
    if (isnan(a) || isnan(b))
        return isnan(a) - isnan(b);
    return (a > b) - (a < b);
}

static int pair_order(const void *left, const void *right)
{
    const struct pair *a = left, *b = right;
    int order = number_order(a->position, b->position);

    return order ? order : number_order(a->loss, b->loss);
}

static struct pair *sorted(struct arena *arena, const struct paper_points *points)
{
    struct pair *pairs = arena_zalloc(arena, points->count, sizeof(*pairs));

    for (size_t i = 0; i < points->count; i++)
        pairs[i] = (struct pair){points->position[i], points->loss[i]};
    if (points->count)
        qsort(pairs, points->count, sizeof(*pairs), pair_order);
    return pairs;
}

bool paper_points_same(struct arena *arena, const struct paper_points *a,
                       const struct paper_points *b)
{
    const struct pair *x, *y;

    if (a->count != b->count)
        return false;
    x = sorted(arena, a);
    y = sorted(arena, b);
    for (size_t i = 0; i < a->count; i++)
        if (pair_order(&x[i], &y[i]) != 0)
            return false;
    return true;
}

bool paper_points_near(const struct paper_points *points, double position,
                       struct paper_nearest *nearest)
{
    double best = INFINITY, sum = 0.0, used = 0.0;

    for (size_t i = 0; i < points->count; i++)
        if (!isnan(points->loss[i]) && fabs(points->position[i] - position) < best) {
            best = fabs(points->position[i] - position);
            nearest->position = points->position[i];
        }
    nearest->least = INFINITY;
    nearest->most = -INFINITY;
    for (size_t i = 0; i < points->count; i++) {
        if (points->position[i] != nearest->position || isnan(points->loss[i]))
            continue;
        sum += points->loss[i];
        used++;
        nearest->least = fmin(nearest->least, points->loss[i]);
        nearest->most = fmax(nearest->most, points->loss[i]);
    }
    nearest->mean = sum / used;
    return !isinf(best);
}
