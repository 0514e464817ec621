#include <assay/metrics/curve_results.h>

#include <math.h>
#include <string.h>

static bool is_over_positions(const struct series *series, const char *unit)
{
    return strcmp(series->axis, "position") == 0 && strcmp(series->unit, unit) == 0;
}

static const struct series *find_series(const struct run *run, const char *name, const char *unit)
{
    const struct series *series = run_series_named(run, name);

    return series && is_over_positions(series, unit) ? series : NULL;
}

/* The series of all points: the progression, else the first other one, else the tokens. */
static const struct series *find_losses(const struct run *run, const struct series *tokens)
{
    const struct series *found = find_series(run, "librilight_progression", "nats");
    size_t count;
    const struct series *all = run_series(run, &count);

    for (size_t i = 0; !found && i < count; i++)
        if (is_over_positions(&all[i], "nats") && &all[i] != tokens)
            found = &all[i];
    return found ? found : tokens;
}

static const struct series *find_perplexities(const struct run *run, const struct series *losses)
{
    size_t count;
    const struct series *all = run_series(run, &count);
    size_t length = strlen(losses->name);

    for (size_t i = 0; i < count; i++)
        if (is_over_positions(&all[i], "perplexity") &&
            strncmp(all[i].name, losses->name, length) == 0 &&
            strcmp(all[i].name + length, "_perplexity") == 0)
            return &all[i];
    return NULL;
}

static struct curve_table table_of(const struct series *series, struct arena *arena)
{
    struct curve_table table = {.series = series};

    if (!series)
        return table;
    table.points = curve_mean(arena, series->x, series->y, series->count, &table.count);
    table.half_unit = series->decimals > 300 ? 0.0 : 0.5 * pow(10.0, -series->decimals);
    return table;
}

/* Positions 0, 1, 2, … are every token there is. */
static double count_tokens(const struct run *run, const struct curve_table *tokens)
{
    struct quantity what = QUANTITY("curve_tokens");
    const struct fact *fact = run_fact(run, &what);

    if (fact)
        return fact->value;
    if (tokens->count && tokens->points[0].position == 0.0 &&
        tokens->points[tokens->count - 1].position == (double)(tokens->count - 1))
        return (double)tokens->count;
    return NAN;
}

static void means_of(const struct curve_table *table, struct arena *arena, double **position,
                     double **mean)
{
    *position = arena_zalloc(arena, table->count, sizeof(double));
    *mean = arena_zalloc(arena, table->count, sizeof(double));
    for (size_t i = 0; i < table->count; i++) {
        (*position)[i] = table->points[i].position;
        (*mean)[i] = table->points[i].mean;
    }
}

static void compute_slopes(struct curve_results *results, struct arena *arena)
{
    const struct series *losses = results->losses.series;
    double *position, *mean;

    results->least_squares = curve_least_squares(losses->x, losses->y, losses->count);
    means_of(&results->losses, arena, &position, &mean);
    results->least_squares_means = curve_least_squares(position, mean, results->losses.count).slope;
    results->segments_means = curve_segment_slopes(position, mean, results->losses.count);
    means_of(&results->tokens, arena, &position, &mean);
    results->segments = curve_segment_slopes(position, mean, results->tokens.count);
}

const struct curve_results *curve_results_new(const struct run *run, struct arena *arena)
{
    const struct series *tokens = find_series(run, "librilight_loss", "nats");
    const struct series *losses = find_losses(run, tokens);
    struct curve_results *results;

    if (!losses)
        return NULL;
    results = arena_zalloc(arena, 1, sizeof(*results));
    results->tokens = table_of(tokens, arena);
    results->losses = table_of(losses, arena);
    results->perplexities = table_of(find_perplexities(run, losses), arena);
    results->token_count = count_tokens(run, &results->tokens);
    compute_slopes(results, arena);
    return results;
}

/* Index of the first point at or beyond the position. */
static size_t first_from(const struct curve_table *table, double position)
{
    size_t low = 0, high = table->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (table->points[middle].position < position)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct curve_point *curve_table_at(const struct curve_table *table, double position)
{
    size_t at = first_from(table, position);

    return at < table->count && table->points[at].position == position ? &table->points[at] : NULL;
}

const struct curve_point *curve_table_near(const struct curve_table *table, double position)
{
    size_t at = first_from(table, position);

    if (table->count == 0 || isnan(position))
        return NULL;
    if (at == table->count)
        return &table->points[at - 1];
    if (at > 0 &&
        position - table->points[at - 1].position <= table->points[at].position - position)
        at--;
    return &table->points[at];
}
