#include "check.h"

#include <assay/tui/key.h>

#include <string.h>

static bool round_trips(uint32_t key)
{
    struct buf text = {0};
    struct str rest;
    uint32_t again = 0;
    bool same;

    key_print(&text, key);
    rest = buf_str(&text);
    same = key_parse(&rest, &again, NULL) && again == key && rest.len == 0;
    buf_release(&text);
    return same;
}

TEST(every_key_reads_as_it_is_printed)
{
    for (uint32_t key = 1; key <= 26; key++)
        CHECK(round_trips(key));
    for (uint32_t key = PRESS_ESC; key < 0x300; key++)
        CHECK(round_trips(key));
    for (uint32_t key = PRESS_BACKSPACE; key <= PRESS_F12; key++)
        CHECK(round_trips(key));
    CHECK(round_trips(0x732b));
    CHECK(round_trips(0x1f600));
    CHECK(round_trips(0x10ffff));
}

TEST(keys_are_read_one_after_the_other_over_blanks)
{
    struct str text = STR("  j<enter>\tG <c-d>é<lt>< > <f12>");
    static const uint32_t wanted[] = {'j', PRESS_ENTER, 'G', 4, 0xe9, '<'};
    uint32_t key;
    struct err err;

    for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++) {
        CHECK(key_parse(&text, &key, &err));
        CHECK_INT(key, wanted[i]);
    }
}

TEST(a_lone_bracket_is_a_character)
{
    struct str text = STR("< j");
    uint32_t key = 0;

    CHECK(key_parse(&text, &key, NULL));
    CHECK_INT(key, '<');
    CHECK(key_parse(&text, &key, NULL));
    CHECK_INT(key, 'j');
    CHECK(!key_parse(&text, &key, NULL));
}

TEST(an_unknown_key_is_an_error_that_names_it)
{
    struct str text = STR("j <pagedown> k");
    struct err err = {.code = ERR_NONE};
    uint32_t key = 0;

    CHECK(key_parse(&text, &key, &err));
    CHECK_INT(err.code, ERR_NONE);
    CHECK(!key_parse(&text, &key, &err));
    CHECK_INT(err.code, ERR_USAGE);
    CHECK(strstr(err.text, "<pagedown>") != NULL);
    CHECK_INT(text.len, 0);
}

static const char *title(uint32_t key, struct buf *room)
{
    buf_clear(room);
    key_title(room, key);
    return room->ptr;
}

TEST(keys_are_titled_for_people)
{
    struct buf room = {0};

    CHECK_STR(title('j', &room), "j");
    CHECK_STR(title(PRESS_CONTROL('d'), &room), "^D");
    CHECK_STR(title(PRESS_ENTER, &room), "Enter");
    CHECK_STR(title(PRESS_DOWN, &room), "↓");
    CHECK_STR(title('<', &room), "<");
    CHECK_STR(title(PRESS_F1 + 4, &room), "F5");
    buf_release(&room);
}
