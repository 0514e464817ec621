#include <assay/metrics/resampling.h>

#include <assay/base/err.h>
#include <assay/base/parallel.h>

#include <math.h>
#include <stdlib.h>

const struct bootstrap_result resampling_nothing = {
    .a = NAN, .b = NAN, .delta = NAN, .deviation = NAN, .interval = {NAN, NAN}, .p = NAN};

/* Resamples of a piece, which has a stream of its own. */
enum { PIECE = 50 };
/* Deltas that should be equal may differ by rounding. */
#define AS_EXTREME (1.0 - 1e-10)

/* Of a piece of swaps. */
struct tail {
    unsigned defined, extreme;
};

struct work {
    const struct resampling *resampling;
    const struct bootstrap_options *options;
    const struct bootstrap_result *results;
    size_t count, pieces; /* pieces: of one kind */
    double *deltas;       /* of draws, count x resamples */
    struct tail *tails;   /* of swaps, pieces x count */
    void **rooms;         /* one a thread, made when it comes to work */
};

static bool is_cancelled(const struct bootstrap_options *options)
{
    return options->cancel && atomic_load_explicit(options->cancel, memory_order_relaxed);
}

static void keep_draw(const struct work *work, const double *deltas, size_t resample)
{
    for (size_t i = 0; i < work->count; i++)
        work->deltas[i * work->options->resamples + resample] = deltas[i];
}

static void keep_swap(const struct work *work, const double *deltas, size_t piece)
{
    struct tail *tails = work->tails + piece * work->count;

    for (size_t i = 0; i < work->count; i++) {
        tails[i].defined += !isnan(deltas[i]);
        tails[i].extreme += fabs(deltas[i]) >= fabs(work->results[i].delta) * AS_EXTREME;
    }
}

/* The first half of the pieces draws, the second swaps. */
static void work_piece(void *arg, unsigned thread, size_t piece)
{
    const struct work *work = arg;
    const struct resampling *resampling = work->resampling;
    struct random random = random_new(work->options->seed, piece);
    bool is_swap = piece >= work->pieces;
    size_t part = is_swap ? piece - work->pieces : piece, first = part * PIECE;
    double deltas[RESAMPLING_STATISTICS];

    if (!work->rooms[thread])
        work->rooms[thread] = xcalloc(1, resampling->room);
    for (size_t i = first; i < first + PIECE && i < work->options->resamples; i++) {
        if (is_cancelled(work->options))
            return;
        if (is_swap) {
            resampling->swap(resampling->plan, work->rooms[thread], &random, deltas);
            keep_swap(work, deltas, part);
        } else {
            resampling->draw(resampling->plan, work->rooms[thread], &random, deltas);
            keep_draw(work, deltas, i);
        }
    }
}

/* ---- what is told of them ---- */

/* The k-th smallest to its place, none greater before it and none smaller behind (Hoare's FIND). */
static double select_place(double *values, size_t count, size_t k)
{
    size_t low = 0, high = count - 1;

    while (low < high) {
        double pivot = values[low + (high - low) / 2];
        size_t i = low, j = high;

        for (;;) {
            while (values[i] < pivot)
                i++;
            while (values[j] > pivot)
                j--;
            if (i >= j)
                break;
            double held = values[i];

            values[i++] = values[j];
            values[j--] = held;
        }
        if (k <= j)
            high = j;
        else
            low = j + 1;
    }
    return values[k];
}

static double percentile(double *values, size_t count, double share)
{
    double place = (double)(count - 1) * share;
    size_t below = (size_t)place;
    double low = select_place(values, count, below), high = low;

    if (below + 1 < count) {
        high = values[below + 1];
        for (size_t i = below + 2; i < count; i++)
            high = values[i] < high ? values[i] : high;
    }
    return low + (place - (double)below) * (high - low);
}

static double deviation_of(const double *values, size_t count)
{
    double mean = 0.0, squares = 0.0;

    for (size_t i = 0; i < count; i++)
        mean += values[i];
    mean /= (double)count;
    for (size_t i = 0; i < count; i++)
        squares += (values[i] - mean) * (values[i] - mean);
    return sqrt(squares / (double)(count - 1));
}

static size_t without_nan(double *values, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        if (!isnan(values[i]))
            values[kept++] = values[i];
    return kept;
}

static void tell_draws(const struct work *work, size_t statistic, struct bootstrap_result *result)
{
    unsigned resamples = work->options->resamples;
    double *deltas = work->deltas + statistic * resamples;
    double outside = (1.0 - work->options->level) / 2.0;
    size_t defined = without_nan(deltas, resamples);

    result->defined = (unsigned)defined;
    result->deviation = NAN;
    result->interval = (struct interval){NAN, NAN};
    if (defined < 2 || 2 * defined < resamples)
        return;
    result->deviation = deviation_of(deltas, defined);
    result->interval.low = percentile(deltas, defined, outside);
    result->interval.high = percentile(deltas, defined, 1.0 - outside);
}

static void tell_swaps(const struct work *work, size_t statistic, struct bootstrap_result *result)
{
    uint64_t defined = 0, extreme = 0;

    for (size_t piece = 0; piece < work->pieces; piece++) {
        defined += work->tails[piece * work->count + statistic].defined;
        extreme += work->tails[piece * work->count + statistic].extreme;
    }
    result->p = (1.0 + (double)extreme) / (1.0 + (double)defined);
    if (isnan(result->delta) || 2 * defined < work->options->resamples)
        result->p = NAN;
}

static void work_run(struct work *work)
{
    struct parallel_job job = {2 * work->pieces, work->options->threads, work, work_piece};
    unsigned threads = parallel_threads(&job);

    work->rooms = xcalloc(threads, sizeof(*work->rooms));
    parallel_run(&job);
    for (unsigned i = 0; i < threads; i++)
        free(work->rooms[i]);
    free(work->rooms);
}

bool resampling_run(const struct resampling *resampling, size_t count,
                    const struct bootstrap_options *options, struct bootstrap_result *results)
{
    struct work work = {
        .resampling = resampling,
        .options = options,
        .results = results,
        .count = count,
        .pieces = (options->resamples + (size_t)PIECE - 1) / PIECE,
    };
    bool done;

    if (count > RESAMPLING_STATISTICS)
        die("%zu statistics resampled at once", count);
    work.deltas = xcalloc(count * options->resamples, sizeof(*work.deltas));
    work.tails = xcalloc(work.pieces * count, sizeof(*work.tails));
    work_run(&work);
    done = !is_cancelled(options);
    for (size_t i = 0; i < count && done; i++) {
        tell_draws(&work, i, &results[i]);
        tell_swaps(&work, i, &results[i]);
    }
    free(work.deltas);
    free(work.tails);
    return done;
}
