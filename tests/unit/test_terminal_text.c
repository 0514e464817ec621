#include "check.h"

#include <assay/tui/terminal_text.h>

#include <string.h>

/* ---- titles ---- */

static void check_title(const char *title, bool utf8, const char *wanted)
{
    struct buf out = {.ptr = NULL};

    terminal_title(&out, str_of(title), utf8);
    CHECK_STR(out.ptr, wanted);
    buf_release(&out);
}

TEST(a_title_cannot_end_its_own_sequence)
{
    check_title("run \a\033]0;x\033\\", true, "\033]2;run \\x07\\x1b]0;x\\x1b\\\a");
    check_title("run › Layers", true, "\033]2;run › Layers\a");
    check_title("run › Layers", false, "\033]2;run > Layers\a");
}

TEST(a_title_ends_where_no_bar_would_show_it)
{
    struct buf title = {.ptr = NULL}, out = {.ptr = NULL};

    for (int i = 0; i < 100000; i++)
        buf_add_c(&title, "\033");
    terminal_title(&out, buf_str(&title), true);
    CHECK(out.len > 40 && out.len < 200);
    CHECK(out.ptr && strncmp(out.ptr, "\033]2;\\x1b", 8) == 0);
    buf_release(&title);
    buf_release(&out);
}

TEST(titles_are_for_terminals_that_have_them)
{
    CHECK(terminal_has_title("xterm-256color") && terminal_has_title("tmux-256color"));
    CHECK(!terminal_has_title("linux") && !terminal_has_title("vt100") &&
          !terminal_has_title(NULL));
}

/* ---- mouse ---- */

static bool report_is(const char *text, enum mouse_kind wanted, int y, int x)
{
    enum mouse_kind kind;
    int row, column;

    return mouse_report(str_of(text), &kind, &row, &column) && kind == wanted && row == y &&
           column == x;
}

TEST(mouse_reports_are_read_as_xterm_sends_them)
{
    CHECK(report_is("0;5;7M", MOUSE_PRESS, 6, 4));
    CHECK(report_is("0;5;7m", MOUSE_RELEASE, 6, 4));
    CHECK(report_is("32;1;1M", MOUSE_DRAG, 0, 0));
    CHECK(report_is("64;300;200M", MOUSE_WHEEL_UP, 199, 299));
    CHECK(report_is("65;1;1M", MOUSE_WHEEL_DOWN, 0, 0));
    CHECK(report_is("16;1;1M", MOUSE_PRESS, 0, 0)); /* with Control */
}

TEST(odd_mouse_reports_mean_nothing)
{
    static const char *const odd[] = {"",           "M",       "0;1M",    "0;0;1M", "0;1;0M",
                                      "0;1;1",      "0;;1M",   "2;1;1M",  "x;1;1M", "0;1;1;1M",
                                      "0;1;99999M", "-1;1;1M", "66;1;1M", "0;1;1MM"};
    enum mouse_kind kind;
    int row, column;

    for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++)
        if (!CHECK(!mouse_report(str_of(odd[i]), &kind, &row, &column)))
            CHECK_STR(odd[i], "");
}

/* ---- keys ---- */

static uint32_t key_of(const char *sequence)
{
    for (size_t i = 0; key_sequences[i].sequence; i++)
        if (strcmp(key_sequences[i].sequence, sequence) == 0)
            return key_sequences[i].key;
    return PRESS_NONE;
}

TEST(keys_are_known_in_all_forms_that_terminals_send)
{
    /* xterm in normal and application mode, rxvt, the Linux console. */
    CHECK_INT(key_of("\033[B"), PRESS_DOWN);
    CHECK_INT(key_of("\033OB"), PRESS_DOWN);
    CHECK_INT(key_of("\033[1~"), PRESS_HOME);
    CHECK_INT(key_of("\033[H"), PRESS_HOME);
    CHECK_INT(key_of("\033[5~"), PRESS_PAGE_UP);
    CHECK_INT(key_of("\033[Z"), PRESS_BACKTAB);
    CHECK_INT(key_of("\033OP"), PRESS_F1);
    CHECK_INT(key_of("\033[[A"), PRESS_F1);
    CHECK_INT(key_of("\033[24~"), PRESS_F12);
}

TEST(no_key_sequence_begins_another)
{
    for (size_t a = 0; key_sequences[a].sequence; a++) {
        CHECK(strncmp(key_sequences[a].sequence, MOUSE_START, 3) != 0);
        for (size_t b = 0; key_sequences[b].sequence; b++)
            if (a != b && !CHECK(strncmp(key_sequences[a].sequence, key_sequences[b].sequence,
                                         strlen(key_sequences[a].sequence)) != 0))
                CHECK_STR(key_sequences[b].sequence + 1, "");
    }
}

TEST(both_codes_of_backspace_and_enter_are_one_key)
{
    CHECK_INT(key_of_character(127), PRESS_BACKSPACE);
    CHECK_INT(key_of_character(8), PRESS_BACKSPACE);
    CHECK_INT(key_of_character('\n'), PRESS_ENTER);
    CHECK_INT(key_of_character('\r'), PRESS_ENTER);
    CHECK_INT(key_of_character(0xe9), 0xe9);
    CHECK_INT(key_of_character(4), PRESS_CONTROL('d'));
}

/* ---- editors ---- */

static void check_editor(const char *editor, uint64_t line, const char *wanted)
{
    struct buf out = {.ptr = NULL};

    editor_command(&out, editor, line);
    CHECK_STR(out.ptr, wanted);
    buf_release(&out);
}

TEST(editors_get_the_line_in_their_own_way)
{
    check_editor("vi", 12, "vi +12 \"$1\"");
    check_editor("/usr/bin/nvim -R", 12, "/usr/bin/nvim -R +12 \"$1\"");
    check_editor("code -w", 12, "code -w --goto \"$1:12\"");
    check_editor("hx", 12, "hx \"$1:12\"");
    check_editor("my-editor", 12, "my-editor \"$1\"");
    check_editor("vi", 0, "vi \"$1\"");
}

TEST(pagers_that_wait_are_known_by_name)
{
    CHECK(pager_waits("less") && pager_waits("/usr/bin/less -R"));
    CHECK(!pager_waits("cat") && !pager_waits("sort | head") && !pager_waits(""));
}
