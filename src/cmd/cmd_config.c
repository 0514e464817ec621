#include <assay/cmd/cmd_config.h>

#include <assay/base/fmt.h>
#include <assay/report/json_report.h>
#include <assay/report/table.h>
#include <assay/session/config.h>

#include <assay/cmd/visit.h>

static void print_text(const struct config *config, struct arena *arena, struct buf *out)
{
    static const char *const titles[] = {"Setting", "Value", "From", "Meaning"};
    struct table *table = table_new(arena, "lrll", titles);

    for (size_t i = 0; i < SETTING_COUNT; i++) {
        const struct config_value *value = &config->values[i];

        table_cell(table, value->name);
        if (value->text)
            table_cell(table, value->text);
        else
            table_cellf(table, "%g", value->number);
        table_cell(table, value->place[0] ? value->place : config_origin_name(value->origin));
        table_cell(table, value->help);
    }
    table_write(table, 0, 0, out);
    if (config->path)
        buf_addf(out, "\n%s: %s\n", config->path, config->file_found ? "read" : "not there");
}

static void print_json(const struct config *config, struct buf *out)
{
    struct json_out json = json_out_begin(out);

    json_out_open(&json, NULL, '{');
    json_out_text(&json, "schema", "assay/config/1");
    json_out_text(&json, "file", config->path);
    json_out_bool(&json, "file_found", config->file_found);
    json_out_open(&json, "settings", '[');
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        const struct config_value *value = &config->values[i];

        json_out_open(&json, NULL, '{');
        json_out_text(&json, "name", value->name);
        if (value->text)
            json_out_text(&json, "value", value->text);
        else
            json_out_number(&json, "value", value->number);
        json_out_text(&json, "origin", config_origin_name(value->origin));
        json_out_text(&json, "place", value->place);
        json_out_text(&json, "help", value->help);
        json_out_close(&json);
    }
    json_out_close(&json);
    json_out_close(&json);
}

static enum exit_code run_config(const struct arguments *arguments, struct arena *arena)
{
    struct buf out = {.ptr = NULL};
    struct config config;
    struct err err;

    if (arguments->path_count) {
        err_set(&err, ERR_USAGE, "config takes no path, and \"%s\" is one", arguments->paths[0]);
        command_complain(&err);
        return EXIT_USAGE;
    }
    if (!config_load(arena, &config, &err)) {
        command_complain(&err);
        return EXIT_USAGE;
    }
    if (option_given(arguments, &option_json))
        print_json(&config, &out);
    else
        print_text(&config, arena, &out);
    return visit_print(&out, EXIT_DONE);
}

static const struct option *const options[] = {&option_json, &option_help, NULL};

const struct command command_config = {
    .name = "config",
    .arguments = "",
    .summary = "Print the effective configuration and where each value came from",
    .options = options,
    .run = run_config,
};
