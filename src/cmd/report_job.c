#include <assay/cmd/report_job.h>

#include <assay/base/directory.h>
#include <assay/base/path.h>
#include <assay/base/utf8.h>
#include <assay/cmd/run_folders.h>

#include <stdlib.h>
#include <string.h>

void report_job_fail(struct report_job *job, const struct err *err)
{
    pthread_mutex_lock(&job->mutex);
    if (!atomic_exchange(&job->stopped, true))
        job->failure = *err;
    pthread_mutex_unlock(&job->mutex);
}

const char *report_job_folder(struct report_job *job, const char *id, const char *title)
{
    const char *folder = run_folder_new(job->folders, id, job->arena);

    job->links =
        array_grow(job->links, &job->link_capacity, job->link_count + 1, sizeof(*job->links));
    job->links[job->link_count++] = (struct report_link){arena_strdup(job->arena, title), folder};
    return folder;
}

static void add_path(const struct report_job *job, const char *name, struct buf *path)
{
    const char *directory = job->wanted->directory;

    buf_addf(path, "%s%s%s", directory, str_ends(str_of(directory), "/") ? "" : "/", name);
}

static void note_file(struct report_job *job, const char *name, size_t bytes,
                      struct report_part *part)
{
    struct buf path = {.ptr = NULL};

    report_record_add_file(&part->record, name, bytes);
    add_path(job, name, &path);
    utf8_make_safe(&part->index, buf_str(&path));
    buf_add_char(&part->index, '\n');
    buf_release(&path);
}

/* Named as the user knows it, not where it was built. */
static void fail_file(struct report_job *job, const char *name, struct err *err)
{
    struct buf path = {.ptr = NULL};

    add_path(job, name, &path);
    err->file[0] = '\0';
    err_in_file(err, path.ptr);
    report_job_fail(job, err);
    buf_release(&path);
}

/* ---- one topic ---- */

static const char *figure_suffix(const struct report_wanted *wanted, const struct plot_list *plots)
{
    return plots->count ? wanted->figure_suffix : NULL;
}

static bool writes(const struct report_wanted *wanted, const struct topic *topic, const char *name)
{
    for (size_t i = 0; i < wanted->writer_count; i++)
        if (strcmp(wanted->writers[i]->name, name) == 0)
            return wanted->writers[i]->write[topic->kind];
    return false;
}

/* What one writer makes, in memory of its own: writers are at it at the same time. */
struct rendered {
    struct arena *arena;
    struct report_files files;
    struct err err;
};

struct rendering {
    const struct report_job *job;
    const struct report_input *input;
    struct rendered *rendered; /* by writer */
    size_t order[REPORT_WRITERS_MOST];
};

static void render_one(void *arg, size_t piece)
{
    const struct rendering *rendering = arg;
    const struct report_job *job = rendering->job;
    size_t number = rendering->order[piece];
    const struct report_writer *writer = job->wanted->writers[number];
    struct rendered *own = &rendering->rendered[number];
    struct report_input input = *rendering->input;
    struct topic topic;

    own->arena = arena_new();
    own->files.arena = own->arena;
    topic = topic_in(input.topic, own->arena);
    input.topic = &topic;
    if (writer->write[topic.kind] && !atomic_load(&job->stopped))
        report_write(writer, &input, &own->files, &own->err);
}

/* The files, which `files` has then, or why there are none. */
static enum exit_code take_rendered(struct rendered *rendered, const struct topic *topic,
                                    struct report_files *files)
{
    enum exit_code code = EXIT_DONE;

    if (rendered->err.code != ERR_NONE) {
        err_in_file(&rendered->err, topic_title(topic));
        command_complain(&rendered->err);
        code = rendered->err.code == ERR_USAGE ? EXIT_USAGE : EXIT_FAILED;
    }
    report_files_move(files, &rendered->files);
    arena_free(rendered->arena);
    return code;
}

/* Those that take long come first, so that no thread is left alone with one at the end. */
static void set_order(struct rendering *rendering, const struct report_wanted *wanted)
{
    size_t count = 0;

    for (int is_long = 1; is_long >= 0; is_long--)
        for (size_t i = 0; i < wanted->writer_count; i++)
            if (wanted->writers[i]->is_long == is_long)
                rendering->order[count++] = i;
}

