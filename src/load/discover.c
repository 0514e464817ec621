#include <assay/load/discover.h>

#include <assay/base/path.h>
#include <assay/load/folder_hints.h>
#include <assay/load/known.h>
#include <assay/load/source.h>

#include <stdlib.h>
#include <string.h>

enum { GROUP_DEPTH = 3 }; /* folders below a run's root in which its files may lie */

/* A file that a loader knows. */
struct member {
    const struct source_file *file;
    const struct file_kind *kind;
};

struct search {
    struct arena *arena;
    const struct run_hints *hints;
    const struct load_progress *progress;
    struct source source;
    const struct loader *loader; /* whose members these are */
    struct member *members;      /* in the order of their paths */
    size_t member_count, member_capacity;
    struct discovered *groups;
    size_t group_count, group_capacity;
    struct err *problems;
    size_t problem_count, problem_capacity;
    struct folder_hints *folders;
};

static struct err *add_problem(struct search *search)
{
    search->problems = array_grow(search->problems, &search->problem_capacity,
                                  search->problem_count + 1, sizeof(*search->problems));
    return memset(&search->problems[search->problem_count++], 0, sizeof(*search->problems));
}

/* ---- which file is whose ---- */

/* One entry a loader, in the order of the registry. */
struct membership {
    struct member *members;
    size_t count, capacity;
};

static void classify_sniffed(struct search *search, struct membership *of_loaders,
                             const struct source_file *file, const struct sniff *sniff)
{
    const struct run_hints *hints = folder_hints_at(search->folders, file->path);
    bool known = false;

    for (size_t i = 0; loader_registry[i]; i++) {
        const struct loader *loader = loader_registry[i];
        struct membership *m = &of_loaders[i];
        const struct file_kind *kind;

        if (hints->format && strcmp(hints->format, loader->name) != 0)
            continue;
        kind = loader->classify(sniff, hints);
        if (!kind)
            continue;
        m->members = array_grow(m->members, &m->capacity, m->count + 1, sizeof(*m->members));
        m->members[m->count++] = (struct member){file, kind};
        known = true;
    }
    if (sniff->shape == SHAPE_EMPTY && search->source.is_file)
        err_set_file(add_problem(search), ERR_NO_EVIDENCE, file->full, "is empty");
    if (!known && known_format(sniff))
        err_set_file(add_problem(search), ERR_UNSUPPORTED, file->full,
                     "is %s, a format that is not read yet", known_format(sniff));
}

static void classify_file(struct search *search, struct membership *of_loaders,
                          const struct source_file *file, struct arena *scratch)
{
    struct sniff sniff;
    struct err err;

    if (folder_hints_target(scratch, file->path))
        return;
    if (sniff_file(file->full, file->path, scratch, &sniff, &err))
        classify_sniffed(search, of_loaders, file, &sniff);
    else
        *add_problem(search) = err;
}

/* ---- grouping ---- */

/* True when `path` lies under folder `folder` ("" is the root). */
static bool is_under(const char *path, const char *folder)
{
    size_t length = strlen(folder);

    return length == 0 || (strncmp(path, folder, length) == 0 && path[length] == '/');
}

static size_t depth_below(const char *path, const char *folder)
{
    size_t depth = 0;

    for (const char *p = path + strlen(folder) + (folder[0] != '\0'); *p; p++)
        depth += *p == '/';
    return depth;
}

static size_t count_evidence(const struct member *members, size_t count)
{
    size_t evidence = 0;

    for (size_t i = 0; i < count; i++)
        evidence += members[i].kind->role == ROLE_EVIDENCE;
    return evidence;
}

static bool may_stand_once(const struct file_kind *kind)
{
    return !kind->repeats && kind->role != ROLE_DERIVED;
}

/* Every kind looked for is a new one, so that the time is files times kinds. */
static bool repeats_a_kind(const struct member *members, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; j < count && may_stand_once(members[i].kind); j++)
            if (members[i].kind == members[j].kind)
                return true;
    return false;
}

static bool too_deep(const struct member *members, size_t count, const char *folder)
{
    for (size_t i = 0; i < count; i++)
        if (depth_below(members[i].file->path, folder) > GROUP_DEPTH)
            return true;
    return false;
}

static const char *deciding_reason(struct search *search, const struct member *members,
                                   size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (members[i].kind->role == ROLE_EVIDENCE)
            return arena_printf(search->arena, "%s %s", members[i].file->path,
                                members[i].kind->reason);
    return "";
}

static const char *group_id(struct search *search, const char *place)
{
    if (place[0] == '\0')
        return path_base(search->arena, search->source.root);
    return arena_strdup(search->arena, place);
}

