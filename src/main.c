#include <assay/cmd/cmd_open.h>
#include <assay/cmd/command.h>
#include <assay/cmd/usage.h>

#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static enum exit_code run_command(const struct command *command, int argc, char **argv)
{
    struct arena *arena = arena_new();
    struct arguments arguments;
    struct err err;
    enum exit_code code;

    if (!options_parse(command->options, argc, argv, arena, &arguments, &err)) {
        command_complain(&err);
        code = EXIT_USAGE;
    } else if (option_given(&arguments, &option_help)) {
        code = usage_command(command);
    } else {
        code = command->run(&arguments, arena);
    }
    arena_free(arena);
    return code;
}

/*
 * A file opened where a standard stream was closed would take what is printed. The wrong way round,
 * so that printing fails as it did.
 */
static void fill_streams(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0)
            open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
}

int main(int argc, char **argv)
{
    const struct command *command = argc > 1 ? command_find(argv[1]) : NULL;
    enum exit_code code;

    fill_streams();
    /* Numbers in files have a decimal point whatever the user's language. */
    setlocale(LC_CTYPE, "");
    signal(SIGPIPE, SIG_IGN);
    /* A file that may not grow is an error of its write. */
    signal(SIGXFSZ, SIG_IGN);
    if (command)
        return run_command(command, argc - 2, argv + 2);
    if (usage_main(argc, argv, &code))
        return code;
    return run_command(&command_open, argc > 1 ? argc - 1 : 0, argv + 1);
}
