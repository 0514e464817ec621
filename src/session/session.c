#include <assay/session/session.h>

#include <stdlib.h>
#include <string.h>

struct entry {
    struct catalogue *catalogue; /* of discovered */
    struct discovered discovered;
    struct computed computed;
    struct digest_list digests;
    enum entry_state state;
    bool loaded;
    struct err *err; /* NULL unless the entry has failed */
};

/* What an entry had before; all of it may be empty. */
struct replaced {
    struct catalogue *catalogue;
    struct computed computed;
    struct digest_list digests;
};

struct session {
    struct session_options options;
    struct entry **entries;
    struct replaced *replaced;
    struct err *problems;
    size_t entry_count, entry_capacity, replaced_count, replaced_capacity, problem_count,
        problem_capacity;
};

struct session *session_new(const struct session_options *options)
{
    struct session *session = xcalloc(1, sizeof(*session));

    session->options = *options;
    if (session->options.progress.threads == 0)
        session->options.progress.threads = 1;
    session->options.metrics.threads = session->options.progress.threads;
    return session;
}

static void entry_free(struct entry *entry)
{
    computed_release(&entry->computed);
    digest_release(&entry->digests);
    catalogue_drop(entry->catalogue);
    free(entry->err);
    free(entry);
}

void session_free(struct session *session)
{
    if (!session)
        return;
    session_release_replaced(session);
    for (size_t i = 0; i < session->entry_count; i++)
        entry_free(session->entries[i]);
    free(session->replaced);
    free(session->entries);
    free(session->problems);
    free(session);
}

/* ---- finding ---- */

bool session_open(struct session *session, const char *path, struct err *err)
{
    struct catalogue *catalogue = catalogue_new(path);

    if (!discover(path, &session->options.hints, &session->options.progress, catalogue->arena,
                  &catalogue->found, err)) {
        catalogue_drop(catalogue);
        return false;
    }
    session_adopt(session, catalogue);
    return true;
}

static void add_problems(struct session *session, const struct discovery *found)
{
    session->problems =
        array_grow(session->problems, &session->problem_capacity,
                   session->problem_count + found->problem_count, sizeof(*session->problems));
    for (size_t i = 0; i < found->problem_count; i++)
        session->problems[session->problem_count++] = found->problems[i];
}

size_t session_adopt(struct session *session, struct catalogue *catalogue)
{
    const struct discovery *found = &catalogue->found;
    size_t first = session->entry_count;

    session->entries = array_grow(session->entries, &session->entry_capacity, first + found->count,
                                  sizeof(struct entry *));
    for (size_t i = 0; i < found->count; i++) {
        struct entry *entry = xcalloc(1, sizeof(*entry));

        entry->catalogue = catalogue_keep(catalogue);
        entry->discovered = found->groups[i];
        entry->discovered.group.progress = &session->options.progress;
        session->entries[session->entry_count++] = entry;
    }
    add_problems(session, found);
    catalogue_drop(catalogue);
    return first;
}

size_t session_entry_count(const struct session *session)
{
    return session->entry_count;
}

const struct discovered *session_entry(const struct session *session, size_t entry)
{
    return &session->entries[entry]->discovered;
}

struct catalogue *session_catalogue(const struct session *session, size_t entry)
{
    return session->entries[entry]->catalogue;
}

const struct session_options *session_options(const struct session *session)
{
    return &session->options;
}

enum entry_state session_state(const struct session *session, size_t entry)
{
    return session->entries[entry]->state;
}

const struct err *session_error(const struct session *session, size_t entry)
{
    return session->entries[entry]->err;
}

/* ---- loading ---- */

static void set_state(struct entry *entry, enum entry_state state)
{
    entry->state = state;
    entry->loaded = entry->loaded || state == ENTRY_READY || state == ENTRY_PREVIEW;
    free(entry->err);
    entry->err = NULL;
}

