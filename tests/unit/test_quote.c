#include "check.h"

#include <assay/base/quote.h>

#include <stdio.h>
#include <string.h>

TEST(a_plain_word_of_a_shell_stays_as_it_is)
{
    struct buf out = {0};

    quote_shell(&out, STR("results/run_1.json"));
    CHECK_STR(out.ptr, "results/run_1.json");
    buf_clear(&out);
    quote_shell(&out, STR(""));
    CHECK_STR(out.ptr, "''");
    buf_release(&out);
}

TEST(a_shell_reads_back_any_safe_text_as_one_word)
{
    static const char *const texts[] = {
        "it's; ls", "$(echo x) `echo y` ${HOME}", "a b", "*?[a]~!#", "'", "''\"\\\"''", "-n",
        "猫 é",
    };

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct buf command = {0};
        char is[64] = "";
        FILE *shell;

        buf_add_c(&command, "printf %s ");
        quote_shell(&command, str_of(texts[i]));
        shell = popen(command.ptr, "r");
        if (CHECK(shell != NULL)) {
            is[fread(is, 1, sizeof(is) - 1, shell)] = '\0';
            CHECK_INT(pclose(shell), 0);
            CHECK_STR(is, texts[i]);
        }
        buf_release(&command);
    }
}

TEST(a_word_of_a_shell_holds_nothing_that_commands_a_terminal)
{
    struct buf out = {0};

    quote_shell(&out, STR("a\x1b[2J\xff"));
    CHECK_STR(out.ptr, "'a\\x1b[2J\\xff'");
    buf_release(&out);
}
