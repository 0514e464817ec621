#include <assay/tui/run_list.h>

#include <assay/tui/canvas.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void set_name(struct run_line *line, const char *id, struct arena *arena)
{
    const char *slash = strrchr(id, '/');
    size_t length = slash && slash[1] ? (size_t)(slash - id) + 1 : 0;

    line->id = id;
    line->name = id + length;
    line->folder = length ? arena_strndup(arena, id, length) : "";
}

/* "line 12: is not valid JSON"; NULL when nothing failed. */
static const char *fault_of(const struct session *session, size_t entry, const char *otherwise,
                            struct arena *arena)
{
    const struct err *err = session_error(session, entry);

    if (!err)
        return otherwise;
    return err->place[0] ? arena_printf(arena, "%s: %s", err->place, err->text) : err->text;
}

static void read_line(struct session *session, size_t entry, size_t index,
                      const struct run_digest *digest, struct arena *arena, struct run_line *line)
{
    *line = (struct run_line){
        .kind = digest->error ? RUN_LINE_FAILED : RUN_LINE_READ,
        .entry = entry,
        .run = index,
        .root = session_entry(session, entry)->group.root,
        .format = digest->format,
        .model = digest->model,
        .time = digest->time,
        .samples = digest->samples,
        .metric = digest->metric,
        .value = digest->value,
        .notes = digest->notes,
        .curve = digest->curve,
        .curve_count = digest->curve_count,
        .digest = digest->error ? NULL : digest,
        .fault = digest->error ? fault_of(session, entry, digest->error, arena) : NULL};
    set_name(line, digest->id, arena);
    memcpy(line->tally, digest->verdicts, sizeof(line->tally));
}

static void wait_line(const struct session *session, size_t entry, struct arena *arena,
                      struct run_line *line)
{
    const struct discovered *found = session_entry(session, entry);
    const char *fault = fault_of(session, entry, NULL, arena);

    *line = (struct run_line){.kind = fault ? RUN_LINE_FAILED : RUN_LINE_WAITING,
                              .entry = entry,
                              .root = found->group.root,
                              .format = found->loader->name,
                              .value = NAN,
                              .fault = fault};
    set_name(line, found->group.id, arena);
}

static size_t count_folders(const struct run_line *lines, size_t count)
{
    size_t folders = 0;

    for (size_t i = 0; i < count; i++)
        folders += i == 0 || strcmp(lines[i].folder, lines[i - 1].folder) != 0;
    return folders;
}

static int by_folder(const void *a, const void *b)
{
    const struct run_line *x = a, *y = b;
    int order = strcmp(x->folder, y->folder);

    if (order)
        return order;
    if (x->entry != y->entry)
        return x->entry < y->entry ? -1 : 1;
    return (x->run > y->run) - (x->run < y->run);
}

struct run_list_lines run_list_lines(struct session *session, struct arena *arena)
{
    size_t entries = session_entry_count(session), room = 0, count = 0;
    struct run_line *lines;

    for (size_t e = 0; e < entries; e++) {
        size_t runs;

        session_digests(session, e, &runs);
        room += runs + 1;
    }
    lines = arena_alloc(arena, (room + 1) * sizeof(*lines));
    for (size_t e = 0; e < entries; e++) {
        size_t runs;
        const struct run_digest *digests = session_digests(session, e, &runs);

        for (size_t r = 0; r < runs; r++)
            read_line(session, e, r, &digests[r], arena, &lines[count++]);
        if (runs == 0)
            wait_line(session, e, arena, &lines[count++]);
    }
    qsort(lines, count, sizeof(*lines), by_folder);
    return (struct run_list_lines){lines, count, count_folders(lines, count)};
}

int run_list_name_width(const struct run_list_lines *list)
{
    int widest = 3;

    for (size_t i = 0; i < list->count; i++) {
        int width = text_columns(str_of(list->lines[i].name));

        widest = width > widest ? width : widest;
    }
    return widest;
}

static uint64_t mix(uint64_t stamp, uint64_t value)
{
    return (stamp ^ value) * 0x100000001b3u;
}

uint64_t run_list_stamp(struct session *session)
{
    size_t entries = session_entry_count(session);
    uint64_t stamp = mix(0xcbf29ce484222325u, entries);

    for (size_t e = 0; e < entries; e++) {
        size_t runs = session_run_count(session, e), digests;

        stamp = mix(stamp, (uint64_t)session_state(session, e));
        stamp = mix(stamp, (uintptr_t)session_digests(session, e, &digests));
        for (size_t r = 0; r < runs; r++)
            stamp = mix(stamp, (uintptr_t)session_run(session, e, r));
    }
    return stamp;
}