/* place: the folder or file that names the run, relative to the walk's root. */
static void add_group(struct search *search, const char *place, const char *folder,
                      const struct member *members, size_t count)
{
    struct group_file *files = arena_zalloc(search->arena, count, sizeof(*files));
    size_t skip = folder[0] ? strlen(folder) + 1 : 0;

    for (size_t i = 0; i < count; i++)
        files[i] = (struct group_file){members[i].file->path + skip, members[i].file->full,
                                       members[i].file->bytes, members[i].kind};
    search->groups = array_grow(search->groups, &search->group_capacity, search->group_count + 1,
                                sizeof(*search->groups));
    search->groups[search->group_count++] = (struct discovered){
        .group =
            {
                .id = group_id(search, place),
                .root = place[0] ? path_join(search->arena, search->source.root, place)
                                 : search->source.root,
                .files = files,
                .count = count,
                .hints = folder_hints_at(search->folders, place),
                .progress = search->progress,
            },
        .loader = search->loader,
        .reason = deciding_reason(search, members, count),
    };
}

/* Evidence that lies directly in a folder whose kinds repeat: each file is a run of its own. */
static void group_files(struct search *search, const char *folder, const struct member *members,
                        size_t count)
{
    if (!repeats_a_kind(members, count)) {
        add_group(search, folder, folder, members, count);
        return;
    }
    for (size_t i = 0; i < count; i++)
        if (members[i].kind->role == ROLE_EVIDENCE)
            add_group(search, members[i].file->path, folder, &members[i], 1);
}

static void group_folder(struct search *search, const char *folder, const struct member *members,
                         size_t count);

/* The files of one child folder at a time; those directly in `folder` come first. */
static void group_children(struct search *search, const char *folder, const struct member *members,
                           size_t count)
{
    struct member *direct = xcalloc(count, sizeof(*direct));
    size_t direct_count = 0, skip = folder[0] ? strlen(folder) + 1 : 0;

    for (size_t i = 0; i < count; i++)
        if (depth_below(members[i].file->path, folder) == 0)
            direct[direct_count++] = members[i];
    if (count_evidence(direct, direct_count))
        group_files(search, folder, direct, direct_count);
    free(direct);
    for (size_t i = 0; i < count;) {
        const char *path = members[i].file->path;
        const char *slash = strchr(path + skip, '/');
        size_t end = i + 1;
        const char *child;

        if (!slash) {
            i++;
            continue;
        }
        child = arena_strndup(search->arena, path, (size_t)(slash - path));
        while (end < count && is_under(members[end].file->path, child))
            end++;
        group_folder(search, child, members + i, end - i);
        i = end;
    }
}

static void group_folder(struct search *search, const char *folder, const struct member *members,
                         size_t count)
{
    if (count_evidence(members, count) == 0)
        return;
    if (folder_hints_own(search->folders, folder) ||
        (!repeats_a_kind(members, count) && !too_deep(members, count, folder) &&
         !folder_hints_below(search->folders, folder)))
        add_group(search, folder, folder, members, count);
    else
        group_children(search, folder, members, count);
}

static int by_root(const void *a, const void *b)
{
    const struct discovered *x = a, *y = b;
    int order = strcmp(x->group.root, y->group.root);

    return order ? order : strcmp(x->loader->name, y->loader->name);
}

/*
 * Two formats in one folder give two runs of the same id: the format tells them apart. Sorted by
 * root, those of one folder stand together; the first keeps the plain id.
 */
static void make_ids_unique(struct search *search)
{
    for (size_t i = 1; i < search->group_count; i++) {
        struct discovered *it = &search->groups[i];

        if (strcmp(it->group.root, it[-1].group.root) == 0)
            it->group.id = arena_printf(search->arena, "%s (%s)", it->group.id, it->loader->name);
    }
}

static void finish(struct search *search, struct membership *of_loaders, struct discovery *found)
{
    if (search->group_count)
        qsort(search->groups, search->group_count, sizeof(*search->groups), by_root);
    make_ids_unique(search);
    found->groups =
        arena_copy(search->arena, search->groups, search->group_count, sizeof(*search->groups));
    found->count = search->group_count;
    found->problems = arena_copy(search->arena, search->problems, search->problem_count,
                                 sizeof(*search->problems));
    found->problem_count = search->problem_count;
    found->files_seen = search->source.count;
    for (size_t i = 0; loader_registry[i]; i++)
        free(of_loaders[i].members);
    free(of_loaders);
    free(search->groups);
    free(search->problems);
}

static void read_hints(struct search *search, const char *folder, const char *full)
{
    struct err err;

    if (!folder_hints_read(search->folders, folder, full, &err))
        *add_problem(search) = err;
}

/* Those of the tree, and those that stand outside what was named: beside the root, or its file. */
static void read_all_hints(struct search *search)
{
    const char *root = search->source.root;
    const char *beside = arena_printf(search->arena, "%s.assay.yaml", root);
    const char *within = path_join(search->arena, path_dir(search->arena, root), "assay.yaml");

    if (path_exists(beside))
        read_hints(search, "", beside);
    else if (search->source.is_file && path_exists(within))
        read_hints(search, "", within);
    for (size_t i = 0; i < search->source.count; i++) {
        const struct source_file *file = &search->source.files[i];
        const char *folder = folder_hints_target(search->arena, file->path);

        if (folder && !search->source.is_file)
            read_hints(search, folder, file->full);
    }
}

