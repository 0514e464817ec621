#include "check.h"

#include <assay/tui/quantity_text.h>

#include <math.h>
#include <string.h>

static bool same(const struct quantity *what, size_t claim)
{
    struct arena *arena = arena_new();
    char room[QUANTITY_ROOM];
    struct quantity back = QUANTITY("");
    size_t number = 7;
    bool equal = quantity_write(what, claim, room) && quantity_read(room, arena, &back, &number) &&
                 quantity_equal(what, &back) && number == claim;

    arena_free(arena);
    return equal;
}

TEST(a_quantity_is_read_back_as_it_was_written)
{
    CHECK(same(&QUANTITY("accuracy"), SIZE_MAX));
    CHECK(same(&(struct quantity){"recall", "happy", "audio", "test", 14.0}, SIZE_MAX));
    CHECK(same(&(struct quantity){"recall", "happy", NULL, NULL, NAN}, 12));
    CHECK(same(&(struct quantity){"x", NULL, NULL, NULL, 0.1}, 0));
    CHECK(same(&(struct quantity){"x", NULL, NULL, NULL, -INFINITY}, 0));
}

TEST(a_quantity_may_hold_what_parts_its_text)
{
    CHECK(same(&(struct quantity){"a|b", "c\\d", "\\", "||", NAN}, SIZE_MAX));
    CHECK(same(&(struct quantity){"a", "e", "\\e", "\xff\x1b[0m", NAN}, SIZE_MAX));
}

TEST(an_empty_part_of_a_quantity_is_not_a_missing_one)
{
    struct quantity empty = {"a", "", NULL, NULL, NAN}, none = {"a", NULL, NULL, NULL, NAN};
    char first[QUANTITY_ROOM], second[QUANTITY_ROOM];

    CHECK(same(&empty, SIZE_MAX));
    quantity_write(&empty, SIZE_MAX, first);
    quantity_write(&none, SIZE_MAX, second);
    CHECK(strcmp(first, second) != 0);
}

TEST(a_quantity_that_does_not_fit_is_refused_whole)
{
    char subject[QUANTITY_ROOM + 1], room[QUANTITY_ROOM] = "x";

    memset(subject, 's', QUANTITY_ROOM);
    subject[QUANTITY_ROOM] = '\0';
    CHECK(!quantity_write(&(struct quantity){"a", subject, NULL, NULL, NAN}, SIZE_MAX, room));
    CHECK_STR(room, "");
}

TEST(what_is_no_quantity_is_not_read)
{
    static const char *const broken[] = {"",           "a",          "a||||",
                                         "a|b|c|d|e|", "a|||||x",    "a|||||#-1",
                                         "a|||||#x",   "a||||1|#1|", "\\x|||||",
                                         "|b||||",     "a\\",        "a|||||#99999999999999999999"};
    struct arena *arena = arena_new();

    for (size_t i = 0; i < sizeof(broken) / sizeof(*broken); i++) {
        struct quantity what = QUANTITY("kept");
        size_t claim = 3;

        CHECK(!quantity_read(broken[i], arena, &what, &claim));
        CHECK_STR(what.metric, "kept");
        CHECK_INT(claim, 3);
    }
    arena_free(arena);
}
