#include <assay/tui/away.h>

#include <assay/base/utf8.h>
#include <assay/tui/spawn.h>
#include <assay/tui/terminal_text.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What the shell answers for a command it does not find. */
enum { NOT_FOUND = 127 };

static void wait_for_enter(void)
{
    char byte;
    ssize_t got;

    terminal_write(STR("\nEnter goes back to assay "));
    do
        got = read(STDIN_FILENO, &byte, 1);
    while ((got == 1 && byte != '\n') || (got < 0 && errno == EINTR));
}

static void say_status(struct buf *said, const char *command, int status)
{
    if (status == NOT_FOUND)
        buf_addf(said, "there is no program \"%s\"", command);
    else if (status)
        buf_addf(said, "\"%s\" ended with %d", command, status);
}

static const char *first_set(const char *a, const char *b, const char *otherwise)
{
    const char *names[] = {a, b};

    for (int i = 0; i < 2; i++) {
        const char *value = names[i] ? getenv(names[i]) : NULL;

        if (value && value[0])
            return value;
    }
    return otherwise;
}

void away_edit(const char *path, uint64_t line, struct buf *said)
{
    const char *editor = first_set("VISUAL", "EDITOR", "vi");
    struct buf command = {.ptr = NULL}, safe = {.ptr = NULL};
    struct err err;
    int status = 0;

    /* A file whose name begins with a dash is no option, and with a plus no command of vi. */
    buf_addf(&safe, "%s%s", path[0] == '-' || path[0] == '+' ? "./" : "", path);
    editor_command(&command, editor, line);
    if (spawn_shell(command.ptr, safe.ptr, (struct str){NULL, 0}, &status, &err))
        say_status(said, editor, status);
    else
        buf_add_c(said, err.text);
    buf_release(&command);
    buf_release(&safe);
}

void away_pipe(const char *command, struct str text, struct buf *said)
{
    bool typed = command && command[0];
    const char *runs = typed ? command : first_set("PAGER", NULL, "less");
    struct buf safe = {.ptr = NULL}; /* the command may show it as it is */
    struct err err;
    int status = 0;
    bool ran;

    utf8_make_safe_lines(&safe, text);
    ran = spawn_shell(runs, NULL, (struct str){safe.ptr ? safe.ptr : "", safe.len}, &status, &err);
    buf_release(&safe);
    if (!ran) {
        buf_add_c(said, err.text);
        return;
    }
    say_status(said, runs, status);
    if (!pager_waits(runs) && status != NOT_FOUND)
        wait_for_enter();
}

void away_print(struct str text)
{
    struct buf safe = {.ptr = NULL};

    utf8_make_safe_lines(&safe, text);
    buf_add_char(&safe, '\n');
    terminal_write(buf_str(&safe));
    buf_release(&safe);
    wait_for_enter();
}
