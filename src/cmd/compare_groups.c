#include <assay/cmd/compare_groups.h>

#include <assay/cmd/topics.h>
#include <assay/cmd/visit.h>
#include <assay/report/groups_writer.h>

const struct option option_group = {
    "group", 'g', "KEY", "Of one directory: group its runs by this key of their metadata"};

static enum exit_code visit(const struct assessed *input, void *arg)
{
    gathered_runs_add(arg, input);
    return EXIT_DONE;
}

static bool write_groups(const struct many_runs *runs, const struct arguments *arguments,
                         const char *to, struct err *err)
{
    struct buf text = {.ptr = NULL};
    bool done;

    if (runs->groups->run_count < 2)
        done = err_set_file(err, ERR_USAGE, arguments->paths[0],
                            "holds fewer than two runs; compare wants a baseline and a candidate");
    else if (!groups_write(runs, to, &text))
        done =
            err_set(err, ERR_USAGE, "groups are printed as text, md, json or csv, not as %s", to);
    else
        done = command_write_file(option_value(arguments, &option_output, "-"), text.ptr, text.len,
                                  err);
    buf_release(&text);
    return done;
}

enum exit_code compare_groups(const struct arguments *arguments,
                              const struct compare_wanted *wanted, struct arena *arena)
{
    struct gathered_runs gathered =
        gathered_runs_new(option_value(arguments, &option_group, NULL), arena);
    enum exit_code code = visit_runs(arguments, arena, visit, &gathered);
    struct many_runs *runs = gathered_runs_finish(&gathered, wanted->options.alpha);
    struct err err;

    runs->all = wanted->all;
    if (code == EXIT_USAGE || (code != EXIT_DONE && runs->groups->run_count == 0))
        return code;
    if (write_groups(runs, arguments, wanted->writer->name, &err))
        return code;
    command_complain(&err);
    return exit_code_worse(code, err.code == ERR_USAGE ? EXIT_USAGE : EXIT_FAILED);
}
