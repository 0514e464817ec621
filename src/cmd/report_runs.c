#include <assay/cmd/report_runs.h>

#include <assay/base/parallel.h>
#include <assay/cmd/report_inputs.h>
#include <assay/cmd/visit.h>
#include <assay/session/comparison.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A group of files. */
struct group_work {
    struct report_part part;
    uint64_t inputs;
    bool inputs_known, inputs_asked;
};

struct report_runs {
    struct session *session;
    struct group_work *groups;
    size_t count;
    struct report_job *job;
    struct load_progress loading; /* of one thread */
    struct visit_progress progress;
    pthread_mutex_t mutex;
    pthread_cond_t turned;
    size_t turn; /* the group whose turn it is */
};

struct report_runs *report_runs_new(struct session *session)
{
    struct report_runs *runs = xcalloc(1, sizeof(*runs));

    runs->session = session;
    runs->count = session_entry_count(session);
    runs->groups = xcalloc(runs->count, sizeof(*runs->groups));
    pthread_mutex_init(&runs->mutex, NULL);
    pthread_cond_init(&runs->turned, NULL);
    return runs;
}

void report_runs_free(struct report_runs *runs)
{
    pthread_cond_destroy(&runs->turned);
    pthread_mutex_destroy(&runs->mutex);
    free(runs->groups);
    free(runs);
}

static unsigned thread_count(const struct report_runs *runs)
{
    return session_options(runs->session)->progress.threads;
}

/* ---- has anything changed ---- */

static void ask_inputs(struct report_runs *runs, size_t number)
{
    struct group_work *group = &runs->groups[number];

    if (!group->inputs_asked)
        group->inputs_known =
            report_inputs_of(session_entry(runs->session, number), &group->inputs);
    group->inputs_asked = true;
}

static void ask_piece(void *arg, unsigned thread, size_t piece)
{
    (void)thread;
    ask_inputs(arg, piece);
}

static void ask_all_inputs(struct report_runs *runs)
{
    const struct parallel_job job = {runs->count, thread_count(runs), runs, ask_piece};

    parallel_run(&job);
}

/* True when it cannot be read, as before. */
static bool still_fails(struct report_runs *runs, size_t number, enum exit_code *code)
{
    struct err err = {.code = ERR_NONE};

    if (session_load(runs->session, number, &err)) {
        session_unload(runs->session, number);
        return false;
    }
    command_complain(&err);
    *code = exit_code_worse(*code, EXIT_NO_EVIDENCE);
    return true;
}

/*
 * The parts of the record from *at that are of this group; false when there is none. Two groups may
 * be alike in all, so that the checksum alone does not part them.
 */
static bool take_parts(const struct report_record *record, const struct group_work *group,
                       size_t *at)
{
    size_t first = *at;

    while (*at < record->run_count && record->runs[*at].part != RECORD_TOP &&
           record->runs[*at].inputs == group->inputs && record->runs[*at].joins == (*at > first))
        (*at)++;
    return group->inputs_known && *at > first;
}

bool report_runs_fit(struct report_runs *runs, const struct report_record *record,
                     enum exit_code *code)
{
    enum exit_code worse = *code;
    size_t at = 0;

    ask_all_inputs(runs);
    for (size_t g = 0; g < runs->count; g++)
        if (!take_parts(record, &runs->groups[g], &at))
            return false;
    if (at < record->run_count && record->runs[at].part != RECORD_TOP)
        return false;
    at = 0;
    for (size_t g = 0; g < runs->count; g++) {
        if (record->runs[at].part == RECORD_NONE && !still_fails(runs, g, &worse))
            return false;
        take_parts(record, &runs->groups[g], &at);
    }
    *code = worse;
    return true;
}

/* ---- in turn ---- */

static void begin_turn(struct report_runs *runs, size_t number)
{
    pthread_mutex_lock(&runs->mutex);
    while (runs->turn != number)
        pthread_cond_wait(&runs->turned, &runs->mutex);
}

static void end_turn(struct report_runs *runs)
{
    runs->turn++;
    pthread_cond_broadcast(&runs->turned);
    pthread_mutex_unlock(&runs->mutex);
}

/* One run is the report; several have a folder each, below what is said of all. */
static bool have_folders(const struct report_runs *runs, const struct computed *computed)
{
    return runs->count > 1 || computed->runs.count > 1;
}

static void show_progress(struct report_runs *runs, size_t number)
{
    char text[64];

    if (runs->count < 2 || !isatty(STDERR_FILENO) ||
        option_given(runs->job->arguments, &option_quiet))
        return;
    snprintf(text, sizeof(text), "%zu of %zu runs", number + 1, runs->count);
    visit_progress_report(&runs->progress, text, number + 1, runs->count);
}

static void complain(struct report_runs *runs, size_t number, const struct err *err)
{
    struct group_work *group = &runs->groups[number];

    visit_progress_end(&runs->progress);
    command_complain(err);
    group->part.code = EXIT_NO_EVIDENCE;
    report_record_add_none(&group->part.record, group->inputs_known ? group->inputs : 0);
}

/* Folders of the group's runs, in an array on the heap. */
static const char **take_folders(struct report_runs *runs, struct computed *computed)
{
    const char **folders = xcalloc(computed->runs.count + 1, sizeof(*folders));
    const struct metric_options *metrics = &session_options(runs->session)->metrics;

    for (size_t r = 0; r < computed->runs.count; r++) {
        struct assessed run = computed_assessed(computed, r, metrics);

        if (!have_folders(runs, computed)) {
            folders[r] = ".";
            continue;
        }
        gathered_runs_add(&runs->job->gathered, &run);
        folders[r] = report_job_folder(runs->job, run_id(run.run), run_id(run.run));
    }
    return folders;
}

