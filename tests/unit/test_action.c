#include "check.h"

#include <assay/tui/action.h>

#include <string.h>

/* Keys that begin a sequence or do something by themselves, and what may follow one. */
static uint32_t key_number(uint32_t i)
{
    return i < 0x300 ? i : PRESS_NAMED + (i - 0x300);
}
enum { KEYS = 0x300 + (PRESS_F12 - PRESS_NAMED) + 1 };

static bool row_names(const struct action_row *row, uint32_t before, uint32_t key)
{
    struct buf text = {0}, words = {0}, wanted = {0};
    bool named;

    if (before) {
        key_print(&text, before);
        buf_add_char(&text, '+');
    }
    key_print(&text, key);
    buf_addf(&words, " %s ", row->keys);
    buf_addf(&wanted, " %s ", text.ptr);
    named = strstr(words.ptr, wanted.ptr) != NULL;
    buf_release(&text);
    buf_release(&words);
    buf_release(&wanted);
    return named;
}

TEST(every_key_is_bound_once_and_to_the_row_that_names_it)
{
    for (uint32_t i = 1; i < KEYS; i++) {
        uint32_t key = key_number(i);
        bool pending;
        enum action action = action_of_key(0, key, &pending);
        int named = 0;

        for (int a = 0; a < ACTION_COUNT; a++) {
            bool names = row_names(&action_table[a], 0, key);

            named += names;
            CHECK(!names || action == (enum action)a);
        }
        CHECK(named <= 1);
        CHECK(named == (action != ACTION_NONE));
        CHECK(!pending || action == ACTION_NONE);
    }
}

TEST(sequences_of_y_are_five_and_nothing_else_pends)
{
    int pending_keys = 0, second_keys = 0;
    bool pending;

    for (uint32_t i = 1; i < KEYS; i++) {
        action_of_key(0, key_number(i), &pending);
        pending_keys += pending;
        second_keys += action_of_key('y', key_number(i), &pending) != ACTION_NONE;
        CHECK_INT(action_of_key('x', key_number(i), &pending), ACTION_NONE);
    }
    CHECK_INT(pending_keys, 1);
    CHECK_INT(second_keys, 5);
    CHECK_INT(action_of_key(0, 'y', &pending), ACTION_NONE);
    CHECK(pending);
    CHECK_INT(action_of_key('y', 'y', &pending), ACTION_COPY_ROW);
    CHECK_INT(action_of_key('y', 'c', &pending), ACTION_COPY_CELL);
    CHECK_INT(action_of_key('y', 'p', &pending), ACTION_COPY_PATH);
    CHECK_INT(action_of_key('y', 'v', &pending), ACTION_COPY_VALUE);
    CHECK_INT(action_of_key('y', 'j', &pending), ACTION_COPY_JSON);
    CHECK_INT(action_of_key('y', 'q', &pending), ACTION_NONE);
}

TEST(plus_is_a_key_of_its_own)
{
    bool pending;

    CHECK_INT(action_of_key(0, '+', &pending), ACTION_MORE);
    CHECK_INT(action_of_key(0, '-', &pending), ACTION_LESS);
    CHECK_INT(action_of_key(0, '<', &pending), ACTION_NARROWER);
    CHECK_INT(action_of_key(0, '>', &pending), ACTION_WIDER);
}

TEST(every_action_can_be_asked_for_and_says_what_it_does)
{
    for (int a = 0; a < ACTION_COUNT; a++) {
        const struct action_row *row = &action_table[a];

        CHECK(row->keys[0] || row->name[0]);
        CHECK(row->help[0]);
        CHECK(row->group < GROUP_COUNT);
        CHECK(row->name[0] == '\0' || action_find(str_of(row->name)) == (enum action)a);
        CHECK(strchr(row->name, ' ') == NULL);
    }
    for (int group = 0; group < GROUP_COUNT; group++)
        CHECK(action_group_title((enum action_group)group)[0]);
}

TEST(a_name_may_be_cut_as_long_as_it_is_the_only_one)
{
    CHECK_INT(action_find(STR("filt")), ACTION_FILTER);
    CHECK_INT(action_find(STR("sort-u")), ACTION_SORT_UP);
    CHECK_INT(action_find(STR("sort-")), ACTION_NONE);
    CHECK_INT(action_find(STR("search")), ACTION_SEARCH);
    CHECK_INT(action_find(STR("")), ACTION_NONE);
    CHECK_INT(action_find(STR("filterx")), ACTION_NONE);
    CHECK_INT(action_find(STR("Filter")), ACTION_NONE);
}

TEST(keys_of_an_action_are_listed_as_people_read_them)
{
    struct buf text = {0};

    action_keys(&text, ACTION_DOWN, true);
    CHECK_STR(text.ptr, "j ↓");
    buf_clear(&text);
    action_keys(&text, ACTION_DOWN, false);
    CHECK_STR(text.ptr, "j");
    buf_clear(&text);
    action_keys(&text, ACTION_COPY_ROW, true);
    CHECK_STR(text.ptr, "y y");
    buf_clear(&text);
    action_keys(&text, ACTION_GOTO, true);
    CHECK_INT(text.len, 0);
    buf_release(&text);
}
