#include <assay/cmd/topics.h>

struct gathered_runs gathered_runs_new(const char *key, struct arena *arena)
{
    return (struct gathered_runs){arena, run_groups_new(key, arena), run_boards_new(arena)};
}

void gathered_runs_add(struct gathered_runs *gathered, const struct assessed *run)
{
    run_groups_add(gathered->groups, run);
    run_boards_add(gathered->boards, run);
}

void gathered_runs_drop(struct gathered_runs *gathered)
{
    if (!gathered->arena)
        return;
    run_groups_drop(gathered->groups);
    run_boards_drop(gathered->boards);
}

struct many_runs *gathered_runs_finish(struct gathered_runs *gathered, double alpha)
{
    struct many_runs *many = arena_zalloc(gathered->arena, 1, sizeof(*many));

    run_groups_finish(gathered->groups);
    run_boards_finish(gathered->boards, alpha);
    many->groups = gathered->groups;
    many->boards = gathered->boards;
    many->findings = group_findings_new(gathered->groups, alpha, gathered->arena);
    return many;
}