/* ---- writing ---- */

/* Where the old report has the group's runs, all whole; SIZE_MAX when not. */
static size_t find_kept(const struct report_runs *runs, const struct group_work *group,
                        size_t count)
{
    const struct report_record *old = runs->job->old;
    size_t first = 0, at;

    if (!old)
        return SIZE_MAX;
    while (first < old->run_count &&
           (old->runs[first].part != RECORD_RUN || old->runs[first].inputs != group->inputs ||
            old->runs[first].joins))
        first++;
    at = first;
    if (!take_parts(old, group, &at) || at - first != count)
        return SIZE_MAX;
    for (size_t i = first; i < at; i++)
        if (!report_record_is_whole(old, &old->runs[i], stage_target(runs->job->stage)))
            return SIZE_MAX;
    return first;
}

/* The files of one run, in memory. */
struct rendered_run {
    struct arena *arena; /* NULL: not rendered yet */
    struct report_files files;
    enum exit_code code;
};

static void render_run(struct report_runs *runs, struct computed *computed, size_t number,
                       struct rendered_run *rendered)
{
    struct assessed run =
        computed_assessed(computed, number, &session_options(runs->session)->metrics);
    struct arena *arena = arena_new();
    struct topic topic = topic_of_run(&run, arena);

    *rendered = (struct rendered_run){.arena = arena, .files = {.arena = arena}};
    rendered->code = report_job_render(runs->job, &topic, &rendered->files);
}

static void put_run(struct report_runs *runs, struct rendered_run *rendered, const char *folder,
                    struct report_part *part)
{
    part->code = exit_code_worse(part->code, rendered->code);
    report_job_put(runs->job, &rendered->files, folder, part);
    arena_free(rendered->arena);
    rendered->arena = NULL;
}

/* A group that has to wait for its turn renders its first run meanwhile. */
static void use_wait(struct report_runs *runs, size_t number, struct computed *computed,
                     struct rendered_run *first)
{
    bool waits;

    pthread_mutex_lock(&runs->mutex);
    waits = runs->turn != number;
    pthread_mutex_unlock(&runs->mutex);
    if (waits)
        render_run(runs, computed, 0, first);
}

/* The first may be rendered already. */
static void write_group(struct report_runs *runs, struct group_work *group,
                        struct computed *computed, const char *const *folders, size_t kept,
                        struct rendered_run *first)
{
    for (size_t r = 0; r < computed->runs.count; r++) {
        void (*add)(struct buf *, uint64_t, const char *) =
            r ? report_record_add_joined : report_record_add_run;

        add(&group->part.record, group->inputs_known ? group->inputs : 0, folders[r]);
        if (kept != SIZE_MAX) {
            report_job_keep(runs->job, &runs->job->old->runs[kept + r], folders[r], &group->part);
            continue;
        }
        if (!first->arena)
            render_run(runs, computed, r, first);
        put_run(runs, first, folders[r], &group->part);
    }
}

static void count_written(struct report_runs *runs, size_t count, bool kept)
{
    pthread_mutex_lock(&runs->mutex);
    *(kept ? &runs->job->kept : &runs->job->written) += count;
    pthread_mutex_unlock(&runs->mutex);
}

static bool load_group(struct report_runs *runs, size_t number, struct computed *computed,
                       struct err *err)
{
    struct discovered found = *session_entry(runs->session, number);

    found.group.progress = &runs->loading;
    if (atomic_load(&runs->job->stopped))
        return false;
    ask_inputs(runs, number);
    if (!computed_load(computed, &found, err))
        return false;
    computed_all(computed, &session_options(runs->session)->metrics, &runs->loading.control);
    return true;
}

static void work(void *arg, size_t number)
{
    struct report_runs *runs = arg;
    struct group_work *group = &runs->groups[number];
    struct rendered_run first = {.arena = NULL};
    struct computed computed;
    struct err err = {.code = ERR_NONE};
    const char **folders = NULL;
    bool loaded = load_group(runs, number, &computed, &err);
    size_t kept = loaded ? find_kept(runs, group, computed.runs.count) : SIZE_MAX;

    if (loaded && kept == SIZE_MAX && computed.runs.count)
        use_wait(runs, number, &computed, &first);
    begin_turn(runs, number);
    if (loaded)
        folders = take_folders(runs, &computed);
    else if (!atomic_load(&runs->job->stopped))
        complain(runs, number, &err);
    show_progress(runs, number);
    end_turn(runs);
    if (!loaded)
        return;
    write_group(runs, group, &computed, folders, kept, &first);
    count_written(runs, computed.runs.count, kept != SIZE_MAX);
    computed_release(&computed);
    free(folders);
}

void report_runs_write(struct report_runs *runs, struct report_job *job)
{
    unsigned threads = thread_count(runs);
    unsigned at_once = threads < runs->count ? threads : (unsigned)runs->count;

    runs->job = job;
    runs->loading = session_options(runs->session)->progress;
    runs->loading.threads = threads / (at_once ? at_once : 1);
    runs->loading.control = (struct load_control){.cancel = &job->stopped};
    if (at_once == 1 && isatty(STDERR_FILENO) && !option_given(job->arguments, &option_quiet)) {
        runs->loading.report = visit_progress_report;
        runs->loading.arg = &runs->progress;
    }
    crew_do(job->crew, runs->count, work, runs);
    visit_progress_end(&runs->progress);
    for (size_t g = 0; g < runs->count; g++)
        report_job_add(job, &runs->groups[g].part);
    if (job->link_count && !atomic_load(&job->stopped))
        report_job_write_many(job, compare_options_default().alpha);
}
