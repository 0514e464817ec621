#include <assay/cmd/cmd_plot.h>

#include <assay/base/directory.h>
#include <assay/base/path.h>
#include <assay/base/utf8.h>
#include <assay/cmd/compare_groups.h>
#include <assay/cmd/compare_runs.h>
#include <assay/cmd/figure_options.h>
#include <assay/cmd/plot_wanted.h>
#include <assay/cmd/run_folders.h>
#include <assay/cmd/screen.h>
#include <assay/cmd/topics.h>
#include <assay/cmd/visit.h>

#include <stdlib.h>
#include <string.h>

/* A plot in a format, or why the kind cannot be drawn (format NULL). */
struct drawn {
    const struct plot_kind *kind;
    const struct picture_format *format;
    const char *why;
    struct buf bytes;
};

/* All that is drawn of one topic. */
struct sheaf {
    const char *id;
    struct drawn *drawn;
    size_t count, capacity;
};

struct plot_job {
    struct arena *arena;
    struct plot_wanted wanted;
    struct compare_options options; /* of --baseline */
    struct gathered_runs gathered;  /* its arena is NULL where no plot is of many runs */
    struct intern *folders;
    struct buf index; /* paths written, one a line; or plots in characters */
    /* What the first run gave waits until it is known whether there is a second. */
    struct sheaf held;
    size_t topic_count; /* runs or pairs so far */
    size_t written;
    enum exit_code code;
};

static void worsen(struct plot_job *job, enum exit_code code)
{
    job->code = exit_code_worse(job->code, code);
}

/* ---- drawing ---- */

static struct drawn *add_drawn(struct sheaf *sheaf, const struct plot_kind *kind)
{
    sheaf->drawn =
        array_grow(sheaf->drawn, &sheaf->capacity, sheaf->count + 1, sizeof(*sheaf->drawn));
    sheaf->drawn[sheaf->count] = (struct drawn){.kind = kind};
    return &sheaf->drawn[sheaf->count++];
}

static void write_formats(struct plot_job *job, const struct plot_kind *kind,
                          const struct drawing *drawing, struct sheaf *sheaf)
{
    for (size_t i = 0; i < job->wanted.format_count; i++) {
        struct drawn *drawn = add_drawn(sheaf, kind);
        struct err err = {.code = ERR_NONE};

        drawn->format = job->wanted.formats[i];
        if (drawn->format->write(drawing, &job->wanted.picture, &drawn->bytes, &err))
            continue;
        command_complain(&err);
        worsen(job, err.code == ERR_USAGE ? EXIT_USAGE : EXIT_FAILED);
    }
}

/* Kinds that were not asked for by name are left out without a word where they cannot be drawn. */
static void draw_kind(struct plot_job *job, const struct plot_kind *kind, const struct topic *topic,
                      struct sheaf *sheaf)
{
    const char *why = NULL;
    const struct plot *plot = kind->build(topic, &why);

    if (plot && job->wanted.text)
        plot_text(plot, &job->wanted.characters, &add_drawn(sheaf, kind)->bytes);
    else if (plot)
        write_formats(job, kind, plot_draw(plot, &job->wanted.size, topic->arena), sheaf);
    else if (job->wanted.names)
        add_drawn(sheaf, kind)->why =
            arena_strdup(job->arena, why ? why : "there is nothing to draw");
}

static void draw_topic(struct plot_job *job, const struct topic *topic, struct sheaf *sheaf)
{
    for (size_t i = 0; plot_kinds[i]; i++)
        if (plot_kinds[i]->of == topic->kind && plot_wanted_has(&job->wanted, plot_kinds[i]))
            draw_kind(job, plot_kinds[i], topic, sheaf);
}

/* ---- writing ---- */

static bool write_file(struct plot_job *job, const char *path, const struct drawn *drawn,
                       struct err *err)
{
    if (!command_write_file(path, buf_str(&drawn->bytes).ptr, drawn->bytes.len, err))
        return false;
    job->written++;
    if (job->wanted.file)
        return true;
    utf8_make_safe(&job->index, str_of(path));
    buf_add_char(&job->index, '\n');
    return true;
}

/* Plots in characters wait for the end, with two empty lines between them. */
static bool write_text(struct plot_job *job, const struct drawn *drawn)
{
    if (job->index.len)
        buf_add_c(&job->index, "\n\n");
    buf_add_str(&job->index, buf_str(&drawn->bytes));
    job->written++;
    return true;
}

static bool write_drawn(struct plot_job *job, const char *directory, const struct drawn *drawn,
                        struct err *err)
{
    const char *name;

    if (job->wanted.text)
        return write_text(job, drawn);
    name = arena_printf(job->arena, "%s.%s", drawn->kind->file, drawn->format->suffix);
    if (job->wanted.file)
        return write_file(job, job->wanted.file, drawn, err);
    return directory_make(directory, err) &&
           write_file(job, path_join(job->arena, directory, name), drawn, err);
}

