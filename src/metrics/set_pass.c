#include <assay/metrics/set_pass.h>

#include <assay/base/err.h>
#include <assay/base/parallel.h>

#include <math.h>
#include <stdlib.h>

/* Rows whose columns fit the nearest cache together; a multiple of four, see calibration.h. */
enum { STRIP = 1024 };

/* What one thread counts with. */
struct counted {
    struct arena *arena; /* NULL for the calling thread, which counts in the set's own matrices */
    struct confusion *const *cms;
    struct confusion_counter *counter;
};

/* Brier's score over all labels, before the mean. */
struct squares {
    double sum;
    size_t used;
};

struct pass {
    struct set_results *set;
    const struct samples *samples;
    const uint16_t *group;
    size_t groups, blocks;
    struct counted *threads;
    struct reliability_sums **sums; /* one a block, NULL without scores */
    struct squares *squares;        /* one a block, NULL without probabilities */
};

/* Samples of one item under several layers or attempts share its id by design. */
static void find_duplicates(struct set_results *set)
{
    const struct samples *samples = set->samples;
    uint32_t *key = NULL;

    if (samples->step || samples->attempt) {
        key = xcalloc(samples->count, sizeof(*key));
        for (size_t i = 0; i < samples->count; i++)
            key[i] = (samples->step ? (uint32_t)samples->step[i] << 16 : 0) |
                     (samples->attempt ? samples->attempt[i] : 0u);
    }
    samples_find_duplicates(samples, key, &set->duplicates, &set->duplicate_row);
    free(key);
}

/* Scores of unscored samples are made NAN, so that calibration passes over them. */
static void add_scores(struct reliability_sums *sums, const struct samples *samples, size_t from,
                       size_t count)
{
    const uint16_t *truth = samples->truth + from, *prediction = samples->prediction + from;
    const double *score = samples->score + from;
    double kept[STRIP];
    uint8_t correct[STRIP];
    unsigned unscored = 0;

    for (size_t i = 0; i < count; i++) {
        correct[i] = truth[i] == prediction[i];
        unscored |= (unsigned)(truth[i] >= LABEL_INVALID) | (prediction[i] == LABEL_MISSING);
    }
    for (size_t i = 0; i < count && unscored; i++)
        kept[i] =
            truth[i] >= LABEL_INVALID || prediction[i] == LABEL_MISSING ? (double)NAN : score[i];
    reliability_sums_add(sums, unscored ? kept : score, correct, count);
}

/* Row by row, since a row that cannot be used is told by NAN. */
static void add_probabilities(struct squares *squares, const struct samples *samples, size_t from,
                              size_t count)
{
    size_t labels = samples->labels.count;
    double *row = xcalloc(labels, sizeof(*row));

    for (size_t i = from; i < from + count; i++) {
        double score;

        for (size_t k = 0; k < labels; k++)
            row[k] = (double)samples->probabilities[i * labels + k];
        score = calibration_brier_multiclass(row, &samples->truth[i], 1, labels);
        if (isnan(score))
            continue;
        squares->sum += score;
        squares->used++;
    }
    free(row);
}

static void add_block(const struct pass *pass, unsigned thread, size_t block)
{
    const struct samples *samples = pass->samples;
    size_t from = block * CALIBRATION_PART, left = samples->count - from;
    size_t end = from + (left < CALIBRATION_PART ? left : CALIBRATION_PART);

    if (pass->squares)
        add_probabilities(&pass->squares[block], samples, from, end - from);
    for (; from < end; from += STRIP) {
        size_t count = end - from < STRIP ? end - from : STRIP;

        confusion_counter_add(pass->threads[thread].counter,
                              pass->group ? pass->group + from : NULL, samples->truth + from,
                              samples->prediction + from, count);
        if (pass->sums)
            add_scores(pass->sums[block], samples, from, count);
    }
}

