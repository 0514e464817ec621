#include <assay/cmd/cmd_open.h>

#include <assay/base/path.h>
#include <assay/cmd/screen.h>
#include <assay/tui/terminal.h>
#include <assay/tui/terminal_signals.h>

/* A first word that is no path is rather a command misspelt. */
static bool is_something(const struct arguments *arguments, struct err *err)
{
    const char *word = arguments->path_count ? arguments->paths[0] : ".";

    return path_exists(word) ||
           err_set(err, ERR_USAGE,
                   "\"%s\" is no command and no path; assay --help lists the commands", word);
}

static enum terminal_mouse mouse_of(const struct config *config)
{
    return config_is_on(config, SETTING_MOUSE) ? TERMINAL_MOUSE_ON : TERMINAL_MOUSE_OFF;
}

static enum exit_code run_open(const struct arguments *arguments, struct arena *arena)
{
    struct frame *frame = NULL;
    struct config config;
    enum exit_code code = EXIT_USAGE;
    struct err err = {.code = ERR_NONE};
    int ended_by = 0;

    if (is_something(arguments, &err) &&
        terminal_usable(arguments->path_count ? arguments->paths[0] : "PATH", &err))
        frame =
            screen_open(arguments, SCREEN_IN_BACKGROUND, terminal_glyphs, &config, arena, &code);
    if (frame && !terminal_run(frame, mouse_of(&config), &ended_by, &err))
        code = EXIT_FAILED;
    if (err.code != ERR_NONE)
        command_complain(&err);
    frame_free(frame);
    if (ended_by)
        signals_raise(ended_by);
    return code;
}

static const struct option *const options[] = {
    &option_view, &option_baseline, &option_theme, &option_glyphs, &option_format,
    &option_map,  &option_threads,  &option_help,  NULL,
};

const struct command command_open = {
    .name = "open",
    .arguments = "[PATH…]",
    .summary = "Open the interface; the word open may be left out",
    .options = options,
    .run = run_open,
};
