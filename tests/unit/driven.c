#include "driven.h"

#include "check.h"

#include <assay/session/comparison.h>

#include <assay/tui/present_text.h>

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool report(const struct assessed *assessed, const char *format, struct buf *out)
{
    if (strcmp(format, "md") != 0)
        return false;
    buf_addf(out, "# %s\n", run_id(assessed->run));
    return true;
}

static bool report_comparison(const struct comparison *comparison, const char *format,
                              struct buf *out)
{
    if (strcmp(format, "md") != 0)
        return false;
    buf_addf(out, "# %s and %s\n", comparison->name_a, comparison->name_b);
    return true;
}

static bool save(const char *path, const char *text, size_t length, struct err *err)
{
    FILE *file = fopen(path, "wb");

    if (!file)
        return err_set_file(err, ERR_IO, path, "%s", strerror(errno));
    fwrite(text, 1, length, file);
    fclose(file);
    return true;
}

struct driven *driven_new(const char *path, enum driven_loading loading, int height, int width)
{
    struct driven *driven = xcalloc(1, sizeof(*driven));
    struct frame_options options = {
        .glyphs = GLYPHS_BRAILLE,
        .waits = loading == DRIVEN_WAITS,
        .writer = {.report = report, .comparison = report_comparison, .save = save}};
    struct err err = {.code = ERR_NONE};

    driven->dir = temp_dir_new();
    setenv("XDG_STATE_HOME", driven->dir.root, 1);
    driven->arena = arena_new();
    config_load(driven->arena, &driven->config, &err);
    driven->session.metrics = metric_options_default();
    options.session = &driven->session;
    options.config = &driven->config;
    options.theme = theme_load("default", driven->arena, &err);
    driven->frame = frame_new(&options);
    driven->canvas = canvas_new(height, width);
    frame_resize(driven->frame, height, width);
    if (CHECK(frame_open(driven->frame, path, &err))) {
        frame_await(driven->frame);
        return driven;
    }
    driven_free(driven);
    return NULL;
}

void driven_free(struct driven *driven)
{
    if (!driven)
        return;
    frame_free(driven->frame);
    canvas_free(driven->canvas);
    arena_free(driven->arena);
    buf_release(&driven->text);
    temp_dir_remove(&driven->dir);
    unsetenv("XDG_STATE_HOME");
    free(driven);
}

static void press(struct driven *driven, uint32_t key)
{
    frame_draw(driven->frame, driven->canvas);
    frame_key(driven->frame, key);
}

void driven_keys(struct driven *driven, const char *keys)
{
    struct str rest = str_of(keys);
    struct err err = {.code = ERR_NONE};
    uint32_t key;

    while (key_parse(&rest, &key, &err))
        press(driven, key);
    CHECK_INT(err.code, ERR_NONE);
}

void driven_type(struct driven *driven, const char *text)
{
    struct buf keys = {0};

    for (; *text; text++)
        if (*text == ' ')
            buf_add_c(&keys, "<space>");
        else if (*text == '<')
            buf_add_c(&keys, "<lt>");
        else
            buf_add_char(&keys, *text);
    driven_keys(driven, keys.ptr ? keys.ptr : "");
    buf_release(&keys);
}

void driven_command(struct driven *driven, const char *command)
{
    driven_type(driven, ":");
    driven_type(driven, command);
    driven_keys(driven, "<enter>");
}

const char *driven_text(struct driven *driven)
{
    frame_draw(driven->frame, driven->canvas);
    buf_clear(&driven->text);
    present_txt(driven->canvas, &driven->text);
    return driven->text.ptr;
}

const char *driven_row(struct driven *driven, int row)
{
    char *text, *end;

    driven_text(driven);
    text = driven->text.ptr;
    row += row < 0 ? canvas_height(driven->canvas) : 0;
    for (; row > 0 && strchr(text, '\n'); row--)
        text = strchr(text, '\n') + 1;
    end = strchr(text, '\n');
    if (end)
        *end = '\0';
    return text;
}

bool driven_has(struct driven *driven, const char *words)
{
    return strstr(driven_text(driven), words) != NULL;
}

const char *driven_copy(struct driven *driven)
{
    return arena_strdup(driven->arena, driven_text(driven));
}

/* Line 2 tells of what is under way. */
static bool is_busy(struct driven *driven)
{
    const char *tabs = driven_row(driven, 1);

    return strstr(tabs, " reading ") || strstr(tabs, " comparing") ||
           strstr(tabs, "looking for runs");
}

/* True when there was something to wake for. */
static bool wake(struct driven *driven)
{
    int fds[FRAME_WAKE_FDS], count = frame_wake_fds(driven->frame, fds);
    struct pollfd polled[FRAME_WAKE_FDS];
    bool news;

    for (int i = 0; i < count; i++)
        polled[i] = (struct pollfd){.fd = fds[i], .events = POLLIN};
    news = poll(polled, (nfds_t)count, 40) > 0;
    frame_wake(driven->frame);
    return news;
}

bool driven_until(struct driven *driven, const char *words)
{
    for (int rounds = 0; rounds < 750 && !driven_has(driven, words); rounds++)
        wake(driven);
    return driven_has(driven, words);
}

void driven_settle(struct driven *driven)
{
    for (int quiet = 0, rounds = 0; quiet < 3 && rounds < 2000; rounds++) {
        quiet = wake(driven) || is_busy(driven) ? 0 : quiet + 1;
        frame_draw(driven->frame, driven->canvas);
    }
}

const char *driven_file(struct driven *driven, const char *name)
{
    FILE *file = fopen(temp_dir_path(&driven->dir, name), "rb");
    struct buf text = {0};
    const char *copy;

    for (int c; file && (c = fgetc(file)) != EOF;)
        buf_add_char(&text, (char)c);
    if (file)
        fclose(file);
    copy = arena_strndup(driven->arena, text.ptr ? text.ptr : "", text.len);
    buf_release(&text);
    return copy;
}
