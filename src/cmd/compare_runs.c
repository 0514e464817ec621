#include <assay/cmd/compare_runs.h>

#include <assay/base/path.h>
#include <assay/base/str.h>
#include <assay/cmd/visit.h>

#include <string.h>

enum { NAMED_MOST = 8 }; /* ids that a complaint names */

/* One path of the command line. */
struct side {
    const char *word; /* as given */
    const char *path, *id;
    struct session *session;
    size_t *entries; /* those that are meant */
    size_t count;
};

struct visiting {
    const struct arguments *arguments;
    struct arena *arena;
    const struct compare_visitor *visitor;
    enum exit_code code;
};

/* ---- naming ---- */

/* The id, or what stands behind one of its "/" or "#". */
static bool is_called(const char *id, const char *name)
{
    size_t length = strlen(id), wanted = strlen(name);
    const char *tail = wanted <= length ? id + length - wanted : NULL;

    return tail && strcmp(tail, name) == 0 && (tail == id || tail[-1] == '/' || tail[-1] == '#');
}

/* A path that is there as it stands names no run, whatever it holds. */
static void split_word(struct side *side, struct arena *arena)
{
    side->path = side->word;
    side->id = NULL;
    if (path_exists(side->word))
        return;
    for (size_t i = strlen(side->word); i-- > 1;) {
        const char *path = arena_strndup(arena, side->word, i);

        if (side->word[i] != '#' || !path_exists(path))
            continue;
        side->path = path;
        side->id = side->word + i + 1;
        return;
    }
}

const char *compare_path_of(const char *word, struct arena *arena)
{
    struct side side = {.word = word};

    split_word(&side, arena);
    return side.path;
}

static const char *group_id(const struct side *side, size_t entry)
{
    return session_entry(side->session, entry)->group.id;
}

static bool is_wanted(const struct side *side, size_t entry, const struct run *run)
{
    return !side->id || is_called(group_id(side, entry), side->id) ||
           is_called(run_id(run), side->id);
}

/* ---- complaining ---- */

static void fail(struct visiting *v, const char *path, const struct err *err)
{
    command_complain(err);
    v->code = exit_code_worse(v->code, exit_code_of(err));
    if (err->code != ERR_USAGE)
        v->visitor->failure(arena_strdup(v->arena, path), arena_strdup(v->arena, err->text),
                            v->visitor->arg);
}

static void add_name(struct buf *names, size_t number, const char *name)
{
    if (number < NAMED_MOST)
        buf_addf(names, "%s%s", number ? ", " : "", name);
    else if (number == NAMED_MOST)
        buf_add_c(names, ", …");
}

static void fail_ambiguous(struct visiting *v, const struct side *side, const struct buf *names)
{
    struct err err;

    err_set_file(&err, ERR_USAGE, side->word, "holds several runs (%.*s); name one as %s#ID",
                 (int)names->len, names->len ? names->ptr : "", side->path);
    fail(v, side->word, &err);
}

static void fail_ambiguous_entries(struct visiting *v, const struct side *side)
{
    struct buf names = {.ptr = NULL};

    for (size_t i = 0; i < side->count; i++)
        add_name(&names, i, group_id(side, side->entries[i]));
    fail_ambiguous(v, side, &names);
    buf_release(&names);
}

static void fail_alone(struct visiting *v, const struct side *side, const char *id,
                       const struct side *other)
{
    struct err err;

    err_set_file(&err, ERR_NO_EVIDENCE, side->word, "has the run %s, which %s has not", id,
                 other->word);
    fail(v, side->word, &err);
}

/* ---- opening ---- */

/* Entries whose runs have to be read to know what they are called. */
static void choose_by_runs(struct visiting *v, struct side *side)
{
    for (size_t e = 0; e < session_entry_count(side->session); e++) {
        bool wanted = false;

        if (!session_load(side->session, e, NULL))
            continue;
        for (size_t r = 0; r < session_run_count(side->session, e); r++)
            wanted = wanted || is_wanted(side, e, session_run(side->session, e, r));
        session_unload(side->session, e);
        if (wanted)
            side->entries[side->count++] = e;
    }
    if (side->count == 0) {
        struct err err;

        err_set_file(&err, ERR_USAGE, side->path, "holds no run called %s", side->id);
        fail(v, side->word, &err);
    }
}

