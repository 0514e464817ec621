#include <assay/cmd/usage.h>

#include <assay/base/str.h>
#include <assay/cmd/cmd_plot.h>
#include <assay/cmd/help_screen.h>
#include <assay/load/known.h>
#include <assay/load/loader.h>
#include <assay/metrics/metric.h>
#include <assay/report/table.h>

#include <math.h>
#include <string.h>

static enum exit_code print(struct buf *text)
{
    struct err err;
    enum exit_code code = EXIT_DONE;

    if (!command_print(text->ptr, text->len, &err)) {
        command_complain(&err);
        code = EXIT_FAILED;
    }
    buf_release(text);
    return code;
}

enum exit_code usage_command(const struct command *command)
{
    struct buf out = {.ptr = NULL};
    struct arena *arena = arena_new();
    struct table *table = table_new(arena, "ll", NULL);
    enum exit_code code;

    buf_addf(&out, "usage: assay %s [OPTION…] %s\n%s.\n\n", command->name, command->arguments,
             command->summary);
    for (size_t i = 0; command->options[i]; i++) {
        const struct option *option = command->options[i];
        const char *letter = option->letter ? arena_printf(arena, "-%c, ", option->letter) : "    ";

        table_cellf(table, "%s--%s%s%s", letter, option->name, option->value ? " " : "",
                    option->value ? option->value : "");
        table_cell(table, option->help);
    }
    table_write(table, 2, 0, &out);
    code = print(&out);
    arena_free(arena);
    return code;
}

/* ---- topics: registries as text ---- */

struct topic {
    const char *name, *summary;
    void (*write)(struct arena *arena, struct buf *out);
};

static const char *range_text(const struct metric *metric, struct arena *arena)
{
    if (isnan(metric->least) && isnan(metric->most))
        return "";
    if (isnan(metric->most))
        return arena_printf(arena, ", at least %g", metric->least);
    if (isnan(metric->least))
        return arena_printf(arena, ", at most %g", metric->most);
    return arena_printf(arena, ", %g to %g", metric->least, metric->most);
}

static void write_metrics(struct arena *arena, struct buf *out)
{
    static const char *const units[] = {
        [UNIT_SHARE] = "share",           [UNIT_COUNT] = "count",
        [UNIT_RATIO] = "number",          [UNIT_LAYER] = "layer",
        [UNIT_NATS] = "nats a token",     [UNIT_PER_TOKEN] = "loss a token",
        [UNIT_PERPLEXITY] = "perplexity", [UNIT_TOKENS] = "tokens",
        [UNIT_SECONDS] = "seconds",       [UNIT_TEXT] = "name",
    };
    static const char *const better[] = {
        [BETTER_HIGHER] = ", higher is better",
        [BETTER_LOWER] = ", lower is better",
        [BETTER_NEITHER] = "",
    };
    const struct metric *metric;

    for (size_t i = 0; (metric = metric_at(i)); i++)
        buf_addf(out, "%s  %s (%s%s%s)\n    %s\n    source: %s\n", metric->name, metric->title,
                 units[metric->unit], range_text(metric, arena), better[metric->better],
                 metric->formula, metric->source);
}

static void write_formats(struct arena *arena, struct buf *out)
{
    struct table *table = table_new(arena, "ll", NULL);
    const char *known;

    for (size_t i = 0; loader_registry[i]; i++) {
        table_cell(table, loader_registry[i]->name);
        table_cell(table, loader_registry[i]->summary);
    }
    table_write(table, 0, 0, out);
    buf_add_c(out, "\nKnown, and refused by name because they are not read yet:\n");
    for (size_t i = 0; (known = known_name(i)); i++)
        buf_addf(out, "  %s\n", known);
}

static const struct topic topics[] = {
    {"metrics", "What can be recomputed, with formula and source", write_metrics},
    {"formats", "The formats that are read, and those that are only known", write_formats},
    {"plots", "The plots that assay plot draws", plot_kinds_text},
    {"keys", "The keys and commands of the interface", help_keys},
    {"views", "The views of the interface", help_views},
    {"roles", "What themes give colours to", help_roles},
};
enum { TOPIC_COUNT = sizeof(topics) / sizeof(topics[0]) };

static const struct topic *topic_find(const char *name)
{
    for (size_t i = 0; i < TOPIC_COUNT; i++)
        if (strcmp(topics[i].name, name) == 0)
            return &topics[i];
    return NULL;
}

static enum exit_code usage_topic(const struct topic *topic)
{
    struct buf out = {.ptr = NULL};
    struct arena *arena = arena_new();
    enum exit_code code;

    topic->write(arena, &out);
    code = print(&out);
    arena_free(arena);
    return code;
}

static enum exit_code usage_all(void)
{
    struct buf out = {.ptr = NULL};
    struct arena *arena = arena_new();
    struct table *table = table_new(arena, "ll", NULL);
    enum exit_code code;

    buf_add_c(&out, "usage: assay [COMMAND] [OPTION…] [PATH…]\n"
                    "Says for every figure of an evaluation run whether the evidence bears it "
                    "out.\n\n");
    for (size_t i = 0; command_registry[i]; i++) {
        table_cellf(table, "%s %s", command_registry[i]->name, command_registry[i]->arguments);
        table_cell(table, command_registry[i]->summary);
    }
    for (size_t i = 0; i < TOPIC_COUNT; i++) {
        table_cellf(table, "help %s", topics[i].name);
        table_cell(table, topics[i].summary);
    }
    table_write(table, 2, 0, &out);
    buf_add_c(&out, "\nassay COMMAND --help lists a command's options; assay(1) has the rest.\n");
    code = print(&out);
    arena_free(arena);
    return code;
}

/* help [COMMAND | TOPIC] */
static enum exit_code usage_help(const char *name)
{
    const struct command *command = name ? command_find(name) : NULL;
    const struct topic *topic = name ? topic_find(name) : NULL;
    struct err err;

    if (command)
        return usage_command(command);
    if (topic)
        return usage_topic(topic);
    if (!name)
        return usage_all();
    err_set(&err, ERR_USAGE,
            "there is no help on \"%s\"; assay --help lists the commands and topics", name);
    command_complain(&err);
    return EXIT_USAGE;
}

static bool is_one_of(const char *word, const char *const *words)
{
    for (; *words; words++)
        if (strcmp(word, *words) == 0)
            return true;
    return false;
}

bool usage_main(int argc, char *const *argv, enum exit_code *code)
{
    static const char *const help[] = {"--help", "-h", "help", NULL};
    struct buf out = {.ptr = NULL};

    if (argc > 1 && is_one_of(argv[1], help)) {
        *code = usage_help(argc > 2 ? argv[2] : NULL);
        return true;
    }
    if (argc <= 1 || strcmp(argv[1], "--version") != 0)
        return false;
    buf_add_c(&out, "assay " ASSAY_VERSION "\n");
    *code = print(&out);
    return true;
}
