#include <assay/report/report.h>

#include <assay/plot/plot_draw.h>
#include <assay/report/figures_out.h>

#include <stdlib.h>
#include <string.h>

extern const struct report_writer report_markdown, report_html, report_json, report_csv,
    report_junit, report_xlsx;

const struct report_writer *const report_registry[] = {
    &report_markdown, &report_html, &report_json, &report_csv, &report_junit,
    &report_xlsx,     &report_svg,  &report_png,  &report_pdf, NULL,
};

const struct report_writer *report_find(const char *name)
{
    for (size_t i = 0; report_registry[i]; i++)
        if (strcmp(report_registry[i]->name, name) == 0)
            return report_registry[i];
    return NULL;
}

static const char *const topic_names[TOPIC_KINDS] = {"a run", "a comparison", "many runs"};

bool report_write(const struct report_writer *writer, const struct report_input *input,
                  struct report_files *files, struct err *err)
{
    report_write_function write = writer->write[input->topic->kind];
    size_t before = files->count;

    if (!write)
        return err_set(err, ERR_USAGE, "%s cannot be written as %s",
                       topic_names[input->topic->kind], writer->name);
    if (write(input, files, err))
        return true;
    report_files_cut(files, before);
    return false;
}

static const struct drawing *draw(const struct report_input *input, const struct plot *plot)
{
    const struct report_options *options = input->options;
    struct plot_size size = {.width = 0.0};

    if (options)
        size = (struct plot_size){options->width, options->height, options->text};
    return plot_draw(plot, &size, input->topic->arena);
}

const struct drawing *report_drawing(const struct report_input *input, const struct plot *plot)
{
    const struct plot_list *list = input->plots;

    for (size_t i = 0; list && i < list->count; i++) {
        if (list->plots[i] != plot)
            continue;
        if (!list->drawings[i])
            list->drawings[i] = draw(input, plot);
        return list->drawings[i];
    }
    return draw(input, plot);
}

void report_draw_all(const struct report_input *input)
{
    for (size_t i = 0; input->plots && i < input->plots->count; i++)
        report_drawing(input, input->plots->plots[i]);
}

bool report_write_alone(const struct report_writer *writer, const struct topic *topic,
                        struct report_files *files, struct err *err)
{
    const struct report_options options = {.timestamp = -1};
    struct plot_list plots = {.count = 0};
    struct report_input input = {.topic = topic, .options = &options};

    if (writer->plots) {
        plots = plot_list_of(topic);
        input.plots = &plots;
    }
    return report_write(writer, &input, files, err);
}

bool report_write_run(const struct report_writer *writer, const struct assessed *run,
                      struct report_files *files, struct err *err)
{
    struct arena *arena = arena_new();
    struct topic topic = topic_of_run(run, arena);
    bool done = report_write_alone(writer, &topic, files, err);

    arena_free(arena);
    return done;
}

struct buf *report_files_add(struct report_files *files, const char *name)
{
    files->files =
        array_grow(files->files, &files->capacity, files->count + 1, sizeof(*files->files));
    files->files[files->count] = (struct report_file){.name = arena_strdup(files->arena, name)};
    return &files->files[files->count++].text;
}

void report_files_move(struct report_files *files, struct report_files *from)
{
    for (size_t i = 0; i < from->count; i++)
        *report_files_add(files, from->files[i].name) = from->files[i].text;
    from->count = 0;
    report_files_release(from);
}

void report_files_cut(struct report_files *files, size_t count)
{
    while (files->count > count)
        buf_release(&files->files[--files->count].text);
}

void report_files_release(struct report_files *files)
{
    report_files_cut(files, 0);
    free(files->files);
    files->files = NULL;
    files->capacity = 0;
}
