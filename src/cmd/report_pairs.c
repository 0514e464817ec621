#include <assay/cmd/report_pairs.h>

#include <assay/base/path.h>
#include <assay/cmd/compare_runs.h>
#include <assay/cmd/report_inputs.h>

#include <stdlib.h>
#include <string.h>

struct pairs_work {
    struct report_job *job;
    struct compare_options options;
    struct intern *seen; /* ids of the runs that are gathered already */
    /* The first comparison's files wait until it is known whether there is a second. */
    struct report_files held;
    const char *held_id, *held_title;
    enum exit_code held_code;
    size_t count;
};

struct arguments report_pairs_sides(const struct arguments *arguments, const char *baseline,
                                    struct arena *arena)
{
    size_t count = arguments->path_count;
    const char **paths = arena_zalloc(arena, count + 2, sizeof(*paths));
    struct arguments sides = *arguments;

    paths[0] = baseline;
    paths[1] = ".";
    for (size_t i = 0; i < count; i++)
        paths[i + 1] = arguments->paths[i];
    sides.paths = paths;
    sides.path_count = count ? count + 1 : 2;
    return sides;
}

/* What the runs are called follows from their paths, and which of them are meant from the words. */
static void add_names(struct checksum *sum, const char *word, const char *path, struct arena *arena)
{
    char *resolved = realpath(path, NULL);

    checksum_text(sum, word + strlen(path));
    checksum_text(sum, path_base(arena, path));
    checksum_text(sum, resolved ? path_base(arena, resolved) : NULL);
    free(resolved);
}

bool report_pairs_inputs(const struct arguments *sides, struct arena *arena, uint64_t *inputs)
{
    struct checksum sum = checksum_new();
    bool done = true;

    for (size_t i = 0; i < sides->path_count && done; i++) {
        const char *path = compare_path_of(sides->paths[i], arena);

        add_names(&sum, sides->paths[i], path, arena);
        done = report_inputs_add_path(&sum, path);
    }
    *inputs = checksum_value(&sum);
    return done;
}

/* ---- one comparison after another ---- */

static void put(struct pairs_work *work, struct report_files *files, const char *folder,
                enum exit_code code)
{
    struct report_part part = {.code = code};

    report_record_add_run(&part.record, 0, folder);
    report_job_put(work->job, files, folder, &part);
    report_job_add(work->job, &part);
    work->job->written++;
}

static void put_held(struct pairs_work *work)
{
    put(work, &work->held, report_job_folder(work->job, work->held_id, work->held_title),
        work->held_code);
}

static void take(struct pairs_work *work, struct report_files *files, const char *id,
                 const char *title, enum exit_code code)
{
    work->count++;
    if (work->count == 1) {
        work->held = *files;
        work->held_id = id;
        work->held_title = title;
        work->held_code = code;
        return;
    }
    if (work->count == 2)
        put_held(work);
    put(work, files, report_job_folder(work->job, id, title), code);
}

static void gather(struct pairs_work *work, const struct assessed *run)
{
    struct str id = str_of(run_id(run->run));

    if (intern_find(work->seen, id) != INTERN_NONE)
        return;
    intern_add(work->seen, id);
    gathered_runs_add(&work->job->gathered, run);
}

static void write_pair(struct pairs_work *work, const struct comparison *comparison)
{
    struct arena *keep = work->job->arena, *arena = arena_new();
    struct topic topic = topic_of_pair(comparison, NULL, arena);
    struct report_files files = {.arena = keep};
    enum exit_code code = report_job_render(work->job, &topic, &files);

    gather(work, &comparison->a);
    gather(work, &comparison->b);
    take(work, &files, arena_strdup(keep, run_id(comparison->b.run)),
         arena_strdup(keep, topic_title(&topic)), code);
    arena_free(arena);
}

static void visit_pair(const struct assessed *a, const struct assessed *b, void *arg)
{
    struct pairs_work *work = arg;
    struct comparison *comparison;
    struct err err = {.code = ERR_NONE};

    if (atomic_load(&work->job->stopped))
        return;
    comparison = comparison_new(a, b, &work->options, &err);
    if (comparison) {
        write_pair(work, comparison);
    } else if (err.code != ERR_CANCELLED) {
        command_complain(&err);
        work->job->code = exit_code_worse(work->job->code, exit_code_of(&err));
    }
    comparison_free(comparison);
}

static void visit_failure(const char *path, const char *text, void *arg)
{
    struct pairs_work *work = arg;

    (void)path;
    (void)text;
    work->job->code = exit_code_worse(work->job->code, EXIT_NO_EVIDENCE);
}

void report_pairs_write(struct report_job *job, const struct arguments *sides, unsigned threads)
{
    struct pairs_work work = {.job = job, .options = compare_options_default()};
    const struct compare_visitor visitor = {visit_pair, visit_failure, &work};

    work.seen = intern_new(job->arena);
    work.options.threads = threads;
    work.options.cancel = &job->stopped;
    job->code = exit_code_worse(job->code, compare_visit(sides, job->arena, &visitor));
    /* What failed is to be tried again, and complained of. */
    if (job->code != EXIT_DONE)
        job->made = 0;
    if (work.count == 1)
        put(&work, &work.held, ".", work.held_code);
    else if (work.count && !atomic_load(&job->stopped))
        report_job_write_many(job, work.options.alpha);
    intern_free(work.seen);
}
