#include "check.h"

#include <assay/model/run_builder.h>
#include <assay/session/pairing.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A sample as a test writes it; a NULL id ends the list. */
struct row {
    const char *id, *split;
    int attempt, layer, fold; /* layer and fold from 1, 0: none */
};

static void fill(struct run_builder *builder, struct sample_writer *writer, const struct row *row,
                 size_t at)
{
    sample_writer_id(writer, str_of(row->id));
    if (row->split)
        sample_writer_split(writer)[at] = builder_split(builder, str_of(row->split));
    if (row->attempt)
        sample_writer_attempt(writer)[at] = (uint16_t)row->attempt;
    if (row->layer)
        sample_writer_step(writer)[at] = (uint16_t)row->layer;
    if (row->fold)
        sample_writer_fold(writer)[at] = (uint16_t)row->fold;
}

static struct run *run_of(const char *name, const struct row *rows)
{
    struct run_builder *builder = run_builder_new(name, name, "test");
    struct sample_writer *writer = builder_samples(builder, "");

    for (size_t i = 0; rows[i].id; i++)
        fill(builder, writer, &rows[i], sample_writer_add(writer, 1));
    return run_builder_finish(builder);
}

/* "0-2 1-0 | only 3 | only | repeated 0 1": rows of pairs, unmatched ones, repeated on either side.
 */
static const char *printed(const struct pairing *p, char *out)
{
    char *at = out;

    for (size_t i = 0; i < p->count; i++)
        at += sprintf(at, "%u-%u ", p->a[i], p->b[i]);
    at += sprintf(at, "|");
    for (size_t i = 0; i < p->only_a_count; i++)
        at += sprintf(at, " %u", p->only_a[i]);
    at += sprintf(at, " |");
    for (size_t i = 0; i < p->only_b_count; i++)
        at += sprintf(at, " %u", p->only_b[i]);
    sprintf(at, " | %d %d", (int)p->repeated_a, (int)p->repeated_b);
    return out;
}

static struct pairing check_pairs(const struct row *a, const struct row *b, const char *wanted)
{
    struct run *x = run_of("a", a), *y = run_of("b", b);
    struct arena *arena = arena_new();
    struct pairing pairing = {.count = 0};
    char room[1024];

    if (CHECK(pairing_new(x, run_samples(x, 0), y, run_samples(y, 0), arena, &pairing, NULL)))
        CHECK_STR(printed(&pairing, room), wanted);
    pairing.a = pairing.b = pairing.only_a = pairing.only_b = NULL;
    arena_free(arena);
    run_free(x);
    run_free(y);
    return pairing;
}

#define ROWS(...) ((const struct row[]){__VA_ARGS__, {.id = NULL}})
/* clang-format off */
#define ID(text)           {.id = (text)}
#define SPLIT(text, name)  {.id = (text), .split = (name)}
#define NTH(text, number)  {.id = (text), .attempt = (number)}
#define AT(text, l)        {.id = (text), .layer = (l)}
#define IN_FOLD(text, l, f) {.id = (text), .layer = (l), .fold = (f)}
/* clang-format on */

TEST(samples_pair_by_id_whatever_their_rows)
{
    struct pairing p = check_pairs(ROWS(ID("x"), ID("y"), ID("z")), ROWS(ID("z"), ID("x"), ID("w")),
                                   "0-1 2-0 | 1 | 2 | 0 0");

    CHECK_INT(p.by_rule[PAIR_SAME], 2);
    check_pairs(ROWS(ID("3"), ID("4"), ID("5")), ROWS(ID("4"), ID("5"), ID("6")),
                "1-0 2-1 | 0 | 2 | 0 0");
    check_pairs(ROWS(ID("-9"), ID("0"), ID("8")), ROWS(ID("8"), ID("0"), ID("-9")),
                "0-2 1-1 2-0 | | | 0 0");
}

TEST(whole_numbers_pair_by_value_however_printed)
{
    struct pairing p =
        check_pairs(ROWS(ID("1"), ID("2"), ID("-3"), ID("x")),
                    ROWS(ID("1.0"), ID("002"), ID("-03"), ID("3")), "0-0 1-1 2-2 | 3 | 3 | 0 0");

    CHECK_INT(p.by_rule[PAIR_NUMBER], 3);
    CHECK_INT(p.by_rule[PAIR_SAME], 0);
    check_pairs(ROWS(ID("99999999999999999999")), ROWS(ID("099999999999999999999")),
                "0-0 | | | 0 0");
    check_pairs(ROWS(ID("1.5"), ID("")), ROWS(ID("15"), ID("0")), "| 0 1 | 0 1 | 0 0");
}

TEST(a_set_of_numbers_pairs_with_texts_of_the_same_digits)
{
    struct pairing p =
        check_pairs(ROWS(ID("7"), ID("8")), ROWS(ID("8"), ID("7"), ID("q")), "0-1 1-0 | | 2 | 0 0");

    CHECK_INT(p.by_rule[PAIR_SAME], 2);
}