static void complain_of_kind(struct plot_job *job, const char *id, const struct drawn *drawn)
{
    struct err err;

    err_set_file(&err, ERR_NO_EVIDENCE, id, "%s cannot be drawn: %s", drawn->kind->name,
                 drawn->why);
    command_complain(&err);
    worsen(job, EXIT_NO_EVIDENCE);
}

static void write_sheaf(struct plot_job *job, const char *directory, struct sheaf *sheaf)
{
    struct err err = {.code = ERR_NONE};

    for (size_t i = 0; i < sheaf->count; i++) {
        const struct drawn *drawn = &sheaf->drawn[i];

        if (drawn->why)
            complain_of_kind(job, sheaf->id, drawn);
        else if (drawn->bytes.len && !write_drawn(job, directory, drawn, &err)) {
            command_complain(&err);
            worsen(job, EXIT_FAILED);
            break;
        }
    }
}

static void sheaf_release(struct sheaf *sheaf)
{
    for (size_t i = 0; i < sheaf->count; i++)
        buf_release(&sheaf->drawn[i].bytes);
    free(sheaf->drawn);
    *sheaf = (struct sheaf){.id = NULL};
}

static void write_in_folder(struct plot_job *job, struct sheaf *sheaf)
{
    const char *folder;

    if (sheaf->count == 0)
        return;
    if (job->wanted.text) {
        write_sheaf(job, NULL, sheaf);
        return;
    }
    folder = run_folder_new(job->folders, sheaf->id, job->arena);
    write_sheaf(job, path_join(job->arena, job->wanted.directory, folder), sheaf);
}

/* ---- one run or pair after another ---- */

/* Asked for by name, a kind that shows many runs together is not drawn of each as well. */
static bool gives_way(const struct plot_job *job, const struct plot_kind *kind)
{
    return job->wanted.names && kind->of == TOPIC_RUN && plot_kind_find(kind->name, TOPIC_MANY);
}

static void drop_what_gives_way(struct plot_job *job, struct sheaf *sheaf)
{
    size_t kept = 0;

    for (size_t i = 0; i < sheaf->count; i++)
        if (gives_way(job, sheaf->drawn[i].kind))
            buf_release(&sheaf->drawn[i].bytes);
        else
            sheaf->drawn[kept++] = sheaf->drawn[i];
    sheaf->count = kept;
}

/* Several runs and one file for a plot of one of them. */
static bool is_too_much(struct plot_job *job, const struct sheaf *sheaf)
{
    struct err err;

    if (!job->wanted.file || sheaf->count == 0)
        return false;
    err_set(&err, ERR_USAGE,
            "%s is a plot of one run, and there are several; -o DIR takes one of each",
            job->wanted.names[0]);
    command_complain(&err);
    worsen(job, EXIT_USAGE);
    return true;
}

static void take_sheaf(struct plot_job *job, struct sheaf *sheaf)
{
    job->topic_count++;
    if (job->topic_count == 1) {
        job->held = *sheaf;
        return;
    }
    drop_what_gives_way(job, &job->held);
    drop_what_gives_way(job, sheaf);
    if (job->code != EXIT_USAGE && !is_too_much(job, sheaf)) {
        write_in_folder(job, &job->held);
        write_in_folder(job, sheaf);
    }
    sheaf_release(&job->held);
    sheaf_release(sheaf);
}

static enum exit_code visit_run(const struct assessed *input, void *arg)
{
    struct plot_job *job = arg;
    struct sheaf sheaf = {.id = arena_strdup(job->arena, run_id(input->run))};
    struct arena *arena;
    struct topic topic;

    if (job->gathered.arena)
        gathered_runs_add(&job->gathered, input);
    if (job->code == EXIT_USAGE)
        return EXIT_DONE;
    arena = arena_new();
    topic = topic_of_run(input, arena);
    draw_topic(job, &topic, &sheaf);
    arena_free(arena);
    take_sheaf(job, &sheaf);
    return EXIT_DONE;
}

static void visit_pair(const struct assessed *a, const struct assessed *b, void *arg)
{
    struct plot_job *job = arg;
    struct err err = {.code = ERR_NONE};
    struct comparison *comparison;

    if (job->code == EXIT_USAGE)
        return;
    comparison = comparison_new(a, b, &job->options, &err);
    if (comparison) {
        struct sheaf sheaf = {.id = arena_strdup(job->arena, run_id(b->run))};
        struct arena *arena = arena_new();
        struct topic topic = topic_of_pair(comparison, NULL, arena);

        draw_topic(job, &topic, &sheaf);
        arena_free(arena);
        take_sheaf(job, &sheaf);
    } else {
        command_complain(&err);
        worsen(job, exit_code_of(&err));
    }
    comparison_free(comparison);
}

static void visit_failure(const char *path, const char *text, void *arg)
{
    (void)path, (void)text;
    worsen(arg, EXIT_NO_EVIDENCE);
}

/* ---- all runs together ---- */

static void draw_many(struct plot_job *job)
{
    struct sheaf sheaf = {.id = ""};
    struct many_runs *many;
    struct topic topic;

    if (!job->gathered.arena || job->topic_count < 2 || job->code == EXIT_USAGE)
        return;
    many = gathered_runs_finish(&job->gathered, job->options.alpha);
    topic = topic_of_many(many, job->arena);
    draw_topic(job, &topic, &sheaf);
    write_sheaf(job, job->wanted.directory, &sheaf);
    sheaf_release(&sheaf);
}