static void choose(struct visiting *v, struct side *side)
{
    size_t count = session_entry_count(side->session);

    side->entries = arena_zalloc(v->arena, count + 1, sizeof(*side->entries));
    for (size_t e = 0; e < count; e++)
        if (!side->id || is_called(group_id(side, e), side->id))
            side->entries[side->count++] = e;
    if (side->count == 0 && count)
        choose_by_runs(v, side);
}

/* False when there is nothing of it to compare; told already. */
static bool open_side(struct visiting *v, const char *word, struct side *side)
{
    struct arguments arguments = *v->arguments;
    enum exit_code code;

    *side = (struct side){.word = word};
    split_word(side, v->arena);
    arguments.paths = &side->path;
    arguments.path_count = 1;
    side->session = visit_open(&arguments, v->arena, &code);
    v->code = exit_code_worse(v->code, code);
    if (!side->session)
        return false;
    if (session_entry_count(side->session) == 0)
        v->visitor->failure(word, "cannot be read or holds no run", v->visitor->arg);
    choose(v, side);
    return side->count > 0;
}

/* ---- pairs ---- */

static bool load(struct visiting *v, const struct side *side, size_t entry)
{
    struct err err = {.code = ERR_NONE};

    if (session_load(side->session, entry, &err))
        return true;
    fail(v, side->word, &err);
    return false;
}

/* Runs of a loaded entry that are meant: their indices. */
static size_t *runs_of(struct visiting *v, const struct side *side, size_t entry, size_t *count)
{
    size_t all = session_run_count(side->session, entry);
    size_t *runs = arena_zalloc(v->arena, all + 1, sizeof(*runs));

    *count = 0;
    for (size_t r = 0; r < all; r++)
        if (is_wanted(side, entry, session_run(side->session, entry, r)))
            runs[(*count)++] = r;
    return runs;
}

static void visit_pair(struct visiting *v, const struct side *a, size_t entry_a, size_t run_a,
                       const struct side *b, size_t entry_b, size_t run_b)
{
    struct assessed of_a = session_assessed(a->session, entry_a, run_a);
    struct assessed of_b = session_assessed(b->session, entry_b, run_b);

    v->visitor->pair(&of_a, &of_b, v->visitor->arg);
}

static bool is_same(const struct run *a, const struct run *b)
{
    return strcmp(run_root(a), run_root(b)) == 0 && strcmp(run_id(a), run_id(b)) == 0;
}

/* One run against all of another entry. A lone baseline among the candidates is left out. */
static void visit_one_to_many(struct visiting *v, const struct side *a, size_t entry_a,
                              size_t run_a, const struct side *b, size_t entry_b)
{
    size_t count;
    const size_t *runs = runs_of(v, b, entry_b, &count);

    for (size_t i = 0; i < count; i++)
        if (a->count > 1 || (b->count == 1 && count == 1) ||
            !is_same(session_run(a->session, entry_a, run_a),
                     session_run(b->session, entry_b, runs[i])))
            visit_pair(v, a, entry_a, run_a, b, entry_b, runs[i]);
}

/* The part of an id that tells the runs of one entry apart. */
static const char *own_name(const struct run *run)
{
    const char *hash = strrchr(run_id(run), '#');

    return hash ? hash + 1 : run_id(run);
}

static size_t find_run(const struct side *side, size_t entry, const size_t *runs, size_t count,
                       const char *name)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(own_name(session_run(side->session, entry, runs[i])), name) == 0)
            return i;
    return SIZE_MAX;
}

static void fail_ambiguous_runs(struct visiting *v, const struct side *side, size_t entry,
                                const size_t *runs, size_t count)
{
    struct buf names = {.ptr = NULL};

    for (size_t i = 0; i < count; i++)
        add_name(&names, i, run_id(session_run(side->session, entry, runs[i])));
    fail_ambiguous(v, side, &names);
    buf_release(&names);
}

