#include <assay/tui/suite_runs.h>

#include <string.h>

static size_t folder_length(const char *id)
{
    const char *slash = strrchr(id, '/');

    return slash ? (size_t)(slash - id) + 1 : 0;
}

static bool same_folder(const char *a, const char *b)
{
    size_t length = folder_length(a);

    return length == folder_length(b) && memcmp(a, b, length) == 0;
}

static bool is_below(const char *path, const char *folder)
{
    size_t length = strlen(folder);

    return strncmp(path, folder, length) == 0 && path[length] == '/';
}

enum nearness { NEAR_ENTRY, ANYWHERE };

/* Fills chosen[entry]; returns how many are. */
static size_t choose(const struct session *session, size_t entry, enum nearness nearness,
                     bool *chosen)
{
    const struct discovered *of = session_entry(session, entry);
    bool tables = strcmp(of->loader->name, "mbpp-suite") == 0;
    const char *format = tables ? "mbpp" : of->loader->name;
    size_t entries = session_entry_count(session), count = 0;

    for (size_t e = 0; e < entries; e++) {
        const struct discovered *found = session_entry(session, e);
        bool near = tables ? is_below(found->group.root, of->group.root)
                           : same_folder(found->group.id, of->group.id);

        chosen[e] = strcmp(found->loader->name, format) == 0 && (near || nearness == ANYWHERE);
        count += chosen[e];
    }
    return count;
}

static size_t set_of(const struct run *run)
{
    for (size_t i = 0; i < run_samples_count(run); i++) {
        const struct samples *samples = run_samples(run, i);

        if (samples->outcome || (samples->truth && samples->prediction))
            return i;
    }
    return 0;
}

struct list {
    const struct run **runs;
    struct suite_place *places;
    size_t count;
};

static void add_runs(struct session *session, size_t entry, struct list *list)
{
    for (size_t r = 0; r < session_run_count(session, entry); r++) {
        /* One sample of a probe is asked at every layer: no attempts at one problem. */
        if (run_content(session_run(session, entry, r)) & RUN_HAS_LAYERS)
            continue;
        list->runs[list->count] = session_run(session, entry, r);
        list->places[list->count] = (struct suite_place){entry, r, set_of(list->runs[list->count])};
        list->count++;
    }
}

static const struct suite_place *order_places(const struct suite *suite, const struct list *list,
                                              struct arena *arena)
{
    struct suite_place *places = arena_zalloc(arena, suite->run_count + 1, sizeof(*places));

    for (size_t i = 0; i < suite->run_count; i++)
        for (size_t k = 0; k < list->count; k++)
            if (suite->runs[i].run == list->runs[k])
                places[i] = list->places[k];
    return places;
}

/* True when its runs are there. */
static bool ask_for(struct session *session, size_t entry, const struct suite_wish *wish,
                    struct suite_runs *runs)
{
    enum entry_state state = session_state(session, entry);
    struct err ignored;

    if ((state == ENTRY_UNREAD || state == ENTRY_PREVIEW) && wish->want)
        wish->want(wish->arg, entry);
    else if (state == ENTRY_UNREAD && !session_load(session, entry, &ignored))
        session_fail(session, entry, &ignored);
    state = session_state(session, entry);
    runs->failed += state == ENTRY_FAILED;
    runs->waiting += state == ENTRY_UNREAD || state == ENTRY_PREVIEW;
    return state == ENTRY_READY || state == ENTRY_FAILED;
}

struct suite_runs suite_runs_new(struct session *session, size_t entry,
                                 const struct suite_wish *wish, struct arena *arena)
{
    size_t entries = session_entry_count(session), room = 0;
    bool *chosen = arena_zalloc(arena, entries + 1, sizeof(*chosen));
    struct suite_runs runs = {.suite = NULL};
    struct list list = {.count = 0};

    if (entry >= entries)
        return runs;
    if (choose(session, entry, NEAR_ENTRY, chosen) < 2)
        choose(session, entry, ANYWHERE, chosen);
    for (size_t e = 0; e < entries; e++) {
        chosen[e] = chosen[e] && ask_for(session, e, wish, &runs);
        room += chosen[e] ? session_run_count(session, e) : 0;
    }
    list.runs = arena_zalloc(arena, room + 1, sizeof(*list.runs));
    list.places = arena_zalloc(arena, room + 1, sizeof(*list.places));
    for (size_t e = 0; e < entries; e++)
        if (chosen[e])
            add_runs(session, e, &list);
    runs.suite = suite_new(list.runs, list.count, arena);
    if (runs.suite)
        runs.places = order_places(runs.suite, &list, arena);
    return runs;
}

size_t suite_runs_row(const struct suite_runs *runs, size_t run, size_t item)
{
    const struct samples *samples = run_samples(runs->suite->runs[run].run, runs->places[run].set);

    return samples ? samples_find_id(samples, runs->suite->items[item].id) : SIZE_MAX;
}
