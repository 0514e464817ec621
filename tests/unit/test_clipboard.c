#include "check.h"

#include <assay/tui/clipboard.h>

#include <stdlib.h>
#include <string.h>

static void check_base64(const char *text, const char *wanted)
{
    struct buf out = {.ptr = NULL};

    buf_add_c(&out, "");
    base64_add(&out, str_of(text));
    CHECK_STR(out.ptr ? out.ptr : "", wanted);
    buf_release(&out);
}

TEST(base64_gives_the_vectors_of_rfc_4648)
{
    check_base64("", "");
    check_base64("f", "Zg==");
    check_base64("fo", "Zm8=");
    check_base64("foo", "Zm9v");
    check_base64("foob", "Zm9vYg==");
    check_base64("fooba", "Zm9vYmE=");
    check_base64("foobar", "Zm9vYmFy");
    check_base64("\xff\xfe\xfd", "//79");
}

static void check_sequence(enum clipboard_way way, const char *wanted)
{
    struct buf out = {.ptr = NULL};

    CHECK(clipboard_sequence(&out, STR("foo"), way));
    CHECK_STR(out.ptr, wanted);
    buf_release(&out);
}

TEST(the_clipboard_sequence_is_wrapped_for_what_stands_between)
{
    check_sequence(CLIPBOARD_PLAIN, "\033]52;c;Zm9v\a");
    check_sequence(CLIPBOARD_TMUX, "\033Ptmux;\033\033]52;c;Zm9v\a\033\\\033]52;c;Zm9v\a");
    check_sequence(CLIPBOARD_SCREEN, "\033P\033]52;c;Zm9v\a\033\\");
}

/* What a terminal gets from screen: the pieces without their wrapping. */
static void unwrap(struct buf *out, struct str text)
{
    while (text.len > 4 && text.ptr[0] == '\033' && text.ptr[1] == 'P') {
        const char *end = strstr(text.ptr + 2, "\033\\");

        if (!CHECK(end && end - text.ptr < 260))
            return;
        buf_add(out, text.ptr + 2, (size_t)(end - text.ptr - 2));
        text.len -= (size_t)(end + 2 - text.ptr);
        text.ptr = end + 2;
    }
    CHECK_INT(text.len, 0);
}

TEST(screen_gets_long_texts_in_pieces_that_join_to_the_same)
{
    char text[3000];
    struct buf plain = {.ptr = NULL}, wrapped = {.ptr = NULL}, joined = {.ptr = NULL};

    memset(text, 'x', sizeof(text));
    CHECK(clipboard_sequence(&plain, (struct str){text, sizeof(text)}, CLIPBOARD_PLAIN));
    CHECK(clipboard_sequence(&wrapped, (struct str){text, sizeof(text)}, CLIPBOARD_SCREEN));
    unwrap(&joined, buf_str(&wrapped));
    CHECK(str_eq(buf_str(&joined), buf_str(&plain)));
    buf_release(&plain);
    buf_release(&wrapped);
    buf_release(&joined);
}

TEST(a_text_too_long_for_terminals_is_not_sent)
{
    /* 56,244 bytes are 74,992 characters; three more are over the bound of 74,994. */
    size_t most = 56244;
    char *text = calloc(most + 3, 1);
    struct buf out = {.ptr = NULL};

    CHECK(clipboard_sequence(&out, (struct str){text, most}, CLIPBOARD_PLAIN));
    CHECK_INT(out.len, 74992 + 8);
    buf_clear(&out);
    CHECK(!clipboard_sequence(&out, (struct str){text, most + 3}, CLIPBOARD_PLAIN));
    CHECK(!clipboard_sequence(&out, STR("x"), CLIPBOARD_NONE));
    CHECK_INT(out.len, 0);
    buf_release(&out);
    free(text);
}

TEST(the_way_to_the_clipboard_follows_the_environment)
{
    CHECK_INT(clipboard_way("xterm-256color", NULL, NULL), CLIPBOARD_PLAIN);
    CHECK_INT(clipboard_way("tmux-256color", "/tmp/tmux-0/default,1,0", NULL), CLIPBOARD_TMUX);
    CHECK_INT(clipboard_way("screen", "", "123.pts-0"), CLIPBOARD_SCREEN);
    CHECK_INT(clipboard_way("linux", NULL, NULL), CLIPBOARD_NONE);
    CHECK_INT(clipboard_way("vt100", NULL, ""), CLIPBOARD_NONE);
    CHECK_INT(clipboard_way(NULL, NULL, NULL), CLIPBOARD_PLAIN);
}