TEST(paths_pair_by_their_last_part_and_then_without_its_suffix)
{
    struct pairing p =
        check_pairs(ROWS(ID("clips/a/017.wav"), ID("c\\018.wav"), ID("019")),
                    ROWS(ID("d/019.mp3"), ID("017.wav"), ID("e/018.wav")), "0-1 1-2 2-0 | | | 0 0");

    CHECK_INT(p.by_rule[PAIR_NAME], 2);
    CHECK_INT(p.by_rule[PAIR_STEM], 1);
    check_pairs(ROWS(ID("3.5"), ID("x.much-more"), ID(".wav")), ROWS(ID("3"), ID("x"), ID("wav")),
                "| 0 1 2 | 0 1 2 | 0 0");
}

TEST(a_form_that_names_two_samples_pairs_neither)
{
    check_pairs(ROWS(ID("a/1.wav"), ID("b/1.wav")), ROWS(ID("1.wav")), "| 0 1 | 0 | 0 0");
    check_pairs(ROWS(ID("1.wav")), ROWS(ID("a/1.wav"), ID("b/1.wav")), "| 0 | 0 1 | 0 0");
    check_pairs(ROWS(ID("01"), ID("001")), ROWS(ID("1")), "| 0 1 | 0 | 0 0");
    check_pairs(ROWS(ID("1.wav"), ID("1.mp3")), ROWS(ID("1")), "| 0 1 | 0 | 0 0");
}

TEST(a_form_that_a_paired_sample_has_too_names_two)
{
    check_pairs(ROWS(ID("1.wav"), ID("a/1.wav")), ROWS(ID("1.wav"), ID("b/1.wav")),
                "0-0 | 1 | 1 | 0 0");
    check_pairs(ROWS(ID("1"), ID("01")), ROWS(ID("1"), ID("001")), "0-0 | 1 | 1 | 0 0");
    /* 01 and 1 are a pair; that 01 is its last part too is known of one side alone. */
    check_pairs(ROWS(ID("01"), ID("x/01")), ROWS(ID("1"), ID("y/01")), "0-0 | 1 | 1 | 0 0");
    check_pairs(ROWS(ID("1"), ID("y/01")), ROWS(ID("01"), ID("x/01")), "0-0 | 1 | 1 | 0 0");
}

TEST(of_rows_that_repeat_a_key_the_first_is_taken)
{
    check_pairs(ROWS(ID("x"), ID("x"), ID("y"), ID("y")), ROWS(ID("x"), ID("z"), ID("z"), ID("x")),
                "0-0 | 2 | 1 | 2 2");
    check_pairs(ROWS(ID("5"), ID("5"), ID("6")), ROWS(ID("6"), ID("5"), ID("5")),
                "0-1 2-0 | | | 1 1");
}

TEST(an_empty_id_names_nothing)
{
    check_pairs(ROWS(ID(""), ID(""), ID("x")), ROWS(ID(""), ID("x")), "2-1 | 0 1 | 0 | 0 0");
}

TEST(the_split_is_in_the_key_where_ids_repeat_without_it)
{
    struct pairing p = check_pairs(
        ROWS(SPLIT("1", "train"), SPLIT("1", "test"), SPLIT("2", "test")),
        ROWS(SPLIT("1", "test"), SPLIT("2", "test"), SPLIT("1", "train")), "0-2 1-0 2-1 | | | 0 0");

    CHECK(p.by_split);
    p = check_pairs(ROWS(SPLIT("1", "train"), SPLIT("2", "test")),
                    ROWS(SPLIT("1", "test"), SPLIT("2", "test")), "0-0 1-1 | | | 0 0");
    CHECK(!p.by_split);
    CHECK_INT(p.split_differs, 1);
}

TEST(a_split_that_tells_no_rows_apart_stays_out_of_the_key)
{
    struct pairing p =
        check_pairs(ROWS(SPLIT("1", "val"), SPLIT("1", "val"), SPLIT("2", "val")),
                    ROWS(SPLIT("1", "test"), SPLIT("2", "test")), "0-0 2-1 | | | 1 0");

    CHECK(!p.by_split);
    CHECK_INT(p.split_differs, 2);
    /* The other set has no splits to hold against. */
    p = check_pairs(ROWS(SPLIT("1", "val"), SPLIT("1", "test")), ROWS(ID("1")), "0-0 | | | 1 0");
    CHECK(!p.by_split);
    CHECK_INT(p.split_differs, 0);
}

TEST(attempts_and_layers_pair_one_by_one_and_the_rest_is_unmatched)
{
    check_pairs(ROWS(NTH("1", 0), NTH("1", 1), NTH("1", 2)), ROWS(NTH("1", 1), NTH("1", 0)),
                "0-1 1-0 | 2 | | 0 0");
    check_pairs(ROWS(NTH("p", 0), NTH("p", 1)), ROWS(ID("p")), "0-0 | 1 | | 0 0");
    check_pairs(ROWS(AT("1", 1), AT("2", 1), AT("1", 2)), ROWS(AT("1", 2), AT("2", 2)),
                "2-0 | 0 1 | 1 | 0 0");
    check_pairs(ROWS(AT("a/s", 1), AT("a/s", 2)), ROWS(AT("s", 2), AT("s", 1)),
                "0-1 1-0 | | | 0 0");
}

