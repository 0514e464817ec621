#include <assay/session/topic.h>

struct topic topic_of_run(const struct assessed *run, struct arena *arena)
{
    const struct figures *figures = figures_new(run, arena);

    return (struct topic){
        .kind = TOPIC_RUN, .arena = arena, .figures = figures, .sheets = sheets_of(figures)};
}

struct topic topic_of_pair(const struct comparison *comparison, const struct gate *gate,
                           struct arena *arena)
{
    return (struct topic){
        .kind = TOPIC_PAIR, .arena = arena, .comparison = comparison, .gate = gate};
}

struct topic topic_of_many(const struct many_runs *many, struct arena *arena)
{
    return (struct topic){.kind = TOPIC_MANY, .arena = arena, .many = many};
}

const char *topic_title(const struct topic *topic)
{
    switch (topic->kind) {
    case TOPIC_PAIR:
        return arena_printf(topic->arena, "%s and %s", topic->comparison->name_a,
                            topic->comparison->name_b);
    case TOPIC_MANY:
        return arena_printf(topic->arena, "%zu runs in %zu %s", topic->many->groups->run_count,
                            topic->many->groups->group_count,
                            topic->many->groups->group_count == 1 ? "group" : "groups");
    default:
        return run_title(topic->figures->input->run);
    }
}