/* The first piece is the search for duplicates, one scan of the ids that cannot be split. */
static void do_piece(void *arg, unsigned thread, size_t piece)
{
    const struct pass *pass = arg;

    if (piece == 0)
        find_duplicates(pass->set);
    else
        add_block(pass, thread, piece - 1);
}

/*
 * Every thread has matrices of its own and must have more rows than these have cells. Cells of
 * sparse matrices are walked in an order that hangs on how they were filled: one thread fills them.
 */
static unsigned useful_threads(const struct pass *pass, unsigned threads)
{
    size_t rows = pass->samples->count, labels = pass->samples->labels.count;
    size_t most = rows / ((labels + 2) * (labels + 2) * pass->groups);

    if (rows <= SET_PASS_ROWS || labels > CONFUSION_DENSE_LABELS)
        return 1;
    return threads < most ? threads : (unsigned)most;
}

static void begin_threads(struct pass *pass, struct confusion *const *cms, unsigned threads)
{
    size_t labels = pass->samples->labels.count;

    for (unsigned t = 0; t < threads; t++) {
        struct counted *counted = &pass->threads[t];

        counted->cms = cms;
        if (t > 0) {
            struct confusion **own;

            counted->arena = arena_new();
            own = arena_zalloc(counted->arena, pass->groups, sizeof(struct confusion *));
            for (size_t i = 0; i < pass->groups; i++)
                own[i] = confusion_new(counted->arena, labels);
            counted->cms = own;
        }
        counted->counter =
            confusion_counter_new(counted->cms, pass->groups, pass->samples->count / threads);
    }
}

static void end_threads(struct pass *pass, struct confusion *const *cms, unsigned threads)
{
    for (unsigned t = 0; t < threads; t++) {
        struct counted *counted = &pass->threads[t];

        confusion_counter_free(counted->counter);
        for (size_t i = 0; i < pass->groups && t > 0; i++)
            confusion_merge(cms[i], counted->cms[i]);
        arena_free(counted->arena);
    }
}

static void begin_sums(struct pass *pass, struct arena *scratch)
{
    if (pass->samples->score) {
        pass->sums = arena_zalloc(scratch, pass->blocks, sizeof(struct reliability_sums *));
        for (size_t i = 0; i < pass->blocks; i++)
            pass->sums[i] = reliability_sums_new(scratch, CALIBRATION_BINS);
    }
    if (pass->samples->probabilities)
        pass->squares = arena_zalloc(scratch, pass->blocks, sizeof(*pass->squares));
}

static void end_sums(const struct pass *pass, struct arena *arena)
{
    struct set_results *set = pass->set;
    struct squares all = {.used = 0};

    if (pass->sums) {
        set->has_scores = true;
        set->reliability = reliability_of(arena, pass->sums, pass->blocks, CALIBRATION_BINS);
    }
    for (size_t i = 0; i < pass->blocks && pass->squares; i++) {
        all.sum += pass->squares[i].sum;
        all.used += pass->squares[i].used;
    }
    set->brier_labels = all.used ? all.sum / (double)all.used : NAN;
}

void set_pass(struct set_results *set, struct confusion *const *cms, size_t groups,
              unsigned threads, struct arena *arena)
{
    const struct samples *samples = set->samples;
    struct pass pass = {.set = set, .samples = samples, .groups = groups};
    struct parallel_job job = {.arg = &pass, .work = do_piece};
    struct arena *scratch = arena_new();
    unsigned count;

    pass.group = groups > 1 ? samples->split : NULL;
    pass.blocks = samples->count / CALIBRATION_PART + (samples->count % CALIBRATION_PART != 0);
    job.pieces = pass.blocks + 1;
    job.threads = useful_threads(&pass, threads);
    count = parallel_threads(&job);
    pass.threads = arena_zalloc(scratch, count, sizeof(*pass.threads));
    begin_threads(&pass, cms, count);
    begin_sums(&pass, scratch);
    parallel_run(&job);
    end_threads(&pass, cms, count);
    end_sums(&pass, arena);
    arena_free(scratch);
}
