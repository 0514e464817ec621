#include "check.h"

#include <assay/base/utf8.h>
#include <assay/tui/label_abbreviate.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void check_forms(const char *const *names, size_t count, int width, const char *wanted)
{
    struct arena *arena = arena_new();
    struct label_set labels = {names, count};
    const struct str *forms = label_abbreviate(&labels, width, arena);
    char text[256] = "";

    for (size_t i = 0; i < count; i++) {
        strcat(text, i ? " " : "");
        strncat(text, forms[i].ptr, forms[i].len);
    }
    CHECK_STR(text, wanted);
    arena_free(arena);
}

TEST(labels_are_cut_to_their_first_characters_where_these_tell_them_apart)
{
    static const char *const names[] = {"neutral", "angry", "sad", "surprised"};

    check_forms(names, 4, 3, "neu ang sad sur");
    check_forms(names, 4, 8, "neutral angry sad surprise");
}

TEST(labels_that_begin_alike_are_cut_alike)
{
    static const char *const names[] = {"colon_aca", "lung_aca", "lung_n", "lung_scc"};

    check_forms(names, 4, 4, "colo laca ln lscc");
}

TEST(labels_that_end_in_numbers_keep_the_numbers)
{
    static const char *const names[] = {"class_007", "class_008", "class_107"};

    check_forms(names, 3, 4, "c007 c008 c107");
    check_forms(names, 3, 3, "007 008 107");
}

TEST(a_label_that_is_the_beginning_of_another_keeps_its_name)
{
    static const char *const names[] = {"sad", "sadness", "sadder"};

    check_forms(names, 3, 3, "sad sne sde");
}

TEST(labels_beyond_ascii_are_cut_between_characters)
{
    static const char *const names[] = {"fröhlich", "fröstelnd", "悲しい", "悲しみ"};

    check_forms(names, 4, 4, "fröh frös 悲い 悲み");
}

/* Letters, wide ones, ones of two to four bytes, controls, a byte that is no UTF-8. */
static void random_name(char *name, unsigned *state)
{
    static const char *const parts[] = {"a",  "b", "_",    "1",    "é",
                                        "漢", "😀", "\x1b", "\xff", "class"};
    size_t count = 1 + (*state >> 8) % 6;

    name[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        *state = *state * 1664525u + 1013904223u;
        strcat(name, parts[(*state >> 16) % 10]);
    }
}

static size_t make_names(char (*room)[64], const char **names, size_t most, unsigned *state)
{
    size_t count = 0;

    for (size_t i = 0; i < most; i++) {
        bool seen = false;

        random_name(room[count], state);
        for (size_t k = 0; k < count; k++)
            seen |= strcmp(room[k], room[count]) == 0;
        if (!seen) {
            names[count] = room[count];
            count++;
        }
    }
    return count;
}

TEST(short_forms_are_all_different_and_not_wider_than_asked_whatever_the_labels)
{
    static char room[300][64];
    static const char *names[300];
    unsigned state = 5;

    for (int round = 0; round < 200; round++) {
        struct arena *arena = arena_new();
        struct label_set labels = {names, make_names(room, names, 1 + (state >> 10) % 300, &state)};
        int width = 1 + round % 9;
        const struct str *forms = label_abbreviate(&labels, width, arena);

        for (size_t i = 0; i < labels.count; i++) {
            CHECK(forms[i].len > 0 && utf8_valid(forms[i]));
            CHECK(width < 3 || utf8_width(forms[i]) <= (size_t)width);
            for (size_t k = 0; k < i; k++)
                if (!CHECK(!str_eq(forms[i], forms[k])))
                    printf("  width %d: %.*s\n", width, (int)forms[i].len, forms[i].ptr);
        }
        arena_free(arena);
    }
}

TEST(short_forms_of_the_same_labels_in_another_order_stay_different)
{
    static char room[200][8];
    static const char *names[200];
    struct arena *arena = arena_new();
    const struct str *forms;

    for (size_t i = 0; i < 200; i++) {
        snprintf(room[i], sizeof(room[i]), "c%03zu", (i * 77) % 200);
        names[i] = room[i];
    }
    forms = label_abbreviate(&(struct label_set){names, 200}, 3, arena);
    for (size_t i = 0; i < 200; i++) {
        CHECK_INT(forms[i].len, 3);
        CHECK(memcmp(forms[i].ptr, room[i] + 1, 3) == 0);
    }
    arena_free(arena);
}