static void complain_of_one_run(struct plot_job *job)
{
    for (const char *const *name = job->wanted.names; name && *name; name++) {
        struct err err;

        if (plot_kind_find(*name, TOPIC_RUN))
            continue;
        err_set(&err, ERR_NO_EVIDENCE, "%s is drawn of several runs, and there is one", *name);
        command_complain(&err);
        worsen(job, EXIT_NO_EVIDENCE);
    }
}

static void visit_one_after_another(struct plot_job *job, const struct arguments *arguments)
{
    if (plot_wanted_any(&job->wanted, TOPIC_MANY))
        job->gathered = gathered_runs_new(option_value(arguments, &option_group, NULL), job->arena);
    worsen(job, visit_runs(arguments, job->arena, visit_run, job));
    if (job->topic_count == 1)
        complain_of_one_run(job);
}

/* ---- two runs ---- */

static bool read_pair_options(struct plot_job *job, const struct arguments *arguments)
{
    struct session_options session = {.hints = {.format = NULL}};
    struct config config;
    struct err err;

    if (visit_options(arguments, job->arena, &config, &session, &err)) {
        job->options.threads = session.progress.threads;
        return true;
    }
    command_complain(&err);
    worsen(job, EXIT_USAGE);
    return false;
}

/* The baseline and what is held against it, as assay compare has them. */
static void visit_pairs(struct plot_job *job, const struct arguments *arguments)
{
    const struct compare_visitor visitor = {visit_pair, visit_failure, job};
    size_t count = arguments->path_count ? arguments->path_count : 1;
    const char **paths = arena_zalloc(job->arena, count + 1, sizeof(*paths));
    struct arguments sides = *arguments;

    paths[0] = option_value(arguments, &plot_option_baseline, ".");
    paths[1] = ".";
    for (size_t i = 0; i < arguments->path_count; i++)
        paths[i + 1] = arguments->paths[i];
    sides.paths = paths;
    sides.path_count = count + 1;
    if (read_pair_options(job, arguments))
        worsen(job, compare_visit(&sides, job->arena, &visitor));
}

/* ---- the kinds ---- */

void plot_kinds_text(struct arena *arena, struct buf *out)
{
    static const char *const topics[TOPIC_KINDS] = {"one run", "two runs", "many runs"};

    (void)arena;
    for (size_t i = 0; plot_kinds[i]; i++)
        buf_addf(out, "%s  %s (%s)\n    %s\n", plot_kinds[i]->name, plot_kinds[i]->file,
                 topics[plot_kinds[i]->of], plot_kinds[i]->summary);
}

/* ---- the command ---- */

static const struct option option_list = {"list", '\0', NULL, "List the plots there are"};

static void complain_of_nothing(struct plot_job *job)
{
    struct err err;

    if (job->written || job->code != EXIT_DONE)
        return;
    err_set(&err, ERR_NO_EVIDENCE, "there is nothing that can be drawn of this");
    command_complain(&err);
    worsen(job, EXIT_NO_EVIDENCE);
}

static enum exit_code plot(struct plot_job *job, const struct arguments *arguments)
{
    job->folders = intern_new(job->arena);
    if (option_given(arguments, &plot_option_baseline))
        visit_pairs(job, arguments);
    else
        visit_one_after_another(job, arguments);
    if (job->topic_count == 1)
        write_sheaf(job, job->wanted.directory, &job->held);
    sheaf_release(&job->held);
    draw_many(job);
    gathered_runs_drop(&job->gathered);
    intern_free(job->folders);
    complain_of_nothing(job);
    return visit_print(&job->index, job->code);
}

static enum exit_code run_plot(const struct arguments *arguments, struct arena *arena)
{
    struct plot_job job = {.arena = arena, .options = compare_options_default()};
    struct buf text = {.ptr = NULL};
    struct err err;

    if (option_given(arguments, &option_list)) {
        plot_kinds_text(arena, &text);
        return visit_print(&text, EXIT_DONE);
    }
    if (plot_wanted_read(arguments, arena, &job.wanted, &err))
        return plot(&job, arguments);
    command_complain(&err);
    return err.code == ERR_UNSUPPORTED ? EXIT_FAILED : EXIT_USAGE;
}

static const struct option *const options[] = {
    &plot_option_kind,
    &option_output,
    &plot_option_to,
    &plot_option_baseline,
    &option_group,
    &option_list,
    &figure_option_size,
    &figure_option_theme,
    &figure_option_dark,
    &figure_option_font,
    &figure_option_text,
    &figure_option_dpi,
    &option_glyphs,
    &option_format,
    &option_map,
    &option_quiet,
    &option_threads,
    &option_help,
    NULL,
};

const struct command command_plot = {
    .name = "plot",
    .arguments = "PATH…",
    .summary = "Draw figures of runs as SVG, PNG or PDF, or in characters",
    .options = options,
    .run = run_plot,
};