TEST(the_fold_is_in_the_key_only_where_all_else_repeats)
{
    struct pairing p =
        check_pairs(ROWS(IN_FOLD("1", 1, 1), IN_FOLD("1", 1, 2)),
                    ROWS(IN_FOLD("1", 1, 2), IN_FOLD("1", 1, 1)), "0-1 1-0 | | | 0 0");

    CHECK(p.by_fold);
    p = check_pairs(ROWS(IN_FOLD("1", 0, 1), IN_FOLD("2", 0, 2)),
                    ROWS(IN_FOLD("1", 0, 2), IN_FOLD("2", 0, 2)), "0-0 1-1 | | | 0 0");
    CHECK(!p.by_fold);
}

static struct run *without_ids(const char *name)
{
    struct run_builder *builder = run_builder_new(name, name, "test");

    sample_writer_add(builder_samples(builder, ""), 3);
    return run_builder_finish(builder);
}

TEST(a_set_without_ids_is_refused_by_the_name_of_its_run)
{
    struct run *named = run_of("named", ROWS(ID("1"))), *bare = without_ids("bare");
    const struct samples *x = run_samples(named, 0), *y = run_samples(bare, 0);
    struct arena *arena = arena_new();
    struct pairing pairing;
    struct err err = {.code = ERR_NONE};

    CHECK(!pairing_new(named, x, bare, y, arena, &pairing, &err));
    CHECK(strstr(err.text, "bare ") && strstr(err.text, "no ids") && !strstr(err.text, "named"));
    err_clear(&err);
    CHECK(!pairing_new(bare, y, named, x, arena, &pairing, &err));
    CHECK(strstr(err.text, "bare "));
    arena_free(arena);
    run_free(named);
    run_free(bare);
}

TEST(an_empty_set_leaves_the_other_unmatched)
{
    check_pairs(ROWS(ID("x"), ID("y")), &(const struct row){.id = NULL}, "| 0 1 | | 0 0");
    check_pairs(&(const struct row){.id = NULL}, ROWS(ID("3")), "| | 0 | 0 0");
}

/* ---- properties ---- */

enum { MANY = 2000 };

/* Ids of several forms; with shift, another half of them. */
static void many_rows(struct row *rows, char (*texts)[32], unsigned shift, unsigned stride)
{
    static const struct {
        const char *before, *after;
    } forms[] = {{"", ""}, {"clips/0", ".wav"}, {"s", ""}, {"s", ".mp3"}};

    for (unsigned i = 0; i < MANY; i++) {
        unsigned at = i * stride % MANY; /* a permutation: the stride shares no factor */

        unsigned form = (i + shift / 2) % 4;

        snprintf(texts[at], sizeof(texts[at]), "%s%u%s", forms[form].before, i + shift,
                 forms[form].after);
        rows[at] = (struct row){.id = texts[at]};
    }
    rows[MANY] = (struct row){.id = NULL};
}

/* The pairs as ids, in an order that no row has a part in. */
static int compare_lines(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static char **pairs_as_ids(unsigned stride_a, unsigned stride_b, struct arena *arena, size_t *count)
{
    struct row *a = arena_zalloc(arena, MANY + 1, sizeof(*a));
    struct row *b = arena_zalloc(arena, MANY + 1, sizeof(*b));
    struct pairing p = {.count = 0};
    struct run *x, *y;
    char **lines;

    many_rows(a, arena_zalloc(arena, MANY, 32), 0, stride_a);
    many_rows(b, arena_zalloc(arena, MANY, 32), 101, stride_b);
    x = run_of("a", a);
    y = run_of("b", b);
    CHECK(pairing_new(x, run_samples(x, 0), y, run_samples(y, 0), arena, &p, NULL));
    CHECK_INT(p.count + p.only_a_count + p.repeated_a, MANY);
    CHECK_INT(p.count + p.only_b_count + p.repeated_b, MANY);
    lines = arena_zalloc(arena, p.count + 1, sizeof(*lines));
    for (size_t i = 0; i < p.count; i++)
        lines[i] = arena_printf(arena, "%s = %s", a[p.a[i]].id, b[p.b[i]].id);
    qsort(lines, p.count, sizeof(*lines), compare_lines);
    *count = p.count;
    run_free(x);
    run_free(y);
    return lines;
}

TEST(other_orders_of_rows_give_the_same_pairs)
{
    struct arena *arena = arena_new();
    size_t count, other;
    char **lines = pairs_as_ids(1, 1, arena, &count), **permuted;

    CHECK(count > 400);
    permuted = pairs_as_ids(7, 1999, arena, &other);
    if (CHECK_INT(other, count))
        for (size_t i = 0; i < count; i++)
            CHECK_STR(permuted[i], lines[i]);
    arena_free(arena);
}
