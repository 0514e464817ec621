#include <assay/session/session.h>

#include <stdlib.h>
#include <string.h>

/* One run with what was computed of it. */
struct computed {
    struct arena *arena; /* NULL until something was asked for */
    struct results *results;
    struct audit *audit;
};

struct entry {
    struct discovered discovered;
    struct run_list runs;
    struct computed *computed; /* one a run */
    bool loaded;
};

struct session {
    struct arena *arena;
    struct session_options options;
    struct entry *entries;
    struct err *problems;
    size_t entry_count, entry_capacity, problem_count, problem_capacity;
};

struct session *session_new(const struct session_options *options)
{
    struct session *session = xcalloc(1, sizeof(*session));

    session->arena = arena_new();
    session->options = *options;
    if (session->options.progress.threads == 0)
        session->options.progress.threads = 1;
    session->options.metrics.threads = session->options.progress.threads;
    return session;
}

void session_free(struct session *session)
{
    if (!session)
        return;
    for (size_t i = 0; i < session->entry_count; i++)
        session_unload(session, i);
    free(session->entries);
    free(session->problems);
    arena_free(session->arena);
    free(session);
}

bool session_open(struct session *session, const char *path, struct err *err)
{
    struct discovery found;

    if (!discover(path, &session->options.hints, &session->options.progress, session->arena, &found,
                  err))
        return false;
    session->entries = array_grow(session->entries, &session->entry_capacity,
                                  session->entry_count + found.count, sizeof(*session->entries));
    for (size_t i = 0; i < found.count; i++)
        session->entries[session->entry_count++] = (struct entry){.discovered = found.groups[i]};
    session->problems =
        array_grow(session->problems, &session->problem_capacity,
                   session->problem_count + found.problem_count, sizeof(*session->problems));
    for (size_t i = 0; i < found.problem_count; i++)
        session->problems[session->problem_count++] = found.problems[i];
    return true;
}

size_t session_entry_count(const struct session *session)
{
    return session->entry_count;
}

const struct discovered *session_entry(const struct session *session, size_t entry)
{
    return &session->entries[entry].discovered;
}

bool session_load(struct session *session, size_t entry, struct err *err)
{
    struct entry *e = &session->entries[entry];

    if (e->loaded)
        return true;
    if (!discovered_load(&e->discovered, &e->runs, err)) {
        err_in_file(err, e->discovered.group.root);
        run_list_release(&e->runs);
        return false;
    }
    e->computed = xcalloc(e->runs.count, sizeof(*e->computed));
    e->loaded = true;
    return true;
}

void session_unload(struct session *session, size_t entry)
{
    struct entry *e = &session->entries[entry];

    for (size_t i = 0; e->loaded && i < e->runs.count; i++)
        arena_free(e->computed[i].arena);
    free(e->computed);
    e->computed = NULL;
    run_list_release(&e->runs);
    e->loaded = false;
}

size_t session_run_count(const struct session *session, size_t entry)
{
    return session->entries[entry].runs.count;
}

const struct run *session_run(const struct session *session, size_t entry, size_t index)
{
    return session->entries[entry].runs.runs[index];
}

const struct results *session_results(struct session *session, size_t entry, size_t index)
{
    struct computed *computed = &session->entries[entry].computed[index];

    if (!computed->arena)
        computed->arena = arena_new();
    if (!computed->results)
        computed->results = results_new(session->entries[entry].runs.runs[index],
                                        &session->options.metrics, computed->arena);
    return computed->results;
}

const struct audit *session_audit(struct session *session, size_t entry, size_t index)
{
    struct computed *computed = &session->entries[entry].computed[index];
    const struct results *results = session_results(session, entry, index);

    if (!computed->audit)
        computed->audit = audit_run(results, computed->arena);
    return computed->audit;
}

struct assessed session_assessed(struct session *session, size_t entry, size_t index)
{
    return (struct assessed){session_run(session, entry, index),
                             session_results(session, entry, index),
                             session_audit(session, entry, index)};
}

const struct err *session_problems(const struct session *session, size_t *count)
{
    *count = session->problem_count;
    return session->problems;
}
