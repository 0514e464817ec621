#include "check.h"
#include "driven.h"

#include <assay/base/str.h>

#include <stdio.h>
#include <string.h>

/*
 * Eleven samples. Truth happy, A: sad sad sad outside happy happy angry; B: happy happy happy happy
 * angry angry angry. Truth sad: both right, twice. Truth angry: both right, once wrong in A only.
 */
#define HEAD "id,truth,prediction\n"
static const char text_a[] = HEAD "h1,happy,sad\nh2,happy,sad\nh3,happy,sad\nh4,happy,none\n"
                                  "h5,happy,happy\nh6,happy,happy\nh7,happy,angry\n"
                                  "s1,sad,sad\ns2,sad,sad\na1,angry,angry\na2,angry,sad\n";
static const char text_b[] = HEAD "h1,happy,happy\nh2,happy,happy\nh3,happy,happy\nh4,happy,happy\n"
                                  "h5,happy,angry\nh6,happy,angry\nh7,happy,angry\n"
                                  "s1,sad,sad\ns2,sad,sad\na1,angry,angry\na2,angry,angry\n";

static void write_runs(struct temp_dir *dir, const char *a, const char *b)
{
    static const char hints[] = "labels: [angry, happy, sad, bored]\n";

    temp_dir_write(dir, "a/predictions.csv", str_of(a));
    temp_dir_write(dir, "a/assay.yaml", str_of(hints));
    temp_dir_write(dir, "b/predictions.csv", str_of(b));
    temp_dir_write(dir, "b/assay.yaml", str_of(hints));
}

/* The first run as baseline, the second compared with it, the view asked for. */
static struct driven *opened(const char *a, const char *b, int height, int width)
{
    struct temp_dir dir = temp_dir_new();
    struct driven *driven;

    write_runs(&dir, a, b);
    driven = driven_new(dir.root, DRIVEN_WAITS, height, width);
    if (driven) {
        driven_keys(driven, "B j c 4");
        if (!CHECK(driven_has(driven, "Delta confusion")))
            printf("%s", driven_text(driven));
    }
    temp_dir_remove(&dir);
    return driven;
}

static void check_has(struct driven *driven, const char *words)
{
    if (!CHECK(driven_has(driven, words)))
        printf("  %s is not in\n%s", words, driven_text(driven));
}

static void check_lacks(struct driven *driven, const char *words)
{
    if (!CHECK(!driven_has(driven, words)))
        printf("  %s is in\n%s", words, driven_text(driven));
}

TEST(cells_show_their_change_with_its_sign)
{
    struct driven *driven = opened(text_a, text_b, 40, 120);

    if (!driven)
        return;
    check_has(driven, "11 pairs, 6 cells changed");
    driven_keys(driven, "g");
    /* Row happy of 7: angry 1 to 3, happy 2 to 4, sad 3 to 0, outside 1 to 0. */
    check_has(driven, "+2      +2      -3       ·      -1 │");
    /* Recall 2 of 7, then 4 of 7; angry 1 of 2, then both. */
    check_has(driven, "+.2857");
    check_has(driven, "+.5000");
    /* Answers: angry 2 to 5, happy 2 to 4, sad 6 to 2, outside 1 to 0. */
    check_has(driven, "+3      +2      -4       ·      -1");
    /* Precision of angry 1 of 2, then 2 of 5; of sad 2 of 6, then 2 of 2. */
    check_has(driven, "-.100       ·   +.667       –");
    check_has(driven, "more on the diagonal, less off it");
    driven_free(driven);
}

TEST(a_cell_says_where_its_samples_came_from_and_went)
{
    struct driven *driven = opened(text_a, text_b, 40, 120);

    if (!driven)
        return;
    driven_keys(driven, "g ^ j l");
    check_has(driven, "happy → happy");
    check_has(driven, "A 2  B 4 of 7  +2 (+.2857)");
    check_has(driven, "entered 4: from sad 3, from");
    check_has(driven, "left 2: to angry 2");
    /* 4 against 2 of fair coins: 2 * (15 + 6 + 1) / 64. */
    check_has(driven, "p .6875  Holm 1.0000 over 6");
    check_has(driven, "h1");
    check_has(driven, "h5");
    check_lacks(driven, "h7");
    driven_free(driven);
}

TEST(shares_change_their_base)
{
    struct driven *driven = opened(text_a, text_b, 40, 120);

    if (!driven)
        return;
    driven_keys(driven, "%");
    check_has(driven, "shares of row");
    check_has(driven, "-.429"); /* 3 of 7 */
    driven_keys(driven, "%");
    check_has(driven, "shares of column");
    check_has(driven, "-.500"); /* of the answers sad 3 of 6 were of happy ones, then none */
    driven_keys(driven, "%");
    check_has(driven, "counts");
    driven_command(driven, "shares nothing");
    check_has(driven, "shares are of row or column, or counts");
    driven_free(driven);
}

TEST(readings_move_answers_outside_the_labels)
{
    struct driven *driven = opened(text_a, text_b, 40, 120);

    if (!driven)
        return;
    check_has(driven, "strict reading");
    driven_keys(driven, "f");
    check_has(driven, "drop reading");
    check_has(driven, "10 pairs, 5 cells changed");
    driven_keys(driven, "f");
    check_has(driven, "11 pairs");
    driven_free(driven);
}