/* Runs of two loaded entries, by name. */
static void visit_by_name(struct visiting *v, const struct side *a, size_t entry_a,
                          const size_t *runs_a, size_t count_a, const struct side *b,
                          size_t entry_b)
{
    size_t count_b;
    const size_t *runs_b = runs_of(v, b, entry_b, &count_b);
    bool *used = arena_zalloc(v->arena, count_a + 1, sizeof(*used));

    if (count_b < 2) {
        fail_ambiguous_runs(v, a, entry_a, runs_a, count_a);
        return;
    }
    for (size_t i = 0; i < count_b; i++) {
        const struct run *run = session_run(b->session, entry_b, runs_b[i]);
        size_t of_a = find_run(a, entry_a, runs_a, count_a, own_name(run));

        if (of_a == SIZE_MAX) {
            fail_alone(v, b, run_id(run), a);
            continue;
        }
        used[of_a] = true;
        visit_pair(v, a, entry_a, runs_a[of_a], b, entry_b, runs_b[i]);
    }
    for (size_t i = 0; i < count_a; i++)
        if (!used[i])
            fail_alone(v, a, run_id(session_run(a->session, entry_a, runs_a[i])), b);
}

/* Both entries are loaded when this is called for a's, b's comes and goes. */
static void visit_entries(struct visiting *v, const struct side *a, size_t entry_a,
                          const struct side *b, size_t entry_b)
{
    size_t count;
    const size_t *runs = runs_of(v, a, entry_a, &count);

    if (!load(v, b, entry_b))
        return;
    if (count == 1)
        visit_one_to_many(v, a, entry_a, runs[0], b, entry_b);
    else
        visit_by_name(v, a, entry_a, runs, count, b, entry_b);
    session_unload(b->session, entry_b);
}

static size_t find_entry(const struct side *side, const struct discovered *wanted)
{
    for (size_t i = 0; i < side->count; i++) {
        const struct discovered *found = session_entry(side->session, side->entries[i]);

        if (found->loader == wanted->loader && strcmp(found->group.id, wanted->group.id) == 0)
            return i;
    }
    return SIZE_MAX;
}

/* Two directories: entries of one id. */
static void visit_directories(struct visiting *v, const struct side *a, const struct side *b)
{
    bool *used = arena_zalloc(v->arena, a->count + 1, sizeof(*used));

    for (size_t i = 0; i < b->count; i++) {
        size_t of_a = find_entry(a, session_entry(b->session, b->entries[i]));

        if (of_a == SIZE_MAX) {
            fail_alone(v, b, group_id(b, b->entries[i]), a);
            continue;
        }
        used[of_a] = true;
        if (load(v, a, a->entries[of_a]))
            visit_entries(v, a, a->entries[of_a], b, b->entries[i]);
        session_unload(a->session, a->entries[of_a]);
    }
    for (size_t i = 0; i < a->count; i++)
        if (!used[i])
            fail_alone(v, a, group_id(a, a->entries[i]), b);
}

static void visit_sides(struct visiting *v, const struct side *a, const struct side *b)
{
    if (a->count == 1)
        for (size_t i = 0; i < b->count && v->code != EXIT_USAGE; i++)
            visit_entries(v, a, a->entries[0], b, b->entries[i]);
    else if (b->count == 1)
        fail_ambiguous_entries(v, a);
    else
        visit_directories(v, a, b);
}

enum exit_code compare_visit(const struct arguments *arguments, struct arena *arena,
                             const struct compare_visitor *visitor)
{
    struct visiting v = {arguments, arena, visitor, EXIT_DONE};
    struct side a = {.session = NULL}, b;

    if (open_side(&v, arguments->paths[0], &a) && (a.count > 1 || load(&v, &a, a.entries[0])))
        for (size_t i = 1; i < arguments->path_count && v.code != EXIT_USAGE; i++) {
            if (open_side(&v, arguments->paths[i], &b))
                visit_sides(&v, &a, &b);
            session_free(b.session);
        }
    session_free(a.session);
    return v.code;
}