static bool loaded_whole(const struct entry *entry)
{
    return entry->loaded && entry->state != ENTRY_PREVIEW;
}

bool session_load(struct session *session, size_t entry, struct err *err)
{
    struct entry *e = session->entries[entry];
    struct computed computed;

    if (loaded_whole(e))
        return true;
    if (!computed_load(&computed, &e->discovered, err))
        return false;
    session_install(session, entry, &computed, ENTRY_READY);
    return true;
}

void session_unload(struct session *session, size_t entry)
{
    struct entry *e = session->entries[entry];

    computed_release(&e->computed);
    e->loaded = false;
    if (e->state != ENTRY_FAILED)
        e->state = ENTRY_UNREAD;
}

size_t session_run_count(const struct session *session, size_t entry)
{
    return session->entries[entry]->computed.runs.count;
}

const struct run *session_run(const struct session *session, size_t entry, size_t index)
{
    return session->entries[entry]->computed.runs.runs[index];
}

const struct results *session_results(struct session *session, size_t entry, size_t index)
{
    return computed_results(&session->entries[entry]->computed, index, &session->options.metrics);
}

const struct audit *session_audit(struct session *session, size_t entry, size_t index)
{
    return computed_audit(&session->entries[entry]->computed, index, &session->options.metrics);
}

struct assessed session_assessed(struct session *session, size_t entry, size_t index)
{
    return computed_assessed(&session->entries[entry]->computed, index, &session->options.metrics);
}

const struct run_digest *session_digests(struct session *session, size_t entry, size_t *count)
{
    struct entry *e = session->entries[entry];

    if (e->digests.count == 0 && e->state == ENTRY_READY)
        e->digests = digest_runs(&e->computed, &session->options.metrics);
    *count = e->digests.count;
    return e->digests.digests;
}

const struct err *session_problems(const struct session *session, size_t *count)
{
    *count = session->problem_count;
    return session->problems;
}

/* ---- installing ---- */

static struct replaced *add_replaced(struct session *session)
{
    session->replaced = array_grow(session->replaced, &session->replaced_capacity,
                                   session->replaced_count + 1, sizeof(*session->replaced));
    return memset(&session->replaced[session->replaced_count++], 0, sizeof(*session->replaced));
}

void session_relocate(struct session *session, size_t entry, struct catalogue *catalogue,
                      const struct discovered *found)
{
    struct entry *e = session->entries[entry];

    add_replaced(session)->catalogue = e->catalogue;
    e->catalogue = catalogue;
    e->discovered = *found;
    e->discovered.group.progress = &session->options.progress;
}

void session_install(struct session *session, size_t entry, struct computed *computed,
                     enum entry_state state)
{
    struct entry *e = session->entries[entry];

    if (e->loaded)
        add_replaced(session)->computed = e->computed;
    e->computed = *computed;
    *computed = (struct computed){.each = NULL};
    set_state(e, state);
}

void session_install_digests(struct session *session, size_t entry, struct digest_list *digests)
{
    struct entry *e = session->entries[entry];

    if (e->digests.count)
        add_replaced(session)->digests = e->digests;
    e->digests = *digests;
    *digests = (struct digest_list){.arena = NULL};
}

void session_fail(struct session *session, size_t entry, const struct err *err)
{
    struct entry *e = session->entries[entry];

    /* Figures of a part would pass for those of the whole. */
    if (e->state == ENTRY_PREVIEW) {
        add_replaced(session)->computed = e->computed;
        e->computed = (struct computed){.each = NULL};
        e->loaded = false;
    }
    set_state(e, ENTRY_FAILED);
    e->err = xmalloc(sizeof(*e->err));
    *e->err = *err;
}

void session_release_replaced(struct session *session)
{
    for (size_t i = 0; i < session->replaced_count; i++) {
        computed_release(&session->replaced[i].computed);
        digest_release(&session->replaced[i].digests);
        catalogue_drop(session->replaced[i].catalogue);
    }
    session->replaced_count = 0;
}
