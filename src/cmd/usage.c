#include <assay/cmd/usage.h>

#include <assay/base/path.h>
#include <assay/base/str.h>
#include <assay/report/table.h>

#include <string.h>

static enum exit_code print(struct buf *text)
{
    struct err err;
    enum exit_code code = EXIT_DONE;

    if (!command_print(text->ptr, text->len, &err)) {
        command_complain(&err);
        code = EXIT_FAILED;
    }
    buf_release(text);
    return code;
}

enum exit_code usage_command(const struct command *command)
{
    struct buf out = {.ptr = NULL};
    struct arena *arena = arena_new();
    struct table *table = table_new(arena, "ll", NULL);
    enum exit_code code;

    buf_addf(&out, "usage: assay %s [OPTION…] %s\n%s.\n\n", command->name, command->arguments,
             command->summary);
    for (size_t i = 0; command->options[i]; i++) {
        const struct option *option = command->options[i];
        const char *letter = option->letter ? arena_printf(arena, "-%c, ", option->letter) : "    ";

        table_cellf(table, "%s--%s%s%s", letter, option->name, option->value ? " " : "",
                    option->value ? option->value : "");
        table_cell(table, option->help);
    }
    table_write(table, 2, 0, &out);
    code = print(&out);
    arena_free(arena);
    return code;
}

static enum exit_code usage_all(void)
{
    struct buf out = {.ptr = NULL};
    struct arena *arena = arena_new();
    struct table *table = table_new(arena, "ll", NULL);
    enum exit_code code;

    buf_add_c(&out, "usage: assay COMMAND [OPTION…] PATH…\n"
                    "Says for every figure of an evaluation run whether the evidence bears it "
                    "out.\n\n");
    for (size_t i = 0; command_registry[i]; i++) {
        table_cellf(table, "%s %s", command_registry[i]->name, command_registry[i]->arguments);
        table_cell(table, command_registry[i]->summary);
    }
    table_write(table, 2, 0, &out);
    buf_add_c(&out, "\nassay COMMAND --help lists a command's options; assay(1) has the rest.\n");
    code = print(&out);
    arena_free(arena);
    return code;
}

enum exit_code usage_main(int argc, char *const *argv)
{
    struct err err;

    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
                     strcmp(argv[1], "help") == 0)) {
        const struct command *command = argc > 2 ? command_find(argv[2]) : NULL;

        return command ? usage_command(command) : usage_all();
    }
    if (argc > 1 && strcmp(argv[1], "--version") == 0) {
        struct buf out = {.ptr = NULL};

        buf_add_c(&out, "assay " ASSAY_VERSION "\n");
        return print(&out);
    }
    if (argc > 1 && !path_exists(argv[1]))
        err_set(&err, ERR_USAGE,
                "\"%s\" is no command and no path; assay --help lists the commands", argv[1]);
    else
        err_set(&err, ERR_USAGE,
                "there is no screen to open yet; assay show %s prints the run, assay --help lists "
                "the commands",
                argc > 1 ? argv[1] : "PATH");
    command_complain(&err);
    return EXIT_USAGE;
}
