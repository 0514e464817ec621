#include <assay/session/run_boards.h>

#include <assay/base/err.h>
#include <assay/base/intern.h>
#include <assay/session/headline.h>
#include <assay/session/run_names.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What stays of a run; an item's number is that of its interned id. */
struct kept {
    const char *id;
    size_t board, count;
    const uint32_t *items, *truths; /* truths: see truth_of */
    const uint8_t *outcomes;        /* enum suite_outcome */
};

struct growing {
    const struct metric *metric;
    size_t runs, first_count;
    uint32_t *truths; /* by item: 0 the board has it not */
    uint8_t *splits;  /* by item: 1 + number of its split, 0 none */
    size_t room;
    const char *names[RUN_BOARD_SPLITS]; /* of the splits */
    size_t split_count;
    bool too_many; /* splits: none are kept */
};

struct run_board_work {
    struct arena *scratch;
    struct intern *ids;
    struct kept *runs;
    struct growing *boards;
    size_t run_count, run_room, board_count, board_room;
};

struct run_boards *run_boards_new(struct arena *arena)
{
    struct run_boards *boards = arena_zalloc(arena, 1, sizeof(*boards));

    boards->arena = arena;
    boards->work = arena_zalloc(arena, 1, sizeof(*boards->work));
    boards->work->scratch = arena_new();
    boards->work->ids = intern_new(boards->work->scratch);
    return boards;
}

/* ---- what stays of a run ---- */

enum { NO_TRUTH = 1, FIRST_TRUTH = 2 };

/* A number for the true label's name, the same in every run; NO_TRUTH: there is none. */
static uint32_t truth_of(const struct samples *samples, size_t row)
{
    uint32_t hash = 2166136261u;

    if (!samples->truth || samples->truth[row] >= samples->labels.count)
        return NO_TRUTH;
    for (const char *at = samples->labels.names[samples->truth[row]]; *at; at++)
        hash = (hash ^ (unsigned char)*at) * 16777619u;
    return hash < FIRST_TRUTH ? FIRST_TRUTH : hash;
}

static struct kept kept_of(struct run_board_work *work, const struct run *run,
                           const struct samples *samples)
{
    struct kept kept = {.id = arena_strdup(work->scratch, run_id(run)), .count = samples->count};
    uint32_t *items = arena_alloc(work->scratch, (kept.count + 1) * sizeof(*items));
    uint32_t *truths = arena_alloc(work->scratch, (kept.count + 1) * sizeof(*truths));
    uint8_t *outcomes = arena_alloc(work->scratch, kept.count + 1);

    for (size_t i = 0; i < kept.count; i++) {
        char room[SAMPLE_ID_ROOM];

        items[i] = intern_add(work->ids, samples_id(samples, i, room));
        truths[i] = truth_of(samples, i);
        outcomes[i] = (uint8_t)suite_outcome_of(samples, i);
    }
    kept.items = items;
    kept.truths = truths;
    kept.outcomes = outcomes;
    return kept;
}

/* ---- which board ---- */

static bool is_of_board(const struct growing *board, const struct metric *metric,
                        const struct kept *run)
{
    size_t fewer = run->count < board->first_count ? run->count : board->first_count;
    size_t shared = 0, labelled = 0, agreeing = 0;

    if (board->metric != metric)
        return false;
    for (size_t i = 0; i < run->count; i++) {
        uint32_t truth = run->items[i] < board->room ? board->truths[run->items[i]] : 0;

        shared += truth != 0;
        if (truth >= FIRST_TRUTH && run->truths[i] >= FIRST_TRUTH) {
            labelled++;
            agreeing += truth == run->truths[i];
        }
        /* There may be as many boards as runs: what the rest cannot mend ends it. */
        if ((shared + run->count - i - 1) * 2 < fewer || (labelled - agreeing) * 10 > run->count)
            return false;
    }
    return shared > 0 && shared * 2 >= fewer && agreeing * 10 >= labelled * 9;
}

static size_t board_of(struct run_board_work *work, const struct metric *metric,
                       const struct kept *run)
{
    for (size_t b = 0; b < work->board_count; b++)
        if (is_of_board(&work->boards[b], metric, run))
            return b;
    work->boards =
        array_grow(work->boards, &work->board_room, work->board_count + 1, sizeof(*work->boards));
    work->boards[work->board_count] = (struct growing){.metric = metric, .first_count = run->count};
    return work->board_count++;
}

