#include <assay/cmd/collect.h>

#include <assay/cmd/visit.h>

enum exit_code collect_runs(const struct arguments *arguments, struct arena *arena,
                            struct collection *runs)
{
    enum exit_code code;
    struct session *session = visit_open(arguments, arena, &code);
    struct assessed *inputs;
    const struct run **list;
    size_t count = 0;

    *runs = (struct collection){.session = session};
    if (!session)
        return code;
    for (size_t e = 0; e < session_entry_count(session); e++) {
        struct err err = {.code = ERR_NONE};

        if (!session_load(session, e, &err)) {
            command_complain(&err);
            code = exit_code_worse(code, EXIT_NO_EVIDENCE);
        }
        count += session_run_count(session, e);
    }
    inputs = arena_zalloc(arena, count, sizeof(*inputs));
    list = arena_zalloc(arena, count, sizeof(*list));
    for (size_t e = 0; e < session_entry_count(session); e++)
        for (size_t i = 0; i < session_run_count(session, e); i++, runs->count++) {
            list[runs->count] = session_run(session, e, i);
            inputs[runs->count] = (struct assessed){.run = list[runs->count]};
        }
    runs->runs = list;
    runs->inputs = inputs;
    return code;
}

void collection_release(struct collection *runs)
{
    session_free(runs->session);
    runs->session = NULL;
}
