#include <assay/session/suite_tables.h>

#include <assay/base/fmt.h>
#include <assay/base/quote.h>
#include <assay/session/leaderboard.h>

#include <math.h>
#include <string.h>

/*
 * A table is written cell by cell; the syntax decides what stands around a cell. JSON is an array
 * of objects, one a line.
 */
struct table {
    struct buf *out;
    enum suite_syntax syntax;
    const char *const *columns;
    size_t column_count, column;
    size_t rows;
};

static void begin_table(struct table *table)
{
    if (table->syntax == SUITE_JSON) {
        buf_add_char(table->out, '[');
        return;
    }
    for (size_t c = 0; c < table->column_count; c++) {
        if (c)
            buf_add_char(table->out, ',');
        quote_csv(table->out, str_of(table->columns[c]));
    }
    buf_add_char(table->out, '\n');
}

/* What stands before a cell; the first of a row opens it. */
static void begin_cell(struct table *table)
{
    if (table->syntax == SUITE_CSV) {
        if (table->column)
            buf_add_char(table->out, ',');
    } else {
        buf_add_c(table->out, table->column ? ", " : table->rows ? ",\n  {" : "\n  {");
        quote_json(table->out, str_of(table->columns[table->column]));
        buf_add_c(table->out, ": ");
    }
    table->column++;
}

static void end_row(struct table *table)
{
    buf_add_c(table->out, table->syntax == SUITE_CSV ? "\n" : "}");
    table->column = 0;
    table->rows++;
}

static void end_table(struct table *table)
{
    if (table->syntax == SUITE_JSON)
        buf_add_c(table->out, table->rows ? "\n]\n" : "]\n");
}

static void put_text(struct table *table, struct str text)
{
    begin_cell(table);
    if (table->syntax == SUITE_JSON)
        quote_json(table->out, text);
    else
        quote_csv(table->out, text);
}

static void put_nothing(struct table *table)
{
    begin_cell(table);
    if (table->syntax == SUITE_JSON)
        buf_add_c(table->out, "null");
}

/* An id: a number in JSON where it is one. */
static void put_id(struct table *table, struct str id)
{
    long long number;
    bool plain =
        str_integer(id, &number) && id.len && id.ptr[0] != '+' && (id.len == 1 || id.ptr[0] != '0');

    if (table->syntax == SUITE_CSV || !plain) {
        put_text(table, id);
        return;
    }
    begin_cell(table);
    buf_addf(table->out, "%lld", number);
}

static void put_count(struct table *table, uint64_t count)
{
    begin_cell(table);
    buf_addf(table->out, "%llu", (unsigned long long)count);
}

static void put_figure(struct table *table, double value)
{
    if (isnan(value)) {
        put_nothing(table);
        return;
    }
    begin_cell(table);
    fmt_shortest(table->out, value);
}

/* True and False as the tables of Python programs have them; true and false in JSON. */
static void put_outcome(struct table *table, enum suite_outcome outcome)
{
    bool json = table->syntax == SUITE_JSON;

    if (outcome < SUITE_FAIL) {
        put_nothing(table);
        return;
    }
    begin_cell(table);
    if (outcome == SUITE_PASS)
        buf_add_c(table->out, json ? "true" : "True");
    else
        buf_add_c(table->out, json ? "false" : "False");
}

/* ---- the tables ---- */

static void write_aggregated(const struct suite *suite, struct table *table)
{
    static const char *const columns[] = {"model_run_id", "mbpp_id", "pass"};

    table->columns = columns;
    table->column_count = 3;
    begin_table(table);
    for (size_t r = 0; r < suite->run_count; r++)
        for (size_t i = 0; i < suite->item_count; i++) {
            enum suite_outcome outcome = suite_outcome_at(suite, i, r);

            if (outcome == SUITE_ABSENT)
                continue;
            put_text(table, str_of(suite->runs[r].name));
            put_id(table, suite->items[i].id);
            put_outcome(table, outcome);
            end_row(table);
        }
    end_table(table);
}

static void write_pivot(const struct suite *suite, struct table *table)
{
    struct arena *arena = arena_new();
    const char **columns = arena_zalloc(arena, suite->run_count + 1, sizeof(*columns));

    columns[0] = "mbpp_id";
    for (size_t r = 0; r < suite->run_count; r++)
        columns[r + 1] = arena_printf(arena, "run_%s_pass", suite->runs[r].name);
    table->columns = columns;
    table->column_count = suite->run_count + 1;
    begin_table(table);
    for (size_t i = 0; i < suite->item_count; i++) {
        put_id(table, suite->items[i].id);
        for (size_t r = 0; r < suite->run_count; r++)
            put_outcome(table, suite_outcome_at(suite, i, r));
        end_row(table);
    }
    end_table(table);
    arena_free(arena);
}

