#include <assay/tui/run_list.h>

#include <assay/metrics/curve_results.h>
#include <assay/metrics/layer_results.h>
#include <assay/session/headline.h>

#include <math.h>
#include <string.h>

static void set_name(struct run_line *line, const char *id, struct arena *arena)
{
    const char *slash = strrchr(id, '/');
    size_t length = slash && slash[1] ? (size_t)(slash - id) + 1 : 0;

    line->id = id;
    line->name = id + length;
    line->folder = length ? arena_strndup(arena, id, length) : "";
}

/* What the headline of such a run is drawn from. */
static void set_curve(struct run_line *line, const struct results *results, struct arena *arena)
{
    if (results->layers && results->layers->a) {
        line->curve = results->layers->dominance;
        line->curve_count = results->layers->count;
    } else if (results->curve && results->curve->losses.count) {
        double *means = arena_alloc(arena, results->curve->losses.count * sizeof(*means));

        for (size_t i = 0; i < results->curve->losses.count; i++)
            means[i] = results->curve->losses.points[i].mean;
        line->curve = means;
        line->curve_count = results->curve->losses.count;
    }
}

/* The one place that asks the session what it knows of a run. */
static void read_line(struct session *session, size_t entry, size_t index, struct arena *arena,
                      struct run_line *line)
{
    struct assessed run = session_assessed(session, entry, index);

    *line = (struct run_line){.kind = RUN_LINE_READ,
                              .entry = entry,
                              .run = index,
                              .root = run_root(run.run),
                              .format = run_format(run.run),
                              .model = run_model(run.run),
                              .time = run_time(run.run, arena),
                              .samples = headline_samples(&run),
                              .value = NAN};
    set_name(line, run_id(run.run), arena);
    line->metric = headline_metric(&run, &line->value);
    memcpy(line->tally, run.audit->tally, sizeof(line->tally));
    run_notes(run.run, &line->notes);
    set_curve(line, run.results, arena);
}

static void wait_line(const struct session *session, size_t entry, struct arena *arena,
                      struct run_line *line)
{
    const struct discovered *found = session_entry(session, entry);

    *line = (struct run_line){.kind = RUN_LINE_WAITING,
                              .entry = entry,
                              .root = found->group.root,
                              .format = found->loader->name,
                              .value = NAN};
    set_name(line, found->group.id, arena);
}

static size_t count_folders(const struct run_line *lines, size_t count)
{
    size_t folders = 0;

    for (size_t i = 0; i < count; i++)
        folders += i == 0 || strcmp(lines[i].folder, lines[i - 1].folder) != 0;
    return folders;
}

/* Those of no folder first, all in their order. */
static void move_topmost(struct run_line *lines, size_t count, struct arena *arena)
{
    struct run_line *ordered = arena_alloc(arena, (count + 1) * sizeof(*ordered));
    size_t used = 0;

    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < count; i++)
            if ((lines[i].folder[0] != '\0') == pass)
                ordered[used++] = lines[i];
    memcpy(lines, ordered, count * sizeof(*ordered));
}

struct run_list_lines run_list_lines(struct session *session, struct arena *arena)
{
    size_t entries = session_entry_count(session), room = 0, count = 0;
    struct run_line *lines;

    for (size_t e = 0; e < entries; e++)
        room += session_run_count(session, e) + 1;
    lines = arena_alloc(arena, (room + 1) * sizeof(*lines));
    for (size_t e = 0; e < entries; e++) {
        size_t runs = session_run_count(session, e);

        for (size_t r = 0; r < runs; r++)
            read_line(session, e, r, arena, &lines[count++]);
        if (runs == 0)
            wait_line(session, e, arena, &lines[count++]);
    }
    move_topmost(lines, count, arena);
    return (struct run_list_lines){lines, count, count_folders(lines, count)};
}

uint64_t run_list_stamp(const struct session *session)
{
    uint64_t stamp = 0xcbf29ce484222325u;
    size_t entries = session_entry_count(session);

    for (size_t e = 0; e < entries; e++) {
        size_t runs = session_run_count(session, e);

        stamp = (stamp ^ runs) * 0x100000001b3u;
        for (size_t r = 0; r < runs; r++)
            stamp = (stamp ^ (uintptr_t)session_run(session, e, r)) * 0x100000001b3u;
    }
    return stamp;
}
