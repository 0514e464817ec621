#include <assay/cmd/compare_groups.h>

#include <assay/cmd/visit.h>
#include <assay/report/groups_writer.h>

const struct option option_group = {
    "group", 'g', "KEY", "Of one directory: group its runs by this key of their metadata"};

struct gathering {
    struct run_groups *groups;
    struct run_boards *boards;
};

static enum exit_code visit(const struct assessed *input, void *arg)
{
    struct gathering *gathering = arg;

    run_groups_add(gathering->groups, input);
    run_boards_add(gathering->boards, input);
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
    struct gathering gathering = {
        run_groups_new(option_value(arguments, &option_group, NULL), arena), run_boards_new(arena)};
    enum exit_code code = visit_runs(arguments, arena, visit, &gathering);
    struct many_runs runs = {gathering.groups, NULL, gathering.boards, wanted->all};
    struct err err;

    run_groups_finish(gathering.groups);
    run_boards_finish(gathering.boards, wanted->options.alpha);
    if (code == EXIT_USAGE || (code != EXIT_DONE && runs.groups->run_count == 0))
        return code;
    runs.findings = group_findings_new(runs.groups, wanted->options.alpha, arena);
    if (write_groups(&runs, arguments, wanted->writer->name, &err))
        return code;
    command_complain(&err);
    return exit_code_worse(code, err.code == ERR_USAGE ? EXIT_USAGE : EXIT_FAILED);
}
