#include <assay/cmd/cmd_report.h>

#include <assay/base/intern.h>
#include <assay/base/path.h>
#include <assay/base/utf8.h>
#include <assay/cmd/visit.h>
#include <assay/report/report.h>

#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static const struct option option_to = {"to", 't', "NAME,…",
                                        "Write these kinds: md, json, csv, junit (default md)"};

enum { WRITERS_MOST = 16 };

struct report_job {
    struct arena *arena;
    struct buf index; /* paths written, one a line */
    const char *directory;
    const struct report_writer *writers[WRITERS_MOST];
    size_t writer_count;
    struct intern *folders; /* of runs, so that no two share one */
    /* The first run's files wait until a second run shows that folders are needed. */
    struct report_files held;
    const char *held_id;
    size_t run_count;
};

/* ---- where ---- */

/* The directory and those above it that are missing. */
static bool make_directories(struct arena *arena, const char *path, struct err *err)
{
    struct stat status;

    if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
        return true;
    if (strcmp(path_dir(arena, path), path) != 0 &&
        !make_directories(arena, path_dir(arena, path), err))
        return false;
    if (mkdir(path, 0777) == 0 || errno == EEXIST)
        return true;
    return err_set_file(err, ERR_IO, path, "cannot be made a directory: %s", strerror(errno));
}

/*
 * A run's id as a relative path: letters, digits, "._-+@" stay, "/" parts it, all else is "_". No
 * part begins with a dot, so that none is hidden or leads upwards.
 */
static const char *folder_of_id(struct arena *arena, const char *id)
{
    char *folder = arena_strdup(arena, id);
    char *to = folder;

    for (const char *at = id; *at; at++) {
        bool first = to == folder || to[-1] == '/';

        if (*at == '/') {
            if (!first)
                *to++ = '/';
        } else if (isalnum((unsigned char)*at) || strchr("_-+@", *at) || (*at == '.' && !first)) {
            *to++ = *at;
        } else {
            *to++ = '_';
        }
    }
    while (to > folder && to[-1] == '/')
        to--;
    *to = '\0';
    return folder[0] ? folder : "run";
}

/* A folder that no run had before. */
static const char *new_folder(struct report_job *job, const char *id)
{
    const char *wanted = folder_of_id(job->arena, id), *folder = wanted;

    for (unsigned n = 2; intern_find(job->folders, str_of(folder)) != INTERN_NONE; n++)
        folder = arena_printf(job->arena, "%s_%u", wanted, n);
    intern_add(job->folders, str_of(folder));
    return folder;
}

/* ---- writing ---- */

static bool write_file(struct report_job *job, const char *directory,
                       const struct report_file *file, struct err *err)
{
    const char *path = path_join(job->arena, directory, file->name);

    if (!make_directories(job->arena, path_dir(job->arena, path), err) ||
        !command_write_file(path, buf_str(&file->text).ptr, file->text.len, err))
        return false;
    utf8_make_safe(&job->index, str_of(path));
    buf_add_char(&job->index, '\n');
    return true;
}

static enum exit_code write_files(struct report_job *job, const char *directory,
                                  struct report_files *files)
{
    struct err err = {.code = ERR_NONE};
    bool written = true;

    for (size_t i = 0; i < files->count && written; i++)
        written = write_file(job, directory, &files->files[i], &err);
    report_files_release(files);
    if (written)
        return EXIT_DONE;
    command_complain(&err);
    return EXIT_FAILED;
}

static enum exit_code write_in_folder(struct report_job *job, const char *id,
                                      struct report_files *files)
{
    return write_files(job, path_join(job->arena, job->directory, new_folder(job, id)), files);
}

static enum exit_code visit(const struct assessed *input, void *arg)
{
    struct report_job *job = arg;
    struct report_files files = {.arena = job->arena};
    enum exit_code code = EXIT_DONE;

    for (size_t i = 0; i < job->writer_count; i++)
        report_write_run(job->writers[i], input, &files, NULL);
    job->run_count++;
    if (job->run_count == 1) {
        job->held = files;
        job->held_id = arena_strdup(job->arena, run_id(input->run));
        return EXIT_DONE;
    }
    if (job->run_count == 2)
        code = write_in_folder(job, job->held_id, &job->held);
    return exit_code_worse(code, write_in_folder(job, run_id(input->run), &files));
}

/* ---- the command line ---- */

static bool add_writer(struct report_job *job, struct str name, struct err *err)
{
    const struct report_writer *writer = report_find(arena_strndup(job->arena, name.ptr, name.len));

    if (!writer)
        return err_set(err, ERR_USAGE, "no report can be written as \"%.*s\"", (int)name.len,
                       name.ptr);
    for (size_t i = 0; i < job->writer_count; i++)
        if (job->writers[i] == writer)
            return true;
    job->writers[job->writer_count++] = writer;
    return true;
}

static bool read_arguments(struct report_job *job, const struct arguments *arguments,
                           struct err *err)
{
    struct str names = str_of(option_value(arguments, &option_to, "md")), name;

    job->directory = option_value(arguments, &option_output, NULL);
    if (!job->directory || !job->directory[0])
        return err_set(err, ERR_USAGE, "report wants -o DIR, the directory to write in");
    while (str_split(&names, ',', &name))
        if (!add_writer(job, str_trim(name), err))
            return false;
    if (job->writer_count == 0)
        return err_set(err, ERR_USAGE, "--to names no kind of report");
    return true;
}

static enum exit_code run_report(const struct arguments *arguments, struct arena *arena)
{
    struct report_job job = {.arena = arena, .folders = intern_new(arena)};
    enum exit_code code = EXIT_USAGE;
    struct err err;

    if (!read_arguments(&job, arguments, &err)) {
        command_complain(&err);
    } else {
        code = visit_runs(arguments, arena, visit, &job);
        if (job.run_count == 1)
            code = exit_code_worse(code, write_files(&job, job.directory, &job.held));
        if (option_given(arguments, &option_quiet))
            buf_clear(&job.index);
        code = visit_print(&job.index, code);
    }
    intern_free(job.folders);
    return code;
}

static const struct option *const options[] = {
    &option_output, &option_to,      &option_format, &option_map,
    &option_quiet,  &option_threads, &option_help,   NULL,
};

const struct command command_report = {
    .name = "report",
    .arguments = "PATH… -o DIR",
    .summary = "Write whole reports of runs into a directory",
    .options = options,
    .run = run_report,
};