static void *widened(void *old, size_t count, size_t wanted, size_t size)
{
    char *wider = xcalloc(wanted, size);

    if (count)
        memcpy(wider, old, count * size);
    free(old);
    return wider;
}

static void join(struct growing *board, const struct kept *run, uint32_t items)
{
    if (items > board->room) {
        board->truths = widened(board->truths, board->room, items, sizeof(*board->truths));
        board->splits = widened(board->splits, board->room, items, sizeof(*board->splits));
        board->room = items;
    }
    for (size_t i = 0; i < run->count; i++)
        if (board->truths[run->items[i]] < FIRST_TRUTH)
            board->truths[run->items[i]] = run->truths[i];
    board->runs++;
}

/* 1 + the number that the board gives a split; 0 when it has no room for more. */
static uint8_t split_number(struct growing *board, const char *name, struct arena *scratch)
{
    size_t i = 0;

    while (i < board->split_count && strcmp(board->names[i], name) != 0)
        i++;
    if (i == board->split_count) {
        if (i == RUN_BOARD_SPLITS)
            return 0;
        board->names[board->split_count++] = arena_strdup(scratch, name);
    }
    return (uint8_t)(i + 1);
}

/* Items keep the split that the first run tells. */
static void join_splits(struct growing *board, const struct kept *kept, const struct run *run,
                        const struct samples *samples, struct arena *scratch)
{
    uint8_t numbers[RUN_BOARD_SPLITS] = {0};
    size_t count = run_split_count(run);

    if (!samples->split || board->too_many)
        return;
    board->too_many = count > RUN_BOARD_SPLITS;
    for (size_t s = 0; s < count && !board->too_many; s++) {
        numbers[s] = split_number(board, run_split(run, (uint16_t)s), scratch);
        board->too_many = numbers[s] == 0;
    }
    for (size_t i = 0; i < kept->count && !board->too_many; i++)
        if (samples->split[i] < count && board->splits[kept->items[i]] == 0)
            board->splits[kept->items[i]] = numbers[samples->split[i]];
}

void run_boards_add(struct run_boards *boards, const struct assessed *run)
{
    struct run_board_work *work = boards->work;
    const struct samples *samples = suite_samples(run->run);
    const struct metric *metric;
    struct kept kept;
    double value;

    if (!samples || samples->count == 0 || run_content(run->run) & RUN_HAS_LAYERS)
        return;
    metric = headline_metric(run, &value);
    kept = kept_of(work, run->run, samples);
    kept.board = board_of(work, metric, &kept);
    join(&work->boards[kept.board], &kept, intern_count(work->ids));
    join_splits(&work->boards[kept.board], &kept, run->run, samples, work->scratch);
    work->runs = array_grow(work->runs, &work->run_room, work->run_count + 1, sizeof(*work->runs));
    work->runs[work->run_count++] = kept;
}

/* ---- the suite of a board ---- */

/* Number of each item in the suite, by its number here; UINT32_MAX: not of this board. */
static uint32_t *number_items(const struct growing *board, struct arena *scratch, size_t *count)
{
    uint32_t *numbers = arena_alloc(scratch, (board->room + 1) * sizeof(*numbers));

    *count = 0;
    for (size_t i = 0; i < board->room; i++)
        numbers[i] = board->truths[i] ? (uint32_t)(*count)++ : UINT32_MAX;
    return numbers;
}

/* Splits that have items; *numbers gets 1 + the number of each in the suite, by its number here. */
static void name_splits(struct suite *suite, const struct growing *board, uint8_t *numbers,
                        struct arena *arena)
{
    const char **splits = arena_zalloc(arena, RUN_BOARD_SPLITS, sizeof(*splits));

    for (size_t i = 0; i < board->room && !board->too_many; i++) {
        size_t split = board->splits[i];

        if (split == 0 || numbers[split])
            continue;
        splits[suite->split_count++] = arena_strdup(arena, board->names[split - 1]);
        numbers[split] = (uint8_t)suite->split_count;
    }
    suite->splits = splits;
}

static struct suite_item *items_of(struct suite *suite, const struct run_board_work *work,
                                   const struct growing *board, const uint32_t *numbers,
                                   struct arena *arena)
{
    struct suite_item *items = arena_zalloc(arena, suite->item_count + 1, sizeof(*items));
    uint8_t splits[RUN_BOARD_SPLITS + 1] = {0};