/* Sniff what lies under `place` ("": everything) and give it to the loaders that know it. */
static struct membership *classify_all(struct search *search, const char *place)
{
    struct arena *scratch = arena_new();
    struct membership *of_loaders;
    size_t loaders = 0;

    while (loader_registry[loaders])
        loaders++;
    of_loaders = xcalloc(loaders, sizeof(*of_loaders));
    for (size_t i = 0; i < search->source.count; i++) {
        const struct source_file *file = &search->source.files[i];

        if (control_cancelled(&search->progress->control))
            break;
        if (is_under(file->path, place) || strcmp(file->path, place) == 0)
            classify_file(search, of_loaders, file, scratch);
        arena_reset(scratch);
    }
    arena_free(scratch);
    return of_loaders;
}

static void note_problems_and_hints(struct search *search)
{
    for (size_t i = 0; i < search->source.problem_count; i++)
        *add_problem(search) = search->source.problems[i];
    search->folders = folder_hints_new(search->arena, search->hints);
    read_all_hints(search);
}

bool discover(const char *path, const struct run_hints *hints, const struct load_progress *progress,
              struct arena *arena, struct discovery *found, struct err *err)
{
    struct search search = {.arena = arena, .hints = hints, .progress = progress};
    struct membership *of_loaders;

    if (!source_open_part(path, "", &progress->control, arena, &search.source, err))
        return false;
    note_problems_and_hints(&search);
    of_loaders = classify_all(&search, "");
    for (size_t i = 0; loader_registry[i]; i++) {
        search.loader = loader_registry[i];
        group_folder(&search, "", of_loaders[i].members, of_loaders[i].count);
    }
    finish(&search, of_loaders, found);
    return !control_cancelled(&progress->control) || control_fail(err, path);
}

/* ---- one group again ---- */

/* The group's root as it stands in the walk: "" for all of it. */
static const char *place_of(const struct search *search, const char *root)
{
    size_t length = strlen(search->source.root);

    if (strncmp(root, search->source.root, length) != 0 || root[length] == '\0')
        return "";
    root += length;
    return root[0] == '/' ? root + 1 : root;
}

/* A place that is a file, or a folder that would be several groups by now, is one group still. */
static void group_place(struct search *search, const char *place, const struct membership *m)
{
    const char *folder = place;
    size_t before = search->group_count;

    if (m->count == 1 && place[0] && strcmp(m->members[0].file->path, place) == 0)
        folder = strchr(place, '/') ? path_dir(search->arena, place) : "";
    else
        group_folder(search, place, m->members, m->count);
    for (size_t i = before; i < search->group_count; i++)
        if (strcmp(place_of(search, search->groups[i].group.root), place) == 0)
            return;
    if (count_evidence(m->members, m->count))
        add_group(search, place, folder, m->members, m->count);
}

static bool take_same(const struct discovery *all, const struct discovered *old,
                      struct discovered *found)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->groups[i].loader == old->loader &&
            strcmp(all->groups[i].group.root, old->group.root) == 0) {
            *found = all->groups[i];
            return true;
        }
    return false;
}

bool discover_again(const char *path, const struct discovered *old, const struct run_hints *hints,
                    const struct load_progress *progress, struct arena *arena,
                    struct discovered *found, struct err *err)
{
    struct search search = {
        .arena = arena, .hints = hints, .progress = progress, .source = {.root = path}};
    const char *place = place_of(&search, old->group.root);
    struct membership *of_loaders;
    struct discovery all;

    if (!source_open_part(path, place, &progress->control, arena, &search.source, err))
        return false;
    note_problems_and_hints(&search);
    of_loaders = classify_all(&search, place);
    for (size_t i = 0; loader_registry[i]; i++) {
        search.loader = loader_registry[i];
        group_place(&search, place, &of_loaders[i]);
    }
    finish(&search, of_loaders, &all);
    if (control_cancelled(&progress->control))
        return control_fail(err, path);
    if (!take_same(&all, old, found))
        return err_set_file(err, ERR_NO_EVIDENCE, old->group.root, "holds no run any more");
    found->group.id = arena_strdup(arena, old->group.id);
    return true;
}

bool discovered_load(const struct discovered *found, struct run_list *runs, struct err *err)
{
    const struct load_control *control = group_control(&found->group);
    size_t before = runs->count;
    bool done = found->loader->load(&found->group, runs, err);

    if (!control_cancelled(control))
        return done;
    /* A reader that was stopped may look to its loader like a broken file. */
    while (runs->count > before)
        run_free(runs->runs[--runs->count]);
    return control_fail(err, NULL);
}