TEST(only_labels_that_differ_are_left_and_come_back)
{
    struct driven *driven = opened(text_a, text_b, 40, 120);

    if (!driven)
        return;
    check_has(driven, "  bored");
    driven_keys(driven, "d");
    check_lacks(driven, "bored");
    check_has(driven, "only what differs");
    driven_keys(driven, "d");
    check_has(driven, "  bored");
    driven_free(driven);
}

TEST(changes_are_walked_from_the_largest_on)
{
    struct driven *driven = opened(text_a, text_b, 40, 120);

    if (!driven)
        return;
    check_has(driven, "› happy → sad");
    driven_keys(driven, "e");
    check_has(driven, "› happy → angry");
    driven_keys(driven, "E");
    check_has(driven, "› happy → sad");
    driven_keys(driven, "E");
    check_has(driven, "› happy → outside the labels");
    driven_free(driven);
}

TEST(enter_opens_the_flips_of_the_cell)
{
    struct driven *driven = opened(text_a, text_b, 40, 120);

    if (!driven)
        return;
    driven_keys(driven, "<enter>");
    check_has(driven, "Flips");
    check_has(driven, "h1");
    check_has(driven, "h2");
    check_has(driven, "h3");
    check_lacks(driven, "h4");
    check_lacks(driven, "h5");
    driven_keys(driven, "<bs>");
    check_has(driven, "Delta confusion");
    driven_free(driven);
}

TEST(enter_in_the_list_opens_the_two_records)
{
    struct driven *driven = opened(text_a, text_b, 40, 120);

    if (!driven)
        return;
    driven_keys(driven, "<tab> j <enter>");
    check_has(driven, "› h2");
    check_has(driven, "fixed");
    driven_free(driven);
}

TEST(swapping_the_runs_turns_the_signs_in_place)
{
    struct driven *driven = opened(text_a, text_b, 40, 120);

    if (!driven)
        return;
    driven_keys(driven, "x g");
    check_has(driven, "-2      -2      +3       ·      +1 │");
    check_has(driven, "Delta confusion");
    driven_free(driven);
}

TEST(equal_runs_have_a_matrix_without_change)
{
    struct driven *driven = opened(text_a, text_a, 24, 80);

    if (!driven)
        return;
    check_has(driven, "no cell differs");
    driven_keys(driven, "e");
    check_has(driven, "nothing moved");
    driven_keys(driven, "d j l <tab> / s <enter> % f f");
    driven_free(driven);
}

/* ---- what files hold ---- */

TEST(labels_of_any_bytes_reach_the_screen_as_text)
{
    static const char *const keys[] = {"", "e", "d %", "<tab> j", "<enter>"};
    struct temp_dir dir = temp_dir_new();
    struct driven *driven;

    temp_dir_write(&dir, "a/predictions.csv",
                   STR(HEAD "1,x\033]0;y\007,\xe2\x80\xaez\n2,\xff\xfe,\xff\xfe\n3,%s%n,%s%n\n"));
    temp_dir_write(&dir, "b/predictions.csv",
                   STR(HEAD "1,x\033]0;y\007,x\033]0;y\007\n2,\xff\xfe,%s%n\n3,%s%n,%s%n\n"));
    driven = driven_new(dir.root, DRIVEN_WAITS, 40, 120);
    if (driven) {
        driven_keys(driven, "B j c 4");
        check_has(driven, "Delta confusion");
        for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
            driven_keys(driven, keys[i]);
            check_lacks(driven, "\033");
            check_lacks(driven, "\xe2\x80\xae");
            check_lacks(driven, "\xff");
        }
        driven_free(driven);
    }
    temp_dir_remove(&dir);
}

/* ---- sizes ---- */

static const char *many(struct arena *arena, unsigned step)
{
    struct buf text = {0};
    const char *copy;

    buf_add_c(&text, "id,truth,prediction\n");
    for (unsigned i = 0; i < 600; i++)
        buf_addf(&text, "s%u,label%u,label%u\n", i, i % 120, i % step ? i % 120 : (i + 1) % 120);
    copy = arena_strndup(arena, text.ptr, text.len);
    buf_release(&text);
    return copy;
}

TEST(many_labels_scroll_with_the_cursor)
{
    struct temp_dir dir = temp_dir_new();
    struct arena *arena = arena_new();
    struct driven *driven;

    temp_dir_write(&dir, "a/predictions.csv", str_of(many(arena, 7)));
    temp_dir_write(&dir, "b/predictions.csv", str_of(many(arena, 11)));
    driven = driven_new(dir.root, DRIVEN_WAITS, 24, 80);
    if (driven) {
        driven_keys(driven, "B j c 4 G $");
        check_has(driven, "› label");
        check_has(driven, "rows 1");
        driven_keys(driven, "g ^ e e <c-f> <c-b> d");
        check_has(driven, "Delta confusion");
        driven_free(driven);
    }
    arena_free(arena);
    temp_dir_remove(&dir);
}

TEST(every_size_and_key_is_drawn)
{
    static const int sizes[][2] = {{5, 20}, {6, 24}, {9, 40}, {12, 60}, {24, 80}, {60, 200}};

    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        struct temp_dir dir = temp_dir_new();
        struct driven *driven;

        write_runs(&dir, text_a, text_b);
        driven = driven_new(dir.root, DRIVEN_WAITS, sizes[i][0], sizes[i][1]);
        if (driven) {
            driven_keys(driven, "B j c 4 j l e d % f <tab> j G g <tab> z z G $ l l h k y c");
            CHECK(driven_text(driven)[0] != '\0');
            driven_free(driven);
        }
        temp_dir_remove(&dir);
    }
}