static void write_pass_at_k(const struct suite *suite, const uint64_t *ks, size_t k_count,
                            struct table *table)
{
    struct arena *arena = arena_new();
    const char **columns = arena_zalloc(arena, k_count + 1, sizeof(*columns));

    columns[0] = "mbpp_id";
    for (size_t k = 0; k < k_count; k++)
        columns[k + 1] = arena_printf(arena, "pass@%llu", (unsigned long long)ks[k]);
    table->columns = columns;
    table->column_count = k_count + 1;
    begin_table(table);
    for (size_t i = 0; i < suite->item_count; i++) {
        put_id(table, suite->items[i].id);
        for (size_t k = 0; k < k_count; k++)
            put_figure(table, suite_pass_at_k(suite, i, ks[k]));
        end_row(table);
    }
    end_table(table);
    arena_free(arena);
}

static void write_difficulty(const struct suite *suite, struct table *table)
{
    static const char *const columns[] = {"mbpp_id", "split",  "attempts",
                                          "passed",  "pass@1", "difficulty"};

    table->columns = columns;
    table->column_count = 6;
    begin_table(table);
    for (size_t i = 0; i < suite->item_count; i++) {
        const struct suite_item *item = &suite->items[i];

        put_id(table, item->id);
        if (item->split)
            put_text(table, str_of(item->split));
        else
            put_nothing(table);
        put_count(table, item->attempts);
        put_count(table, item->passed);
        put_figure(table, suite_pass_at_k(suite, i, 1));
        put_text(table, str_of(difficulty_name(item->band)));
        end_row(table);
    }
    end_table(table);
}

static void put_rate(struct table *table, const struct suite_rate *rate)
{
    put_text(table, str_of(rate->split ? rate->split : "all"));
    put_count(table, rate->scored);
    put_count(table, rate->passed);
    put_figure(table, rate->rate);
    put_figure(table, rate->interval.low);
    put_figure(table, rate->interval.high);
}

/* NULL: nothing. */
static void put_leader(struct table *table, const struct leader *leader)
{
    if (leader && leader->rank)
        put_count(table, leader->rank);
    else
        put_nothing(table);
    put_figure(table, leader ? leader->p : NAN);
    put_figure(table, leader ? leader->p_holm : NAN);
}

static void write_leaderboard(const struct suite *suite, struct table *table)
{
    static const char *const columns[] = {"rank",       "run",    "split",      "scored",
                                          "passed",     "rate",   "low",        "high",
                                          "level_rank", "p_best", "p_best_holm"};
    struct arena *arena = arena_new();
    const struct leaderboard *board = leaderboard_new(suite, LEADERBOARD_ALPHA, arena);

    table->columns = columns;
    table->column_count = sizeof(columns) / sizeof(columns[0]);
    begin_table(table);
    for (size_t rank = 1; rank <= suite->run_count; rank++)
        for (size_t r = 0; r < suite->run_count; r++)
            for (size_t s = 0; suite->runs[r].rank == rank && s <= suite->split_count; s++) {
                put_count(table, rank);
                put_text(table, str_of(suite->runs[r].name));
                put_rate(table, &suite->runs[r].rates[s]);
                put_leader(table, s ? NULL : leaderboard_leader(board, r));
                end_row(table);
            }
    end_table(table);
    arena_free(arena);
}

void suite_write(const struct suite *suite, enum suite_table which, enum suite_syntax syntax,
                 const uint64_t *ks, size_t k_count, struct buf *out)
{
    struct table table = {.out = out, .syntax = syntax};

    switch (which) {
    case SUITE_AGGREGATED:
        write_aggregated(suite, &table);
        break;
    case SUITE_PIVOT:
        write_pivot(suite, &table);
        break;
    case SUITE_PASS_AT_K:
        write_pass_at_k(suite, ks, k_count, &table);
        break;
    case SUITE_DIFFICULTY:
        write_difficulty(suite, &table);
        break;
    case SUITE_LEADERBOARD:
        write_leaderboard(suite, &table);
        break;
    }
}