    name_splits(suite, board, splits, arena);
    for (size_t i = 0; i < board->room; i++) {
        struct suite_item *item;
        struct str id;

        if (numbers[i] == UINT32_MAX)
            continue;
        item = &items[numbers[i]];
        id = intern_text(work->ids, (uint32_t)i);
        item->id = (struct str){arena_strndup(arena, id.ptr, id.len), id.len};
        if (splits[board->splits[i]])
            item->split = suite->splits[splits[board->splits[i]] - 1];
    }
    return items;
}

/* Of several attempts at an item the best one shows, and each counts, as in suite.h. */
static void fill_run(const struct suite *suite, const struct kept *kept, const uint32_t *numbers,
                     size_t run, struct suite_item *items, uint8_t *outcomes)
{
    for (size_t i = 0; i < kept->count; i++) {
        size_t item = numbers[kept->items[i]];
        uint8_t *cell = &outcomes[item * suite->run_count + run];

        items[item].attempts += kept->outcomes[i] >= SUITE_FAIL;
        items[item].passed += kept->outcomes[i] == SUITE_PASS;
        if (kept->outcomes[i] > *cell)
            *cell = kept->outcomes[i];
    }
}

static struct suite *suite_of(const struct run_board_work *work, size_t board,
                              const char *const *names, struct arena *arena)
{
    const struct growing *of = &work->boards[board];
    struct suite *suite = arena_zalloc(arena, 1, sizeof(*suite));
    struct suite_run *runs = arena_zalloc(arena, of->runs + 1, sizeof(*runs));
    struct arena *scratch = arena_new();
    uint32_t *numbers = number_items(of, scratch, &suite->item_count);
    struct suite_item *items;
    uint8_t *outcomes;
    size_t next = 0;

    suite->run_count = of->runs;
    items = items_of(suite, work, of, numbers, arena);
    outcomes = arena_zalloc(arena, suite->item_count * suite->run_count + 1, 1);
    for (size_t r = 0; r < work->run_count; r++)
        if (work->runs[r].board == board) {
            runs[next].name = names[next];
            fill_run(suite, &work->runs[r], numbers, next++, items, outcomes);
        }
    suite->outcomes = outcomes;
    suite_count_items(suite, items, arena);
    suite->runs = runs;
    suite_rate_runs(suite, runs, arena);
    arena_free(scratch);
    return suite;
}

static size_t shared_items(const struct suite *suite)
{
    size_t shared = 0;

    for (size_t i = 0; i < suite->item_count; i++)
        shared +=
            memchr(suite->outcomes + i * suite->run_count, SUITE_ABSENT, suite->run_count) == NULL;
    return shared;
}

static struct run_board finish_board(const struct run_board_work *work, size_t board, double alpha,
                                     struct arena *arena)
{
    const char **ids = arena_zalloc(arena, work->boards[board].runs + 1, sizeof(*ids));
    struct run_board out = {.metric = work->boards[board].metric, .ids = ids};
    size_t count = 0;

    for (size_t r = 0; r < work->run_count; r++)
        if (work->runs[r].board == board)
            ids[count++] = arena_strdup(arena, work->runs[r].id);
    out.suite = suite_of(work, board, run_names(ids, count, arena), arena);
    out.leaders = leaderboard_new(out.suite, alpha, arena);
    out.shared = shared_items(out.suite);
    return out;
}

void run_boards_drop(struct run_boards *boards)
{
    struct run_board_work *work = boards->work;

    if (!work)
        return;
    for (size_t b = 0; b < work->board_count; b++) {
        free(work->boards[b].truths);
        free(work->boards[b].splits);
    }
    intern_free(work->ids);
    arena_free(work->scratch);
    free(work->runs);
    free(work->boards);
    boards->work = NULL;
}

void run_boards_finish(struct run_boards *boards, double alpha)
{
    struct run_board_work *work = boards->work;
    struct run_board *out = arena_zalloc(boards->arena, work->board_count + 1, sizeof(*out));

    for (size_t b = 0; b < work->board_count; b++)
        if (work->boards[b].runs > 1)
            out[boards->count++] = finish_board(work, b, alpha, boards->arena);
    boards->boards = out;
    run_boards_drop(boards);
}