static enum exit_code render_all(const struct report_job *job, const struct report_input *input,
                                 struct report_files *files)
{
    size_t count = job->wanted->writer_count;
    struct rendering rendering = {job, input, xcalloc(count, sizeof(struct rendered)), {0}};
    enum exit_code code = EXIT_DONE;

    set_order(&rendering, job->wanted);
    crew_do(job->crew, count, render_one, &rendering);
    for (size_t i = 0; i < count; i++)
        code = exit_code_worse(code, take_rendered(&rendering.rendered[i], input->topic, files));
    free(rendering.rendered);
    return code;
}

enum exit_code report_job_render(const struct report_job *job, const struct topic *topic,
                                 struct report_files *files)
{
    const struct report_wanted *wanted = job->wanted;
    bool is_many = topic->kind == TOPIC_MANY;
    struct plot_list plots = wanted->plots ? plot_list_of(topic) : (struct plot_list){.count = 0};
    struct report_input input = {
        .topic = topic,
        .plots = wanted->plots ? &plots : NULL,
        .figure_suffix = figure_suffix(wanted, &plots),
        .has_tables = writes(wanted, topic, "csv"),
        .has_markdown = writes(wanted, topic, "md"),
        .options = &wanted->options,
        .links = is_many ? job->links : NULL,
        .link_count = is_many ? job->link_count : 0,
    };

    /* Writers share the drawings, and may only read them. */
    if (wanted->plots == PLOTS_DRAWN)
        report_draw_all(&input);
    return render_all(job, &input, files);
}

void report_job_put(struct report_job *job, struct report_files *files, const char *folder,
                    struct report_part *part)
{
    const char *directory = stage_directory(job->stage);

    for (size_t i = 0; i < files->count && !atomic_load(&job->stopped); i++) {
        const struct report_file *file = &files->files[i];
        const char *name = path_join(files->arena, folder, file->name);
        struct err err = {.code = ERR_NONE};

        if (directory_make_for(directory, name, &err) &&
            directory_write(path_join(files->arena, directory, name), buf_str(&file->text), &err))
            note_file(job, name, file->text.len, part);
        else
            fail_file(job, name, &err);
    }
    report_files_release(files);
}

void report_job_write_many(struct report_job *job, double alpha)
{
    const struct many_runs *many = gathered_runs_finish(&job->gathered, alpha);
    struct report_part part = {.code = EXIT_DONE};
    struct report_files files = {.arena = job->arena};
    struct topic topic;

    if (many->groups->run_count == 0)
        return;
    topic = topic_of_many(many, job->arena);
    report_record_add_top(&part.record);
    part.code = report_job_render(job, &topic, &files);
    report_job_put(job, &files, ".", &part);
    report_job_add(job, &part);
}

/* ---- what is kept ---- */

void report_job_keep(struct report_job *job, const struct record_run *run, const char *folder,
                     struct report_part *part)
{
    size_t skipped = strcmp(run->folder, ".") == 0 ? 0 : strlen(run->folder) + 1;
    const char *directory = stage_directory(job->stage);
    struct arena *arena = arena_new();

    for (size_t i = run->first; i < run->first + run->count && !atomic_load(&job->stopped); i++) {
        const struct record_file *file = &job->old->files[i];
        const char *name = path_join(arena, folder, file->name + skipped);
        struct err err = {.code = ERR_NONE};

        if (directory_make_for(directory, name, &err) &&
            directory_link(path_join(arena, stage_target(job->stage), file->name),
                           path_join(arena, directory, name), &err))
            note_file(job, name, file->bytes, part);
        else
            fail_file(job, name, &err);
    }
    arena_free(arena);
}

void report_job_add(struct report_job *job, struct report_part *part)
{
    buf_add_str(&job->record, buf_str(&part->record));
    buf_add_str(&job->index, buf_str(&part->index));
    job->code = exit_code_worse(job->code, part->code);
    if (part->code == EXIT_FAILED)
        job->made = 0;
    buf_release(&part->record);
    buf_release(&part->index);
}
