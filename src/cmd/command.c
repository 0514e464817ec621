#include <assay/cmd/command.h>

#include <assay/cmd/cmd_audit.h>
#include <assay/cmd/cmd_compare.h>
#include <assay/cmd/cmd_config.h>
#include <assay/cmd/cmd_export.h>
#include <assay/cmd/cmd_list.h>
#include <assay/cmd/cmd_open.h>
#include <assay/cmd/cmd_plot.h>
#include <assay/cmd/cmd_render.h>
#include <assay/cmd/cmd_report.h>
#include <assay/cmd/cmd_show.h>
#include <assay/cmd/cmd_suite.h>

#include <assay/base/directory.h>
#include <assay/base/str.h>
#include <assay/base/utf8.h>
#include <assay/base/whole_file.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const struct command *const command_registry[] = {
    &command_open,   &command_list,   &command_show,    &command_audit,
    &command_report, &command_plot,   &command_compare, &command_suite,
    &command_export, &command_render, &command_config,  NULL,
};

const struct command *command_find(const char *name)
{
    for (size_t i = 0; command_registry[i]; i++)
        if (strcmp(command_registry[i]->name, name) == 0)
            return command_registry[i];
    return NULL;
}

enum exit_code exit_code_worse(enum exit_code a, enum exit_code b)
{
    static const enum exit_code order[] = {EXIT_USAGE,      EXIT_FAILED,       EXIT_CLAIM,
                                           EXIT_REGRESSION, EXIT_INCONCLUSIVE, EXIT_NO_EVIDENCE};

    for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
        if (a == order[i] || b == order[i])
            return order[i];
    return EXIT_DONE;
}

enum exit_code exit_code_of(const struct err *err)
{
    switch (err->code) {
    case ERR_NONE:
        return EXIT_DONE;
    case ERR_USAGE:
        return EXIT_USAGE;
    case ERR_IO:
    case ERR_SYNTAX:
    case ERR_UNSUPPORTED:
    case ERR_NO_EVIDENCE:
    case ERR_CANCELLED:
        break;
    }
    return EXIT_NO_EVIDENCE;
}

void command_complain(const struct err *err)
{
    struct buf line = {.ptr = NULL};

    buf_add_c(&line, "assay: ");
    if (err->file[0]) {
        utf8_make_safe(&line, str_of(err->file));
        buf_add_c(&line, ": ");
    }
    if (err->place[0]) {
        utf8_make_safe(&line, str_of(err->place));
        buf_add_c(&line, ": ");
    }
    utf8_make_safe(&line, str_of(err->text));
    buf_add_char(&line, '\n');
    fwrite(line.ptr, 1, line.len, stderr);
    buf_release(&line);
}

bool command_print(const char *text, size_t length, struct err *err)
{
    if (directory_write_all(STDOUT_FILENO, text, length) || errno == EPIPE)
        return true;
    return err_set(err, ERR_IO, "cannot write the output: %s", strerror(errno));
}

/* A pipe, a terminal, /dev/null, /dev/stdout: written as it is, never replaced by a file. */
static bool is_device(const char *path)
{
    struct stat status;

    if (strncmp(path, "/dev/", 5) == 0 && lstat(path, &status) == 0 && S_ISLNK(status.st_mode))
        return true;
    return stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode);
}

static bool write_device(const char *path, const char *text, size_t length, struct err *err)
{
    int fd = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
    bool done = fd >= 0 && directory_write_all(fd, text, length);
    int cause = errno;

    if (fd >= 0 && close(fd) != 0 && done) {
        done = false;
        cause = errno;
    }
    return done || err_set_file(err, ERR_IO, path, "cannot be written: %s", strerror(cause));
}

bool command_write_file(const char *path, const char *text, size_t length, struct err *err)
{
    if (strcmp(path, "-") == 0)
        return command_print(text, length, err);
    if (is_device(path))
        return write_device(path, text, length, err);
    return whole_file_write(path, text, length) ||
           err_set_file(err, ERR_IO, path, "cannot be written: %s", strerror(errno));
}
